import { expect, test } from 'vitest'
import { isReactionProblem, parseReaction } from '../../src/quantity/reaction.ts'

function sides(text: string): string {
  const read = parseReaction(text)
  if (isReactionProblem(read)) throw new Error(`${text} is refused: ${read.problem} ${read.symbol}`)
  const side = (terms: typeof read.left) =>
    terms.map((term) => `${term.coefficient.toFixed()} ${term.name}`).join(' + ')
  return `${side(read.left)} -> ${side(read.right)}`
}

test.each([
  ['5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl', '5 Li2S + 1 P2S5 + 2 LiCl -> 2 Li6PS5Cl'],
  ['0.5 Li2S+2.5Li2S_b→argyrodite', '0.5 Li2S + 2.5 Li2S_b -> 1 argyrodite'],
])('%s is read', (text, expected) => {
  expect(sides(text)).toBe(expected)
})

test('a term says where it stands', () => {
  const text = '5 Li2S +  2 LiCl -> X'
  const read = parseReaction(text)
  if (isReactionProblem(read)) throw new Error(read.problem)
  expect([...read.left, ...read.right].map((term) => text.slice(term.start, term.end))).toEqual([
    '5 Li2S',
    '2 LiCl',
    'X',
  ])
})

test.each([
  ['Li2S + P2S5', 'arrow', 'Li2S + P2S5'],
  ['Li2S = P2S5', 'arrow', 'Li2S = P2S5'],
  ['A -> B -> D', 'arrow', '->'],
  ['A + -> B', 'syntax', ''],
  ['A -> ', 'syntax', ''],
  ['A + 2 -> B', 'syntax', '2'],
  ['A -> 1,5 B', 'syntax', '1,5 B'],
  ['-2 A -> B', 'syntax', '-2 A'],
  ['0 A -> B', 'coefficient', '0 A'],
  ['A + 2 A -> B', 'repeated', '2 A'],
])('%s is refused: %s', (text, kind, symbol) => {
  const found = parseReaction(text)
  expect(found).toMatchObject({ problem: kind })
  if (isReactionProblem(found)) expect(text.slice(found.start, found.end).trim()).toBe(symbol)
})
