import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import { decimals, WHOLE_TOLERANCE } from '../evaluation/arithmetic.ts'
import { run } from '../evaluation/program.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { fromBase, toBase } from '../quantity/unit.ts'
import { type Field, type Goal, type SearchedInput, scoresOf, violation } from './optimize-field.ts'
import type { Found } from './optimize-search.ts'
import type { Point } from './optimize-zoom.ts'
import type { ScenarioModel } from './scenario-model.ts'

/** A point as the decimal ledger has it. */
export interface Exact {
  /** The inputs, in base units. */
  readonly values: readonly Decimal[]
  /** The figures, in the units of the outputs. */
  readonly figures: readonly number[]
  readonly warnings: readonly Diagnostic[]
}

/** Points that are tried in full before a search is given up, of about a hundredth of a second each. */
const MOST_TRIED = 40
/** By how much a rounded value may seem to break a constraint, as a part of its scale: the ledger then decides. */
const SLACK = 1e-12
/** A value is as good as another within a few units in the last place. */
const AS_GOOD = 4 * Number.EPSILON
const MOST_DIGITS = 14
/** Whole numbers are taken for whole within a 1e-9th: what a point gains by that is no gain, so its last digits may go. */
const LAST_DIGITS = 1.5 * WHOLE_TOLERANCE
const NO_GAIN = 3 * WHOLE_TOLERANCE

/** Evaluates in decimal arithmetic, and checks what must hold; values are in base units. */
export function exactly(
  model: ScenarioModel,
  inputs: readonly SearchedInput[],
  values: readonly Decimal[],
): Exact | { readonly problem: Diagnostic } {
  const diagnostics = new Diagnostics()
  const changed = new Map(inputs.map(({ place }, i) => [place, values[i] as Decimal]))
  const { program, inputs: taken } = model.evaluator.evaluate(diagnostics, changed)
  const problem = diagnostics.list.find(({ severity }) => severity === 'error')
  if (problem !== undefined) return { problem }
  const slots = run(program, decimals, program.constants, taken, [])
  const figures = model.outputs.map(({ node, unit }) =>
    fromBase(slots[program.slotOf(node)] as Decimal, unit).toNumber(),
  )
  return { values, figures, warnings: diagnostics.list }
}

/**
 * The best point found that the decimal ledger takes as well: rounded where that is as good, else as found, else the one before it on
 * the way. Answers the first problem where the ledger refuses all.
 */
export function bestExact(
  field: Field,
  shown: ScenarioModel,
  goal: Goal,
  found: readonly Found[],
): Exact | { readonly problem: Diagnostic } | undefined {
  const { inputs } = field
  let first: Diagnostic | undefined
  let left = MOST_TRIED
  for (const candidate of candidates(field, goal, found)) {
    if (left-- === 0) break
    const exact = exactly(shown, inputs, candidate)
    if ('problem' in exact) first ??= exact.problem
    else if (goal.constraints.every((one) => violation(one, exact.figures[one.output] as number) === 0)) return exact
  }
  return first && { problem: first }
}

function* candidates(field: Field, goal: Goal, found: readonly Found[]): Generator<Decimal[]> {
  for (const { best, trail } of found) {
    if (best.violation > 0) continue
    yield rounded(field, goal, best, SLACK)
    yield rounded(field, goal, best)
    for (const { place, violation } of [best, ...trail]) if (violation === 0) yield field.decimalsAt(place)
  }
}

/** The point with each input as it stands where that is as good, else with as few digits as are as good. */
export function rounded(field: Field, goal: Goal, { place, ...point }: Point, slack = 0): Decimal[] {
  const values = field.decimalsAt(place)
  let reached = point.value
  const isAsGood = (violation: number, value: number, within: number): boolean =>
    point.violation > 0
      ? violation <= point.violation * (1 + AS_GOOD)
      : violation <= slack && value <= reached + within * Math.abs(reached)
  for (const [i, { base, low, high, unit }] of field.inputs.entries()) {
    const coordinate = place[i] as number
    const inUnit = fromBase(values[i] as Decimal, unit)
    const shorter = Array.from({ length: MOST_DIGITS }, (_, k) => toBase(inUnit.toSignificantDigits(k + 1), unit))
    // an end of the range is a round value already
    const tried = [base, ...(coordinate <= 0 || coordinate >= 1 ? [] : shorter)]
    const allowed = tried.filter((value) => value.gte(low) && value.lte(high))
    const columns = field.columnsAt(allowed.map((value) => values.with(i, value).map((one) => one.toNumber())))
    const scores = scoresOf(columns, goal)
    const own = values[i] as Decimal
    const at = allowed.findIndex((value, k) => {
      const isNear = value.minus(own).abs().lte(own.abs().times(LAST_DIGITS))
      return isAsGood(scores.violations[k] as number, scores.values[k] as number, isNear ? NO_GAIN : AS_GOOD)
    })
    if (at < 0) continue
    values[i] = allowed[at] as Decimal
    // the next input is measured against what is left
    reached = Math.max(reached, scores.values[at] as number)
  }
  return values
}
