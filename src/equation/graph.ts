import { Decimal } from '../quantity/decimal.ts'
import { ANY, type Dimension, PLAIN } from '../quantity/dimension.ts'

/** A node of the arithmetic graph: an index. */
export type Node = number

/** What a node does. `perRun` is a use of a utility: see dimension-check.ts. */
export const Operation = {
  constant: 0,
  variable: 1,
  add: 2,
  subtract: 3,
  multiply: 4,
  divide: 5,
  power: 6,
  negate: 7,
  min: 8,
  max: 9,
  ceil: 10,
  floor: 11,
  sqrt: 12,
  exp: 13,
  ln: 14,
  log10: 15,
  annuity: 16,
  share: 17,
  less: 18,
  lessOrEqual: 19,
  equal: 20,
  notEqual: 21,
  choose: 22,
  perRun: 23,
} as const
export type Operation = (typeof Operation)[keyof typeof Operation]

/** Functions of one argument by the name they have in expressions. */
export const UNARY_FUNCTIONS: Readonly<Record<string, Operation>> = {
  ceil: Operation.ceil,
  floor: Operation.floor,
  sqrt: Operation.sqrt,
  exp: Operation.exp,
  ln: Operation.ln,
  log10: Operation.log10,
}

const NONE = -1

/** Where a node was first written: an equation's number and the characters in its text. */
export interface Written {
  readonly equation: number
  readonly start: number
  readonly end: number
}

/**
 * Arithmetic as a graph with common subexpressions shared: nodes are rows of flat arrays, made once each.
 * A structural zero (an absent component, an empty role, a bare `0`) is folded away; an input that happens to be 0 is not.
 */
export class ArithmeticGraph {
  readonly operation: Operation[] = []
  /** First, second and third argument: nodes; for a variable its number, for a constant its row in `constants`. */
  readonly first: Node[] = []
  readonly second: Node[] = []
  readonly third: Node[] = []
  readonly constants: { readonly value: Decimal; readonly dimension: Dimension }[] = []
  readonly #written: number[] = []
  readonly #constantNodes = new Map<string, Node>()
  readonly #variableNodes: (Node | undefined)[] = []
  #table = new Int32Array(1 << 12).fill(NONE)
  #now: Written = { equation: NONE, start: 0, end: 0 }
  readonly zero: Node
  readonly one: Node

  constructor() {
    this.zero = this.constant(new Decimal(0), ANY)
    this.one = this.constant(new Decimal(1), PLAIN)
  }

  get size(): number {
    return this.operation.length
  }

  /** Says which text the nodes made from now on stand for. */
  writing(equation: number, start: number, end: number): void {
    this.#now = { equation, start, end }
  }

  writtenAt(node: Node): Written {
    const at = node * 3
    return { equation: this.#written[at] ?? NONE, start: this.#written[at + 1] ?? 0, end: this.#written[at + 2] ?? 0 }
  }

  constant(value: Decimal, dimension: Dimension): Node {
    const key = `${dimension}|${value.toString()}`
    let node = this.#constantNodes.get(key)
    if (node === undefined) {
      this.constants.push({ value, dimension })
      node = this.#push(Operation.constant, this.constants.length - 1, NONE, NONE)
      this.#constantNodes.set(key, node)
    }
    return node
  }

  variable(id: number): Node {
    let node = this.#variableNodes[id]
    if (node === undefined) {
      node = this.#push(Operation.variable, id, NONE, NONE)
      this.#variableNodes[id] = node
    }
    return node
  }

  add(a: Node, b: Node): Node {
    if (a === this.zero) return b
    if (b === this.zero) return a
    return a <= b ? this.#shared(Operation.add, a, b) : this.#shared(Operation.add, b, a)
  }

  subtract(a: Node, b: Node): Node {
    if (b === this.zero) return a
    if (a === this.zero) return this.negate(b)
    return a === b ? this.zero : this.#shared(Operation.subtract, a, b)
  }

  multiply(a: Node, b: Node): Node {
    if (a === this.zero || b === this.zero) return this.zero
    if (a === this.one) return b
    if (b === this.one) return a
    return a <= b ? this.#shared(Operation.multiply, a, b) : this.#shared(Operation.multiply, b, a)
  }

  divide(a: Node, b: Node): Node {
    if (b === this.one) return a
    return a === this.zero ? this.zero : this.#shared(Operation.divide, a, b)
  }

  negate(a: Node): Node {
    if (a === this.zero) return a
    return this.operation[a] === Operation.negate ? (this.first[a] as Node) : this.#shared(Operation.negate, a, NONE)
  }

  unary(operation: Operation, a: Node): Node {
    return this.#shared(operation, a, NONE)
  }

  /** Any operation of two arguments that needs no folding. */
  binary(operation: Operation, a: Node, b: Node): Node {
    if (operation === Operation.share && a === this.zero) return this.zero
    if ((operation === Operation.min || operation === Operation.max) && a === b) return a
    return this.#shared(operation, a, b)
  }

  ternary(operation: Operation, a: Node, b: Node, c: Node): Node {
    if (operation === Operation.choose && b === c) return b
    return this.#shared(operation, a, b, c)
  }

  /** Sum, least or greatest of many, as a balanced tree: its depth grows with the logarithm of their number. */
  reduce(nodes: readonly Node[], join: (a: Node, b: Node) => Node): Node {
    let row = nodes
    while (row.length > 1) {
      const next: Node[] = []
      for (let i = 0; i < row.length; i += 2) {
        const a = row[i] as Node
        const b = row[i + 1]
        next.push(b === undefined ? a : join(a, b))
      }
      row = next
    }
    return row[0] ?? this.zero
  }

  sum(nodes: readonly Node[]): Node {
    return this.reduce(nodes, (a, b) => this.add(a, b))
  }

  /** The variables that a node reads directly; a `seen` kept between calls passes over what was looked through before. */
  variablesOf(node: Node, into: Set<number>, seen: Set<Node> = new Set()): void {
    const open: Node[] = [node]
    for (let n = open.pop(); n !== undefined; n = open.pop()) {
      const operation = this.operation[n] as Operation
      if (operation === Operation.variable) into.add(this.first[n] as number)
      if (operation <= Operation.variable || seen.has(n)) continue
      seen.add(n)
      for (const child of [this.first[n], this.second[n], this.third[n]]) {
        if (child !== undefined && child >= 0) open.push(child)
      }
    }
  }

  #push(operation: Operation, a: number, b: number, c: number): Node {
    this.operation.push(operation)
    this.first.push(a)
    this.second.push(b)
    this.third.push(c)
    this.#written.push(this.#now.equation, this.#now.start, this.#now.end)
    return this.operation.length - 1
  }

  /** The one node for this operation on these arguments: an open-addressed table of node numbers, doubled when half full. */
  #shared(operation: Operation, a: number, b: number, c: number = NONE): Node {
    if (this.operation.length * 2 > this.#table.length) this.#grow()
    let slot = this.#slot(operation, a, b, c)
    for (;;) {
      const node = this.#table[slot] as number
      if (node === NONE) break
      if (
        this.operation[node] === operation &&
        this.first[node] === a &&
        this.second[node] === b &&
        this.third[node] === c
      )
        return node
      slot = (slot + 1) & (this.#table.length - 1)
    }
    const made = this.#push(operation, a, b, c)
    this.#table[slot] = made
    return made
  }

  #slot(operation: number, a: number, b: number, c: number): number {
    let hash =
      Math.imul(a + 1, 0x9e3779b1) ^
      Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^
      Math.imul(c + 3, 0xc2b2ae35) ^
      Math.imul(operation, 0x27d4eb2f)
    hash ^= hash >>> 15
    return hash & (this.#table.length - 1)
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 4).fill(NONE)
    for (let node = 0; node < this.operation.length; node++) {
      const operation = this.operation[node] as Operation
      if (operation <= Operation.variable) continue
      let slot = this.#slot(
        operation,
        this.first[node] as number,
        this.second[node] as number,
        this.third[node] as number,
      )
      while (this.#table[slot] !== NONE) slot = (slot + 1) & (this.#table.length - 1)
      this.#table[slot] = node
    }
  }
}
