import { describe, expect, test } from 'vitest'
import { type Dominance, dominance } from '../../src/study/dominance.ts'
import { PriceDifference } from '../../src/study/price-difference.ts'
import { ScenarioModel } from '../../src/study/scenario-model.ts'
import { totalCost } from '../../src/study/total-cost.ts'
import { GOODS, onePress, PRESS } from '../one-press.ts'
import { runFabroute } from '../run-fabroute.ts'
import { type Costed, costRoute, costText, expectClose } from '../support.ts'
import { json } from './support.ts'

/** A works whose cost is an expression of two prices with ranges: stuff 4 to 9 USD/kg, now 5, and fuel 1 to 3 USD/kg, now 2. */
const works = (cost: string): Costed =>
  costText([
    onePress('works', 'stuff'),
    GOODS,
    PRESS,
    `method: simple
assumption: test
costs:
  - { for: plant, category: running, item: all, is: "(${cost}) * 1 kg" }`,
    'plant: works\ncurrency: USD\nyear: 2024\nassumption: test\nparameters: { annual_output: 100 kg/yr }',
    `assumption: test
materials:
  stuff: { role: electrolyte, price: { value: 5 USD/kg, low: 4 USD/kg, high: 9 USD/kg } }
services: { fuel: { price: { value: 2 USD/kg, low: 1 USD/kg, high: 3 USD/kg } } }`,
  ])

type Models = readonly [ScenarioModel, ScenarioModel]
const models = (costed: readonly Costed[]): Models =>
  costed.map(({ evaluation }) => new ScenarioModel(evaluation, [totalCost(evaluation)])) as unknown as Models

const at = (
  found: readonly { readonly price: { readonly name: string }; readonly value: number }[],
): Record<string, number> => Object.fromEntries(found.map(({ price, value }) => [price.name, value]))

const between = (first: string, second: string): Dominance => dominance(models([works(first), works(second)]))

describe('over all prices', () => {
  test('a route that is always cheaper is told with its margins', () => {
    const found = between('3 * prices.stuff + prices.fuel', '2 * prices.stuff + 2 * prices.fuel')
    // second less first: fuel - stuff, from 1 - 9 to 3 - 4
    expect(found).toMatchObject({ isLinear: true, cheaper: 'second', turning: [], refused: [] })
    expectClose(found.least.difference, -8, 1e-14)
    expectClose(found.most.difference, -1, 1e-14)
    expect(at(found.least.at)).toEqual({ 'prices.stuff': 9, 'prices.fuel': 1 })
    expect(at(found.most.at)).toEqual({ 'prices.stuff': 4, 'prices.fuel': 3 })
    expect(between('2 * prices.stuff + 2 * prices.fuel', '3 * prices.stuff + prices.fuel').cheaper).toBe('first')
  })

  test('either can be cheaper, and what turns the order is told', () => {
    const found = between('3 * prices.stuff', '20 USD/kg - prices.fuel')
    // second less first: 20 - fuel - 3 stuff, now 3; 0 at stuff = 6, and at no fuel within its range
    expect(found).toMatchObject({ isLinear: true, cheaper: undefined })
    expectClose(found.standing, 3, 1e-14)
    expectClose(found.least.difference, -10, 1e-14)
    expectClose(found.most.difference, 7, 1e-14)
    expect(found.least.at.map(({ price }) => price.name)).toEqual(['prices.stuff', 'prices.fuel'])
    expect(found.turning.map(({ price }) => price.name)).toEqual(['prices.stuff'])
    expectClose(found.turning[0]?.value as number, 6, 1e-14)
  })

  test('two routes may cost the same, and a price without effect is left out', () => {
    const found = between('2 * prices.stuff', '2 * prices.stuff')
    expect(found.cheaper).toBe('neither')
    expect(found.prices.map(({ name }) => name)).toEqual(['prices.stuff'])
  })

  test('a product of prices is not linear, and is searched', () => {
    const found = between('17 USD/kg', 'prices.stuff * prices.fuel * 1 kg / 1 USD')
    expect(found.isLinear).toBe(false)
    expectClose(found.least.difference, 4 - 17, 1e-12)
    expectClose(found.most.difference, 27 - 17, 1e-12)
    expectClose(at(found.turning)['prices.stuff'] as number, 8.5, 1e-9)
  })

  test('an extreme within a range is searched, and a jump turns the order', () => {
    const peak = between('0.5 USD/kg', '1 USD/kg - (prices.stuff - 6.5 USD/kg) ^ 2 * 1 kg / 1 USD')
    expect(peak.isLinear).toBe(false)
    expect(peak.most.difference).toBeGreaterThan(0.499)
    expectClose(peak.least.difference, 0.5 - 6.25, 1e-12)
    expectClose(at(peak.turning)['prices.stuff'] as number, 6.5 - Math.sqrt(0.5), 1e-9)
    const jump = between('2 USD/kg', 'if(prices.stuff > 7 USD/kg, 3 USD/kg, 1 USD/kg)')
    expect(jump).toMatchObject({ isLinear: false, cheaper: undefined })
    expectClose(at(jump.turning)['prices.stuff'] as number, 7, 1e-9)
  })
})

describe('of bundled routes', () => {
  test.each([
    ['wet-slurry', 'ptfe-dry', []],
    ['wet-slurry', 'ptfe-dry', ['product.thickness=30 um']],
    ['wet-slurry-wip', 'scaffold-cellulose', ['product.thickness=40 um']],
  ] as const)('no corner and no point of %s and %s %j lies outside, and the ends are reached', (first, second, set) => {
    const both = models([costRoute(first, { set }), costRoute(second, { set })])
    const found = dominance(both)
    expect(found.isLinear).toBe(true)
    const difference = new PriceDifference(both)
    const { prices } = difference
    const [low, high] = [found.least.difference, found.most.difference]
    const slack = 1e-12 * Math.max(...both.map((model) => model.standing(0)))
    const hold = (scenarios: readonly (readonly number[])[]): void => {
      for (const value of difference.at(scenarios)) {
        expect(value).toBeGreaterThanOrEqual(low - slack)
        expect(value).toBeLessThanOrEqual(high + slack)
      }
    }
    const from = (corner: number): number[] => prices.map((price, i) => ((corner >> i) & 1 ? price.high : price.low))
    const corners = 2 ** prices.length
    const looked = Math.min(corners, 1 << 16)
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < looked; i += 4096) {
      const some = Array.from({ length: 4096 }, (_, j) => from(((i + j) * 40503) % corners))
      for (const value of difference.at(some)) {
        least = Math.min(least, value)
        most = Math.max(most, value)
      }
    }
    expect(least).toBeGreaterThanOrEqual(low - slack)
    expect(most).toBeLessThanOrEqual(high + slack)
    if (looked === corners) {
      expectClose(least, low, 1e-9)
      expectClose(most, high, 1e-9)
    }
    // a generator of our own: x -> 16807 x mod 2^31 - 1 (Lewis, Goodman and Miller 1969)
    let state = 7
    const random = (): number => {
      state = (state * 16807) % 2147483647
      return state / 2147483647
    }
    hold(Array.from({ length: 4000 }, () => prices.map((price) => price.low + random() * (price.high - price.low))))
    const reached = difference.at(
      [found.least, found.most].map((extreme) => {
        const values = new Map(extreme.at.map(({ price, value }) => [price.name, value]))
        return prices.map(({ name }) => values.get(name))
      }),
    )
    expectClose(reached[0] as number, low, 1e-12)
    expectClose(reached[1] as number, high, 1e-12)
  })

  test('run gives the same at the ends, and at the price that turns the order', () => {
    const set = ['product.thickness=30 um']
    const [first, second] = ['wet-slurry', 'ptfe-dry'] as const
    const costed = [costRoute(first, { set }), costRoute(second, { set })]
    const names = new Map([first, second].map((flow, i) => [flow as string, new Set(costed[i]?.names)]))
    const found = dominance(models(costed))
    const costAt = (
      flow: string,
      prices: readonly {
        readonly price: { readonly name: string; readonly unit: { readonly text: string; readonly factor: unknown } }
        readonly value: number
      }[],
    ): number =>
      costRoute(flow, {
        set: [
          ...set,
          ...prices
            .filter(({ price }) => names.get(flow)?.has(price.name))
            .map(({ price, value }) => `${price.name}=${value / Number(price.unit.factor)} ${price.unit.text}`),
        ],
      }).total
    for (const { at: prices, difference } of [found.least, found.most])
      expectClose(costAt(second, prices) - costAt(first, prices), difference, 1e-9)
    for (const turning of found.turning)
      expect(Math.abs(costAt(second, [turning]) - costAt(first, [turning]))).toBeLessThan(1e-9)
    expect(found.turning.map(({ price }) => price.name)).toEqual(['prices.Li2S', 'prices.siliconised_PET'])
  })

  test('what is found by search is said to be', () => {
    const words = ['compare', 'wet-slurry', 'ptfe-dry', '--set', 'product.thickness=30 um']
    const proven = runFabroute(words).stdout
    expect(proven).toMatch(/either can be cheaper: ptfe-dry\s+by\s+up to 0\.7706 USD\/m\^2/)
    expect(proven).toMatch(/the order turns by one price alone at prices\.Li2S = 190\.2 USD\/kg/)
    expect(proven).not.toContain('not proven')
    const searched = runFabroute([...words, '--prices', 'lithium-floor']).stdout.replaceAll(/\s+/g, ' ')
    expect(searched).toContain('found by search, not proven')
  })

  test('is told in JSON and CSV, in the currency asked for', () => {
    interface Found {
      readonly currency: string
      readonly dominance: readonly {
        readonly flow: string
        readonly against: string
        readonly always_cheaper: string | null
        readonly linear: boolean
        readonly least: { readonly difference: number }
        readonly most: { readonly difference: number }
        readonly standing: number
      }[]
    }
    const words = ['compare', 'wet-slurry', 'ptfe-dry']
    const [usd] = json<Found>(words).dominance
    const [eur] = json<Found>([...words, '--currency', 'EUR']).dominance
    expect(usd).toMatchObject({ flow: 'ptfe-dry', against: 'wet-slurry', always_cheaper: 'ptfe-dry', linear: true })
    const rate = (usd?.standing as number) / (eur?.standing as number)
    expectClose(eur?.least.difference as number, (usd?.least.difference as number) / rate, 1e-9)
    const rows = runFabroute([...words, '--csv']).stdout.split('\n')
    expect(rows).toContain(`ptfe-dry,prices,least,,${usd?.least.difference},USD,1 m^2`)
    expect(rows.filter((row) => row.startsWith('ptfe-dry,input,'))).toHaveLength(4)
  })
})
