import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Span } from '../document/span.ts'
import { Decimal } from '../quantity/decimal.ts'
import { PLAIN } from '../quantity/dimension.ts'
import { indicesOf, isAggregate, namesIn, unite } from './collections.ts'
import { type Node, Operation, UNARY_FUNCTIONS } from './graph.ts'
import type { Call, Expression, Name } from './syntax.ts'
import { type Sourced, type System, spanIn } from './system.ts'
import { lookUp, type Table } from './table.ts'

/** What an `each` runs over: components, steps, members of a line, lines, years. */
export interface Index {
  readonly kind: string
  readonly members: readonly string[]
  /** What the members are drawn from, where that is more: the steps of all lines. */
  readonly among?: readonly string[]
}

/** The member each kind of `each` stands for just now. */
export type Bindings = ReadonlyMap<string, string>
export const UNBOUND: Bindings = new Map()

/** A name that stands for nothing here but may elsewhere: a step without such a figure. Its term drops out of an aggregate. */
export const ABSENT = -2
/** A name that was refused; the problem has been reported. */
export const REFUSED = -1

/** What names mean where an expression stands. */
export interface Scope {
  /** The node of a name; reports what it cannot resolve and answers REFUSED. */
  node(name: Name, bindings: Bindings, sourced: Sourced): Node
  /** The collection that a name with `each` runs over; undefined where it only takes the member that others give (`prices.each`). */
  index(name: Name): Index | undefined
  table(name: string): Table | undefined
  /** Whether a component states the property that a name asks for; undefined where it names no component. */
  states(name: Name, bindings: Bindings): boolean | undefined
}

/** Turns expressions into nodes: collections are written out, functions become operations. */
export class Expander {
  readonly #system: System
  readonly #diagnostics: Diagnostics

  constructor(system: System, diagnostics: Diagnostics) {
    this.#system = system
    this.#diagnostics = diagnostics
  }

  /** The node for an expression; REFUSED where a problem was reported, ABSENT where a step has no such figure. */
  expand(sourced: Sourced, scope: Scope, bindings: Bindings = UNBOUND): Node {
    const text = this.#system.text(sourced)
    return this.#node(sourced.expression, { sourced, text, scope, bindings })
  }

  #node(expression: Expression, at: Place): Node {
    const { graph } = this.#system
    switch (expression.kind) {
      case 'literal':
        if (expression.value.isZero() && expression.unit.text === '1') return graph.zero
        graph.writing(at.text, expression.start, expression.end)
        return graph.constant(expression.value, expression.dimension)
      case 'name': {
        graph.writing(at.text, expression.start, expression.end)
        const node = at.scope.node(expression, at.bindings, at.sourced)
        // the name may have stood for an input whose own expression was expanded just now
        graph.writing(at.text, expression.start, expression.end)
        if (at.isChoice !== true && this.#choicesOf(node) !== undefined) {
          this.#diagnostics.error('CHOICE_AS_NUMBER', this.#span(expression, at), { name: expression.path.join('.') })
          return REFUSED
        }
        return node
      }
      case 'negation': {
        const of = this.#node(expression.of, at)
        if (of < 0) return of
        graph.writing(at.text, expression.start, expression.end)
        return graph.negate(of)
      }
      case 'binary': {
        const left = this.#node(expression.left, at)
        const right = this.#node(expression.right, at)
        if (left < 0 || right < 0) return left === REFUSED || right === REFUSED ? REFUSED : ABSENT
        graph.writing(at.text, expression.start, expression.end)
        return this.#binary(expression.operator, left, right)
      }
      case 'call':
        return this.#call(expression, at)
    }
  }

  #binary(operator: string, a: Node, b: Node): Node {
    const { graph } = this.#system
    switch (operator) {
      case '+':
        return graph.add(a, b)
      case '-':
        return graph.subtract(a, b)
      case '*':
        return graph.multiply(a, b)
      case '/':
        return graph.divide(a, b)
      case '^':
        return graph.binary(Operation.power, a, b)
      case '<':
        return graph.binary(Operation.less, a, b)
      case '<=':
        return graph.binary(Operation.lessOrEqual, a, b)
      case '>':
        return graph.binary(Operation.less, b, a)
      case '>=':
        return graph.binary(Operation.lessOrEqual, b, a)
      case '==':
        return graph.binary(Operation.equal, a, b)
      default:
        return graph.binary(Operation.notEqual, a, b)
    }
  }

  #call(call: Call, at: Place): Node {
    const { graph } = this.#system
    if (isAggregate(call)) return this.#aggregate(call, at)
    if (call.function === 'lookup') return this.#lookup(call, at)
    if (call.function === 'is') return this.#isChosen(call, at)
    if (call.function === 'given') return this.#given(call, at)
    const given = call.arguments.map((argument) => this.#node(argument, at))
    if (given.includes(REFUSED)) return REFUSED
    if (given.includes(ABSENT)) return ABSENT
    graph.writing(at.text, call.start, call.end)
    const [a, b, c] = given as [Node, Node, Node]
    const unary = UNARY_FUNCTIONS[call.function]
    if (unary !== undefined) return graph.unary(unary, a)
    switch (call.function) {
      case 'min':
        return graph.reduce(given, (x, y) => graph.binary(Operation.min, x, y))
      case 'max':
        return graph.reduce(given, (x, y) => graph.binary(Operation.max, x, y))
      case 'annuity':
        return graph.binary(Operation.annuity, a, b)
      case 'share':
        return graph.binary(Operation.share, a, b)
      default:
        return graph.ternary(Operation.choose, a, b, c)
    }
  }

  /** sum, min or max of one argument: a term for each member of the collections named in it, absent ones left out. */
  #aggregate(call: Call, at: Place): Node {
    const { graph } = this.#system
    const argument = call.arguments[0] as Expression
    const indices = indicesOf(argument, at.scope)
    const index = indices.find((candidate) => !at.bindings.has(candidate.kind)) ?? indices[0]
    if (index === undefined) {
      this.#diagnostics.error('AGGREGATE_WITHOUT_EACH', this.#span(call, at), { function: call.function })
      return REFUSED
    }
    const members = unite(indices.filter((other) => other.kind === index.kind))
    const terms: Node[] = []
    let absent = false
    for (const member of members) {
      const bindings = new Map(at.bindings).set(index.kind, member)
      const term = this.#node(argument, { ...at, bindings })
      if (term === REFUSED) return REFUSED
      if (term === ABSENT) absent = true
      else terms.push(term)
    }
    const isElsewhere = (member: string): boolean =>
      this.#node(argument, { ...at, bindings: new Map(at.bindings).set(index.kind, member) }) >= 0
    if (terms.length === 0 && absent && !index.among?.some(isElsewhere)) {
      const named = namesIn(argument).filter((name) => name.path.includes('each'))
      this.#diagnostics.error('NOTHING_HAS', this.#span(call, at), {
        names: named.map((name) => name.path.join('.')),
        kind: index.kind,
        near: this.#nearFigures(named, members),
      })
      return REFUSED
    }
    graph.writing(at.text, call.start, call.end)
    if (call.function === 'sum') return graph.sum(terms)
    const operation = call.function === 'min' ? Operation.min : Operation.max
    return graph.reduce(terms, (x, y) => graph.binary(operation, x, y))
  }

  /** `steps.each.capital` for `steps.each.capitol`: what members of the collection do have. */
  #nearFigures(names: readonly Name[], members: readonly string[]): string[] {
    const having = [...this.#system.names()].map((known) => known.split('.'))
    return names.flatMap(({ path }) => {
      const head = path.slice(0, path.indexOf('each') + 1).join('.')
      const figures = having
        .filter((parts) => members.includes(parts[parts.length - 2] as string))
        .map((parts) => `${head}.${parts[parts.length - 1]}`)
      return nearest(path.join('.'), figures)
    })
  }

  #lookup(call: Call, at: Place): Node {
    const [first, second] = call.arguments as [Expression, Expression]
    const table = first.kind === 'name' && first.path.length === 1 ? at.scope.table(first.path[0] as string) : undefined
    if (table?.kind !== 'points') {
      this.#diagnostics.error('TABLE_UNKNOWN', this.#span(first, at), {
        name: first.kind === 'name' ? first.path.join('.') : '',
      })
      return REFUSED
    }
    const x = this.#node(second, at)
    if (x < 0) return x
    this.#system.graph.writing(at.text, call.start, call.end)
    return lookUp(this.#system.graph, table, x)
  }

  /** `given(solvent.each.flash_point, 20 degC)`: a property where the component states it, else the second. */
  #given(call: Call, at: Place): Node {
    const [first, second] = call.arguments as [Expression, Expression]
    const isStated = first.kind === 'name' && first.path.length > 1 ? at.scope.states(first, at.bindings) : undefined
    if (isStated !== undefined) return this.#node(isStated ? first : second, at)
    this.#diagnostics.error('GIVEN_NOT_A_PROPERTY', this.#span(first, at), {
      text: at.sourced.text.slice(first.start, first.end),
    })
    return REFUSED
  }

  /** `is(atmosphere, nitrogen)`: 1 where that word is chosen, else 0. */
  #isChosen(call: Call, at: Place): Node {
    const { graph } = this.#system
    const [first, second] = call.arguments as [Expression, Expression]
    const chosen = this.#node(first, { ...at, isChoice: true })
    if (chosen < 0) return chosen
    const id = graph.operation[chosen] === Operation.variable ? (graph.first[chosen] as number) : -1
    const choices = this.#choicesOf(chosen)
    const word = second.kind === 'name' && second.path.length === 1 ? (second.path[0] as string) : undefined
    const place = word === undefined ? -1 : (choices?.indexOf(word) ?? -1)
    if (choices === undefined) {
      this.#diagnostics.error('CHOICE_NOT_ONE', this.#span(first, at), {
        name: first.kind === 'name' ? first.path.join('.') : '',
      })
      return REFUSED
    }
    if (place < 0) {
      const facts = {
        name: this.#system.variables[id]?.name ?? '',
        word: word ?? '',
        known: choices,
        near: nearest(word ?? '', choices),
      }
      this.#diagnostics.error('CHOICE_UNKNOWN', this.#span(second, at), facts)
      return REFUSED
    }
    graph.writing(at.text, call.start, call.end)
    return graph.binary(Operation.equal, chosen, graph.constant(new Decimal(place + 1), PLAIN))
  }

  #choicesOf(node: Node): readonly string[] | undefined {
    const { graph, variables } = this.#system
    if (node < 0 || graph.operation[node] !== Operation.variable) return undefined
    return variables[graph.first[node] as number]?.choices
  }

  #span(part: Expression, at: Place): Span {
    return spanIn(at.sourced, part)
  }
}

interface Place {
  readonly sourced: Sourced
  readonly text: number
  readonly scope: Scope
  readonly bindings: Bindings
  /** A choice among words may stand here. */
  readonly isChoice?: true
}
