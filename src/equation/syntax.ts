import type { Decimal } from '../quantity/decimal.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Unit } from '../quantity/unit.ts'

/** Where a piece of an expression stands in its text: character offsets, end exclusive. */
export interface Extent {
  readonly start: number
  readonly end: number
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!='

/** A quantity as written: `value` is in base units, `unit` as the author wrote it. */
export interface Literal extends Extent {
  readonly kind: 'literal'
  readonly value: Decimal
  readonly dimension: Dimension
  readonly unit: Unit
}

export interface Name extends Extent {
  readonly kind: 'name'
  /** `film.solvent.each` as its parts. */
  readonly path: readonly string[]
}

export interface Negation extends Extent {
  readonly kind: 'negation'
  readonly of: Expression
}

export interface Binary extends Extent {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

export interface Call extends Extent {
  readonly kind: 'call'
  readonly function: string
  readonly arguments: readonly Expression[]
}

/** An expression as parsed: what DESIGN calls the textbook form. */
export type Expression = Literal | Name | Negation | Binary | Call

/** What is wrong with an expression's text, and where in it. */
export interface SyntaxProblem extends Extent {
  readonly code:
    | 'EXPRESSION_SYNTAX'
    | 'EXPRESSION_TOO_LONG'
    | 'DECIMAL_COMMA'
    | 'NOT_FINITE'
    | 'THOUSANDS_SEPARATOR'
    | 'UNIT_UNKNOWN'
    | 'UNIT_AMBIGUOUS'
    | 'UNIT_OFFSET'
    | 'UNIT_CURRENCY'
    | 'FUNCTION_UNKNOWN'
    | 'FUNCTION_ARGUMENTS'
  readonly facts: Readonly<Record<string, string | readonly string[]>>
}

/** Visits an expression and all below it, parents first. */
export function visit(expression: Expression, see: (part: Expression) => void): void {
  const open: Expression[] = [expression]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    see(part)
    if (part.kind === 'negation') open.push(part.of)
    else if (part.kind === 'binary') open.push(part.right, part.left)
    else if (part.kind === 'call') open.push(...part.arguments.toReversed())
  }
}

/** The literal an expression is, or undefined where it has to be computed. */
export function literalOf(expression: Expression): Literal | undefined {
  return expression.kind === 'literal' ? expression : undefined
}
