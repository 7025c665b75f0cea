import { type Field, type Goal, ranking, scoresOf } from './optimize-field.ts'
import { generator } from './statistics/generator.ts'

/** A point of the unit cube and how good it is. */
export interface Point {
  readonly place: Float64Array
  readonly violation: number
  readonly value: number
}

export const isBetter = (a: Point, b: Point): boolean =>
  a.violation < b.violation || (a.violation === b.violation && a.value < b.value)

/** Points of a round. */
const POINTS = 192
const POINTS_A_DIMENSION = 64
/** Of which so many decide where the next round looks. */
const ELITE = 1 / 8
/** Shares of a round's points along one input alone, and of those in every direction alike. */
const ALONG = 1 / 8
const AROUND = 1 / 16
/** How much of the shape before is kept. */
const KEPT = 0.2
/** Narrower than this, as a part of the range, nothing is looked for. */
const NARROW = 1e-11
/** Rounds in which nothing was told apart, after which a search ends. */
const MOST_LEVEL = 3
/** Points that came last, kept for those that the ledger refuses. */
const TRAIL = 24

/**
 * Closes in on the best point near a start. Each round evaluates points around the best so far, spread as the best eighth of the round
 * before was about its centre: along a constraint, a jump or a kink the cloud flattens to it, on a slope it goes ahead, in a basin it
 * shrinks. No derivative is taken, so steps of whole machines are no hindrance.
 *
 * After P. Larrañaga and J. A. Lozano, Estimation of Distribution Algorithms (2002), chapter 8 (the multivariate normal), with the
 * spread about the centre before as N. Hansen, arXiv:1604.00772, equation 23.
 */
export class Zoom {
  readonly #field: Field
  readonly #goal: Goal
  readonly #random: () => number
  readonly #trail: Point[] = []
  #centre: Point
  /** Covariance of the points, row by row. */
  #shape: Float64Array
  #level = 0
  #isDone = false

  /** Starts at a point of the cube, with points spread by `width` about it. */
  constructor(field: Field, goal: Goal, start: Float64Array, width: number, seed: number) {
    const dimensions = start.length
    this.#field = field
    this.#goal = goal
    this.#random = generator(seed)
    this.#centre = pointAt(field, goal, start)
    this.#shape = new Float64Array(dimensions * dimensions)
    for (let i = 0; i < dimensions; i++) this.#shape[i * (dimensions + 1)] = width * width
  }

  get best(): Point {
    return this.#centre
  }

  /** The best points on the way, the last one first. */
  get trail(): readonly Point[] {
    return this.#trail.toReversed()
  }

  run(rounds: number): this {
    for (let i = 0; i < rounds && !this.#isDone; i++) this.#round()
    return this
  }

  #round(): void {
    const dimensions = this.#centre.place.length
    const places = this.#points()
    const { columns } = this.#field.cloud(places)
    const scores = scoresOf(columns, this.#goal)
    const order = ranking(scores)
    const elite = order.slice(0, Math.floor(order.length * ELITE))
    const [first, last] = [order[0] as number, elite.at(-1) as number]
    if (scores.violations[first] === Number.POSITIVE_INFINITY) {
      this.#isDone = true
      return
    }
    this.#spread(places, elite)
    const found: Point = {
      place: places.slice(first * dimensions, (first + 1) * dimensions),
      violation: scores.violations[first] as number,
      value: scores.values[first] as number,
    }
    if (isBetter(found, this.#centre)) {
      this.#centre = found
      this.#trail.push(found)
      if (this.#trail.length > TRAIL) this.#trail.shift()
    }
    const isLevel =
      scores.violations[first] === scores.violations[last] &&
      (scores.values[last] as number) - (scores.values[first] as number) <= 4e-16 * Math.abs(found.value)
    this.#level = isLevel ? this.#level + 1 : 0
    this.#isDone = this.#level >= MOST_LEVEL || this.#widest() < NARROW
  }

  #widest(): number {
    const dimensions = this.#centre.place.length
    let most = 0
    for (let i = 0; i < dimensions; i++) most = Math.max(most, this.#shape[i * (dimensions + 1)] as number)
    return Math.sqrt(most)
  }

  /** Points about the centre; what would lie outside the cube is put on its side. */
  #points(): Float64Array {
    const { place } = this.#centre
    const dimensions = place.length
    const count = POINTS + POINTS_A_DIMENSION * dimensions
    const root = rootOf(this.#shape, dimensions)
    const widest = this.#widest()
    const places = new Float64Array(count * dimensions)
    const along = Math.floor(count * ALONG)
    const around = along + Math.floor(count * AROUND)
    const drawn = new Float64Array(dimensions)
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < dimensions; j++) drawn[j] = this.#normal()
      for (let j = 0; j < dimensions; j++) {
        let by = 0
        if (i < along) by = j === i % dimensions ? widest * (drawn[j] as number) : 0
        else if (i < around) by = widest * (drawn[j] as number)
        else for (let k = 0; k <= j; k++) by += (root[j * dimensions + k] as number) * (drawn[k] as number)
        places[i * dimensions + j] = Math.min(1, Math.max(0, (place[j] as number) + by))
      }
    }
    return places
  }

  /** The covariance of the best points about the centre they were drawn around. */
  #spread(places: Float64Array, elite: Uint32Array): void {
    const { place } = this.#centre
    const dimensions = place.length
    const found = new Float64Array(dimensions * dimensions)
    for (const i of elite)
      for (let j = 0; j < dimensions; j++)
        for (let k = 0; k <= j; k++)
          found[j * dimensions + k] =
            (found[j * dimensions + k] as number) +
            (((places[i * dimensions + j] as number) - (place[j] as number)) *
              ((places[i * dimensions + k] as number) - (place[k] as number))) /
              elite.length
    this.#shape = found.map((value, i) => KEPT * (this.#shape[i] as number) + (1 - KEPT) * value)
  }

  /** A standard normal number (Box and Muller 1958). */
  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random())
  }
}

/** How good one point is. */
export function pointAt(field: Field, goal: Goal, place: Float64Array): Point {
  const { violations, values } = scoresOf(field.cloud(place).columns, goal)
  return { place, violation: violations[0] as number, value: values[0] as number }
}

/** The lower triangle whose square a covariance is (Cholesky); a direction that it does not reach is left out. */
function rootOf(shape: Float64Array, dimensions: number): Float64Array {
  const root = new Float64Array(dimensions * dimensions)
  for (let i = 0; i < dimensions; i++)
    for (let j = 0; j <= i; j++) {
      let sum = shape[i * dimensions + j] as number
      for (let k = 0; k < j; k++) sum -= (root[i * dimensions + k] as number) * (root[j * dimensions + k] as number)
      const pivot = root[j * (dimensions + 1)] as number
      if (i === j) root[i * (dimensions + 1)] = Math.sqrt(Math.max(0, sum))
      else root[i * dimensions + j] = pivot > 0 ? sum / pivot : 0
    }
  return root
}
