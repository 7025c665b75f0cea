import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { CostEntry, MethodDocument } from '../document/schema.ts'
import type { Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, type NumberText, readNumber } from '../equation/number.ts'
import { readExpression } from '../equation/read-expression.ts'
import { visit } from '../equation/syntax.ts'
import { type Sourced, spanIn } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { type GoalRead, readGoals, readStatements, type StatementRead } from './method-goals.ts'
import { checkName } from './names.ts'
import { over } from './plant.ts'
import { readTables } from './tables.ts'

/** What a method reads of a step, and what stands there where the step says nothing. */
export interface Expectation {
  readonly read: NumberRead
  /** The default also holds for a machine that leaves it out. */
  readonly optional: boolean
}

/** One kind of ledger line. */
export interface Cost extends Pick<CostEntry, 'for' | 'of' | 'category' | 'item'> {
  readonly sourced: Sourced
  readonly about: string | undefined
  /** Its place in the list of costs. */
  readonly index: number
}

export interface Years {
  readonly from: Sourced
  readonly to: Sourced
  readonly start: ReadonlyMap<string, NumberRead>
  readonly equations: ReadonlyMap<string, NumberRead>
  /** Equations that a run prints year by year. */
  readonly shows: readonly string[]
}

/** A costing method read and parsed: the same kind of document as an operation, in the same language. */
export class Method {
  readonly #documents: readonly Checked<MethodDocument>[]
  /** The document that was named: the last of those laid over each other. */
  readonly document: Checked<MethodDocument>
  /** The document whose `costs:` hold. */
  readonly costsDocument: Checked<MethodDocument>
  readonly parameters: ReadonlyMap<string, NumberRead>
  /** Figures of the plant that hold where no plant document states them. */
  readonly plant: ReadonlyMap<string, NumberRead>
  readonly expects: ReadonlyMap<string, Expectation>
  readonly line: ReadonlyMap<string, NumberRead>
  readonly step: ReadonlyMap<string, NumberRead>
  readonly totals: ReadonlyMap<string, NumberRead>
  readonly years: Years | undefined
  readonly goals: ReadonlyMap<string, GoalRead>
  readonly statements: ReadonlyMap<string, StatementRead>
  readonly costs: readonly Cost[]
  /** Categories that it or what it is based on knows: one without a line comes to 0. */
  readonly categories: ReadonlySet<string>
  readonly tables: ReadonlyMap<string, Table>

  /**
   * `documents` are laid over each other, the last on top, and there is at least one. Parameters, tables, expectations and
   * equations are taken over entry by entry; `years:` and `costs:` are those of the last document that states them.
   */
  constructor(documents: readonly Checked<MethodDocument>[], diagnostics: Diagnostics) {
    const top = documents[documents.length - 1] as Checked<MethodDocument>
    const last = (key: 'years' | 'costs'): Checked<MethodDocument> =>
      documents.findLast(({ value }) => value[key] !== undefined) ?? top
    const merged = <T>(
      read: (document: Checked<MethodDocument>) => Map<string, T>,
      lay: (above: T, beneath: T | undefined) => T = (above) => above,
    ): Map<string, T> => {
      const entries = new Map<string, T>()
      for (const document of documents)
        for (const [name, entry] of read(document)) entries.set(name, lay(entry, entries.get(name)))
      return entries
    }
    const section = (name: NumberSection, key: 'value' | 'is'): Map<string, NumberRead> =>
      merged((document) => readSection(document, name, key, diagnostics))
    this.#documents = documents
    this.document = top
    this.parameters = merged((document) => readSection(document, 'parameters', 'value', diagnostics), over)
    this.plant = section('plant', 'value')
    this.line = section('line', 'is')
    this.step = section('step', 'is')
    this.totals = section('totals', 'is')
    for (const { sourced } of this.step.values()) checkAggregates(sourced, diagnostics)
    this.tables = merged((document) => readTables(document, document.value.tables, diagnostics))
    this.expects = merged((document) => readExpects(document, diagnostics))
    this.years = readYears(last('years'), diagnostics)
    this.goals = merged((document) => readGoals(document, diagnostics))
    this.statements = merged((document) => readStatements(document, diagnostics))
    this.costsDocument = last('costs')
    this.costs = readCosts(this.costsDocument, diagnostics)
    this.categories = new Set(documents.flatMap(({ value }) => (value.costs ?? []).map(({ category }) => category)))
  }

  /** Entries that only a document above the lowest states, with the names that those beneath it know. */
  additions(): {
    readonly section: string
    readonly name: string
    readonly span: () => Span
    readonly beneath: string[]
  }[] {
    return this.#documents.flatMap((document, i) => {
      if (i === 0) return []
      return (['parameters', 'plant', 'totals'] as const).flatMap((section) => {
        const beneath = this.#documents.slice(0, i).flatMap(({ value }) => Object.keys(value[section] ?? {}))
        const own = Object.keys(document.value[section] ?? {}).filter((name) => !beneath.includes(name))
        const head = section === 'parameters' ? 'method' : section
        return own.map((name) => ({ section: head, name, span: () => document.at([section, name], 'key'), beneath }))
      })
    })
  }

  names(): string[] {
    return [...this.parameters.keys(), ...this.totals.keys()]
  }
}

type NumberSection = 'parameters' | 'plant' | 'line' | 'step' | 'totals'

function inheritedOf({ value }: Checked<MethodDocument>): Inherited {
  return { source: value.source, at: value.at, assumption: value.assumption }
}

function readSection(
  document: Checked<MethodDocument>,
  section: NumberSection,
  key: 'value' | 'is',
  diagnostics: Diagnostics,
): Map<string, NumberRead> {
  const read = new Map<string, NumberRead>()
  for (const [entry, given] of Object.entries(document.value[section] ?? {})) {
    checkName(entry, () => document.at([section, entry], 'key'), diagnostics)
    const number = readNumber(document, [section, entry], given, inheritedOf(document), diagnostics, key)
    if (number !== undefined) read.set(entry, number)
  }
  return read
}

function readExpects(document: Checked<MethodDocument>, diagnostics: Diagnostics): Map<string, Expectation> {
  const expects = new Map<string, Expectation>()
  for (const [name, given] of Object.entries(document.value.expects ?? {})) {
    const read = readNumber(document, ['expects', name], given as NumberText, inheritedOf(document), diagnostics)
    if (read !== undefined) expects.set(name, { read, optional: typeof given === 'object' && given.optional === true })
  }
  return expects
}

function readCosts(document: Checked<MethodDocument>, diagnostics: Diagnostics): Cost[] {
  const costs: Cost[] = []
  for (const [index, cost] of (document.value.costs ?? []).entries()) {
    const sourced = readExpression(document, ['costs', index, 'is'], cost.is, diagnostics)
    const { for: kind, of, category, item, about } = cost
    if (sourced !== undefined) costs.push({ for: kind, of, category, item, sourced, about, index })
    if (kind === 'plant' && item === undefined)
      diagnostics.error('COST_WITHOUT_ITEM', document.at(['costs', index]), { for: kind })
  }
  return costs
}

/** Sums over steps stand under `totals:`; in a step equation each step would sum up all. */
function checkAggregates(sourced: Sourced, diagnostics: Diagnostics): void {
  visit(sourced.expression, (part) => {
    if (part.kind !== 'name' || part.path[1] !== 'each' || !['steps', 'lines'].includes(part.path[0] as string)) return
    diagnostics.error('AGGREGATE_IN_STEP', spanIn(sourced, part), { name: part.path.join('.') })
  })
}

function readYears(document: Checked<MethodDocument>, diagnostics: Diagnostics): Years | undefined {
  const { years } = document.value
  const inherited = inheritedOf(document)
  if (years === undefined) return undefined
  const from = readExpression(document, ['years', 'from'], years.from, diagnostics)
  const to = readExpression(document, ['years', 'to'], years.to, diagnostics)
  const numbers = (section: 'start' | 'equations', key: 'value' | 'is'): Map<string, NumberRead> => {
    const read = new Map<string, NumberRead>()
    for (const [name, given] of Object.entries(years[section] ?? {})) {
      const number = readNumber(document, ['years', section, name], given, inherited, diagnostics, key)
      if (number !== undefined) read.set(name, number)
    }
    return read
  }
  const start = numbers('start', 'value')
  const equations = numbers('equations', 'is')
  for (const name of start.keys()) {
    if (!equations.has(name))
      diagnostics.error('NAME_UNKNOWN', document.at(['years', 'start', name], 'key'), {
        name,
        near: nearest(name, equations.keys()),
      })
  }
  const shows = years.shows ?? []
  for (const [i, name] of shows.entries()) {
    if (!equations.has(name))
      diagnostics.error('NAME_UNKNOWN', document.at(['years', 'shows', i]), {
        name,
        near: nearest(name, equations.keys()),
      })
  }
  return from === undefined || to === undefined ? undefined : { from, to, start, equations, shows }
}
