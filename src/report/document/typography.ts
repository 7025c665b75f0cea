import { CURRENCY } from '../../equation/exchange.ts'
import type { Variable } from '../../equation/system.ts'
import { inCurrency } from '../../evaluation/shown.ts'
import type { Money } from '../../flow/money.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { formatNumber } from '../../quantity/format.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../../quantity/unit.ts'
import { money } from '../figures.ts'

/** Between groups of three digits (ISO 80000-1): a space that does not break. */
const GROUP = '\u202f'
/** Between a figure and its unit. */
const SPACE = '\u00a0'

/** Digits before the decimal point in groups of three, from five on; a minus sign for a hyphen. */
export function grouped(text: string): string {
  return text.replace(/^-/, '\u2212').replace(/\d{5,}(?=\D|$)/, (digits, at: number) => {
    return text.slice(0, at).includes('.') ? digits : digits.replace(/\B(?=(\d{3})+$)/g, GROUP)
  })
}

export function figure(value: number | Decimal | null | undefined, significant = 4): string {
  return value === null || value === undefined ? '–' : grouped(formatNumber(value, significant))
}

/** An amount of money as the tables of a run show it, in groups of digits. */
export const amount = (value: Decimal): string => grouped(money(value))

export const difference = (value: Decimal): string => (value.gt(0) ? `+${amount(value)}` : amount(value))

export const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : `${grouped((value * 100).toFixed(1))}${SPACE}%`

const SUPERSCRIPTS: Readonly<Record<string, string>> = { '2': '²', '3': '³' }

/** A unit as it is printed: `m^2` as m², `um` as µm. */
export function unitText(text: string): string {
  return text
    .replace(/\^([23])(?!\d)/g, (_, digit: string) => SUPERSCRIPTS[digit] as string)
    .replace(/\bum\b/g, 'µm')
    .replace(/\bohm\b/g, 'Ω')
    .replace(/\bdegC\b/g, '°C')
    .replaceAll('*', '·')
}

/** The units within words that a document's author typed. */
export function prose(text: string): string {
  return text
    .replace(/\b([ckm]?m)\^([23])(?!\d)/g, (_, unit: string, digit: string) => `${unit}${SUPERSCRIPTS[digit]}`)
    .replace(/\bdegC\b/g, '°C')
    .replace(/(\d) um\b/g, `$1${SPACE}µm`)
    .replace(/\bohm\*cm²/g, 'Ω·cm²')
    .replace(
      /(\d) (?=(?:%|°C|(?:kg|g|mg|t|m|cm|mm|nm|µm|h|min|s|l|L|kW|kWh|MWh|GWh|MPa|GPa|MN|USD|EUR|wt%|vol%|mS|m²|m³)(?![A-Za-z])))/g,
      `$1${SPACE}`,
    )
}

/** A figure with its unit, which stay on one line. */
export function withUnit(value: number | Decimal | null | undefined, unit: string, significant = 4): string {
  if (value === null || value === undefined) return '–'
  const printed = unitText(unit)
  return printed === '1' || printed === ''
    ? figure(value, significant)
    : `${figure(value, significant)}${SPACE}${printed}`
}

/** The unit that a variable is shown in, in the currency of the results. */
export const unitOf = (variable: Variable, currency: Money): Unit =>
  inCurrency(variable.unit ?? displayUnit(variable.dimension ?? 0), currency)

/** A value in base units as its variable shows it. */
export function printedValue(variable: Variable, value: Decimal, currency: Money, significant = 5): string {
  if (!value.isFinite()) return 'no number'
  if (variable.choices !== undefined) return variable.choices[value.toNumber() - 1] ?? value.toString()
  const unit = legible(value, unitOf(variable, currency))
  const isNothing = variable.dimension === MONEY && value.abs().lt(LAST_DIGIT)
  return withUnit(isNothing ? 0 : fromBase(value, unit), unit.text, significant)
}

const { dimension: MONEY } = readUnit(CURRENCY) as Unit
/** Money below the last digit that the ledger keeps is what rounding leaves of a sum that comes to nothing. */
const LAST_DIGIT = new Decimal('1e-18')

/** Units for what is too little to be written without an exponent in another. */
const FINER: Readonly<Record<string, Unit>> = { m: readUnit('um') as Unit, kg: readUnit('mg') as Unit }
const LITTLE = 1e-4

function legible(value: Decimal, unit: Unit): Unit {
  return value.isZero() || fromBase(value, unit).abs().gte(LITTLE) ? unit : (FINER[unit.text] ?? unit)
}

/** The sentence's first letter in capitals. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`

/** A name of a document as words: `dry_room`. */
export const spoken = (name: string): string => name.replaceAll('_', ' ')

/** A step as the output names it, an upstream flow's by what it makes. */
export function stepName(key: string): string {
  const [, made, step] = /^supply\.(\w+)\.(.+)$/.exec(key) ?? []
  return made === undefined ? spoken(key) : `${spoken(made)}: ${spoken(step as string)}`
}
