import { nearest } from '../document/nearest.ts'
import { roles as ROLES } from '../document/schema.ts'
import { type Bindings, type Index, REFUSED, type Scope } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import type { Name } from '../equation/syntax.ts'
import { type Sourced, spanIn } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { MASS } from '../quantity/dimension.ts'
import type { FlowScope } from './flow-scope.ts'
import { componentsNamed, isRole, isSolid, type PortAmounts, type Step } from './model.ts'

const AMOUNT_GROUPS: ReadonlySet<string> = new Set(['generated', 'consumed', 'purchase', 'surplus', 'arrivals', 'uses'])
/** Figures that every step with a rate, a size or a reaction has. */
export const STEP_FIGURES: ReadonlySet<string> = new Set([
  'load',
  'rate',
  'time_per_unit',
  'size_ratio',
  'smallest_ratio',
  'largest_ratio',
  'extent',
])

/** What the names in an operation mean for one step that uses it: step → line → method → plant → flow. */
export class StepScope implements Scope {
  readonly step: Step
  readonly flowScope: FlowScope

  constructor(step: Step, flowScope: FlowScope) {
    this.step = step
    this.flowScope = flowScope
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const { path } = name
    const [head, second, third] = path as [string, string | undefined, string | undefined]
    const { template } = this.step
    const port = this.step.ports.get(head)
    if (port !== undefined) {
      const node = this.#amount(port, path.slice(1), bindings)
      return node ?? this.#refuseAmount(port, name, bindings, sourced)
    }
    const local = this.#local(path)
    if (local !== undefined) return local
    if (second === 'each' && third !== undefined && (template.slots.has(head) || isRole(head))) {
      return this.#ofComponent(name, head, third, bindings, sourced)
    }
    const own = template.tables.get(head)
    if (own !== undefined) {
      const node = this.flowScope.tableNode(head, second, bindings, own)
      if (node !== undefined) return node
    }
    if (AMOUNT_GROUPS.has(head) && second !== undefined) {
      const member = second === 'each' ? bindings.get('component') : second
      if (member === undefined) return this.#refuse('EACH_UNBOUND', name, sourced, { name: path.join('.') })
      return this.#variable(`${head}.${member}`) ?? this.flowScope.bench.system.graph.zero
    }
    if (head === 'line' && second !== undefined) {
      const node = this.#found(`${this.flowScope.flow.prefix}lines.${this.step.line}.${second}`)
      if (node !== undefined) return node
    }
    if (head === 'machine')
      return this.#refuse('MACHINE_FIGURE', name, sourced, {
        machine: this.step.template.machine ?? '',
        name: second ?? '',
        near: nearest(second ?? '', this.#machineFigures()).map((figure) => `machine.${figure}`),
      })
    const line =
      path.length === 1 ? this.#found(`${this.flowScope.flow.prefix}lines.${this.step.line}.${head}`) : undefined
    return (
      line ?? this.flowScope.ambient(name, bindings, sourced) ?? this.flowScope.unknown(name, sourced, this.names())
    )
  }

  /** What `steps.drying.REST` means seen from outside: only what belongs to the step, never what surrounds it. */
  inside(rest: readonly string[], bindings: Bindings): Node | undefined {
    const [head, second] = rest as [string, string | undefined]
    const port = this.step.ports.get(head)
    if (port !== undefined) return this.#amount(port, rest.slice(1), bindings)
    const local = this.#local(rest) ?? this.#variable(rest.join('.'))
    if (local !== undefined) return local
    if (head === 'uses' && second !== undefined && this.flowScope.bench.book.services.has(second))
      return this.flowScope.bench.system.graph.zero
    return undefined
  }

  index(name: Name): Index | undefined {
    const { path } = name
    const [head, second] = path as [string, string | undefined]
    const port = this.step.ports.get(head)
    if (port !== undefined) {
      if (second === 'each') return { kind: 'component', members: port.components }
      return path[2] === 'each' && second !== undefined
        ? { kind: 'component', members: this.carried(port, second) }
        : undefined
    }
    if (second !== 'each') return undefined
    if (this.step.slots.has(head) && !isRole(head))
      return { kind: 'component', members: [...(this.step.slots.get(head)?.fractions.keys() ?? [])] }
    if (this.step.template.slots.has(head) && !isRole(head)) return { kind: 'component', members: [] }
    if (head === 'generated' || head === 'consumed') {
      return { kind: 'component', members: this.step.template.reaction?.[head].map((reactant) => reactant.name) ?? [] }
    }
    if (AMOUNT_GROUPS.has(head)) return { kind: 'component', members: [...this.flowScope.flow.roles.keys()] }
    return this.flowScope.index(name)
  }

  table(name: string): Table | undefined {
    return this.step.template.tables.get(name) ?? this.flowScope.table(name)
  }

  states(name: Name, bindings: Bindings): boolean | undefined {
    return this.flowScope.states(name, bindings)
  }

  /** Components that a port carries of a role, a slot, `solids`, or one by name. */
  carried(port: PortAmounts, group: string): string[] {
    const slot = isRole(group) ? undefined : this.step.slots.get(group)
    const wanted = slot === undefined ? componentsNamed(this.flowScope.flow.roles, group) : [...slot.fractions.keys()]
    return wanted.filter((component) => port.amounts.has(component))
  }

  names(): string[] {
    const { template } = this.step
    return [
      ...template.parameters.keys(),
      ...template.equations.keys(),
      ...template.ports.keys(),
      ...template.slots.keys(),
      ...template.tables.keys(),
    ]
  }

  #amount(port: PortAmounts, rest: readonly string[], bindings: Bindings): Node | undefined {
    const { system } = this.flowScope.bench
    const { graph } = system
    const [head, second] = rest
    if (head === undefined || rest.length > 2 || (rest.length === 2 && second !== 'each')) return undefined
    if (head === 'each' || second === 'each') {
      const component = bindings.get('component')
      if (component === undefined) return undefined
      const amount = port.amounts.get(component)
      const belongs = head === 'each' || this.carried(port, head).includes(component)
      return amount === undefined || !belongs ? graph.zero : system.node(amount)
    }
    const single = port.amounts.get(head)
    if (single !== undefined) return system.node(single)
    const { roles } = this.flowScope.flow
    const isMass = (component: string): boolean => port.amounts.get(component)?.dimension === MASS
    if (head === 'mass') return this.#total(port, port.components.filter(isMass))
    if (head === 'solids')
      return this.#total(
        port,
        port.components.filter((component) => isSolid(roles.get(component)) && isMass(component)),
      )
    if (isRole(head) || this.step.template.slots.has(head)) return this.#total(port, this.carried(port, head))
    // a component that the flow knows but this port does not carry amounts to nothing here
    return roles.has(head) || this.flowScope.bench.book.materials.has(head) ? graph.zero : undefined
  }

  #total(port: PortAmounts, components: readonly string[]): Node {
    const { system } = this.flowScope.bench
    return system.graph.sum(components.map((component) => system.node(port.amounts.get(component) as never)))
  }

  #local(path: readonly string[]): Node | undefined {
    const [head] = path as [string]
    const { template } = this.step
    const known = template.parameters.has(head) || template.equations.has(head) || STEP_FIGURES.has(head)
    if (known && path.length === 1) return this.#variable(head)
    if (head === 'machine' && path.length === 2) return this.#variable(path.join('.'))
    return undefined
  }

  #ofComponent(name: Name, head: string, property: string, bindings: Bindings, sourced: Sourced): Node {
    const component = bindings.get('component')
    if (component === undefined) return this.#refuse('EACH_UNBOUND', name, sourced, { name: name.path.join('.') })
    if (property === 'fraction') return this.#variable(`${head}.${component}`) ?? this.flowScope.bench.system.graph.zero
    return this.flowScope.propertyNode(name, component, property, sourced)
  }

  #variable(name: string): Node | undefined {
    return this.#found(`${this.step.base}.${name}`)
  }

  #found(name: string): Node | undefined {
    const variable = this.flowScope.bench.system.find(name)
    return variable === undefined ? undefined : this.flowScope.bench.system.node(variable)
  }

  #refuseAmount(port: PortAmounts, name: Name, bindings: Bindings, sourced: Sourced): Node {
    const [head, ...rest] = name.path as [string, ...string[]]
    if (rest.includes('each') && !bindings.has('component'))
      return this.#refuse('EACH_UNBOUND', name, sourced, { name: name.path.join('.') })
    const known = [...port.amounts.keys(), ...ROLES, 'solids', 'mass', 'each']
    const near = nearest(rest.join('.'), known).map((amount) => `${head}.${amount}`)
    return this.#refuse('PORT_AMOUNT_UNKNOWN', name, sourced, { port: head, name: rest.join('.'), near })
  }

  #machineFigures(): string[] {
    const entry = this.flowScope.bench.book.equipment.get(this.step.template.machine ?? '')
    return entry === undefined ? [] : [...entry.fields.keys()]
  }

  #refuse(
    code: 'PORT_AMOUNT_UNKNOWN' | 'EACH_UNBOUND' | 'MACHINE_FIGURE',
    name: Name,
    sourced: Sourced,
    facts: Record<string, string | readonly string[]>,
  ): Node {
    this.flowScope.bench.diagnostics.error(code, spanIn(sourced, name), {
      step: this.step.name,
      ...facts,
    } as never)
    return REFUSED
  }
}
