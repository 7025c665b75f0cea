import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Span } from '../document/span.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { ANY, type Dimension, dimensionText } from '../quantity/dimension.ts'
import { formatNumber } from '../quantity/format.ts'
import { unitsNear } from '../quantity/unit-near.ts'
import { pointFromKelvin } from './dimension-check.ts'
import { CURRENCY, currenciesOf, type Exchange, exchangeOf, inUsd, LATER } from './exchange.ts'
import { isProblem, parseExpression } from './parse.ts'
import { type Expression, type Literal, type Name, visit } from './syntax.ts'
import type { Distribution, Origin, Sourced, Spread, Statement } from './system.ts'

/** A number as a document may write it: a text, or a map with its spread and its source. */
export type NumberText = string | number | NumberMap

export interface NumberMap {
  readonly value?: string | number
  readonly is?: string | number
  readonly low?: string | number
  readonly high?: string | number
  readonly distribution?: Distribution
  readonly range?: string
  readonly unit?: string
  readonly source?: string
  readonly at?: string
  readonly assumption?: string
  readonly year?: string | number
  readonly basis?: string
  readonly note?: string
  readonly about?: string
  readonly title?: string
  readonly counts_as?: string
}

/** The bounds a value must keep, in base units, ends included. */
export interface Range {
  readonly low: Decimal
  readonly high: Decimal
  readonly dimension: Dimension
  readonly text: string
}

/** A number as read: an expression with what is said about it. */
export interface NumberRead {
  readonly sourced: Sourced
  readonly spread: Spread | undefined
  readonly range: Range | undefined
  readonly statement: Statement
  readonly countsAs: string | undefined
  readonly unit: string | undefined
}

/** Source, place and assumption that a document, step or entry states for all numbers in it. */
export type Inherited = Pick<Statement, 'source' | 'at' | 'assumption'>

/** Parses the text at a path of a document; problems are reported with their place inside it. */
export function readExpression(
  document: PositionedDocument,
  path: Path,
  text: string | number,
  diagnostics: Diagnostics,
): Sourced | undefined {
  const written = String(text)
  const parsed = parseExpression(written)
  if (isProblem(parsed)) {
    diagnostics.error(parsed.code, document.within(path, parsed.start, parsed.end), parsed.facts as never)
    return undefined
  }
  const origin = { document, path }
  const currencies = currenciesOf(parsed)
  const exchange = exchangeOf(document)
  if (currencies.size === 0 || exchange === LATER) return { expression: parsed, text: written, origin }
  const rates = ratesOf(currencies, exchange, origin, diagnostics)
  return rates && { expression: inUsd(parsed, rates), text: written, origin, rates }
}

/** What one unit of each currency is worth; undefined where one cannot be converted, which is reported. */
function ratesOf(
  currencies: ReadonlySet<string>,
  exchange: Exchange | undefined,
  { document, path }: Origin,
  diagnostics: Diagnostics,
): Map<string, Decimal> | undefined {
  const rates = new Map<string, Decimal>()
  for (const currency of currencies) {
    if (exchange === undefined) diagnostics.error('CURRENCY_HERE', document.at(path), { currency })
    const rate = exchange?.rate(currency, document, path, diagnostics)
    if (rate === undefined) return undefined
    rates.set(currency, rate)
  }
  return rates
}

/** Reads a number with its spread, range and source. `key` names the value's field: `value` for numbers, `is` for equations. */
export function readNumber(
  document: PositionedDocument,
  path: Path,
  given: NumberText,
  inherited: Inherited,
  diagnostics: Diagnostics,
  key: 'value' | 'is' = 'value',
): NumberRead | undefined {
  const map: NumberMap = typeof given === 'object' ? given : { [key]: given }
  const at = typeof given === 'object' ? [...path, key] : path
  const text = map[key]
  if (text === undefined) return undefined
  const sourced = readExpression(document, at, text, diagnostics)
  if (sourced === undefined) return undefined
  const literal = sourced.expression.kind === 'literal' ? sourced.expression : undefined
  return {
    sourced,
    spread: readSpread(document, path, map, literal, diagnostics),
    range:
      map.range === undefined ? undefined : readRange(document, [...path, 'range'], map.range, literal, diagnostics),
    // a reference is no figure of its own: what it refers to has the source
    statement: withRates(statementOf(map, literal === undefined ? {} : inherited), sourced),
    countsAs: map.counts_as,
    unit: map.unit,
  }
}

/** What was converted is said with the rate. */
function withRates(statement: Statement, { rates, text }: Sourced): Statement {
  if (rates === undefined) return statement
  const words = [...rates].map(([currency, rate]) => `${formatNumber(rate, 7)} ${CURRENCY} for one ${currency}`)
  const note = `${text.trim()}, at ${words.join(' and ')}`
  return { ...statement, note: statement.note === undefined ? note : `${note}; ${statement.note}` }
}

function statementOf(map: NumberMap, inherited: Inherited): Statement {
  const own = map.source !== undefined || map.assumption !== undefined
  return {
    about: map.about,
    title: map.title,
    source: own ? map.source : inherited.source,
    at: own ? map.at : (map.at ?? inherited.at),
    assumption: own ? map.assumption : inherited.assumption,
    note: map.note,
    year: map.year === undefined ? undefined : String(map.year),
    basis: map.basis,
  }
}

function readSpread(
  document: PositionedDocument,
  path: Path,
  map: NumberMap,
  literal: Literal | undefined,
  diagnostics: Diagnostics,
): Spread | undefined {
  if (map.low === undefined && map.high === undefined) {
    if (map.distribution !== undefined)
      diagnostics.error('DISTRIBUTION_WITHOUT_SPREAD', document.at([...path, 'distribution']), {
        distribution: map.distribution,
      })
    return undefined
  }
  if (map.low === undefined || map.high === undefined) {
    const missing = map.low === undefined ? 'low' : 'high'
    diagnostics.error('SPREAD_HALF', document.at([...path, missing === 'low' ? 'high' : 'low']), { missing })
    return undefined
  }
  const low = readLiteral(document, [...path, 'low'], map.low, diagnostics)
  const high = readLiteral(document, [...path, 'high'], map.high, diagnostics)
  if (low === undefined || high === undefined) return undefined
  if (literal === undefined)
    return checkOrder(document, path, map, [low, low, high], diagnostics)
      ? { low: low.value, high: high.value, distribution: map.distribution ?? 'pert' }
      : undefined
  for (const [name, end] of [
    ['low', low],
    ['high', high],
  ] as const) {
    if (sameDimension(end, literal) && end.unit.currency?.code === literal.unit.currency?.code) continue
    diagnostics.error('SPREAD_DIMENSION', document.at([...path, name]), {
      name,
      found: dimensionText(end.dimension),
      wanted: dimensionText(literal.dimension),
    })
    return undefined
  }
  const distribution = map.distribution ?? 'pert'
  if (!checkOrder(document, path, map, [low, literal, high], diagnostics)) return undefined
  if (distribution === 'lognormal' && !low.value.gt(0)) {
    diagnostics.error('LOGNORMAL_NOT_POSITIVE', document.at([...path, 'low']), { low: String(map.low) })
    return undefined
  }
  return { low: low.value, high: high.value, distribution }
}

function checkOrder(
  document: PositionedDocument,
  path: Path,
  map: NumberMap,
  [low, value, high]: readonly [Literal, Literal, Literal],
  diagnostics: Diagnostics,
): boolean {
  if (low.value.lte(value.value) && value.value.lte(high.value)) return true
  const facts = { low: String(map.low), value: String(map.value ?? map.is), high: String(map.high) }
  diagnostics.error('SPREAD_ORDER', document.at(path), facts)
  return false
}

/** Reads `a .. b`, ends included. */
export function readRange(
  document: PositionedDocument,
  path: Path,
  text: string,
  like: Literal | undefined,
  diagnostics: Diagnostics,
): Range | undefined {
  const parts = String(text).split('..')
  const [first, second] = parts
  if (
    parts.length !== 2 ||
    first === undefined ||
    second === undefined ||
    first.trim() === '' ||
    second.trim() === ''
  ) {
    diagnostics.error('RANGE_SYNTAX', document.at(path), { text: String(text) })
    return undefined
  }
  const low = readLiteral(document, path, first.trim(), diagnostics)
  const high = readLiteral(document, path, second.trim(), diagnostics)
  if (low === undefined || high === undefined) return undefined
  if (low.value.gt(high.value)) {
    diagnostics.error('RANGE_SYNTAX', document.at(path), { text: String(text) })
    return undefined
  }
  const dimension = isBareZero(low) ? high.dimension : low.dimension
  const off = [low, high].find((end) => !isBareZero(end) && end.dimension !== dimension)
  const wanted = like === undefined || isBareZero(like) ? dimension : like.dimension
  if (
    off !== undefined ||
    (wanted !== dimension && !pointFromKelvin(wanted, dimension) && !(isBareZero(low) && isBareZero(high)))
  ) {
    const found = dimensionText(off?.dimension ?? dimension)
    diagnostics.error('SPREAD_DIMENSION', document.at(path), { name: 'range', found, wanted: dimensionText(wanted) })
    return undefined
  }
  return { low: low.value, high: high.value, dimension, text: String(text) }
}

/** A quantity that must be written out, as the end of a range must. */
export function readLiteral(
  document: PositionedDocument,
  path: Path,
  text: string | number,
  diagnostics: Diagnostics,
): Literal | undefined {
  const sourced = readExpression(document, path, text, diagnostics)
  if (sourced === undefined) return undefined
  const { expression } = sourced
  if (expression.kind === 'literal') return expression
  // the end of a range is a part of its text
  const isWhole = valueAt(document, path) === String(text)
  const place = (start: number, end: number): Span => (isWhole ? document.within(path, start, end) : document.at(path))
  reportNoQuantity(String(text), expression, place, diagnostics)
  return undefined
}

function valueAt({ data }: PositionedDocument, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], data)
}

/** What must be a quantity is an expression: most often a number with a unit that nobody knows. */
export function reportNoQuantity(
  text: string,
  expression: Expression,
  place: (start: number, end: number) => Span,
  diagnostics: Diagnostics,
): void {
  let unknown: Name | undefined
  visit(expression, (part) => {
    if (part.kind === 'name' && part.path.length === 1) unknown ??= part
  })
  const symbol = unknown?.path[0]
  if (unknown === undefined || symbol === undefined || !/^[-+.\d]/.test(text)) {
    diagnostics.error('NOT_A_QUANTITY', place(0, text.length), { text })
    return
  }
  diagnostics.error('UNIT_UNKNOWN', place(unknown.start, unknown.end), { symbol, near: unitsNear(symbol) })
}

/** A `0` without a unit, which takes any dimension. */
export function isBareZero(literal: Literal): boolean {
  return literal.value.isZero() && literal.unit.text === '1'
}

/** The dimension a literal brings: a bare 0 takes any. */
export function dimensionOfLiteral(literal: Literal): Dimension {
  return isBareZero(literal) ? ANY : literal.dimension
}

function sameDimension(end: Literal, value: Literal): boolean {
  return isBareZero(end) || end.dimension === value.dimension || pointFromKelvin(value.dimension, end.dimension)
}
