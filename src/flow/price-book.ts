import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path } from '../document/positioned.ts'
import type { BandEntry, DatedEntry, PricesDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import type { Inherited, NumberText } from '../equation/number.ts'
import { readLiteral } from '../equation/read-expression.ts'
import type { Literal } from '../equation/syntax.ts'
import type { Statement } from '../equation/system.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { PLAIN } from '../quantity/dimension.ts'

/** An entry of a price document with its place: a material, a utility, a wage, a service, a machine. */
export interface Entry {
  readonly name: string
  /** The section it stands in; an index of prices says which sections it moves. */
  readonly section: Section
  /** Where it is first written. */
  readonly document: Checked<PricesDocument>
  readonly path: Path
  readonly fields: ReadonlyMap<string, Field>
  /** Stated by an overlay only. */
  readonly isOwn: boolean
}

/** One field of an entry: a price overlay may replace one and leave the others. */
export interface Field {
  readonly given: unknown
  readonly document: Checked<PricesDocument>
  readonly path: Path
  readonly inherited: Inherited
  /** Stated by an overlay. */
  readonly isOwn: boolean
  /** What it is laid over. */
  readonly beneath: Field | undefined
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

/** Sections of price documents whose money an index may move; `plant` is that of the plant's own parameters. */
export type Section = 'materials' | 'utilities' | 'labour' | 'services' | 'equipment' | 'plant'

/** Figures by year, with where they come from. */
export interface DatedTable {
  readonly name: string
  readonly document: Checked<PricesDocument>
  readonly path: Path
  readonly statement: Pick<Statement, 'title' | 'source' | 'at' | 'assumption'>
  readonly values: ReadonlyMap<number, Decimal>
}

/** How prices of a kind moved from year to year. */
export interface PriceIndex extends DatedTable {
  readonly appliesTo: readonly Section[]
}

/** Everything the price documents say, by name; a later document replaces an entry of an earlier one field by field. */
export interface PriceBook {
  readonly materials: ReadonlyMap<string, Entry>
  /** Utilities, labour and services: whatever has a price and is no material. */
  readonly services: ReadonlyMap<string, Entry>
  readonly equipment: ReadonlyMap<string, Entry>
  readonly sources: ReadonlyMap<string, BibliographyEntry>
  readonly indices: ReadonlyMap<string, PriceIndex>
  /** USD for one unit of a currency, by year. */
  readonly exchangeRates: ReadonlyMap<string, DatedTable>
  /** What a functional unit may plausibly cost, by the size of the plant; those of overlays first. */
  readonly bands: readonly Band[]
}

/** What a functional unit may plausibly cost in plants of a size. */
export interface Band {
  readonly name: string
  readonly document: Checked<PricesDocument>
  readonly entry: BandEntry
  /** Yearly outputs it holds for, and costs outside which a result is warned of. */
  readonly bounds: Readonly<Record<BandBound, Literal>>
}
const BAND_BOUNDS = ['output_from', 'output_to', 'warn_below', 'warn_above'] as const
export type BandBound = (typeof BAND_BOUNDS)[number]

/** The words of an entry that are no numbers. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'about',
  'note',
  'role',
  'formula',
  'measure',
  'traits',
  'counts_as',
  'source',
  'at',
  'assumption',
  'year',
  'basis',
])

const SERVICE_SECTIONS = ['utilities', 'labour', 'services'] as const

/** Reads documents that lie over each other; the first `bundled` of them are no overlays. */
export function readPriceBook(
  documents: readonly Checked<PricesDocument>[],
  diagnostics: Diagnostics,
  bundled: number = documents.length,
): PriceBook {
  const materials = new Map<string, Entry>()
  const services = new Map<string, Entry>()
  const equipment = new Map<string, Entry>()
  const sources = new Map<string, BibliographyEntry>()
  const indices = new Map<string, PriceIndex>()
  const exchangeRates = new Map(readExchangeRates(documents, diagnostics).map((table) => [table.name, table]))
  const bands = new Map<string, Band & { readonly layer: number }>()
  for (const [layer, document] of documents.entries()) {
    const { value } = document
    const isOwn = layer >= bundled
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
          if (given === undefined || given === null) continue
          const beneath = earlier?.fields.get(field)
          merged.set(field, { given, document, path: [...path, field], inherited, isOwn, beneath })
        }
        into.set(name, {
          name,
          section,
          document: earlier?.document ?? document,
          path: earlier?.path ?? path,
          fields: merged,
          isOwn: earlier?.isOwn ?? isOwn,
        })
      }
    }
    collect('materials', materials)
    for (const section of SERVICE_SECTIONS) collect(section, services)
    collect('equipment', equipment)
    for (const [key, entry] of Object.entries(value.sources ?? {})) sources.set(key, entry as BibliographyEntry)
    for (const [name, entry] of Object.entries(value.indices ?? {})) {
      const table = readDated(document, ['indices', name], name, entry, diagnostics)
      indices.set(name, { ...table, appliesTo: entry.applies_to as Section[] })
    }
    for (const [name, entry] of Object.entries(value.bands ?? {})) {
      const bounds = readBounds(document, name, entry, diagnostics)
      if (bounds !== undefined) bands.set(name, { name, document, entry, bounds, layer })
    }
  }
  for (const [name, entry] of services) {
    const material = materials.get(name)
    if (material === undefined) continue
    const related = [{ span: material.document.at(material.path, 'key'), note: 'a material' }]
    diagnostics.error('NAME_TWICE', entry.document.at(entry.path, 'key'), { name }, related)
  }
  return {
    materials,
    services,
    equipment,
    sources,
    indices,
    exchangeRates,
    bands: [...bands.values()].sort((a, b) => b.layer - a.layer),
  }
}

/** The exchange rates of some documents, the last of each currency last. */
export function readExchangeRates(
  documents: readonly Checked<PricesDocument>[],
  diagnostics: Diagnostics,
): DatedTable[] {
  return documents.flatMap((document) =>
    Object.entries(document.value.exchange_rates ?? {}).map(([name, entry]) =>
      readDated(document, ['exchange_rates', name], name, entry, diagnostics),
    ),
  )
}

/** The years and figures of an index or an exchange rate: plain positive numbers by years of four digits. */
function readDated(
  document: Checked<PricesDocument>,
  path: Path,
  name: string,
  entry: DatedEntry,
  diagnostics: Diagnostics,
): DatedTable {
  const values = new Map<number, Decimal>()
  for (const [year, text] of Object.entries(entry.values)) {
    const at = [...path, 'values', year]
    if (!/^\d{4}$/.test(year)) {
      diagnostics.error('YEAR_UNREADABLE', document.at(at, 'key'), { text: year })
      continue
    }
    const literal = readLiteral(document, at, text, diagnostics)
    if (literal === undefined) continue
    if (literal.dimension !== PLAIN || !literal.value.gt(0))
      diagnostics.error('INDEX_VALUE', document.at(at), { name, year, text: String(text) })
    else values.set(Number(year), literal.value)
  }
  const { title, source, at, assumption } = entry
  return { name, document, path, statement: { title, source, at, assumption }, values }
}

function readBounds(
  document: Checked<PricesDocument>,
  name: string,
  entry: BandEntry,
  diagnostics: Diagnostics,
): Band['bounds'] | undefined {
  const read = BAND_BOUNDS.map((key) => [key, readLiteral(document, ['bands', name, key], entry[key], diagnostics)])
  if (read.some(([, literal]) => literal === undefined)) return undefined
  const bounds = Object.fromEntries(read) as Band['bounds']
  for (const [low, high] of [
    ['output_from', 'output_to'],
    ['warn_below', 'warn_above'],
  ] as const) {
    if (bounds[low].value.gte(0) && bounds[low].value.lte(bounds[high].value)) continue
    diagnostics.error('BAND_ORDER', document.at(['bands', name, low]), { name, low, high })
  }
  return bounds
}

/** A numeric field of an entry; undefined where the entry has none of that name. */
export function numberField(entry: Entry, name: string): (Field & { readonly given: NumberText }) | undefined {
  if (TEXT_FIELDS.has(name)) return undefined
  const field = entry.fields.get(name)
  return field === undefined ? undefined : { ...field, given: field.given as NumberText }
}

/** The name of the variable that a field of an entry becomes. */
export function variableOf({ name, section }: Entry, field: string): string {
  const head = section === 'materials' || section === 'equipment' ? section : 'services'
  return field === 'price' && head !== 'equipment' ? `prices.${name}` : `${head}.${name}.${field}`
}

/** A field that is words: a role, a formula, a title. */
export function textField(entry: Entry, name: string): string | undefined {
  const given = entry.fields.get(name)?.given
  return given === undefined ? undefined : String(given)
}
