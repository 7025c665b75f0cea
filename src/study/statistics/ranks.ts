import { BINS, binOf } from './bins.ts'
import { type Census, census } from './order-statistics.ts'
import type { UnlikeLengths } from './probability.ts'
import type { Refused } from './refused.ts'

/**
 * Ranks from 1 of the finite values of a column; equal values share the mean of their ranks. NaN where a value is not finite.
 * Goes through the values bin by bin: those of one bin stay in the cache while they are sorted and looked up.
 */
export function ranks(column: Float64Array): Float64Array {
  const found = new Float64Array(column.length).fill(Number.NaN)
  const counted = census(column)
  const places = placesByBin(column, counted)
  let before = 0
  for (const count of counted.counts) {
    if (count > 0) rankWithin(column, places.subarray(before, before + count), before, found)
    before += count
  }
  return found
}

export type SpearmanReason =
  | UnlikeLengths
  /** Fewer than 2 rows in which both have a value. */
  | { readonly kind: 'too few'; readonly count: number }
  /** One of the two is the same in all rows. */
  | { readonly kind: 'constant' }

/**
 * Spearman's coefficient of two columns over the rows in which both have a value: Pearson's of their ranks (Spearman 1904,
 * doi:10.2307/1412159). From -1 to 1.
 */
export function spearman(a: Float64Array, b: Float64Array): number | Refused<SpearmanReason> {
  if (a.length !== b.length) return { reason: { kind: 'lengths', lengths: [a.length, b.length] } }
  const [x, y] = complete([a, b]) as [Float64Array, Float64Array]
  if (x.length < 2) return { reason: { kind: 'too few', count: x.length } }
  const [first, second] = [centredRanks(x), centredRanks(y)]
  const coefficient = dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second))
  return Number.isFinite(coefficient) ? Math.max(-1, Math.min(1, coefficient)) : { reason: { kind: 'constant' } }
}

/** Columns of the rows alone in which every column has a value; the columns themselves where those are all rows. */
export function complete(columns: readonly Float64Array[]): readonly Float64Array[] {
  const rows = columns[0]?.length ?? 0
  const kept = new Uint8Array(rows).fill(1)
  for (const column of columns) for (let row = 0; row < rows; row++) if (!Number.isFinite(column[row])) kept[row] = 0
  if (!kept.includes(0)) return columns
  return columns.map((column) => column.filter((_, row) => kept[row] === 1))
}

/** Ranks less their mean, of a column of finite values. */
export function centredRanks(column: Float64Array): Float64Array {
  const found = ranks(column)
  const middle = (column.length + 1) / 2
  for (let i = 0; i < found.length; i++) found[i] = (found[i] as number) - middle
  return found
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Places of the finite values, those of the first bin first; in the order of the column within a bin. */
function placesByBin(column: Float64Array, { bins, counts, count }: Census): Uint32Array {
  const next = new Uint32Array(BINS)
  for (let bin = 1; bin < BINS; bin++) next[bin] = (next[bin - 1] as number) + (counts[bin - 1] as number)
  const places = new Uint32Array(count)
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!Number.isFinite(value)) continue
    const bin = binOf(bins, value)
    const to = next[bin] as number
    places[to] = i
    next[bin] = to + 1
  }
  return places
}

/** Writes the ranks of the values at some places, which `before` others are below and all others above. */
function rankWithin(column: Float64Array, places: Uint32Array, before: number, found: Float64Array): void {
  const own = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) own[i] = column[places[i] as number] as number
  const values = own.slice().sort()
  // of the values that differ, with the mean of the ranks of those that are equal
  const shared = new Float64Array(values.length)
  let count = 0
  for (let start = 0; start < values.length; ) {
    const value = values[start] as number
    let end = start + 1
    while (end < values.length && values[end] === value) end++
    values[count] = value
    shared[count] = before + (start + 1 + end) / 2
    count++
    start = end
  }
  for (let i = 0; i < own.length; i++) {
    const value = own[i] as number
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((values[middle] as number) < value) low = middle + 1
      else high = middle
    }
    found[places[i] as number] = shared[low] as number
  }
}
