import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { type Column, paragraph, table } from './table.ts'

/** From here on figures are told without decimal places. */
const LARGE = 10_000

/** What a costing method says beyond cost lines: statements, years, and the values that its goals came to. */
export function methodTexts(result: Result, width: number): string[] {
  return [...statements(result, width), years(result, width), goals(result, width)].filter((part) => part !== '')
}

function statements(result: Result, width: number): string[] {
  return result.statements.map(({ title, unit, terms, total }) => {
    const columns: Column[] = [{ head: title, align: 'left' }, { head: unit }]
    const largest = Decimal.max(0, ...terms.map(({ value }) => value.abs()))
    const least = largest.times('1e-20')
    // terms stand under each other digit by digit
    const figure = (value: Decimal): string => value.toFixed(largest.gte(LARGE) ? 0 : 4)
    const rows = terms
      .filter(({ value }) => value.abs().gt(least))
      .map(({ name, value }) => [spoken(name), figure(value)])
    // terms that cancel leave the rounding of their last digit
    const sum = total.abs().gt(least) ? total : new Decimal(0)
    return table(columns, [...rows, null, ['total', figure(sum)]], width)
  })
}

function years({ years: found }: Result, width: number): string {
  if (found === undefined || found.shows.length === 0) return ''
  // what is nothing in every year is no column
  const columns = found.shows
    .flatMap((name) => found.columns.filter((column) => column.name === name))
    .filter(({ values }) => values.some((value) => value !== 0))
  // a unit that all have is said once, so that more years' figures stand side by side
  const units = new Set(columns.map(({ unit }) => unit))
  const [shared] = units.size === 1 ? units : []
  const head = columns.map(({ name, unit }) => ({
    head: `${spoken(name)}${unit === '1' || shared !== undefined ? '' : `, ${unit}`}`,
  }))
  const rows = found.years.map((year, i) => [
    year,
    ...columns.map(({ values }) => {
      const value = values[i]
      if (value === null || value === undefined) return '-'
      // what is left of a sum that comes to nothing
      const least = Math.max(...values.map((other) => Math.abs(other ?? 0))) * 1e-20
      return formatNumber(Math.abs(value) < least ? 0 : value, 6)
    }),
  ])
  const title = shared === undefined || shared === '1' ? '' : `Year by year, ${shared}\n`
  return title + table([{ head: 'year' }, ...head], rows, width)
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
