import { describe, expect, test } from 'vitest'
import { runJson } from '../../../src/report/run-json.ts'
import { type Costed, expectClose } from '../../support.ts'
import type { FlowByHand } from './flow-by-hand.ts'
import { MOLAR_MASS, type Plant, type Prices } from './inputs/plants.ts'
import { type Levelized, levelized, type Named } from './levelized.ts'

const SAME = 1e-9

/** A route worked out and costed by hand, with what it makes in house. */
export interface RouteByHand {
  readonly flow: FlowByHand
  readonly costed: Levelized
  readonly supply?: { readonly flow: FlowByHand; readonly costed: Levelized; readonly demand: number }
  /** USD per functional unit with machine counts not rounded up; null where they are not anyway. */
  readonly unrounded: number | null
}

/** Costs a route, and its electrolyte where that is made in house at the route's demand. */
export function costByHand(
  flow: FlowByHand,
  plant: Plant,
  prices: Prices,
  fractional: boolean,
  electrolyte?: FlowByHand,
): RouteByHand {
  const unrounded = fractional ? null : totalOf(costByHand(flow, plant, prices, true, electrolyte))
  if (electrolyte === undefined) {
    const costed = levelized(flow.steps, plant.annualOutput, plant, prices, { fractional, inHouse: {} })
    return { flow, costed, unrounded }
  }
  const demand = flow.steps.reduce((sum, step) => sum + (step.purchases?.Li6PS5Cl ?? 0), 0) // kg/m²
  const made = levelized(electrolyte.steps, demand * plant.annualOutput, plant, prices, {
    fractional,
    inHouse: {},
    ownWorth: rawMaterials(prices),
  })
  const worth = { Li6PS5Cl: sum(Object.values(made.ledger)) }
  const costed = levelized(flow.steps, plant.annualOutput, plant, prices, { fractional, inHouse: worth })
  return { flow, costed, supply: { flow: electrolyte, costed: made, demand }, unrounded }
}

/** What the raw materials of a kilogram of Li6PS5Cl cost, nothing lost. */
const rawMaterials = (prices: Prices): number =>
  (5 * MOLAR_MASS.Li2S * prices.Li2S + MOLAR_MASS.P2S5 * prices.P2S5 + 2 * MOLAR_MASS.LiCl * prices.LiCl) /
  (2 * MOLAR_MASS.Li6PS5Cl)

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0)

/** The ledger of a route by `step|category|item`, lines of the supply at the route's demand. */
export function ledgerOf({ costed, supply }: RouteByHand): Named {
  const lines = Object.entries(supply?.costed.ledger ?? {}).map(
    ([key, amount]) => [`supply.Li6PS5Cl.${key}`, amount * (supply?.demand ?? 0)] as const,
  )
  return { ...costed.ledger, ...Object.fromEntries(lines) }
}

export const totalOf = (hand: RouteByHand): number => sum(Object.values(ledgerOf(hand)))

const unitOf = (name: string): string =>
  /area|PET|laminate/.test(name) ? 'm^2' : /count$/.test(name) ? '1' : /extent$/.test(name) ? 'kmol' : 'kg'

/** Tests that hold a costing of the engine against one by hand in everything that a run tells. */
export function agrees(name: string, cost: () => Costed, hand: RouteByHand, fractional = false): void {
  describe(name, () => {
    const engine = cost()
    const { result } = engine
    const parts = [
      { prefix: '', label: '', ...hand, demand: 1 },
      ...(hand.supply === undefined ? [] : [{ prefix: 'supply.Li6PS5Cl.', label: 'supply.Li6PS5Cl.', ...hand.supply }]),
    ]
    const both = (figure: 'electricity' | 'heat' | 'labour'): number =>
      sum(parts.map(({ costed, demand }) => costed.figures[figure] * demand))

    test('every amount at every port', () => {
      const amounts = engine.model.compiled.system.variables.filter(({ kind }) => kind === 'amount')
      const open = new Set(amounts.map((variable) => variable.name))
      for (const { prefix, flow } of parts) {
        for (const [key, amount] of Object.entries(flow.ports)) {
          const variable = `${prefix}${key.startsWith('product.') ? '' : 'steps.'}${key}`
          expectClose(engine.value(variable, unitOf(variable)), amount, SAME, variable)
          expect(open.delete(variable), variable).toBe(true)
        }
      }
      // ports also name components that never come there
      for (const variable of open) {
        if (variable.endsWith('.extent')) continue
        expect(engine.value(variable, unitOf(variable)), variable).toBe(0)
      }
    })

    test('every purchase', () => {
      const open = new Set(engine.names.filter((variable) => variable.includes('.purchase.')))
      const bought = new Map<string, number>()
      for (const { prefix, flow, demand } of parts) {
        for (const step of flow.steps) {
          for (const [component, amount] of Object.entries(step.purchases ?? {})) {
            const variable = `${prefix}steps.${step.name}.purchase.${component}`
            expectClose(engine.value(variable, unitOf(variable)), amount, SAME, variable)
            expect(open.delete(variable), variable).toBe(true)
            if (component === 'Li6PS5Cl' && hand.supply !== undefined) continue
            bought.set(component, (bought.get(component) ?? 0) + amount * demand)
          }
        }
      }
      for (const variable of open) expect(engine.value(variable, unitOf(variable)), variable).toBe(0)
      expect(Object.keys(result.purchases).sort()).toEqual([...bought.keys()].sort())
      for (const [component, amount] of bought)
        expectClose(result.purchases[component]?.amount as number, amount, SAME, component)
    })

    test('machines, utilization and capacity of every step, bottleneck and output', () => {
      const { steps, line_per_h, bottleneck } = result.throughput
      const wanted = parts.flatMap(({ label, flow }) => flow.steps.map((step) => `${label}${step.name}`))
      expect([...steps.keys()]).toEqual(wanted)
      for (const { label, costed } of parts) {
        for (const [step, machines] of Object.entries(costed.machines)) {
          const found = steps.get(`${label}${step}`)
          if (fractional) expectClose(found?.machines as number, machines, SAME, step)
          else expect(found?.machines, step).toBe(machines)
          expectClose(found?.utilization as number, costed.utilization[step] as number, SAME, `utilization of ${step}`)
          expectClose(found?.rate_per_h as number, costed.capacity[step] as number, SAME, `capacity of ${step}`)
        }
      }
      expectClose(line_per_h as number, hand.costed.figures.lineOutput, SAME, 'line output')
      const busiest = hand.flow.steps.map((step) =>
        fractional ? step.load / step.rate : (hand.costed.utilization[step.name] as number),
      )
      const at = hand.flow.steps.findIndex(({ name: step }) => step === bottleneck)
      expect(busiest[at]).toBe(Math.max(...busiest))
    })

    test('every line of the ledger, every sum, and the unit cost of the supply', () => {
      const ledger = ledgerOf(hand)
      const found = new Map<string, number>()
      for (const { step, category, item, amount } of engine.ledger.lines) {
        const key = `${step}|${category}|${item}`
        found.set(key, (found.get(key) ?? 0) + amount.toNumber()) // each port has a line of its own
      }
      expect(new Set(engine.ledger.lines.map((line) => line.name)).size).toBe(engine.ledger.lines.length)
      for (const [key, amount] of Object.entries(ledger)) expectClose(found.get(key) as number, amount, SAME, key)
      for (const [key, amount] of found) if (!(key in ledger)) expect(amount, key).toBe(0)

      const { cost } = runJson(result) as unknown as {
        cost: Record<'by_category' | 'by_step' | 'by_item', Named> & { total: string; total_fractional: string | null }
      }
      expectClose(Number(cost.total), totalOf(hand), SAME, 'total')
      if (hand.unrounded === null) expect(cost.total_fractional).toBe(null)
      else expectClose(Number(cost.total_fractional), hand.unrounded, SAME, 'total, machines unrounded')
      for (const [i, group] of (['by_step', 'by_category', 'by_item'] as const).entries()) {
        const sums: Named = {}
        for (const [key, amount] of Object.entries(ledger)) {
          const part = key.split('|')[i] as string
          sums[part] = (sums[part] ?? 0) + amount
        }
        expect(Object.keys(cost[group]).sort()).toEqual(Object.keys(sums).sort())
        for (const [key, amount] of Object.entries(sums))
          expectClose(Number(cost[group][key]), amount, SAME, `${group} ${key}`)
      }

      expect([...result.supply.keys()]).toEqual(hand.supply === undefined ? [] : ['Li6PS5Cl'])
      if (hand.supply === undefined) return
      const made = result.supply.get('Li6PS5Cl')
      expectClose(made?.unitCost.toNumber() as number, sum(Object.values(hand.supply.costed.ledger)), SAME, 'unit cost')
      expect(made?.unit).toBe('USD/kg')
    })

    test('yields, solvent, energy, labour and floor', () => {
      const { yields, solvent, energy } = result
      const { flow, costed } = hand
      const steps = parts.flatMap(({ label, flow: { yields: by } }) =>
        Object.entries(by).map(([step, value]) => [`${label}${step}`, value] as const),
      )
      expect([...yields.steps.keys()].sort()).toEqual(steps.map(([step]) => step).sort())
      for (const [step, value] of steps) expectClose(yields.steps.get(step) as number, value, SAME, `yield of ${step}`)
      if (flow.areaYield === null) expect(yields.area).toBe(null)
      else expectClose(yields.area as number, flow.areaYield, SAME, 'area yield')
      for (const [component, value] of yields.components) expectClose(value, flow.materialYield, SAME, component)
      expect(yields.components.has('Li6PS5Cl')).toBe(true)
      for (const [key, amount] of Object.entries(flow.solvent))
        expectClose(solvent[`${key}_kg` as keyof typeof solvent] as number, amount, SAME, key)
      expectClose(energy.electricity as number, both('electricity'), SAME, 'electricity')
      expectClose(energy.heat ?? 0, both('heat'), SAME, 'heat')
      expectClose(energy.total as number, both('electricity') + both('heat'), SAME, 'energy')
      expectClose(result.labour as number, both('labour'), SAME, 'labour')
      expectClose(result.floor as number, costed.figures.floor, SAME, 'floor')
    })

    test('scrap: the solids and residual solvent that end in no product and go back to no step', () => {
      expectClose(result.scrap as number, hand.flow.scrap, SAME, 'scrap')
    })

    test('figures on the way', () => {
      for (const { prefix, flow, costed } of parts) {
        for (const [variable, [value, unit]] of Object.entries(flow.figures))
          expectClose(engine.value(`${prefix}${variable}`, unit), value, SAME, variable)
        const whole = (total: string, unit: string, value: number): void =>
          expectClose(engine.value(`${prefix}totals.${total}`, unit), value, SAME, total)
        whole('dry_floor', 'm^2', costed.figures.dryFloor)
        whole('fixed_capital', 'USD', costed.figures.fixedCapital)
        whole('depreciation', 'USD/yr', costed.figures.depreciation)
        whole('people_per_shift', '1', costed.figures.people)
        whole('dry_room_energy', 'kWh/(m^2*yr)', costed.figures.roomEnergy)
        whole('investment', 'USD', costed.figures.investment)
        whole('lead_time', 'h', costed.figures.leadTime)
        whole('stock', '1', costed.figures.stock)
      }
      if (result.membrane === null) return
      const figure = (variable: string): number => hand.flow.figures[`product.${variable}`]?.[0] as number
      const { membrane } = result
      expectClose(membrane.thickness_um as number, figure('thickness'), SAME, 'thickness')
      expectClose(membrane.porosity as number, figure('porosity'), SAME, 'porosity')
      expectClose(membrane.areal_mass_kg as number, figure('areal_mass'), SAME, 'areal mass')
      expectClose(membrane.asr_ohm_cm2 as number, figure('area_specific_resistance'), SAME, 'resistance')
      expectClose((membrane.reference_density_g_cm3 as number) * 1000, figure('pore_free_density'), SAME, 'density')
    })
  })
}
