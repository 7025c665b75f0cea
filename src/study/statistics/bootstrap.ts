import { generator } from './generator.ts'
import { quantileOfSorted } from './percentiles.ts'
import { checkConfidence, type Interval } from './refused.ts'

export interface BootstrapOptions {
  /** Samples drawn anew from the rows; 500 unless stated. */
  readonly resamples?: number
  /** Between 0 and 1; 0.95 unless stated. */
  readonly confidence?: number
  /** A whole number; 1 unless stated. */
  readonly seed?: number
}

/**
 * Rows are drawn anew in so many groups at most, of neighbours: their sums are all that figures made of means take, and of so
 * many groups they vary as those of single rows do.
 */
const MOST_GROUPS = 2048

/** Sums of terms of the rows, over groups of rows. */
export interface GroupedTerms {
  readonly groups: number
  readonly terms: number
  /** Rows in each group. */
  readonly sizes: Float64Array
  /** Term by term, `terms × groups`. */
  readonly sums: Float64Array
}

/** Adds up what `termsOf` writes for each of `rows` rows, in the order of the rows. */
export function groupTerms(
  rows: number,
  terms: number,
  termsOf: (row: number, into: Float64Array) => void,
): GroupedTerms {
  const groups = Math.min(rows, MOST_GROUPS)
  const sizes = new Float64Array(groups)
  const sums = new Float64Array(terms * groups)
  const own = new Float64Array(terms)
  for (let row = 0; row < rows; row++) {
    const group = Math.floor((row * groups) / rows)
    termsOf(row, own)
    sizes[group] = (sizes[group] as number) + 1
    for (let term = 0; term < terms; term++) {
      const at = term * groups + group
      sums[at] = (sums[at] as number) + (own[term] as number)
    }
  }
  return { groups, terms, sizes, sums }
}

/** The mean of each term over the rows. */
export function meansOf(terms: GroupedTerms): Float64Array {
  return weightedMeans(terms, new Float64Array(terms.groups).fill(1))
}

/** The means over rows that are there as often as the weight of their group says. */
function weightedMeans({ groups, terms, sizes, sums }: GroupedTerms, weights: Float64Array): Float64Array {
  const rows = weighted(sizes, 0, weights)
  const means = new Float64Array(terms)
  for (let term = 0; term < terms; term++) means[term] = weighted(sums, term * groups, weights) / rows
  return means
}

function weighted(values: Float64Array, start: number, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (values[start + i] as number) * (weights[i] as number)
  return sum
}

/**
 * Percentile intervals (Efron 1979, doi:10.1214/aos/1176344552; Archer, Saltelli and Sobol' 1997, doi:10.1080/00949659708811825)
 * of figures that are computed from the means of terms. The same for the same terms and seed. Undefined where a figure has no
 * value in some resample, since the others would not tell its spread. Throws a `RangeError` on a confidence that is not between
 * 0 and 1, and on a number of resamples that is no positive integer.
 */
export function bootstrapIntervals(
  terms: GroupedTerms,
  figures: number,
  figuresOf: (means: Float64Array) => readonly number[] | undefined,
  { resamples = 500, confidence = 0.95, seed = 1 }: BootstrapOptions = {},
): readonly (Interval | undefined)[] {
  checkConfidence(confidence)
  if (!Number.isInteger(resamples) || resamples < 1) throw new RangeError(`${resamples} resamples`)
  const none = new Array<undefined>(figures).fill(undefined)
  if (terms.groups < 2) return none
  const random = generator(seed)
  const weights = new Float64Array(terms.groups)
  const drawn = Array.from({ length: figures }, () => new Float64Array(resamples))
  for (let resample = 0; resample < resamples; resample++) {
    weights.fill(0)
    for (let i = 0; i < terms.groups; i++) {
      const group = Math.floor(random() * terms.groups)
      weights[group] = (weights[group] as number) + 1
    }
    const values = figuresOf(weightedMeans(terms, weights))
    if (values === undefined) return none
    for (const [i, value] of values.entries()) (drawn[i] as Float64Array)[resample] = value
  }
  const tail = (1 - confidence) / 2
  return drawn.map((values) => {
    const sorted = values.sort()
    return { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) }
  })
}
