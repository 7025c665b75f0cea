import { BINS, type Bins, binOf, binsBetween, type Range, sampledRange } from './bins.ts'

/** A bin of at most so many values, or such a share of the column, is gathered and sorted; a fuller one is divided again. */
const SORTED = 1 << 15
const SORTED_SHARE = 1 / 128

const UNWANTED = -1
const TOO_FULL = -2

/** The finite values of a column, counted in bins: what order statistics are looked up from. */
export interface Census {
  readonly count: number
  /** Values that are not finite: draws that were refused. */
  readonly refused: number
  readonly bins: Bins
  readonly counts: Int32Array
}

const ALL: Range = { low: -Number.MAX_VALUE, high: Number.MAX_VALUE }

/** Counts the finite values of a column, in one pass. */
export function census(column: Float64Array): Census {
  const bins = binsBetween(sampledRange(column))
  const counts = countIn(column, bins, ALL)
  const count = counts.reduce((sum, each) => sum + each, 0)
  return { count, refused: column.length - count, bins, counts }
}

/**
 * The values that would stand at the given ranks (from 0, in any order, repeated or not) if the finite values of the column
 * were sorted. Neither sorts nor copies the column: only the bins with a wanted rank are gathered and sorted, or divided again
 * where they are too full. Throws a `RangeError` on a rank that no value has.
 */
export function orderStatistics(
  column: Float64Array,
  ranks: readonly number[],
  counted: Census = census(column),
): number[] {
  const wanted = [...new Set(ranks)].sort((a, b) => a - b)
  for (const rank of wanted)
    if (!Number.isInteger(rank) || rank < 0 || rank >= counted.count)
      throw new RangeError(`no rank ${rank} of ${counted.count} values`)
  const found = new Map<number, number>()
  if (wanted.length > 0) select(column, { ...counted, within: ALL, before: 0, ranks: wanted }, found)
  return ranks.map((rank) => found.get(rank) as number)
}

/** The values within two bounds, counted. */
interface Part {
  readonly bins: Bins
  readonly counts: Int32Array
  readonly within: Range
  /** Values of the column below those. */
  readonly before: number
  /** Rising, and all of the values within. */
  readonly ranks: readonly number[]
}

function select(column: Float64Array, part: Part, found: Map<number, number>): void {
  const wanted = wantedBins(part)
  const most = Math.max(SORTED, column.length * SORTED_SHARE)
  const next = new Int32Array(BINS).fill(UNWANTED)
  let size = 0
  for (const { bin, count } of wanted) {
    next[bin] = count > most ? TOO_FULL : size
    if (count <= most) size += count
  }
  const { gathered, lows, highs } = gather(column, part, next, size)
  for (const { bin, count, before, ranks } of wanted) {
    if (count <= most) {
      const end = next[bin] as number
      const sorted = gathered.subarray(end - count, end).sort()
      // -0 is no other value than 0
      for (const rank of ranks) found.set(rank, (sorted[rank - before] as number) + 0)
      continue
    }
    const within = { low: lows[bin] as number, high: highs[bin] as number }
    if (within.low === within.high) for (const rank of ranks) found.set(rank, within.low + 0)
    else {
      // its two ends come to be in different bins, so that each of these is smaller
      const bins = binsBetween(within)
      select(column, { bins, counts: countIn(column, bins, within), within, before, ranks }, found)
    }
  }
}

function countIn(column: Float64Array, bins: Bins, { low, high }: Range): Int32Array {
  const counts = new Int32Array(BINS)
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!(value >= low && value <= high)) continue
    const bin = binOf(bins, value)
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

interface Gathered {
  readonly gathered: Float64Array
  /** The bounds of the values in each bin that is too full. */
  readonly lows: Float64Array
  readonly highs: Float64Array
}

/** Copies the values of the wanted bins to where `next` has them begin, which is moved on to where they end. */
function gather(column: Float64Array, { bins, within }: Part, next: Int32Array, size: number): Gathered {
  const { low, high } = within
  const gathered = new Float64Array(size)
  const lows = new Float64Array(BINS).fill(Number.POSITIVE_INFINITY)
  const highs = new Float64Array(BINS).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!(value >= low && value <= high)) continue
    const bin = binOf(bins, value)
    const to = next[bin] as number
    if (to === UNWANTED) continue
    if (to !== TOO_FULL) {
      gathered[to] = value
      next[bin] = to + 1
      continue
    }
    if (value < (lows[bin] as number)) lows[bin] = value
    if (value > (highs[bin] as number)) highs[bin] = value
  }
  return { gathered, lows, highs }
}

interface WantedBin {
  readonly bin: number
  readonly count: number
  /** Values of the column below those of the bin. */
  readonly before: number
  readonly ranks: readonly number[]
}

function wantedBins({ counts, before, ranks }: Part): WantedBin[] {
  const bins: WantedBin[] = []
  let below = before
  let at = 0
  for (let bin = 0; bin < BINS && at < ranks.length; bin++) {
    const count = counts[bin] as number
    const first = at
    while (at < ranks.length && (ranks[at] as number) < below + count) at++
    if (at > first) bins.push({ bin, count, before: below, ranks: ranks.slice(first, at) })
    below += count
  }
  return bins
}
