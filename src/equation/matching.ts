/** Relations (rows) against the amounts (columns) that each could determine. */
export interface Incidence {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  columnsOf(row: number): readonly number[]
  /** The columns a row would rather determine, best first; none where it does not mind. */
  preferred(row: number): readonly number[]
  /** Whether a row may state a column without being turned toward it. */
  mayTear(row: number, column: number): boolean
}

export interface Matching {
  readonly pairs: readonly (readonly [row: number, column: number])[]
  /**
   * Rows that close a loop over one column which no other row gives: all other rows keep what they would rather determine,
   * and the column is found by elimination. So a fork with a share of 0 is no division by 0.
   */
  readonly torn: readonly (readonly [row: number, column: number])[]
  readonly unmatchedRows: readonly number[]
  /** For each column left over, it and the columns that could take its place: the degrees of freedom that remain. */
  readonly groups: readonly (readonly number[])[]
}

/**
 * A largest matching of rows to columns: forced choices first (a row with one column, a column with one row), as many
 * preferred columns as can be next, any column last. No recursion: a loop through thousands of steps must not overflow.
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
  const wishes = new Map(
    incidence.rows.map((row) => [row, incidence.preferred(row).filter((column) => rowsOf.has(column))]),
  )
  for (const row of incidence.rows) if (!columnOfRow.has(row)) augment(row, wishes, columnOfRow, rowOfColumn, pair)
  const wished = new Map(columnOfRow)
  for (const row of incidence.rows) if (!columnOfRow.has(row)) augment(row, columnsOf, columnOfRow, rowOfColumn, pair)

  const free = incidence.columns.filter((column) => !rowOfColumn.has(column))
  const unmatchedRows = incidence.rows.filter((row) => !columnOfRow.has(row))
  const torn = free.length + unmatchedRows.length === 0 ? tear(incidence, wished, columnOfRow, columnsOf, rowsOf) : []
  return {
    pairs: [...columnOfRow],
    torn,
    unmatchedRows,
    groups: groupsOf(free, rowsOf, columnOfRow),
  }
}

/** Gives the rows of a connected part back their wishes where all but one of them had one; that one is torn. */
function tear(
  incidence: Incidence,
  wished: ReadonlyMap<number, number>,
  columnOfRow: Map<number, number>,
  columnsOf: ReadonlyMap<number, readonly number[]>,
  rowsOf: ReadonlyMap<number, readonly number[]>,
): [number, number][] {
  const torn: [number, number][] = []
  const seen = new Set<number>()
  for (const start of incidence.rows) {
    if (wished.has(start) || seen.has(start)) continue
    const part = [start]
    seen.add(start)
    for (let next = 0; next < part.length; next++) {
      for (const column of columnsOf.get(part[next] as number) ?? []) {
        for (const row of rowsOf.get(column) ?? []) {
          if (seen.has(row)) continue
          seen.add(row)
          part.push(row)
        }
      }
    }
    const given = new Set(part.map((row) => wished.get(row)))
    const column = part.map((row) => columnOfRow.get(row) as number).find((each) => !given.has(each)) as number
    if (part.some((row) => row !== start && !wished.has(row)) || !incidence.mayTear(start, column)) continue
    for (const row of part) columnOfRow.set(row, wished.get(row) ?? column)
    columnOfRow.delete(start)
    torn.push([start, column])
  }
  return torn
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
  columnOfRow: ReadonlyMap<number, number>,
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
      flip(column, start, cameFrom, columnOfRow, pair)
      return
    }
  }
}

function flip(
  end: number,
  start: number,
  cameFrom: ReadonlyMap<number, number>,
  columnOfRow: ReadonlyMap<number, number>,
  pair: (row: number, column: number) => void,
): void {
  for (let column: number | undefined = end; column !== undefined; ) {
    const row = cameFrom.get(column) as number
    const before = columnOfRow.get(row)
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
