import type { Diagnostics } from '../document/diagnostic.ts'
import {
  ANY,
  type Dimension,
  dimensionText,
  divide,
  MONEY,
  multiply,
  PLAIN,
  POINT,
  power,
  TEMPERATURE,
  TIME,
} from '../quantity/dimension.ts'
import { type Node, Operation } from './graph.ts'
import { spellOut } from './loops.ts'
import { type System, spanOf, type Variable } from './system.ts'

const UNKNOWN = -2
const REPORTED = -1

/**
 * Infers the dimension of every variable from its definition, in the order given, and checks every operation on the way.
 * Amounts and inputs know theirs; a declared `unit:` is checked against what the expression gives.
 */
export class DimensionCheck {
  readonly #system: System
  readonly #diagnostics: Diagnostics
  /** Variables whose definition was refused: what follows from them is not told again. */
  readonly #refused = new Set<number>()
  #of: Int32Array

  constructor(system: System, diagnostics: Diagnostics) {
    this.#system = system
    this.#diagnostics = diagnostics
    this.#of = new Int32Array(system.graph.size).fill(UNKNOWN)
  }

  /** Checks one group of the order. In a loop those without a declared dimension wait until what they read is known. */
  group(ids: readonly number[]): void {
    let waiting = ids.map((id) => this.#system.variables[id] as Variable)
    while (waiting.length > 0) {
      const later = waiting.filter((variable) => !this.#variable(variable))
      if (later.length === waiting.length) {
        const first = later.find((variable) => variable.origin !== undefined) ?? (later[0] as Variable)
        const span = first.origin === undefined ? undefined : spanOf(first.origin)
        const loop = spellOut(this.#system, ids, first)
        this.#diagnostics.error('DIMENSION_UNKNOWN', span, { name: first.name, loop })
        for (const variable of later) this.#refuseVariable(variable)
        return
      }
      waiting = later
    }
  }

  /** True once the variable's definition has been checked; false where something it reads is still unknown. */
  #variable(variable: Variable): boolean {
    if (variable.definition === undefined) return true
    if (variable.definition >= this.#of.length) this.#grow()
    const found = this.#node(variable.definition)
    if (found === UNKNOWN) return false
    if (found === REPORTED) {
      if (variable.dimension === undefined) this.#refuseVariable(variable)
      return true
    }
    if (variable.dimension === undefined) {
      variable.dimension = found
    } else if (found !== ANY && found !== variable.dimension && !pointFromKelvin(variable.dimension, found)) {
      const span = variable.origin === undefined ? undefined : spanOf(variable.origin)
      const facts = {
        name: variable.name,
        declared: dimensionText(variable.dimension),
        found: dimensionText(found),
        text: variable.text ?? '',
      }
      this.#diagnostics.error('DIMENSION_DECLARED', span, facts)
      this.#refused.add(variable.id)
    }
    return true
  }

  #refuseVariable(variable: Variable): void {
    variable.dimension ??= ANY
    this.#refused.add(variable.id)
  }

  #node(node: Node): number {
    const known = this.#of[node] as number
    if (known !== UNKNOWN) return known
    const found = this.#work(node)
    this.#of[node] = found
    return found
  }

  #work(node: Node): number {
    const { graph, variables } = this.#system
    const operation = graph.operation[node] as Operation
    const first = graph.first[node] as Node
    if (operation === Operation.constant) return graph.constants[first]?.dimension ?? PLAIN
    if (operation === Operation.variable)
      return this.#refused.has(first) ? REPORTED : (variables[first]?.dimension ?? UNKNOWN)
    const a = this.#node(first)
    const second = graph.second[node] as Node
    const third = graph.third[node] as Node
    const b = second >= 0 ? this.#node(second) : PLAIN
    const c = third >= 0 ? this.#node(third) : PLAIN
    if (a === UNKNOWN || b === UNKNOWN || c === UNKNOWN) return UNKNOWN
    if (a === REPORTED || b === REPORTED || c === REPORTED) return REPORTED
    switch (operation) {
      case Operation.add:
        return this.#sum(node, a, b)
      case Operation.subtract:
        return this.#difference(node, a, b)
      case Operation.multiply:
        return this.#isPoint(node, a, b) ?? multiply(a, b)
      case Operation.divide:
        return this.#isPoint(node, a, b) ?? divide(a, b)
      case Operation.negate:
        return this.#isPoint(node, a, PLAIN) ?? a
      case Operation.power:
        return this.#power(node, a, b)
      case Operation.sqrt:
        return this.#isPoint(node, a, PLAIN) ?? power(a, 0.5)
      case Operation.min:
      case Operation.max:
        return this.#same(node, a, b)
      case Operation.less:
      case Operation.lessOrEqual:
      case Operation.equal:
      case Operation.notEqual:
        return this.#same(node, a, b) === REPORTED ? REPORTED : PLAIN
      case Operation.share:
        return this.#isPoint(node, a, b) ?? (this.#same(node, a, b) === REPORTED ? REPORTED : PLAIN)
      case Operation.choose:
        return this.#plain(node, first, a) ? this.#same(node, b, c) : REPORTED
      case Operation.perRun:
        return this.#perRun(node, a, c)
      case Operation.annuity:
        return this.#plain(node, first, a) && this.#plain(node, second, b) ? PLAIN : REPORTED
      default:
        return this.#plain(node, first, a) ? PLAIN : REPORTED
    }
  }

  /** Temperatures in degC are points: point + difference is a point, a sum of two points means nothing. */
  #sum(node: Node, a: Dimension, b: Dimension): number {
    if (a === POINT && b === POINT) return this.#refuse(node, 'TEMPERATURE_POINT', {})
    if (a === POINT && (b === TEMPERATURE || b === ANY)) return POINT
    if (b === POINT && (a === TEMPERATURE || a === ANY)) return POINT
    return this.#same(node, a, b)
  }

  #difference(node: Node, a: Dimension, b: Dimension): number {
    if (a === POINT && b === POINT) return TEMPERATURE
    if (a === POINT && (b === TEMPERATURE || b === ANY)) return POINT
    return this.#same(node, a, b)
  }

  #same(node: Node, a: Dimension, b: Dimension): number {
    if (a === b || b === ANY) return a
    if (a === ANY) return b
    const { graph } = this.#system
    const last = graph.operation[node] === Operation.choose
    const [left, right] = (
      last ? [graph.second[node], graph.third[node]] : [graph.first[node], graph.second[node]]
    ) as [Node, Node]
    return this.#refuse(node, 'DIMENSION_MISMATCH', {
      left: this.#words(left),
      leftDimension: dimensionText(a),
      right: this.#words(right),
      rightDimension: dimensionText(b),
    })
  }

  #power(node: Node, a: Dimension, b: Dimension): number {
    const { graph } = this.#system
    const second = graph.second[node] as Node
    if (!this.#plain(node, second, b)) return REPORTED
    if (a === PLAIN || a === ANY) return a
    const isPoint = this.#isPoint(node, a, PLAIN)
    if (isPoint !== undefined) return isPoint
    const exponent = this.#constantAt(second)
    if (exponent === undefined)
      return this.#refuse(node, 'EXPONENT_NOT_FIXED', {
        base: this.#words(graph.first[node] as Node),
        dimension: dimensionText(a),
      })
    return power(a, exponent)
  }

  #constantAt(node: Node): number | undefined {
    const { graph } = this.#system
    if (graph.operation[node] === Operation.constant)
      return graph.constants[graph.first[node] as number]?.value.toNumber()
    if (graph.operation[node] === Operation.divide) {
      const [a, b] = [this.#constantAt(graph.first[node] as Node), this.#constantAt(graph.second[node] as Node)]
      return a === undefined || b === undefined ? undefined : a / b
    }
    return undefined
  }

  /**
   * A use of a utility, by the measure that its price has: energy is per functional unit, power is per running machine
   * and is multiplied by the time a machine runs for one functional unit. The node is rewritten to what it means.
   */
  #perRun(node: Node, value: Dimension, price: Dimension): number {
    const { graph } = this.#system
    const time = graph.second[node] as Node
    const measure = price === ANY || value === ANY ? value : divide(MONEY, price)
    if (value === measure) {
      graph.operation[node] = Operation.add
      graph.second[node] = graph.zero
    } else if (multiply(value, TIME) === measure) {
      if (time < 0) return this.#refuse(node, 'USE_WITHOUT_RATE', { text: this.#system.textOfNode(node) })
      graph.operation[node] = Operation.multiply
      graph.second[node] = time
    } else {
      return this.#refuse(node, 'USE_DIMENSION', {
        text: this.#system.textOfNode(node),
        found: dimensionText(value),
        wanted: dimensionText(measure),
        rate: dimensionText(divide(measure, TIME)),
      })
    }
    graph.third[node] = -1
    return measure
  }

  #plain(node: Node, argument: Node, dimension: Dimension): boolean {
    if (dimension === PLAIN || dimension === ANY) return true
    this.#refuse(node, 'NOT_PLAIN', { text: this.#words(argument), dimension: dimensionText(dimension) })
    return false
  }

  #isPoint(node: Node, a: Dimension, b: Dimension): number | undefined {
    return a === POINT || b === POINT ? this.#refuse(node, 'TEMPERATURE_POINT', {}) : undefined
  }

  /** A variable by its name: where it was first written is another place. */
  #words(node: Node): string {
    const { graph } = this.#system
    const text =
      graph.operation[node] === Operation.variable
        ? this.#system.variables[graph.first[node] as number]?.name
        : this.#system.textOfNode(node)
    return text || 'this part'
  }

  #refuse(
    node: Node,
    code:
      | 'DIMENSION_MISMATCH'
      | 'TEMPERATURE_POINT'
      | 'EXPONENT_NOT_FIXED'
      | 'NOT_PLAIN'
      | 'USE_DIMENSION'
      | 'USE_WITHOUT_RATE',
    facts: Record<string, string>,
  ): number {
    this.#diagnostics.error(code, this.#system.spanOfNode(node), {
      text: this.#system.textOfNode(node),
      ...facts,
    } as never)
    return REPORTED
  }

  #grow(): void {
    const bigger = new Int32Array(this.#system.graph.size).fill(UNKNOWN)
    bigger.set(this.#of)
    this.#of = bigger
  }
}

/** A temperature given in K serves where a point in degC is declared: 353.15 K is 80 degC. */
export function pointFromKelvin(declared: Dimension, found: Dimension): boolean {
  return declared === POINT && found === TEMPERATURE
}
