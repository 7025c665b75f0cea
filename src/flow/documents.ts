import type { Diagnostics } from '../document/diagnostic.ts'
import { type DocumentKind, KIND_NOUNS, kindOf, tellingKeys } from '../document/kind.ts'
import { withoutEmpty } from '../document/layers.ts'
import { nearest } from '../document/nearest.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import { readYaml } from '../document/read-yaml.ts'
import {
  type FinishDocument,
  type FlowDocument,
  finishSchema,
  flowSchema,
  flowSchemaOf,
  type MethodDocument,
  methodSchema,
  operationSchema,
  type PlantDocument,
  plantSchema,
  pricesSchema,
  type RulesDocument,
  rulesSchema,
} from '../document/schema.ts'
import { checkedBefore } from '../document/snapshot.ts'
import { optionSpan, type Span } from '../document/span.ts'
import { type Checked, validate } from '../document/validate.ts'
import { useExchange } from '../equation/exchange.ts'
import { checkSteps, overBase, warnOfConductivity } from './based-on.ts'
import { chainOf } from './chain.ts'
import { ExchangeRates } from './exchange-rates.ts'
import { canFinish, withFinish } from './finish.ts'
import { type DocumentText, type Library, type LibraryKind, NOWHERE } from './library.ts'
import { checkOverlaidPrices } from './overlaid.ts'
import type { FinishAsked } from './overrides.ts'
import { type PriceBook, readExchangeRates, readPriceBook } from './price-book.ts'
import { checkPrices } from './price-check.ts'
import { readTemplate, type Template } from './template.ts'

/** Where nothing is to be pointed at: it is told again where the flow is read. */
const ASKED = (): undefined => undefined

const MISSING = {
  flow: 'FLOW_UNKNOWN',
  finish: 'FINISH_UNKNOWN',
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
  /** Entries that flows remove from those that they are based on. */
  readonly #removed = new WeakMap<PositionedDocument, readonly Path[]>()
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

  /** A flow as it is written, which may be a part of the whole. */
  flow(given: DocumentText): Checked<FlowDocument> | undefined {
    return this.#checked('flow', given, flowSchema)
  }

  /** A flow with what it is based on, and with its finish or that which is asked for in its place. */
  wholeFlow(given: DocumentText, finish?: FinishAsked): Checked<FlowDocument> | undefined {
    const top = this.flow(given)
    const chain =
      top === undefined
        ? []
        : chainOf(
            top,
            this.#diagnostics,
            ({ value }) => value.flow,
            (name, at, asked) => this.#base(name, at.file, asked),
          )
    const [base, ...above] = chain
    if (base === undefined || this.#diagnostics.failed) return undefined
    const stated = above.reduce(
      (beneath, flow) => overBase(beneath, flow, this.#removed.get(flow) ?? [], this.#diagnostics),
      base,
    )
    if (above.length > 0 && stated.value.product?.operation !== undefined)
      warnOfConductivity(stated, this.operation(stated.value.product.operation, given.file, ASKED), this.#diagnostics)
    const whole = this.#finished(stated, finish)
    if (whole === undefined || whole === top) return whole
    checkSteps(whole, this.#diagnostics)
    if (this.#diagnostics.failed) return undefined
    // what is whole only now is checked as such
    const checked = validate(whole, flowSchema, this.#diagnostics)
    if (checked !== undefined) useExchange(whole, this.exchange)
    return checked === undefined ? undefined : whole
  }

  #base(name: string, beside: string, asked: Asked): Checked<FlowDocument> | undefined {
    const near = this.#library.find('flow', name, beside)
    // a flow called as a bundled one may be based on that
    const other = near?.file === beside && !this.isBundled(beside) ? this.#library.find('flow', name, NOWHERE) : near
    const found = other ?? near ?? this.#find('supply', name, beside, asked, 'flow')
    return found === undefined ? undefined : this.flow(found)
  }

  #finished(flow: Checked<FlowDocument>, asked: FinishAsked | undefined): Checked<FlowDocument> | undefined {
    const { finish } = flow.value
    if (finish === undefined) {
      if (asked === undefined) return flow
      this.#diagnostics.error('FINISH_NONE_STATED', asked.name, { flow: flow.value.flow })
      return undefined
    }
    const tail = this.#finish(asked?.finish ?? finish, flow.file, asked?.value ?? (() => flow.at(['finish'])))
    if (tail === undefined) return undefined
    if (!canFinish(flow, tail, this.#diagnostics)) return undefined
    const own = asked === undefined ? undefined : this.#finish(finish, flow.file, () => flow.at(['finish']))
    return withFinish(flow, tail, own, this.#diagnostics)
  }

  #finish(name: string, beside: string, asked: Asked): Checked<FinishDocument> | undefined {
    const found = this.#find('finish', name, beside, asked)
    return found === undefined ? undefined : this.#checked('finish', found, finishSchema)
  }

  /** The rules that hold for a route. */
  rules(beside: string): Checked<RulesDocument>[] {
    const read = this.#library.rules(beside).map((given) => this.#checked('rules', given, rulesSchema))
    return read.filter((document) => document !== undefined)
  }

  supply(name: string, beside: string, asked: Asked): Checked<FlowDocument> | undefined {
    const found = this.#find('supply', name, beside, asked)
    return found === undefined ? undefined : this.wholeFlow(found)
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
    return chainOf(
      top,
      this.#diagnostics,
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
    return chainOf(
      top,
      this.#diagnostics,
      ({ value }) => value.plant,
      (name, at, asked) => this.#plant(name, at.file, asked),
    )
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

  /** A document by name; one that is missing is told as that which `wanted` asks for. */
  #find(kind: LibraryKind, name: string, beside: string, asked: Asked, wanted = kind): DocumentText | undefined {
    const found = this.#library.find(kind, name, beside)
    if (found !== undefined) return found
    const names = this.#library.names(wanted, beside)
    this.#diagnostics.error(MISSING[wanted], asked(), { name, near: nearest(name, names), known: [...names] })
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
      return this.#part(checkedBefore(given.file, given.text, given.checked as T), (document) => ({
        ...document,
        value: document.data as T,
      }))
    const read = readYaml(given.file, given.text, this.#diagnostics)
    if (read === undefined || !this.#isOfKind(kind, read)) return undefined
    const own = kind === 'flow' ? (flowSchemaOf(read.data) as unknown as typeof schema) : schema
    return this.#part(read, (document) => validate(document, own, this.#diagnostics))
  }

  /** A document that is laid over another, without the entries by which it removes some of that. */
  #part<D extends PositionedDocument, T>(
    given: D,
    check: (document: PositionedDocument) => Checked<T> | undefined,
  ): Checked<T> | undefined {
    const { document, removed } = withoutEmpty(given)
    const checked = check(document)
    if (checked !== undefined && removed.length > 0) this.#removed.set(checked, removed)
    return checked
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
