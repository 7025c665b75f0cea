import { describe, expect, test } from 'vitest'
import { runJson } from '../../../src/report/run-json.ts'
import { type Costed, costRoute, expectClose } from '../../support.ts'
import { byHand } from './by-hand.ts'
import { base, type Given, STEPS } from './inputs.ts'

const SAME = 1e-9

interface Case {
  readonly name: string
  readonly change: Partial<Given>
  readonly set: readonly string[]
  readonly fractional?: boolean
}

const CASES: readonly Case[] = [
  { name: 'as it stands', change: {}, set: [] },
  { name: 'with machines unrounded', change: {}, set: [], fractional: true },
  {
    name: 'a pilot of 100 000 m² a year',
    change: { annualOutput: 1e5 },
    set: ['plant.annual_output=100000 m^2/yr'],
  },
  {
    name: 'ten factories in one',
    change: { annualOutput: 1e8 },
    set: ['plant.annual_output=1e8 m^2/yr'],
  },
  { name: 'a film of 30 µm', change: { thickness: 30e-6 }, set: ['product.thickness=30 µm'] },
  { name: 'a thinner slurry', change: { solidsContent: 0.4 }, set: ['steps.mixing.solids_content=40 wt%'] },
  {
    name: 'machines of other sizes',
    change: { batchMass: 300, ovenLength: 35, unitCapacity: 60 },
    set: ['steps.mixing.batch_mass=300 kg', 'steps.drying.oven_length=35 m', 'steps.recovery.unit_capacity=60 kg/h'],
  },
]

describe.each(CASES)('the wet-slurry route, $name, agrees with a calculation by hand', (asked) => {
  const hand = byHand({ ...base, ...asked.change }, asked.fractional)
  const costed: Costed = costRoute('wet-slurry', { set: asked.set, fractional: asked.fractional })
  const json = runJson(costed.result) as unknown as {
    cost: Record<'by_category' | 'by_step' | 'by_item', Record<string, string>> & { total: string }
  }
  const { figures } = hand
  const figure = (name: string): number => figures[name] as number

  test('in every amount at every port', () => {
    const names = costed.model.compiled.system.variables.filter(({ kind }) => kind === 'amount').map(({ name }) => name)
    const wanted = Object.keys(hand.ports).map((key) => (key.startsWith('product.') ? key : `steps.${key}`))
    expect(names.sort()).toEqual(wanted.sort())
    for (const [key, amount] of Object.entries(hand.ports)) {
      const name = key.startsWith('product.') ? key : `steps.${key}`
      expectClose(costed.value(name, /area|PET/.test(key) ? 'm^2' : 'kg'), amount, SAME, name)
    }
  })

  test('in every purchase', () => {
    for (const [key, amount] of Object.entries(hand.purchases)) {
      const [step, component] = key.split('.')
      const unit = component === 'siliconised_PET' ? 'm^2' : 'kg'
      expectClose(costed.value(`steps.${step}.purchase.${component}`, unit), amount, SAME, key)
    }
    const bought = costed.names.filter((name) => name.includes('.purchase.'))
    expect(bought).toHaveLength(Object.keys(hand.purchases).length)
  })

  test('in machines, utilization and capacity', () => {
    const { steps, line_per_h, bottleneck } = costed.result.throughput
    expect([...steps.keys()]).toEqual(STEPS)
    for (const step of STEPS) {
      const found = steps.get(step)
      if (asked.fractional) expectClose(found?.machines as number, hand.machines[step] as number, SAME, step)
      else expect(found?.machines).toBe(hand.machines[step])
      expectClose(found?.utilization as number, hand.utilization[step] as number, SAME, `utilization of ${step}`)
      expectClose(found?.rate_per_h as number, hand.capacity[step] as number, SAME, `capacity of ${step}`)
    }
    expectClose(line_per_h as number, figure('lineOutput'), SAME, 'line output')
    const busiest = Math.max(...STEPS.map((step) => hand.utilization[step] as number))
    // unrounded, all lines are as busy as their slowest member, and the longest time counts instead
    if (!asked.fractional) expect(hand.utilization[bottleneck as string]).toBe(busiest)
  })

  test('in every line of the ledger', () => {
    const found = new Map(costed.ledger.lines.map((line) => [`${line.step}|${line.category}|${line.item}`, line]))
    expect([...found.keys()].sort()).toEqual(Object.keys(hand.ledger).sort())
    expect(found.size).toBe(costed.ledger.lines.length)
    for (const [key, amount] of Object.entries(hand.ledger))
      expectClose(found.get(key)?.amount.toNumber() as number, amount, SAME, key)
  })

  test('in every total', () => {
    const lines = Object.entries(hand.ledger).map(([key, amount]) => ({ key: key.split('|'), amount }))
    expectClose(
      Number(json.cost.total),
      lines.reduce((sum, { amount }) => sum + amount, 0),
      SAME,
      'total',
    )
    for (const [i, group] of (['by_step', 'by_category', 'by_item'] as const).entries()) {
      const sums = new Map<string, number>()
      for (const { key, amount } of lines) sums.set(key[i] as string, (sums.get(key[i] as string) ?? 0) + amount)
      expect(Object.keys(json.cost[group]).sort()).toEqual([...sums.keys()].sort())
      for (const [key, sum] of sums) expectClose(Number(json.cost[group][key]), sum, SAME, `${group} ${key}`)
    }
  })

  test('in membrane figures, solvent, energy, labour, floor and yields', () => {
    const { membrane, solvent, energy, labour, floor, scrap, yields } = costed.result
    const check = (found: number | null | undefined, name: string, factor = 1): void =>
      expectClose(found as number, figure(name) * factor, SAME, name)
    expectClose(membrane?.thickness_um as number, (asked.change.thickness ?? base.thickness) * 1e6, SAME)
    expectClose(membrane?.porosity as number, 0.15, SAME) // as the route states it
    check(membrane?.areal_mass_kg, 'arealMass')
    check(membrane?.asr_ohm_cm2, 'resistance')
    check(membrane?.reference_density_g_cm3, 'poreFree', 1e-3)
    check(costed.value('product.porosity_of_dense_electrolyte'), 'porosityOfElectrolyte')
    check(costed.value('steps.casting.wet_thickness', 'm'), 'wetThickness')
    check(solvent.fresh_kg, 'fresh')
    check(solvent.evaporated_kg, 'evaporated')
    check(solvent.recovered_kg, 'recovered')
    check(solvent.emitted_kg, 'emitted')
    check(solvent.residual_kg, 'residual')
    check(energy.electricity, 'electricity')
    check(energy.heat, 'heat')
    expectClose(energy.total as number, figure('electricity') + figure('heat'), SAME, 'energy')
    check(costed.value('steps.drying.uses.nitrogen', 'kg'), 'nitrogen')
    check(labour, 'labour')
    check(floor, 'floor')
    check(costed.value('totals.dry_floor', 'm^2'), 'dryFloor')
    check(costed.value('totals.fixed_capital', 'USD'), 'fixedCapital')
    check(costed.value('totals.depreciation', 'USD/yr'), 'depreciation')
    check(costed.value('totals.people_per_shift'), 'people')
    check(scrap, 'scrap')
    check(yields.area, 'areaYield')
    check(yields.steps.get('slitting'), 'slitYield')
    expect(Object.fromEntries(yields.steps)).toMatchObject({ mixing: 0.99, casting: 0.95, calendering: 0.985 })
    check(yields.components.get('Li6PS5Cl'), 'materialYield')
    check(yields.components.get('NBR'), 'materialYield')
    expect([...yields.components.keys()]).toEqual(['Li6PS5Cl', 'NBR'])
  })
})

test('the hand calculation gives the figures that were first worked out on paper', () => {
  const sum = (hand: { ledger: Record<string, number> }): number =>
    Object.values(hand.ledger).reduce((total, amount) => total + amount, 0)
  expectClose(sum(byHand(base)), 19.5148933576511, 1e-13)
  expectClose(sum(byHand(base, true)), 18.9896125014383, 1e-13)
})

test('the cases differ in machines bought and sizes', () => {
  const machines = CASES.map(({ change, fractional }) => byHand({ ...base, ...change }, fractional).machines)
  const whole = machines.filter((_, i) => CASES[i]?.fractional !== true)
  expect(new Set(whole.map((each) => STEPS.map((step) => each[step]).join())).size).toBeGreaterThanOrEqual(5)
})
