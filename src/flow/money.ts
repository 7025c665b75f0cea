import type { Diagnostics } from '../document/diagnostic.ts'
import type { PlantDocument } from '../document/schema.ts'
import { optionSpan, type Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'
import { CURRENCY } from '../equation/exchange.ts'
import type { NumberRead } from '../equation/number.ts'
import { type Origin, spanOf } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { exponentsOf } from '../quantity/dimension.ts'
import type { ExchangeRates } from './exchange-rates.ts'
import type { DatedTable, PriceBook, PriceIndex, Section } from './price-book.ts'

/** What the command line asks of money. */
export interface MoneyAsked {
  readonly currency?: string | undefined
  readonly year?: string | undefined
}

/** A price of one year as money of another. */
export interface Moved {
  readonly factor: Decimal
  /** How it was moved, for explanation: "from 2018 to 2024 by CEPCI". */
  readonly words: string
}

/**
 * The money that results are in: the year that dated prices are moved to, where one was asked for, and the currency that
 * results are shown in. Everything is computed in USD.
 */
export class Money {
  readonly currency: string
  readonly year: number | undefined
  /** USD for one unit of the currency. */
  readonly rate: Decimal
  /** Where prices of other years are moved to; undefined where they stand as given. */
  readonly #target: number | undefined
  readonly #book: PriceBook
  readonly #rates: ExchangeRates
  readonly #diagnostics: Diagnostics
  /** Names of money that carries no year, so that it could not be moved. */
  readonly #undated = new Set<string>()
  readonly #stated = new Set<number>()
  readonly #unmoved = new Set<string>()
  /** Indices and years that were asked for in vain, told once. */
  readonly #lacking = new Set<string>()
  /** The last year of each index that was asked for a later one. */
  readonly #beyond = new Map<string, string>()

  constructor(
    asked: MoneyAsked,
    plants: readonly Checked<PlantDocument>[],
    book: PriceBook,
    rates: ExchangeRates,
    diagnostics: Diagnostics,
  ) {
    this.#book = book
    this.#rates = rates
    this.#diagnostics = diagnostics
    this.#target = asked.year === undefined ? undefined : resultYear(asked, [], diagnostics)
    this.year = resultYear(asked, plants, diagnostics)
    const named = plants.findLast(({ value }) => value.currency !== undefined)
    this.currency = asked.currency ?? named?.value.currency ?? CURRENCY
    const place = (): Span | undefined =>
      asked.currency === undefined ? named?.at(['currency']) : optionSpan('currency', asked.currency)
    this.rate = rates.of(this.currency, this.year, place, diagnostics) ?? new Decimal(1)
  }

  /** USD for one unit of a currency, in the year of the results; reports what no table has. */
  worth(currency: string, span: Span, diagnostics: Diagnostics): Decimal | undefined {
    return this.#rates.of(currency, this.year, () => span, diagnostics)
  }

  /** The first and the last year of the prices that are read; undefined where they are moved to one, or none states its year. */
  get priceYears(): readonly [number, number] | undefined {
    if (this.#target !== undefined || this.#stated.size === 0) return undefined
    return [Math.min(...this.#stated), Math.max(...this.#stated)]
  }

  /** How a price is moved to the year asked for; undefined where it stands as given. */
  moved(name: string, read: NumberRead, section: Section, year: number | undefined): Moved | undefined {
    if (!isMoney(read)) return undefined
    if (year !== undefined) this.#stated.add(year)
    if (this.#target === undefined) return undefined
    if (year === undefined) {
      this.#undated.add(name)
      return undefined
    }
    if (year === this.#target) return undefined
    const index = [...this.#book.indices.values()].find(({ appliesTo }) => appliesTo.includes(section))
    if (index === undefined) {
      this.#unmoved.add(section)
      return undefined
    }
    const then = this.#valueOf(index, year, name, read.sourced.origin)
    const now = this.#valueOf(index, this.#target, name, read.sourced.origin)
    if (then === undefined || now === undefined) return undefined
    return { factor: now.dividedBy(then), words: `from ${year} to ${this.#target} by ${index.name}` }
  }

  /** What could not be moved to the year asked for is told, once for all. */
  reportUnmoved(): void {
    if (this.#target === undefined) return
    const year = String(this.#target)
    if (this.#undated.size > 0) {
      const names = [...this.#undated]
      this.#diagnostics.warn('PRICES_UNDATED', undefined, { year, count: names.length, names: names.slice(0, 5) })
    }
    for (const [index, last] of this.#beyond) this.#diagnostics.warn('INDEX_BEYOND', undefined, { index, last })
    if (this.#unmoved.size > 0)
      this.#diagnostics.warn('INDEX_MISSING', undefined, { year, sections: [...this.#unmoved] })
  }

  /** The index of a year; of a year past its last, that of its last, which is told. */
  #valueOf(index: PriceIndex, year: number, name: string, origin: Origin): Decimal | undefined {
    const known = yearsOf(index)
    const last = Number(known[known.length - 1])
    if (year > last) this.#beyond.set(index.name, String(last))
    const value = index.values.get(Math.min(year, last))
    if (value === undefined && !this.#lacking.has(`${index.name} ${year}`)) {
      this.#lacking.add(`${index.name} ${year}`)
      const facts = { index: index.name, year: String(year), name, known }
      const span = year === this.#target ? optionSpan('year', String(year)) : spanOf(origin)
      this.#diagnostics.error('INDEX_YEAR', span, facts)
    }
    return value
  }
}

/** The year that results are in: the one asked for, else that of the topmost plant that states one. */
export function resultYear(
  asked: MoneyAsked,
  plants: readonly Checked<PlantDocument>[],
  diagnostics: Diagnostics,
): number | undefined {
  if (asked.year !== undefined) return readYear(asked.year, () => optionSpan('year', asked.year as string), diagnostics)
  const dated = plants.findLast(({ value }) => value.year !== undefined)
  return dated === undefined ? undefined : readYear(dated.value.year as string, () => dated.at(['year']), diagnostics)
}

function readYear(text: string, span: () => Span, diagnostics: Diagnostics): number | undefined {
  if (/^\d{4}$/.test(text)) return Number(text)
  diagnostics.error('YEAR_UNREADABLE', span(), { text })
  return undefined
}

function yearsOf(table: DatedTable): string[] {
  return [...table.values.keys()].sort().map(String)
}

/** A figure written as money, or as money per something; an expression moves with what it is computed from. */
function isMoney(read: NumberRead): boolean {
  const { expression } = read.sourced
  return expression.kind === 'literal' && exponentsOf(expression.dimension).at(-1) === 1
}
