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
  type PricesDocument,
  plantSchema,
  pricesSchema,
} from '../document/schema.ts'
import { checkedBefore } from '../document/snapshot.ts'
import type { Span } from '../document/span.ts'
import { type Checked, validate } from '../document/validate.ts'
import type { DocumentText, Library, LibraryKind } from './library.ts'
import { type PriceBook, readPriceBook } from './price-book.ts'
import { checkPrices } from './price-check.ts'
import { readTemplate, type Template } from './template.ts'

const MISSING = {
  flow: 'FLOW_UNKNOWN',
  supply: 'SUPPLY_UNKNOWN',
  operation: 'OPERATION_UNKNOWN',
  method: 'METHOD_UNKNOWN',
  plant: 'PLANT_UNKNOWN',
} as const

/** Where a document was asked for; worked out only where it is missing. */
type Asked = () => Span | undefined

/** Reads the documents that a compilation asks for, each once. */
export class Documents {
  readonly #library: Library
  readonly #diagnostics: Diagnostics
  readonly #templates = new Map<string, Template | undefined>()
  /** Every text read, by file, for code frames. */
  readonly texts: Map<string, string> = new Map()

  constructor(library: Library, diagnostics: Diagnostics) {
    this.#library = library
    this.#diagnostics = diagnostics
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

  method(name: string, beside: string, asked: Asked): Checked<MethodDocument> | undefined {
    const found = this.#find('method', name, beside, asked)
    return found === undefined ? undefined : this.#checked('method', found, methodSchema)
  }

  plant(name: string, beside: string, asked: Asked): Checked<PlantDocument> | undefined {
    const found = this.#find('plant', name, beside, asked)
    return found === undefined ? undefined : this.#checked('plant', found, plantSchema)
  }

  prices(beside: string): PriceBook {
    const documents: Checked<PricesDocument>[] = []
    for (const given of this.#library.prices(beside)) {
      const document = this.#checked('prices', given, pricesSchema)
      if (document === undefined) continue
      documents.push(document)
      // every problem of the file, also of entries that this route does not use
      if (given.checked === undefined) checkPrices(document, this.#diagnostics)
    }
    return readPriceBook(documents, this.#diagnostics)
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
