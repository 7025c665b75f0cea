import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/evaluation/explain.ts'
import { explainText } from '../../src/report/explain-text.ts'
import { type Asked, type Costed, costRoute, costText, expectClose } from '../support.ts'

const ROUTES = ['wet-slurry', 'wet-slurry-wip', 'ptfe-dry', 'ptfe-dry-wip']
const PLANTS = ['default', 'pilot', 'giga']
/** A small plant with a loan, a tax and whatever else is set. */
const SMALL = 'test/reference/cash-flow/loan-and-tax.yaml'
const EXACT = 1e-12
/** Everything that `cash-flow` has and `levelized` has not, taken away. */
const PLAIN = [
  'method.construction_years=1',
  'method.output_1=1',
  'method.output_2=1',
  'method.output_3=1',
  'method.first_year_yield=1',
  'method.tax_rate=0',
]

const cash = (route: string, asked: Asked = {}): Costed => costRoute(route, { method: 'cash-flow', ...asked })
const priceOf = (costed: Costed): number => costed.value('method.selling_price', 'USD')

describe('the lines of the ledger add up to the price less the net present value per present output', () => {
  const expectIdentity = (costed: Costed, what: string): void => {
    const value = costed.value('totals.net_present_value', 'USD') / costed.value('totals.present_output')
    expectClose(costed.total, priceOf(costed) - value, EXACT, what)
  }

  test.each(ROUTES)('%s', (route) => {
    for (const plant of PLANTS) {
      const settled = cash(route, { plant })
      expectIdentity(settled, `${route}, ${plant}, price solved for`)
      expectClose(settled.total, priceOf(settled), EXACT)
      const rich = [
        'method.loan_share=40 %',
        'method.inflation=3 %',
        'method.salvage=5 %',
        'method.construction_years=3',
      ]
      for (const price of [0, 1000]) {
        const given = cash(route, { plant, set: [`method.selling_price=${price} USD`, ...rich] })
        expectIdentity(given, `${route}, ${plant}, price of ${price} USD`)
      }
    }
  })
})

test('without tax, loan, ramp and replacement, capital costs what its annuity costs', () => {
  for (const route of ROUTES) {
    const life = 15
    const lives = cash(route)
      .names.filter((name) => /(^|\.)steps\.\w+\.machine\.lifetime$/.test(name))
      .map((name) => `${name}=${life} yr`)
    const same = [
      ...lives,
      'plant.building_life=15 yr',
      'plant.dry_room_life=15 yr',
      'plant.enclosure_life=15 yr',
      'plant.working_capital=0',
    ]
    const found = cash(route, { set: [...PLAIN, `method.operating_years=${life}`, ...same] })
    const wanted = costRoute(route, { set: same })
    expectClose(found.total, wanted.total, EXACT, route)
    const [by, annuities] = [found.ledger.by('category'), wanted.ledger.by('category')]
    for (const category of ['capital', 'building'])
      expectClose(by.get(category)?.toNumber() as number, annuities.get(category)?.toNumber() as number, EXACT, route)
  }
})

test('an upstream flow is taxed with its route, and not by itself', () => {
  const costed = cash('wet-slurry', { set: ['method.selling_price=100 USD', 'method.loan_share=50 %'] })
  const ofSupply = costed.ledger.lines.filter(({ step }) => step === 'supply.Li6PS5Cl.plant')
  for (const category of ['tax', 'financing'])
    expect(ofSupply.find((line) => line.category === category)?.amount.toNumber()).toBe(0)
  const [own, upstream] = ['totals.fixed_capital', 'supply.Li6PS5Cl.totals.fixed_capital']
  const whole = costed.value(own, 'USD') + costed.value(upstream as string, 'USD')
  expectClose(costed.value('totals.depreciable_capital', 'USD'), whole, EXACT)
})

test('an upstream flow that nothing demands costs nothing', () => {
  const blended = (electrolyte: string): Costed =>
    costText(
      [
        `flow: blended
assumption: test
supply: { Li6PS5Cl: argyrodite-ball-mill }
product: { operation: goods, from: blending.out, composition: { Li6PS5Cl: ${electrolyte}, NBR: rest } }
steps: { blending: { operation: blend } }`,
        `operation: blend
ports: { feed: { in: bulk, carries: [solids], market: true }, out: { out: bulk, carries: [solids] } }
through: [out.each = feed.each]`,
        `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`,
        'plant: blending\nbased_on: default\nparameters: { annual_output: { value: 500 t/yr, assumption: test } }',
      ],
      { bundled: true, method: 'cash-flow', plant: 'blending' },
    )
  expect(blended('95 %').total).toBeGreaterThan(50)
  const idle = blended('0 %')
  for (const { step, amount } of idle.ledger.lines) if (step.startsWith('supply')) expect(amount.isZero()).toBe(true)
  expectClose(idle.total, priceOf(idle), EXACT)
  expect(idle.total).toBeLessThan(20)
})

describe('a loan', () => {
  test('at the discount rate and without tax costs nothing', () => {
    const set = [
      'plant.discount_rate=7 %',
      'method.loan_rate=7 %',
      'method.tax_rate=0',
      'method.loan_share=70 %',
      'method.drawn_time=0',
    ]
    expectClose(cash(SMALL, { set }).value('totals.loan_charge', 'USD'), 0, 1e-25)
    // also where it outlives the plant, or ends within a year
    for (const term of ['40 yr', '7.5 yr'])
      expectClose(
        cash(SMALL, { set: [...set, `method.loan_term=${term}`] }).value('totals.loan_charge', 'USD'),
        0,
        1e-25,
      )
  })
})

describe('the minimum selling price', () => {
  const price = (...set: string[]): number => priceOf(cash(SMALL, { set }))

  test('rises with tax, discount rate and time of construction', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.02, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        (tax, rate, years) => {
          const at = (t: number, r: number, n: number): number =>
            price(`method.tax_rate=${t}`, `plant.discount_rate=${r}`, `method.construction_years=${n}`)
          const base = at(tax, rate, years)
          expect(at(tax * 1.3, rate, years)).toBeGreaterThan(base)
          expect(at(tax, rate * 1.3, years)).toBeGreaterThan(base)
          expect(at(tax, rate, years + 1)).toBeGreaterThan(base)
        },
      ),
      { numRuns: 6 },
    )
  }, 60000)

  test('follows yield, ramp and lives', () => {
    const base = price()
    expect(price('method.first_year_yield=0.7')).toBeGreaterThan(base)
    expect(price('method.output_1=20 %')).toBeGreaterThan(base)
    expect(price('steps.making.machine.lifetime=7 yr')).toBeGreaterThan(base)
    expect(price('method.salvage=10 %')).toBeLessThan(base)
  })

  test('goes up with a cost by as much as the present value goes down', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.double({ min: 1.01, max: 2, noNaN: true }),
        (cost, more) => {
          const value = (c: number): number =>
            cash(SMALL, {
              set: ['method.selling_price=3 USD', `prices.goods_sold=${c} USD/kg`, 'prices.electricity=0 USD/kWh'],
            }).value('totals.net_present_value', 'USD')
          expect(value(cost * more)).toBeLessThan(value(cost))
        },
      ),
      { numRuns: 6 },
    )
  }, 60000)
})

describe('payback', () => {
  test('is a time from the start of operation, on a straight line within a year', () => {
    const set = [...PLAIN, 'plant.working_capital=0', 'method.selling_price=2.016 USD']
    const costed = cash(SMALL, { set })
    // 3.36 million USD, 0.336 million a year
    expectClose(costed.result.goals.find(({ name }) => name === 'payback_time')?.values[0] as number, 10, 1e-9)
  })

  test('is none where nothing comes back', () => {
    const costed = cash(SMALL, { set: [...PLAIN, 'method.selling_price=1 USD'] })
    expect(costed.result.goals.find(({ name }) => name === 'payback_time')?.reason).toContain('is too small from 0 yr')
    expect(costed.result.goals.find(({ name }) => name === 'internal_rate_of_return')?.values).toEqual([])
  })
})

test('a derivation tells the years side by side, and not each with its parts', () => {
  const costed = cash(SMALL, { set: ['method.selling_price=2.5 USD'] })
  const variable = costed.model.compiled.system.find('totals.net_present_value')
  const text = explainText(explain(costed.evaluation, variable as never, 2))
  expect(text).toContain('years.each.present_cash, by year')
  expect(text).toMatch(/ 20: -?\d+ USD\n/)
  expect(text).toContain('one by one: explain years.-1.present_cash')
  expect(text.split('\n').length).toBeLessThan(20)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})
