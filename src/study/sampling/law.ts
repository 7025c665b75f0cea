import { Z95 } from './normal.ts'
import { cutExponential, cutMean, cutQuantile, cutVariance, type NormalCut, normalCut } from './normal-cut.ts'
import { pertDistance, pertEnds, pertProbability } from './pert.ts'

/** How an uncertain input is distributed, in its base units. */
export interface Law {
  readonly kind: 'uniform' | 'triangular' | 'pert' | 'normal' | 'lognormal'
  /** The lower bound; of a normal or lognormal law its 5th percentile, before truncation. At most `high`; of a lognormal above 0. */
  readonly low: number
  /** The mode of a triangular or PERT law, within its bounds; of others the base case only. */
  readonly value: number
  /** The upper bound, or the 95th percentile. Where it is `low`, the law is that constant. */
  readonly high: number
  /** Where a normal or lognormal law is cut off below: it is the law on the condition that it lies between. Others have bounds. */
  readonly least?: number
  /** Where it is cut off above. */
  readonly most?: number
}

/** Below this share of the untruncated law left, nothing can be drawn: `drawPlan` gives undefined and the functions here NaN. */
export const LEAST_PROBABILITY = 1e-12

/** A normal law, or the logarithm of a lognormal one, in terms of the standard normal. */
export interface NormalForm {
  readonly location: number
  readonly scale: number
  readonly cut: NormalCut
}

/** Of a law of kind `normal` or `lognormal` whose high is above its low. */
export function normalForm({ kind, low, high, least, most }: Law): NormalForm {
  const inward = kind === 'lognormal' ? (x: number): number => (x > 0 ? Math.log(x) : Number.NEGATIVE_INFINITY) : Number
  const location = (inward(low) + inward(high)) / 2
  const scale = (inward(high) - inward(low)) / (2 * Z95)
  const from = least === undefined ? Number.NEGATIVE_INFINITY : (inward(least) - location) / scale
  const to = most === undefined ? Number.POSITIVE_INFINITY : (inward(most) - location) / scale
  return { location, scale, cut: normalCut(from, to) }
}

/** Where the mode of a triangular or PERT law stands between its bounds, 0 to 1. */
export function modeShare({ low, value, high }: Law): number {
  return (value - low) / (high - low)
}

/** The share of a normal or lognormal law that its truncation leaves; 1 for the others. */
export function probabilityWithin(law: Law): number {
  const { kind, low, high, least, most } = law
  if (kind !== 'normal' && kind !== 'lognormal') return 1
  if (low === high) return low >= (least ?? low) && low <= (most ?? low) ? 1 : 0
  return Math.max(0, normalForm(law).cut.mass)
}

/** Smallest and largest value that can be drawn: infinite where the law is unbounded. */
export function bounds({ kind, low, high, least, most }: Law): readonly [least: number, most: number] {
  if (low === high || (kind !== 'normal' && kind !== 'lognormal')) return [low, high]
  const lowest = kind === 'lognormal' ? 0 : Number.NEGATIVE_INFINITY
  return [Math.max(lowest, least ?? lowest), most ?? Number.POSITIVE_INFINITY]
}

/**
 * The value not exceeded with probability u, 0 to 1: the lower bound at 0, the upper at 1. NaN where truncation leaves nothing.
 *
 * Source for the shapes of PERT: D. G. Malcolm et al., Operations Research 7 (1959) 646-669, with the usual weight of 4 on the mode.
 */
export function quantile(law: Law, u: number): number {
  const { kind, low, value, high } = law
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return Number.NaN
  const width = high - low
  if (width === 0) return low
  switch (kind) {
    case 'uniform':
      return u < 0.5 ? low + width * u : high - width * (1 - u)
    case 'triangular':
      return u * width < value - low
        ? low + Math.sqrt(u * width * (value - low))
        : high - Math.sqrt((1 - u) * width * (high - value))
    case 'pert': {
      const [lower, upper] = pertEnds(modeShare(law))
      return u <= 0.5 ? low + width * pertDistance(lower, upper, u) : high - width * pertDistance(upper, lower, 1 - u)
    }
    case 'normal':
    case 'lognormal': {
      const { location, scale, cut } = normalForm(law)
      const inner = location + scale * cutQuantile(cut, u, 1 - u)
      const [least, most] = bounds(law)
      return Math.min(most, Math.max(least, kind === 'normal' ? inner : Math.exp(inner)))
    }
  }
}

/** Probability of at most x: the inverse of `quantile`. */
export function cdf(law: Law, x: number): number {
  const { kind, low, value, high } = law
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return Number.NaN
  const [least, most] = bounds(law)
  if (x >= most) return 1
  if (x <= least) return 0
  const width = high - low
  switch (kind) {
    case 'uniform':
      return (x - low) / width
    case 'triangular':
      return x < value ? (x - low) ** 2 / (width * (value - low)) : 1 - (high - x) ** 2 / (width * (high - value))
    case 'pert': {
      const [lower, upper] = pertEnds(modeShare(law))
      return pertProbability(lower, upper, (x - low) / width)
    }
    case 'normal':
    case 'lognormal': {
      const { location, scale, cut } = normalForm(law)
      const z = ((kind === 'normal' ? x : Math.log(x)) - location) / scale
      return normalCut(cut.from, z).mass / cut.mass
    }
  }
}

/** Expected value of the law, truncated where it is. NaN where truncation leaves nothing. */
export function mean(law: Law): number {
  const { kind, low, value, high } = law
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return Number.NaN
  if (low === high) return low
  switch (kind) {
    case 'uniform':
      return (low + high) / 2
    case 'triangular':
      return (low + value + high) / 3
    case 'pert':
      return (low + 4 * value + high) / 6
    case 'normal': {
      const { location, scale, cut } = normalForm(law)
      return location + scale * cutMean(cut)
    }
    case 'lognormal': {
      const { location, scale, cut } = normalForm(law)
      return Math.exp(location) * cutExponential(cut, scale).mean
    }
  }
}

/** Standard deviation of the law, truncated where it is. NaN where truncation leaves nothing. */
export function standardDeviation(law: Law): number {
  const { kind, low, value, high } = law
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return Number.NaN
  if (low === high) return 0
  switch (kind) {
    case 'uniform':
      return (high - low) / Math.sqrt(12)
    case 'triangular':
      return Math.sqrt(((value - low) ** 2 + (high - value) ** 2 + (value - low) * (high - value)) / 18)
    case 'pert': {
      const average = mean(law)
      return Math.sqrt(((average - low) * (high - average)) / 7)
    }
    case 'normal': {
      const { scale, cut } = normalForm(law)
      return scale * Math.sqrt(cutVariance(cut))
    }
    case 'lognormal':
      return mean(law) * cutExponential(normalForm(law).cut, normalForm(law).scale).variation
  }
}
