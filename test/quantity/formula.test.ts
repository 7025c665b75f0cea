import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atomicWeights } from '../../src/quantity/elements.ts'
import { type Formula, isFormulaProblem, molarMass, parseFormula } from '../../src/quantity/formula.ts'

function formula(text: string): Formula {
  const read = parseFormula(text)
  if (isFormulaProblem(read)) throw new Error(`${text} is refused: ${read.problem} at ${read.start}`)
  return read
}

const counts = (text: string): Record<string, string> =>
  Object.fromEntries([...formula(text)].map(([element, count]) => [element, count.toFixed()]))

describe('reading a formula', () => {
  test.each<[string, Record<string, string>]>([
    ['Li6PS5Cl', { Li: '6', P: '1', S: '5', Cl: '1' }],
    ['Li5.4PS4.4Cl1.6', { Li: '5.4', P: '1', S: '4.4', Cl: '1.6' }],
    ['Li₆PS₅Cl', { Li: '6', P: '1', S: '5', Cl: '1' }],
    ['Al2(SO4)3·18H2O', { Al: '2', S: '3', O: '30', H: '36' }],
    ['K4[Fe(CN)6]', { K: '4', Fe: '1', C: '6', N: '6' }],
    ['CH3CH2OH', { C: '2', H: '6', O: '1' }],
    ['CO', { C: '1', O: '1' }],
    ['Co', { Co: '1' }],
    ['((CH2)2)0.5', { C: '1', H: '2' }],
  ])('%s', (text, expected) => {
    expect(counts(text)).toEqual(expected)
  })

  test.each([
    ['Li6PS5Xx', 'element', 6, 8],
    ['LiPm', 'element', 2, 4],
    ['li2S', 'syntax', 0, 1],
    ['Li2(SO4', 'syntax', 3, 4],
    ['Li2)', 'syntax', 3, 4],
    ['(Li]2', 'syntax', 3, 4],
    ['Li()2', 'syntax', 2, 5],
    ['Li0S', 'count', 0, 3],
    ['2Li', 'syntax', 0, 1],
    ['Li S', 'syntax', 2, 3],
    ['Li+', 'syntax', 2, 3],
    ['CuSO4·', 'syntax', 5, 6],
    ['Li1.2.3', 'syntax', 5, 6],
    ['', 'syntax', 0, 0],
  ])('%s is refused', (text, kind, start, end) => {
    expect(parseFormula(text)).toMatchObject({ problem: kind, start, end, symbol: text.slice(start, end) })
  })

  test('any text gives a formula or a problem', () => {
    const character = fc.constantFrom(...'LiPSCl()[]·0123.₂ '.split(''))
    fc.assert(fc.property(fc.string({ unit: character }), (text) => parseFormula(text) !== undefined))
    expect(parseFormula('('.repeat(100_000))).toMatchObject({ problem: 'syntax' })
  })
})

describe('molar masses', () => {
  // Origin: added up by hand from the IUPAC weights of 2007, which older handbooks use (Li 6.941, S 32.065, Ge 72.64, Cl 35.453).
  test.each([
    ['Li2S', 45.947],
    ['P2S5', 222.273],
    ['LiCl', 42.394],
    ['ZrO2', 123.223],
    ['GeS2', 136.77],
    ['C7H8', 92.139],
    ['Na2CO3', 105.989],
  ])('%s: %d g/mol', (text, expected) => {
    // Within 2 in 10^4, by which the weights have moved since.
    expect(Math.abs(molarMass(formula(text)).toNumber() / expected - 1)).toBeLessThan(2e-4)
  })

  test('a bracket counts as what it holds', () => {
    const text = fc.constantFrom('Li6PS5Cl', 'C7H8', 'ZrO2', 'Li5.4PS4.4Cl1.6')
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (inner, times) => {
        expect(molarMass(formula(`(${inner})${times}`))).toEqual(molarMass(formula(inner)).times(times))
      }),
    )
  })

  test('the table holds the elements up to uranium that have a standard atomic weight', () => {
    expect(atomicWeights().size).toBe(84)
    expect(atomicWeights().get('Li')).toBe('6.94')
    expect(atomicWeights().has('Tc')).toBe(false)
  })
})
