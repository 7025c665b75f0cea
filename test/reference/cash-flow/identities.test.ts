import { describe, expect, test } from 'vitest'
import { attemptRoute, type Costed, costRoute, expectClose } from '../../support.ts'

/** What must hold of the method whatever a case says: against `levelized`, between real and nominal money, within the table of years. */
const LOAN_AND_TAX = 'test/reference/cash-flow/loan-and-tax.yaml'
const REPLACEMENT = 'test/reference/cash-flow/replacement.yaml'
const EXACT = 1e-12

const cash = (route: string, ...set: string[]): Costed => costRoute(route, { method: 'cash-flow', set })
const yearly = (costed: Costed, name: string): number[] =>
  costed.result.years?.columns.find((column) => column.name === name)?.values.slice() as number[]
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

describe('what wears out', () => {
  test('is replaced when its life ends, so that capital costs what the annuities of levelized cost', () => {
    const plain = [
      'method.construction_years=1',
      'method.output_1=1',
      'method.output_2=1',
      'method.output_3=1',
      'method.first_year_yield=1',
      'method.tax_rate=0',
      // a common multiple of all lives, each of which ends in a whole year
      'method.operating_years=60',
    ]
    for (const route of ['wet-slurry', 'ptfe-dry', 'ptfe-dry-wip']) {
      const bare = ['plant.working_capital=0']
      const found = cash(route, ...plain, ...bare)
      const lives = found.names
        .filter((name) => /(^|\.)steps\.\w+\.machine\.lifetime$|^plant\.(building|dry_room|enclosure)_life$/.test(name))
        .map((name) => found.value(name, 'yr'))
      expect(new Set(lives).size).toBeGreaterThan(2)
      for (const life of lives) expectClose(60 / life, Math.round(60 / life), EXACT, route)

      const wanted = costRoute(route, { set: bare })
      const of = (costed: Costed, ...categories: string[]): number =>
        sum(categories.map((category) => costed.ledger.by('category').get(category)?.toNumber() ?? 0))
      expectClose(of(found, 'capital', 'building', 'replacement'), of(wanted, 'capital', 'building'), EXACT, route)
      expectClose(found.total, wanted.total, EXACT, route)
    }
  })

  const replaced = (...set: string[]): number[] => yearly(costRoute(REPLACEMENT, { set }), 'replacement_cost')

  test('is bought in the year in which its life ends, and not when the plant closes', () => {
    const timing = 'method.replacement=at_end_of_life'
    expect(replaced(timing)).toEqual([0, 0, 0, 0, 0, 100, 0, 0, 0, 100, 0, 0])
    expect(replaced(timing, 'steps.making.machine.lifetime=5 yr')).toEqual([0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0])
  })

  test('is bought several times a year where it lasts less than one', () => {
    const half = 'steps.making.machine.lifetime=0.5 yr'
    const early = replaced('method.replacement=at_end_of_life', half)
    expect(early).toEqual([0, 0, 200, 200, 200, 200, 200, 200, 200, 200, 200, 0])
    // the first of the two of year 1 was bought with the plant
    const late = replaced('method.replacement=in_the_year_after', half)
    expect(late).toEqual([0, 0, 100, 200, 200, 200, 200, 200, 200, 200, 200, 200])
  })

  test('costs in the ledger what it costs in the years', () => {
    for (const timing of ['at_end_of_life', 'in_the_year_after', 'never']) {
      const costed = cash('ptfe-dry', `method.replacement=${timing}`, 'method.inflation=2 %', 'method.salvage=3 %')
      const statement = costed.result.statements.find(({ name }) => name === 'present_value')
      const present = statement?.terms.find(({ name }) => name === 'replacement')?.value.toNumber() as number
      const lines = costed.ledger.by('category').get('replacement')?.toNumber() ?? 0
      expectClose(lines * costed.value('totals.present_output'), -present, EXACT, timing)
    }
  })
})

describe('working capital', () => {
  const real = ['plant.discount_rate=8 %', 'method.tax_rate=0', 'method.construction_years=3']
  const nominal = [...real.slice(1), `plant.discount_rate=${1.08 * 1.025 - 1}`, 'method.inflation=0.025']

  test.each(['0', '15 %'])('of %s leaves the price of year 0 the same in real and in nominal money', (part) => {
    const price = (route: string, money: readonly string[]): number =>
      cash(route, ...money, `plant.working_capital=${part}`).value('method.selling_price', 'USD')
    for (const route of ['ptfe-dry', 'wet-slurry']) expectClose(price(route, nominal), price(route, real), EXACT, route)
  })

  test('comes back at the prices of the last year', () => {
    const costed = costRoute(LOAN_AND_TAX, { set: ['method.inflation=2 %'] })
    const found = yearly(costed, 'working_capital')
    expect(found.slice(0, -1)).toEqual([168000, ...Array.from({ length: 14 }, () => 0)])
    expectClose(found.at(-1) as number, -168000 * 1.02 ** 15, EXACT)
  })
})

test.each(['sum_of_digits', 'declining_balance'])('%s over parts of years counts whole ones', (depreciation) => {
  const rates = (years: number): number[] =>
    yearly(
      costRoute(LOAN_AND_TAX, { set: [`method.depreciation=${depreciation}`, `method.depreciation_years=${years}`] }),
      'depreciation_rate',
    )
  for (const [part, whole] of [
    [1.5, 2],
    [4.2, 5],
    [6.9, 7],
  ] as const) {
    expect(rates(part)).toEqual(rates(whole))
    expect(sum(rates(part))).toBeLessThan(1 + EXACT)
    if (depreciation === 'sum_of_digits') expectClose(sum(rates(part)), 1, EXACT)
  }
})

test('straight_line takes parts of years as they are', () => {
  const set = ['method.depreciation=straight_line', 'method.depreciation_years=2.5']
  expect(yearly(costRoute(LOAN_AND_TAX, { set }), 'depreciation_rate').slice(0, 5)).toEqual([0, 0.4, 0.4, 0.2, 0])
})

describe('the weights of the years of construction', () => {
  test('are refused below 0', () => {
    const { codes, words } = attemptRoute(LOAN_AND_TAX, { set: ['method.spending_1=-1'] })
    expect(codes).toEqual(['VALUE_OUT_OF_RANGE'])
    expect(words).toContain('method.spending_1')
  })

  test('are refused where nothing is spent at all', () => {
    const { codes, words } = attemptRoute(LOAN_AND_TAX, { set: ['method.spending_1=0'] })
    expect(new Set(codes)).toEqual(new Set(['VALUE_OUT_OF_RANGE']))
    expect(words).toContain('totals.spending_weight')
  })
})

test('scrap is credited with raw materials, so that the rate of return is that of the cash printed', () => {
  const costed = cash('ptfe-dry', 'plant.scrap_recovery=50 %', 'method.selling_price=60 USD')
  expect(costed.ledger.by('category').get('credit')?.toNumber()).toBeLessThan(-0.01)
  const found = costed.result.goals.find(({ name }) => name === 'internal_rate_of_return')
  expect(found?.unit).toBe('%')
  expect(found?.values).toHaveLength(1)
  const rate = (found?.values[0] as number) / 100
  const years = costed.result.years?.years.map(Number) as number[]
  const discounted = yearly(costed, 'cash').map((amount, i) => amount / (1 + rate) ** (years[i] as number))
  const size = sum(discounted.map(Math.abs))
  expect(Math.abs(sum(discounted)) / size).toBeLessThan(1e-9)
  expect(rate).toBeGreaterThan(0.02)
})

test('the cash printed of every year is the sum of what is printed beside it', () => {
  const rich = ['method.salvage=5 %', 'method.inflation=2 %', 'method.loan_share=60 %']
  for (const costed of [
    costRoute(LOAN_AND_TAX, { set: ['method.selling_price=2.5 USD'] }),
    costRoute(LOAN_AND_TAX, { set: ['method.selling_price=2.5 USD', ...rich] }),
    cash('wet-slurry', 'method.operating_years=25', 'method.loan_term=7.5 yr', ...rich),
  ]) {
    expect(costed.result.years?.shows).toEqual(['sales', 'costs', 'spent', 'loan', 'tax', 'cash', 'value_to_date'])
    const [sales, costs, spent, loan, tax] = ['sales', 'costs', 'spent', 'loan', 'tax'].map((name) =>
      yearly(costed, name),
    ) as [number[], number[], number[], number[], number[]]
    for (const [i, amount] of yearly(costed, 'cash').entries()) {
      const at = (column: number[]): number => column[i] as number
      expectClose(amount, at(sales) - at(costs) - at(spent) + at(loan) - at(tax), 1e-9, `cash ${i}`)
    }
  }
  const last = (...set: string[]): number =>
    yearly(costRoute(LOAN_AND_TAX, { set: ['method.selling_price=2.5 USD', ...set] }), 'spent').at(-1) as number
  expectClose(last('method.salvage=5 %'), last() - 0.05 * 3360000, EXACT)
})

test('the payback time is the first, where what is replaced costs what had come back', () => {
  const set = [
    'method.replacement=at_end_of_life',
    'method.output_1=1',
    'method.output_2=1',
    'method.output_3=1',
    'method.first_year_yield=1',
    'method.tax_rate=0',
    'plant.working_capital=0',
  ]
  // 40 USD a year from a machine of 100 USD, which is bought again after four years
  const costed = costRoute(REPLACEMENT, { set: [...set, 'method.selling_price=1.68004 USD'] })
  const cumulated = yearly(costed, 'cash').map((_, i, all) => sum(all.slice(0, i + 1)))
  for (const [i, wanted] of [-50, -100, -60, -20, 20, -40].entries()) expectClose(cumulated[i] as number, wanted, 1e-9)
  expect(cumulated.at(-1)).toBeGreaterThan(0)
  const found = costed.result.goals.find(({ name }) => name === 'payback_time')
  expect(found?.values).toHaveLength(1)
  expectClose(found?.values[0] as number, 2.5, 1e-6)
})
