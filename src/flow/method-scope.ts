import type { Bindings, Index, Scope } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import type { Name } from '../equation/syntax.ts'
import type { Sourced } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import type { FlowScope } from './flow-scope.ts'
import { STEP_FIGURES, type StepScope } from './step-scope.ts'

/** What a costing method sees of a step: its own step equations, what it expects, and what surrounds the step. */
export class MethodScope implements Scope {
  readonly #step: StepScope
  readonly #extra: ReadonlyMap<string, Node>

  constructor(step: StepScope, extra: ReadonlyMap<string, Node> = new Map()) {
    this.#step = step
    this.#extra = extra
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const { flowScope, step } = this.#step
    const [head, second] = name.path as [string, string | undefined]
    const extra = name.path.length === 1 ? this.#extra.get(head) : undefined
    if (extra !== undefined) return extra
    const { system } = flowScope.bench
    const visible =
      flowScope.method.step.has(head) ||
      flowScope.method.expects.has(head) ||
      STEP_FIGURES.has(head) ||
      head === 'utilization' ||
      head === 'capacity'
    if (visible && name.path.length === 1) {
      const variable = system.find(`${step.base}.${head}`)
      if (variable !== undefined) return system.node(variable)
      if (STEP_FIGURES.has(head)) return head === 'size_ratio' ? system.graph.one : system.graph.zero
    }
    if (head === 'uses' && second !== undefined) {
      const variable = system.find(`${step.base}.uses.${second}`)
      if (variable !== undefined) return system.node(variable)
      if (flowScope.bench.book.services.has(second)) return system.graph.zero
    }
    if (head === 'line' && second !== undefined) {
      const variable = system.find(`${flowScope.flow.prefix}lines.${step.line}.${second}`)
      if (variable !== undefined) return system.node(variable)
    }
    const line = name.path.length === 1 ? system.find(`${flowScope.flow.prefix}lines.${step.line}.${head}`) : undefined
    if (line !== undefined) return system.node(line)
    return (
      flowScope.ambient(name, bindings, sourced) ??
      flowScope.unknown(name, sourced, [
        ...flowScope.method.step.keys(),
        ...flowScope.method.expects.keys(),
        ...this.#extra.keys(),
      ])
    )
  }

  index(name: Name): Index | undefined {
    return this.#step.flowScope.index(name)
  }

  table(name: string): Table | undefined {
    return this.#step.flowScope.table(name)
  }

  states(name: Name, bindings: Bindings): boolean | undefined {
    return this.#step.flowScope.states(name, bindings)
  }
}

/** What the `line:` equations of a method see: the line's own figures, and those of its members. */
export class LineScope implements Scope {
  readonly #flowScope: FlowScope
  readonly #line: string

  constructor(flowScope: FlowScope, line: string) {
    this.#flowScope = flowScope
    this.#line = line
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    const [head] = name.path as [string]
    const path = name.path.length === 2 && head === 'line' ? name.path[1] : name.path.length === 1 ? head : undefined
    const { system } = this.#flowScope.bench
    const own =
      path === undefined ? undefined : system.find(`${this.#flowScope.flow.prefix}lines.${this.#line}.${path}`)
    if (own !== undefined) return system.node(own)
    return (
      this.#flowScope.ambient(name, bindings, sourced) ??
      this.#flowScope.unknown(name, sourced, this.#flowScope.method.line.keys())
    )
  }

  index(name: Name): Index | undefined {
    if (name.path[0] === 'members' && name.path[1] === 'each') {
      const { lines, steps } = this.#flowScope.flow
      const members = (lines.get(this.#line) ?? []).map((step) => step.name)
      // worked out only where no member has the figure, since there are as many lines as steps
      return {
        kind: 'step',
        members,
        get among() {
          return [...steps.keys()]
        },
      }
    }
    return this.#flowScope.index(name)
  }

  table(name: string): Table | undefined {
    return this.#flowScope.table(name)
  }

  states(name: Name, bindings: Bindings): boolean | undefined {
    return this.#flowScope.states(name, bindings)
  }
}
