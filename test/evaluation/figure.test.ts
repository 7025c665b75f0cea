import { describe, expect, test } from 'vitest'
import { explain } from '../../src/evaluation/explain.ts'
import { figureNamed } from '../../src/evaluation/figure.ts'
import { type Costed, costRoute, costText, expectClose } from '../support.ts'

const wet = costRoute('wet-slurry')

/** The figure by its name in the output, as a number in its base unit. */
function figure(costed: Costed, name: string): number {
  const found = figureNamed(costed.model, name)
  if (found === undefined) throw new Error(`nothing is called ${name}`)
  const members = 'members' in found ? found.members : [found]
  return members.reduce((sum, member) => sum + costed.evaluation.value(member).toNumber(), 0)
}

describe('a figure by its name in the output', () => {
  test.each(['category', 'step', 'item'] as const)('every sum by %s is what its lines add up to', (key) => {
    const { ledger } = wet.result
    for (const [name, sum] of ledger.by(key))
      expectClose(figure(wet, `cost.by_${key}.${name}`), sum.toNumber(), 1e-15, name)
  })

  test('the total is the accumulated cost', () => {
    expect(figureNamed(wet.model, 'cost.total')).toBe(wet.model.cost)
    expect(figureNamed(wet.model, 'cost')).toBe(wet.model.cost)
  })

  test('solvent, energy, labour, yields, throughput, supply and membrane are found by their names in the JSON', () => {
    const { solvent, energy, yields, throughput, labour, floor, scrap, membrane } = wet.result
    for (const [name, value] of Object.entries(solvent))
      expectClose(figure(wet, `solvent.${name}`), value as number, 1e-12, name)
    const inKwh = 3.6e6
    expectClose(figure(wet, 'energy.electricity_kwh') / inKwh, energy.electricity as number, 1e-12)
    expectClose(figure(wet, 'energy.heat_kwh') / inKwh, energy.heat as number, 1e-12)
    expectClose(figure(wet, 'labour_h') / 3600, labour as number, 1e-12)
    expectClose(figure(wet, 'floor_m2'), floor as number, 1e-12)
    expectClose(figure(wet, 'scrap_kg'), scrap as number, 1e-12)
    expectClose(figure(wet, 'yield.area'), yields.area as number, 1e-12)
    for (const [component, value] of yields.components)
      expectClose(figure(wet, `yield.components.${component}`), value, 1e-12, component)
    for (const [name, step] of throughput.steps) {
      if (step.machines === null) continue
      expectClose(figure(wet, `throughput.steps.${name}.machines`), step.machines, 1e-12, name)
    }
    for (const [component, { unitCost }] of wet.result.supply)
      expectClose(figure(wet, `cost.supply.${component}`), unitCost.toNumber(), 1e-12, component)
    expectClose(figure(wet, 'membrane.thickness_um') * 1e6, membrane?.thickness_um as number, 1e-12)
    expectClose(figure(wet, 'membrane.areal_mass_kg'), membrane?.areal_mass_kg as number, 1e-12)
    expectClose(
      figure(wet, 'membrane.reference_density_g_cm3') / 1e3,
      membrane?.reference_density_g_cm3 as number,
      1e-12,
    )
    expectClose(figure(wet, 'membrane.asr_ohm_cm2') * 1e4, membrane?.asr_ohm_cm2 as number, 1e-12)
  })

  test('what the plant holds, rates and all energy are found by their names in the JSON', () => {
    const { capacity, energy, throughput, co2eKnown } = wet.result
    const base = { machines: 1, floor_m2: 1, operators: 1, power_kw: 1000 } as const
    for (const [step, held] of capacity.steps)
      for (const [name, unit] of Object.entries(base)) {
        const value = held[name as keyof typeof base]
        if (value !== null) expectClose(figure(wet, `capacity.steps.${step}.${name}`) / unit, value, 1e-12, name)
      }
    expectClose(figure(wet, 'capacity.plant.lead_time_h') / 3600, capacity.lead_time_h as number, 1e-12)
    expectClose(figure(wet, 'capacity.plant.stock'), capacity.stock as number, 1e-12)
    expectClose(figure(wet, 'energy_kwh') / 3.6e6, energy.total as number, 1e-12)
    expectClose(figure(wet, 'co2e_known_kg'), co2eKnown as number, 1e-12)
    for (const [step, { rate_per_h: rate, unit, utilization }] of throughput.steps) {
      if (rate === null) continue
      expect(['kg', 'm^2']).toContain(unit)
      expectClose(figure(wet, `throughput.steps.${step}.rate_per_h`) * 3600, rate, 1e-12, step)
      expectClose(figure(wet, `throughput.steps.${step}.utilization`), utilization as number, 1e-12, step)
    }
  })

  test('a membrane of another operation is found by what its figures are tagged as', () => {
    const own = costText(
      [
        'flow: own\nassumption: test\nproduct: { operation: sheet, from: buying.film, composition: { Li6PS5Cl: 100 % } }\nsteps: { buying: { operation: buying } }',
        `operation: sheet
assumption: test
materials: { composition: {} }
ports: { sheet: { in: web, carries: [solids] } }
parameters: { basis: 1 m^2, height: { value: 20 um, counts_as: thickness } }
balance: { sheet.area: basis, sheet.composition.each: basis * height * 2 g/cm^3 * composition.each.fraction }`,
        `operation: buying
ports: { feed: { in: bulk, carries: [solids], market: true }, film: { out: web, carries: [solids] } }
through: [film.each = feed.each]`,
        'method: levelized\ncosts: [{ for: purchase, category: materials, is: amount * prices.each }]',
      ],
      { bundled: true },
    )
    expect(own.result.membrane).toMatchObject({ thickness_um: 20, porosity: null })
    expect(own.result.thickness).toBe('product.height')
    expect(figureNamed(own.model, 'membrane.thickness_um')?.name).toBe('product.height')
    expect(figureNamed(own.model, 'membrane.porosity')).toBeUndefined()
  })

  test('a role in a stream is the sum of its components', () => {
    const found = figureNamed(wet.model, 'steps.casting.film.solvent')
    expect(found).toMatchObject({ members: [{}, {}] })
    const parts = ['IBIB', 'toluene'].map((component) => wet.value(`steps.casting.film.${component}`, 'kg'))
    expectClose(figure(wet, 'steps.casting.film.solvent'), (parts[0] as number) + (parts[1] as number), 1e-15)
  })

  test.each(['cost.by_category.love', 'cost.by_colour.energy', 'steps.casting.film.love', 'supply.NBR', ''])(
    '"%s" is none',
    (name) => {
      expect(figureNamed(wet.model, name)).toBeUndefined()
    },
  )

  test('a sum is told with its lines, and no deeper than asked', () => {
    const found = figureNamed(wet.model, 'cost.by_category.energy')
    if (found === undefined) throw new Error('not found')
    const told = explain(wet.evaluation, found, 1)
    expect(told.parts.length).toBeGreaterThan(1)
    expect(told.parts.every(({ parts }) => parts.length === 0)).toBe(true)
    const sum = told.parts.reduce((total, { value }) => total + Number.parseFloat(value), 0)
    expectClose(Number.parseFloat(told.value), sum, 1e-5)
    expect(explain(wet.evaluation, found, 0)).toMatchObject({ parts: [], cut: true })
  })
})
