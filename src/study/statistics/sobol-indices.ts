import { type BootstrapOptions, bootstrapIntervals, groupTerms, meansOf } from './bootstrap.ts'
import { isLevel, moments } from './moments.ts'
import type { Interval, Refused } from './refused.ts'
import type { SaltelliOutputs } from './saltelli.ts'

/** A share of the variance of the output. Its estimate may be below 0 or above 1 by its error. */
export interface SobolIndex {
  readonly value: number
  /** Undefined where there are too few rows to draw anew from. */
  readonly interval: Interval | undefined
}

/** The share that two factors have together beyond what each has alone. */
export interface InteractionIndex extends SobolIndex {
  /** Factors or groups, from 0; the first is the lower. */
  readonly pair: readonly [number, number]
}

export interface SobolIndices {
  /** Base points that every output of has a value. */
  readonly count: number
  /** Base points left out, because an output of theirs was refused. */
  readonly refused: number
  /** Of the outputs at A and B together. */
  readonly mean: number
  /** Of the outputs at A and B together, in the square of their unit. */
  readonly variance: number
  /** For each factor or group. */
  readonly first: readonly SobolIndex[]
  readonly total: readonly SobolIndex[]
  /** Undefined without outputs at BA. */
  readonly second: readonly InteractionIndex[] | undefined
}

export type SobolReason =
  /** A Saltelli sample of `size` base points has a column of `size` outputs at A, B and each AB_i (and each BA_i). */
  | {
      readonly kind: 'lengths'
      readonly size: number
      readonly column: 'a' | 'b' | 'ab' | 'ba'
      readonly group: number | undefined
      readonly length: number
    }
  /** There must be as many columns at BA as at AB. */
  | { readonly kind: 'columns'; readonly ab: number; readonly ba: number }
  | { readonly kind: 'too few'; readonly count: number; readonly refused: number }
  | { readonly kind: 'constant'; readonly count: number; readonly refused: number; readonly value: number }
  /** The outputs are too large for their variance to be a float64. */
  | { readonly kind: 'overflow' }

/**
 * Variance-based sensitivity indices of Sobol' from the outputs of a Saltelli sample. First order by the estimator of Saltelli et
 * al. 2010 (doi:10.1016/j.cpc.2009.09.018, table 2 b), mean(fB (fAB_i - fA)) / V; total by that of Jansen 1999
 * (doi:10.1016/S0010-4655(98)00154-4), mean((fA - fAB_i)²) / 2 V; second order by Saltelli 2002
 * (doi:10.1016/S0010-4655(02)00280-1), the mean of its two estimates, less both of first order. V is the variance at A and B.
 * The outputs are centred first: a mean that is large beside the spread would drown the first order in its error.
 * Intervals draw the base points anew.
 */
export function sobolIndices(
  outputs: SaltelliOutputs,
  options: BootstrapOptions = {},
): SobolIndices | Refused<SobolReason> {
  const wrong = lengthsRefused(outputs)
  if (wrong !== undefined) return { reason: wrong }
  const { ab, ba } = outputs
  const rows = completeRows(outputs)
  const count = rows.length
  const refused = outputs.size - count
  if (count < 2) return { reason: { kind: 'too few', count, refused } }
  const both = new Float64Array(2 * count)
  for (const [i, row] of rows.entries()) {
    both[i] = outputs.a[row] as number
    both[count + i] = outputs.b[row] as number
  }
  const spread = moments(both)
  const { mean, standardDeviation } = spread
  if (isLevel(spread)) return { reason: { kind: 'constant', count, refused, value: spread.least as number } }
  if (mean === undefined || standardDeviation === undefined) return { reason: { kind: 'overflow' } }
  const pairs = ba === undefined ? [] : pairsOf(ab.length)
  const centred = (column: Float64Array | undefined, row: number): number =>
    ((column?.[row] as number) - mean) / standardDeviation
  const terms = groupTerms(count, 2 + 2 * ab.length + pairs.length, (i, into) => {
    const row = rows[i] as number
    const [a, b] = [centred(outputs.a, row), centred(outputs.b, row)]
    let at = 0
    into[at++] = (a + b) / 2
    into[at++] = (a * a + b * b) / 2
    for (const column of ab) into[at++] = b * (centred(column, row) - a)
    for (const column of ab) into[at++] = (a - centred(column, row)) ** 2 / 2
    for (const [j, k] of pairs)
      into[at++] =
        (centred(ba?.[j], row) * centred(ab[k], row) + centred(ba?.[k], row) * centred(ab[j], row)) / 2 - a * b
  })
  const figuresOf = (means: Float64Array): number[] | undefined => indicesOf(means, ab.length, pairs)
  const values = figuresOf(meansOf(terms)) as number[]
  if (!values.every(Number.isFinite)) return { reason: { kind: 'overflow' } }
  const intervals = bootstrapIntervals(terms, values.length, figuresOf, options)
  const indices = values.map((value, i): SobolIndex => ({ value, interval: intervals[i] }))
  return {
    count,
    refused,
    mean,
    variance: standardDeviation ** 2,
    first: indices.slice(0, ab.length),
    total: indices.slice(ab.length, 2 * ab.length),
    second:
      ba === undefined ? undefined : pairs.map((pair, i) => ({ pair, ...(indices[2 * ab.length + i] as SobolIndex) })),
  }
}

/** First order, total and second order from the means of the terms; undefined where the output does not vary. */
function indicesOf(
  means: Float64Array,
  groups: number,
  pairs: readonly (readonly [number, number])[],
): number[] | undefined {
  const [mean, square] = means as unknown as [number, number]
  const variance = square - mean * mean
  // of outputs of standard deviation 1: less is what rounding leaves of none
  if (!(variance > 1e-13)) return undefined
  const shares = Array.from(means.subarray(2), (term) => term / variance)
  const both = shares.splice(2 * groups)
  const interactions = pairs.map(([j, k], i) => (both[i] as number) - (shares[j] as number) - (shares[k] as number))
  return [...shares, ...interactions]
}

function lengthsRefused({ size, a, b, ab, ba }: SaltelliOutputs): SobolReason | undefined {
  if (ba !== undefined && ba.length !== ab.length) return { kind: 'columns', ab: ab.length, ba: ba.length }
  for (const [column, columns] of Object.entries({ a: [a], b: [b], ab, ba: ba ?? [] }))
    for (const [i, { length }] of columns.entries())
      if (length !== size) {
        const isOne = column === 'a' || column === 'b'
        return { kind: 'lengths', size, column: column as 'a', group: isOne ? undefined : i, length }
      }
  return undefined
}

function completeRows({ size, a, b, ab, ba }: SaltelliOutputs): Uint32Array {
  const columns = [a, b, ...ab, ...(ba ?? [])]
  const rows = new Uint32Array(size)
  let count = 0
  for (let row = 0; row < size; row++) if (columns.every((column) => Number.isFinite(column[row]))) rows[count++] = row
  return rows.subarray(0, count)
}

function pairsOf(groups: number): (readonly [number, number])[] {
  return Array.from({ length: groups }, (_, j) =>
    Array.from({ length: groups - j - 1 }, (_, i) => [j, j + 1 + i] as const),
  ).flat()
}
