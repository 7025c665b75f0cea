import { Operation } from '../../equation/graph.ts'

/** What a value may be over all scenarios: least and greatest, ends included, and whether it is always a finite number. */
export interface Bounds {
  readonly low: number
  readonly high: number
  readonly certain: boolean
}

/** Nothing is known. */
export const ANYTHING: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, certain: false }

export function boundsOfConstant(value: number): Bounds {
  return Number.isFinite(value) ? { low: value, high: value, certain: true } : ANYTHING
}

export function hull(a: Bounds, b: Bounds): Bounds {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), certain: a.certain && b.certain }
}

export const excludesZero = ({ low, high }: Bounds): boolean => low > 0 || high < 0
/** Always a number above 0. */
export const isPositive = ({ low, certain }: Bounds): boolean => low > 0 && certain

/** Beyond this an exponential has no finite value. */
const MOST_EXPONENT = 709
/** How far a function of the library may be beside its correctly rounded value, relatively. */
const SLACK = 1e-15

/**
 * Interval arithmetic for one operation. The ends are computed in float64, rounded to nearest as the values themselves are; since
 * rounding never changes an order, they bound the computed values of + - * / and sqrt without slack.
 */
export function boundsOf(operation: Operation, a: Bounds, b: Bounds): Bounds {
  const certain = a.certain && b.certain
  switch (operation) {
    case Operation.add:
      return from(a.low + b.low, a.high + b.high, certain)
    case Operation.subtract:
      return from(a.low - b.high, a.high - b.low, certain)
    case Operation.negate:
      return from(-a.high, -a.low, a.certain)
    case Operation.multiply:
      return ends([times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)], certain)
    case Operation.divide:
    case Operation.share:
      if (!excludesZero(b)) return operation === Operation.share ? { ...ANYTHING, certain } : ANYTHING
      return ends([over(a.low, b.low), over(a.low, b.high), over(a.high, b.low), over(a.high, b.high)], certain)
    case Operation.power:
      return power(a, b, certain)
    case Operation.min:
      return from(Math.min(a.low, b.low), Math.min(a.high, b.high), certain)
    case Operation.max:
      return from(Math.max(a.low, b.low), Math.max(a.high, b.high), certain)
    // a value a little above an integer is taken as it
    case Operation.ceil:
      return from(Math.floor(a.low), Math.ceil(a.high), a.certain)
    case Operation.floor:
      return from(Math.floor(a.low), Math.ceil(a.high), a.certain)
    case Operation.sqrt:
      return a.low < 0 ? ANYTHING : from(Math.sqrt(a.low), Math.sqrt(a.high), a.certain)
    case Operation.exp:
      return widened(Math.exp(a.low), Math.exp(a.high), a.certain && a.high < MOST_EXPONENT)
    case Operation.ln:
      return isPositive(a) ? widened(Math.log(a.low), Math.log(a.high), a.certain) : ANYTHING
    case Operation.log10:
      return isPositive(a) ? widened(Math.log10(a.low), Math.log10(a.high), a.certain) : ANYTHING
    case Operation.annuity:
      // a rate of -1 or below and a time of 0 have none; it is above both the rate and 1 / time otherwise
      return a.low > -1 && b.low > 0 ? from(0, Number.POSITIVE_INFINITY, certain) : ANYTHING
    default:
      return from(0, 1, certain)
  }
}

/** What a comparison answers whatever the scenario; undefined where it depends on it. */
export function decided(operation: Operation, a: Bounds, b: Bounds): 0 | 1 | undefined {
  if (!a.certain || !b.certain) return undefined
  const [isBelow, isAbove] = [a.high < b.low, a.low > b.high]
  switch (operation) {
    case Operation.less:
      return isBelow ? 1 : a.low >= b.high ? 0 : undefined
    case Operation.lessOrEqual:
      return a.high <= b.low ? 1 : isAbove ? 0 : undefined
    case Operation.equal:
      return isBelow || isAbove ? 0 : undefined
    case Operation.notEqual:
      return isBelow || isAbove ? 1 : undefined
    default:
      return undefined
  }
}

function power(a: Bounds, b: Bounds, certain: boolean): Bounds {
  if (isPositive(a)) {
    const corners = [a.low ** b.low, a.low ** b.high, a.high ** b.low, a.high ** b.high]
    const found = ends(corners, certain)
    // between its corners it is monotonic in each argument, and passes 1 at an exponent of 0 and at a base of 1
    return widened(found.low, found.high, certain)
  }
  if (a.low >= 0 && b.low > 0) return widened(0, Math.max(a.high ** b.low, a.high ** b.high), certain)
  return ANYTHING
}

/** 0 times an end that is infinite is the limit 0: the value itself is finite. */
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y)
const over = (x: number, y: number): number =>
  x === 0 ? 0 : Number.isFinite(y) ? x / y : Number.isFinite(x) ? 0 : x / Math.sign(y)

function ends(values: readonly number[], certain: boolean): Bounds {
  return from(Math.min(...values), Math.max(...values), certain)
}

function from(low: number, high: number, certain: boolean): Bounds {
  return Number.isNaN(low) || Number.isNaN(high) ? { ...ANYTHING, certain } : { low, high, certain }
}

function widened(low: number, high: number, certain: boolean): Bounds {
  return from(low - Math.abs(low) * SLACK, high + Math.abs(high) * SLACK, certain)
}
