import { drawPlan, transform } from './draw.ts'
import { normalCdf, normalDensity, Z95 } from './normal.ts'
import { BLOCK, type Sampler } from './sampler.ts'

/** That two inputs tend to be high together (above 0) or one high where the other is low (below 0). */
export interface RankCorrelation {
  readonly first: string
  readonly second: string
  /** Spearman's, between -1 and 1 and neither. */
  readonly rank: number
}

/** How the draws of correlated dimensions are mixed: plain data. */
export interface CopulaPlan {
  /** Each row is a dimension, and after those that it is mixed of. */
  readonly rows: readonly CopulaRow[]
}

interface CopulaRow {
  readonly dimension: number
  /** Rows whose own draws go into it, itself last, and how much of each; their squares add up to 1. */
  readonly sources: readonly number[]
  readonly weights: readonly number[]
}

/** What is left of the variance of an input by those before it: below this the correlations leave it no choice, or ask too much. */
const LEAST_PIVOT = 1e-10

/**
 * The plan of a Gaussian copula with the rank correlations that are given, and none between other inputs: the normal scores of a pair
 * are correlated by 2 sin(π rank / 6), and mixed by the Cholesky factor of the matrix of these. Where no joint law has them, as that
 * matrix is not positive definite, `impossible` has the names, in the order that they are first named in, up to the one at which
 * that shows, without those that have nothing to do with it. Throws an Error for a name that is no dimension, an input with itself,
 * and a pair that is named twice.
 *
 * Source: W. H. Kruskal, Ordinal measures of association, J. Am. Stat. Assoc. 53 (1958) 814-861, for the relation of the two
 * correlations.
 */
export function copulaPlan(
  names: readonly string[],
  correlations: readonly RankCorrelation[],
): { readonly plan: CopulaPlan } | { readonly impossible: readonly string[] } {
  const order = [...new Set(correlations.flatMap(({ first, second }) => [first, second]))]
  const matrix = matrixOf(order, correlations)
  const factor: Float64Array[] = []
  const rows: CopulaRow[] = []
  for (const [i, name] of order.entries()) {
    const row = nextRow(factor, matrix[i] as Float64Array)
    if (row === undefined) return { impossible: connected(matrix, i).map((j) => order[j] as string) }
    factor.push(row)
    const dimension = names.indexOf(name)
    if (dimension < 0) throw new Error(`${name} is correlated, but not drawn`)
    const sources = [...row.keys()].filter((j) => row[j] !== 0)
    rows.push({ dimension, sources, weights: sources.map((j) => row[j] as number) })
  }
  return { plan: { rows } }
}

function matrixOf(order: readonly string[], correlations: readonly RankCorrelation[]): Float64Array[] {
  const matrix = order.map((_, i) => new Float64Array(order.length).fill(1, i, i + 1))
  const seen = new Set<number>()
  for (const { first, second, rank } of correlations) {
    const [i, j] = [order.indexOf(first), order.indexOf(second)]
    const pair = Math.min(i, j) * order.length + Math.max(i, j)
    if (i === j || seen.has(pair)) throw new Error(`the correlation of ${first} and ${second} is given already`)
    seen.add(pair)
    const score = 2 * Math.sin((Math.PI * rank) / 6)
    for (const [a, b] of [
      [i, j],
      [j, i],
    ] as const) {
      const row = matrix[a] as Float64Array
      row[b] = score
    }
  }
  return matrix
}

/** The next row of the lower Cholesky factor, or undefined where the matrix up to it is not positive definite. */
function nextRow(factor: readonly Float64Array[], given: Float64Array): Float64Array | undefined {
  const row = new Float64Array(factor.length + 1)
  let pivot = 1
  for (const [j, above] of factor.entries()) {
    let rest = given[j] as number
    for (let m = 0; m < j; m++) rest -= (row[m] as number) * (above[m] as number)
    const weight = rest / (above[j] as number)
    row[j] = weight
    pivot -= weight * weight
  }
  if (!(pivot > LEAST_PIVOT)) return undefined
  row[factor.length] = Math.sqrt(pivot)
  return row
}

/** Those up to the last that are correlated with it, if only through others, rising. */
function connected(matrix: readonly Float64Array[], last: number): number[] {
  const found = new Set([last])
  for (const i of found) {
    for (let j = 0; j <= last; j++) if (matrix[i]?.[j] !== 0) found.add(j)
  }
  return [...found].sort((a, b) => a - b)
}

/** Draws the dimensions that are correlated, a block at a time, as words like those of the sampler. */
export interface Correlator {
  /** Draws samples from to from + count - 1, with what `Sampler.fill` asks of these. */
  fill(sampler: Sampler, from: number, count: number): void
  /** What was drawn for a dimension by the last `fill`; undefined for one that is not correlated. */
  words(dimension: number): Uint32Array | undefined
}

/** Makes a correlator of its plan. */
export function makeCorrelator({ rows }: CopulaPlan): Correlator {
  const words = rows.map(() => new Uint32Array(BLOCK))
  const scores = rows.map(() => new Float64Array(BLOCK))
  const mixed = new Float64Array(BLOCK)
  const byDimension = new Map(rows.map(({ dimension }, i) => [dimension, words[i] as Uint32Array]))
  const toScores = drawPlan({ kind: 'normal', low: -Z95, value: 0, high: Z95 })
  const table = cdfTable()
  return {
    words: (dimension) => byDimension.get(dimension),
    fill: (sampler, from, count) => {
      for (const [i, { dimension, sources, weights }] of rows.entries()) {
        const word = words[i] as Uint32Array
        sampler.fill(dimension, from, count, word)
        if (toScores !== undefined) transform(toScores, word, count, sampler.offset, scores[i] as Float64Array, 0)
        // one that is first is drawn as it would be alone
        if (sources.length === 1) continue
        mixed.fill(0)
        for (const [nth, source] of sources.entries()) {
          addTimes(weights[nth] as number, scores[source] as Float64Array, count, mixed)
        }
        toWords(table, mixed, count, word)
      }
    },
  }
}

function addTimes(weight: number, scores: Float64Array, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i++) into[i] = (into[i] as number) + weight * (scores[i] as number)
}

/** Beyond this score lies less than a word. */
const REACH = 6.5
/** Cells to 1 of the score: the cubics then err by less than a word. */
const CELLS = 64

/** 2^32 Φ by cubics of the place in the cell, 0 to 1. */
function cdfTable(): Float64Array {
  const table = new Float64Array(4 * 2 * REACH * CELLS)
  for (let at = 0; at < table.length; at += 4) {
    const z = at / (4 * CELLS) - REACH
    const after = z + 1 / CELLS
    const scale = 2 ** 32
    const value = scale * normalCdf(z)
    const slope = (scale * normalDensity(z)) / CELLS
    const slopeAfter = (scale * normalDensity(after)) / CELLS
    const change = scale * normalCdf(after) - value
    table[at] = value
    table[at + 1] = slope
    table[at + 2] = 3 * change - 2 * slope - slopeAfter
    table[at + 3] = slope + slopeAfter - 2 * change
  }
  return table
}

/** The words k whose cells from k to k + 1, of 2^32, hold Φ of the scores. */
function toWords(table: Float64Array, scores: Float64Array, count: number, into: Uint32Array): void {
  const last = 2 * REACH * CELLS
  for (let i = 0; i < count; i++) {
    const place = ((scores[i] as number) + REACH) * CELLS
    if (!(place > 0)) into[i] = 0
    else if (place >= last) into[i] = 0xffffffff
    else {
      const cell = Math.floor(place)
      const x = place - cell
      const from = 4 * cell
      const high = (table[from + 2] as number) + x * (table[from + 3] as number)
      into[i] = (table[from] as number) + x * (table[from + 1] as number) + x * x * high
    }
  }
}
