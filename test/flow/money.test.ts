import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { GOODS, onePress } from '../one-press.ts'
import { type Asked, attemptTexts, type Costed, costRoute, costText, expectClose } from '../support.ts'

/** A thing made of 2 kg of stuff and 3 kWh by one press a year, in a hall of 10 m². */
const FLOW = onePress('works', 'stuff')
const OPERATIONS = [
  GOODS,
  `operation: press
assumption: test
ports:
  in_: { in: bulk, carries: [solids], market: true }
  out: { out: bulk, carries: [solids] }
  scrap: { out: bulk, carries: [solids], counts_as: scrap, disposal: dump }
through: [ out.each = in_.each * 0.5 ]
balance: { scrap.each: in_.each - out.each }
rate: { of: out.mass, is: 1 kg/h }
uses: { power: 3 kWh / 1 kg * out.mass, people: 0.1 h / 1 kg * out.mass }
equipment: press`,
]
const METHOD = `method: simple
assumption: test
expects: { price: 0 USD }
step: { capital: { is: price / (10 yr * plant.units_per_year), unit: USD } }
costs:
  - { for: purchase, category: materials, is: amount * prices.each }
  - { for: use, of: [power, people], category: running, is: amount * prices.each }
  - { for: disposal, category: waste, is: amount * prices.each }
  - { for: step, category: capital, item: machine, is: capital }
  - { for: plant, category: building, item: hall, is: plant.hall * 10 m^2 / (20 yr * plant.units_per_year) }`
const PLANT = `plant: works
currency: USD
year: 2024
assumption: test
parameters:
  annual_output: 100 kg/yr
  hall: { value: 2000 USD/m^2, year: 2018, low: 1000 USD/m^2, high: 4000 USD/m^2 }`
const PRICES = `assumption: test
year: 2020
materials: { stuff: { role: electrolyte, price: { value: 5 USD/kg, year: 2022, low: 4 USD/kg, high: 8 USD/kg } } }
utilities: { power: { counts_as: electricity, price: 0.1 USD/kWh } }
labour: { people: { year: 2021, counts_as: labour, price: 40 USD/h } }
services: { dump: { price: 0.2 * prices.stuff } }
equipment: { press: { price: { value: 50000 USD, year: 2018 } } }
exchange_rates:
  EUR: { assumption: test, values: { 2018: 1.2, 2020: 1.14, 2024: 1.08 } }
  JPY: { assumption: test, values: { 2024: 0.0066 } }
indices:
  plants: { applies_to: [equipment, plant], assumption: test, values: { 2018: 600, 2020: 610, 2021: 660, 2022: 720, 2024: 780 } }
  goods: { applies_to: [materials, utilities, services], assumption: test, values: { 2018: 200, 2020: 210, 2022: 250, 2023: 260 } }
  wages: { applies_to: [labour], assumption: test, values: { 2020: 90, 2021: 100, 2022: 110, 2024: 130 } }`

const texts = [FLOW, ...OPERATIONS, METHOD, PLANT, PRICES]
const cost = (asked: Asked = {}, more: readonly string[] = []): Costed => costText([...texts, ...more], asked)
const line = ({ ledger }: Costed, item: string): number =>
  ledger.lines.filter((posted) => posted.item === item).reduce((sum, { amount }) => sum + amount.toNumber(), 0)

/** Costs by hand: 2 kg of stuff, 1 kg of it dumped at a fifth of its price, 3 kWh, 0.1 h, a tenth of a press and of a hall a year. */
const byHand = (stuff: number, power: number, people: number, press: number, hall: number): Record<string, number> => ({
  stuff: 2 * stuff,
  dump: 0.2 * stuff,
  power: 3 * power,
  people: 0.1 * people,
  press: press / (10 * 100),
  hall: (hall * 10) / (20 * 100),
})

function expectLines(costed: Costed, wanted: Record<string, number>): void {
  for (const [item, amount] of Object.entries(wanted)) expectClose(line(costed, item), amount, 1e-15, item)
  expectClose(
    costed.total,
    Object.values(wanted).reduce((sum, amount) => sum + amount, 0),
    1e-15,
    'total',
  )
}

describe('prices of another year', () => {
  test('stand as given where no year is asked for', () => {
    expectLines(cost(), byHand(5, 0.1, 40, 50000, 2000))
  })

  test('move by the index of their section, and the plant’s figures by that of plants', () => {
    const costed = cost({ year: '2020' })
    expectLines(costed, byHand((5 * 210) / 250, 0.1, (40 * 90) / 100, (50000 * 610) / 600, (2000 * 610) / 600))
    expect(costed.result.year).toBe(2020)
    expect(costed.warnings).toEqual([])
  })

  test('carry their spread along, and say how they were moved', () => {
    const { compiled } = cost({ year: '2020' }).model
    const stuff = compiled.system.find('prices.stuff')
    expectClose(Number(stuff?.spread?.low), (4 * 210) / 250, 1e-15)
    expectClose(Number(stuff?.spread?.high), (8 * 210) / 250, 1e-15)
    expect(stuff?.statement?.note).toContain('from 2022 to 2020 by goods')
    expect(compiled.system.find('plant.hall')?.statement?.note).toContain('from 2018 to 2020 by plants')
  })

  test('move past the last year of an index as its last, with a warning for each index once', () => {
    const costed = cost({ year: '2024' })
    expectLines(
      costed,
      byHand((5 * 260) / 250, (0.1 * 260) / 210, (40 * 130) / 100, (50000 * 780) / 600, (2000 * 780) / 600),
    )
    expect(costed.warnings).toEqual(['INDEX_BEYOND'])
    expect(cost({ year: '2030' }).warnings).toEqual(['INDEX_BEYOND', 'INDEX_BEYOND', 'INDEX_BEYOND'])
  })

  test('are refused before the first year of an index, or in a gap of it, once for each index', () => {
    const before = attemptTexts(texts, { year: '1995' })
    expect(before.evaluation).toBeUndefined()
    expect(new Set(before.codes)).toEqual(new Set(['INDEX_YEAR']))
    const indices = before.diagnostics.list.map(({ facts }) => facts.index)
    expect(new Set(indices).size).toBe(indices.length)
    const gap = attemptTexts(texts, { year: '2019' })
    expect(gap.codes).toContain('INDEX_YEAR')
  })

  test('stand as given without a year, with a warning that counts them', () => {
    const undated = PRICES.replace('year: 2020\n', '')
    const costed = costText([FLOW, ...OPERATIONS, METHOD, PLANT, undated], { year: '2020' })
    expectClose(line(costed, 'power'), 0.3, 1e-15)
    const { diagnostics } = attemptTexts([FLOW, ...OPERATIONS, METHOD, PLANT, undated], { year: '2020' })
    expect(diagnostics.list.map(({ code, facts }) => [code, facts.count, facts.names])).toEqual([
      ['PRICES_UNDATED', 1, ['prices.power']],
    ])
  })

  test('are what the year asked for means where they are set on the command line', () => {
    expectClose(line(cost({ year: '2020', set: ['prices.stuff=5 USD/kg'] }), 'stuff'), 10, 1e-15)
    expectClose(line(cost({ year: '2020', set: ['prices.stuff*2'] }), 'stuff'), (2 * 2 * 5 * 210) / 250, 1e-15)
  })

  test('need no index where they are set on the command line', () => {
    // the index of plants has no 2023, that of wages neither
    const set = ['equipment.press.price=60000 USD', 'plant.hall=2500 USD/m^2', 'prices.people=45 USD/h']
    const { codes } = attemptTexts(texts, { year: '2023', set })
    expect(codes).toEqual([])
  })

  test('go there and back', () => {
    const there = cost({ year: '2020' })
    const moved = PRICES.replace(
      'value: 5 USD/kg, year: 2022',
      `value: ${there.value('prices.stuff', 'USD/kg')} USD/kg, year: 2020`,
    )
    const back = costText([FLOW, ...OPERATIONS, METHOD, PLANT, moved], { year: '2022' })
    expectClose(back.value('prices.stuff', 'USD/kg'), 5, 1e-14)
  })

  test('of an overlay are of its own year', () => {
    const cheap = 'scenario: cheap\nassumption: test\nmaterials: { stuff: { price: { value: 3 USD/kg, year: 2018 } } }'
    expectClose(line(cost({ prices: ['cheap'], year: '2020' }, [cheap]), 'stuff'), (2 * 3 * 210) / 200, 1e-15)
    // whoever lays a price over another of an entry with a year states the price, not the year
    const wage = 'scenario: cheap\nassumption: test\nyear: 2020\nlabour: { people: { price: 20 USD/h } }'
    expectClose(line(cost({ prices: ['cheap'], year: '2020' }, [wage]), 'people'), 2, 1e-15)
  })
})

describe('another currency', () => {
  const rateOf: Record<string, string> = { EUR: '1.08', JPY: '0.0066' }

  test.each(['EUR', 'JPY'])('%s results are those in USD at the rate of the year', (currency) => {
    const [usd, other] = [cost(), cost({ currency })]
    expect(other.result.currency).toBe(currency)
    const rate = rateOf[currency] as string
    const back = other.ledger.total.times(rate)
    expect(back.minus(usd.ledger.total).abs().lt('1e-15')).toBe(true)
    for (const key of ['step', 'category', 'item'] as const) {
      const sums = [...other.ledger.by(key).values()]
      // sums are of lines that were converted before they were rounded
      expect(sums.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed()).toBe(
        other.ledger.total.toFixed(),
      )
    }
    for (const { amount } of other.ledger.lines) expect(amount.decimalPlaces()).toBeLessThanOrEqual(18)
  })

  test('may be that of the plant, and the command line comes before it', () => {
    const euro = [FLOW, ...OPERATIONS, METHOD, PLANT.replace('currency: USD', 'currency: EUR'), PRICES]
    expect(costText(euro).result.currency).toBe('EUR')
    expect(costText(euro).ledger.total.toFixed()).toBe(cost({ currency: 'EUR' }).ledger.total.toFixed())
    expect(costText(euro, { currency: 'USD' }).ledger.total.toFixed()).toBe(cost().ledger.total.toFixed())
  })

  test('is converted at the rate of the year asked for', () => {
    const [usd, euro] = [cost({ year: '2020' }), cost({ year: '2020', currency: 'EUR' })]
    expectClose(euro.total * 1.14, usd.total, 1e-15)
  })

  test.each([
    [{ currency: 'GBP' }, 'CURRENCY_WITHOUT_RATE'],
    [{ currency: 'JPY', year: '2020' }, 'EXCHANGE_RATE_YEAR'],
    [{ year: 'soon' }, 'YEAR_UNREADABLE'],
    [{ year: '24' }, 'YEAR_UNREADABLE'],
  ])('%j is refused: %s', (asked, code) => {
    const { codes, evaluation } = attemptTexts(texts, asked)
    expect({ codes, evaluation }).toEqual({ codes: [code], evaluation: undefined })
  })

  test.each(['wet-slurry', 'ptfe-dry'])('%s adds up in every currency and grouping', (name) => {
    const usd = costRoute(name)
    for (const currency of ['EUR', 'CNY', 'JPY', 'KRW', 'GBP']) {
      const { ledger, model } = costRoute(name, { currency })
      const { rate } = model.money
      expect(ledger.total.times(rate).minus(usd.ledger.total).abs().lt('1e-15'), currency).toBe(true)
      for (const key of ['step', 'category', 'item'] as const) {
        const sums = [...ledger.by(key).values()]
        expect(sums.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed()).toBe(ledger.total.toFixed())
      }
    }
  })
})

describe('money that a document states in another currency', () => {
  const dear = (price: string): Costed =>
    cost({ prices: ['dear'] }, [`scenario: dear\nassumption: test\nmaterials: { stuff: { price: ${price} } }`])

  test('is converted at the rate of its own year, else of the results', () => {
    expectClose(line(dear('{ value: 7 EUR/kg, year: 2018 }'), 'stuff'), 2 * 7 * 1.2, 1e-15)
    expectClose(line(dear('7 EUR/kg'), 'stuff'), 2 * 7 * 1.08, 1e-15)
    expectClose(line(dear('{ value: 0.007 kEUR/kg, year: 2020 }'), 'stuff'), 2 * 7 * 1.14, 1e-15)
    expectClose(line(dear('{ value: 700 JPY/kg, year: 2024 }'), 'stuff'), 2 * 700 * 0.0066, 1e-15)
  })

  test('is converted before it is moved to another year', () => {
    const one = 'scenario: dear\nassumption: test\nmaterials: { stuff: { price: { value: 7 EUR/kg, year: 2018 } } }'
    expectClose(line(cost({ prices: ['dear'], year: '2020' }, [one]), 'stuff'), (2 * 7 * 1.2 * 210) / 200, 1e-15)
  })

  test('may be set and shown in the same currency without a trace of the rate', () => {
    const costed = cost({ set: ['prices.stuff=7 EUR/kg'], currency: 'EUR' })
    expectClose(line(costed, 'stuff'), 14, 1e-15)
  })

  test('may be part of an expression', () => {
    expectClose(line(dear('2 EUR/kg + 1 USD/kg'), 'stuff'), 2 * (2 * 1.08 + 1), 1e-15)
  })

  test('is refused where no rate says what it is worth', () => {
    const refused = (price: string): readonly string[] =>
      attemptTexts([...texts, `scenario: dear\nassumption: test\nmaterials: { stuff: { price: ${price} } }`], {
        prices: ['dear'],
      }).codes
    expect(refused('7 GBP/kg')).toEqual(['CURRENCY_WITHOUT_RATE'])
    expect(refused('{ value: 7 JPY/kg, year: 2018 }')).toEqual(['EXCHANGE_RATE_YEAR'])
  })
})
