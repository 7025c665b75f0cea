import { binomialQuantile } from './binomial.ts'
import { census, orderStatistics } from './order-statistics.ts'
import { checkConfidence, type Interval } from './refused.ts'

export interface Percentile {
  /** The share of the values below it. */
  readonly probability: number
  /** In the unit of the column; undefined where no value is finite. */
  readonly value: number | undefined
  /** Undefined where the sample is too small to bound the quantile on both sides, and at the probabilities 0 and 1. */
  readonly interval: Interval | undefined
}

export interface Percentiles {
  /** Finite values, which the percentiles are of. */
  readonly count: number
  readonly refused: number
  readonly confidence: number
  /** In the order of the probabilities asked for. */
  readonly percentiles: readonly Percentile[]
}

/**
 * Sample quantiles of the finite values, and what bounds the quantiles of their distribution.
 *
 * A quantile is that of type 7 of Hyndman and Fan (1996, doi:10.1080/00031305.1996.10473566), as numpy, R and Excel give it: on
 * the straight line between the order statistics at either side of rank (count - 1) × probability.
 *
 * An interval is of two order statistics, and assumes nothing of the distribution: how many of the independent values are below
 * the quantile is binomial, and each tail holds at most half of 1 - confidence (Conover, Practical Nonparametric Statistics,
 * 3rd ed. 1999, section 3.2). It is exact at any count.
 *
 * Throws a `RangeError` on a probability outside 0 to 1 and a confidence that is not between them.
 */
export function percentiles(column: Float64Array, probabilities: readonly number[], confidence = 0.95): Percentiles {
  checkConfidence(confidence)
  for (const probability of probabilities)
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability ${probability} is not within 0 to 1`)
  const counted = census(column)
  const { count, refused } = counted
  const plans = count === 0 ? [] : probabilities.map((probability) => planOf(probability, count, confidence))
  const ranks = plans.flatMap(({ lower, upper, interval }) => [lower, upper, ...(interval ?? [])])
  const found = orderStatistics(column, ranks, counted)
  const byRank = new Map(ranks.map((rank, i) => [rank, found[i] as number]))
  const values = (rank: number): number => byRank.get(rank) as number
  return {
    count,
    refused,
    confidence,
    percentiles: probabilities.map((probability, i) => {
      const plan = plans[i]
      if (plan === undefined) return { probability, value: undefined, interval: undefined }
      const { lower, upper, share, interval } = plan
      return {
        probability,
        value: between(values(lower), values(upper), share),
        interval: interval && { low: values(interval[0]), high: values(interval[1]) },
      }
    }),
  }
}

/** The quantile of type 7 of values that are sorted, finite, and at least one. */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const { lower, upper, share } = placeOf(probability, sorted.length)
  return between(sorted[lower] as number, sorted[upper] as number, share)
}

interface Place {
  readonly lower: number
  readonly upper: number
  readonly share: number
}

interface Plan extends Place {
  /** Ranks from 0. */
  readonly interval: readonly [number, number] | undefined
}

function placeOf(probability: number, count: number): Place {
  const at = (count - 1) * probability
  const lower = Math.floor(at)
  return { lower, upper: Math.min(lower + 1, count - 1), share: at - lower }
}

function planOf(probability: number, count: number, confidence: number): Plan {
  return { ...placeOf(probability, count), interval: intervalRanks(probability, count, confidence) }
}

/** Ranks from 0 of the order statistics that bound a quantile. */
function intervalRanks(probability: number, count: number, confidence: number): readonly [number, number] | undefined {
  if (probability === 0 || probability === 1) return undefined
  const tail = (1 - confidence) / 2
  // counted from either end: the lower bound is the last with a chance of at most the tail to lie above the quantile
  const fromBelow = binomialQuantile(count, probability, tail)
  const fromAbove = binomialQuantile(count, 1 - probability, tail)
  return fromBelow === 0 || fromAbove === 0 ? undefined : [fromBelow - 1, count - fromAbove]
}

function between(lower: number, upper: number, share: number): number {
  const width = upper - lower
  // a width beyond the largest number is shared out before it is taken
  return Number.isFinite(width) ? lower + width * share : lower * (1 - share) + upper * share
}
