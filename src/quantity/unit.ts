import { Decimal } from './decimal.ts'
import { type Dimension, dimensionOf, multiply, PLAIN, POINT, power, unitTextOf } from './dimension.ts'
import { unitsNear } from './unit-near.ts'
import { refusalOf } from './unit-refused.ts'
import { type Factor, type Known, scanUnit } from './unit-syntax.ts'
import { plainSymbol, unitTable } from './unit-table.ts'

/** A unit: a value in it times `factor`, plus `offset`, is the value in base units (m, kg, s, A, K, mol, USD). */
export interface Unit {
  /** As written. */
  readonly text: string
  readonly factor: Decimal
  readonly dimension: Dimension
  /** In kelvin: 273.15 for a temperature in degC, else 0. */
  readonly offset: Decimal
  /** Money of a currency that has yet to be converted: what is in it, to which power. */
  readonly currency?: { readonly code: string; readonly exponent: number }
}

/** Why a text is no unit, with the offending part of it. */
export interface UnitProblem {
  readonly problem: 'unknown' | 'syntax' | 'ambiguous' | 'currency' | 'offset'
  readonly symbol: string
  /** Character offsets into the text. */
  readonly start: number
  readonly end: number
  /** What may have been meant, best first. */
  readonly near: readonly string[]
}

/** Whether reading gave a problem instead of a unit. */
export function isUnitProblem(read: Unit | UnitProblem): read is UnitProblem {
  return 'problem' in read
}

const ONE: Decimal = new Decimal(1)
const ZERO: Decimal = new Decimal(0)
/** 0 degC in K; exact by definition of the Celsius scale (SI Brochure, section 2.3.1). */
const CELSIUS_ZERO: Decimal = new Decimal('273.15')

const readBefore = new Map<string, Unit | UnitProblem>()
/** A long-lived page may see any number of mistyped units; it should not keep them all. */
const MOST_REMEMBERED = 10_000
/** Longer texts are no unit that anybody means: not remembered, and no spelling is proposed. */
const LONGEST = 100

/** Reads a text that must be a unit as a whole: "kJ/(kg*K)", "m²", "USD/kg", "wt%", "°C". No spaces inside. */
export function readUnit(text: string): Unit | UnitProblem {
  const before = readBefore.get(text)
  if (before !== undefined) return before
  const read = readAfresh(text)
  if (readBefore.size >= MOST_REMEMBERED) readBefore.clear()
  if (text.length <= LONGEST) readBefore.set(text, read)
  return read
}

function readAfresh(text: string): Unit | UnitProblem {
  if (text === '1') return { text, factor: ONE, dimension: PLAIN, offset: ZERO }
  const { factors, end } = scanUnit(text, 0, () => true)
  for (const factor of factors) {
    const problem = problemOf(factor, factors)
    if (problem !== undefined) return problem
  }
  const money = factors.filter(({ symbol }) => currencyOf(symbol) !== undefined)
  const other = money.find(({ symbol }) => currencyOf(symbol) !== currencyOf(money[0]?.symbol ?? ''))
  if (other !== undefined)
    return { problem: 'currency', symbol: other.symbol, start: other.start, end: other.end, near: [] }
  if (end < text.length || factors.length === 0) {
    return { problem: 'syntax', symbol: text.slice(end), start: end, end: text.length, near: mended(text) }
  }
  return assembled(text, factors)
}

/** The currency of a symbol of money: one quantity has one. */
function currencyOf(symbol: string): string | undefined {
  const entry = unitTable().get(plainSymbol(symbol))
  return entry?.exponents[6] === 1 ? (entry.currency ?? 'USD') : undefined
}

function problemOf({ symbol, start, end, exponent }: Factor, all: readonly Factor[]): UnitProblem | undefined {
  const refusal = refusalOf(symbol)
  if (refusal !== undefined) return { problem: refusal.problem, symbol, start, end, near: refusal.near }
  const plain = plainSymbol(symbol)
  if (!unitTable().has(plain)) return { problem: 'unknown', symbol, start, end, near: unitsNear(symbol) }
  // Only brackets within brackets reach such a power, and nobody means it.
  if (Math.abs(exponent) > 99) return { problem: 'syntax', symbol, start, end, near: [] }
  if (plain !== 'degC' || exponent < 0) return undefined
  // degC/min and kJ/(kg*degC) speak of differences, which are kelvin; a point on the scale cannot be multiplied or squared.
  const multiplied = all.some((other) => other.exponent > 0 && other.start !== start)
  if (exponent !== 1 || multiplied) return { problem: 'offset', symbol, start, end, near: ['K'] }
  return undefined
}

function assembled(text: string, factors: readonly Factor[]): Unit {
  let above = ONE
  let below = ONE
  let dimension = PLAIN
  let currency: Unit['currency']
  for (const { symbol, exponent } of factors) {
    const entry = unitTable().get(plainSymbol(symbol))
    if (entry === undefined) throw new Error(`the unit ${symbol} has passed the check and is not in the table`)
    const size = new Decimal(entry.factor).times(entry.scale).pow(Math.abs(exponent))
    // Divided once at the end, so that km/h is 1000/3600 and a factor that is exact stays exact.
    if (exponent > 0) above = above.times(size)
    else below = below.times(size)
    dimension = multiply(dimension, power(dimensionOf(entry.exponents), exponent))
    if (entry.currency !== undefined)
      currency = { code: entry.currency, exponent: (currency?.exponent ?? 0) + exponent }
  }
  const only = factors[0]
  const point = factors.length === 1 && only !== undefined && plainSymbol(only.symbol) === 'degC' && only.exponent === 1
  if (point) return { text, factor: ONE, dimension: POINT, offset: CELSIUS_ZERO }
  return { text, factor: above.div(below), dimension, offset: ZERO, ...(currency && { currency }) }
}

/** The text without spaces, with `per` and `**` put right, where that is a unit. */
function mended(text: string): string[] {
  if (text.length > LONGEST) return []
  const trimmed = text
    .trim()
    .replace(/\s+per\s+/g, '/')
    .replace(/\*\*/g, '^')
    .replace(/\s*([*/^()·])\s*/g, '$1')
  if (trimmed === text && !/\s/.test(text)) return []
  return [trimmed, trimmed.replace(/\s+/g, '*')].filter((t) => t !== text && !isUnitProblem(readUnit(t))).slice(0, 1)
}

const knownAfterNumber =
  (text: string): Known =>
  (symbol, end, place) => {
    // `h*min(a, b)` calls the function, and `h*t.each` is a path: neither is a unit.
    if (/^(?:\s*\(|\.\p{L})/u.test(text.slice(end, end + 8))) return false
    return isUnitSymbol(symbol) || (place !== 'later' && refusalOf(symbol) !== undefined)
  }

/**
 * The end of the longest unit at `from`, for a reader of expressions that has just passed a number (and one space); `from` where there
 * is none. Stops before `/x`, `*x` and `^x` that do not go on as a unit: in `3 m*width` after m, in `5 kg/2` after kg. What is matched
 * may still be refused by {@link readUnit}, which then says why: `USD/ton`, `EUR`, `degC*m`.
 */
export function matchUnit(text: string, from: number): number {
  // `5 (x)` lacks an operator and is no unit.
  return text[from] === '(' ? from : scanUnit(text, from, knownAfterNumber(text)).end
}

/** Whether a name is taken by a unit (also by one that is refused, such as `ton` or `EUR`), so that no variable may have it. */
export function isUnitSymbol(name: string): boolean {
  return name !== '1' && (unitTable().has(plainSymbol(name)) || refusalOf(name)?.reserved === true)
}

/** A value in `unit` as a value in base units. */
export function toBase(value: Decimal, unit: Unit): Decimal {
  return value.times(unit.factor).plus(unit.offset)
}

/** A value in base units as a value in `unit`. */
export function fromBase(value: Decimal, unit: Unit): Decimal {
  return value.minus(unit.offset).div(unit.factor)
}

/** A good unit to show a computed value in: the preferred one of its dimension, else base units. */
export function displayUnit(dimension: Dimension): Unit {
  const text = unitTextOf(dimension)
  const unit = readUnit(text)
  // The root of a unit (kg^0.5) is not one that can be written, but it can be shown.
  return isUnitProblem(unit) ? { text, factor: ONE, dimension, offset: ZERO } : unit
}
