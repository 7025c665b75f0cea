import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Shelf } from '../../src/cli/shelf.ts'
import type { LibraryKind } from '../../src/flow/library.ts'

const FOLDER = 'flows/coverage'

/** Where the library has what a source names: in documents of its own, or not, for a reason. */
interface Place {
  readonly covered_by?: readonly string[]
  /** How the same flow graph covers it with something else in it. */
  readonly how?: string
  readonly outside?: string
}

/** A flow, membrane or step that a source lists. */
export interface Entry extends Place {
  readonly id: string
  readonly entry: string
  readonly at: string
}

/** A material or machine that sources name. */
export interface Named extends Place {
  readonly name: string
  readonly named_by: readonly string[]
  /** What stands for another name, or for a grade without a price of its own. */
  readonly alias_of?: string
}

function readIn(file: string): Record<string, unknown> {
  return parse(readFileSync(join(FOLDER, file), 'utf8'))
}

/** Entries by the source that lists them. */
export const SYSTEMS: ReadonlyMap<string, readonly Entry[]> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.startsWith('systems-'))
    .sort()
    .map((file) => {
      const { source, entries } = readIn(file) as { source: string; entries: Entry[] }
      return [source, entries]
    }),
)
export const MATERIALS: readonly Named[] = readIn('materials.yaml').materials as Named[]
export const MACHINES: readonly Named[] = readIn('machines.yaml').machines as Named[]

const shelf = new Shelf()
const priceDocuments = shelf.bundledPrices().map(({ text }) => parse(text))
const keysOf = (section: string): Set<string> =>
  new Set(priceDocuments.flatMap((document) => Object.keys(document[section] ?? {})))

const names = (kind: LibraryKind, folder: string): ReadonlySet<string> => new Set(shelf.names(kind, `${folder}/x.yaml`))

/** Names that the library has, by kind. */
export const LIBRARY: Readonly<
  Record<
    'routes' | 'supply' | 'operations' | 'finishes' | 'methods' | 'materials' | 'machines' | 'sources',
    ReadonlySet<string>
  >
> = {
  routes: names('flow', 'flows'),
  supply: names('supply', 'flows/supply'),
  operations: names('operation', 'flows/operations'),
  finishes: names('finish', 'flows/finishes'),
  methods: names('method', 'flows/methods'),
  materials: keysOf('materials'),
  machines: keysOf('equipment'),
  sources: keysOf('sources'),
}
