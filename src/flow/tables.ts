import type { Diagnostics } from '../document/diagnostic.ts'
import type { PositionedDocument } from '../document/positioned.ts'
import type { TablesText } from '../document/schema.ts'
import { dimensionOfLiteral, readLiteral } from '../equation/read-expression.ts'
import type { Cell, Table } from '../equation/table.ts'
import { ANY, type Dimension, dimensionText } from '../quantity/dimension.ts'

/** Reads a document's `tables:`: a list, figures by name, or the points of a curve. */
export function readTables(
  document: PositionedDocument,
  given: TablesText | undefined,
  diagnostics: Diagnostics,
): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (const [name, text] of Object.entries(given ?? {})) {
    const path = ['tables', name]
    const cell = (at: (string | number)[], written: string | number): Cell | undefined => {
      const literal = readLiteral(document, [...path, ...at], written, diagnostics)
      return literal === undefined ? undefined : { value: literal.value, dimension: dimensionOfLiteral(literal) }
    }
    if (Array.isArray(text)) {
      const cells = text.map((written, i) => cell([i], written))
      if (cells.every((read) => read !== undefined)) tables.set(name, { kind: 'list', cells })
    } else if ('points' in text && Array.isArray(text.points)) {
      const table = readCurve(text.points as [string, string][], (text.between ?? 'linear') as 'linear' | 'step', cell)
      if (table === undefined) continue
      const rising = table.points.every(
        ([x], i) => i === 0 || x.value.gt((table.points[i - 1] as readonly [Cell, Cell])[0].value),
      )
      if (!sameDimensions(document, path, name, table, diagnostics)) continue
      if (!rising || table.points.length < 2) diagnostics.error('TABLE_ORDER', document.at(path), { name })
      else tables.set(name, table)
    } else {
      const cells = new Map<string, Cell>()
      for (const [key, written] of Object.entries(text as Record<string, string | number>)) {
        const read = cell([key], written)
        if (read !== undefined) cells.set(key, read)
      }
      tables.set(name, { kind: 'named', cells })
    }
  }
  return tables
}

/** One dimension for what is looked up and one for what is found; a bare 0 takes any. */
function sameDimensions(
  document: PositionedDocument,
  path: readonly string[],
  name: string,
  table: Table & { kind: 'points' },
  diagnostics: Diagnostics,
): boolean {
  for (const [column, which] of ['first figures of the points', 'second figures of the points'].entries()) {
    const dimensions = table.points.map((point) => (point[column] as Cell).dimension)
    const first = dimensions.find((dimension) => dimension !== ANY)
    const row = dimensions.findIndex((dimension) => dimension !== ANY && dimension !== first)
    if (first === undefined || row < 0) continue
    diagnostics.error('TABLE_DIMENSION', document.at([...path, 'points', row, column]), {
      name,
      which,
      first: dimensionText(first),
      other: dimensionText(dimensions[row] as Dimension),
    })
    return false
  }
  return true
}

function readCurve(
  points: readonly (readonly [string, string])[],
  between: 'linear' | 'step',
  cell: (at: (string | number)[], written: string | number) => Cell | undefined,
): (Table & { kind: 'points' }) | undefined {
  const read: [Cell, Cell][] = []
  for (const [i, [x, y]] of points.entries()) {
    const xCell = cell(['points', i, 0], x)
    const yCell = cell(['points', i, 1], y)
    if (xCell === undefined || yCell === undefined) return undefined
    read.push([xCell, yCell])
  }
  return { kind: 'points', points: read, between }
}
