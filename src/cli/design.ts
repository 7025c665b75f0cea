import { readFileSync } from 'node:fs'
import { Diagnostics } from '../document/diagnostic.ts'
import { SIZE_LIMIT } from '../document/read-yaml.ts'
import { optionSpan, optionText } from '../document/span.ts'
import type { Points } from '../study/statistics/points.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { checkReadable, EXIT, Failure, printDiagnostics, refuse } from './costing.ts'

/** Points that a file gives: a heading of input names, and a row a point, in the units that the inputs are told in. */
export interface Design {
  /** The inputs that it has a column of, in the order of its columns. */
  readonly inputs: readonly Uncertain[]
  /** In base units. */
  readonly points: Points
  /** Columns that are no input that varies: numbers of rows, figures, other routes' inputs. */
  readonly passedOver: readonly string[]
}

/** Headings may carry the unit, as `montecarlo --draws` writes them. */
const HEADING = /^\s*"?\s*([A-Za-z]\w*(?:\.\w+)*)\s*(?:\([^)]*\))?\s*"?\s*$/

/** Reads the points of a file of comma-separated numbers; `known` gives an input by its name. */
export function readDesign(file: string, known: (name: string) => Uncertain | undefined): Design {
  const diagnostics = new Diagnostics()
  const span = optionSpan('design', file)
  if (!checkReadable(file, diagnostics)) {
    printDiagnostics(diagnostics.list, optionText)
    throw new Failure(EXIT.input)
  }
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  if (text.length > SIZE_LIMIT * 4)
    refuse('FILE_TOO_LARGE', { file, length: text.length, limit: SIZE_LIMIT }, EXIT.input)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const heads = (lines[0] ?? '').split(',')
  const columns = heads.map((head) => {
    const [, name] = HEADING.exec(head) ?? []
    return name === undefined ? undefined : known(name)
  })
  const places = columns.flatMap((input, at) => (input === undefined ? [] : [{ input, at }]))
  if (places.length === 0)
    refuse('DESIGN_WITHOUT_INPUT', { file, heads: heads.map((head) => head.trim()) }, EXIT.input, span)
  const twice = places.find(({ input }, i) => places.findIndex((other) => other.input === input) !== i)
  if (twice !== undefined) refuse('VARY_TWICE', { name: twice.input.name }, EXIT.input, span)
  const rows = lines.length - 1
  if (rows < 2) refuse('DESIGN_TOO_SHORT', { file, rows }, EXIT.input, span)
  const values = new Float64Array(rows * places.length)
  for (let row = 0; row < rows; row++) {
    const cells = (lines[row + 1] as string).split(',')
    if (cells.length !== heads.length)
      refuse('DESIGN_ROW', { file, row: row + 1, cells: cells.length, heads: heads.length }, EXIT.input, span)
    for (const [i, { input, at }] of places.entries()) {
      const cell = (cells[at] as string).trim()
      const value = cell === '' ? Number.NaN : Number(cell)
      if (!Number.isFinite(value))
        refuse('DESIGN_CELL', { file, row: row + 1, name: input.name, cell }, EXIT.input, span)
      const { factor, offset } = input.unit
      values[row * places.length + i] = value * factor.toNumber() + offset.toNumber()
    }
  }
  return {
    inputs: places.map(({ input }) => input),
    points: { rows, dimensions: places.length, values },
    passedOver: heads.map((head) => head.trim()).filter((_, at) => columns[at] === undefined),
  }
}
