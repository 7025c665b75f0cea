import type { Diagnostics } from '../document/diagnostic.ts'
import { type DocumentKind, KIND_NOUNS, kindOf, tellingKeys } from '../document/kind.ts'
import { nearest } from '../document/nearest.ts'
import type { PositionedDocument } from '../document/positioned.ts'
import { readYaml } from '../document/read-yaml.ts'
import {
  type FlowDocument,
  flowSchema,
  type MethodDocument,
  methodSchema,
  operationSchema,
  type PlantDocument,
  plantSchema,
  pricesSchema,
} from '../document/schema.ts'
import { checkedBefore } from '../document/snapshot.ts'
import { optionSpan, type Span } from '../document/span.ts'
import { type Checked, validate } from '../document/validate.ts'
import { useExchange } from '../equation/exchange.ts'
import { ExchangeRates } from './exchange-rates.ts'
import type { DocumentText, Library, LibraryKind } from './library.ts'
import { checkOverlaidPrices } from './overlaid.ts'
import { type PriceBook, readExchangeRates, readPriceBook } from './price-book.ts'
import { checkPrices } from './price-check.ts'
import { readTemplate, type Template } from './template.ts'

const MISSING = {
  flow: 'FLOW_UNKNOWN',
  supply: 'SUPPLY_UNKNOWN',
  operation: 'OPERATION_UNKNOWN',
  method: 'METHOD_UNKNOWN',
  plant: 'PLANT_UNKNOWN',
  scenario: 'SCENARIO_UNKNOWN',
} as const

/** Where a document was asked for; worked out only where it is missing. */
type Asked = () => Span | undefined

/** A plant by name or path, and where it is asked for. */
export interface NamedPlant {
  readonly name: string
  readonly asked: Asked
}

/** Reads the documents that a compilation asks for, each once. */
export class Documents {
  readonly #library: Library
  readonly #diagnostics: Diagnostics
  readonly #templates = new Map<string, Template | undefined>()
  /** Every text read, by file, for code frames. */
  readonly texts: Map<string, string> = new Map()
  readonly #bundled = new Set<string>()
  /** What money of other currencies is worth, once the prices are read. */
  readonly exchange: ExchangeRates = new ExchangeRates()

  constructor(library: Library, diagnostics: Diagnostics) {
    this.#library = library
    this.#diagnostics = diagnostics
  }

  /** Whether a document that was read came with the package. */
  isBundled(file: string): boolean {
    return this.#bundled.has(file)
  }

  flow(given: DocumentText): Checked<FlowDocument> | undefined {
    return this.#checked('flow', given, flowSchema)
  }

  supply(name: string, beside: string, asked: Asked): Checked<FlowDocument> | undefined {
    const found = this.#find('supply', name, beside, asked)
    return found === undefined ? undefined : this.#checked('flow', found, flowSchema)
  }

  operation(name: string, beside: string, asked: Asked): Template | undefined {
    const found = this.#find('operation', name, beside, asked)
    if (found === undefined) return undefined
    if (!this.#templates.has(found.file)) {
      const document = this.#checked('operation', found, operationSchema)
      this.#templates.set(found.file, document === undefined ? undefined : readTemplate(document, this.#diagnostics))
    }
    return this.#templates.get(found.file)
  }

  /** A costing method and what it is based on, the base first; empty where it is missing. */
  methods(name: string, beside: string, asked: Asked): Checked<MethodDocument>[] {
    const top = this.#method(name, beside, asked)
    if (top === undefined) return []
    return this.#chain(
      top,
      ({ value }) => value.method,
      (base, at, where) => this.#method(base, at.file, where),
    )
  }

  #method(name: string, beside: string, asked: Asked): Checked<MethodDocument> | undefined {
    const found = this.#find('method', name, beside, asked)
    return found === undefined ? undefined : this.#checked('method', found, methodSchema)
  }

  /**
   * A plant and what it is based on, the base first. Each of `overlays` is laid over those before it; what an overlay is based
   * on counts only where nothing else lies beneath it. Beneath the first lies the flow's `own` plant, unless it is based on
   * another or bundled: a bundled plant is whole.
   */
  plants(own: NamedPlant, overlays: readonly NamedPlant[], beside: string): Checked<PlantDocument>[] {
    const layers: Checked<PlantDocument>[] = []
    for (const { name, asked } of overlays.length === 0 ? [own] : overlays) {
      const top = this.#plant(name, beside, asked)
      if (top === undefined) continue
      const isWhole = overlays.length === 0 || this.isBundled(top.file) || top.value.based_on !== undefined
      if (layers.length === 0 && !isWhole) layers.push(...this.plants(own, [], beside))
      if (layers.length === 0) layers.push(...this.#withBases(top))
      else if (layers.at(-1)?.file !== top.file) layers.push(top)
    }
    return layers
  }

  #withBases(top: Checked<PlantDocument>): Checked<PlantDocument>[] {
    return this.#chain(
      top,
      ({ value }) => value.plant,
      (name, at, asked) => this.#plant(name, at.file, asked),
    )
  }

  /** A document with what it is based on, the base first. */
  #chain<T extends { readonly based_on?: string }>(
    top: Checked<T>,
    nameOf: (document: Checked<T>) => string,
    find: (name: string, at: Checked<T>, asked: Asked) => Checked<T> | undefined,
  ): Checked<T>[] {
    const chain = [top]
    for (let above = top; above.value.based_on !== undefined; ) {
      const at = above
      const base = find(at.value.based_on as string, at, () => at.at(['based_on']))
      if (base === undefined) break
      if (chain.some((known) => known.file === base.file)) {
        const names = [...chain, base].map(nameOf)
        this.#diagnostics.error('BASED_ON_ITSELF', at.at(['based_on']), { names })
        break
      }
      chain.push(base)
      above = base
    }
    return chain.reverse()
  }

  #plant(name: string, beside: string, asked: Asked): Checked<PlantDocument> | undefined {
    const found = this.#find('plant', name, beside, asked)
    return found === undefined ? undefined : this.#checked('plant', found, plantSchema)
  }

  /**
   * All prices of a route. Bundled documents lie beneath, then the scenario of the plant, then those beside the route, then
   * `overlays`: names of scenarios, or paths.
   */
  prices(
    beside: string,
    scenario?: { readonly name: string; readonly asked: Asked; readonly beside: string },
    overlays: readonly string[] = [],
  ): PriceBook {
    const layers = [...this.#library.bundledPrices()]
    const bundled = layers.length
    const overlay = (name: string, asked: Asked, places: readonly string[]): void => {
      const known = places.map((place) => this.#library.find('scenario', name, place))
      const found = known.find((document) => document !== undefined) ?? this.#find('scenario', name, beside, asked)
      if (found !== undefined) layers.push(found)
    }
    if (scenario !== undefined) overlay(scenario.name, scenario.asked, [scenario.beside, beside])
    layers.push(...this.#library.ownPrices(beside))
    for (const name of overlays) overlay(name, () => optionSpan('prices', name), [beside])
    const read = layers.map((given) => ({ given, document: this.#checked('prices', given, pricesSchema) }))
    const documents = read.map(({ document }) => document).filter((document) => document !== undefined)
    for (const table of readExchangeRates(documents, this.#diagnostics)) this.exchange.add(table)
    // every problem of a file, also of entries that this route does not use
    for (const { given, document } of read)
      if (document !== undefined && given.checked === undefined) checkPrices(document, this.#diagnostics)
    const book = readPriceBook(documents, this.#diagnostics, bundled)
    checkOverlaidPrices(book, this.#diagnostics)
    return book
  }

  #find(kind: LibraryKind, name: string, beside: string, asked: Asked): DocumentText | undefined {
    const found = this.#library.find(kind, name, beside)
    if (found !== undefined) return found
    const names = this.#library.names(kind, beside)
    this.#diagnostics.error(MISSING[kind], asked(), { name, near: nearest(name, names), known: [...names] })
    return undefined
  }

  #checked<T>(
    kind: DocumentKind,
    given: DocumentText,
    schema: Parameters<typeof validate<T>>[1],
  ): Checked<T> | undefined {
    this.texts.set(given.file, given.text)
    if (given.isBundled === true) this.#bundled.add(given.file)
    const checked = this.#read(kind, given, schema)
    if (checked !== undefined) useExchange(checked, this.exchange)
    return checked
  }

  #read<T>(kind: DocumentKind, given: DocumentText, schema: Parameters<typeof validate<T>>[1]): Checked<T> | undefined {
    if (given.checked !== undefined && kindOf(given.checked) === kind)
      return checkedBefore(given.file, given.text, given.checked as T)
    const document = readYaml(given.file, given.text, this.#diagnostics)
    if (document === undefined || !this.#isOfKind(kind, document)) return undefined
    return validate(document, schema, this.#diagnostics)
  }

  /** A document of another kind is told as that, and not key by key. */
  #isOfKind(kind: DocumentKind, document: PositionedDocument): boolean {
    const found = kindOf(document.data)
    if (found === undefined || found === kind) return true
    const telling = tellingKeys.find((key) => Object.hasOwn(document.data as object, key)) ?? ''
    const facts = { found: KIND_NOUNS[found], wanted: KIND_NOUNS[kind] }
    this.#diagnostics.error('KIND_WRONG', document.at([telling], 'key'), facts)
    return false
  }
}
