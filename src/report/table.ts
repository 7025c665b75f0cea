/** A column of a text table: its head, and whether its figures are aligned on the right. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** A last column of words, which go on below where they are too long. */
  readonly words?: boolean
}

/** Columns of a terminal that says nothing of its width. */
export const PAGE_WIDTH = 80
const BETWEEN = '  '
/** A name is not cut shorter than this to make a table fit. */
const LEAST_NAME = 26

/**
 * Lays rows out in columns two spaces apart; a row of `null` draws a rule. The first column names the rows: where the table is
 * wider than `width`, its names are cut, and if that is not enough the other columns go on below, each part with the names.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[] | null)[],
  width: number = PAGE_WIDTH,
): string {
  if (columns.at(-1)?.words === true) return worded(columns, rows, width)
  const widths = columns.map((column, i) => Math.max(column.head.length, ...rows.map((row) => (row?.[i] ?? '').length)))
  const name = widths[0] as number
  const least = Math.min(name, LEAST_NAME)
  const parts: number[][] = []
  let part: number[] = []
  let used = least
  for (let i = 1; i < columns.length; i++) {
    const more = BETWEEN.length + (widths[i] as number)
    if (used + more > width && part.length > 0) {
      parts.push(part)
      part = []
      used = least
    }
    part.push(i)
    used += more
  }
  if (part.length > 0 || parts.length === 0) parts.push(part)
  // the names of all parts are cut alike
  const room = Math.min(
    ...parts.map((shown) => width - shown.reduce((sum, i) => sum + BETWEEN.length + (widths[i] as number), 0)),
  )
  widths[0] = Math.max(least, Math.min(name, room))
  return parts.map((shown) => laidOut(columns, rows, [0, ...shown], widths)).join('\n\n')
}

function laidOut(
  columns: readonly Column[],
  rows: readonly (readonly string[] | null)[],
  shown: readonly number[],
  widths: readonly number[],
): string {
  const line = (cells: readonly string[]): string =>
    shown
      .map((i) => pad(cut(cells[i] ?? '', widths[i] as number), widths[i] as number, columns[i]?.align ?? 'right'))
      .join(BETWEEN)
      .trimEnd()
  const rule = shown.map((i) => '-'.repeat(widths[i] as number)).join(BETWEEN)
  return [
    line(columns.map((column) => column.head)),
    rule,
    ...rows.map((row) => (row === null ? rule : line(row))),
  ].join('\n')
}

/** The end of a name tells more than its middle: supply.Li6PS5Cl.annealing and …milling begin alike. */
export function cut(text: string, width: number): string {
  if (text.length <= width) return text
  const end = Math.ceil((width - 1) / 2)
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width)
}

/** A table whose last column is words: nothing is cut, and long words go on below. */
function worded(columns: readonly Column[], rows: readonly (readonly string[] | null)[], width: number): string {
  const last = columns.length - 1
  const widths = columns.map((column, i) => Math.max(column.head.length, ...rows.map((row) => (row?.[i] ?? '').length)))
  const before = widths.slice(0, last).reduce((sum, w) => sum + w + BETWEEN.length, 0)
  widths[last] = Math.min(widths[last] as number, Math.max(LEAST_NAME, width - before))
  const unfolded = rows.flatMap((row) => {
    if (row === null) return [null]
    const lines = paragraph(row[last] ?? '', widths[last] as number, '').split('\n')
    return lines.map((line, i) => [...(i === 0 ? row.slice(0, last) : row.slice(0, last).map(() => '')), line])
  })
  return laidOut(
    columns,
    unfolded,
    columns.map((_, i) => i),
    widths,
  )
}

/** Words in lines of at most `width` characters; further lines begin with `indent`. */
export function paragraph(text: string, width: number, indent = '  '): string {
  const lines: string[] = []
  // a figure stays with its unit
  for (const word of text.split(/(?<![\d.]) | (?=[^A-Za-z%])/)) {
    const last = lines[lines.length - 1]
    const longer = `${last} ${word}`
    if (last !== undefined && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(lines.length === 0 ? word : indent + word)
  }
  return lines.join('\n')
}

/** Lines of at most `width` characters, broken at the separator where needed. */
export function wrapped(parts: readonly string[], separator: string, width: number): string {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines[lines.length - 1]
    const longer = `${last}${separator}${part}`
    if (last !== undefined && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines.join('\n')
}
