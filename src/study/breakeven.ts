import type { Diagnostic } from '../document/diagnostic.ts'
import { type Dependence, dependence } from '../evaluation/dependence.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { passages } from '../evaluation/passages.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Outcome, Subject } from './subject.ts'

/** Points at which a cost that is no straight line is looked at before its roots are narrowed down. */
const SEARCHED = 2000
/** Every so many of them is evaluated in full, where it is asked whether the flow is possible at all. */
const LOOKED_AT = 20

/** A value of the input at which the goal is met. */
export interface Root {
  readonly value: Decimal
  /** The cost there of the flow, per unit of its basis. */
  readonly cost: Decimal
  /** Where whole machines make the costs leap past each other: what the flow and the goal cost on either side. */
  readonly jump: { readonly before: Sides; readonly after: Sides } | undefined
  readonly warnings: readonly Diagnostic[]
}

/** Costs of the flow and of its goal, per unit of their basis. */
export interface Sides {
  readonly cost: Decimal
  readonly goal: Decimal
}

/** Why there is no break-even. */
export type Reason =
  | { readonly kind: 'independent' }
  /** The value that would do is impossible: it is outside the range, or the flow refuses it. */
  | { readonly kind: 'impossible'; readonly value: Decimal; readonly problem: Diagnostic | undefined }
  /** The flow is refused at every value of the range. */
  | { readonly kind: 'nowhere'; readonly problem: Diagnostic | undefined }
  /** The difference to the goal keeps its sign over the whole range. */
  | {
      readonly kind: 'never'
      readonly least: Extreme
      readonly most: Extreme
      readonly elsewhere: Diagnostic | undefined
    }
  /** The goal is passed where the flow, or its rival, is refused. */
  | { readonly kind: 'gap'; readonly value: Decimal; readonly problem: Diagnostic }

export interface Extreme {
  readonly value: Decimal
  readonly cost: Decimal
  /** Cost less the goal. */
  readonly over: Decimal
}

export interface Breakeven {
  readonly how: 'closed form' | 'search'
  readonly range: { readonly low: Decimal; readonly high: Decimal } | undefined
  readonly roots: readonly Root[]
  readonly reason: Reason | undefined
}

/** What a cost is held against: a fixed cost per unit of the basis, or another flow. */
export type Goal = { readonly target: Decimal } | { readonly against: Subject }

/**
 * Values of the one varied input at which a flow costs as much as the goal. In closed form where the cost is a straight line
 * of the input; otherwise all roots that a search of the range finds, each narrowed to the last digit of a float64.
 * `range` bounds what is answered; `within` is what a search goes through where none is given.
 */
export function breakeven(
  subject: Subject,
  goal: Goal,
  from: Decimal,
  range: { readonly low: Decimal; readonly high: Decimal } | undefined,
  within: { readonly low: Decimal; readonly high: Decimal },
): Breakeven {
  const rival = 'against' in goal ? goal.against : undefined
  const parties = rival === undefined ? [subject] : [subject, rival]
  const kinds = parties.map((party) => dependenceOf(party))
  const closed = kinds.every((kind) => kind !== 'other') && parties.every((party) => party.isOneProgram)
  if (!closed) return search(subject, goal, range ?? within)
  if (kinds.every((kind) => kind === 'none'))
    return { how: 'closed form', range, roots: [], reason: { kind: 'independent' } }
  return straight(subject, goal, from, range)
}

/** How the cost of a route depends on one of the varied inputs. */
export function dependenceOf({ places, evaluator, model }: Subject, at = 0): Dependence {
  const place = places[at]
  if (place === undefined) return 'none'
  const { program, settlement } = evaluator
  const values = evaluator.numbers(new Map())
  const of = (slot: number): Dependence => dependence(program, values, slot, place)
  const own = of(program.slotOfVariable[model.cost.id] as number)
  // what is settled in every run follows the input, and bends the line
  return settlement === undefined || (own === 'none' && of(settlement.slot) === 'none') ? own : 'other'
}

/** One straight line through two points answers exactly: 40 digits are carried. */
function straight(
  subject: Subject,
  goal: Goal,
  from: Decimal,
  range: { readonly low: Decimal; readonly high: Decimal } | undefined,
): Breakeven {
  const over = (value: Decimal): Decimal => {
    const rival = 'against' in goal ? costUnchecked(goal.against, value) : goal.target
    return costUnchecked(subject, value).minus(rival)
  }
  const step = from.isZero() ? new Decimal(1) : from
  const start = over(from)
  const slope = over(from.plus(step)).minus(start).dividedBy(step)
  if (slope.isZero()) return { how: 'closed form', range, roots: [], reason: { kind: 'independent' } }
  const value = from.minus(start.dividedBy(slope))
  const outcome = subject.at([value])
  const rival = 'against' in goal ? goal.against.at([value]) : undefined
  const problem = [outcome, rival].find((found) => found !== undefined && 'problem' in found) as
    | { problem: Diagnostic }
    | undefined
  const outside = range !== undefined && (value.lt(range.low) || value.gt(range.high))
  if (problem !== undefined || outside)
    return { how: 'closed form', range, roots: [], reason: { kind: 'impossible', value, problem: problem?.problem } }
  const { evaluation, warnings } = outcome as Exclude<Outcome, { readonly problem: Diagnostic }>
  const root = { value, cost: perBasis(evaluation), jump: undefined, warnings }
  return { how: 'closed form', range, roots: [root], reason: undefined }
}

function search(subject: Subject, goal: Goal, range: { readonly low: Decimal; readonly high: Decimal }): Breakeven {
  const target = 'target' in goal ? goal.target.toNumber() : 0
  const rival = 'against' in goal ? goal.against : undefined
  const one = (party: Subject, x: number): number =>
    party.isOneProgram ? party.cost([x]) : (costAt(party, new Decimal(x))?.toNumber() ?? Number.NaN)
  const over = (x: number): number => one(subject, x) - (rival === undefined ? target : one(rival, x))
  const count = subject.isOneProgram && rival?.isOneProgram !== false ? SEARCHED : 50
  const xs = pointsOf(range.low.toNumber(), range.high.toNumber(), count)
  const scale = Math.max(...xs.map((x) => Math.abs(one(subject, x))).filter(Number.isFinite), 0)
  const roots: Root[] = []
  let gap: Reason | undefined
  for (const { at, jump } of passages(over, xs, scale)) {
    const value = new Decimal(at)
    const outcome = subject.at([value])
    const other = rival?.at([value])
    const refused = 'problem' in outcome ? outcome : other !== undefined && 'problem' in other ? other : undefined
    if (refused !== undefined) gap ??= { kind: 'gap', value, problem: refused.problem }
    if ('problem' in outcome || refused !== undefined) continue
    const sides = (x: number): Sides => ({
      cost: new Decimal(one(subject, x)),
      goal: new Decimal(rival === undefined ? target : one(rival, x)),
    })
    roots.push({
      value,
      cost: perBasis(outcome.evaluation),
      jump: jump && { before: sides(jump.from), after: sides(jump.to) },
      warnings: outcome.warnings,
    })
  }
  if (roots.length > 0) return { how: 'search', range, roots, reason: undefined }
  return { how: 'search', range, roots, reason: gap ?? extremes(subject, over, xs) }
}

/** The least and the greatest difference to the goal among the points that are possible. */
function extremes(subject: Subject, over: (x: number) => number, xs: readonly number[]): Reason {
  // possible points are looked for among a few: each is evaluated in full
  const ranked = xs
    .filter((_, i) => i % LOOKED_AT === 0 || i === xs.length - 1)
    .map((x) => ({ x, y: over(x) }))
    .filter(({ y }) => Number.isFinite(y))
    .sort((a, b) => a.y - b.y)
  const possible = (list: readonly { readonly x: number; readonly y: number }[]): Extreme | undefined => {
    for (const { x, y } of list) {
      const value = new Decimal(x)
      const cost = costAt(subject, value)
      if (cost !== undefined) return { value, cost, over: new Decimal(y) }
    }
    return undefined
  }
  const least = possible(ranked)
  const most = possible(ranked.toReversed())
  const ends = [xs[0], xs[xs.length - 1]].map((x) => subject.at([new Decimal(x as number)]))
  const end = ends.find((outcome) => 'problem' in outcome)
  const elsewhere = end !== undefined && 'problem' in end ? end.problem : undefined
  // a single value may be possible where inputs hang together, as fractions do: that is no range
  if (least !== undefined && most !== undefined && !least.value.eq(most.value))
    return { kind: 'never', least, most, elsewhere }
  for (const x of xs) {
    const outcome = subject.at([new Decimal(x)])
    if ('problem' in outcome) return { kind: 'nowhere', problem: outcome.problem }
  }
  return { kind: 'nowhere', problem: undefined }
}

/** Equal ratios over a range of decades, equal distances otherwise. */
function pointsOf(low: number, high: number, count: number): number[] {
  const isWide = low > 0 && high / low >= 20
  return Array.from({ length: count + 1 }, (_, i) => {
    if (i === 0) return low
    if (i === count) return high
    return isWide ? low * (high / low) ** (i / count) : low + ((high - low) * i) / count
  })
}

/** The cost per unit of the basis where the flow can be; undefined where it cannot. */
function costAt(subject: Subject, value: Decimal): Decimal | undefined {
  const outcome = subject.at([value])
  return 'problem' in outcome ? undefined : perBasis(outcome.evaluation)
}

function costUnchecked(subject: Subject, value: Decimal): Decimal {
  return perBasis(subject.evaluateUnchecked([value]))
}

function perBasis(evaluation: Evaluation): Decimal {
  const { model } = evaluation
  return evaluation.value(model.cost).dividedBy(evaluation.find('product.basis') ?? 1)
}
