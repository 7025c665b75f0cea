import { didYouMean, type Saying } from './saying.ts'

/** Numbers, units, ranges and spreads. */
export const quantitySayings = {
  UNIT_UNKNOWN: (f: { symbol: string; near: readonly string[] }): Saying => ({
    what: `"${f.symbol}" is not a unit that fabroute knows`,
    why: 'a quantity without a known unit cannot be checked or converted',
    fix: didYouMean(f.near) ?? 'units are written like "12 USD/kg", "55 wt%", "80 degC", "0.3 kWh/kg"',
  }),
  UNIT_AMBIGUOUS: (f: { symbol: string; near: readonly string[] }): Saying => ({
    what: `"${f.symbol}" means different things to different people`,
    why: `fabroute does not guess: ${meanings[f.symbol] ?? 'it may stand for either of several units'}`,
    fix: didYouMean(f.near),
  }),
  UNIT_OFFSET: (f: { symbol: string; near: readonly string[] }): Saying => ({
    what: `"${f.symbol}" multiplies or divides a temperature in degC`,
    why: 'degC is a point on a scale, and 20 degC is not twice 10 degC',
    fix: 'write temperature differences in K',
  }),
  UNIT_CURRENCY: (f: { symbol: string; near: readonly string[] }): Saying => ({
    what:
      f.near.length > 0
        ? `"${f.symbol}" is no code of a currency`
        : `"${f.symbol}" is a second currency in one quantity`,
    why:
      f.near.length > 0
        ? 'currencies are written by their codes, as USD or EUR'
        : 'an exchange rate holds for a year, and is stated in a price document',
    fix: didYouMean(f.near),
  }),
  CURRENCY_HERE: (f: { currency: string }): Saying => ({
    what: `money in ${f.currency} cannot be converted here`,
    why: 'exchange rates are read with the prices of a route, and nothing here says which',
    fix: 'write it in USD; --currency shows results in another currency',
  }),
  DECIMAL_COMMA: (f: { written: string; meant: string }): Saying => ({
    what: `"${f.written}" has a decimal comma`,
    why: 'a comma separates entries in YAML and arguments in expressions',
    fix: /,\d{3}$/.test(f.written)
      ? `write ${f.meant}, or ${f.meant.replace('.', '')} where the comma parts thousands`
      : `write ${f.meant}`,
  }),
  THOUSANDS_SEPARATOR: (f: { written: string; meant: string }): Saying => ({
    what: `"${f.written}" parts thousands`,
    fix: `write ${f.meant}`,
  }),
  NOT_A_QUANTITY: (f: { text: string }): Saying => ({
    what: `"${f.text}" must be a quantity written out`,
    why: 'the ends of a range, low, high and the figures of a table are not computed',
    fix: 'write a number with its unit',
  }),
  NOT_FINITE: (f: { name: string }): Saying => ({
    what: `${f.name} is not a number that can be calculated with`,
    fix: 'give a number between 1e-300 and 1e300, its negative, or 0',
  }),
  RANGE_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not a range`,
    fix: 'write the lower end first: "0 .. 0.1" or "20 um .. 100 um"',
  }),
  SPREAD_HALF: (f: { missing: string }): Saying => ({
    what: `"${f.missing}" is missing`,
    why: 'a spread has two ends',
    fix: `add "${f.missing}:", or take the other end out`,
  }),
  SPREAD_DIMENSION: (f: { name: string; found: string; wanted: string }): Saying => ({
    what: `"${f.name}" is ${f.found}, but the value is ${f.wanted}`,
    fix: 'give both the same kind of unit',
  }),
  SPREAD_OUTSIDE: (f: { name: string; text: string; range: string }): Saying => ({
    what: `"${f.name}" is ${f.text}, outside the range ${f.range}`,
    why: 'a study would draw values that are refused',
    fix: 'correct one of them',
  }),
  SPREAD_ORDER: (f: { low: string; value: string; high: string }): Saying => ({
    what: `the value ${f.value} does not lie between low (${f.low}) and high (${f.high})`,
    fix: 'low must not exceed the value, nor the value high',
  }),
  LOGNORMAL_NOT_POSITIVE: (f: { low: string }): Saying => ({
    what: `a lognormal quantity is positive, but its low is ${f.low}`,
    fix: 'choose another distribution, or a positive low',
  }),
  DISTRIBUTION_WITHOUT_SPREAD: (f: { distribution: string }): Saying => ({
    what: `a ${f.distribution} distribution needs "low" and "high"`,
    fix: 'add them, or take "distribution" out',
  }),
  INPUT_DIMENSION: (f: { name: string; found: string; wanted: string; text: string }): Saying => ({
    what: `${f.name} is ${f.wanted}, but "${f.text}" is ${f.found}`,
    fix: /^an? /.test(f.wanted) ? `give ${f.wanted}` : `give it a unit of ${f.wanted}`,
  }),
  FORMULA_UNREADABLE: (f: { name: string; formula: string }): Saying => ({
    what: `"${f.formula}" is not a chemical formula`,
    why: `the molar mass of ${f.name} is needed for a reaction`,
    fix: 'write element symbols and numbers, like Li6PS5Cl or (NH4)2SO4',
  }),
  FORMULA_MISSING: (f: { name: string }): Saying => ({
    what: `${f.name} takes part in a reaction but has no formula`,
    fix: `add "formula:" to ${f.name} among the materials`,
  }),
  REACTION_SYNTAX: (f: { text: string }): Saying => ({
    what: `"${f.text}" is not a reaction`,
    fix: 'write it like "5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl"',
  }),
  REACTION_UNBALANCED: (f: { text: string; elements: readonly string[] }): Saying => ({
    what: `the reaction does not balance: ${f.elements.join('; ')}`,
    why: 'mass would appear or vanish',
    fix: 'correct the coefficients, or name the by-product that is missing',
  }),
  TABLE_ORDER: (f: { name: string }): Saying => ({
    what: `the points of table "${f.name}" do not rise`,
    fix: 'give at least two points, each with a larger first figure than the one before',
  }),
  TABLE_DIMENSION: (f: { name: string; which: string; first: string; other: string }): Saying => ({
    what: `the ${f.which} of table "${f.name}" are ${f.first}, and this one is ${f.other}`,
    why: 'what is read from a table has one dimension',
    fix: 'give them all the same kind of unit',
  }),
  TABLE_UNKNOWN: (f: { name: string }): Saying => ({
    what: `"${f.name}" is not a table with points`,
    fix: 'lookup(table, x) takes a table declared with "points:"',
  }),
  SOURCE_UNKNOWN: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `the source "${f.name}" is not in the bibliography`,
    why: 'a reader could not find the work that the figure comes from',
    fix: didYouMean(f.near) ?? 'add it under "sources:" in a price document',
  }),
  NO_SOURCE: (f: { file: string; names: readonly string[]; count: number }): Saying => ({
    what: `${f.count === 1 ? 'a number has' : `${f.count} numbers have`} neither a source nor an assumption: ${f.names.join(', ')}${f.count > f.names.length ? ', …' : ''}`,
    why: 'a reader cannot judge where the figure comes from',
    fix: 'add "source:" with "at:", or "assumption: why"',
  }),
  NAME_TWICE: (f: { name: string }): Saying => ({
    what: `"${f.name}" is used for two things`,
    fix: 'rename one of them',
  }),
  PRICE_UNKNOWN: (f: { name: string; near: readonly string[] }): Saying => ({
    what: `there is no price of "${f.name}": no material, utility, wage or service has that name`,
    fix: didYouMean(f.near) ?? `add "${f.name}" with its "price:" to a price document`,
  }),
  PRICE_MISSING: (f: { name: string; place: string }): Saying => ({
    what: `"${f.name}" has no price`,
    why: 'the route buys it, so its cost cannot be known',
    fix: `add "price:" to ${f.name} in ${f.place}`,
  }),
  PROPERTY_MISSING: (f: { name: string; property: string; place: string; near: readonly string[] }): Saying => ({
    what: `"${f.name}" has no "${f.property}"`,
    fix: didYouMean(f.near) ?? `add "${f.property}:" to ${f.name} in ${f.place}`,
  }),
  PRICE_NEGATIVE: (f: { name: string; value: string }): Saying => ({
    what: `${f.name} is negative: ${f.value}`,
    why: 'a negative price would turn use into income',
    fix: 'give what is sold a port that counts as sale; to take something off a price write PATH-3 USD/kg, PATH*0.9 or PATH-10%',
  }),
  VALUE_OUT_OF_RANGE: (f: { name: string; value: string; range: string; about?: string }): Saying => ({
    what: `${f.name} is ${f.value}, outside ${f.range}`,
    why: f.about === undefined ? 'outside it the equations do not hold' : f.about,
  }),
  VALUE_NEGATIVE: (f: { name: string; value: string }): Saying => ({
    what: `${f.name} is negative: ${f.value}`,
    why: 'prices, properties of materials, parameters of steps and figures of machines and plants are not below 0',
    fix: 'where a negative figure is meant, state a "range:" that allows it',
  }),
  BELOW_ABSOLUTE_ZERO: (f: { name: string }): Saying => ({
    what: `${f.name} is below absolute zero (-273.15 degC)`,
  }),
  VALUE_NOT_POSITIVE: (f: { name: string; value: string }): Saying => ({
    what: `${f.name} is ${f.value}, and must be above 0`,
  }),
  COMPOSITION_SUM: (f: { name: string; sum: string; shares: boolean }): Saying => ({
    what: `the ${f.shares ? 'shares' : 'fractions'} of ${f.name} sum to ${f.sum}, not 100 %`,
    fix: f.shares ? 'correct one of them' : 'correct one of them, or write "rest" for one component',
  }),
}

/** What the symbols mean that are not guessed at. */
const meanings: Readonly<Record<string, string>> = {
  ton: 'a short ton is 907 kg, a long ton 1016 kg and a tonne 1000 kg',
  tons: 'a short ton is 907 kg, a long ton 1016 kg and a tonne 1000 kg',
  C: 'it may be a coulomb or a degree Celsius',
  Nm: 'it may be a newton metre, or a normal cubic metre that has lost its exponent',
  $: 'dollars are those of the United States, Canada, Australia and others',
}
