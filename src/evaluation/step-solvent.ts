import { componentsNamed, type Flow, type Step } from '../flow/model.ts'
import type { Evaluation } from './evaluation.ts'

/** Solvent of one step in kg per functional unit of the route. */
export interface StepSolvent {
  readonly fresh_kg: number
  readonly evaporated_kg: number
  /** What leaves the step by ports that count as recovered. */
  readonly recovered_kg: number
  /** What leaves the step by ports that count as emitted or air. */
  readonly vented_kg: number
}

/** Solvent bought, evaporated and recovered at each step that has any. */
export function solventBySteps(evaluation: Evaluation): Map<string, StepSolvent> {
  const found = new Map<string, StepSolvent>()
  const { route, supply } = evaluation.model
  for (const flow of [route, ...supply.values()]) {
    const solvents = componentsNamed(flow.roles, 'solvent')
    const units = unitsPerRouteUnit(evaluation, flow)
    for (const step of flow.steps.values()) {
      const fresh = sum(solvents.map((solvent) => evaluation.find(`${step.base}.purchase.${solvent}`)?.toNumber()))
      const evaporated = outlets(evaluation, step, 'evaporated', solvents)
      const recovered = outlets(evaluation, step, 'recovered', solvents)
      const vented = outlets(evaluation, step, 'emitted', solvents) + outlets(evaluation, step, 'air', solvents)
      if (fresh === 0 && evaporated === 0 && recovered === 0 && vented === 0) continue
      const key = flow.makes === undefined ? step.name : `supply.${flow.makes}.${step.name}`
      found.set(key, {
        fresh_kg: fresh * units,
        evaporated_kg: evaporated * units,
        recovered_kg: recovered * units,
        vented_kg: vented * units,
      })
    }
  }
  return found
}

/** Functional units of an upstream flow for one of the route; none where nothing demands it. */
export function unitsPerRouteUnit(evaluation: Evaluation, flow: Flow): number {
  if (flow.makes === undefined) return 1
  const demand = evaluation.find(`${flow.prefix}demand`)?.toNumber() ?? 0
  return demand === 0 ? 0 : demand / (evaluation.find(`${flow.prefix}product.basis`)?.toNumber() ?? 1)
}

function outlets(evaluation: Evaluation, step: Step, tag: string, solvents: readonly string[]): number {
  const ports = [...step.ports.values()].filter(({ port }) => port.countsAs === tag)
  const amounts = ports.flatMap(({ amounts }) => solvents.map((solvent) => amounts.get(solvent)))
  return sum(amounts.map((variable) => (variable === undefined ? undefined : evaluation.value(variable).toNumber())))
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
