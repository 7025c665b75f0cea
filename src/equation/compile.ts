import type { Diagnostics } from '../document/diagnostic.ts'
import { DimensionCheck } from './dimension-check.ts'
import { eliminateLoop, type Pivot } from './loops.ts'
import { isLoop, orderVariables } from './order.ts'
import { type FanOut, orient, reportForgotten } from './orient.ts'
import type { System } from './system.ts'

/** A system whose every variable has one definition, and an order in which to evaluate them. */
export interface Compiled {
  readonly system: System
  readonly order: readonly number[]
  readonly pivots: readonly Pivot[]
}

/**
 * relations → orientation → order → dimensions → loops eliminated.
 * Problems go to the diagnostics; nothing is to be evaluated where there are any.
 */
export function compileSystem(system: System, fanOuts: readonly FanOut[], diagnostics: Diagnostics): Compiled {
  orient(system, fanOuts, diagnostics)
  reportForgotten(system, diagnostics)
  const groups = orderVariables(system)
  const check = new DimensionCheck(system, diagnostics)
  for (const group of groups) check.group(group)
  const order: number[] = []
  const pivots: Pivot[] = []
  for (const group of groups) {
    const line = isLoop(system, group) ? eliminateLoop(system, group, pivots, diagnostics) : group
    for (const id of line) order.push(id)
  }
  return { system, order, pivots }
}
