import type { Cell, CellStyle, DataValidation, WriteOptions, WriteSheet } from 'hucre/xlsx'

export type NamedRange = NonNullable<WriteOptions['namedRanges']>[number]

/** A formula, without its sign, and what it came to when it was written. */
export interface Formula {
  readonly formula: string
  readonly result: number | string | null
}
export type Content = string | number | null | undefined | Formula

/** Characters that a cell holds. */
const LONGEST = 32_767
/** Texts that a spreadsheet takes for its own errors. */
const ERRORS: ReadonlySet<string> = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
])
/** Characters that no XML may hold: halves of pairs, and what is no character. */
const NO_CHARACTER = /[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** One sheet as it is filled. Rows and columns count from 0. A text is never taken for a formula, whatever it begins with. */
export class SheetPage {
  readonly name: string
  readonly #cells = new Map<string, Partial<Cell>>()
  readonly #validations: DataValidation[] = []
  readonly #heights = new Map<number, number>()
  #rows = 0

  constructor(name: string) {
    this.name = name
  }

  get rows(): number {
    return this.#rows
  }

  put(row: number, column: number, content: Content, style?: CellStyle): void {
    if (content === undefined || content === null) {
      if (style !== undefined) this.#set(row, column, { value: null, style })
    } else if (typeof content === 'number') this.#set(row, column, { value: content, style })
    else if (typeof content === 'string') this.#set(row, column, { ...textCell(content), style })
    else this.#set(row, column, { formula: content.formula, formulaResult: content.result, style })
  }

  /** Contents side by side, all in one style or each in its own. */
  row(row: number, contents: readonly Content[], style?: CellStyle | readonly (CellStyle | undefined)[]): void {
    for (const [column, content] of contents.entries())
      this.put(row, column, content, Array.isArray(style) ? style[column] : (style as CellStyle | undefined))
  }

  /** The height of a row of several lines, in points. */
  tall(row: number, height: number): void {
    this.#heights.set(row, height)
  }

  /** The cell as other sheets call it. */
  at(row: number, column: number): string {
    return `${quotedSheet(this.name)}!${cellAt(row, column)}`
  }

  /** Cells of one column as other sheets call them. */
  down(column: number, from: number, to: number): string {
    return `${this.at(from, column)}:${cellAt(to, column)}`
  }

  /** Holds a cell to one of some words; a list of more characters than a spreadsheet takes is left out. */
  chooses(row: number, column: number, words: readonly string[]): void {
    if (words.join(',').length > 250 || words.some((word) => /[",]/.test(word))) return
    const range = cellAt(row, column).replaceAll('$', '')
    const errorMessage = `One of: ${words.join(', ')}`.slice(0, 250)
    this.#validations.push({
      type: 'list',
      values: [...words],
      range,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorMessage,
    })
  }

  /** The sheet, and the name by which its first rows stand on every printed page. */
  finished(layout: {
    readonly widths: readonly number[]
    /** Rows and columns that stay in sight; the rows are printed on every page. */
    readonly rows?: number
    readonly columns?: number
    readonly isTall?: boolean
    /** Printed on larger paper. */
    readonly isWide?: boolean
  }): { sheet: WriteSheet; titles: NamedRange | undefined } {
    const { rows = 0, columns = 0, isTall = false, isWide = false } = layout
    const sheet: WriteSheet = {
      name: this.name,
      columns: layout.widths.map((width) => ({ width })),
      cells: this.#cells,
      rowDefs: new Map([...this.#wrapped(layout.widths), ...this.#heights].map(([row, height]) => [row, { height }])),
      ...(rows + columns > 0 && { freezePane: { rows, columns } }),
      ...(this.#validations.length > 0 && { dataValidations: this.#validations }),
      pageSetup: {
        paperSize: isWide ? 'a3' : 'a4',
        orientation: isTall ? 'portrait' : 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      },
    }
    const range = `${quotedSheet(this.name)}!$1:$${rows}`
    return { sheet, titles: rows === 0 ? undefined : { name: '_xlnm.Print_Titles', range, scope: this.name } }
  }

  /** Heights of rows whose texts go on over several lines: not every spreadsheet works them out when it opens a file. */
  #wrapped(widths: readonly number[]): Map<number, number> {
    const heights = new Map<number, number>()
    for (const [key, { value, style }] of this.#cells) {
      if (typeof value !== 'string' || style?.alignment?.wrapText !== true) continue
      const [row, column] = key.split(',').map(Number) as [number, number]
      const indent = (style.alignment.indent ?? 0) * INDENT
      const lines = linesOf(value, (widths[column] ?? USUAL_WIDTH) - indent)
      if (lines > 1) heights.set(row, Math.max(heights.get(row) ?? 0, lines * LINE))
    }
    return heights
  }

  #set(row: number, column: number, cell: Partial<Cell>): void {
    this.#rows = Math.max(this.#rows, row + 1)
    this.#cells.set(`${row},${column}`, cell)
  }
}

/** Points of a line, and characters of a step of indentation and of a column that nothing is said of. */
const LINE = 15
const INDENT = 2
const USUAL_WIDTH = 9

/** Lines that a text takes in a column of so many characters; a word that is longer is broken. */
function linesOf(text: string, width: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let used = 0
    lines += 1
    for (const { length } of paragraph.split(/(?<=[\s-])/)) {
      if (used > 0 && used + length > width + 1) {
        lines += 1
        used = 0
      }
      lines += Math.max(Math.ceil(length / width) - 1, 0)
      used += length > width ? length % width : length
    }
  }
  return lines
}

function textCell(text: string): Partial<Cell> {
  const kept = text.replace(NO_CHARACTER, '\uFFFD').slice(0, LONGEST)
  return ERRORS.has(kept) ? { richText: [{ text: kept }] } : { value: kept }
}

export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

/** `$B$5`. */
export function cellAt(row: number, column: number): string {
  return `$${letters(column)}$${row + 1}`
}

/** The column's letters: A, B, …, AA. */
export function letters(column: number): string {
  let text = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}
