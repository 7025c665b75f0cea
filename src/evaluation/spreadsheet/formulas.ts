import { type Node, Operation } from '../../equation/graph.ts'
import type { System, Variable } from '../../equation/system.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { ANY, PLAIN, POINT } from '../../quantity/dimension.ts'
import type { Unit } from '../../quantity/unit.ts'
import { constantValues } from './constant-values.ts'
import { cell, operated } from './operations.ts'
import { Binding, cellsIn, number, resolved, type Term, term } from './term.ts'

/** A part of an equation that has a cell of its own, since it is long, deep or read often. */
export interface Part {
  /** -1, -2, … */
  readonly id: number
  /** The variable that it was first needed for. */
  readonly of: Variable
  readonly name: string
  readonly text: string
  readonly node: Node
  /** The cell's value times the factor, plus the offset, is the node's in base units. */
  readonly factor: Decimal
  readonly offset: Decimal
}

/** A variable's formula, giving its value in its unit, and the parts that were first needed for it. */
export interface Equation {
  readonly variable: Variable
  readonly text: string
  readonly parts: readonly Part[]
}

/** What formulas are written with. */
export interface FormulaSettings {
  readonly system: System
  /** The unit that a variable's cell is in. */
  unitOf(variable: Variable): Unit
  /** What a variable's cell is called. */
  nameOf(variable: Variable): string
}

/** A spreadsheet takes 8192 characters and 64 brackets within brackets; an operation joins at most three texts. */
const LONG = 2000
const DEEP = 24
/** Characters of what is written twice where it is read twice. */
const SHORT = 80

/**
 * Formulas from the arithmetic graph. Common subexpressions are written out where they are short, as an author would, and become
 * parts where they are not. Works through the graph in loops: its depth is bounded by nothing.
 */
export class Formulas {
  readonly #settings: FormulaSettings
  readonly #partOf = new Map<Node, Term>()
  readonly #constants: readonly (Decimal | undefined)[]
  readonly #counts = new Map<Variable, number>()
  readonly parts: Part[] = []

  constructor(settings: FormulaSettings) {
    this.#settings = settings
    this.#constants = constantValues(settings.system.graph)
  }

  equation(variable: Variable): Equation {
    const { factor, offset } = this.#settings.unitOf(variable)
    const before = this.parts.length
    const root = this.#term(variable.definition as Node, variable)
    const text = variable.choices === undefined ? resolved(root, factor, offset).text : wordOf(variable, root)
    return { variable, text, parts: this.parts.slice(before) }
  }

  /** The formula of a plain number that no variable is defined by; `beside` lends its name to parts. */
  plain(node: Node, beside: Variable): string {
    return resolved(this.#term(node, beside)).text
  }

  #term(root: Node, variable: Variable): Term {
    const { graph } = this.#settings.system
    const order = this.#order(root)
    const uses = new Map<Node, number>()
    for (const node of order) for (const child of this.#childrenOf(node)) uses.set(child, (uses.get(child) ?? 0) + 1)
    const terms = new Map<Node, Term>()
    const at = (node: Node): Term => this.#partOf.get(node) ?? (terms.get(node) as Term)
    for (const node of order) {
      if (this.#partOf.has(node)) continue
      const [a, b, c] = [graph.first[node], graph.second[node], graph.third[node]] as [Node, Node, Node]
      const operation = graph.operation[node] as Operation
      let made: Term
      if (operation <= Operation.variable) made = this.#leaf(node)
      else if (this.#constants[node] !== undefined && isShort(this.#constants[node] as Decimal))
        made = constant(this.#constants[node] as Decimal)
      else if (operation === Operation.choose && this.#chosen(node) !== undefined) made = at(this.#chosen(node) as Node)
      else {
        if (TWICE.has(operation)) for (const child of b < 0 ? [a] : [b]) this.#shorten(child, variable, at, SHORT)
        made = operated(operation, at(a), b < 0 ? at(a) : at(b), c < 0 ? at(a) : at(c))
      }
      terms.set(node, made)
      if (node === root) continue
      this.#shorten(node, variable, at, (uses.get(node) ?? 0) > 1 ? SHORT : LONG)
    }
    return at(root)
  }

  /** Gives a node a cell of its own where its text is longer than that, or too deep. */
  #shorten(node: Node, variable: Variable, at: (node: Node) => Term, longest: number): void {
    const long = at(node)
    if (long.length <= longest && long.depth <= DEEP) return
    const { nameOf } = this.#settings
    const whole = long.isCondition === true ? resolved(long) : long
    const place = (this.#counts.get(variable) ?? 0) + 1
    this.#counts.set(variable, place)
    const name = `${variable.name}.part_${place}`
    const id = -1 - this.parts.length
    const { text, factor, offset } = whole
    this.parts.push({ id, of: variable, name, text, node, factor, offset })
    const length = nameOf(variable).length + name.length - variable.name.length + 2
    this.#partOf.set(node, cell(id, length, { factor, offset }))
  }

  #leaf(node: Node): Term {
    const { system, unitOf, nameOf } = this.#settings
    const { graph } = system
    const place = graph.first[node] as number
    if (graph.operation[node] === Operation.constant) {
      const { value, dimension } = graph.constants[place] as (typeof graph.constants)[number]
      const isDimensional = dimension !== PLAIN && dimension !== ANY && dimension !== POINT
      return { ...number(value), constant: value, isPoint: dimension === POINT, isDimensional }
    }
    const variable = system.variables[place] as Variable
    const { factor, offset } = unitOf(variable)
    const words = variable.choices
    return cell(variable.id, nameOf(variable).length, { factor, offset, ...(words && { words }) })
  }

  /** The branch that is taken whatever the inputs. */
  #chosen(node: Node): Node | undefined {
    const { graph } = this.#settings.system
    if (graph.operation[node] !== Operation.choose) return undefined
    const condition = this.#constants[graph.first[node] as Node]
    if (condition?.isFinite() !== true) return undefined
    return condition.isZero() ? graph.third[node] : graph.second[node]
  }

  /** The nodes of a definition, each after those that it reads; parts are not looked into. */
  #order(root: Node): Node[] {
    const order: Node[] = []
    const seen = new Set<Node>()
    const open: Node[] = [root]
    while (open.length > 0) {
      const node = open[open.length - 1] as Node
      const before = open.length
      if (!seen.has(node)) for (const child of this.#childrenOf(node)) if (!seen.has(child)) open.push(child)
      if (open.length > before) continue
      open.pop()
      if (seen.has(node)) continue
      seen.add(node)
      order.push(node)
    }
    return order
  }

  #childrenOf(node: Node): Node[] {
    const { graph } = this.#settings.system
    if ((graph.operation[node] as Operation) <= Operation.variable || this.#partOf.has(node)) return []
    const value = this.#constants[node]
    if (value !== undefined && isShort(value)) return []
    const chosen = this.#chosen(node)
    if (chosen !== undefined) return [chosen]
    return [graph.first[node], graph.second[node], graph.third[node]].filter(
      (child): child is Node => child !== undefined && child >= 0,
    )
  }
}

/** Digits to which a number made of numbers is written as one: 1 / 3 is not, and a year less 1 is. */
const FEW_DIGITS = 12

/** What is no number at all has a short text too. */
function isShort(value: Decimal): boolean {
  return !value.isFinite() || value.precision() <= FEW_DIGITS
}

function constant(value: Decimal): Term {
  return value.isFinite() ? { ...number(value), constant: value } : term('NA()', 4, 1, Binding.atom)
}

/** Operations whose formula writes an argument twice: the second, or the only one. */
const TWICE: ReadonlySet<Operation> = new Set([Operation.ceil, Operation.floor, Operation.share])

/** The word that is chosen. */
function wordOf({ choices }: Variable, root: Term): string {
  if (root.words !== undefined) return root.text
  const list = choices?.map((word) => `"${word.replaceAll('"', '""')}"`).join(',')
  return `INDEX({${list}},${resolved(root).text})`
}

/** What each cell reads, for those who want to know which depend on which. */
export function readsOf({ text }: { readonly text: string }): number[] {
  return cellsIn(text)
}

/** A value in base units as a cell holds it; null where it is no number. */
export function inCell(value: number, { factor, offset }: { factor: Decimal; offset: Decimal }): number | null {
  if (!Number.isFinite(value)) return null
  return new Decimal(value).minus(offset).dividedBy(factor).toNumber() + 0
}
