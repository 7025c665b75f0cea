/** Points of a design, one a row: the values of its factors, row by row in one array. */
export interface Points {
  readonly rows: number
  /** Factors: values in a row. */
  readonly dimensions: number
  /** `rows × dimensions` values. */
  readonly values: Float64Array
}

/** The points of rows of equal length. Throws a `RangeError` on a row of another length than the first. */
export function pointsOf(rows: readonly ArrayLike<number>[]): Points {
  const dimensions = rows[0]?.length ?? 0
  const values = new Float64Array(rows.length * dimensions)
  for (const [i, row] of rows.entries()) {
    if (row.length !== dimensions) throw new RangeError(`row ${i} has ${row.length} values, row 0 ${dimensions}`)
    values.set(row, i * dimensions)
  }
  return { rows: rows.length, dimensions, values }
}

export function valueAt({ values, dimensions }: Points, row: number, factor: number): number {
  return values[row * dimensions + factor] as number
}
