import { describe, expect, test } from 'vitest'
import { figureNamed } from '../../src/evaluation/figure.ts'
import { runJson } from '../../src/report/run-json.ts'
import { type Costed, costRoute, costText, expectClose } from '../support.ts'

const SAME = 1e-12
/** 1000 / (10 q V) at 5 mAh/cm² and 3.65 V, with 6 % of overhang. */
const AREA = (1000 / (10 * 5 * 3.65)) * 1.06

interface Printed {
  readonly cost: { readonly total: string }
  readonly annual_output: number
  readonly membrane: { readonly areal_mass_kg: number; readonly thickness_um: number; readonly asr_ohm_cm2: number }
  readonly capacity: {
    readonly plant: {
      readonly machines: number
      readonly floor_m2: number
      readonly operators: number
      readonly electrolyte_kg_per_year: number
    }
  }
  readonly normalised: {
    readonly cost_per_kwh: string
    readonly cost_per_siemens: string
    readonly area_per_kwh_m2: number
    readonly mass_per_kwh_kg: number
    readonly volume_per_kwh_l: number
    readonly conductance_s_per_cm2: number
    readonly cell_wh_per_kg: number
    readonly membrane_share_of_cell_mass: number
    readonly per_gwh_per_year: Readonly<Record<string, number>> & { readonly investment: string | null }
  }
}
const printed = (costed: Costed): Printed => JSON.parse(JSON.stringify(runJson(costed.result))) as Printed

describe('a membrane in cells', () => {
  test.each([[[]], [['product.thickness=30 um']], [['product.overhang=1', 'product.porosity=20 %']]])(
    'is what its own figures make of a cell: %j',
    (set) => {
      const json = printed(costRoute('wet-slurry', { set }))
      const { normalised: found, membrane, cost } = json
      const area = set.includes('product.overhang=1') ? AREA / 1.06 : AREA
      expectClose(found.area_per_kwh_m2, area, SAME)
      expectClose(Number(found.cost_per_kwh), Number(cost.total) * area, SAME)
      expectClose(found.mass_per_kwh_kg, membrane.areal_mass_kg * area, SAME)
      // µm times m² is cm³, a thousandth of a litre
      expectClose(found.volume_per_kwh_l, (membrane.thickness_um * area) / 1000, SAME)
      expectClose(found.conductance_s_per_cm2, 1 / membrane.asr_ohm_cm2, SAME)
      // 1 ohm cm² is 1e-4 ohm m²
      expectClose(Number(found.cost_per_siemens), Number(cost.total) * membrane.asr_ohm_cm2 * 1e-4, SAME)
      const cell = 2.7 + membrane.areal_mass_kg * area
      expectClose(found.cell_wh_per_kg, 1000 / cell, SAME)
      expectClose(found.membrane_share_of_cell_mass, 1 - 2.7 / cell, SAME)
    },
  )

  test('is 6.85 m^2/kWh at 4 mAh/cm^2 and 5.48 at 5, without overhang', () => {
    const at = (capacity: string): string => {
      const set = ['product.overhang=1', `product.areal_capacity=${capacity} mAh/cm^2`]
      return printed(costRoute('ptfe-dry', { set })).normalised.area_per_kwh_m2.toFixed(2)
    }
    expect(['2.5', '3', '4', '5', '6'].map(at)).toEqual(['10.96', '9.13', '6.85', '5.48', '4.57'])
  })

  test('comes to 350 Wh/kg at 20 um of dense electrolyte, from which the mass of the cell is worked out', () => {
    const set = ['product.thickness=20 um', 'product.porosity=0']
    const { cell_wh_per_kg: found } = printed(costRoute('ptfe-dry', { set })).normalised
    expect(Math.abs(found - 350)).toBeLessThan(8)
  })

  test('its plant is told for each GWh of cells a year', () => {
    const { normalised, capacity, annual_output } = printed(costRoute('ptfe-dry'))
    const cells = annual_output / AREA / 1e6
    const { per_gwh_per_year: per } = normalised
    expectClose(per.cells_gwh_per_year as number, cells, SAME)
    expectClose(per.machines as number, capacity.plant.machines / cells, SAME)
    expectClose(per.floor_m2 as number, capacity.plant.floor_m2 / cells, SAME)
    expectClose(per.operators as number, capacity.plant.operators / cells, SAME)
    expectClose(per.electrolyte_t_per_year as number, capacity.plant.electrolyte_kg_per_year / 1000 / cells, SAME)
  })

  test('is told in the currency of the results, and can be explained', () => {
    const costed = costRoute('wet-slurry', { currency: 'JPY', year: '2024' })
    const { normalised, cost } = printed(costed)
    expectClose(Number(normalised.cost_per_kwh), Number(cost.total) * AREA, SAME)
    for (const name of ['cost_per_kwh', 'cost_per_siemens', 'cell_wh_per_kg', 'mass_per_kwh_kg'])
      expect(figureNamed(costed.model, `normalised.${name}`), name).toBeDefined()
    expect(figureNamed(costed.model, 'normalised.toString')).toBeUndefined()
  })

  test('is null where the product is no web, and its figures where the product does not tell them', () => {
    expect(printed(costRoute('argyrodite-ball-mill')).normalised).toBeNull()
  })
})

/** A film of 1 m² that makes 0.2 kWh of cells, by a method that tells what was invested. */
function invested(tags: string): Costed {
  return costText(
    [
      `flow: own
assumption: test
plant: works
method: bare
product: { operation: film, from: buying.out, composition: { Li6PS5Cl: 100 % } }
steps: { buying: { operation: buying } }`,
      `operation: film
assumption: test
materials: { composition: {} }
ports: { sheet: { in: web, carries: [solids] } }
parameters: { basis: 1 m^2 }
equations: { energy: { is: 0.2 kWh, unit: kWh${tags} } }
balance: { sheet.area: basis, sheet.composition.each: basis * 50 g/m^2 * composition.each.fraction }`,
      `operation: buying
ports: { feed: { in: bulk, carries: [solids], market: true }, out: { out: web, carries: [solids] } }
through: [out.each = feed.each]`,
      `method: bare
assumption: test
totals: { invested: { is: 3000000 USD, unit: USD, counts_as: investment } }
costs: [{ for: purchase, category: materials, is: amount * prices.each }]`,
      'plant: works\nassumption: test\ncurrency: USD\nparameters: { annual_output: 10000000 m^2/yr, operating_time: 7000 h/yr }',
    ],
    { bundled: true },
  )
}

test('the investment is what a method tags so, for each GWh of cells a year', () => {
  // 10 million m² of 0.2 kWh are 2 GWh
  expect(printed(invested(', counts_as: cell_energy')).normalised).toMatchObject({
    area_per_kwh_m2: null,
    cost_per_siemens: null,
    cell_wh_per_kg: null,
    per_gwh_per_year: { cells_gwh_per_year: 2, investment: '1500000', machines: null, electrolyte_t_per_year: 250 },
  })
  expect(printed(invested('')).normalised).toMatchObject({
    cost_per_kwh: null,
    per_gwh_per_year: { cells_gwh_per_year: null, investment: null },
  })
})
