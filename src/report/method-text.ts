import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import { type Column, paragraph, table } from './table.ts'

/** What a costing method says beyond cost lines: statements, years, and the values that its goals came to. */
export function methodTexts(result: Result, width: number): string[] {
  return [...statements(result, width), years(result, width), goals(result, width)].filter((part) => part !== '')
}

function statements(result: Result, width: number): string[] {
  return result.statements.map(({ title, unit, terms, total }) => {
    const columns: Column[] = [{ head: title, align: 'left' }, { head: unit }]
    const least = total.abs().times('1e-20')
    const rows = terms
      .filter(({ value }) => value.abs().gt(least))
      .map(({ name, value }) => [spoken(name), formatNumber(value.toNumber(), 6)])
    return table(columns, [...rows, null, ['total', formatNumber(total.toNumber(), 6)]], width)
  })
}

function years({ years: found }: Result, width: number): string {
  if (found === undefined || found.shows.length === 0) return ''
  const columns = found.shows.flatMap((name) => found.columns.filter((column) => column.name === name))
  const head = columns.map(({ name, unit }) => ({ head: `${spoken(name)}${unit === '1' ? '' : `, ${unit}`}` }))
  const rows = found.years.map((year, i) => [
    year,
    ...columns.map(({ values }) => {
      const value = values[i]
      return value === null || value === undefined ? '-' : formatNumber(value, 6)
    }),
  ])
  return table([{ head: 'year' }, ...head], rows, width)
}

function goals(result: Result, width: number): string {
  if (result.goals.length === 0) return ''
  const name = Math.max(...result.goals.map(({ title }) => title.length))
  return result.goals
    .map(({ title, shown, reason, until, settled }) => {
      const many = shown.length > 1 ? ` (${shown.length} values: no single one can be told)` : ''
      const found = reason === undefined ? `${shown.join(', ')}${many}` : `none: ${reason}`
      const held = settled ? `, where ${until}` : ''
      return paragraph(`${title.padEnd(name)}  ${found}${held}`, width, ' '.repeat(name + 2))
    })
    .join('\n')
}

/** `dry_room` as words. */
function spoken(name: string): string {
  return name.replaceAll('_', ' ')
}
