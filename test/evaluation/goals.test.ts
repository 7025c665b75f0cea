import { describe, expect, test } from 'vitest'
import { elasticities } from '../../src/evaluation/provenance.ts'
import { type Asked, type Costed, costText, expectClose } from '../support.ts'

/** 100 USD at the start, equal sales and costs in ten years, a tax on profit with losses carried forward. */
const METHOD = `method: simple-cash-flow
assumption: test
parameters:
  price: 0 USD
  discount: { value: 10 %, range: "-1 .. 100" }
  capital: 100 USD
  running: 10 USD
  tax: 0 %
totals:
  npv: { is: sum(years.each.present), unit: USD }
  units: sum(years.each.factor * if(year > 0, 1, 0))
  levelized: { is: price - npv / units, unit: USD }
years:
  from: 0
  to: 10
  shows: [cash]
  equations:
    factor: 1 / (1 + discount) ^ year
    taxable: { is: "if(year > 0, price - running - capital / 10, 0 USD) + previous.loss", unit: USD }
    loss: min(0 USD, taxable)
    cash: { is: "if(year > 0, price - running - max(0 USD, taxable) * tax, -capital)", unit: USD }
    present: { is: cash * factor, unit: USD }
goals:
  needed: { vary: method.price, until: totals.npv = 0 USD, range: "0 USD .. 1000000 USD", settled: true, title: selling price }
  returned: { vary: method.discount, until: totals.npv = 0 USD, range: "-0.99 .. 10" }
statements:
  price: { unit: USD, terms: { levelized: totals.levelized, gain: totals.npv / totals.units }, total: method.price }
costs:
  - { for: plant, category: all, item: all, is: totals.levelized }`
const FLOW = `flow: toy
product: { operation: one }
method: simple-cash-flow
plant: some
steps: {}`
const ONE = 'operation: one\nequations: { basis: { is: 1 m^2 } }'
const PLANT = 'plant: some\nassumption: test\nparameters: { annual_output: 5 m^2/yr }'

const run = (asked: Asked = {}, method = METHOD): Costed => costText([FLOW, ONE, PLANT, method], asked)
const annuity = (rate: number, n: number): number => rate / (1 - (1 + rate) ** -n)
const goal = (costed: Costed, name: string) => costed.result.goals.find((found) => found.name === name)

describe('a goal that is settled', () => {
  test('gives the input its value, to the digits of the ledger', () => {
    const costed = run()
    const price = 10 + 100 * annuity(0.1, 10)
    expectClose(costed.value('method.price', 'USD'), price, 1e-14)
    expectClose(costed.result.ledger.total.toNumber(), price, 1e-14)
    expect(Math.abs(costed.value('totals.npv', 'USD'))).toBeLessThan(1e-25)
    expect(goal(costed, 'needed')).toMatchObject({ settled: true, reason: undefined })
    expectClose(goal(costed, 'returned')?.values[0] as number, 10, 1e-12)
  })

  test('follows other inputs, also through a tax that bends it', () => {
    // all of the profit over depreciation is taxed from the first year on
    const price = 10 + (100 * annuity(0.1, 10) - 0.25 * 10) / 0.75
    expectClose(run({ set: ['method.tax=25 %'] }).value('method.price', 'USD'), price, 1e-14)
  })

  test('is left alone where the input is given', () => {
    const costed = run({ set: ['method.price=20 USD'] })
    expect(goal(costed, 'needed')?.settled).toBe(false)
    expectClose(costed.value('method.price', 'USD'), 20, 1e-15)
    expectClose(goal(costed, 'needed')?.values[0] as number, 10 + 100 * annuity(0.1, 10), 1e-12)
    expect(goal(costed, 'returned')?.values).toEqual([0])
    // what the price leaves over is told by the statement, which adds up
    const [statement] = costed.result.statements
    expectClose(statement?.total.toNumber() as number, 20, 1e-15)
  })

  test('is held in elasticities: the price follows the capital', () => {
    const costed = run({ set: ['method.tax=25 %'] })
    const price = costed.value('method.price', 'USD')
    const found = new Map(elasticities(costed.evaluation).map(({ input, elasticity }) => [input.name, elasticity]))
    expect(found.get('method.price')).toBeCloseTo(0, 12)
    const by = (set: string): number => run({ set: ['method.tax=25 %', set] }).value('method.price', 'USD')
    for (const name of ['method.capital', 'method.running', 'method.discount', 'method.tax']) {
      const slope = (by(`${name}=*1.0001`) - by(`${name}=*0.9999`)) / 0.0002 / price
      expectClose(found.get(name) as number, slope, 1e-6)
    }
  })
})

describe('a goal that is read', () => {
  const flows = (list: string): string => `method: simple-cash-flow
assumption: test
parameters: { return: { value: 0, range: "-1 .. 100" } }
tables: { cash: [${list}] }
totals: { npv: { is: sum(years.each.present), unit: USD } }
years: { from: 0, to: 6, equations: { present: { is: "1 USD * cash.each / (1 + return) ^ year", unit: USD } } }
goals: { returned: { vary: method.return, until: totals.npv = 0 USD, range: "-0.99 .. 10" } }
costs: [{ for: plant, category: all, item: all, is: totals.npv }]`
  const returns = (list: string) => goal(run({}, flows(list)), 'returned')

  test('tells all roots', () => {
    const found = returns('-100, 100, 0, -7')
    expect(found?.values).toHaveLength(2)
    expectClose(found?.values[0] as number, -0.6788943736, 1e-9)
    expectClose(found?.values[1] as number, -0.08329966618, 1e-9)
  })

  test('tells why there is none', () => {
    const found = returns('1, 2, 3')
    expect(found?.values).toEqual([])
    expect(found?.reason).toContain('totals.npv is too large from -0.99 to 10')
    expect(returns('0')?.reason).toBe('it does not depend on method.return')
  })
})
