import {
  BESIDE,
  CAPACITY,
  CAPACITY_FIGURES,
  type CapacityFigure,
  ELECTROLYTE,
  KILOGRAMS_A_YEAR,
} from '../flow/capacity-figures.ts'
import { fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import type { Evaluation } from './evaluation.ts'
import type { Throughput } from './throughput.ts'

/** What a step, a flow or the whole plant takes; null where no document says. */
export interface Capacity {
  readonly machines: number | null
  readonly floor_m2: number | null
  /** Operators of one shift: hours paid over operating hours. */
  readonly operators: number | null
  /** Electricity of a year over its operating hours: machines, hall and dry room. */
  readonly power_kw: number | null
}

export interface StepCapacity extends Capacity {
  readonly utilization: number | null
}

/** What the plant must hold to make its annual output. */
export interface PlantCapacity {
  /** Steps of the route, then those of upstream flows; what belongs to no step stands under `plant`. */
  readonly steps: ReadonlyMap<string, StepCapacity>
  readonly route: Capacity
  /** Each upstream flow, by the component it makes. */
  readonly supply: ReadonlyMap<string, Capacity>
  /** The route and its upstream flows. */
  readonly plant: Capacity
  /** Electrolyte that the route puts to use in a year, bought or made in house. */
  readonly electrolyte_kg_per_year: number | null
  /** The busiest step of the route and its upstream flows together. */
  readonly bottleneck: string | null
  /** Of the route: operating time from its first step to its last, and functional units on the way (Little's law). */
  readonly lead_time_h: number | null
  readonly stock: number | null
}

/** Machines, floor, operators and electric power by step, read off the variables `capacity.…`; each total is the sum of its rows. */
export function capacity(evaluation: Evaluation, { steps: rated }: Throughput): PlantCapacity {
  const { route, supply } = evaluation.model
  const steps = new Map<string, StepCapacity>()
  for (const flow of [route, ...supply.values()]) {
    const own = flow.makes === undefined ? '' : `supply.${flow.makes}.`
    for (const step of [...flow.steps.keys(), BESIDE]) {
      const name = own + step
      const row = figures(evaluation, `capacity.steps.${name}`)
      const isEmpty = Object.values(row).every((value) => value === null)
      if (step !== BESIDE || !isEmpty) steps.set(name, { ...row, utilization: rated.get(name)?.utilization ?? null })
    }
  }
  return {
    steps,
    route: figures(evaluation, 'capacity.route'),
    supply: new Map([...supply.keys()].map((made) => [made, figures(evaluation, `capacity.supply.${made}`)])),
    plant: figures(evaluation, 'capacity.plant'),
    bottleneck: busiest(steps),
    lead_time_h: ofRoute(evaluation, 'lead_time', HOUR),
    stock: ofRoute(evaluation, 'stock', ONE),
    electrolyte_kg_per_year: numberOf(evaluation, ELECTROLYTE, KILOGRAMS_A_YEAR),
  }
}

const HOUR = readUnit('h') as Unit
const ONE = readUnit('1') as Unit

/** What the method's totals count as something, in the route. */
function ofRoute({ model, value }: Evaluation, tag: string, unit: Unit): number | null {
  const found = model.tagged.find((entry) => entry.flow === '' && entry.tag === tag)
  const figure = found && value(found.variable)
  return figure?.isFinite() === true ? fromBase(figure, unit).toNumber() : null
}

function busiest(steps: ReadonlyMap<string, StepCapacity>): string | null {
  let [found, most]: [string | null, number] = [null, -1]
  for (const [name, { utilization }] of steps)
    if (utilization !== null && utilization > most) [found, most] = [name, utilization]
  return found
}

function figures(evaluation: Evaluation, base: string): Capacity {
  const read = CAPACITY_FIGURES.map((figure) => [
    figure,
    numberOf(evaluation, `${base}.${figure}`, CAPACITY[figure].unit),
  ])
  return Object.fromEntries(read) as Record<CapacityFigure, number | null>
}

function numberOf(evaluation: Evaluation, name: string, unit: Unit): number | null {
  const value = evaluation.find(name)
  return value?.isFinite() === true ? fromBase(value, unit).toNumber() : null
}
