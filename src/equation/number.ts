import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { type Dimension, dimensionText } from '../quantity/dimension.ts'
import { formatNumber } from '../quantity/format.ts'
import { pointFromKelvin } from './dimension-check.ts'
import { CURRENCY } from './exchange.ts'
import { isBareZero, readExpression, readLiteral } from './read-expression.ts'
import type { Literal } from './syntax.ts'
import type { Distribution, Sourced, Spread, Statement } from './system.ts'

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
  readonly choices?: readonly string[]
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
  /** Words among which the value is chosen; its number is the place of the word, from 1. */
  readonly choices: readonly string[] | undefined
}

/** Source, place and assumption that a document, step or entry states for all numbers in it. */
export type Inherited = Pick<Statement, 'source' | 'at' | 'assumption'>

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
  const spread = readSpread(document, path, map, literal, diagnostics)
  const range =
    map.range === undefined ? undefined : readRange(document, [...path, 'range'], map.range, literal, diagnostics)
  if (range !== undefined && (spread?.low.lt(range.low) || spread?.high.gt(range.high))) {
    const name = spread.low.lt(range.low) ? 'low' : 'high'
    const facts = { name, text: String(map[name]), range: range.text }
    diagnostics.error('SPREAD_OUTSIDE', document.at([...path, name]), facts)
  }
  if (map.year !== undefined && !/^[12]\d{3}$/.test(String(map.year)))
    diagnostics.error('YEAR_UNREADABLE', document.at([...path, 'year']), { text: String(map.year) })
  return {
    sourced,
    spread,
    range,
    // a reference is no figure of its own: what it refers to has the source
    statement: withRates(statementOf(map, literal === undefined ? {} : inherited), sourced),
    countsAs: map.counts_as,
    unit: map.unit,
    choices: map.choices,
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

/** Whether a quantity may stand where another does: a bare 0 may anywhere, and a difference of temperatures beside a point. */
export function sameDimension(end: Literal, value: Literal): boolean {
  return isBareZero(end) || end.dimension === value.dimension || pointFromKelvin(value.dimension, end.dimension)
}
