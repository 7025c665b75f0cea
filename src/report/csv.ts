/** A cell that a spreadsheet would take for a formula: nothing that a document names may run there. */
const FORMULA = /^[=+\-@\t\r]/

/** Rows as comma-separated values (RFC 4180), with a heading; an empty cell for what is not there. */
export function csv(heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [heads, ...rows].map((row) => row.map(cell).join(',')).join('\n')
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value))
  const text = !isNumber && FORMULA.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
