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
  readonly steps: ReadonlyMap<string, StepThroughput>
}

const HOUR = readUnit('h') as Unit

/** Capacities, machines, utilization and the bottleneck. */
export function throughput(evaluation: Evaluation, basis: Decimal, basisUnit: Unit): Throughput {
  const { model } = evaluation
  const { system } = model.compiled
  const steps = new Map<string, StepThroughput>()
  let bottleneck: string | null = null
  let worst = new Decimal(-1)
  let line: Decimal | null = null
  for (const flow of [model.route, ...model.supply.values()]) {
    for (const step of flow.steps.values()) {
      const find = (name: string): Decimal | undefined => evaluation.find(`${step.base}.${name}`)
      const machines = taggedValue(evaluation, flow.prefix, step.name, 'machines')
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
      if (rank.gt(worst)) {
        worst = rank
        bottleneck = step.name
      }
      const loaded = find('load')
      if (loaded?.gt(0)) {
        const units = (value as Decimal).dividedBy(loaded)
        if (line === null || units.lt(line)) line = units
      }
    }
  }
  return {
    line_per_h: line === null ? null : fromBase(line.times(basis), basisUnit).times(HOUR.factor).toNumber(),
    bottleneck,
    steps,
  }
}

function taggedValue(evaluation: Evaluation, flow: string, step: string, tag: string): Decimal | undefined {
  const index = tagIndex(evaluation)
  const variable = index.get(`${flow}|${step}|${tag}`)
  return variable === undefined ? undefined : evaluation.value(variable)
}

const indices = new WeakMap<Evaluation, Map<string, Variable>>()

/** Tagged variables by flow, step and tag, made once for an evaluation. */
function tagIndex(evaluation: Evaluation): Map<string, Variable> {
  let index = indices.get(evaluation)
  if (index === undefined) {
    index = new Map()
    for (const entry of evaluation.model.tagged) {
      const key = `${entry.flow}|${entry.step}|${entry.tag}`
      if (!index.has(key)) index.set(key, entry.variable)
    }
    indices.set(evaluation, index)
  }
  return index
}
