import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Span } from '../document/span.ts'
import { CURRENCY, currenciesOf, type Exchange, inUsd } from '../equation/exchange.ts'
import type { NumberRead } from '../equation/number.ts'
import { spanOf } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Override, Overrides } from './overrides.ts'
import type { DatedTable } from './price-book.ts'

/** USD for one unit of a currency, by year, as the price documents of a route state it. */
export class ExchangeRates implements Exchange {
  readonly #tables = new Map<string, DatedTable>()
  /** The year of the results, which holds for figures that state none. */
  year: number | undefined

  add(table: DatedTable): void {
    this.#tables.set(table.name, table)
  }

  /** The rate of the year that a figure, its entry or its document states. */
  rate(currency: string, document: PositionedDocument, path: Path, diagnostics: Diagnostics): Decimal | undefined {
    return this.of(currency, yearAt(document, path) ?? this.year, () => document.at(path), diagnostics)
  }

  /** The rate of a year; reports a currency or a year that no table has. */
  of(
    currency: string,
    year: number | undefined,
    span: () => Span | undefined,
    diagnostics: Diagnostics,
  ): Decimal | undefined {
    if (currency === CURRENCY) return new Decimal(1)
    const table = this.#tables.get(currency)
    if (table === undefined) {
      const known = [CURRENCY, ...this.#tables.keys()]
      const facts = { found: currency, known, near: nearest(currency, known) }
      diagnostics.error('CURRENCY_WITHOUT_RATE', span(), facts)
      return undefined
    }
    const rate = year === undefined ? undefined : table.values.get(year)
    if (rate === undefined) {
      const known = [...table.values.keys()].sort().map(String)
      const facts = { currency, year: year === undefined ? '' : String(year), known }
      diagnostics.error('EXCHANGE_RATE_YEAR', span(), facts)
    }
    return rate
  }
}

/** The nearest `year:` around a figure: its own, its entry's or its document's. */
export function yearAt(document: PositionedDocument, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    let value = document.data
    for (const part of path.slice(0, length))
      value = (value as Record<string | number, unknown> | null | undefined)?.[part]
    const year = (value as { year?: unknown } | null | undefined)?.year
    if (typeof year === 'string' && /^\d{4}$/.test(year)) return Number(year)
  }
  return undefined
}

/** Settings of the command line with their money in USD, at the rates of the year of the results. */
export function settled(overrides: Overrides, rates: ExchangeRates, diagnostics: Diagnostics): Overrides {
  const settle = (override: Override): Override => {
    const read = readInUsd(override.read, rates, diagnostics)
    return read === override.read ? override : { ...override, read }
  }
  return { ...overrides, inputs: new Map([...overrides.inputs].map(([path, list]) => [path, list.map(settle)])) }
}

function readInUsd(read: NumberRead, rates: ExchangeRates, diagnostics: Diagnostics): NumberRead {
  const { expression, origin } = read.sourced
  const found = new Map<string, Decimal>()
  for (const currency of currenciesOf(expression)) {
    const rate = rates.of(currency, rates.year, () => spanOf(origin), diagnostics)
    if (rate === undefined) return read
    found.set(currency, rate)
  }
  if (found.size === 0) return read
  const currency = expression.kind === 'literal' ? expression.unit.currency : undefined
  const factor = currency === undefined ? undefined : found.get(currency.code)?.pow(currency.exponent)
  const { spread } = read
  return {
    ...read,
    sourced: { ...read.sourced, expression: inUsd(expression, found) },
    spread:
      spread === undefined || factor === undefined
        ? spread
        : { ...spread, low: spread.low.times(factor), high: spread.high.times(factor) },
  }
}
