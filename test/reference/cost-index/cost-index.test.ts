import { describe, expect, test } from 'vitest'
import { attemptRoute, type Costed, costRoute, expectClose } from '../../support.ts'

/** Expected figures: README.md beside this file says where each comes from; all are from outside this project. */
const HERE = 'test/reference/cost-index'
const SAME = 1e-9

const costOf = (costed: Costed, step: string): number => costed.ledger.by('step').get(step)?.toNumber() as number

describe('money moved by an index', () => {
  const moved = (route: string, index: string, year: string): Costed =>
    costRoute(`${HERE}/${route}.yaml`, { prices: [`index-${index}`], year })

  test('from 567.5 to 800', () => {
    const [then, now] = [costRoute(`${HERE}/capital-cost.yaml`), moved('capital-cost', 'biosteam', '2024')]
    expectClose(costOf(then, 'motor'), 620.5362044090548, SAME, 'motor at 567.5')
    expectClose(costOf(now, 'motor'), 874.7646934400772, SAME, 'motor at 800')
    expectClose(costOf(then, 'vessel'), 8857.95780922862, SAME, 'vessel at 567.5')
    expectClose(costOf(now, 'vessel'), 12486.988982172503, SAME, 'vessel at 800')
  })

  // multiplied by the index of the year asked for and divided by that of the price: the wrong way round gives the inverse
  test.each([
    ['of_1990', '2018', 168.6521, (100 * 603.1) / 357.6],
    ['of_2021', '2020', 84.209, (100 * 596.2) / 708],
    ['of_2018', '1900', 0.82904990880451, 500 / 603.1],
  ])('%s in money of %s', (step, year, printed, exact) => {
    const cost = costOf(moved('currency-years', 'idaes', year), step)
    const stated = costOf(costRoute(`${HERE}/currency-years.yaml`), step)
    expectClose(cost, exact, SAME, 'with all digits')
    expectClose(cost, printed, 1e-6, 'as printed')
    const inverted = stated ** 2 / cost
    expect(Math.abs(inverted / cost - 1)).toBeGreaterThan(0.4)
    expect(cost > stated).toBe(printed > stated)
  })

  test('of its own year it stays, and there and back it is the same', () => {
    expectClose(costOf(moved('currency-years', 'idaes', '2021'), 'of_2021'), 100, SAME, 'own year')
    const there = costOf(moved('currency-years', 'idaes', '2018'), 'of_1990')
    const back = costOf(moved('currency-years', 'idaes', '1990'), 'of_2018')
    expectClose(there * back, 100, SAME, 'there and back')
  })

  test('a year that the index has not is refused', () => {
    const { codes } = attemptRoute(`${HERE}/currency-years.yaml`, { prices: ['index-idaes'], year: '2005' })
    expect(codes).toContain('INDEX_YEAR')
  })
})

describe('a machine beyond the sizes that are built', () => {
  test.each([
    ['below the smallest, the smallest', 1, 1, 2 ** 0.6],
    ['at the smallest', 2, 1, 2 ** 0.6],
    ['within', 5, 1, 5 ** 0.6],
    ['at the largest', 10, 1, 10 ** 0.6],
    ['above the largest, several of one size', 15, 2, 2 * 7.5 ** 0.6],
    ['above the largest, two of the largest', 20, 2, 2 * 10 ** 0.6],
  ])('%s', (_, scale, units, purchase) => {
    const costed = costRoute(`${HERE}/scale-out.yaml`, { set: [`steps.item.scale=${scale}`] })
    expectClose(costed.value('steps.item.units_per_machine'), units, SAME, 'machines')
    expectClose(costed.value('steps.item.installed_cost', 'USD'), 2 * purchase, SAME, 'installed')
  })
})

describe('learning', () => {
  const learnt = (rate: string, built: number): Costed =>
    costRoute(`${HERE}/scale-out.yaml`, { set: [`plant.learning_rate=${rate}`, `plant.plants_built=${built}`] })

  test.each([
    ['4 %', 5, 0.9095678012573819],
    ['4 %', 1, 1],
    ['20 %', 2, 0.8],
    ['20 %', 4, 0.64],
    ['0 %', 100, 1],
  ])('at %s, plant %d costs %d of the first', (rate, built, factor) => {
    expectClose(learnt(rate, built).value('steps.item.installed_cost', 'USD'), 2 * 5 ** 0.6 * factor, SAME, 'installed')
  })
})
