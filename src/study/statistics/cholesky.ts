/** A symmetric matrix, row by row in one array of `size × size`. */
export interface Matrix {
  readonly size: number
  readonly values: Float64Array
}

/** A row of a correlation matrix that depends on rows before it. */
export interface Dependent {
  readonly row: number
  /** The rows before it that it is a linear combination of. */
  readonly of: readonly number[]
}

/** Share of a variable's variance that must be its own: below it, rounding has most of the solution. */
const OWN = 1e-10
/** Weight in a combination, of variables of variance 1, below which one has no part in it. */
const PART = 1e-4

/** The lower triangle L of L Lᵀ = R, of a correlation matrix; or the first row that depends on those before it. */
export function cholesky({ size, values }: Matrix): Matrix | Dependent {
  const factor = new Float64Array(size * size)
  const at = (row: number, column: number): number => factor[row * size + column] as number
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = values[row * size + column] as number
      for (let k = 0; k < column; k++) rest -= at(row, k) * at(column, k)
      if (column < row) factor[row * size + column] = rest / at(column, column)
      else if (rest > OWN) factor[row * size + row] = Math.sqrt(rest)
      else {
        const weights = solveTransposed({ size, values: factor }, factor.slice(row * size, row * size + row))
        return { row, of: [...weights.keys()].filter((i) => Math.abs(weights[i] as number) > PART) }
      }
    }
  }
  return { size, values: factor }
}

/** x of L Lᵀ x = y. */
export function solve(lower: Matrix, right: Float64Array): Float64Array {
  const { size, values } = lower
  const half = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    let rest = half[row] as number
    for (let k = 0; k < row; k++) rest -= (values[row * size + k] as number) * (half[k] as number)
    half[row] = rest / (values[row * size + row] as number)
  }
  return solveTransposed(lower, half)
}

/** x of Lᵀ x = y, for as many of the first rows as y has. */
function solveTransposed({ size, values }: Matrix, right: Float64Array): Float64Array {
  const found = Float64Array.from(right)
  for (let row = found.length - 1; row >= 0; row--) {
    let rest = found[row] as number
    for (let k = row + 1; k < found.length; k++) rest -= (values[k * size + row] as number) * (found[k] as number)
    found[row] = rest / (values[row * size + row] as number)
  }
  return found
}
