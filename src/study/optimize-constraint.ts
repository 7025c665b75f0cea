import type { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan, type Span } from '../document/span.ts'
import { pointFromKelvin } from '../equation/dimension-check.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import { isBareZero, reportNoQuantity } from '../equation/read-expression.ts'
import type { Literal } from '../equation/syntax.ts'
import type { Money } from '../flow/money.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText } from '../quantity/dimension.ts'
import { fromBase, toBase, type Unit } from '../quantity/unit.ts'
import type { Constraint } from './optimize-field.ts'

/** A constraint as it is asked for, before its figure is looked up. */
export interface ConstraintText {
  readonly text: string
  readonly figure: string
  readonly relation: Relation
  /** One value, or the two ends of a range, with their places in the text. */
  readonly values: readonly { readonly text: string; readonly start: number }[]
}

export type Relation = '<' | '<=' | '>' | '>=' | '..'

const FORM = /^\s*([A-Za-z]\w*(?:\.\w+)*)\s*(<=|>=|≤|≥|<|>|=|\s)\s*(\S.*?)\s*$/s
const RELATIONS: Readonly<Record<string, Relation>> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
}

/** Where a constraint stands on the command line. */
export const constraintSpan = (text: string, start = 0, end: number = text.length): Span => ({
  ...optionSpan('subject-to', text),
  start,
  end,
})

/** Reads `FIGURE < VALUE`, with `<=`, `>` or `>=` as well, or `FIGURE = LOW .. HIGH`, ends included. */
export function readConstraint(text: string, diagnostics: Diagnostics): ConstraintText | undefined {
  const [, figure, sign, given] = FORM.exec(text) ?? []
  const parts = (given ?? '').split(/\.\.(?!\.)/)
  const relation = parts.length === 2 ? '..' : RELATIONS[sign ?? '']
  const isRange = relation === '..' && (sign === '=' || sign?.trim() === '')
  const isComparison = relation !== undefined && relation !== '..' && parts.length === 1
  if (figure === undefined || given === undefined || relation === undefined || !(isRange || isComparison)) {
    diagnostics.error('CONSTRAINT_SYNTAX', constraintSpan(text), { text })
    return undefined
  }
  let start = text.trimEnd().length - given.length
  const values = parts.map((part) => {
    const at = start
    start += part.length + 2
    return { text: part, start: at }
  })
  return { text, figure, relation, values }
}

/** The figure of a constraint: its place among the outputs, and its unit. */
export interface ConstrainedFigure {
  readonly output: number
  readonly unit: Unit
}

/** A constraint on a figure: its values in the unit of the figure, checked for their dimension; money in any currency with a rate. */
export function constraintOn(
  asked: ConstraintText,
  { output, unit }: ConstrainedFigure,
  money: Money,
  diagnostics: Diagnostics,
): Constraint | undefined {
  const { text, figure, relation } = asked
  const read = asked.values.map((value) => quantity(value, text, diagnostics))
  const last = read.at(-1)
  if (last === undefined || read.includes(undefined)) return undefined
  const values: number[] = []
  for (const [i, literal] of withUnit(read as Literal[]).entries()) {
    const { start, text: written } = asked.values[i] as ConstraintText['values'][number]
    const span = constraintSpan(text, start, start + written.length)
    const { dimension } = literal
    if (dimension !== unit.dimension && !isBareZero(literal) && !pointFromKelvin(unit.dimension, dimension)) {
      const [found, wanted] = [dimensionText(dimension), dimensionText(unit.dimension)]
      diagnostics.error('INPUT_DIMENSION', span, { name: figure, found, wanted, text: written.trim() })
      return undefined
    }
    const { currency } = literal.unit
    const rate = currency === undefined ? new Decimal(1) : money.worth(currency.code, span, diagnostics)
    if (rate === undefined) return undefined
    values.push(fromBase(literal.value.times(rate.pow(currency?.exponent ?? 0)), unit).toNumber())
  }
  const [low, high = low] = values as [number, number?]
  if (low > high || (relation === '..' && low === high)) {
    diagnostics.error('CONSTRAINT_EMPTY', constraintSpan(text), { text })
    return undefined
  }
  const isAbove = relation === '>' || relation === '>='
  return {
    output,
    least: isAbove || relation === '..' ? low : Number.NEGATIVE_INFINITY,
    most: isAbove ? Number.POSITIVE_INFINITY : high,
    isStrict: relation === '<' || relation === '>',
    scale: Math.max(Math.abs(low), Math.abs(high)) || 1,
  }
}

/** The low end of a range takes the unit of the high one where it has none: 2 .. 3 ohm*cm^2. */
function withUnit(literals: readonly Literal[]): Literal[] {
  const { unit, dimension } = literals.at(-1) as Literal
  return literals.map((literal) =>
    literal.unit.text === '1' ? { ...literal, value: toBase(literal.value, unit), unit, dimension } : literal,
  )
}

function quantity(
  { text: part, start }: ConstraintText['values'][number],
  text: string,
  diagnostics: Diagnostics,
): Literal | undefined {
  const from = start + part.length - part.trimStart().length
  const place = (a: number, b: number): Span => constraintSpan(text, from + a, from + b)
  const parsed = parseExpression(part.trim())
  if (isProblem(parsed)) {
    diagnostics.error(parsed.code, place(parsed.start, parsed.end), parsed.facts as never)
    return undefined
  }
  if (parsed.kind === 'literal') return parsed
  if (parsed.kind === 'negation' && parsed.of.kind === 'literal') {
    const { unit, value } = parsed.of
    return { ...parsed.of, value: toBase(fromBase(value, unit).negated(), unit) }
  }
  reportNoQuantity(part.trim(), parsed, place, diagnostics)
  return undefined
}
