import { Decimal } from './decimal.ts'
import { fromBase, type Unit } from './unit.ts'

/** Smaller and larger numbers are written with an exponent. */
const SMALLEST = 1e-4
const LARGEST = 1e9

/**
 * A number to read: `significant` digits, trailing zeros left out, no thousands separators, `1.2e-7` outside 1e-4 … 1e9.
 * Digits before the decimal point are never rounded away: 123456.7 is 123457, because 123460 would look like another number.
 */
export function formatNumber(x: Decimal | number, significant = 5): string {
  const value = new Decimal(x)
  if (!value.isFinite()) return value.isNaN() ? 'not a number' : value.isNegative() ? '-∞' : '∞'
  if (value.isZero()) return '0'
  const digits = value.toSignificantDigits(significant)
  const rounded = value.e >= significant ? value.toDecimalPlaces(0) : digits
  const size = rounded.abs()
  if (size.gte(SMALLEST) && size.lt(LARGEST)) return rounded.toFixed()
  const [mantissa = '', exponent = ''] = digits.toExponential().split('e')
  return `${mantissa}e${exponent.replace('+', '')}`
}

/** A value that is held in base units, in `unit`: "12.5 USD/kg", "15 %", a plain number without a unit. */
export function formatQuantity(value: Decimal, unit: Unit, significant = 5): string {
  const number = formatNumber(fromBase(value, unit), significant)
  return unit.text === '1' ? number : `${number} ${unit.text}`
}
