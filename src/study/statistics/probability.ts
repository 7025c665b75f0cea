import { normalQuantile } from '../sampling/normal.ts'
import { checkConfidence, type Interval, type Refused } from './refused.ts'

/** How often one figure is below another over common draws. */
export interface ProbabilityBelow {
  /** Draws in which both figures are finite: those below, tied and above. */
  readonly count: number
  readonly refused: number
  /** Draws in which the first is below, equal to and above the second. */
  readonly below: number
  readonly ties: number
  readonly above: number
  /** `below / count`: a tie is not below. Undefined where no draw has both. */
  readonly probability: number | undefined
  readonly interval: Interval | undefined
}

/** Columns of common draws that are not of one length. */
export interface UnlikeLengths {
  readonly kind: 'lengths'
  readonly lengths: readonly number[]
}

/** The probability that `a` is below `b` in a draw that both have a value in, with its Wilson interval. */
export function probabilityBelow(
  a: Float64Array,
  b: Float64Array,
  confidence = 0.95,
): ProbabilityBelow | Refused<UnlikeLengths> {
  checkConfidence(confidence)
  if (a.length !== b.length) return { reason: { kind: 'lengths', lengths: [a.length, b.length] } }
  let [below, ties, above] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number]
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    if (x < y) below++
    else if (x > y) above++
    else ties++
  }
  const count = below + ties + above
  return {
    count,
    refused: a.length - count,
    below,
    ties,
    above,
    probability: count === 0 ? undefined : below / count,
    interval: wilsonInterval(below, count, confidence),
  }
}

/**
 * Bounds of the probability of what happened `successes` times in `count` independent draws (Wilson 1927,
 * doi:10.1080/01621459.1927.10502953); undefined where there is no draw.
 */
export function wilsonInterval(successes: number, count: number, confidence = 0.95): Interval | undefined {
  checkConfidence(confidence)
  if (count === 0) return undefined
  const z = normalQuantile((1 + confidence) / 2)
  const share = successes / count
  const square = (z * z) / count
  const middle = (share + square / 2) / (1 + square)
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count))
  // the bounds of never and always are 0 and 1, which rounding may miss
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - half),
    high: successes === count ? 1 : Math.min(1, middle + half),
  }
}

/** `a - b` of each draw, NaN where either is refused: a column for the other functions. */
export function difference(a: Float64Array, b: Float64Array): Float64Array | Refused<UnlikeLengths> {
  if (a.length !== b.length) return { reason: { kind: 'lengths', lengths: [a.length, b.length] } }
  const column = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) {
    const over = (a[i] as number) - (b[i] as number)
    column[i] = Number.isFinite(over) ? over : Number.NaN
  }
  return column
}
