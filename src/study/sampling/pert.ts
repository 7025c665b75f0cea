/**
 * The PERT law on [0, 1] from one of its ends: a beta law whose shapes sum to 6. From the other end it is the beta law with the
 * shapes exchanged, so that each tail is told by its distance from its own end and no digits are lost.
 */
export interface PertEnd {
  /** Shape at this end, 1 to 5. */
  readonly near: number
  /** Shape at the other end, 6 - near. */
  readonly far: number
  /** B(near, far). */
  readonly beta: number
  /** Ratios of the terms of the series of the distribution function. */
  readonly ratios: Float64Array
}

const MOST_TERMS = 90

/** The ends of the law whose mode stands at a share of the range, 0 to 1: the shape at the lower end is 1 + 4 mode. */
export function pertEnds(mode: number): readonly [lower: PertEnd, upper: PertEnd] {
  const beta = betaOf(4 * mode)
  return [pertEnd(1 + 4 * mode, beta), pertEnd(5 - 4 * mode, beta)]
}

function pertEnd(near: number, beta: number): PertEnd {
  const ratios = new Float64Array(MOST_TERMS)
  for (let n = 0; n < MOST_TERMS; n++) ratios[n] = (6 + n) / (near + 1 + n)
  return { near, far: 6 - near, beta, ratios }
}

/**
 * B(1 + s, 5 - s) = Γ(1 + s) Γ(5 - s) / 5!, by the reflection Γ(1 + s) Γ(1 - s) = πs / sin πs: the product of the distances of s from
 * 0 to 4 but the nearest, which goes into the sine.
 */
function betaOf(s: number): number {
  const nearest = Math.round(s)
  const angle = Math.PI * (s - nearest)
  let product = angle === 0 ? 1 : angle / Math.sin(angle)
  for (let i = 0; i <= 4; i++) if (i !== nearest) product *= Math.abs(s - i)
  return product / 120
}

/** A distance from an end, the probability within it, and the density there. */
interface Place {
  readonly distance: number
  readonly probability: number
  readonly density: number
}

/** Probability within any distance (0 to 1) of the end. */
export function pertProbability(end: PertEnd, other: PertEnd, distance: number): number {
  return placeAt(end, other, distance).probability
}

function placeAt(end: PertEnd, other: PertEnd, distance: number): Place {
  const rest = 1 - distance
  // faster than two powers, and what digits it loses the end of a law does not show
  const density = Math.exp((end.near - 1) * Math.log(distance) + (end.far - 1) * Math.log1p(-distance)) / end.beta
  const share = density * distance * rest
  const probability = distance <= 0.5 ? share * seriesOf(end, distance) : 1 - share * seriesOf(other, rest)
  return { distance, probability, density }
}

/** The probability within a distance of at most 0.5 by x (1 - x) times the density, a series of positive terms. Source: DLMF 8.17.8. */
function seriesOf({ near, ratios }: PertEnd, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < MOST_TERMS && term > 1e-17 * sum; n++) {
    term *= x * (ratios[n] as number)
    sum += term
  }
  return sum / near
}

/** The distance from the end within which lies a probability of at most 0.5. */
export function pertDistance(end: PertEnd, other: PertEnd, probability: number): number {
  const guess = firstGuess(end, probability)
  return guess > 0 ? solve(end, other, probability, guess).distance : 0
}

/** What it would be if the density did not fall off: never too far. */
function firstGuess({ near, beta }: PertEnd, probability: number): number {
  return Math.min(0.9, (near * beta * probability) ** (1 / near))
}

/**
 * Distances from the end of rising probabilities up to 0.5, and the densities there: each from its neighbour by a series, mended by
 * one step, which is several times as fast as one by one.
 */
export function pertDistances(
  end: PertEnd,
  other: PertEnd,
  probabilities: Float64Array,
): { readonly distances: Float64Array; readonly densities: Float64Array } {
  const distances = new Float64Array(probabilities.length)
  const densities = new Float64Array(probabilities.length)
  let before: Place | undefined
  for (let i = probabilities.length - 1; i >= 0; i--) {
    const wanted = probabilities[i] as number
    const guess: number = before === undefined ? firstGuess(end, wanted) : guessFrom(end, before, wanted)
    before = solve(end, other, wanted, guess)
    distances[i] = before.distance
    densities[i] = before.density
  }
  return { distances, densities }
}

/** The first and second derivative of the logarithm of the density. */
function slopeOf({ near, far }: PertEnd, x: number): number {
  return (near - 1) / x - (far - 1) / (1 - x)
}
function bendOf({ near, far }: PertEnd, x: number): number {
  return -(near - 1) / (x * x) - (far - 1) / ((1 - x) * (1 - x))
}

function guessFrom(end: PertEnd, { distance: x, probability, density }: Place, wanted: number): number {
  // far steps are taken only at the very end, where the distance goes as a power of the probability
  if (wanted < 0.9 * probability) return x * (wanted / probability) ** (probability / (x * density))
  const h = (wanted - probability) / density
  const slope = slopeOf(end, x)
  return x + h * (1 - h * (slope / 2 - (h * (2 * slope * slope - bendOf(end, x))) / 6))
}

/** Halley's steps, which triple the digits, within what is known to hold the solution. */
function solve(end: PertEnd, other: PertEnd, wanted: number, guess: number): Place {
  let low = 0
  let high = 1
  let x = guess
  for (;;) {
    const { probability, density } = placeAt(end, other, x)
    if (probability > wanted) high = x
    else low = x
    const newton = (probability - wanted) / density
    const slope = slopeOf(end, x)
    const change = -newton / (1 - Math.min(0.5, Math.max(-0.5, (newton * slope) / 2)))
    // a step of 1e-5 leaves an error of its cube
    if (Math.abs(change) <= 1e-5 * x || high - low <= 1e-15 * x) {
      const growth = 1 + change * (slope + (change * (slope * slope + bendOf(end, x))) / 2)
      return { distance: x + change, probability: wanted, density: density * growth }
    }
    const next = x + change
    x = next > low && next < high ? next : (low + high) / 2
  }
}
