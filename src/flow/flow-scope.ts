import { nearest } from '../document/nearest.ts'
import { ABSENT, type Bindings, type Index, REFUSED, type Scope } from '../equation/expand.ts'
import { type Node, Operation } from '../equation/graph.ts'
import type { Name } from '../equation/syntax.ts'
import { type Sourced, spanIn, type Variable } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { Decimal } from '../quantity/decimal.ts'
import { PLAIN } from '../quantity/dimension.ts'
import type { Globals } from './globals.ts'
import type { Method } from './method.ts'
import { componentsNamed, type Flow, isRole, type Step } from './model.ts'
import type { Plant } from './plant.ts'
import { refusedName } from './refused-name.ts'
import type { StepScope } from './step-scope.ts'
import { endKey } from './streams.ts'
import type { Workbench } from './workbench.ts'

/** What the names of a flow mean outside any step: totals, lines, steps by name, product, plant, method, prices. */
export class FlowScope implements Scope {
  readonly bench: Workbench
  readonly flow: Flow
  readonly globals: Globals
  readonly method: Method
  readonly plant: Plant
  /** Scopes of the steps by name, and of the product under `product`. */
  readonly stepScopes: Map<string, StepScope> = new Map()
  years: readonly string[] = []
  /** Components made in house for it: the route's upstream flows; an upstream flow has none. */
  upstream: readonly string[] = []
  /** Out-ports from which a stream runs. */
  readonly connected: ReadonlySet<string>

  constructor(bench: Workbench, flow: Flow, globals: Globals, method: Method, plant: Plant) {
    this.bench = bench
    this.flow = flow
    this.globals = globals
    this.method = method
    this.plant = plant
    this.connected = new Set(flow.streams.map((stream) => endKey(stream.from)))
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const total = name.path.length === 1 ? this.#found(`totals.${name.path[0]}`) : undefined
    return total ?? this.ambient(name, bindings, sourced) ?? this.unknown(name, sourced, this.method.totals.keys())
  }

  /** The node of a name that a flow knows; undefined where it knows none. */
  ambient(name: Name, bindings: Bindings, sourced: Sourced): Node | undefined {
    const { path } = name
    const [head, second] = path as [string, string | undefined]
    const table = this.tableNode(head, second, bindings)
    if (table !== undefined) return table
    if (head === 'prices' || head === 'materials' || head === 'equipment' || head === 'bought')
      return this.globals.node(name, bindings, sourced)
    if (head === 'steps' || head === 'members') return this.#ofStep(name, bindings, sourced)
    if (head === 'product' && second !== undefined)
      return this.stepScopes.get('product')?.inside(path.slice(1), bindings)
    if (head === 'plant' && second !== undefined && path.length === 2)
      return this.#variable(this.plant.variable(this, second))
    if (head === 'lines')
      return this.#found(`lines.${second === 'each' ? bindings.get('line') : second}.${path.slice(2).join('.')}`)
    if (head === 'supply' && second === 'each') {
      // `supply.each.years.each.x` in an equation of the years is of the same year
      const figure = path
        .slice(2)
        .map((part, i) => (part === 'each' && path[i + 1] === 'years' ? bindings.get('year') : part))
      return this.#ofUpstream(bindings.get('supply') as string, figure.join('.'))
    }
    if (head === 'years')
      return this.#found(`years.${second === 'each' ? bindings.get('year') : second}.${path.slice(2).join('.')}`)
    if (path.length > 1) return this.#qualified(name, bindings, sourced)
    // in a sum over the years: the one that is summed
    const year = head === 'year' ? bindings.get('year') : undefined
    if (year !== undefined) return this.number(year)
    const bare =
      this.#found(`method.${head}`) ?? this.#variable(this.plant.variable(this, head)) ?? this.#found(`route.${head}`)
    return bare
  }

  /** A figure of an upstream flow; one that nothing demands adds nothing. */
  #ofUpstream(component: string, figure: string): Node | undefined {
    const { graph } = this.bench.system
    const [found, demand] = [this.#found(`supply.${component}.${figure}`), this.#found(`supply.${component}.demand`)]
    if (found === undefined || demand === undefined) return found
    return graph.ternary(Operation.choose, graph.binary(Operation.less, graph.zero, demand), found, graph.zero)
  }

  index(name: Name): Index | undefined {
    const [head, second] = name.path as [string, string | undefined]
    if (second !== 'each') return undefined
    if (head === 'steps') return { kind: 'step', members: [...this.flow.steps.keys()] }
    if (head === 'lines') return { kind: 'line', members: [...this.flow.lines.keys()] }
    if (head === 'years') return { kind: 'year', members: this.years }
    if (head === 'supply') return { kind: 'supply', members: this.upstream }
    const components = this.#components(head)
    return components === undefined ? undefined : { kind: 'component', members: components }
  }

  table(name: string): Table | undefined {
    return this.method.tables.get(name) ?? this.flow.tables.get(name)
  }

  states({ path }: Name, bindings: Bindings): boolean | undefined {
    const [head, second] = path as [string, string]
    const component = second === 'each' ? bindings.get('component') : head === 'materials' ? second : head
    if (component === undefined || !this.bench.book.materials.has(component)) return undefined
    return this.globals.property(component, path.at(-1) as string) !== undefined
  }

  /** `macrs.each` takes the year's place in a list; figures by name take the member that is bound. */
  tableNode(head: string, second: string | undefined, bindings: Bindings, own?: Table): Node | undefined {
    const table = own ?? this.table(head)
    if (table === undefined || second === undefined || table.kind === 'points') return undefined
    const { graph } = this.bench.system
    if (table.kind === 'named') {
      const keys = second === 'each' ? [...bindings.values()] : [second]
      for (const key of keys) {
        const cell = table.cells.get(key)
        if (cell !== undefined) return graph.constant(cell.value, cell.dimension)
      }
      return second === 'each' ? graph.zero : undefined
    }
    const year = bindings.get('year')
    const at = second === 'each' ? this.years.indexOf(year ?? '') : Number(second)
    const cell = table.cells[at]
    return cell === undefined ? graph.zero : graph.constant(cell.value, cell.dimension)
  }

  unknown(name: Name, sourced: Sourced, local: Iterable<string>): Node {
    const [head, figure] = name.path
    if (head === 'plant' && figure !== undefined && nearest(figure, this.plant.names()).length === 0) {
      this.plant.lacks(figure, sourced.origin.document.file)
      return REFUSED
    }
    const known = new Set([...local, ...this.method.names(), ...this.plant.names(), ...this.routeNames()])
    for (const plant of this.plant.names()) known.add(`plant.${plant}`)
    if (name.path.length > 1) {
      const head = `${name.path[0]}.`
      for (const candidate of this.bench.system.names()) {
        if (candidate.startsWith(this.flow.prefix + head)) known.add(candidate.slice(this.flow.prefix.length))
      }
    }
    this.bench.diagnostics.error('NAME_UNKNOWN', spanIn(sourced, name), refusedName(name, sourced, known))
    return REFUSED
  }

  routeNames(): string[] {
    const { value } = this.flow.document
    return [...Object.keys(value.parameters ?? {}), ...Object.keys(value.equations ?? {})]
  }

  /** A component's own figure: `toluene.density`, or `solvent.each.density` of the one bound. */
  propertyNode(name: Name, component: string, property: string, sourced: Sourced): Node {
    const variable = this.globals.property(component, property)
    if (variable !== undefined) return this.bench.system.node(variable)
    return this.globals.refuse({ ...name, path: ['materials', component, property] }, sourced)
  }

  #ofStep(name: Name, bindings: Bindings, sourced: Sourced): Node | undefined {
    const { path } = name
    const second = path[1]
    const step = second === 'each' ? bindings.get('step') : second
    if (step === undefined) return this.#unbound(name, sourced)
    const scope = this.stepScopes.get(step)
    const node = step === 'product' ? undefined : scope?.inside(path.slice(2), bindings)
    return node ?? (second === 'each' ? ABSENT : undefined)
  }

  #qualified(name: Name, bindings: Bindings, sourced: Sourced): Node | undefined {
    const { path } = name
    const [head, second, third] = path as [string, string, string | undefined]
    const components = this.#components(head)
    if (second === 'each' && third !== undefined && components !== undefined) {
      const component = bindings.get('component')
      return component === undefined ? this.#unbound(name, sourced) : this.propertyNode(name, component, third, sourced)
    }
    if (this.flow.roles.has(head) && path.length === 2) return this.propertyNode(name, head, second, sourced)
    return this.#found(path.join('.'))
  }

  #components(head: string): string[] | undefined {
    const components = componentsNamed(this.flow.roles, head)
    return components.length > 0 || isRole(head) ? components : undefined
  }

  #unbound(name: Name, sourced: Sourced): Node {
    this.bench.diagnostics.error('EACH_UNBOUND', spanIn(sourced, name), { name: name.path.join('.') })
    return REFUSED
  }

  /** A variable of this flow by the name it has within the flow. */
  #found(name: string): Node | undefined {
    return this.#variable(this.bench.system.find(this.flow.prefix + name))
  }

  #variable(variable: Variable | undefined): Node | undefined {
    return variable === undefined ? undefined : this.bench.system.node(variable)
  }

  /** A plain number, as a node. */
  number(value: number | string): Node {
    return this.bench.system.graph.constant(new Decimal(value), PLAIN)
  }

  scopeOf(step: Step): StepScope {
    return this.stepScopes.get(step === this.flow.product ? 'product' : step.name) as StepScope
  }
}
