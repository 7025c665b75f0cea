import { Diagnostics } from '../document/diagnostic.ts'
import { type DocumentKind, kindOf, tellingKeys } from '../document/kind.ts'
import { nearest } from '../document/nearest.ts'
import type { PositionedDocument } from '../document/positioned.ts'
import { readYaml } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import { finishSchema, operationSchema, pricesSchema, rulesSchema } from '../document/schema.ts'
import { type Checked, validate } from '../document/validate.ts'
import { useExchange } from '../equation/exchange.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { checkPriceFloors } from '../evaluation/sense.ts'
import { compileFlow, scenarioOf } from '../flow/compile-flow.ts'
import { Documents } from '../flow/documents.ts'
import type { DocumentText } from '../flow/library.ts'
import { Method } from '../flow/method.ts'
import { Money, resultYear } from '../flow/money.ts'
import { checkOverlaidPrices } from '../flow/overlaid.ts'
import { Plant } from '../flow/plant.ts'
import { checkPrices } from '../flow/price-check.ts'
import { readFinish } from '../flow/read-finish.ts'
import { readRules } from '../flow/rules.ts'
import { readTemplate } from '../flow/template.ts'
import { warnOfEntries, warnOfParameters } from '../flow/unread.ts'
import { checkReadable, EXIT, Failure, openFlow, textOfFile } from './costing.ts'
import { Shelf } from './shelf.ts'

/** `fabroute validate FILE…`: every problem of every file at once. A flow is compiled and evaluated; other documents are read and parsed. */
export function validateCommand(files: readonly string[]): void {
  let failed = false
  const shelf = new Shelf()
  for (const file of files) {
    const { problems, line, hasErrors } = validated(file, shelf)
    process.stderr.write(problems)
    process.stdout.write(line)
    failed ||= hasErrors
  }
  if (failed) throw new Failure(EXIT.input)
}

/** What a file came to: its problems as they are told, and a line that sums them up. */
export interface Validated {
  readonly problems: string
  readonly line: string
  readonly hasErrors: boolean
}

export function validated(file: string, shelf: Shelf): Validated {
  const diagnostics = new Diagnostics()
  const given = openDocument(shelf, file, diagnostics)
  const kind = given === undefined ? undefined : check(given, shelf, diagnostics)
  const textOf = (name: string): string | undefined => (name === given?.file ? given.text : textOfFile(shelf, name))
  const warnings = diagnostics.list.filter((diagnostic) => diagnostic.severity === 'warning').length
  const errors = diagnostics.list.length - warnings
  const words = errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : 'valid'
  const more = warnings > 0 ? `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : ''
  return {
    problems: diagnostics.list.map((diagnostic) => `${renderDiagnostic(diagnostic, textOf)}\n\n`).join(''),
    line: `${file}: ${kind ?? 'document'}, ${words}${more}\n`,
    hasErrors: errors > 0,
  }
}

function openDocument(shelf: Shelf, file: string, diagnostics: Diagnostics): DocumentText | undefined {
  if (!/\.ya?ml$/.test(file)) return openFlow(shelf, file, diagnostics)
  return checkReadable(file, diagnostics) ? shelf.read(file) : undefined
}

function reportKind(document: PositionedDocument, diagnostics: Diagnostics): void {
  const keys = Object.keys(document.data as object)
  const near = [...new Set(keys.flatMap((key) => nearest(key, tellingKeys, 1)))]
  const [first] = keys
  diagnostics.error('KIND_UNKNOWN', document.at(first === undefined ? [] : [first], 'key'), { keys, near })
}

function check(given: DocumentText, shelf: Shelf, diagnostics: Diagnostics): DocumentKind | undefined {
  const document = readYaml(given.file, given.text, diagnostics)
  if (document === undefined) return undefined
  const kind = kindOf(document.data)
  switch (kind) {
    case 'flow': {
      const fresh = new Diagnostics()
      const overrides = { inputs: new Map(), supply: new Map(), supplySpans: new Map() }
      // an upstream flow takes its output from the route that asks for it
      const anyOutput = (document.data as { plant?: unknown }).plant === undefined
      const model = compileFlow(given, shelf, { overrides, fractional: false, anyOutput }, fresh)
      if (model !== undefined) evaluate(model, fresh)
      // the text's own problems were found twice: the compilation's list has them all
      diagnostics.list.length = 0
      diagnostics.list.push(...fresh.list)
      return kind
    }
    case 'finish': {
      const checked = validate(document, finishSchema, diagnostics)
      if (checked !== undefined) readFinish(withRates(checked, shelf), diagnostics)
      return kind
    }
    case 'rules': {
      const checked = validate(document, rulesSchema, diagnostics)
      if (checked !== undefined) readRules(withRates(checked, shelf), diagnostics)
      return kind
    }
    case 'operation': {
      const checked = validate(document, operationSchema, diagnostics)
      if (checked !== undefined) readTemplate(withRates(checked, shelf), diagnostics)
      return kind
    }
    case 'method': {
      const documents = new Documents(shelf, diagnostics)
      const methods = documents.methods(given.file, given.file, () => document.at(['method']))
      if (methods.length > 0)
        new Method(
          methods.map((method) => withRates(method, shelf)),
          diagnostics,
        )
      return kind
    }
    case 'plant': {
      const documents = new Documents(shelf, diagnostics)
      const plants = documents.plants({ name: given.file, asked: () => document.at(['plant']) }, [], given.file)
      if (plants.length === 0) return kind
      documents.exchange.year = resultYear({}, plants, new Diagnostics())
      const book = documents.prices(given.file, scenarioOf(plants))
      const plant = new Plant(plants, false, diagnostics)
      warnOfParameters(plant, undefined, diagnostics)
      new Money({}, plants, book, documents.exchange, diagnostics)
      return kind
    }
    case 'prices': {
      const checked = validate(document, pricesSchema, diagnostics)
      if (checked === undefined) return kind
      // what it says holds together with the prices beneath it
      const documents = new Documents(shelf, new Diagnostics())
      documents.exchange.year = defaultYear(shelf)
      const book = documents.prices(given.file, undefined, [given.file])
      useExchange(checked, documents.exchange)
      checkPrices(checked, diagnostics)
      checkOverlaidPrices(book, diagnostics)
      warnOfEntries(book, undefined, diagnostics)
      if (!diagnostics.failed) checkPriceFloors(book, diagnostics)
      return kind
    }
    default:
      reportKind(document, diagnostics)
      return undefined
  }
}

/** The year of the default plant, which holds for money that states none. */
function defaultYear(shelf: Shelf): number | undefined {
  const quiet = new Diagnostics()
  const plants = new Documents(shelf, quiet).plants({ name: 'default', asked: () => undefined }, [], 'x.yaml')
  return resultYear({}, plants, quiet)
}

/** A document whose money is converted by the rates of the prices around it. */
function withRates<T>(document: Checked<T>, shelf: Shelf): Checked<T> {
  const documents = new Documents(shelf, new Diagnostics())
  documents.exchange.year = defaultYear(shelf)
  documents.prices(document.file)
  useExchange(document, documents.exchange)
  return document
}
