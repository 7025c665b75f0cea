import { describe, expect, test } from 'vitest'
import { attemptTexts, type Costed, costText, expectClose } from '../support.ts'

const FLOW = `flow: cash
assumption: test
product: { operation: thing }
steps: { works: { operation: works } }`
const OPERATIONS = [
  'operation: thing\nparameters: { basis: { value: 1, assumption: test } }',
  'operation: works\nparameters: { dummy: { value: 1, assumption: test } }',
]
const PLANT = `plant: default
currency: USD
parameters: { annual_output: { value: 1 / 1 yr, assumption: test }, life: { value: 3, assumption: test } }`

const method = (years: string, more = ''): string => `method: levelized
tables:
  plan: [-100 USD, 30 USD, 60 USD, 80 USD]
  written_off: [50 %, 30 %, 20 %]
${years}
totals:
  npv: { is: sum(years.each.discounted), unit: USD }
  tax: { is: sum(years.each.tax), unit: USD }
  worst: { is: min(years.each.taxable), unit: USD }
${more}
costs: [{ for: plant, category: overhead, item: tax, is: totals.tax }]`

/** Loss carried forward: tax is due once the losses of earlier years are earned back. */
const YEARS = (from: string, to: string, start = ''): string => `years:
  from: ${from}
  to: ${to}
  ${start}
  equations:
    earnings: { is: plan.each, unit: USD }
    taxable: earnings + previous.loss
    loss: "min(0 USD, taxable)"
    tax: "25 % * max(0 USD, taxable)"
    net: earnings - tax
    discounted: net / 1.1 ^ year
    age: year + 0
    depreciation: 200 USD * written_off.each`

const texts = (method_: string): string[] => [FLOW, ...OPERATIONS, PLANT, method_, 'materials: {}']
const cost = (method_: string): Costed => costText(texts(method_))
const row = (costed: Costed, name: string, years: readonly number[] = [0, 1, 2, 3]): number[] =>
  years.map((year) => costed.value(`years.${year}.${name}`, name === 'age' ? '1' : 'USD'))

describe('years', () => {
  const costed = cost(method(YEARS('0', 'plant.life')))

  test('carry a loss forward until it is earned back', () => {
    // by hand: -100, then -100 + 30, then -70 + 60, then -10 + 80
    expect(row(costed, 'taxable')).toEqual([-100, -70, -10, 70])
    expect(row(costed, 'loss')).toEqual([-100, -70, -10, 0])
    expect(row(costed, 'tax')).toEqual([0, 0, 0, 17.5])
    expect(row(costed, 'net')).toEqual([-100, 30, 60, 62.5])
    expectClose(costed.value('totals.npv', 'USD'), -100 + 30 / 1.1 + 60 / 1.21 + 62.5 / 1.331, 1e-14)
    expectClose(costed.value('totals.worst', 'USD'), -100, 1e-14)
    expectClose(costed.total, 17.5, 1e-15)
  })

  test('know their number, and read a list by their place in it', () => {
    expect(row(costed, 'age')).toEqual([0, 1, 2, 3])
    // a list that ends early gives nothing from there on
    expect(row(costed, 'depreciation')).toEqual([100, 60, 40, 0])
  })

  test('may begin with what went before', () => {
    const late = cost(method(YEARS('0', '3', 'start: { loss: { value: -20 USD, assumption: test } }')))
    expect(row(late, 'taxable')).toEqual([-120, -90, -30, 50])
    expect(row(late, 'tax')).toEqual([0, 0, 0, 12.5])
    expect(late.names).toContain('years.start.loss')
  })

  test('need not begin with 0, and a list still begins with the first', () => {
    const later = cost(method(YEARS('2024', '2025')).replaceAll('1.1 ^ year', '1.1'))
    expect(row(later, 'earnings', [2024, 2025])).toEqual([-100, 30])
    expect(later.value('years.2025.age')).toBe(2025)
    expect(later.names).not.toContain('years.2026.age')
  })

  test('follow a whole number that is set', () => {
    const short = costText(texts(method(YEARS('0', 'plant.life'))), { set: ['plant.life=2'] })
    expect(short.names.filter((name) => name.endsWith('.taxable'))).toHaveLength(3)
    expect(short.total).toBe(0)
  })

  test('are refused where their number is not fixed, not whole, or none', () => {
    const codes = (to: string, more = ''): readonly string[] => attemptTexts(texts(method(YEARS('0', to), more))).codes
    expect(codes('1.5')).toEqual(['YEARS_NOT_FIXED'])
    expect(codes('-1')).toEqual(['YEARS_COUNT'])
    expect(codes('100000')).toEqual(['YEARS_COUNT'])
    expect(codes('ceil(plant.life)')).toEqual(['YEARS_NOT_FIXED'])
  })
})
