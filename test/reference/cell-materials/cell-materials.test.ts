import { expect, test } from 'vitest'
import { runFabroute } from '../../run-fabroute.ts'
import { type Costed, costRoute } from '../../support.ts'

/** As printed in sung2024, Table 1: weight in g, price in USD/kg, cost in USD, and in thousandths of a USD. */
const ROUTE = 'test/reference/cell-materials/cell-materials.yaml'
const ROWS: Readonly<Record<string, readonly [weight: number, price: number, cost: number, thousandths: number]>> = {
  NCM811: [31.613, 22, 0.6955, 695.5],
  carbon_black: [1.317, 35, 0.0461, 46.1],
  cathode_binder: [1.317, 65, 0.0856, 85.62],
  aluminium_foil: [2.207, 8, 0.0177, 17.66],
  nickel_foil: [4.769, 10, 0.0477, 47.69],
  separator_layer: [7.199, 271.6, 1.9551, 1955.14],
  electrolyte_powder: [9.66, 277.1, 2.6769, 2676.85],
  aluminium_pouch: [2.24, 17, 0.0381, 38.08],
  positive_tab: [0.156, 300, 0.0469, 46.92],
  negative_tab: [0.455, 200, 0.0909, 90.92],
}
const PRINTED_TOTAL = { cost: 5.6096, mass: 60.478 }
const SUM_OF_ROWS = { cost: 5.7005, mass: 60.933 }

const costs = costRoute(ROUTE)
const weights = costRoute(ROUTE, { set: ['route.rows=weight'] })
const costOf = (costed: Costed, item: string): number => costed.ledger.by('item').get(item)?.toNumber() as number
const massOf = (costed: Costed, item: string): number => costed.value(`steps.assembly.purchase.${item}`, 'g')
const sum = (found: (item: string) => number): number => Object.keys(ROWS).reduce((at, item) => at + found(item), 0)

test('buys what the table lists, and nothing else', () => {
  expect([...costs.ledger.by('item').keys()].sort()).toEqual(Object.keys(ROWS).sort())
})

test.each(Object.entries(ROWS))('%s at its cost and its weight', (item, [weight, price, cost, thousandths]) => {
  expect(costOf(costs, item)).toBeCloseTo(thousandths / 1000, 10)
  expect(Math.abs(costOf(costs, item) - cost)).toBeLessThanOrEqual(0.00005 + 1e-9)
  expect(massOf(weights, item)).toBeCloseTo(weight, 10)
  expect(costOf(weights, item)).toBeCloseTo((weight * price) / 1000, 10)
  // weight and cost agree but for what each is rounded by
  expect(Math.abs(costOf(weights, item) - costOf(costs, item))).toBeLessThanOrEqual((0.0005 * price) / 1000 + 0.00005)
})

test('comes to the sum of the rows, not to the total that is printed', () => {
  expect(costs.total.toFixed(4)).toBe(SUM_OF_ROWS.cost.toFixed(4))
  expect(Math.abs(weights.total - SUM_OF_ROWS.cost)).toBeLessThan(1e-4)
  expect(sum((item) => massOf(weights, item))).toBeCloseTo(SUM_OF_ROWS.mass, 10)
})

test('differs from the printed total by the negative tab alone', () => {
  const [weight, , cost] = ROWS.negative_tab as (typeof ROWS)[string]
  expect((SUM_OF_ROWS.cost - cost).toFixed(4)).toBe(PRINTED_TOTAL.cost.toFixed(4))
  expect((costs.total - costOf(costs, 'negative_tab')).toFixed(4)).toBe(PRINTED_TOTAL.cost.toFixed(4))
  expect((sum((item) => massOf(weights, item)) - weight).toFixed(3)).toBe(PRINTED_TOTAL.mass.toFixed(3))
})

test('runs by the ordinary command', () => {
  const { exit, stdout } = runFabroute(['run', ROUTE, '--json'])
  expect(exit).toBe(0)
  const { cost, provenance } = JSON.parse(stdout)
  expect(cost.total).toBe('5.70048')
  expect(Object.keys(cost.by_category)).toEqual(['materials'])
  expect(provenance.cited).toBe(1)
})

test('has electrolyte as 81.3 % of its cost, 82.6 % of the printed total', () => {
  const electrolyte = costOf(costs, 'separator_layer') + costOf(costs, 'electrolyte_powder')
  expect((electrolyte / costs.total).toFixed(3)).toBe('0.813')
  expect((electrolyte / PRINTED_TOTAL.cost).toFixed(3)).toBe('0.826')
})
