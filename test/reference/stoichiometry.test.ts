import { describe, expect, test } from 'vitest'
import { type Costed, costRoute, expectClose } from '../support.ts'

/** Figures that anyone can work out with a periodic table and a pocket calculator, as far as they are printed. */
const BOUGHT = 'supply.Li6PS5Cl=bought'
const POWDER = 'flows/supply/argyrodite-ball-mill.yaml'
const PRICES = ['prices.Li2S=283 USD/kg', 'prices.P2S5=6 USD/kg', 'prices.LiCl=20 USD/kg']
const ROUTES = ['wet-slurry', 'wet-slurry-wip', 'ptfe-dry', 'ptfe-dry-wip']

/** g of each precursor in 1 kg of Li6PS5Cl, nothing lost. */
const GRAMS = { Li2S: 427.96, P2S5: 414.08, LiCl: 157.96 }
/** USD/kg of Li6PS5Cl at the prices above. */
const RAW_MATERIALS = 126.76

const item = (costed: Costed, name: string): number => costed.ledger.by('item').get(name)?.toNumber() ?? 0

describe('1 kg of Li6PS5Cl', () => {
  const set = ['plant.annual_output=500 t/yr', ...PRICES]
  const powder = costRoute(POWDER, { set })
  const made = powder.value('steps.milling.generated.Li6PS5Cl', 'kg')

  test('takes 427.96 g of Li2S, 414.08 g of P2S5 and 157.96 g of LiCl, and their mass becomes its mass', () => {
    const grams = Object.keys(GRAMS).map((name) => {
      const each = (powder.value(`steps.milling.consumed.${name}`, 'kg') / made) * 1000
      expect(each).toBeCloseTo(GRAMS[name as keyof typeof GRAMS], 2)
      return each
    })
    expectClose(
      grams.reduce((sum, each) => sum + each, 0),
      1000,
      1e-12,
    )
  })

  test('is bought for as precursors over the yields of milling, annealing and sieving', () => {
    const yields = 0.98 * 0.995 * 0.97
    expectClose(made, 1 / yields, 1e-12)
    for (const [name, grams] of Object.entries(GRAMS))
      expect((powder.result.purchases[name]?.amount as number) * yields * 1000).toBeCloseTo(grams, 2)
  })

  test('costs 126.76 USD of raw materials at 283, 6 and 20 USD/kg', () => {
    const spent = powder.ledger.by('category').get('materials')?.toNumber() as number
    expect(spent / made).toBeCloseTo(RAW_MATERIALS, 2)
  })

  test.each(ROUTES)('costs as much where it is bought for %s or made there', (route) => {
    const bought = costRoute(route, { set: [BOUGHT, ...PRICES] })
    expect(bought.value('materials.Li6PS5Cl.raw_material_cost', 'USD/kg')).toBeCloseTo(RAW_MATERIALS, 2)
    const house = costRoute(route, { set: PRICES })
    const spent = ['Li2S', 'P2S5', 'LiCl'].reduce((sum, name) => sum + item(house, name), 0)
    const demand = house.value('steps.mixing.purchase.Li6PS5Cl', 'kg')
    expect((spent / demand) * 0.98 * 0.995 * 0.97).toBeCloseTo(RAW_MATERIALS, 2)
  })
})

describe('a dense membrane of nothing but Li6PS5Cl at 319 USD/kg and 1.64 g/cm³', () => {
  const COMPOSITION: Readonly<Record<string, readonly string[]>> = {
    'wet-slurry': ['product.composition.Li6PS5Cl=100 wt%', 'product.composition.NBR=0 wt%'],
    'ptfe-dry': ['product.composition.PTFE=0 wt%'], // the rest is Li6PS5Cl
  }
  test.each([
    ['wet-slurry', 20, 10.46],
    ['wet-slurry', 30, 15.69],
    ['wet-slurry', 40, 20.93],
    ['ptfe-dry', 20, 10.46],
    ['ptfe-dry', 30, 15.69],
    ['ptfe-dry', 40, 20.93],
  ])('by %s, %d µm thick, holds electrolyte for %d USD/m²', (route, thickness, cost) => {
    const set = [
      BOUGHT,
      'prices.Li6PS5Cl=319 USD/kg',
      'materials.Li6PS5Cl.density=1.64 g/cm^3',
      `product.thickness=${thickness} um`,
      'product.porosity=0 %',
      ...(COMPOSITION[route] as string[]),
    ]
    const costed = costRoute(route, { set })
    expect(costed.value('product.membrane.Li6PS5Cl', 'kg') * 319).toBeCloseTo(cost, 2)
    const kept = costed.result.yields.components.get('Li6PS5Cl') as number
    expect(kept).toBeLessThan(0.95)
    expect(item(costed, 'Li6PS5Cl') * kept).toBeCloseTo(cost, 2)
    expectClose(item(costed, 'Li6PS5Cl') * kept, 319 * 1640 * thickness * 1e-6, 1e-12)
  })
})

describe.each([...ROUTES])('lithium sulfide dearer by 10 USD/kg, by %s,', (route) => {
  const materials = (costed: Costed): number => costed.ledger.by('category').get('materials')?.toNumber() as number

  test('raises the materials by 10 USD for each kg bought', () => {
    const base = costRoute(route)
    const dearer = costRoute(route, { set: ['prices.Li2S+10 USD/kg'] })
    const wanted = 10 * (base.result.purchases.Li2S?.amount as number)
    expect(wanted).toBeGreaterThan(0.2)
    expectClose(materials(dearer) - materials(base), wanted, 1e-12)
    // working capital is a charge on materials
    expectClose(dearer.total - base.total, wanted * (1 + 0.08 * 0.15), 1e-12)
  })

  test('raises the total by as much where no charge is in proportion to materials', () => {
    const free = 'plant.working_capital=0'
    const base = costRoute(route, { set: [free] })
    const dearer = costRoute(route, { set: [free, 'prices.Li2S+10 USD/kg'] })
    const wanted = 10 * (base.result.purchases.Li2S?.amount as number)
    expectClose(dearer.total - base.total, wanted, 1e-12)
  })

  test('is not bought where the electrolyte is', () => {
    const { purchases } = costRoute(route, { set: [BOUGHT] }).result
    expect(purchases).not.toHaveProperty('Li2S')
    const demand = costRoute(route).value('steps.mixing.purchase.Li6PS5Cl', 'kg')
    expectClose(purchases.Li6PS5Cl?.amount as number, demand, 1e-12)
  })
})
