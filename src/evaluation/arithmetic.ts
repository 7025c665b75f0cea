import { Operation } from '../equation/graph.ts'
import { Decimal } from '../quantity/decimal.ts'

/**
 * What the operations mean for one kind of number; comparisons answer 1 or 0. What is made of no finite number is none:
 * 1 / (1 / 0) would otherwise be a plausible 0.
 */
export interface Arithmetic<T> {
  from(value: Decimal): T
  isTrue(value: T): boolean
  isFinite(value: T): boolean
  apply(operation: Operation, a: T, b: T): T
}

/** How near to an integer, relatively, a value is taken as it: decimal and binary arithmetic then agree on ceil and floor. */
export const WHOLE_TOLERANCE = 1e-9

/** Float64: for derivatives and studies. */
export const float64: Arithmetic<number> = {
  from: (value) => value.toNumber(),
  isTrue: (value) => value !== 0,
  isFinite: Number.isFinite,
  apply: (operation, a, b) => {
    // an operation of one argument has no second
    if (!Number.isFinite(a) || (b !== undefined && !Number.isFinite(b))) return Number.NaN
    switch (operation) {
      case Operation.add:
        return a + b
      case Operation.subtract:
        return a - b
      case Operation.multiply:
        return a * b
      case Operation.divide:
        return a / b
      case Operation.power:
        return a ** b
      case Operation.negate:
        return -a
      case Operation.min:
        return Math.min(a, b)
      case Operation.max:
        return Math.max(a, b)
      case Operation.ceil:
        return wholeNear(a) ?? Math.ceil(a)
      case Operation.floor:
        return wholeNear(a) ?? Math.floor(a)
      case Operation.sqrt:
        return Math.sqrt(a)
      case Operation.exp:
        return Math.exp(a)
      case Operation.ln:
        return Math.log(a)
      case Operation.log10:
        return Math.log10(a)
      case Operation.annuity:
        return a === 0 ? 1 / b : a / -Math.expm1(-b * Math.log1p(a))
      case Operation.share:
        return b === 0 ? 0 : a / b
      case Operation.less:
        return a < b ? 1 : 0
      case Operation.lessOrEqual:
        return a <= b ? 1 : 0
      case Operation.equal:
        return a === b ? 1 : 0
      case Operation.notEqual:
        return a === b ? 0 : 1
      default:
        throw new Error(`operation ${operation} is not arithmetic`)
    }
  },
}

function wholeNear(value: number): number | undefined {
  const nearest = Math.round(value)
  return Math.abs(value - nearest) <= WHOLE_TOLERANCE * Math.abs(nearest) ? nearest : undefined
}

const ZERO = new Decimal(0)
const ONE = new Decimal(1)
const NOT_A_NUMBER = new Decimal(Number.NaN)

/** 40-digit decimals: for the ledger. */
export const decimals: Arithmetic<Decimal> = {
  from: (value) => value,
  isTrue: (value) => !value.isZero(),
  isFinite: (value) => value.isFinite(),
  apply: (operation, a, b) => {
    if (!a.isFinite() || b?.isFinite() === false) return NOT_A_NUMBER
    switch (operation) {
      case Operation.add:
        return a.plus(b)
      case Operation.subtract:
        return a.minus(b)
      case Operation.multiply:
        return a.times(b)
      case Operation.divide:
        return a.dividedBy(b)
      case Operation.power:
        return a.pow(b)
      case Operation.negate:
        return a.negated()
      case Operation.min:
        return a.lt(b) ? a : b
      case Operation.max:
        return a.gt(b) ? a : b
      case Operation.ceil:
        return wholeDecimalNear(a) ?? a.ceil()
      case Operation.floor:
        return wholeDecimalNear(a) ?? a.floor()
      case Operation.sqrt:
        return a.sqrt()
      case Operation.exp:
        return a.exp()
      case Operation.ln:
        return a.ln()
      case Operation.log10:
        return a.log(10)
      case Operation.annuity:
        return a.isZero() ? ONE.dividedBy(b) : a.dividedBy(ONE.minus(a.plus(1).pow(b.negated())))
      case Operation.share:
        return b.isZero() ? ZERO : a.dividedBy(b)
      case Operation.less:
        return a.lt(b) ? ONE : ZERO
      case Operation.lessOrEqual:
        return a.lte(b) ? ONE : ZERO
      case Operation.equal:
        return a.eq(b) ? ONE : ZERO
      case Operation.notEqual:
        return a.eq(b) ? ZERO : ONE
      default:
        throw new Error(`operation ${operation} is not arithmetic`)
    }
  },
}

function wholeDecimalNear(value: Decimal): Decimal | undefined {
  if (!value.isFinite()) return value
  const nearest = value.round()
  return value.minus(nearest).abs().lte(nearest.abs().times(WHOLE_TOLERANCE)) ? nearest : undefined
}
