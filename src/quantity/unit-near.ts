import { nearest } from '../document/nearest.ts'
import { plainSymbol, unitTable } from './unit-table.ts'

/** Words and foreign units that people write, and the symbol to write instead. No spelling rule would find these. */
const INSTEAD: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  seconds: 's',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'wk',
  weeks: 'wk',
  month: 'mo',
  months: 'mo',
  y: 'yr',
  a: 'yr',
  year: 'yr',
  years: 'yr',
  gram: 'g',
  grams: 'g',
  kgs: 'kg',
  kilo: 'kg',
  kilos: 'kg',
  kilogram: 'kg',
  kilograms: 'kg',
  tonnes: 't',
  mt: 't',
  lb: 'kg',
  lbs: 'kg',
  oz: 'kg',
  micron: 'um',
  microns: 'um',
  mil: 'um',
  meter: 'm',
  metre: 'm',
  mtr: 'm',
  meters: 'm',
  metres: 'm',
  in: 'mm',
  inch: 'mm',
  ft: 'm',
  sqm: 'm^2',
  l: 'L',
  liter: 'L',
  litre: 'L',
  liters: 'L',
  litres: 'L',
  cc: 'mL',
  psi: 'bar',
  atm: 'bar',
  dollar: 'USD',
  dollars: 'USD',
  us$: 'USD',
  percent: '%',
  pct: '%',
  wt: 'wt%',
  vol: 'vol%',
  celsius: 'degC',
  deg: 'degC',
  kelvin: 'K',
  degk: 'K',
  '°k': 'K',
  '°': 'degC',
  ºc: 'degC',
  º: 'degC',
  cp: 'mPa*s',
  pc: 'pcs',
}

/** Units that somebody who wrote an unknown symbol may have meant, best first, three at most. */
export function unitsNear(symbol: string): string[] {
  const table = unitTable()
  const plain = plainSymbol(symbol)
  const found = new Set<string>()
  const lower = plain.toLowerCase()
  if (Object.hasOwn(INSTEAD, lower)) found.add(INSTEAD[lower] ?? '')
  const [, stem, exponent] = /^(\D+)(-?\d)$/.exec(plain) ?? [] // "m2" for m^2
  if (stem !== undefined && table.has(stem)) found.add(`${stem}^${exponent}`)
  for (const known of table.keys()) if (known.toLowerCase() === lower) found.add(known)
  // One letter is near to every other letter, and three letters to half of the table: only longer symbols are compared.
  if (found.size === 0 && plain.length > 2 && plain.length < 12) {
    for (const known of nearest(plain, table.keys(), 3)) if (known.length > 1) found.add(known)
  }
  return [...found].slice(0, 3)
}
