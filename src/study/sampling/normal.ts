/** The 95th percentile of the standard normal. */
export const Z95 = 1.6448536269514722

/** Density of the standard normal law. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/**
 * Probability that a standard normal is at most z, to a relative 1e-14 down to z = -37: the tail that is small is computed, never as
 * a difference from 1. That of the other tail is `normalCdf(-z)`.
 *
 * Source: G. West, Better approximations to cumulative normal functions, Wilmott (2005) 70-76, after algorithm 5666 of J. F. Hart
 * et al., Computer Approximations (1968); beyond |z| = 2.5, where that loses digits, the continued fraction of Mills' ratio.
 */
export function normalCdf(z: number): number {
  const tail = upperTail(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

const NUMERATOR = [
  220.2068679123761, 221.2135961699311, 112.0792914978709, 33.912866078383, 6.37396220353165, 0.7003830644436881,
  0.03526249659989109,
]
const DENOMINATOR = [
  440.4137358247522, 793.8265125199484, 637.3336333788311, 296.5642487796737, 86.78073220294608, 16.06417757920695,
  1.755667163182642, 0.08838834764831845,
]
const FRACTION_FROM = 2.5
const FRACTION_TERMS = 120

function upperTail(z: number): number {
  if (z < FRACTION_FROM) return (Math.exp(-0.5 * z * z) * polynomial(NUMERATOR, z)) / polynomial(DENOMINATOR, z)
  if (z === Number.POSITIVE_INFINITY) return 0
  let fraction = z
  for (let term = FRACTION_TERMS; term >= 1; term--) fraction = z + term / fraction
  return normalDensity(z) / fraction
}

/**
 * The standard normal that is not exceeded with probability p, to about 1e-15 relatively: -Infinity at 0, Infinity at 1, NaN outside.
 *
 * Source: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988) 477-484, PPND16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r)
  }
  const tail = q < 0 ? p : 1 - p
  if (!(tail > 0)) return tail === 0 ? Math.sign(q) * Number.POSITIVE_INFINITY : Number.NaN
  const r = Math.sqrt(-Math.log(tail))
  const z =
    r <= 5
      ? polynomial(NEAR_ABOVE, r - 1.6) / polynomial(NEAR_BELOW, r - 1.6)
      : polynomial(FAR_ABOVE, r - 5) / polynomial(FAR_BELOW, r - 5)
  return q < 0 ? -z : z
}

const CENTRE_ABOVE = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
]
const CENTRE_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
]
const NEAR_ABOVE = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
]
const NEAR_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const FAR_ABOVE = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const FAR_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
]

/** The value of a polynomial, its coefficients from the constant on. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + (coefficients[i] as number)
  return value
}
