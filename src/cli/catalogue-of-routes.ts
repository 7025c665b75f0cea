import { join } from 'node:path'
import { Diagnostics } from '../document/diagnostic.ts'
import type { FlowDocument } from '../document/schema.ts'
import { Documents } from '../flow/documents.ts'
import type { CatalogueEntry } from '../report/explorer/page-data.ts'
import type { Shelf } from './shelf.ts'

/** Routes that are shown at first: those that most others are based on, of unlike families. */
const FIRST = 2

/** The bundled routes, and which of them to begin with; documents are read, and nothing is costed. */
export function catalogueOf(shelf: Shelf): {
  readonly entries: readonly CatalogueEntry[]
  readonly first: readonly string[]
} {
  const documents = new Documents(shelf, new Diagnostics())
  const read = new Map<string, FlowDocument>()
  for (const name of shelf.names('flow', join(shelf.root, 'flows', 'x.yaml'))) {
    const given = shelf.route(name)
    const document = given && documents.flow(given)
    if (document !== undefined) read.set(name, document.value)
  }
  const chain = (name: string): string[] => {
    const names: string[] = []
    for (let at: string | undefined = name; at !== undefined && !names.includes(at); at = read.get(at)?.based_on)
      names.push(at)
    return names
  }
  const stated = (name: string, key: 'family' | 'title'): string => {
    const from = chain(name).find((one) => read.get(one)?.[key] !== undefined)
    return (from === undefined ? undefined : read.get(from)?.[key]) ?? ''
  }
  const entries = [...read.keys()].map((name) => ({
    name,
    title: stated(name, 'title'),
    family: stated(name, 'family'),
  }))
  const sizeOf = (family: string): number => entries.filter((entry) => entry.family === family).length
  const above = [...read.keys()].flatMap((name) => chain(name).slice(1))
  const ranked = entries
    .map((entry) => ({ entry, count: above.filter((name) => name === entry.name).length }))
    .sort((a, b) => b.count - a.count)
    .map(({ entry }) => entry)
  const first = ranked.filter(({ family }, i) => ranked.findIndex((other) => other.family === family) === i)
  return {
    entries: entries.toSorted((a, b) => sizeOf(b.family) - sizeOf(a.family) || a.family.localeCompare(b.family)),
    first: first.slice(0, FIRST).map(({ name }) => name),
  }
}
