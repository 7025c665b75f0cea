import { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { readYaml } from '../document/read-yaml.ts'
import { Documents } from '../flow/documents.ts'
import { type LibraryKind, NOWHERE } from '../flow/library.ts'
import { type Entry, textField } from '../flow/price-book.ts'
import { table } from '../report/table.ts'
import { EXIT, Failure, printDiagnostics } from './costing.ts'
import { listedRoutes, routesText } from './list-routes.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { Shelf } from './shelf.ts'

type Row = Readonly<Record<string, string>>

const DOCUMENTS: Readonly<Record<string, LibraryKind>> = {
  routes: 'flow',
  operations: 'operation',
  plants: 'plant',
  methods: 'method',
  supply: 'supply',
  finishes: 'finish',
  scenarios: 'scenario',
}
export const LISTS: readonly string[] = [
  ...Object.keys(DOCUMENTS),
  'rules',
  'materials',
  'equipment',
  'utilities',
  'sources',
]

/** `fabroute list WHAT`: what is bundled. */
export function listCommand(what: string, options: { readonly json?: boolean }): void {
  const diagnostics = new Diagnostics()
  if (!LISTS.includes(what)) {
    diagnostics.error('LIST_UNKNOWN', undefined, { name: what, known: LISTS, near: nearest(what, LISTS) })
    printDiagnostics(diagnostics.list, () => undefined)
    throw new Failure(EXIT.command)
  }
  if (what === 'routes') {
    const routes = listedRoutes(new Shelf(), NOWHERE)
    if (options.json === true) printJson(routes)
    else printData(routesText(routes, terminalWidth()))
    return
  }
  const rows = rowsOf(what, diagnostics)
  if (options.json === true) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`)
  else if (rows.length === 0) process.stdout.write('none\n')
  else {
    const heads = Object.keys(rows[0] as Row)
    process.stdout.write(
      `${table(
        heads.map((head, i) => ({ head, align: 'left', words: i === heads.length - 1 })),
        rows.map((row) => heads.map((head) => row[head] ?? '')),
        terminalWidth(),
      )}\n`,
    )
  }
}

function rowsOf(what: string, diagnostics: Diagnostics): Row[] {
  const shelf = new Shelf()
  const kind = DOCUMENTS[what]
  if (kind !== undefined) {
    return shelf.names(kind, NOWHERE).map((name) => {
      const found = shelf.find(kind, name, NOWHERE)
      const data =
        found === undefined
          ? undefined
          : (readYaml(found.file, found.text, diagnostics)?.data as { title?: string } | undefined)
      return { name, title: data?.title ?? '' }
    })
  }
  const documents = new Documents(shelf, diagnostics)
  if (what === 'rules')
    return documents.rules(NOWHERE).flatMap(({ value }) =>
      (['refuse', 'warn'] as const).flatMap((severity) =>
        Object.entries(value[severity] ?? {}).map(([rule, { title, source, at, because }]) => ({
          rule,
          severity,
          title: title ?? '',
          source: [source, at].filter((word) => word !== undefined).join(', '),
          because,
        })),
      ),
    )
  const book = documents.prices(NOWHERE)
  if (what === 'sources')
    return [...book.sources].map(([key, entry]) => ({ key, year: String(entry.year ?? ''), title: entry.title }))
  const entries: ReadonlyMap<string, Entry> =
    what === 'materials' ? book.materials : what === 'equipment' ? book.equipment : book.services
  return [...entries.values()].map((entry): Row => {
    const price = entry.fields.get('price')?.given
    const value =
      typeof price === 'object' && price !== null
        ? String((price as { value?: unknown }).value ?? '')
        : String(price ?? '')
    return what === 'materials'
      ? { name: entry.name, role: textField(entry, 'role') ?? '', price: value, title: textField(entry, 'title') ?? '' }
      : { name: entry.name, price: value, title: textField(entry, 'title') ?? '' }
  })
}
