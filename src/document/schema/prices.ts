import * as z from 'zod/mini'
import { called, format, maybe, note, text } from './describe.ts'
import { documentName, named } from './names.ts'
import { headed, type NumberValue, numberSchema, type Provenance, type Words } from './number.ts'
import { type Role, roleSchema } from './operation.ts'

/** An entry of the bibliography. */
export interface SourceEntry {
  title: string
  authors?: string
  year?: string
  journal?: string
  publisher?: string
  doi?: string
  url?: string
  accessed?: string
  licence?: string
  note?: string
}

interface CatalogueKeys extends Words, Provenance {
  role?: Role
  formula?: string
  measure?: string
  traits?: string[]
  price?: NumberValue
  counts_as?: CatalogueTag
}
/** A material, a utility, labour, a service, a machine or an index; each further key is a number of its own. */
export type CatalogueEntry = CatalogueKeys & Record<string, unknown>
export type CatalogueTag = 'electricity' | 'heat' | 'labour'

/** Figures by year: an index of prices, or the rate of a currency. */
export interface DatedEntry extends Words, Provenance {
  values: Record<string, string>
}
export interface IndexEntry extends DatedEntry {
  applies_to: PriceSection[]
}
export type PriceSection = (typeof priceSections)[number]
const priceSections = ['materials', 'utilities', 'labour', 'services', 'equipment', 'plant'] as const

/** What a functional unit may plausibly cost in plants of a size. */
export interface BandEntry extends Words, Provenance {
  output_from: string
  output_to: string
  warn_below: string
  expected_low?: string
  expected_high?: string
  warn_above: string
}

export interface PricesDocument extends Words, Provenance {
  format: string
  scenario?: string
  sources?: Record<string, SourceEntry>
  materials?: Record<string, CatalogueEntry>
  utilities?: Record<string, CatalogueEntry>
  labour?: Record<string, CatalogueEntry>
  services?: Record<string, CatalogueEntry>
  equipment?: Record<string, CatalogueEntry>
  indices?: Record<string, IndexEntry>
  exchange_rates?: Record<string, DatedEntry>
  bands?: Record<string, BandEntry>
}

const source = called(
  z.strictObject({
    title: text('Title'),
    authors: note('Authors'),
    year: note('Year of publication'),
    journal: note('Journal, with volume and pages'),
    publisher: note('Publisher or institution'),
    doi: note('DOI'),
    url: note('Address'),
    accessed: note('Day of access'),
    licence: note('Licence'),
    note: note('Anything worth knowing'),
  }),
  'a source',
  'A work that numbers come from',
)

const property = called(z.union([numberSchema]), 'a number with its unit, an expression, or a mapping with "value"')
const priced = { ...headed, price: maybe(numberSchema, 'Price per measure') }
const countsAs = maybe(z.enum(['electricity', 'heat', 'labour']), 'What its use counts as in the totals of a run')

const material = called(
  z.catchall(
    z.object({
      ...priced,
      role: maybe(roleSchema, 'Role in a stream'),
      formula: note('Chemical formula, for the element balance of reactions'),
      measure: note('Unit it is counted in; kg where nothing is said'),
      traits: maybe(z.array(text('A word')), 'Words that rules match, such as `sulfide` or `alcohol`'),
    }),
    property,
  ),
  'a material',
  'A material; further keys are properties, such as `density`',
)
const utility = called(z.catchall(z.object({ ...priced, counts_as: countsAs }), property), 'a utility')
const service = called(z.catchall(z.object(priced), property), 'a service')
const machine = called(
  z.catchall(z.object(priced), property),
  'a machine',
  'A machine; further keys are numbers, such as `size`, `exponent`, `lifetime`, `power`',
)
const dated = {
  ...headed,
  values: z.record(z.string(), called(text('A plain number'), 'a plain number')),
}
const index = called(
  z.strictObject({
    ...dated,
    applies_to: z.array(z.enum(priceSections)),
  }),
  'an index',
  'How prices moved from year to year; `applies_to` names the sections whose dated prices it moves',
)
const exchangeRate = called(z.strictObject(dated), 'an exchange rate', 'USD for one unit of the currency, by year')
const band = called(
  z.strictObject({
    ...headed,
    output_from: text('Least yearly output that the band holds for'),
    output_to: text('Greatest yearly output that the band holds for'),
    warn_below: text('Cost of a functional unit below which a result is warned of'),
    expected_low: note('Lower end of what is expected'),
    expected_high: note('Upper end of what is expected'),
    warn_above: text('Cost of a functional unit above which a result is warned of'),
  }),
  'a band',
  'What a functional unit may plausibly cost in plants of a size',
)

export const pricesSchema: z.ZodMiniType<PricesDocument> = called(
  z.strictObject({
    format,
    ...headed,
    scenario: z.optional(documentName('Name of a price scenario, the same as that of its file')),
    sources: maybe(z.record(z.string(), source), 'The bibliography'),
    materials: maybe(named(material), 'Materials'),
    utilities: maybe(named(utility), 'Utilities'),
    labour: maybe(named(utility), 'Labour'),
    services: maybe(named(service), 'Services, such as disposal'),
    equipment: maybe(named(machine), 'Machines'),
    indices: maybe(named(index), 'Price indices by year'),
    exchange_rates: maybe(z.record(z.string(), exchangeRate), 'Exchange rates by year'),
    bands: maybe(named(band), 'Plausible costs by the size of the plant'),
  }),
  'a price document',
  'Prices and properties, with their sources',
) as z.ZodMiniType<PricesDocument>
