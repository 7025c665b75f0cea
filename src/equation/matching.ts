/** Relations (rows) against the amounts (columns) that each could determine. */
export interface Incidence {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  columnsOf(row: number): readonly number[]
  /** The column a row would rather determine, as its author wrote it. */
  preferred(row: number): number | undefined
}

export interface Matching {
  readonly pairs: readonly (readonly [row: number, column: number])[]
  readonly unmatchedRows: readonly number[]
  /** For each column left over, it and the columns that could take its place: the degrees of freedom that remain. */
  readonly groups: readonly (readonly number[])[]
}

/**
 * A largest matching of rows to columns: forced choices first (a row with one column, a column with one row), the
 * preferred column next, augmenting paths last. No recursion: a loop through thousands of steps must not overflow.
 */
export function matchRest(incidence: Incidence): Matching {
  const columnsOf = new Map(incidence.rows.map((row) => [row, [...incidence.columnsOf(row)]]))
  const rowsOf = new Map<number, number[]>(incidence.columns.map((column) => [column, []]))
  for (const [row, columns] of columnsOf) for (const column of columns) rowsOf.get(column)?.push(row)
  const columnOfRow = new Map<number, number>()
  const rowOfColumn = new Map<number, number>()
  const pair = (row: number, column: number): void => {
    columnOfRow.set(row, column)
    rowOfColumn.set(column, row)
  }

  forced(columnsOf, rowsOf, columnOfRow, rowOfColumn, pair)
  for (const row of incidence.rows) {
    const wish = incidence.preferred(row)
    if (!columnOfRow.has(row) && wish !== undefined && rowsOf.has(wish) && !rowOfColumn.has(wish)) pair(row, wish)
  }
  for (const row of incidence.rows) if (!columnOfRow.has(row)) augment(row, columnsOf, rowOfColumn, pair)

  const free = incidence.columns.filter((column) => !rowOfColumn.has(column))
  return {
    pairs: [...columnOfRow],
    unmatchedRows: incidence.rows.filter((row) => !columnOfRow.has(row)),
    groups: groupsOf(free, rowsOf, columnOfRow),
  }
}

function forced(
  columnsOf: ReadonlyMap<number, readonly number[]>,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  columnOfRow: ReadonlyMap<number, number>,
  rowOfColumn: ReadonlyMap<number, number>,
  pair: (row: number, column: number) => void,
): void {
  const rowDegree = new Map([...columnsOf].map(([row, columns]) => [row, columns.length]))
  const columnDegree = new Map([...rowsOf].map(([column, rows]) => [column, rows.length]))
  const work: (readonly ['row' | 'column', number])[] = []
  for (const [row, degree] of rowDegree) if (degree === 1) work.push(['row', row])
  for (const [column, degree] of columnDegree) if (degree === 1) work.push(['column', column])
  for (let next = 0; next < work.length; next++) {
    const [side, number] = work[next] as readonly ['row' | 'column', number]
    const row = side === 'row' ? number : rowsOf.get(number)?.find((candidate) => !columnOfRow.has(candidate))
    const column = side === 'column' ? number : columnsOf.get(number)?.find((candidate) => !rowOfColumn.has(candidate))
    if (row === undefined || column === undefined || columnOfRow.has(row) || rowOfColumn.has(column)) continue
    pair(row, column)
    for (const other of rowsOf.get(column) ?? []) {
      const degree = (rowDegree.get(other) ?? 0) - 1
      rowDegree.set(other, degree)
      if (degree === 1) work.push(['row', other])
    }
    for (const other of columnsOf.get(row) ?? []) {
      const degree = (columnDegree.get(other) ?? 0) - 1
      columnDegree.set(other, degree)
      if (degree === 1) work.push(['column', other])
    }
  }
}

/** Breadth-first search for a free column along alternating pairs. */
function augment(
  start: number,
  columnsOf: ReadonlyMap<number, readonly number[]>,
  rowOfColumn: ReadonlyMap<number, number>,
  pair: (row: number, column: number) => void,
): void {
  const cameFrom = new Map<number, number>()
  const queue = [start]
  for (let next = 0; next < queue.length; next++) {
    const row = queue[next] as number
    for (const column of columnsOf.get(row) ?? []) {
      if (cameFrom.has(column)) continue
      cameFrom.set(column, row)
      const holder = rowOfColumn.get(column)
      if (holder !== undefined) {
        queue.push(holder)
        continue
      }
      flip(column, start, cameFrom, rowOfColumn, pair)
      return
    }
  }
}

function flip(
  end: number,
  start: number,
  cameFrom: ReadonlyMap<number, number>,
  rowOfColumn: ReadonlyMap<number, number>,
  pair: (row: number, column: number) => void,
): void {
  const columnOf = new Map([...rowOfColumn].map(([column, row]) => [row, column]))
  for (let column: number | undefined = end; column !== undefined; ) {
    const row = cameFrom.get(column) as number
    const before = columnOf.get(row)
    pair(row, column)
    if (row === start) return
    column = before
  }
}

function groupsOf(
  free: readonly number[],
  rowsOf: ReadonlyMap<number, readonly number[]>,
  columnOfRow: ReadonlyMap<number, number>,
): number[][] {
  const seen = new Set<number>()
  const groups: number[][] = []
  for (const start of free) {
    const group = [start]
    const reached = new Set(group)
    for (let next = 0; next < group.length; next++) {
      for (const row of rowsOf.get(group[next] as number) ?? []) {
        const column = columnOfRow.get(row)
        if (column === undefined || reached.has(column)) continue
        reached.add(column)
        group.push(column)
      }
    }
    // groups that overlap are one missing statement each, told once for what they share
    if (group.every((column) => seen.has(column))) continue
    for (const column of group) seen.add(column)
    groups.push(group)
  }
  return groups
}
