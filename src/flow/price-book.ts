import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path } from '../document/positioned.ts'
import type { PricesDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import type { Inherited, NumberText } from '../equation/number.ts'

/** An entry of a price document with its place: a material, a utility, a wage, a service, a machine. */
export interface Entry {
  readonly name: string
  /** Where it is first written. */
  readonly document: Checked<PricesDocument>
  readonly path: Path
  readonly fields: ReadonlyMap<string, Field>
}

/** One field of an entry: a price overlay may replace one and leave the others. */
export interface Field {
  readonly given: unknown
  readonly document: Checked<PricesDocument>
  readonly path: Path
  readonly inherited: Inherited
}

/** A work that figures are cited from. */
export interface BibliographyEntry {
  readonly title: string
  readonly authors?: string
  readonly year?: string | number
  readonly journal?: string
  readonly doi?: string
  readonly url?: string
  readonly note?: string
}

/** Everything the price documents say, by name; a later document replaces an entry of an earlier one field by field. */
export interface PriceBook {
  readonly materials: ReadonlyMap<string, Entry>
  /** Utilities, labour and services: whatever has a price and is no material. */
  readonly services: ReadonlyMap<string, Entry>
  readonly equipment: ReadonlyMap<string, Entry>
  readonly sources: ReadonlyMap<string, BibliographyEntry>
}

/** The words of an entry that are no numbers. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'about',
  'note',
  'role',
  'formula',
  'measure',
  'counts_as',
  'source',
  'at',
  'assumption',
  'year',
  'basis',
])

const SERVICE_SECTIONS = ['utilities', 'labour', 'services'] as const

export function readPriceBook(documents: readonly Checked<PricesDocument>[], diagnostics: Diagnostics): PriceBook {
  const materials = new Map<string, Entry>()
  const services = new Map<string, Entry>()
  const equipment = new Map<string, Entry>()
  const sources = new Map<string, BibliographyEntry>()
  for (const document of documents) {
    const { value } = document
    const collect = (
      section: 'materials' | 'equipment' | (typeof SERVICE_SECTIONS)[number],
      into: Map<string, Entry>,
    ): void => {
      for (const [name, fields] of Object.entries(value[section] ?? {})) {
        const text = fields as Record<string, string | undefined>
        const inherited: Inherited =
          text.source !== undefined || text.assumption !== undefined
            ? { source: text.source, at: text.at, assumption: text.assumption }
            : { source: value.source, at: value.at, assumption: value.assumption }
        const path = [section, name]
        const earlier = into.get(name)
        const merged = new Map<string, Field>(earlier?.fields)
        for (const [field, given] of Object.entries(fields)) {
          if (given !== undefined && given !== null)
            merged.set(field, { given, document, path: [...path, field], inherited })
        }
        into.set(name, { name, document: earlier?.document ?? document, path: earlier?.path ?? path, fields: merged })
      }
    }
    collect('materials', materials)
    for (const section of SERVICE_SECTIONS) collect(section, services)
    collect('equipment', equipment)
    for (const [key, entry] of Object.entries(value.sources ?? {})) sources.set(key, entry as BibliographyEntry)
  }
  for (const [name, entry] of services) {
    const material = materials.get(name)
    if (material === undefined) continue
    const related = [{ span: material.document.at(material.path, 'key'), note: 'a material' }]
    diagnostics.error('NAME_TWICE', entry.document.at(entry.path, 'key'), { name }, related)
  }
  return { materials, services, equipment, sources }
}

/** A numeric field of an entry; undefined where the entry has none of that name. */
export function numberField(entry: Entry, name: string): (Field & { readonly given: NumberText }) | undefined {
  if (TEXT_FIELDS.has(name)) return undefined
  const field = entry.fields.get(name)
  return field === undefined ? undefined : { ...field, given: field.given as NumberText }
}

/** A field that is words: a role, a formula, a title. */
export function textField(entry: Entry, name: string): string | undefined {
  const given = entry.fields.get(name)?.given
  return given === undefined ? undefined : String(given)
}
