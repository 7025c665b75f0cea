import type { Diagnostic } from '../document/diagnostic.ts'
import { remainderOf } from '../evaluation/kernel/plan.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { type Around, around, isActive, isConnected, loosened } from './optimize-around.ts'
import { design } from './optimize-design.ts'
import { bestExact, type Exact, exactly, rounded } from './optimize-exact.ts'
import { type Cloud, Field, type Goal, type SearchedInput, violation } from './optimize-field.ts'
import { front } from './optimize-front.ts'
import { type Found, search } from './optimize-search.ts'
import type { OutputColumn, Refused, ScenarioModel } from './scenario-model.ts'

/** What is asked: the goal, and the figure that it is set against where a front is wanted. */
export interface OptimizeAsked {
  readonly goal: Goal
  readonly against: { readonly output: number; readonly sign: 1 | -1 } | undefined
}

/** An active constraint, by its place, and the figure sought were it a hundredth looser. */
export interface Active {
  readonly constraint: number
  readonly loosened: number
}

export interface Optimum {
  readonly kind: 'optimum'
  readonly best: Exact
  /** The figures of the route as it stands. */
  readonly base: readonly number[]
  /** Whether the base case lies within the ranges of all inputs that have an effect. */
  readonly isBaseWithin: boolean
  readonly around: readonly Around[]
  /** Whether nothing that is asked for depends on the input. */
  readonly idle: readonly boolean[]
  readonly active: readonly Active[]
  /** Other points as good, in base units. */
  readonly alike: readonly (readonly Decimal[])[]
  readonly front: readonly Exact[] | undefined
  /** Points that the search began with, and those of them that cannot be. */
  readonly looked: number
  readonly refused: readonly Refused[]
}

export type OptimizeAnswer =
  | Optimum
  /** No scenario of the ranges can be. */
  | { readonly kind: 'refused'; readonly refused: readonly Refused[] }
  /** The figure sought is the same everywhere. */
  | { readonly kind: 'level'; readonly output: number; readonly value: number }
  /** A constraint fails whatever is varied, as its figure depends on none of it. */
  | { readonly kind: 'fixed'; readonly constraint: number; readonly value: number }
  /** No point keeps to the constraints: the one that comes nearest, in base units, and its figures. */
  | { readonly kind: 'out of reach'; readonly values: readonly Decimal[]; readonly figures: readonly number[] }
  /** The ledger refuses every point that the search proposes. */
  | { readonly kind: 'denied'; readonly problem: Diagnostic }

/** Relative distance of values that are told as equally good, and of points that are told as different. */
const AS_GOOD = 1e-9
const APART = 1e-3

/**
 * The point of the ranges at which the goal is met best, or why there is none. `model` has the figures that are asked for; `shown` has
 * the same ones first, and those that are told beside them.
 */
export function optimize(
  model: ScenarioModel,
  shown: ScenarioModel,
  inputs: readonly SearchedInput[],
  { goal, against }: OptimizeAsked,
): OptimizeAnswer {
  const field = new Field(model, inputs)
  const standing = inputs.map(({ base }, i) => field.coordinateOf(i, base.toNumber()))
  const isWithin = standing.map((coordinate) => coordinate >= 0 && coordinate <= 1)
  const begun = field.cloud(design(inputs.length, isWithin.includes(false) ? [] : [standing]))
  const refused = field.refused()
  const asked = [goal.output, ...(against === undefined ? [] : [against.output])]
  const nothing = whyNone(model, inputs, begun, goal, asked, refused)
  if (nothing !== undefined) return nothing
  const found = search(field, begun, goal)
  const [first] = found as [Found, ...Found[]]
  if (first.best.violation > 0) {
    const values = rounded(field, goal, first.best)
    const figures = field.cloud(field.placeOf(values)).columns.map(([value]) => value as number)
    return { kind: 'out of reach', values, figures }
  }
  const best = bestExact(field, shown, goal, found)
  if (best === undefined) throw new Error('neither a point nor a problem was found')
  if ('problem' in best) return { kind: 'denied', problem: best.problem }
  const place = field.placeOf(best.values)
  const base = exactly(
    shown,
    inputs,
    inputs.map((input) => input.base),
  )
  const used = effective(model, inputs, [...asked, ...goal.constraints.map(({ output }) => output)])
  return {
    kind: 'optimum',
    best,
    base: 'problem' in base ? [] : base.figures,
    isBaseWithin: isWithin.every((isInside, i) => isInside || used[i] !== true),
    around: around(field, goal, place),
    idle: used.map((isUsed) => !isUsed),
    active: goal.constraints.flatMap((one, constraint) =>
      isActive(one, best.figures[one.output] as number)
        ? [{ constraint, loosened: loosened(field, goal, place, constraint) }]
        : [],
    ),
    alike: alike(field, goal, place, best, found),
    front: against && front(field, shown, begun, goal, against),
    looked: begun.count,
    refused,
  }
}

/** What can be said before anything is searched. */
function whyNone(
  model: ScenarioModel,
  inputs: readonly SearchedInput[],
  { columns, count }: Cloud,
  { constraints }: Goal,
  asked: readonly number[],
  refused: readonly Refused[],
): Exclude<OptimizeAnswer, Optimum> | undefined {
  if (refused.reduce((sum, one) => sum + one.count, 0) === count) return { kind: 'refused', refused }
  for (const output of asked) {
    const [least, most] = extent(columns[output] as OutputColumn)
    if (least === most) return { kind: 'level', output, value: least }
  }
  const constant = constraints.findIndex(({ output }) => effective(model, inputs, [output]).every((used) => !used))
  const fixed = constraints[constant]
  if (fixed === undefined) return undefined
  const [value] = extent(columns[fixed.output] as OutputColumn)
  return violation(fixed, value) > 0 ? { kind: 'fixed', constraint: constant, value } : undefined
}

/** The least and the greatest of the numbers in a column. */
function extent(column: OutputColumn): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of column) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}

/** Which inputs some of the outputs depend on. */
function effective(model: ScenarioModel, inputs: readonly SearchedInput[], outputs: readonly number[]): boolean[] {
  const asked = model.asked(inputs)
  const wanted = outputs.map((output) => asked.wanted[output] as number)
  return remainderOf({ ...asked, wanted, limits: [] })
    .inputs.slice(0, inputs.length)
    .map((row) => row !== undefined)
}

/** Points of other basins that are as good, and not on one level with the optimum. */
function alike(field: Field, goal: Goal, place: Float64Array, best: Exact, found: readonly Found[]): Decimal[][] {
  const value = goal.sign * (best.figures[goal.output] as number)
  const taken: { readonly place: Float64Array; readonly values: Decimal[] }[] = [{ place, values: [] }]
  for (const { best: other } of found) {
    if (other.violation > 0 || other.value - value > AS_GOOD * Math.abs(value)) continue
    const isNew = taken.every(
      ({ place: one }) =>
        one.some((coordinate, i) => Math.abs(coordinate - (other.place[i] as number)) > APART) &&
        !isConnected(field, goal, one, other.place, value),
    )
    if (isNew) taken.push({ place: other.place, values: rounded(field, goal, other) })
  }
  return taken.slice(1).map(({ values }) => values)
}
