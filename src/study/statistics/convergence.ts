import { moments } from './moments.ts'
import { percentiles } from './percentiles.ts'
import type { Interval } from './refused.ts'

/** What the first draws of a sample alone would have told; in the unit of the column. */
export interface Prefix {
  /** Draws taken, refused ones among them. */
  readonly draws: number
  readonly count: number
  readonly mean: number | undefined
  readonly standardError: number | undefined
  readonly median: number | undefined
  /** Of the median. */
  readonly interval: Interval | undefined
}

const DIVISORS = [16, 8, 4, 2, 1] as const

/**
 * Mean and median of the first sixteenth, eighth, quarter and half of a sample, and of all of it: figures that still drift by
 * more than their errors are not settled. Prefixes of no draw are left out.
 */
export function convergence(column: Float64Array, confidence = 0.95): Prefix[] {
  const lengths = DIVISORS.map((divisor) => Math.floor(column.length / divisor)).filter((length) => length > 0)
  return [...new Set(lengths)].map((draws) => {
    const prefix = column.subarray(0, draws)
    const { count, mean, standardError } = moments(prefix)
    const median = percentiles(prefix, [0.5], confidence).percentiles[0]
    return { draws, count, mean, standardError, median: median?.value, interval: median?.interval }
  })
}
