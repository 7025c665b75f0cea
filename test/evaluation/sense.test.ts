import { describe, expect, test } from 'vitest'
import { GOODS, onePress, PRESS } from '../one-press.ts'
import { attemptTexts, costRoute, type Outcome } from '../support.ts'

const FLOW = onePress('works', 'salt')
const DOCUMENTS = [
  GOODS,
  PRESS,
  'method: simple\ncosts: [{ for: purchase, category: materials, is: amount * prices.each }]',
  'plant: works\ncurrency: USD\nyear: 2024\nassumption: test\nparameters: { annual_output: 100 kg/yr }',
]
const prices = (salt: string, more = ''): string => `assumption: test
materials:
  salt: { role: electrolyte, ${salt} }
  metal: { role: precursor, price: 10 USD/kg }
${more}`
const attempt = (salt: string, set: readonly string[] = [], more = ''): Outcome =>
  attemptTexts([FLOW, ...DOCUMENTS, prices(salt, more)], { set })

describe('a price below what is in it', () => {
  test.each<[string, string, readonly string[], readonly string[], boolean]>([
    ['above it is fine', 'price: 6 USD/kg, price_floor: 0.5 * prices.metal', [], [], true],
    ['equal to it is fine', 'price: 0.5 * prices.metal, price_floor: 0.5 * prices.metal', [], [], true],
    [
      'by rounding alone is fine',
      'price: prices.metal / 3, price_floor: prices.metal * 0.33333333333333333',
      [],
      [],
      true,
    ],
    [
      'is refused in documents',
      'price: 4.99 USD/kg, price_floor: 0.5 * prices.metal',
      [],
      ['PRICE_BELOW_FLOOR'],
      false,
    ],
    ['as two quantities is refused', 'price: 4.99 USD/kg, price_floor: 5 USD/kg', [], ['PRICE_BELOW_FLOOR'], false],
    [
      'is warned of where it was set',
      'price: 6 USD/kg, price_floor: 0.5 * prices.metal',
      ['prices.salt=4 USD/kg'],
      ['PRICE_BELOW_FLOOR'],
      true,
    ],
    [
      'is warned of where it was lowered',
      'price: 6 USD/kg, price_floor: 0.5 * prices.metal',
      ['prices.salt*0.5'],
      ['PRICE_BELOW_FLOOR'],
      true,
    ],
    [
      'is warned of where what is in it was set',
      'price: 6 USD/kg, price_floor: 0.5 * prices.metal',
      ['prices.metal=20 USD/kg'],
      ['PRICE_BELOW_FLOOR'],
      true,
    ],
    // setting something else does not excuse it
    [
      'is refused where something else was set',
      'price: 4 USD/kg, price_floor: 0.5 * prices.metal',
      ['plant.annual_output*2'],
      ['PRICE_BELOW_FLOOR'],
      false,
    ],
    [
      'below raw materials is warned of',
      'price: 4 USD/kg, raw_material_cost: 0.5 * prices.metal',
      [],
      ['PRICE_BELOW_RAW_MATERIALS'],
      true,
    ],
    [
      'below both is told as both',
      'price: 4 USD/kg, price_floor: 4.5 USD/kg, raw_material_cost: 5 USD/kg',
      ['prices.salt*1'],
      ['PRICE_BELOW_FLOOR', 'PRICE_BELOW_RAW_MATERIALS'],
      true,
    ],
  ])('%s', (_, salt, set, codes, costed) => {
    const found = attempt(salt, set)
    // a price that only a floor reads has no effect on the cost, which is a warning of its own
    expect(found.codes.filter((code) => code !== 'SET_WITHOUT_EFFECT')).toEqual(codes)
    expect(found.diagnostics.failed).toBe(!costed)
  })

  test('in another unit than the price is compared as money per mass', () => {
    expect(attempt('price: 6 USD/kg, price_floor: 0.0059 USD/g').codes).toEqual([])
    expect(attempt('price: 6 USD/kg, price_floor: 0.0061 USD/g').codes).toEqual(['PRICE_BELOW_FLOOR'])
  })

  test.each([
    'price_floor: 50 USD',
    'price_floor: 5 USD/m^2',
    'price_floor: 5',
    'raw_material_cost: 5 kg',
    'price_floor: 2 kg * prices.metal',
  ])('%s is of another dimension than a price, and refused', (bound) => {
    expect(attempt(`price: 60 USD/kg, ${bound}`).codes).toHaveLength(1)
  })

  test('is not looked for in what is not bought', () => {
    expect(costRoute('wet-slurry').warnings).not.toContain('PRICE_BELOW_RAW_MATERIALS')
    const cheap = ['prices.Li6PS5Cl=20 USD/kg']
    expect(costRoute('wet-slurry', { set: [...cheap, 'supply.Li6PS5Cl=bought'] }).warnings).toContain(
      'PRICE_BELOW_RAW_MATERIALS',
    )
  })
})

describe('a cost outside its band', () => {
  const band = (low: string, high: string, from = '0 kg/yr', to = '1000 kg/yr'): string =>
    `bands: { mine: { title: Mine, about: of a test, output_from: ${from}, output_to: ${to}, warn_below: ${low}, warn_above: ${high}, assumption: test } }`
  const codes = (more: string, set: readonly string[] = []): readonly string[] =>
    attempt('price: 6 USD/kg', set, more).codes

  test('is warned of on either side, and costed all the same', () => {
    expect(codes(band('5 USD/kg', '7 USD/kg'))).toEqual([])
    expect(codes(band('6 USD/kg', '6 USD/kg'))).toEqual([])
    expect(codes(band('6.1 USD/kg', '7 USD/kg'))).toEqual(['COST_IMPLAUSIBLE'])
    expect(codes(band('5 USD/kg', '5.9 USD/kg'))).toEqual(['COST_IMPLAUSIBLE'])
    expect(attempt('price: 6 USD/kg', [], band('6.1 USD/kg', '7 USD/kg')).evaluation).toBeDefined()
  })

  test('is judged by the band for the size of the plant alone', () => {
    const narrow = band('1 USD/kg', '2 USD/kg', '0 kg/yr', '99 kg/yr')
    expect(codes(narrow)).toEqual([])
    expect(codes(narrow, ['plant.annual_output=99 kg/yr'])).toEqual(['COST_IMPLAUSIBLE'])
  })

  test('is judged by a band for its own measure alone', () => {
    expect(codes(band('100 USD/m^2', '200 USD/m^2', '0 m^2/yr', '1000 m^2/yr'))).toEqual([])
    expect(codes(band('0.1 USD/kg', '0.2 USD/kg', '0 m^2/yr', '1000 m^2/yr'))).toEqual([])
  })

  test('does not depend on how much a functional unit is', () => {
    const basis = (amount: string): readonly string[] =>
      attemptTexts(
        [
          FLOW,
          ...DOCUMENTS.map((text) => text.replace('value: 1 kg', `value: ${amount}`)),
          prices('price: 6 USD/kg', band('5 USD/kg', '7 USD/kg')),
        ],
        {},
      ).codes
    expect(basis('1 kg')).toEqual([])
    expect(basis('250 kg')).toEqual([])
    expect(basis('1 g')).toEqual([])
  })
})

test('no bundled route is costed with a warning as it stands, but that the machines of a pilot plant mostly stand', () => {
  for (const name of ['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip'])
    for (const plant of ['default', 'giga', 'pilot']) {
      const warnings = plant === 'pilot' ? ['UTILIZATION_LOW'] : []
      expect({ name, plant, warnings: costRoute(name, { plant }).warnings }).toEqual({ name, plant, warnings })
      expect(costRoute(name, { plant, fractional: true }).warnings).toEqual([])
    }
})
