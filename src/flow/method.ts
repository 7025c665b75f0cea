import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { CostEntry, MethodDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, type NumberText, readNumber } from '../equation/number.ts'
import { readExpression } from '../equation/read-expression.ts'
import { visit } from '../equation/syntax.ts'
import { type Sourced, spanIn } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { checkName } from './names.ts'
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
}

/** A costing method read and parsed: the same kind of document as an operation, in the same language. */
export class Method {
  readonly document: Checked<MethodDocument>
  readonly parameters: ReadonlyMap<string, NumberRead>
  readonly expects: ReadonlyMap<string, Expectation>
  readonly line: ReadonlyMap<string, NumberRead>
  readonly step: ReadonlyMap<string, NumberRead>
  readonly totals: ReadonlyMap<string, NumberRead>
  readonly years: Years | undefined
  readonly costs: readonly Cost[]
  readonly tables: ReadonlyMap<string, Table>

  constructor(document: Checked<MethodDocument>, diagnostics: Diagnostics) {
    const { value } = document
    const inherited: Inherited = { source: value.source, at: value.at, assumption: value.assumption }
    const section = (name: 'parameters' | 'line' | 'step' | 'totals', key: 'value' | 'is'): Map<string, NumberRead> => {
      const read = new Map<string, NumberRead>()
      for (const [entry, given] of Object.entries(value[name] ?? {})) {
        checkName(entry, () => document.at([name, entry], 'key'), diagnostics)
        const number = readNumber(document, [name, entry], given, inherited, diagnostics, key)
        if (number !== undefined) read.set(entry, number)
      }
      return read
    }
    this.document = document
    this.parameters = section('parameters', 'value')
    this.line = section('line', 'is')
    this.step = section('step', 'is')
    this.totals = section('totals', 'is')
    for (const { sourced } of this.step.values()) checkAggregates(sourced, diagnostics)
    this.tables = readTables(document, value.tables, diagnostics)
    const expects = new Map<string, Expectation>()
    for (const [name, given] of Object.entries(value.expects ?? {})) {
      const read = readNumber(document, ['expects', name], given as NumberText, inherited, diagnostics)
      if (read !== undefined)
        expects.set(name, { read, optional: typeof given === 'object' && given.optional === true })
    }
    this.expects = expects
    this.years = readYears(document, inherited, diagnostics)
    const costs: Cost[] = []
    for (const [i, cost] of (value.costs ?? []).entries()) {
      const sourced = readExpression(document, ['costs', i, 'is'], cost.is, diagnostics)
      if (sourced !== undefined)
        costs.push({
          for: cost.for,
          of: cost.of,
          category: cost.category,
          item: cost.item,
          sourced,
          about: cost.about,
          index: i,
        })
      if (cost.for === 'plant' && cost.item === undefined)
        diagnostics.error('COST_WITHOUT_ITEM', document.at(['costs', i]), { for: cost.for })
    }
    this.costs = costs
  }

  names(): string[] {
    return [...this.parameters.keys(), ...this.totals.keys()]
  }
}

/** Sums over steps stand under `totals:`; in a step equation each step would sum up all. */
function checkAggregates(sourced: Sourced, diagnostics: Diagnostics): void {
  visit(sourced.expression, (part) => {
    if (part.kind !== 'name' || part.path[1] !== 'each' || !['steps', 'lines'].includes(part.path[0] as string)) return
    diagnostics.error('AGGREGATE_IN_STEP', spanIn(sourced, part), { name: part.path.join('.') })
  })
}

function readYears(
  document: Checked<MethodDocument>,
  inherited: Inherited,
  diagnostics: Diagnostics,
): Years | undefined {
  const { years } = document.value
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
  return from === undefined || to === undefined ? undefined : { from, to, start, equations }
}
