import { describe, expect, test } from 'vitest'
import { type Asked, type Costed, costText, expectClose } from '../support.ts'

/** A press of sheets at a plant of its own, by a method that reads what is new of a machine, of what is bought and of scrap. */
const FLOW = `flow: thing
assumption: test
method: sizes
plant: some
product: { operation: goods, from: pressing.out, composition: { stuff: 100 % } }
steps: { pressing: { operation: press } }`
const GOODS = `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`
const PRESS = `operation: press
assumption: test
parameters: { volume: 5 m^3, kept: { value: 80 %, counts_as: yield } }
ports:
  in_: { in: bulk, carries: [solids], market: true }
  out: { out: bulk, carries: [solids] }
  trim: { out: bulk, carries: [solids], counts_as: scrap }
through: [ out.each = in_.each * kept ]
balance: { trim.each: in_.each - out.each }
rate: { of: out.mass, is: 1 kg/h }
equipment: { machine: press, size: volume }`
const METHOD = `method: sizes
assumption: test
plant: { recovery: { value: 25 %, about: assumed by the method, range: 0 .. 1 } }
expects: { price: 0 USD, exponent: 1 }
step:
  units: { is: "if(largest_ratio > 0, max(1, ceil(size_ratio / max(largest_ratio, 1e-9))), 1)" }
  unit_ratio: max(smallest_ratio, size_ratio / units)
  machine_price: { is: units * price * unit_ratio ^ exponent, unit: USD }
costs:
  - { for: purchase, category: materials, is: amount * prices.each }
  - { for: step, category: capital, item: machine, is: machine_price }
  - { for: scrap, of: [electrolyte], category: credit, is: -amount * worth * plant.recovery }`
const PLANT = 'plant: some\nassumption: test\nparameters: { annual_output: 1000 kg/yr }'
const prices = (price: string, bounds: string): string => `assumption: test
materials: { stuff: { role: electrolyte, price: "${price}", density: 2 g/cm^3 } }
equipment: { press: { price: 1 USD, size: 1 m^3, exponent: 0.6${bounds} } }`

const run = (asked: Asked = {}, bounds = '', price = '10 USD/kg', plant = PLANT): Costed =>
  costText([FLOW, GOODS, PRESS, METHOD, plant, prices(price, bounds)], asked)
const capital = (costed: Costed): number => costed.ledger.by('category').get('capital')?.toNumber() as number

describe('the size of a machine', () => {
  // cost 1, exponent 0.6, smallest 2, largest 10
  const BOUNDS = ', smallest: 2 m^3, largest: 10 m^3'
  test.each([
    [1, 2 ** 0.6],
    [2, 2 ** 0.6],
    [5, 5 ** 0.6],
    [10, 10 ** 0.6],
    // above the largest, several machines share the work
    [20, 2 * 10 ** 0.6],
    [25, 3 * (25 / 3) ** 0.6],
  ])('of %d m^3 lies between the smallest and the largest that is built', (volume, price) => {
    expectClose(capital(run({ set: [`steps.pressing.volume=${volume} m^3`] }, BOUNDS)), price, 1e-13)
  })

  test('is taken as it is where no bounds are stated', () => {
    expectClose(capital(run({ set: ['steps.pressing.volume=0.5 m^3'] })), 0.5 ** 0.6, 1e-13)
    expectClose(capital(run({ set: ['steps.pressing.volume=500 m^3'] })), 500 ** 0.6, 1e-13)
  })
})

describe('a price that follows the amount bought', () => {
  const PRICE = '16 USD/kg * (bought.stuff / 1 t/yr) ^ -0.5'

  test('is reckoned at what the plant buys in a year', () => {
    // 1000 kg of goods take 1250 kg
    const costed = run({}, '', PRICE)
    expectClose(costed.value('bought.stuff', 'kg/yr'), 1250, 1e-13)
    expectClose(costed.value('prices.stuff', 'USD/kg'), 16 / Math.sqrt(1.25), 1e-13)
    const ten = run({ set: ['plant.annual_output=*10'] }, '', PRICE)
    expectClose(ten.value('prices.stuff', 'USD/kg'), 16 / Math.sqrt(12.5), 1e-13)
  })
})

describe('scrap', () => {
  const credit = (costed: Costed): number => costed.ledger.by('category').get('credit')?.toNumber() as number

  test('brings back a part of what it is worth', () => {
    // 0.25 kg of scrap for a kilogram of goods, at 10 USD/kg
    expectClose(credit(run()), -0.25 * 10 * 0.25, 1e-13)
  })

  test('takes what the method assumes of a plant from the plant that states it, within the range of the method', () => {
    const stated = `${PLANT.replace(' }', ', recovery: 50 % }')}`
    const costed = run({}, '', '10 USD/kg', stated)
    expectClose(credit(costed), -0.25 * 10 * 0.5, 1e-13)
    expect(costed.model.compiled.system.find('plant.recovery')?.statement?.about).toBe('assumed by the method')
    expect(() => run({ set: ['plant.recovery=150 %'] })).toThrow(/plant\.recovery/)
  })
})

describe('a property that a component may leave out', () => {
  const press = PRESS.replace(
    'rate:',
    'equations: { warmth: { is: "sum(in_.solids.each * given(solids.each.warmth, 2 J/kg))", unit: J } }\nrate:',
  )
  test.each([
    ['', 2.5],
    [', warmth: 8 J/kg', 10],
  ])('is taken where it is stated, else what stands for it (%s)', (stated, joules) => {
    const costed = costText([
      FLOW,
      GOODS,
      press,
      METHOD,
      PLANT,
      prices('10 USD/kg', '').replace('density: 2 g/cm^3', `density: 2 g/cm^3${stated}`),
    ])
    expectClose(costed.value('steps.pressing.warmth', 'J'), joules, 1e-13)
  })
})
