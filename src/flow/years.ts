import type { Bindings, Index, Scope } from '../equation/expand.ts'
import { type Node, Operation } from '../equation/graph.ts'
import type { Name } from '../equation/syntax.ts'
import { type Sourced, type System, spanOf, type Variable } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { ANY, PLAIN } from '../quantity/dimension.ts'
import type { FlowScope } from './flow-scope.ts'

/** Most years written out: a bound on what one line of a document can ask for. */
const MOST_YEARS = 200

/** Declares the equations of a method's `years:` once for each year; their number is fixed when compiled. */
export function declareYears(scope: FlowScope): void {
  const { bench, flow, method } = scope
  if (method.years === undefined) return
  const from = count(scope, method.years.from)
  const to = count(scope, method.years.to)
  if (from === undefined || to === undefined) return
  if (to < from || to - from >= MOST_YEARS) {
    bench.diagnostics.error('YEARS_COUNT', spanOf(method.years.to.origin), { from, to, most: MOST_YEARS })
    return
  }
  scope.years = Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
  for (const year of scope.years) {
    for (const [name, read] of method.years.equations)
      bench.equation(`${flow.prefix}years.${year}.${name}`, read, flow.prefix, undefined)
  }
}

export function emitYears(scope: FlowScope): void {
  const { bench, flow, method } = scope
  if (method.years === undefined) return
  const start = new Map<string, Variable>()
  for (const [name, read] of method.years.start)
    start.set(name, bench.inputs.declare(`${flow.prefix}years.start.${name}`, read, scope))
  scope.years.forEach((year, i) => {
    const yearScope = new YearScope(scope, year, scope.years[i - 1], start)
    const bindings = new Map([['year', year]])
    for (const [name, read] of method.years?.equations ?? []) {
      const variable = bench.system.find(`${flow.prefix}years.${year}.${name}`) as Variable
      bench.define(variable, bench.expand(read.sourced, yearScope, bindings), read.sourced.text.trim())
    }
  })
}

/** What names mean in one year: its own equations, `previous.x`, `year`, and what surrounds them. */
class YearScope implements Scope {
  readonly #flow: FlowScope
  readonly #year: string
  readonly #before: string | undefined
  readonly #start: ReadonlyMap<string, Variable>

  constructor(flow: FlowScope, year: string, before: string | undefined, start: ReadonlyMap<string, Variable>) {
    this.#flow = flow
    this.#year = year
    this.#before = before
    this.#start = start
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const [head, second] = name.path as [string, string | undefined]
    const { system } = this.#flow.bench
    const find = (year: string, figure: string): Variable | undefined =>
      system.find(`${this.#flow.flow.prefix}years.${year}.${figure}`)
    if (name.path.length === 1) {
      if (head === 'year') return this.#flow.number(this.#year)
      const own = find(this.#year, head)
      if (own !== undefined) return system.node(own)
    }
    if (
      head === 'previous' &&
      second !== undefined &&
      name.path.length === 2 &&
      this.#flow.method.years?.equations.has(second)
    ) {
      const before = this.#before === undefined ? this.#start.get(second) : find(this.#before, second)
      return before === undefined ? system.graph.zero : system.node(before)
    }
    const local = [...(this.#flow.method.years?.equations.keys() ?? [])]
    return (
      this.#flow.ambient(name, bindings, sourced) ??
      this.#flow.unknown(name, sourced, [...local, ...local.map((known) => `previous.${known}`)])
    )
  }

  index(name: Name): Index | undefined {
    return this.#flow.index(name)
  }

  table(name: string): Table | undefined {
    return this.#flow.table(name)
  }

  states(name: Name, bindings: Bindings): boolean | undefined {
    return this.#flow.states(name, bindings)
  }
}

/** A whole number known before anything is computed: written out, or an input, or simple arithmetic of these. */
function count(scope: FlowScope, sourced: Sourced): number | undefined {
  const node = scope.bench.expand(sourced, scope)
  const value = node < 0 ? undefined : fixed(scope.bench.system, node)
  if (value?.isInteger()) return value.toNumber()
  if (node >= 0) scope.bench.diagnostics.error('YEARS_NOT_FIXED', spanOf(sourced.origin), { text: sourced.text })
  return undefined
}

function fixed(system: System, node: Node): Decimal | undefined {
  const { graph } = system
  const first = graph.first[node] as number
  switch (graph.operation[node]) {
    case Operation.constant: {
      const constant = graph.constants[first]
      // 15 yr is a time: a count has no unit
      return constant?.dimension === PLAIN || constant?.dimension === ANY ? constant.value : undefined
    }
    case Operation.variable: {
      const variable = system.variables[first]
      if (variable?.dimension !== undefined && variable.dimension !== PLAIN && variable.dimension !== ANY)
        return undefined
      if (variable !== undefined) variable.fixed = true
      return variable?.value ?? (variable?.definition === undefined ? undefined : fixed(system, variable.definition))
    }
    case Operation.add:
    case Operation.subtract:
    case Operation.multiply:
    case Operation.divide: {
      const a = fixed(system, first)
      const b = fixed(system, graph.second[node] as Node)
      if (a === undefined || b === undefined) return undefined
      if (graph.operation[node] === Operation.add) return a.plus(b)
      if (graph.operation[node] === Operation.subtract) return a.minus(b)
      return graph.operation[node] === Operation.multiply ? a.times(b) : a.dividedBy(b)
    }
    default:
      return undefined
  }
}
