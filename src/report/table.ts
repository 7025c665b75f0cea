/** A column of a text table: its head, and whether its figures are aligned on the right. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
}

/** Lays rows out in columns two spaces apart; a row of `null` draws a rule. */
export function table(columns: readonly Column[], rows: readonly (readonly string[] | null)[]): string {
  const widths = columns.map((column, i) => Math.max(column.head.length, ...rows.map((row) => (row?.[i] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => pad(cells[i] ?? '', widths[i] as number, column.align ?? 'right'))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [
    line(columns.map((column) => column.head)),
    rule,
    ...rows.map((row) => (row === null ? rule : line(row))),
  ].join('\n')
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width)
}
