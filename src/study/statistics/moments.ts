import { BLOCK, Sum } from './sum.ts'

/** How many values of a column are finite, and the bounds of those. */
export interface Extent {
  readonly count: number
  /** Values that are not finite: draws that were refused. */
  readonly refused: number
  /** Undefined where no value is finite. */
  readonly least: number | undefined
  readonly greatest: number | undefined
}

/** In the unit of the column. What has no value is undefined: all of nothing, the spread of one value, what overflows. */
export interface Moments extends Extent {
  readonly mean: number | undefined
  /** Of the sample, with `count - 1` degrees of freedom. */
  readonly standardDeviation: number | undefined
  /** Of the mean, as if the values were drawn independently: a quasi-random sample is better than this. */
  readonly standardError: number | undefined
}

/** The bounds of the finite values, in one pass. */
export function extent(column: Float64Array): Extent {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let count = 0
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!Number.isFinite(value)) continue
    if (value < least) least = value
    if (value > greatest) greatest = value
    count++
  }
  const refused = column.length - count
  if (count === 0) return { count, refused, least: undefined, greatest: undefined }
  // -0 is no other value than 0
  return { count, refused, least: least + 0, greatest: greatest + 0 }
}

/**
 * Mean and spread of the finite values of a column, in two passes: the variance is that of the deviations from the mean, less
 * what the rounding of the mean adds to it (Chan, Golub and LeVeque 1983, doi:10.1080/00031305.1983.10483115). The order of
 * summation is fixed, so that the figures depend on nothing but the column.
 */
export function moments(column: Float64Array): Moments {
  const bounds = extent(column)
  const { count } = bounds
  const mean = count === 0 ? undefined : finite(sumOf(column) / count)
  if (mean === undefined || count < 2)
    return { ...bounds, mean, standardDeviation: undefined, standardError: undefined }
  // the sum of many equal values may round: what is level has no spread
  if (bounds.least === bounds.greatest) return { ...bounds, mean: bounds.least, standardDeviation: 0, standardError: 0 }
  const standardDeviation = finite(Math.sqrt(squaresAbout(column, mean, count) / (count - 1)))
  const standardError = standardDeviation === undefined ? undefined : standardDeviation / Math.sqrt(count)
  return { ...bounds, mean, standardDeviation, standardError }
}

/** Relative spread below which the values of a column differ by nothing but the rounding of their computation. */
const ROUNDING = 1e-13

/** Whether all finite values of a column are one value, but for the rounding of float64. True of no values. */
export function isLevel({ least, greatest }: Extent): boolean {
  if (least === undefined || greatest === undefined) return true
  return greatest - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(greatest))
}

function sumOf(column: Float64Array): number {
  const sum = new Sum()
  for (let start = 0; start < column.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, column.length)
    let block = 0
    for (let i = start; i < end; i++) {
      const value = column[i] as number
      if (Number.isFinite(value)) block += value
    }
    sum.add(block)
  }
  return sum.value
}

function squaresAbout(column: Float64Array, mean: number, count: number): number {
  const squares = new Sum()
  const deviations = new Sum()
  for (let start = 0; start < column.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, column.length)
    let square = 0
    let deviation = 0
    for (let i = start; i < end; i++) {
      const value = column[i] as number
      if (!Number.isFinite(value)) continue
      const over = value - mean
      square += over * over
      deviation += over
    }
    squares.add(square)
    deviations.add(deviation)
  }
  return Math.max(0, squares.value - deviations.value ** 2 / count)
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}
