import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Span } from '../document/span.ts'
import { type Origin, spanOf } from '../equation/system.ts'
import type { Workbench } from './workbench.ts'

/** Every `source:` must be in the bibliography; a number with neither source nor assumption is told as a warning, by document. */
export function checkSources(bench: Workbench, diagnostics: Diagnostics): void {
  const bare = new Map<string, string[]>()
  const told = new Set<string>()
  for (const { name, kind, statement, origin, value, choices } of bench.system.variables) {
    if (kind !== 'input' || origin === undefined) continue
    const { source, assumption } = statement ?? {}
    if (source !== undefined && !bench.book.sources.has(source) && !told.has(`${origin.document.file}|${source}`)) {
      told.add(`${origin.document.file}|${source}`)
      diagnostics.error('SOURCE_UNKNOWN', placeOf(source, origin), {
        name: source,
        near: nearest(source, bench.book.sources.keys()),
      })
    }
    if (source === undefined && assumption === undefined && value !== undefined && choices === undefined) {
      const names = bare.get(origin.document.file) ?? []
      names.push(name)
      bare.set(origin.document.file, names)
    }
  }
  const { book } = bench
  for (const { document, path, statement } of [...book.indices.values(), ...book.exchangeRates.values()])
    checkKnown(statement.source, { document, path: [...path, 'source'] }, bench, diagnostics)
  for (const { document, name, entry } of book.bands)
    checkKnown(entry.source, { document, path: ['bands', name, 'source'] }, bench, diagnostics)
  for (const [file, names] of bare) {
    const first = bench.system.find(names[0] as string)
    diagnostics.warn('NO_SOURCE', first?.origin === undefined ? undefined : spanOf(first.origin), {
      file,
      names: names.slice(0, 5),
      count: names.length,
    })
  }
}

function checkKnown(source: string | undefined, origin: Origin, bench: Workbench, diagnostics: Diagnostics): void {
  const { sources } = bench.book
  if (source === undefined || sources.has(source)) return
  diagnostics.error('SOURCE_UNKNOWN', spanOf(origin), { name: source, near: nearest(source, sources.keys()) })
}

/** Where the source is named: beside the number, or at the nearest thing around it that names it. */
function placeOf(source: string, origin: Origin): Span {
  const { document, path } = origin
  for (let length = path.length; length >= 0; length--) {
    const around = path.slice(0, length)
    let value = document.data
    for (const part of around) value = (value as Record<string | number, unknown> | null | undefined)?.[part]
    if ((value as { source?: unknown } | null | undefined)?.source === source) return document.at([...around, 'source'])
  }
  return spanOf(origin)
}
