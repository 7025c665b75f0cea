import { WHOLE_TOLERANCE } from '../arithmetic.ts'
import { nodesOf } from '../check.ts'
import type { Evaluator } from '../evaluate.ts'
import type { Limit } from './plan.ts'

/** Why a scenario cannot be. */
export type Cause =
  | 'negative'
  | 'yield'
  | 'not positive'
  | 'range'
  | 'composition'
  | 'loop'
  | 'rule'
  | 'goal'
  | 'no number'

/** A limit with what a user is told of the scenarios that break it. */
export interface ToldLimit extends Limit {
  readonly cause: Cause
  /** The variable, composition, rule or goal that it is of. */
  readonly name: string
  /** The range, as its document writes it. */
  readonly range?: string
}

/** What an amount may come out below 0 by the rounding of float64, in base units. */
const NEGLIGIBLE = 1e-12
/** How near 1 a composition must add up to, as the decimal check has it. */
const WHOLE = 1e-9

const INFINITE = Number.POSITIVE_INFINITY

/** What every evaluation of a model has to hold, as limits that a kernel looks at in every scenario. */
export function limitsOf({
  model,
  program,
  base,
}: Pick<Evaluator, 'model' | 'program'> & { readonly base: readonly number[] }): ToldLimit[] {
  const found: ToldLimit[] = []
  for (const check of model.checks) {
    if (check.kind === 'whole') {
      const slot = program.slotOf(check.node)
      found.push({ slot, least: 1 - WHOLE, most: 1 + WHOLE, cause: 'composition', name: check.name })
      continue
    }
    const slot = program.slotOfVariable[check.variable.id] as number
    if (slot < 0) continue
    const { name } = check.variable
    if (check.kind === 'range') {
      const [low, high] = nodesOf(check).map((node) => base[program.slotOf(node)] as number) as [number, number]
      const slack = Math.max(Math.abs(low), Math.abs(high)) * WHOLE_TOLERANCE
      found.push({ slot, least: low - slack, most: high + slack, cause: 'range', name, range: check.text })
    } else if (check.kind === 'yield') {
      found.push({ slot, least: Number.MIN_VALUE, most: 1 + NEGLIGIBLE, cause: 'yield', name })
    } else if (check.kind === 'positive') {
      found.push({ slot, least: Number.MIN_VALUE, most: INFINITE, cause: 'not positive', name })
    } else found.push({ slot, least: -NEGLIGIBLE, most: INFINITE, cause: 'negative', name })
  }
  for (const { node, variable } of model.compiled.pivots) {
    const slot = program.slotOf(node)
    // a pivot that changes its sign has been 0 on the way: nothing leaves the loop there
    const isAbove = (base[slot] as number) > 0
    const [least, most] = isAbove ? [Number.MIN_VALUE, INFINITE] : [-INFINITE, -Number.MIN_VALUE]
    found.push({ slot, least, most, cause: 'loop', name: variable.name })
  }
  for (const { severity, accepted, broken, rule } of model.rules) {
    if (severity !== 'refuse' || accepted !== undefined || broken === undefined) continue
    const slot = program.slotOfVariable[broken.id] as number
    // a rule of components that the route does not hold is broken without harm
    if (base[slot] !== 0) continue
    found.push({ slot, least: -INFINITE, most: 0.5, cause: 'rule', name: rule })
  }
  return found
}
