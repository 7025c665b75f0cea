/** Numbers as a chart writes them: short, of the same style at every magnitude, without a locale. */

const SMALLEST = 1e-4
const LARGEST = 1e6
/** Beyond these a difference or a sum could overflow, which no axis can show. */
const MOST = 1e290
const LEAST = 1e-290

/** A number that a chart can place; what is not finite or too large is undefined, what is too small is nought. */
export function placeable(value: number | null | undefined): number | undefined {
  if (value === null || value === undefined || !Number.isFinite(value) || Math.abs(value) > MOST) return undefined
  return Math.abs(value) < LEAST ? 0 : value
}

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/**
 * A number to read beside a bar: `significant` digits, digits before the point never rounded away, outside 1e-4 … 1e6 with an
 * exponent that is a multiple of three, as engineers write it: 12.5e6.
 */
export function compact(value: number, significant = 3): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size === 0) return '0'
  const sign = value < 0 ? '−' : ''
  const [mantissa = '1', exponent = '0'] = size.toExponential(significant - 1).split('e')
  const power = Number(exponent)
  const rounded = Number(`${mantissa}e${power}`)
  if (rounded >= SMALLEST && Math.round(size) < LARGEST) {
    return sign + withoutZeros(size.toFixed(Math.max(0, significant - 1 - power)))
  }
  return sign + engineering(mantissa, power, significant)
}

function engineering(mantissa: string, power: number, significant: number): string {
  const shift = ((power % 3) + 3) % 3
  const shifted = withoutZeros((Number(mantissa) * 10 ** shift).toFixed(Math.max(0, significant - 1 - shift)))
  return power === shift ? shifted : `${shifted}e${power - shift}`
}

/** The labels of a logarithmic axis: where some need exponents, all thousands and thousandths have them. */
export function logLabels(values: readonly number[]): string[] {
  const needed = values.some((value) => value >= LARGEST || value < SMALLEST)
  return values.map((value) => {
    if (!needed || (value >= 0.01 && value < 1000)) return compact(value)
    const [mantissa = '1', exponent = '0'] = value.toExponential(2).split('e')
    return engineering(mantissa, Number(exponent), 3)
  })
}

/**
 * Figures that stand under or beside each other, with the decimal places that give the largest its `significant` digits. One that
 * would be nought by that, and all of them outside the plain range, is written by itself.
 */
export function aligned(values: readonly number[], significant = 3): string[] {
  const largest = Math.max(0, ...values.map(Math.abs).filter(Number.isFinite))
  const decimals = Math.max(0, significant - 1 - Math.floor(Math.log10(largest) + 1e-9))
  const alike = largest >= SMALLEST && largest < LARGEST
  return values.map((value) => {
    const isPlain = alike && Number.isFinite(value) && Math.abs(value) >= 0.5 * 10 ** -decimals
    return isPlain ? withMinus(value.toFixed(decimals)) : compact(value, significant)
  })
}

/** A figure that was written already, as a difference. */
export const signed = (value: number, written: string): string => (value > 0 ? `+${written}` : written)

/** A fraction as a percentage of one decimal place, unless it is very large or small. */
export function percent(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–'
  const value = fraction * 100
  const isPlain = value === 0 || (Math.abs(value) < 1000 && Math.abs(value) >= 0.05)
  return `${isPlain ? withMinus(value.toFixed(1)) : compact(value)} %`
}

const withMinus = (text: string): string => text.replace('-', '−')

/** The labels of an axis's ticks, all with the same decimal places and the same exponent. */
export function tickLabels(values: readonly number[]): string[] {
  const largest = Math.max(0, ...values.map(Math.abs))
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] as number)))
  const step = steps.length === 0 ? largest : Math.min(...steps)
  if (largest === 0) return values.map(() => '0')
  const power = largest >= LARGEST || largest < SMALLEST ? 3 * Math.floor(Math.log10(largest) / 3 + 1e-9) : 0
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) - power + 1e-9)))
  return values.map((value) => {
    const scaled = value / 10 ** power
    const text = steps.length === 0 ? withoutZeros(scaled.toPrecision(3)) : scaled.toFixed(decimals)
    return Number(text) === 0 ? '0' : withMinus(power === 0 ? text : `${text}e${power}`).replace('e−', 'e-')
  })
}

/** A unit as a chart writes it: m² for m^2, nothing for a plain number. */
export function unitLabel(unit: string): string {
  return unit === '1' ? '' : unit.replace(/\^2(?![\d.])/g, '²').replace(/\^3(?![\d.])/g, '³')
}

/** A figure's name with its unit, which the name may hold already. */
export const withUnit = (name: string, unit: string): string =>
  [unitLabel(name), unitLabel(unit)].filter((part) => part !== '').join(', ')
