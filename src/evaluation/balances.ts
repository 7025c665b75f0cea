import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import type { Step } from '../flow/model.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Evaluation } from './evaluation.ts'
import { shown } from './shown.ts'

/** How far a balance may be off, relative to what enters: rounding of 40 digits, and of figures given with nine. */
const CLOSED = new Decimal('1e-9')

/**
 * in + generated = out + consumed, for every component of every step. The equations of an operation are its author's:
 * nothing in them makes mass close, so it is checked after every evaluation.
 */
export function checkBalances(evaluation: Evaluation, diagnostics: Diagnostics): void {
  const { route, supply } = evaluation.model
  for (const flow of [route, ...supply.values()]) {
    for (const step of flow.steps.values()) checkStep(step, evaluation, diagnostics)
  }
}

function checkStep(step: Step, evaluation: Evaluation, diagnostics: Diagnostics): void {
  const { system } = evaluation.model.compiled
  const components = new Set([...step.ports.values()].flatMap((port) => port.components))
  for (const component of components) {
    const entering: Variable[] = []
    const leaving: Variable[] = []
    for (const { port, amounts } of step.ports.values()) {
      const amount = amounts.get(component)
      if (amount !== undefined) (port.direction === 'in' ? entering : leaving).push(amount)
    }
    const formed = system.find(`${step.base}.generated.${component}`)
    const used = system.find(`${step.base}.consumed.${component}`)
    if (formed !== undefined) entering.push(formed)
    if (used !== undefined) leaving.push(used)
    const [a, b] = [sum(entering, evaluation), sum(leaving, evaluation)]
    if (a.minus(b).abs().lte(Decimal.max(a.abs(), b.abs()).times(CLOSED))) continue
    const like = (entering[0] ?? leaving[0]) as Variable
    diagnostics.error('BALANCE_OPEN', spanOf(step.origin), {
      step: step.base,
      component,
      entering: shown(like, a),
      leaving: shown(like, b),
    })
  }
}

function sum(variables: readonly Variable[], evaluation: Evaluation): Decimal {
  return variables.reduce((total, variable) => total.plus(evaluation.value(variable)), new Decimal(0))
}
