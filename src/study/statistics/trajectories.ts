import { shuffled } from './generator.ts'
import { type Points, valueAt } from './points.ts'
import type { Refused } from './refused.ts'

/** The one factor that a step changes. */
export interface Step {
  /** The row that it ends in, from 0; it begins in the row before. */
  readonly row: number
  readonly factor: number
  /** In the unit of the factor; not 0. */
  readonly change: number
}

export type TrajectoryReason =
  /** Trajectories have `dimensions + 1` rows each. */
  | { readonly kind: 'rows'; readonly rows: number; readonly dimensions: number }
  | { readonly kind: 'not finite'; readonly row: number; readonly factor: number }
  | { readonly kind: 'no change'; readonly row: number }
  | { readonly kind: 'several changes'; readonly row: number; readonly factors: readonly number[] }
  /** The factor has been changed before in the same trajectory, in the row `before`. */
  | { readonly kind: 'changed twice'; readonly row: number; readonly factor: number; readonly before: number }

/** The steps of trajectories of `dimensions + 1` rows, each of which changes one factor, and each factor once. Rows are from 0. */
export function readTrajectories(points: Points): readonly Step[] | Refused<TrajectoryReason> {
  const { rows, dimensions } = points
  if (rows === 0 || dimensions === 0 || rows % (dimensions + 1) !== 0)
    return { reason: { kind: 'rows', rows, dimensions } }
  const unreadable = points.values.findIndex((value) => !Number.isFinite(value))
  if (unreadable >= 0) {
    const row = Math.floor(unreadable / dimensions)
    return { reason: { kind: 'not finite', row, factor: unreadable % dimensions } }
  }
  const steps: Step[] = []
  const changedIn = new Map<number, number>()
  for (let row = 0; row < rows; row++) {
    if (row % (dimensions + 1) === 0) {
      changedIn.clear()
      continue
    }
    const factors = changedFactors(points, row)
    const [factor] = factors
    if (factor === undefined) return { reason: { kind: 'no change', row } }
    if (factors.length > 1) return { reason: { kind: 'several changes', row, factors } }
    const before = changedIn.get(factor)
    if (before !== undefined) return { reason: { kind: 'changed twice', row, factor, before } }
    changedIn.set(factor, row)
    steps.push({ row, factor, change: valueAt(points, row, factor) - valueAt(points, row - 1, factor) })
  }
  return steps
}

function changedFactors(points: Points, row: number): number[] {
  const factors: number[] = []
  for (let factor = 0; factor < points.dimensions; factor++)
    if (valueAt(points, row, factor) !== valueAt(points, row - 1, factor)) factors.push(factor)
  return factors
}

/** Levels of a factor that are usual. */
export const LEVELS = 4

/**
 * Random trajectories of Morris (1991, doi:10.1080/00401706.1991.10484804) in the unit cube, on `levels` levels at equal distances
 * from 0 to 1: each starts at a random point and changes the factors in random order, each by levels / (2 (levels - 1)) up or
 * down, so that every level is as likely as another. `random` gives uniform numbers from 0 to below 1.
 * Throws a `RangeError` on levels that are no even number of at least 2.
 */
export function trajectories(count: number, dimensions: number, levels: number, random: () => number): Points {
  if (!Number.isInteger(levels) || levels < 2 || levels % 2 !== 0)
    throw new RangeError(`${levels} levels are no even number of at least 2`)
  const half = levels / 2
  const values = new Float64Array(count * (dimensions + 1) * dimensions)
  const draw = (below: number): number => Math.floor(random() * below)
  let at = 0
  for (let trajectory = 0; trajectory < count; trajectory++) {
    const point = Array.from({ length: dimensions }, () => draw(levels))
    const write = (): void => {
      // whole levels are carried, so that a level is the same number in every row
      for (const level of point) values[at++] = level / (levels - 1)
    }
    write()
    for (const factor of shuffled(dimensions, draw)) {
      const level = point[factor] as number
      point[factor] = level < half ? level + half : level - half
      write()
    }
  }
  return { rows: count * (dimensions + 1), dimensions, values }
}
