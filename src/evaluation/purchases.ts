import { fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import type { Evaluation } from './evaluation.ts'
import { unitsPerRouteUnit } from './step-solvent.ts'

export interface Purchased {
  readonly amount: number
  readonly unit: string
}

/** Purchases by component; what is made in house is not bought, and what goes into it is. */
export function purchases(evaluation: Evaluation): Record<string, Purchased> {
  const { route, supply } = evaluation.model
  const { system } = evaluation.model.compiled
  const found: Record<string, Purchased> = {}
  for (const flow of [route, ...supply.values()]) {
    const units = flow.makes === undefined ? 1 : unitsPerRouteUnit(evaluation, flow)
    for (const step of flow.steps.values()) {
      for (const component of flow.roles.keys()) {
        const variable = supply.has(component) ? undefined : system.find(`${step.base}.purchase.${component}`)
        if (variable === undefined) continue
        const unit = variable.unit ?? (readUnit('1') as Unit)
        const amount = fromBase(evaluation.value(variable), unit).toNumber() * units
        found[component] = { amount: (found[component]?.amount ?? 0) + amount, unit: unit.text }
      }
    }
  }
  return found
}
