import type { Variable } from '../equation/system.ts'
import type { Model } from '../flow/compile-flow.ts'
import { componentsNamed, type Flow } from '../flow/model.ts'

/** Variables that a name of the output adds up. */
export interface Total {
  readonly name: string
  readonly about: string
  readonly members: readonly Variable[]
}

/** What stands in the output under names of its own, and the variables that it reads. */
const OF_THE_OUTPUT: readonly (readonly [RegExp, string])[] = [
  [/^cost(?:\.total)?$/, 'accumulated.cost'],
  [/^(?:cost\.)?supply\.(\w+)(?:\.unit_cost)?$/, 'supply.$1.unit_cost'],
  [/^annual_output$/, 'plant.annual_output'],
  [/^solvent\.(fresh|evaporated|recovered|emitted|unused|residual)_kg$/, 'accumulated.$1_solvent'],
  [/^solvent\.(?:in|to)_(process|scrap|air)_kg$/, 'accumulated.$1_solvent'],
  [/^solvent\.to_disposal_kg$/, 'accumulated.disposed_solvent'],
  [/^energy\.(electricity|heat)_kwh$/, 'accumulated.$1'],
  [/^(labour)_h$|^(floor)_m2$|^(scrap|co2e)_kg$/, 'accumulated.$1$2$3'],
  [/^co2e_by_source\.(\w+)$/, 'accumulated.co2e_by_source.$1'],
  [/^co2e_(?:known_kg|by_source)$/, 'accumulated.co2e_known'],
  [/^yield\.area$/, 'accumulated.area_yield'],
  [/^yield\.components\.(\w+)$/, 'yields.$1'],
  [/^throughput\.steps\.([\w.]+)\.machines$/, 'capacity.steps.$1.machines'],
  [/^throughput\.steps\.(supply\.\w+)\.(\w+)\.utilization$/, '$1.steps.$2.utilization'],
  [/^throughput\.steps\.(\w+)\.utilization$/, 'steps.$1.utilization'],
  [/^throughput\.steps\.(supply\.\w+)\.(\w+)\.rate_per_h$/, '$1.steps.$2.capacity'],
  [/^throughput\.steps\.(\w+)\.rate_per_h$/, 'steps.$1.capacity'],
]

/**
 * What a name stands for that a user reads in the output or in a document: a variable, or the sum of several, such as the
 * lines of a category (`cost.by_category.energy`) or the solvent of a stream (`steps.drying.film.solvent`). Undefined where it
 * is neither.
 */
export function figureNamed(model: Model, name: string): Variable | Total | undefined {
  const { system } = model.compiled
  const goal = model.goals.find((one) => name === `goals.${one.name}`)
  if (goal?.isSettled) return goal.input
  const known = system.find(name)
  if (known !== undefined) return known
  for (const [pattern, variable] of OF_THE_OUTPUT) {
    if (!pattern.test(name)) continue
    const found = system.find(name.replace(pattern, variable))
    if (found !== undefined) return found
  }
  return (
    membraneFigure(model, name) ??
    plantFigure(model, name) ??
    energyOf(model, name) ??
    linesOf(model, name) ??
    streamOf(model, name)
  )
}

export type MembraneFigure =
  | 'thickness_um'
  | 'porosity'
  | 'areal_mass_kg'
  | 'asr_ohm_cm2'
  | 'reference_density_g_cm3'
  | 'conductivity_ms_per_cm'
  | 'conductivity_temperature_c'

/** Figures of a membrane in the output: what an operation of the product tags them as, and the unit they are told in. */
export const MEMBRANE: Readonly<Record<MembraneFigure, readonly [tag: string, unit: string]>> = {
  thickness_um: ['thickness', 'um'],
  porosity: ['porosity', '1'],
  areal_mass_kg: ['areal_mass', 'kg/m^2'],
  asr_ohm_cm2: ['asr', 'ohm*cm^2'],
  reference_density_g_cm3: ['reference_density', 'g/cm^3'],
  conductivity_ms_per_cm: ['conductivity', 'mS/cm'],
  conductivity_temperature_c: ['conductivity_temperature', 'degC'],
}

export type CellFigure =
  | 'area_per_kwh_m2'
  | 'mass_per_kwh_kg'
  | 'volume_per_kwh_l'
  | 'conductance_s_per_cm2'
  | 'cell_wh_per_kg'
  | 'membrane_share_of_cell_mass'

/** Figures of a cell with the membrane in the output, as those of the membrane. */
export const CELL: Readonly<Record<CellFigure, readonly [tag: string, unit: string]>> = {
  area_per_kwh_m2: ['area_per_energy', 'm^2/kWh'],
  mass_per_kwh_kg: ['mass_per_energy', 'kg/kWh'],
  volume_per_kwh_l: ['volume_per_energy', 'L/kWh'],
  conductance_s_per_cm2: ['areal_conductance', 'S/cm^2'],
  cell_wh_per_kg: ['specific_energy', 'Wh/kg'],
  membrane_share_of_cell_mass: ['mass_share', '1'],
}

/** The variable that the route's product tags as one of its figures. */
export function productFigure({ tagged }: Model, wanted: string): Variable | undefined {
  return tagged.find(({ flow, step, tag }) => flow === '' && step === 'product' && tag === wanted)?.variable
}

function membraneFigure(model: Model, name: string): Variable | undefined {
  const [, group, key = ''] = /^(membrane|normalised)\.(\w+)$/.exec(name) ?? []
  const figures: Readonly<Record<string, readonly [string, string]>> = group === 'membrane' ? MEMBRANE : CELL
  const [tag] = Object.hasOwn(figures, key) ? (figures[key] ?? []) : []
  return tag === undefined ? undefined : productFigure(model, tag)
}

/** What the method's totals count as a figure of the plant. */
function plantFigure({ tagged }: Model, name: string): Variable | undefined {
  const [, tag] = /^capacity\.plant\.(lead_time|stock)(?:_h)?$/.exec(name) ?? []
  return tagged.find((entry) => entry.flow === '' && entry.tag === tag)?.variable
}

function energyOf({ compiled: { system } }: Model, name: string): Total | undefined {
  if (name !== 'energy_kwh') return undefined
  const known = ['electricity', 'heat'].map((kind) => system.find(`accumulated.${kind}`))
  const members = known.filter((variable) => variable !== undefined)
  return members.length === 0 ? undefined : { name, about: 'Electricity and heat', members }
}

function linesOf({ ledger }: Model, name: string): Total | undefined {
  const [, key, value] = /^cost\.by_(category|step|item)\.(.+)$/.exec(name) ?? []
  const members = ledger.filter((line) => line[key as 'category' | 'step' | 'item'] === value)
  if (key === undefined || members.length === 0) return undefined
  return {
    name,
    about: `Sum of the lines of this ${key}${key === 'step' ? '' : ', upstream flows included'}`,
    members: members.map(({ variable }) => variable),
  }
}

/** `steps.drying.film.solvent`: the components of a role in a stream, as an expression would read it. */
function streamOf({ route, supply }: Model, name: string): Total | undefined {
  const dot = name.lastIndexOf('.')
  const [port, word] = [name.slice(0, dot), name.slice(dot + 1)]
  for (const flow of [route, ...supply.values()]) {
    const amounts = portsOf(flow).get(port)
    if (amounts === undefined) continue
    const found = componentsNamed(flow.roles, word).map((component) => amounts.get(component))
    const members = found.filter((variable) => variable !== undefined)
    if (members.length > 0) return { name, about: `Sum of the ${word} of the stream`, members }
  }
  return undefined
}

function portsOf(flow: Flow): Map<string, ReadonlyMap<string, Variable>> {
  return new Map(
    [...flow.steps.values(), flow.product].flatMap((step) =>
      [...step.ports].map(([port, { amounts }]) => [`${step.base}.${port}`, amounts] as const),
    ),
  )
}
