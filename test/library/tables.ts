import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

const LIBRARY = 'flows/README.md'

/** A Markdown table; numbers stand to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[], numbers = 0): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = head.map((_, column) => (column < head.length - numbers ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

/** Holds the text between two comments of a README to what is computed; UPDATE_LIBRARY=1 writes it anew. */
export function holdBetween(name: string, text: string, file: string = LIBRARY): void {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const before = readFileSync(file, 'utf8')
  const [start, end] = [before.indexOf(from), before.indexOf(to)]
  expect(start, `${file} has no ${from}`).toBeGreaterThan(-1)
  expect(end, `${file} has no ${to}`).toBeGreaterThan(start)
  const now = `${before.slice(0, start + from.length)}\n\n${text}\n\n${before.slice(end)}`
  if (process.env.UPDATE_LIBRARY === '1') writeFileSync(file, now)
  else expect(before, 'UPDATE_LIBRARY=1 npx vitest run test/library writes it anew').toBe(now)
}
