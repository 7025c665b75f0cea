import { percentiles } from './percentiles.ts'

/** Counts of values in bins of equal width, and of those beyond them. */
export interface Histogram {
  /** Finite values: those in bins, below and above. */
  readonly count: number
  readonly refused: number
  /** Where the first bin begins and the last one ends, in the unit of the column. */
  readonly low: number
  readonly high: number
  /** From low to high. A bin holds the values from its lower edge to below its upper, the last one those at its upper too. */
  readonly counts: readonly number[]
  readonly below: number
  readonly above: number
}

/**
 * Counts the finite values in `bins` bins between two quantiles: those with `tail` of the values below and above. Where the
 * quantiles are one value there is one bin, of no width. Undefined where no value is finite.
 * Throws a `RangeError` on a number of bins that is no positive integer and a tail outside 0 to 1/2.
 */
export function histogram(column: Float64Array, bins: number, tail = 0.005): Histogram | undefined {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`${bins} bins`)
  if (!(tail >= 0 && tail < 0.5)) throw new RangeError(`tail ${tail} is not within 0 to 1/2`)
  const { count, refused, percentiles: ends } = percentiles(column, [tail, 1 - tail])
  const [low, high] = ends.map(({ value }) => value)
  if (low === undefined || high === undefined) return undefined
  const counts = new Array<number>(low === high ? 1 : bins).fill(0)
  const last = counts.length - 1
  let below = 0
  let above = 0
  // halves, since the width of what reaches from -1e308 to 1e308 has no float64
  const width = high / 2 - low / 2
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!Number.isFinite(value)) continue
    if (value < low) below++
    else if (value > high) above++
    else {
      const at = width === 0 ? 0 : Math.min(Math.floor(((value / 2 - low / 2) / width) * bins), last)
      counts[at] = (counts[at] as number) + 1
    }
  }
  return { count, refused, low, high, counts, below, above }
}
