import { cholesky, type Matrix, solve } from './cholesky.ts'
import type { UnlikeLengths } from './probability.ts'
import { centredRanks, complete } from './ranks.ts'
import type { Refused } from './refused.ts'

/** How the ranks of an output follow those of its inputs. */
export interface RankMeasures {
  /** Rows in which every column has a value. */
  readonly count: number
  readonly refused: number
  /** Spearman's coefficient of each input with the output; undefined of a constant input. */
  readonly spearman: readonly (number | undefined)[]
  readonly regression: RankRegression | Refused<RegressionReason>
}

/** Least squares of the ranks of the output on those of all inputs together, both standardised. */
export interface RankRegression {
  /** Standardised rank regression coefficients, one of each input. */
  readonly coefficients: readonly number[]
  /**
   * Partial rank correlation coefficients: of an input and the output without what the other inputs tell of both. Undefined
   * where the ranks of the output are wholly told by those of the inputs, which leaves nothing to correlate.
   */
  readonly partial: readonly (number | undefined)[]
  /** The share of the variance of the output's ranks that the regression tells: near 1, the output is about additive in ranks. */
  readonly rSquared: number
}

export type RankReason =
  | UnlikeLengths
  | { readonly kind: 'too few'; readonly count: number; readonly needed: number }
  | { readonly kind: 'constant output' }

/** Inputs are numbered from 0. */
export type RegressionReason =
  | { readonly kind: 'too few'; readonly count: number; readonly needed: number }
  | { readonly kind: 'constant inputs'; readonly inputs: readonly number[] }
  /** The ranks of the first of them are a linear combination of those of the others. */
  | { readonly kind: 'collinear inputs'; readonly inputs: readonly number[] }

/** Rows whose products are added up at a time, so that all columns of them stay in the cache. */
const ROWS = 1024
/** Share of the variance below which what a regression leaves is rounding. */
const NOTHING = 1e-12

/**
 * Rank correlation and rank regression of an output on its inputs (Saltelli and Sobol' 1995,
 * doi:10.1016/0951-8320(95)00099-2; Iman and Conover 1979, doi:10.1080/00401706.1979.10489820). Holds a column of ranks for each
 * input and the output in memory.
 */
export function rankRegression(
  inputs: readonly Float64Array[],
  output: Float64Array,
): RankMeasures | Refused<RankReason> {
  const given = [...inputs, output]
  const lengths = given.map(({ length }) => length)
  if (lengths.some((length) => length !== output.length)) return { reason: { kind: 'lengths', lengths } }
  const columns = complete(given)
  const count = columns[0]?.length ?? 0
  if (count < 2) return { reason: { kind: 'too few', count, needed: 2 } }
  const products = productsOf(columns.map(centredRanks))
  const of = (i: number, j: number): number => products.values[i * products.size + j] as number
  const last = inputs.length
  if (of(last, last) === 0) return { reason: { kind: 'constant output' } }
  const correlations = products.values.map((product, at) => {
    const [i, j] = [Math.floor(at / products.size), at % products.size]
    return i === j ? 1 : within(product / Math.sqrt(of(i, i) * of(j, j)))
  })
  const spearman = inputs.map((_, i) => (of(i, i) === 0 ? undefined : correlations[i * products.size + last]))
  const regression = regress({ size: products.size, values: correlations }, spearman, count)
  return { count, refused: output.length - count, spearman, regression }
}

/** `correlations` are of the inputs and, last, the output. */
function regress(
  correlations: Matrix,
  spearman: readonly (number | undefined)[],
  count: number,
): RankRegression | Refused<RegressionReason> {
  const size = spearman.length
  if (count < size + 2) return { reason: { kind: 'too few', count, needed: size + 2 } }
  const constant = [...spearman.keys()].filter((i) => spearman[i] === undefined)
  if (constant.length > 0) return { reason: { kind: 'constant inputs', inputs: constant } }
  const values = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    values.set(correlations.values.subarray(i * correlations.size, i * correlations.size + size), i * size)
  const lower = cholesky({ size, values })
  if ('row' in lower) return { reason: { kind: 'collinear inputs', inputs: [lower.row, ...lower.of] } }
  const right = Float64Array.from(spearman as readonly number[])
  const coefficients = [...solve(lower, right)]
  const told = coefficients.reduce((sum, coefficient, i) => sum + coefficient * (right[i] as number), 0)
  const rSquared = Math.max(0, Math.min(1, told))
  const left = 1 - rSquared
  const partial = coefficients.map((coefficient, i) => {
    if (left < NOTHING) return undefined
    // the diagonal of the inverse: what of the input the others do not tell is 1 over it
    const own = solve(lower, new Float64Array(size).fill(1, i, i + 1))[i] as number
    return within(coefficient / Math.sqrt(coefficient ** 2 + own * left))
  })
  return { coefficients, partial, rSquared }
}

/** The sums of products of all pairs of columns. */
function productsOf(columns: readonly Float64Array[]): Matrix {
  const size = columns.length
  const rows = columns[0]?.length ?? 0
  const values = new Float64Array(size * size)
  for (let start = 0; start < rows; start += ROWS) {
    const end = Math.min(start + ROWS, rows)
    for (const [i, a] of columns.entries())
      for (let j = 0; j <= i; j++) {
        const b = columns[j] as Float64Array
        let sum = 0
        for (let row = start; row < end; row++) sum += (a[row] as number) * (b[row] as number)
        values[i * size + j] = (values[i * size + j] as number) + sum
        values[j * size + i] = values[i * size + j] as number
      }
  }
  return { size, values }
}

function within(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation))
}
