import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Costed, costText, expectClose } from '../../support.ts'

/**
 * Figures that the tests of numpy-financial print (numpy_financial/tests/test_financial.py, commit f47e8af), and further roots of
 * the same lists, computed outside this project. Digits are those printed.
 */
const methodText = (name: string): string => readFileSync(new URL(`methods/${name}.yaml`, import.meta.url), 'utf8')
const CASH_FLOWS = methodText('cash-flows')
const ANNUITY = methodText('annuity')
const FLOW = 'flow: toy\nproduct: { operation: one }\nmethod: of-case\nplant: any\nsteps: {}'
const ONE = 'operation: one\nequations: { basis: { is: 1 m^2 } }'
const PLANT = 'plant: any\nassumption: test\nparameters: { annual_output: 1 m^2/yr }'

/** A list of cash flows, with further parameters. */
const listed = (amounts: readonly number[], ...set: string[]): Costed => {
  const ofCase = `method: of-case\nbased_on: cash-flows\ntables: { amounts: [${amounts.join(', ')}] }`
  return costText([FLOW, ONE, PLANT, ofCase, CASH_FLOWS], { set: [`method.periods=${amounts.length - 1}`, ...set] })
}
const returnOf = (...amounts: number[]) =>
  listed(amounts).result.goals.find(({ name }) => name === 'internal_rate_of_return')

/** Equal payments, by what is given. */
const annuity = (...given: string[]): Costed =>
  costText([FLOW.replace('of-case', 'annuity'), ONE, PLANT, ANNUITY], {
    set: given.map((change) => `method.${change}`),
  })
const solved = (name: string, ...given: string[]): readonly number[] =>
  annuity(...given).result.goals.find((goal) => goal.name === name)?.values ?? []

test('net present value', () => {
  const costed = listed([-15000, 1500, 2500, 3500, 4500, 6000], 'method.discount_rate=0.05')
  expectClose(costed.value('totals.net_present_value', 'USD'), 122.89485495093959, 1e-12)
})

describe('internal rate of return', () => {
  const CASES: readonly [amounts: number[], roots: number[], digits: number][] = [
    [[-150000, 15000, 25000, 35000, 45000, 60000], [0.05243288885941433], 1e-12],
    [[-100, 0, 0, 74], [-0.0954958303], 1e-9],
    [[-100, 39, 59, 55, 20], [0.28094842116], 1e-10],
    [[-100, 100, 0, -7], [-0.6788943736, -0.08329966618], 1e-9],
    [[-100, 100, 0, 7], [0.06205848563], 1e-9],
    [[-5, 10.5, 1, -8, 1], [-0.8702012475, 0.08859833853, 0.7095595277], 1e-9],
    [[-5, 10.5, 1, -8, 1, 0, 0, 0], [-0.8702012475, 0.08859833853, 0.7095595277], 1e-9],
  ]
  test.each(CASES)('of %j: all roots', (amounts, roots, digits) => {
    const found = returnOf(...amounts)
    expect(found?.values).toHaveLength(roots.length)
    for (const [i, root] of roots.entries()) expectClose(found?.values[i] as number, root, digits)
    expect(found?.reason).toBeUndefined()
  })

  test.each([[[1, 2, 3]], [[-1, -2, -3]], [[40000, 5000, 8000, 12000, 30000]]])('of %j: none, and why', (amounts) => {
    const found = returnOf(...amounts)
    expect(found?.values).toEqual([])
    expect(found?.reason).toMatch(/ is too (small|large) from /)
  })

  test('of a list of nothing: it does not depend on the rate', () => {
    expect(returnOf(0, 0)?.reason).toBe('it does not depend on method.return')
  })
})

test.each([
  [[-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000], 0.08, 0.055, 0.0666, 1e-4],
  [[-120000, 39000, 30000, 21000, 37000, 46000], 0.1, 0.12, 0.126094, 1e-6],
  [[100, 200, -50, 300, -200], 0.05, 0.06, 0.3428, 1e-4],
])('modified rate of return of %j', (amounts, finance, reinvestment, wanted, place) => {
  const set = [`method.finance_rate=${finance}`, `method.reinvestment_rate=${reinvestment}`]
  const found = listed(amounts, ...set).value('totals.modified_return')
  expect(Math.abs(found - wanted)).toBeLessThan(place / 2)
})

describe('equal payments', () => {
  const CASES: readonly [name: string, given: string[], wanted: number, digits: number][] = [
    ['payment', ['interest_rate=0.08 / 12', 'periods=60', 'present=15000 USD'], -304.1459143262052, 1e-12],
    ['payment', ['interest_rate=0', 'periods=60', 'present=15000 USD'], -250, 1e-12],
    ['present_value', ['interest_rate=0.07', 'periods=20', 'payment=12000 USD'], -127128.1709461939, 1e-12],
    ['interest_rate', ['periods=10', 'present=-3500 USD', 'future=10000 USD'], 0.1106908537142689, 1e-10],
    // the figure printed is that of an iteration stopped early; this one is exact
    ['interest_rate', ['periods=10', 'present=-3500 USD', 'future=10000 USD'], (10000 / 3500) ** 0.1 - 1, 1e-13],
    ['number_of_payments', ['interest_rate=0.075', 'payment=-2000 USD', 'future=100000 USD'], 21.544944, 1e-7],
    ['future_value', ['interest_rate=0.075', 'periods=20', 'payment=-2000 USD'], 86609.362673, 1e-10],
    ['future_value', ['interest_rate=0.075', 'periods=20', 'payment=-2000 USD', 'due=begin'], 93105.064874, 1e-10],
    ['future_value', ['interest_rate=0.1', 'periods=5', 'payment=100 USD'], -610.51, 1e-12],
    ['future_value', ['interest_rate=0', 'periods=5', 'payment=100 USD'], -500, 1e-12],
  ]
  test.each(CASES)('%s of %j', (name, given, wanted, digits) => {
    const found = solved(name, ...given)
    expect(found).toHaveLength(1)
    expectClose(found[0] as number, wanted, digits, name)
  })

  test('parts of a payment', () => {
    const repaid = annuity('interest_rate=0.1 / 12', 'periods=60', 'present=55000 USD')
    expectClose(repaid.value('years.1.repayment', 'USD'), -710.254126, 1e-8)
    const interest = annuity('interest_rate=0.1 / 12', 'periods=24', 'present=2000 USD', 'listed=24')
    expectClose(interest.value('years.1.interest', 'USD'), -16.666667, 1e-7)
    // the last payment leaves nothing owed
    expectClose(interest.value('years.24.owed', 'USD'), 0, 1e-25)
  })
})
