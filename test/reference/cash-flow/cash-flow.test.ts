import { describe, expect, test } from 'vitest'
import { attempt, attemptRoute, type Costed, costRoute, expectClose, Texts } from '../../support.ts'

/** Expected figures are printed by the tests of BioSTEAM and H2Integrate, or were computed outside this project: README.md beside this file. */
const LOAN_AND_TAX = 'test/reference/cash-flow/loan-and-tax.yaml'
const REPLACEMENT = 'test/reference/cash-flow/replacement.yaml'
const HYDROGEN = 'test/reference/cash-flow/hydrogen.yaml'

/** A yearly figure from the first to the last year. */
const yearly = (costed: Costed, name: string): (number | null)[] =>
  costed.result.years?.columns.find((column) => column.name === name)?.values.slice() as (number | null)[]
const goal = (costed: Costed, name: string) => costed.result.goals.find((found) => found.name === name)
/** To the digits printed: half a unit of the last place, with room for how the last was rounded. */
const expectPrinted = (found: readonly (number | null)[], wanted: readonly number[], place: number, what: string) => {
  expect(found, what).toHaveLength(wanted.length)
  for (const [i, value] of wanted.entries())
    expect(Math.abs((found[i] as number) - value), `${what} ${i}`).toBeLessThan(place * 0.51)
}

describe('depreciation', () => {
  const SCHEDULES: readonly [name: string, rates: readonly number[], sum: number, years?: number][] = [
    ['MACRS_3', [0.3333, 0.4445, 0.1481, 0.0741], 1],
    ['MACRS_5', [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576], 1],
    ['MACRS_7', [0.1429, 0.2449, 0.1749, 0.1249, 0.0893, 0.0892, 0.0893, 0.0446], 1],
    ['MACRS_10', [0.1, 0.18, 0.144, 0.1152, 0.0922, 0.0737, 0.0655, 0.0655, 0.0656, 0.0655, 0.0328], 1],
    [
      'MACRS_15',
      [
        0.05, 0.095, 0.0855, 0.077, 0.0693, 0.0623, 0.059, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591,
        0.0295,
      ],
      1,
    ],
    [
      'MACRS_20',
      [
        0.0375, 0.07219, 0.06677, 0.06177, 0.05713, 0.05285, 0.04888, 0.04522, 0.04462, 0.04461, 0.04462, 0.04461,
        0.04462, 0.04461, 0.04462, 0.04461, 0.04462, 0.04461, 0.04462, 0.04461, 0.02231,
      ],
      1,
    ],
    ['straight_line', [0.2, 0.2, 0.2, 0.2, 0.2], 1, 5],
    ['declining_balance', [0.4, 0.24, 0.144, 0.0864, 0.05184], 0.92224, 5],
    ['sum_of_digits', [5 / 15, 4 / 15, 3 / 15, 2 / 15, 1 / 15], 1, 5],
  ]

  test.each(SCHEDULES)('%s', (name, rates, sum, years) => {
    const set = [`method.depreciation=${name}`, 'method.operating_years=25']
    if (years !== undefined) set.push(`method.depreciation_years=${years}`)
    const found = yearly(costRoute(LOAN_AND_TAX, { set }), 'depreciation_rate')
    const wanted = [0, ...rates]
    // of year 0, then of the schedule, then nothing
    for (const [i, rate] of found.entries()) expectClose(rate as number, wanted[i] ?? 0, 1e-14, `${name} ${i}`)
    expectClose(
      found.reduce((all: number, rate) => all + (rate as number), 0),
      sum,
      1e-13,
      name,
    )
  })

  test.each(['MACRS12312', 'bad', '0.2'])('%s is refused', (name) => {
    const { codes, words } = attemptRoute(LOAN_AND_TAX, { set: [`method.depreciation=${name}`] })
    expect(codes).toEqual(['CHOICE_UNKNOWN'])
    expect(words).toContain('method.depreciation')
  })

  test('what is not depreciated when the plant closes is written off then', () => {
    const costed = costRoute(LOAN_AND_TAX, {
      set: ['method.depreciation=declining_balance', 'method.depreciation_years=5', 'method.operating_years=6'],
    })
    expectPrinted(yearly(costed, 'written_off'), [0, 0, 0, 0, 0, 0, 3360000 * 0.07776], 1e-6, 'written off')
    expectPrinted(yearly(costed, 'book_value').slice(-1), [0], 1e-6, 'book value')
  })

  test('a schedule with a word in it is refused', () => {
    const texts = new Texts(
      [
        'flow: any\nproduct: { operation: one }\nmethod: worded\nplant: some\nsteps: {}',
        'operation: one\nequations: { basis: { is: 1 m^2 } }',
        'plant: some\nbased_on: default',
        'method: worded\nbased_on: cash-flow\ntables: { macrs_3: { points: [[1, 0.3333], [2, bad]] } }',
      ],
      true,
    )
    const { words, diagnostics } = attempt(texts.route, texts)
    expect(diagnostics.failed).toBe(true)
    expect(words).toContain('bad')
  })
})

describe('a plant with a loan, tax and losses carried forward', () => {
  const costed = costRoute(LOAN_AND_TAX, { set: ['method.selling_price=2.5 USD'] })
  const settled = costRoute(LOAN_AND_TAX)
  // printed in millions of dollars with eight decimals
  const CENT = 1e-8 * 1e6
  const millions = (values: readonly number[]): number[] => values.map((value) => value * 1e6)

  test('has the published cash flow of every year', () => {
    const wanted = [
      -1.67328, 0.50733866, 0.51955655, 0.51955655, 0.51955655, 0.51955655, 0.46752902, 0.4515089, 0.40494938,
      0.35849402, 0.35849402, 0.5658, 0.5658, 0.5658, 0.5658, 0.7338,
    ]
    expectPrinted(yearly(costed, 'cash'), millions(wanted), CENT, 'cash')
  })

  test('has the published tax of every year', () => {
    const wanted = [
      0, 0.01221789, 0, 0, 0, 0, 0.05202753, 0.06804765, 0.11460717, 0.16106253, 0.16106253, 0.2542, 0.2542, 0.2542,
      0.2542, 0.2542,
    ]
    expectPrinted(yearly(costed, 'tax'), millions(wanted), CENT, 'tax')
  })

  test('brings the published losses forward', () => {
    const wanted = [0, 0, 0, -0.30330745, -0.3714149, -0.27152235, -0.0520138, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    expectPrinted(yearly(costed, 'loss_brought_forward'), millions(wanted), CENT, 'losses')
  })

  test('pays the published interest and payments, and owes what is published', () => {
    const wanted = [0.16128, ...Array.from({ length: 10 }, () => 0.30044345), 0, 0, 0, 0, 0]
    expectPrinted(yearly(costed, 'loan_payment'), millions(wanted), CENT, 'payments')
    const owed = [
      2.016, 1.87683655, 1.72654003, 1.56421978, 1.38891391, 1.19958358, 0.99510681, 0.77427191, 0.53577021, 0.27818838,
      0, 0, 0, 0, 0, 0,
    ]
    expectPrinted(yearly(costed, 'loan_owed'), millions(owed), CENT, 'owed')
  })

  test('has the published net present value, year by year and to the last digit', () => {
    const wanted = [
      -1.67328, -1.21206304, -0.78267746, -0.39232693, -0.03746282, 0.28514093, 0.54904887, 0.78074432, 0.9696562,
      1.12169266, 1.25990762, 1.45821707, 1.63849839, 1.80239049, 1.95138332, 2.1270492,
    ]
    expectPrinted(yearly(costed, 'value_to_date'), millions(wanted), CENT, 'value')
    expectClose(costed.value('totals.net_present_value', 'USD'), 2127049.203252707, 1e-14)
  })

  test('has the published internal rate of return, and no other', () => {
    const found = goal(costed, 'internal_rate_of_return')
    expect(found?.values).toHaveLength(1)
    expectClose(found?.values[0] as number, 0.29297953267659144 * 100, 1e-12)
    expect(found?.unit).toBe('%')
  })

  test('breaks even at the published sales: the price that is settled', () => {
    // one million kg a year
    expectClose(settled.value('method.selling_price', 'USD'), 2.1432346824838735, 1e-9)
    expectClose(settled.total, 2.1432346824838735, 1e-9)
    expectClose(goal(costed, 'minimum_selling_price')?.values[0] as number, 2.1432346824838735, 1e-9)
  })
})

test('a machine is replaced in the year after its life ends: at index 6 and 10 of twelve years', () => {
  const found = yearly(costRoute(REPLACEMENT), 'replacement_cost')
  expect(found).toEqual([0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 100, 0])
  const never = yearly(costRoute(REPLACEMENT, { set: ['method.replacement=never'] }), 'replacement_cost')
  expect(new Set(never)).toEqual(new Set([0]))
})

test.each([
  ['0.04', -1352263704.12],
  ['0.15', 3597582813.8071656],
])('a hydrogen plant that sells at %s USD/kWh has the published net present value', (price, wanted) => {
  const costed = costRoute(HYDROGEN, { set: [`method.selling_price=${price} USD`] })
  expectClose(costed.value('totals.net_present_value', 'USD'), wanted, 1e-6)
})
