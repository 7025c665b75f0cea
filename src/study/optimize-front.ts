import { bestExact, type Exact } from './optimize-exact.ts'
import type { Cloud, Constraint, Field, Goal } from './optimize-field.ts'
import { BRIEF, type Found, search } from './optimize-search.ts'
import { pointAt, Zoom } from './optimize-zoom.ts'
import type { ScenarioModel } from './scenario-model.ts'

/** One of the two figures of a front: it is made small, or great where the sign is -1. */
export interface Against {
  readonly output: number
  readonly sign: 1 | -1
}

/** Levels of the second figure between the ends of a front. */
const LEVELS = 25
/** What the first figure may lose, relatively, while the second is made better. */
const SLACK = 1e-12
const ROUNDS = 60
const WIDTH = 1e-3
/** Points nearer to each other than this part of the front's extent are one. */
const ONE_POINT = 1e-9

/**
 * Points of which no figure can be made better without the other getting worse: both ends, and between them the best of the first
 * figure at even levels of the second (the ε-constraint method, Haimes, Lasdon and Wismer 1971). All keep to the constraints by the
 * ledger, and none is better than another in both. In the order of the first figure.
 */
export function front(field: Field, shown: ScenarioModel, begun: Cloud, goal: Goal, second: Against): Exact[] {
  const other: Goal = { ...second, constraints: goal.constraints }
  const ofFirst = bothWays(field, begun, goal, other)
  const ofSecond = bothWays(field, begun, other, goal)
  const found = [ofFirst, ofSecond]
  const [best, worst] = [ofSecond, ofFirst].map(({ best: { place } }) => pointAt(field, other, place).value) as [
    number,
    number,
  ]
  let before = ofSecond
  for (let level = 1; level <= LEVELS && worst > best; level++) {
    const most = best + ((worst - best) * level) / (LEVELS + 1)
    const under: Goal = { ...goal, constraints: [...goal.constraints, atMost(second, most)] }
    const reached = bothWays(field, begun, under, other, before)
    if (reached.best.violation > 0) continue
    found.push(reached)
    before = reached
  }
  const exact = found.flatMap((one) => {
    const taken = bestExact(field, shown, one.goal, [one])
    return taken === undefined || 'problem' in taken ? [] : [taken]
  })
  return nondominated(exact, goal, second)
}

/** A point of the front, with the goal that holds its other figure where it is. */
interface Reached extends Found {
  readonly goal: Goal
}

/** The best of one goal, and of all that are as good the best of another. */
function bothWays(field: Field, begun: Cloud, goal: Goal, other: Goal, before?: Found): Reached {
  const [first] = (
    before === undefined ? search(field, begun, goal) : search(field, begun, goal, BRIEF, [before.best.place])
  ) as [Found]
  const held = atMost(goal, relaxed(first.best.value))
  const then: Goal = { ...other, constraints: [...goal.constraints, held] }
  const zoom = new Zoom(field, then, first.best.place, WIDTH, 0).run(ROUNDS)
  const { place, value, violation } = zoom.best
  if (violation > 0) return { ...first, goal }
  const best = pointAt(field, goal, place)
  return {
    best,
    trail: [first.best, ...first.trail],
    goal: { ...goal, constraints: [...goal.constraints, atMost(other, relaxed(value))] },
  }
}

const relaxed = (value: number): number => value + SLACK * Math.abs(value)

/** The figure, made small, is at most a value. */
function atMost({ output, sign }: Against, value: number): Constraint {
  const [least, most] = sign === 1 ? [Number.NEGATIVE_INFINITY, value] : [-value, Number.POSITIVE_INFINITY]
  return { output, least, most, isStrict: false, scale: Math.abs(value) || 1 }
}

function nondominated(points: readonly Exact[], first: Against, second: Against): Exact[] {
  const score = ({ figures }: Exact, { output, sign }: Against): number => sign * (figures[output] as number)
  const sorted = [...points].sort((a, b) => score(a, first) - score(b, first) || score(a, second) - score(b, second))
  const extent = (of: Against): number => {
    const values = sorted.map((point) => score(point, of))
    return Math.max(...values) - Math.min(...values)
  }
  const [apartFirst, apartSecond] = [ONE_POINT * extent(first), ONE_POINT * extent(second)]
  const kept: Exact[] = []
  for (const point of sorted) {
    const last = kept.at(-1)
    // sorted by the first figure, a point is dominated by one before it unless its second is better
    const isBetterInSecond = last === undefined || score(point, second) < score(last, second) - apartSecond
    const isApart = last === undefined || score(point, first) > score(last, first) + apartFirst
    if (isBetterInSecond && isApart) kept.push(point)
    // as good in the first and better in the second
    else if (isBetterInSecond) kept[kept.length - 1] = point
  }
  return kept
}
