import type { Exponents } from './preferred.ts'

/** One unit symbol: `factor` times `scale` base units. Texts, because a start-up should not pay for numbers it never uses. */
export interface UnitEntry {
  readonly factor: string
  /** The SI prefix as a decimal text, `1` without one. */
  readonly scale: string
  readonly exponents: Exponents
  /** The code of a currency other than the one computed in: the factor of 1 stands until it is converted. */
  readonly currency?: string
}

type Row = readonly [symbols: string, factor: string, exponents: Exponents, prefixes?: string]

const PLAIN: Exponents = [0, 0, 0, 0, 0, 0, 0]
const LENGTH: Exponents = [1, 0, 0, 0, 0, 0, 0]
const VOLUME: Exponents = [3, 0, 0, 0, 0, 0, 0]
const MASS: Exponents = [0, 1, 0, 0, 0, 0, 0]
const TIME: Exponents = [0, 0, 1, 0, 0, 0, 0]
const PRESSURE: Exponents = [-1, 1, -2, 0, 0, 0, 0]
const ENERGY: Exponents = [2, 1, -2, 0, 0, 0, 0]

/**
 * Every unit that is not made of others. Factors are exact by definition: SI Brochure, 9th edition, tables 4, 5 and 8 (bar: 10^5 Pa).
 * A year is 8760 h, a month a twelfth of it: calendar years differ, and costs per year need one length.
 */
const ROWS: readonly Row[] = [
  ['1 pcs piece pieces', '1', PLAIN],
  ['% wt% vol% mol% mass% at%', '0.01', PLAIN],
  ['ppm ppmv', '0.000001', PLAIN],
  ['ppb ppbv', '0.000000001', PLAIN],
  ['m', '1', LENGTH, 'n u m c d k'],
  ['L', '0.001', VOLUME, 'u m c d'],
  ['Nm3', '1', VOLUME], // a normal cubic metre is counted, not converted: its conditions are the source's
  ['g', '0.001', MASS, 'n u m k'],
  ['t', '1000', MASS, 'k M'],
  ['tonne', '1000', MASS],
  ['s', '1', TIME, 'n u m'],
  ['min', '60', TIME],
  ['h', '3600', TIME],
  ['d', '86400', TIME],
  ['wk', '604800', TIME],
  ['mo', '2628000', TIME],
  ['yr', '31536000', TIME],
  ['Hz', '1', [0, 0, -1, 0, 0, 0, 0], 'm k M G'],
  ['rpm', '0.01666666666666666666666666666666666666667', [0, 0, -1, 0, 0, 0, 0]], // 1/60: 40 digits
  ['K', '1', [0, 0, 0, 0, 1, 0, 0], 'm'],
  ['degC', '1', [0, 0, 0, 0, 1, 0, 0]],
  ['mol', '1', [0, 0, 0, 0, 0, 1, 0], 'n u m k M'],
  ['N', '1', [1, 1, -2, 0, 0, 0, 0], 'u m k M'],
  ['Pa', '1', PRESSURE, 'u m k M G'],
  ['bar', '100000', PRESSURE, 'm'],
  ['J', '1', ENERGY, 'u m k M G T'],
  ['Wh', '3600', ENERGY, 'm k M G T'],
  ['W', '1', [2, 1, -3, 0, 0, 0, 0], 'u m k M G T'],
  ['A', '1', [0, 0, 0, 1, 0, 0, 0], 'n u m k'],
  ['Ah', '3600', [0, 0, 1, 1, 0, 0, 0], 'm k'],
  ['V', '1', [2, 1, -3, -1, 0, 0, 0], 'u m k'],
  ['S', '1', [-2, -1, 3, 2, 0, 0, 0], 'n u m k'],
  ['ohm', '1', [2, 1, -3, -2, 0, 0, 0], 'u m k M G'],
  ['USD', '1', [0, 0, 0, 0, 0, 0, 1], 'k M G'],
]

/** Currencies other than USD, by their ISO 4217 codes: what they are worth, documents say by year. */
const CURRENCIES = 'EUR CNY JPY KRW GBP CHF AUD CAD INR SEK NOK DKK PLN CZK HUF TWD SGD HKD BRL MXN ZAR'
const MONEY: Exponents = [0, 0, 0, 0, 0, 0, 1]

const PREFIXES: Readonly<Record<string, string>> = {
  n: '1e-9',
  u: '1e-6',
  m: '1e-3',
  c: '1e-2',
  d: '1e-1',
  k: '1e3',
  M: '1e6',
  G: '1e9',
  T: '1e12',
}

let table: Map<string, UnitEntry> | undefined

/** All unit symbols, in the spelling of {@link plainSymbol}; built when first asked for. */
export function unitTable(): ReadonlyMap<string, UnitEntry> {
  if (table !== undefined) return table
  table = new Map()
  for (const [symbols, factor, exponents, prefixes = ''] of ROWS) {
    for (const symbol of symbols.split(' ')) {
      add(table, symbol, { factor, scale: '1', exponents })
      for (const prefix of prefixes === '' ? [] : prefixes.split(' ')) {
        add(table, prefix + symbol, { factor, scale: PREFIXES[prefix] ?? '1', exponents })
      }
    }
  }
  for (const currency of CURRENCIES.split(' ')) {
    add(table, currency, { factor: '1', scale: '1', exponents: MONEY, currency })
    for (const prefix of ['k', 'M', 'G'])
      add(table, prefix + currency, { factor: '1', scale: PREFIXES[prefix] ?? '1', exponents: MONEY, currency })
  }
  return table
}

function add(table: Map<string, UnitEntry>, symbol: string, entry: UnitEntry): void {
  // "min" must never come to mean a milli-inch: a row that clashes is a mistake in this file.
  if (table.has(symbol)) throw new Error(`the unit symbol ${symbol} is in the table twice`)
  table.set(symbol, entry)
}

/** The table's spelling of a symbol: both code points of µ as u, both of Ω as ohm, °C as degC. */
export function plainSymbol(symbol: string): string {
  return /^[\w%]+$/.test(symbol)
    ? symbol
    : symbol
        .replace(/^[\u00b5\u03bc]/, 'u')
        .replace(/[\u03a9\u2126]$/, 'ohm')
        .replace(/^(?:\u00b0C|\u2103)$/, 'degC')
}
