import { Decimal as Library } from 'decimal.js'

/** A decimal number, as decimal.js makes it. */
export type Decimal = Library

/**
 * Decimal arithmetic with 40 significant digits, halves rounded to even so that a long sum drifts neither up nor down.
 * A clone, so that nobody who also uses decimal.js can change our precision.
 */
export const Decimal: Library.Constructor = Library.clone({
  precision: 40,
  rounding: Library.ROUND_HALF_EVEN,
  toExpNeg: -30,
  toExpPos: 40,
})
