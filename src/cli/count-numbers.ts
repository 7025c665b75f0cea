// Counts the numbers of the bundled documents by what they rest on; `npm run provenance` fails where one rests on nothing.
import { kindOf } from '../document/kind.ts'
import { type AuditedNumber, auditNumbers, type Standing } from '../flow/audit.ts'
import { table } from '../report/table.ts'
import { snapshots } from './write-snapshots.ts'

const STANDINGS: readonly Standing[] = ['cited', 'assumption that cites', 'assumption', 'bare']
/** Folders by which the counts are told. */
const FOLDERS = [
  'flows/operations',
  'flows/methods',
  'flows/supply',
  'flows/finishes',
  'flows/rules',
  'flows',
  'prices/plants',
  'prices/scenarios',
  'prices',
]

/** Every number of the bundled documents, by file. */
export function bundledNumbers(): Map<string, AuditedNumber[]> {
  const found = new Map<string, AuditedNumber[]>()
  for (const [file, { data }] of Object.entries(snapshots())) {
    const kind = kindOf(data)
    if (kind !== undefined) found.set(file, auditNumbers(kind, data))
  }
  return found
}

/** What is wrong with them: numbers that rest on nothing, and sources that the bibliography lacks. */
export function numberProblems(numbers: ReadonlyMap<string, readonly AuditedNumber[]>): string[] {
  const known = new Set<string>()
  for (const { data } of Object.values(snapshots()))
    for (const key of Object.keys((data as { sources?: object }).sources ?? {})) known.add(key)
  return [...numbers].flatMap(([file, list]) =>
    list.flatMap(({ path, text, standing, source }) => {
      const place = `${file}: ${path.join('.')} = ${text}`
      if (standing === 'bare') return [`${place} has neither a source nor an assumption`]
      return source !== undefined && !known.has(source) ? [`${place} cites ${source}, which no bibliography has`] : []
    }),
  )
}

/** The counts as a table. */
export function countText(numbers: ReadonlyMap<string, readonly AuditedNumber[]>): string {
  const counts = new Map(FOLDERS.map((folder) => [folder, STANDINGS.map(() => 0)]))
  for (const [file, list] of numbers) {
    const row = counts.get(FOLDERS.find((folder) => file.startsWith(`${folder}/`)) ?? '') ?? []
    for (const { standing } of list) {
      const at = STANDINGS.indexOf(standing)
      row[at] = (row[at] ?? 0) + 1
    }
  }
  const sums = STANDINGS.map((_, at) => [...counts.values()].reduce((sum, row) => sum + (row[at] ?? 0), 0))
  const columns = [{ head: 'numbers in', align: 'left' as const }, ...STANDINGS.map((head) => ({ head }))]
  const rows = [...counts].map(([folder, row]) => [folder, ...row.map(String)])
  return table(columns, [...rows, null, ['all', ...sums.map(String)]])
}

if (process.argv[2] === 'count') {
  const numbers = bundledNumbers()
  const problems = numberProblems(numbers)
  process.stdout.write(`${[countText(numbers), ...problems].join('\n')}\n`)
  if (problems.length > 0) process.exitCode = 1
}
