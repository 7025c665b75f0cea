import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Span } from '../document/span.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { ANY, type Dimension } from '../quantity/dimension.ts'
import { unitsNear } from '../quantity/unit-near.ts'
import { currenciesOf, type Exchange, exchangeOf, inUsd, LATER } from './exchange.ts'
import { isProblem, parseExpression } from './parse.ts'
import { type Expression, type Literal, type Name, visit } from './syntax.ts'
import type { Origin, Sourced } from './system.ts'

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
