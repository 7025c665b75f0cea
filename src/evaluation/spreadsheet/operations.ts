import { Operation } from '../../equation/graph.ts'
import type { Decimal } from '../../quantity/decimal.ts'
import { WHOLE_TOLERANCE } from '../arithmetic.ts'
import { Binding, bracketed, mark, number, ONE, quoted, resolved, same, type Term, term, ZERO } from './term.ts'

/** Whole powers of a unit's factor that are still written as one number. */
const MOST_POWER = 8

/** What an operation of the equations is in a spreadsheet. */
export function operated(operation: Operation, a: Term, b: Term, c: Term): Term {
  switch (operation) {
    case Operation.add:
      return sum(a, b)
    case Operation.subtract:
      return difference(a, b)
    case Operation.multiply:
      return product(a, b)
    case Operation.divide:
      return quotient(a, b)
    case Operation.power:
      return power(a, b)
    case Operation.negate:
      return negative(a)
    case Operation.min:
      return extreme('MIN', a, b)
    case Operation.max:
      return extreme('MAX', a, b)
    case Operation.ceil:
      return whole(a, '-INT(-(', '-ABS(', `)*${TOLERANCE}))`)
    case Operation.floor:
      return whole(a, 'INT(', '+ABS(', `)*${TOLERANCE})`)
    case Operation.sqrt:
      return call('SQRT', resolved(a))
    case Operation.exp:
      return call('EXP', resolved(a))
    case Operation.ln:
      return call('LN', resolved(a))
    case Operation.log10:
      return call('LOG10', resolved(a))
    case Operation.annuity:
      return call('PMT', resolved(a), resolved(b), number(ONE.negated()))
    case Operation.share:
      return share(a, b)
    case Operation.less:
      return comparison('<', a, b)
    case Operation.lessOrEqual:
      return comparison('<=', a, b)
    case Operation.equal:
      return comparison('=', a, b)
    case Operation.notEqual:
      return comparison('<>', a, b)
    case Operation.choose:
      return choice(a, b, c)
    default:
      throw new Error(`operation ${operation} has no formula`)
  }
}

const TOLERANCE = WHOLE_TOLERANCE.toString().toUpperCase()

const isZero = (of: Term): boolean => of.constant?.isZero() === true && of.isPoint !== true

/** The unit in which two terms are set side by side: that of the first which is no number. */
function shared(a: Term, b: Term): { factor: Decimal; offset: Decimal } {
  const plain = (of: Term): boolean => of.constant !== undefined || of.isCondition === true || of.words !== undefined
  if (!plain(a)) return a
  return plain(b) ? { factor: ONE, offset: ZERO } : b
}

function joined(sign: string, left: Term, right: Term, binding: Binding, more: Partial<Term> = {}): Term {
  const length = left.length + sign.length + right.length
  return term(`${left.text}${sign}${right.text}`, length, Math.max(left.depth, right.depth), binding, more)
}

function call(name: string, ...given: readonly Term[]): Term {
  const text = `${name}(${given.map((one) => one.text).join(',')})`
  const length = given.reduce((all, one) => all + one.length + 1, name.length + 1)
  return term(text, length, Math.max(...given.map((one) => one.depth)) + 1, Binding.atom, { call: name })
}

/** Each side with its own offset: a point plus a difference is a point, a point less a point a difference. */
function sides(a: Term, b: Term): [Term, Term, Decimal] {
  const { factor } = shared(a, b)
  const offsetOf = (of: Term, other: Term): Decimal =>
    of.constant === undefined ? of.offset : of.isPoint === true ? other.offset : ZERO
  return [resolved(a, factor, offsetOf(a, b)), resolved(b, factor, offsetOf(b, a)), factor]
}

function sum(a: Term, b: Term): Term {
  if (isZero(a)) return b
  if (isZero(b)) return a
  if (b.negated !== undefined) return difference(a, b.negated)
  if (a.negated !== undefined) return difference(b, a.negated)
  const [left, right, factor] = sides(a, b)
  const second = right.text.startsWith('-') ? bracketed(right, Binding.product) : right
  return joined('+', bracketed(left, Binding.sum), bracketed(second, Binding.sum), Binding.sum, {
    factor,
    offset: left.offset.plus(right.offset),
  })
}

function difference(a: Term, b: Term): Term {
  if (isZero(b)) return a
  if (b.negated !== undefined) return sum(a, b.negated)
  const [left, right, factor] = sides(a, b)
  return joined('-', bracketed(left, Binding.sum), bracketed(right, Binding.product), Binding.sum, {
    factor,
    offset: left.offset.minus(right.offset),
  })
}

/** A term of no offset, its factor beside it; a comparison as a number. */
function measured(of: Term): Term {
  if (of.constant !== undefined || of.isCondition === true || of.words !== undefined) return resolved(of)
  return same(of.offset, ZERO) ? of : resolved(of, of.factor)
}

/** Whether a number goes into the factor, since its digits are those of a unit that no cell has. */
const isFactor = (of: Term): boolean => of.isDimensional === true && of.constant?.gt(0) === true

function product(a: Term, b: Term): Term {
  const [left, right] = [measured(a), measured(b)]
  if (isFactor(a) && b.constant === undefined)
    return { ...right, negated: undefined, factor: right.factor.times(a.constant as Decimal) }
  if (isFactor(b) && a.constant === undefined)
    return { ...left, negated: undefined, factor: left.factor.times(b.constant as Decimal) }
  return joined('*', bracketed(left, Binding.product), bracketed(right, Binding.product), Binding.product, {
    factor: left.factor.times(right.factor),
  })
}

function quotient(a: Term, b: Term): Term {
  const [above, below] = [measured(a), measured(b)]
  if (isFactor(b) && a.constant === undefined)
    return { ...above, negated: undefined, factor: above.factor.dividedBy(b.constant as Decimal) }
  return joined('/', bracketed(above, Binding.product), bracketed(below, Binding.power), Binding.product, {
    factor: above.factor.dividedBy(below.factor),
  })
}

/** A spreadsheet has no value for 0 to the power of 0, which is 1 here; a sign before a power belongs to its base. */
function power(a: Term, b: Term): Term {
  const exponent = b.constant
  if (exponent?.isZero()) return number(ONE)
  const isWhole = exponent?.isInteger() === true && exponent.abs().lte(MOST_POWER)
  const base = isWhole ? measured(a) : resolved(a)
  const raised = resolved(b)
  const plain = joined('^', bracketed(base, Binding.atom), bracketed(raised, Binding.atom), Binding.power, {
    factor: isWhole ? base.factor.pow(exponent) : ONE,
  })
  if (exponent !== undefined || !MAY_BE_NOTHING.test(base.text)) return plain
  return call('IF', joined('=', raised, number(ZERO), Binding.compare), number(ONE), plain)
}

/** A base in which something is taken away, or held at a least value, may come to 0. */
const MAY_BE_NOTHING = /-|M(?:IN|AX)\(|I(?:F|NT)\(/

function negative(a: Term): Term {
  if (a.constant !== undefined) return { ...a, ...number(a.constant.negated()), constant: a.constant.negated() }
  const of = measured(a)
  // a sign binds more tightly than a power
  const inner = bracketed(of, of.binding === Binding.power ? Binding.atom : Binding.product)
  return term(`-${inner.text}`, inner.length + 1, inner.depth, Binding.sum, { factor: of.factor, negated: of })
}

/** Arguments of one call; a spreadsheet takes 255. */
const MOST_ARGUMENTS = 200

/** The least or greatest of many as one call, as far as it takes them. */
function extreme(name: 'MIN' | 'MAX', a: Term, b: Term): Term {
  const { factor, offset } = shared(a, b)
  const given = [resolved(a, factor, offset), resolved(b, factor, offset)] as const
  const countOf = (of: Term): number => (of.call === name ? (of.count ?? 1) : 1)
  const isOne = countOf(given[0]) + countOf(given[1]) <= MOST_ARGUMENTS
  const [left, right] = given.map((of) => {
    if (!isOne || of.call !== name) return of
    const text = of.text.slice(name.length + 1, -1)
    return { ...of, text, length: of.length - name.length - 2, depth: of.depth - 1 }
  }) as [Term, Term]
  const count = isOne ? countOf(given[0]) + countOf(given[1]) : 2
  return { ...call(name, left, right), factor, offset, count }
}

/** Rounded up or down, but a value within the tolerance of a whole number is that number. */
function whole(a: Term, before: string, between: string, after: string): Term {
  const of = bracketed(resolved(a), Binding.sum)
  const length = before.length + between.length + after.length + 2 * of.length
  const binding = before.startsWith('-') ? Binding.sum : Binding.atom
  return term(`${before}${of.text}${between}${of.text}${after}`, length, of.depth + 3, binding)
}

function share(a: Term, b: Term): Term {
  const [part, total] = [measured(a), measured(b)]
  const isNone = joined('=', total, number(ZERO), Binding.compare)
  return { ...call('IF', isNone, number(ZERO), quotient(part, total)), factor: part.factor.dividedBy(total.factor) }
}

/** A number stands on the right: `x > 0` is held as 0 < x. */
const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=' }

function comparison(sign: string, a: Term, b: Term): Term {
  const word = a.words !== undefined && b.constant !== undefined ? a.words[b.constant.toNumber() - 1] : undefined
  if (word !== undefined && (sign === '=' || sign === '<>')) {
    const text = `${a.text}${sign}${quoted(word)}`
    return term(text, a.length + word.length + 4, a.depth, Binding.compare, { isCondition: true })
  }
  if (a.constant !== undefined && b.constant === undefined && TURNED[sign] !== undefined)
    return comparison(TURNED[sign], b, a)
  const { factor, offset } = shared(a, b)
  const [left, right] = [resolved(a, factor, offset), resolved(b, factor, offset)]
  return joined(sign, bracketed(left, Binding.sum), bracketed(right, Binding.sum), Binding.compare, {
    isCondition: true,
  })
}

function choice(condition: Term, yes: Term, no: Term): Term {
  const asked = condition.isCondition === true ? condition : resolved(condition)
  const words = yes.words !== undefined && yes.words.join() === no.words?.join() ? yes.words : undefined
  if (words !== undefined) return { ...call('IF', asked, yes, no), words }
  const { factor, offset } = shared(yes, no)
  return { ...call('IF', asked, resolved(yes, factor, offset), resolved(no, factor, offset)), factor, offset }
}

/** The cell of a variable or a part, in the unit that it is shown in. */
export function cell(id: number, length: number, more: Partial<Term> = {}): Term {
  return term(mark(id), length, 0, Binding.atom, more)
}
