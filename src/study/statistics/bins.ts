import { extent } from './moments.ts'

/** Bins that values are counted in; their counters stay in the fastest cache. */
export const BINS = 4096

export interface Range {
  readonly low: number
  readonly high: number
}

/**
 * Bins of equal width: a value is in bin `floor((value × factor - base) × scale)`, or in the first or last one if it is beyond
 * them. A greater value is never in a lower bin, whatever rounds.
 */
export interface Bins {
  readonly factor: number
  readonly base: number
  readonly scale: number
}

export function binOf({ factor, base, scale }: Bins, value: number): number {
  return Math.max(0, Math.min((value * factor - base) * scale, BINS - 1)) | 0
}

/** Bins from low to high, of which low is in the first and high, unless it is low, in the last. */
export function binsBetween({ low, high }: Range): Bins {
  // a power of 2 that keeps the width within what can be divided by
  const width = high - low
  const factor = width > 1e300 ? 2 ** -20 : width < 1e-290 ? 2 ** 600 : 1
  const base = low * factor
  return { factor, base, scale: low === high ? 1 : BINS / (high * factor - base) }
}

/** Values looked at for a first idea of where the values of a column lie. */
const SAMPLED = 4096
/** Left out at either end of them, so that a few outliers do not leave all others to one bin. */
const TAIL = 0.005

/** About where the finite values lie, from values at equal distances along the column: a function of nothing but these. */
export function sampledRange(column: Float64Array): Range {
  const stride = Math.max(1, Math.floor(column.length / SAMPLED))
  const sampled = Float64Array.from(
    { length: Math.ceil(column.length / stride) },
    (_, i) => column[i * stride] as number,
  )
  const sorted = sampled.filter(Number.isFinite).sort()
  const cut = Math.floor(sorted.length * TAIL)
  const [low, high] = [sorted[cut], sorted[sorted.length - 1 - cut]]
  if (low !== undefined && high !== undefined && low < high) return { low, high }
  // most values are one value, or refused
  const { least, greatest } = extent(column)
  return { low: least ?? 0, high: greatest ?? 0 }
}
