import { normalCdf, normalDensity, normalQuantile } from './normal.ts'

/** A standard normal on the condition that it lies between two values, which may be infinite. */
export interface NormalCut {
  readonly from: number
  readonly to: number
  /** Probabilities that the unconditional one lies below, above, and between; the last is 0 or less where nothing does. */
  readonly below: number
  readonly above: number
  readonly mass: number
}

export function normalCut(from: number, to: number): NormalCut {
  return { from, to, below: normalCdf(from), above: normalCdf(-to), mass: massBetween(from, to) }
}

/** Computed in the nearer tail, so that it is exact far out as well. */
function massBetween(from: number, to: number): number {
  return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from)
}

/** The value not exceeded with probability u, where `rest` is 1 - u to full precision. */
export function cutQuantile({ from, to, below, above, mass }: NormalCut, u: number, rest: number): number {
  const p = below + u * mass
  const q = above + rest * mass
  const z = p <= q ? normalQuantile(p) : -normalQuantile(q)
  return Math.min(to, Math.max(from, z))
}

/** Source: N. L. Johnson, S. Kotz and N. Balakrishnan, Continuous Univariate Distributions 1 (1994), 13.10.1. */
export function cutMean({ from, to, mass }: NormalCut): number {
  return (normalDensity(from) - normalDensity(to)) / mass
}

/** Source: as the mean. Of a narrow cut digits are lost, about as many as its width lies below 1, twice. */
export function cutVariance(cut: NormalCut): number {
  const { from, to, mass } = cut
  return Math.max(0, 1 + (moment(from) - moment(to)) / mass - cutMean(cut) ** 2)
}

/** z φ(z), which is 0 at infinity. */
function moment(z: number): number {
  return Number.isFinite(z) ? z * normalDensity(z) : 0
}

/**
 * Mean of exp(sigma z), and its standard deviation as a share of it: under the factor exp(n sigma z) a normal moves by n sigma, and
 * the cut the other way.
 */
export function cutExponential(cut: NormalCut, sigma: number): { readonly mean: number; readonly variation: number } {
  const { from, to, mass } = cut
  const once = massBetween(from - sigma, to - sigma)
  const twice = massBetween(from - 2 * sigma, to - 2 * sigma)
  return {
    mean: (Math.exp(sigma ** 2 / 2) * once) / mass,
    variation: Math.sqrt(Math.max(0, Math.expm1(sigma ** 2 + Math.log((twice * mass) / once ** 2)))),
  }
}
