import { didYouMean, type Saying, shortList } from './saying.ts'

/** Money: years and currencies, and prices and costs that cannot be meant. */
export const moneySayings = {
  CURRENCY_WITHOUT_RATE: (f: { found: string; known: readonly string[]; near: readonly string[] }): Saying => ({
    what: `there is no exchange rate for "${f.found}"`,
    why: `currencies: ${shortList(f.known)}`,
    fix:
      didYouMean(f.near) ?? `state it by year under "exchange_rates:" in a price document, in USD for one ${f.found}`,
  }),
  EXCHANGE_RATE_YEAR: (f: { currency: string; year: string; known: readonly string[] }): Saying => ({
    what:
      f.year === ''
        ? `${f.currency} needs a year, and neither --year nor the plant gives one`
        : `there is no exchange rate of ${f.currency} for ${f.year}`,
    why: `years: ${shortList(f.known)}`,
    fix: 'the year is that of the price, where it states one, and else of the results (--year); rates are added under "exchange_rates:" in a price document',
  }),
  BAND_ORDER: (f: { name: string; low: string; high: string }): Saying => ({
    what: `"${f.low}" of the band ${f.name} is negative or above its "${f.high}"`,
    fix: 'write the lower one first, from 0 on',
  }),
  INDEX_YEAR: (f: { index: string; year: string; name: string; known: readonly string[] }): Saying => ({
    what: `the index ${f.index} has no value for ${f.year}, which ${f.name} would need`,
    why: `years: ${shortList(f.known)}`,
    fix: 'ask for another --year, or add the value under "indices:" in a price document',
  }),
  INDEX_BEYOND: (f: { index: string; last: string }): Saying => ({
    what: `the index ${f.index} ends in ${f.last}; later years are taken as ${f.last}`,
    fix: 'add later values under "indices:" in a price document',
  }),
  INDEX_VALUE: (f: { name: string; year: string; text: string }): Saying => ({
    what: `${f.name} of ${f.year} is "${f.text}", and a plain number above 0 is wanted`,
  }),
  INDEX_MISSING: (f: { year: string; sections: readonly string[] }): Saying => ({
    what: `no index says how prices of ${f.sections.join(', ')} moved, so they stand as given and not as money of ${f.year}`,
    fix: 'name them in the "applies_to:" of an index in a price document',
  }),
  PRICES_UNDATED: (f: { year: string; count: number; names: readonly string[] }): Saying => ({
    what: `${f.count === 1 ? 'a price carries' : `${f.count} prices carry`} no year and ${f.count === 1 ? 'stands' : 'stand'} as given, not as money of ${f.year}: ${f.names.join(', ')}${f.count > f.names.length ? ', …' : ''}`,
    fix: 'add "year:" to them',
  }),
  PRICE_BELOW_FLOOR: (f: { name: string; value: string; bound: string; about: string }): Saying => ({
    what: `${f.name} is ${f.value}, below ${f.bound}: ${f.about}`,
    why: 'nobody sells a thing for less than what is in it',
    fix: 'check the unit, the tax and the year of the price, and the price of what it contains',
  }),
  PRICE_BELOW_RAW_MATERIALS: (f: { name: string; value: string; bound: string; about: string }): Saying => ({
    what: `${f.name} is ${f.value}, below ${f.bound}: ${f.about}`,
    why: 'the price and those of its raw materials are most likely of different times or lot sizes',
    fix: 'take prices of one scenario, or make it in house (--set supply.NAME=FLOW)',
  }),
  COST_IMPLAUSIBLE: (f: { cost: string; below: boolean; limit: string; band: string; about: string }): Saying => ({
    what: `the cost of ${f.cost} is ${f.below ? 'below' : 'above'} ${f.limit}, outside what is plausible for this size of plant (${f.band})`,
    why: `the band is an estimate${f.about === '' ? '' : `: ${f.about}`}`,
    fix: 'check prices, thickness and yields; it is a warning, and the cost stands as computed',
  }),
}
