import type { Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import type { Evaluation } from './evaluation.ts'

export interface StepThroughput {
  /** Capacity of all machines of the step together, per operating hour, availability included; null without a rate. */
  readonly rate_per_h: number | null
  readonly unit: string | null
  readonly machines: number | null
  readonly utilization: number | null
}

export interface Throughput {
  /** Capacity of the line in good product, per operating hour. */
  readonly line_per_h: number | null
  readonly bottleneck: string | null
  /** The step that limits the line once the bottleneck alone is relieved, on its own rate. */
  readonly nextBottleneck: string | null
  /** How much more the line makes then, as a fraction. */
  readonly slack: number | null
  readonly steps: ReadonlyMap<string, StepThroughput>
}

const HOUR = readUnit('h') as Unit

/** Capacities, machines, utilization and the bottleneck. */
export function throughput(evaluation: Evaluation, basis: Decimal, basisUnit: Unit): Throughput {
  const { model } = evaluation
  const { system } = model.compiled
  const steps = new Map<string, StepThroughput>()
  const ranked: Ranked[] = []
  for (const flow of [model.route, ...model.supply.values()]) {
    for (const step of flow.steps.values()) {
      const find = (name: string): Decimal | undefined => evaluation.find(`${step.base}.${name}`)
      // where a machine larger than any that is built stands for several, those are counted
      const machines =
        taggedValue(evaluation, flow.prefix, step.name, 'machines_bought') ??
        taggedValue(evaluation, flow.prefix, step.name, 'machines')
      const capacity = system.find(`${step.base}.capacity`)
      const load = system.find(`${step.base}.load`)
      const unit = load?.unit ?? displayUnit(load?.dimension ?? 0)
      const value = capacity === undefined ? undefined : evaluation.value(capacity)
      const utilization = find('utilization')
      const key = flow.makes === undefined ? step.name : `supply.${flow.makes}.${step.name}`
      const rated = value?.isFinite() === true
      steps.set(key, {
        rate_per_h: rated
          ? fromBase(value as Decimal, unit)
              .times(HOUR.factor)
              .toNumber()
          : null,
        unit: rated ? unit.text : null,
        machines: rated && machines?.isFinite() ? machines.toNumber() : null,
        utilization: rated && utilization?.isFinite() ? utilization.toNumber() : null,
      })
      if (flow.makes !== undefined || !rated) continue
      const rank = (model.fractional ? find('time_per_unit') : utilization) ?? new Decimal(-1)
      const loaded = find('load')
      const units = loaded?.gt(0) ? (value as Decimal).dividedBy(loaded) : undefined
      ranked.push({ step: step.name, rank, units })
    }
  }
  // a sort keeps the order of steps of one rank
  const [first, ...others] = ranked.filter(({ rank }) => rank.gt(-1)).sort((a, b) => b.rank.comparedTo(a.rank))
  const next = others.find(({ units }) => units !== undefined)
  const line = least(ranked)
  const relieved = least(others)
  const slack = line === undefined || relieved === undefined ? undefined : relieved.dividedBy(line).minus(1)
  return {
    line_per_h: line === undefined ? null : fromBase(line.times(basis), basisUnit).times(HOUR.factor).toNumber(),
    bottleneck: first?.step ?? null,
    nextBottleneck: slack === undefined ? null : (next?.step ?? null),
    // machines that are not rounded up are sized to the last digit, and no step has room that another lacks
    slack: slack === undefined ? null : slack.toDecimalPlaces(PLACES).toNumber() + 0,
    steps,
  }
}

/** Rounding of a ratio of capacities. */
const PLACES = 15

/** A step of the route by how much it limits the line, and what it can make in functional units per time. */
interface Ranked {
  readonly step: string
  readonly rank: Decimal
  readonly units: Decimal | undefined
}

function least(steps: readonly Ranked[]): Decimal | undefined {
  const units = steps.map((step) => step.units).filter((one) => one !== undefined)
  return units.length === 0 ? undefined : Decimal.min(...units)
}

function taggedValue(evaluation: Evaluation, flow: string, step: string, tag: string): Decimal | undefined {
  const [variable] = tagged(evaluation, flow, step, tag)
  return variable === undefined ? undefined : evaluation.value(variable)
}

const indices = new WeakMap<Evaluation, Map<string, Variable[]>>()

/** The variables of a step, or of a flow outside its steps, that count as something; their index is made once for an evaluation. */
export function tagged(evaluation: Evaluation, flow: string, step: string | undefined, tag: string): Variable[] {
  let index = indices.get(evaluation)
  if (index === undefined) {
    index = new Map()
    for (const entry of evaluation.model.tagged) {
      const key = `${entry.flow}|${entry.step ?? ''}|${entry.tag}`
      index.set(key, [...(index.get(key) ?? []), entry.variable])
    }
    indices.set(evaluation, index)
  }
  return index.get(`${flow}|${step ?? ''}|${tag}`) ?? []
}
