import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Span } from '../document/span.ts'
import type { Decimal } from '../quantity/decimal.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Unit } from '../quantity/unit.ts'
import { ArithmeticGraph, type Node } from './graph.ts'
import type { Expression, Extent } from './syntax.ts'

/** The place in a document that an equation, a relation or a number came from; its span is worked out only when asked for. */
export interface Origin {
  readonly document: PositionedDocument
  readonly path: Path
  /** Set where the place is a key, as a `balance:` line's left side. */
  readonly part?: 'key' | 'value'
}

export function spanOf(origin: Origin): Span {
  return origin.document.at(origin.path, origin.part ?? 'value')
}

/** The place of a part of an expression; all of a key, whose characters are not told apart. */
export function spanIn(sourced: Sourced, part: Extent): Span {
  const { origin } = sourced
  return origin.part === 'key' ? spanOf(origin) : origin.document.within(origin.path, part.start, part.end)
}

/** What a document says about a number or an equation besides its value. */
export interface Statement {
  readonly about?: string
  readonly title?: string
  readonly source?: string
  readonly at?: string
  readonly assumption?: string
  readonly note?: string
  readonly year?: string
  readonly basis?: string
}

export type Distribution = 'pert' | 'triangular' | 'uniform' | 'normal' | 'lognormal'

/** How far an input may lie from its value, in base units. */
export interface Spread {
  readonly low: Decimal
  readonly high: Decimal
  readonly distribution: Distribution
}

/**
 * input: a parameter, price or plant value; amount: what a port carries, found by orienting relations; computed: the rest.
 */
export type VariableKind = 'input' | 'amount' | 'computed'

export interface Variable {
  readonly id: number
  readonly name: string
  kind: VariableKind
  /** Known from a quantity, a component's measure or a declared unit; otherwise inferred. */
  dimension: Dimension | undefined
  /** The unit its value is shown in; chosen by dimension where undefined. */
  unit: Unit | undefined
  /** Its defining expression; undefined until something determines it. */
  definition: Node | undefined
  /** Until its loop is eliminated: the definition is not its value, but what must come to nothing. */
  implicit: boolean
  /** An input that is a plain quantity, in base units: what a study may vary. */
  value: Decimal | undefined
  spread: Spread | undefined
  /** Words among which its value is chosen; the value is the place of the word, from 1. */
  choices: readonly string[] | undefined
  /** The spread that a document states for an input that `--set` changed. */
  stated: Spread | undefined
  /** The text of the definition, for explanation. */
  text: string | undefined
  origin: Origin | undefined
  statement: Statement | undefined
  /** Set where `--set` changed the input: what was asked. */
  changed: string | undefined
  /** Its value decided how many equations there are: another value needs another compilation. */
  fixed: boolean
  /** The expression of a document that `--set` replaced or acted on. */
  expressionBefore: { readonly text: string; readonly isReplaced: boolean } | undefined
  /** Names of the variables eliminated together with this one, where it stood in a loop. */
  loop: readonly string[] | undefined
}

/** A statement that two expressions are equal, not yet turned toward the amount it determines. */
export interface Relation {
  readonly left: Node
  readonly right: Node
  readonly text: string
  readonly origin: Origin
  readonly about?: string
}

/** An expression together with the text and place it was parsed from. */
export interface Sourced {
  readonly expression: Expression
  readonly text: string
  readonly origin: Origin
  /** USD for one unit of each other currency in the text, where it was converted. */
  readonly rates?: ReadonlyMap<string, Decimal>
}

/** The flat list: variables by name, each with at most one definition, and the relations among amounts. */
export class System {
  readonly graph: ArithmeticGraph = new ArithmeticGraph()
  readonly variables: Variable[] = []
  readonly relations: Relation[] = []
  /** Texts whose expressions the graph's nodes were written in, by the number that `writing` was given. */
  readonly texts: Sourced[] = []
  readonly #byName = new Map<string, Variable>()

  find(name: string): Variable | undefined {
    return this.#byName.get(name)
  }

  names(): IterableIterator<string> {
    return this.#byName.keys()
  }

  /** A new variable; the caller has made sure that the name is free. */
  declare(name: string, kind: VariableKind, about: Partial<Omit<Variable, 'id' | 'name' | 'kind'>> = {}): Variable {
    const variable: Variable = {
      id: this.variables.length,
      name,
      kind,
      dimension: about.dimension,
      unit: about.unit,
      definition: about.definition,
      implicit: false,
      value: about.value,
      spread: about.spread,
      choices: about.choices,
      stated: undefined,
      text: about.text,
      origin: about.origin,
      statement: about.statement,
      changed: about.changed,
      fixed: false,
      expressionBefore: undefined,
      loop: undefined,
    }
    this.variables.push(variable)
    this.#byName.set(name, variable)
    return variable
  }

  /** A second name for a variable: a step's machine reads the machine's own figures. */
  alias(name: string, variable: Variable): void {
    this.#byName.set(name, variable)
  }

  node(variable: Variable): Node {
    return this.graph.variable(variable.id)
  }

  /** Registers a text so that nodes made while it is expanded can be traced to it. */
  text(sourced: Sourced): number {
    this.texts.push(sourced)
    return this.texts.length - 1
  }

  /** The place in a document of what a node was written as. */
  spanOfNode(node: Node): Span | undefined {
    const written = this.graph.writtenAt(node)
    const sourced = this.texts[written.equation]
    if (sourced === undefined) return undefined
    if (sourced.origin.part === 'key') return spanOf(sourced.origin)
    return sourced.origin.document.within(sourced.origin.path, written.start, written.end)
  }

  /** The characters that a node was written as. */
  textOfNode(node: Node): string {
    const written = this.graph.writtenAt(node)
    return this.texts[written.equation]?.text.slice(written.start, written.end) ?? ''
  }
}
