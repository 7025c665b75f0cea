import type { ExploredInput } from '../report/explorer/explored-route.ts'

/** Places that a slider has. */
export const PLACES = 400
/** A range over more than this much, end over end, is moved in equal ratios. */
const MANY_TIMES = 20
/** Digits of a value that a slider gives: nobody sets a price to the seventh digit by hand. */
const DIGITS = 4

type Ends = Pick<ExploredInput, 'low' | 'high'>

/** Whether a range is moved in equal ratios. */
export const isLogarithmic = ({ low, high }: Ends): boolean => low > 0 && high / low > MANY_TIMES

/** The value at a place of a slider. */
export function valueAt(place: number, ends: Ends): number {
  const { low, high } = ends
  if (place <= 0) return low
  if (place >= PLACES) return high
  const part = place / PLACES
  const value = isLogarithmic(ends) ? low * (high / low) ** part : low + (high - low) * part
  // rounded to what the range can tell apart
  const digits = isLogarithmic(ends)
    ? DIGITS
    : DIGITS + Math.max(0, Math.floor(Math.log10(Math.abs(value) / (high - low)) || 0))
  const rounded = value === 0 ? 0 : Number(value.toPrecision(Math.min(15, Math.max(1, digits))))
  return Math.min(high, Math.max(low, rounded))
}

/** The place nearest to a value. */
export function placeOf(value: number, ends: Ends): number {
  const { low, high } = ends
  const part = isLogarithmic(ends) ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  return Math.round(Math.min(1, Math.max(0, part)) * PLACES)
}

/** Values between the ends of a range, ends included, as a slider would pass them but finer. */
export function spaced(ends: Ends, count: number): number[] {
  const { low, high } = ends
  return Array.from({ length: count }, (_, i) => {
    const part = i / (count - 1)
    if (i === count - 1) return high
    return isLogarithmic(ends) ? low * (high / low) ** part : low + (high - low) * part
  })
}
