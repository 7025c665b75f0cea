import { expect, test } from 'vitest'
import { costRoute, costText, expectClose } from '../support.ts'

/** cost = 3 USD (cited) * 2 (assumed) + 4 USD (cited, but for another year, so assumed) + 0 * 5 USD (of no effect). */
const texts = (factor = '{ value: 2, assumption: a guess }'): string[] => [
  `flow: sum
product: { operation: thing }
steps: { work: { operation: work } }`,
  'operation: thing\nparameters: { basis: { value: 1 kg, assumption: test } }',
  `operation: work
parameters:
  first: { value: 3 USD, source: book, at: page 3 }
  factor: ${factor}
  second: { value: 4 USD, source: book, assumption: "the figure of another year" }
  nothing: { value: 5 USD, source: book }
equations: { effort: { is: first * factor + second + 0 * nothing, unit: USD } }`,
  `method: levelized
expects: { effort: { value: 0 USD, assumption: test } }
costs: [{ for: step, category: labour, item: work, is: effort }]`,
  'plant: default\ncurrency: USD\nparameters: { annual_output: { value: 5 kg/yr, assumption: test } }',
  'sources: { book: { title: A book } }',
]

test('the cost rests on its inputs by their elasticities', () => {
  const { result, total } = costText(texts())
  expect(total).toBe(10)
  // elasticities: first 6/10, factor 6/10, second 4/10; only the first is cited and nothing else
  expectClose(result.provenance.cited, 0.6 / 1.6, 1e-6)
  expectClose(result.provenance.cited + result.provenance.assumed, 1, 1e-12)
})

test('a figure that gets a source counts as cited', () => {
  const { result } = costText(texts('{ value: 2, source: book }'))
  expectClose(result.provenance.cited, 1.2 / 1.6, 1e-6)
})

test('what is set on the command line is an assumption', () => {
  const { result } = costText(texts(), { set: ['steps.work.first=3 USD'] })
  expect(result.provenance).toEqual({ cited: 0, assumed: 1 })
})

test('the shares of a bundled route add up to 1', () => {
  const { cited, assumed } = costRoute('wet-slurry').result.provenance
  expect(cited).toBeGreaterThan(0)
  expect(cited).toBeLessThan(1)
  expectClose(cited + assumed, 1, 1e-12)
})
