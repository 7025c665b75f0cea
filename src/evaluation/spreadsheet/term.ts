import { Decimal } from '../../quantity/decimal.ts'

/** How tightly the outermost operation of a text binds in a spreadsheet; a sign before a text counts as a sum. */
export const Binding = { compare: 1, sum: 2, product: 3, power: 4, atom: 5 } as const
export type Binding = (typeof Binding)[keyof typeof Binding]

/**
 * A formula under way. The value of its text, times `factor`, plus `offset`, is the value in base units: cells hold values in the
 * units that a reader sees, and a factor is written only where it does not cancel.
 */
export interface Term {
  /** The formula, with a mark in the place of each cell that it reads: see {@link mark}. */
  readonly text: string
  /** Characters with the names of the cells written out. */
  readonly length: number
  /** Brackets within brackets, those of functions included. */
  readonly depth: number
  readonly binding: Binding
  readonly factor: Decimal
  readonly offset: Decimal
  /** A number of the equation in base units, which can be written in any unit. */
  readonly constant?: Decimal
  /** A number that is a point on a scale of temperature, not a difference. */
  readonly isPoint?: boolean
  /** A number with a dimension, whose digits say nothing without its unit. */
  readonly isDimensional?: boolean
  /** The text is a comparison. */
  readonly isCondition?: boolean
  /** The text is one call of this function, with so many arguments. */
  readonly call?: string
  readonly count?: number
  /** The text is the negative of this. */
  readonly negated?: Term
  /** The cell holds one of these words. */
  readonly words?: readonly string[]
}

export const ZERO: Decimal = new Decimal(0)
export const ONE: Decimal = new Decimal(1)
/** Beyond the rounding of 40 digits. */
const SAME = new Decimal('1e-25')

export function same(a: Decimal, b: Decimal): boolean {
  return a.eq(b) || a.minus(b).abs().lte(Decimal.max(a.abs(), b.abs()).times(SAME))
}

const OPEN = '\u0001'
const CLOSE = '\u0002'
const MARKS: RegExp = new RegExp(`${OPEN}(-?\\d+)${CLOSE}`, 'g')

/** Stands in a text for the cell of a number: a variable's own, or -1, -2, … for parts. */
export function mark(cell: number): string {
  return `${OPEN}${cell}${CLOSE}`
}

/** The text with what the cells are called in it. */
export function written(text: string, refer: (cell: number) => string): string {
  return text.replace(MARKS, (_, cell: string) => refer(Number(cell)))
}

/** The cells that a text reads, each once. */
export function cellsIn(text: string): number[] {
  return [...new Set([...text.matchAll(MARKS)].map(([, cell]) => Number(cell)))]
}

/** Digits that a float64 can tell apart. */
const DIGITS = 17

export function numberText(value: Decimal): string {
  return value.toSignificantDigits(DIGITS).toString().replace('e+', 'E').replace('e', 'E')
}

export function term(text: string, length: number, depth: number, binding: Binding, more: Partial<Term> = {}): Term {
  return { text, length, depth, binding, factor: ONE, offset: ZERO, ...more }
}

export function number(value: Decimal): Term {
  const text = numberText(value)
  return term(text, text.length, 0, value.lt(0) ? Binding.sum : Binding.atom)
}

/** The text in brackets unless it binds at least as tightly as its place asks. */
export function bracketed(of: Term, least: Binding): Term {
  return of.binding >= least
    ? of
    : { ...of, text: `(${of.text})`, length: of.length + 2, depth: of.depth + 1, binding: Binding.atom }
}

/** A number of the equation with its unit's factor in the text; a comparison as 1 or 0. */
export function resolved(of: Term, factor: Decimal = ONE, offset: Decimal = ZERO): Term {
  if (of.constant !== undefined) return { ...number(of.constant.minus(offset).dividedBy(factor)), factor, offset }
  if (of.words !== undefined) {
    const list = of.words.map(quoted).join(',')
    const text = `MATCH(${of.text},{${list}},0)`
    return resolved(term(text, of.length + list.length + 12, of.depth + 1, Binding.atom), factor, offset)
  }
  if (of.isCondition === true)
    return resolved(term(`IF(${of.text},1,0)`, of.length + 8, of.depth + 1, Binding.atom), factor, offset)
  const isScaled = !same(of.factor, factor)
  const isMoved = !same(of.offset, offset)
  if (!isScaled && !isMoved) return { ...of, factor, offset }
  const scale = of.factor.dividedBy(factor)
  const moved = isScaled ? scaled(of, scale) : of
  if (!isMoved) return { ...moved, factor, offset }
  const by = of.offset.minus(offset).dividedBy(factor)
  const text = numberText(by.abs())
  const left = bracketed(moved, Binding.sum)
  return term(`${left.text}${by.lt(0) ? '-' : '+'}${text}`, left.length + text.length + 1, left.depth, Binding.sum, {
    factor,
    offset,
  })
}

/** Times a factor, or divided by one where that is the whole number. */
function scaled(of: Term, scale: Decimal): Term {
  const whole = ONE.dividedBy(scale).toSignificantDigits(DIGITS)
  const isOver = scale.abs().lt(1) && whole.isInteger()
  const by = number(isOver ? whole : scale.toSignificantDigits(DIGITS))
  const left = bracketed(of, Binding.product)
  const right = bracketed(by, Binding.product)
  const length = left.length + right.length + 1
  return term(`${left.text}${isOver ? '/' : '*'}${right.text}`, length, left.depth, Binding.product)
}

/** A word in quotes, as a formula writes it. */
export function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}
