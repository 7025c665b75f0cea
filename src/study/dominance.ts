import { PriceDifference, type PriceVector, type RangedPrice } from './price-difference.ts'
import { sobolDimension, sobolPoint } from './sampling/sobol.ts'
import type { Refused, ScenarioModel } from './scenario-model.ts'
import type { OfBoth } from './shared-inputs.ts'

/** A price at a value, in base units. */
export interface PriceAt {
  readonly price: RangedPrice
  readonly value: number
}

/** The least or greatest difference of two costs, and the prices it is at. */
export interface Extreme {
  /** Cost of the second route less that of the first, in the currency of the results. */
  readonly difference: number
  /** Prices that are elsewhere than as they stand, what moves the difference most first. */
  readonly at: readonly PriceAt[]
}

/** Which of two routes is cheaper over all prices within their ranges. */
export interface Dominance {
  readonly prices: readonly RangedPrice[]
  /** Prices that the routes have at unlike values, which stay as each route has them. */
  readonly apart: readonly string[]
  /** Whether the difference is linear in all prices together, so that its extremes are proven; else they were searched for. */
  readonly isLinear: boolean
  /** The difference as the routes stand. */
  readonly standing: number
  readonly least: Extreme
  readonly most: Extreme
  /** Which route is always the cheaper one; undefined where either can be. */
  readonly cheaper: 'first' | 'second' | 'neither' | undefined
  /** Prices which alone make the costs equal, with all others as they stand; the nearest first. */
  readonly turning: readonly PriceAt[]
  /** Scenarios that were evaluated, and why some of them could not be. */
  readonly evaluated: number
  readonly refused: readonly Refused[]
}

/** How far a corner may lie beside what the single prices foretell, relative to the largest of the differences. */
const TOLERANCE = 1e-9
/** A difference below this, relative to the cost, is none. */
const NEGLIGIBLE = 1e-12
const SOBOL_POINTS = 512

/** Over all prices with a range in either of two routes, those of one name together. The first figure of each model is its cost. */
export function dominance(models: OfBoth<ScenarioModel>): Dominance {
  const difference = new PriceDifference(models)
  const { prices } = difference
  const as: PriceVector = prices.map(() => undefined)
  const ends = prices.flatMap(({ low, high }, i) => [as.with(i, low), as.with(i, high)])
  const [standing = 0, ...single] = difference.at([as, ...ends])
  const lines = prices.map((_, i): Line => ({ atLow: single[2 * i] as number, atHigh: single[2 * i + 1] as number }))
  const corners = [-1, 1].map((sign) => cornerOf(prices, lines, sign)) as [PriceVector, PriceVector]
  const proven = difference.isLinear && isForetold(difference, standing, lines, corners)
  const [least, most] = proven
    ? corners
    : ([-1, 1].map((sign) => searched(difference, corners, sign)) as [PriceVector, PriceVector])
  const negligible = NEGLIGIBLE * Math.max(...models.map((model) => Math.abs(model.standing(0))))
  const extremes = [least, most].map((at) => extremeOf(difference, at)) as [Extreme, Extreme]
  const turning = proven
    ? prices.flatMap((price, i) => crossingOf(price, lines[i] as Line, negligible))
    : prices.flatMap((price, i) => crossingFound(difference, price, i))
  return {
    prices,
    apart: difference.apart,
    isLinear: proven,
    standing,
    least: extremes[0],
    most: extremes[1],
    cheaper: cheaperOf(extremes[0].difference, extremes[1].difference, negligible),
    turning: turning.sort((a, b) => distance(models, a) - distance(models, b)),
    evaluated: difference.evaluated,
    refused: difference.refused(),
  }
}

/** The difference with one price at its ends and all others as they stand. */
interface Line {
  readonly atLow: number
  readonly atHigh: number
}

/** Each price at the end toward which the difference falls (-1) or rises (1). */
function cornerOf(prices: readonly RangedPrice[], lines: readonly Line[], sign: number): PriceVector {
  return prices.map(({ low, high }, i) => {
    const { atLow, atHigh } = lines[i] as Line
    return sign * (atHigh - atLow) > 0 ? high : low
  })
}

/** Whether the corners come out as they must where the difference is linear: the sum of what the single prices do. */
function isForetold(
  difference: PriceDifference,
  standing: number,
  lines: readonly Line[],
  corners: OfBoth<PriceVector>,
): boolean {
  const found = difference.at(corners)
  const scale = Math.max(
    Math.abs(standing),
    ...lines.flatMap(({ atLow, atHigh }) => [Math.abs(atLow), Math.abs(atHigh)]),
  )
  return [-1, 1].every((sign, which) => {
    const foretold = lines.reduce((sum, { atLow, atHigh }) => {
      const end = sign * (atHigh - atLow) > 0 ? atHigh : atLow
      return sum + (end - standing)
    }, standing)
    return Math.abs((found[which] as number) - foretold) <= TOLERANCE * scale
  })
}

/** The best of corners and Sobol points, and from there coordinate by coordinate, as long as that is better. */
function searched(difference: PriceDifference, corners: OfBoth<PriceVector>, sign: number): PriceVector {
  const { prices } = difference
  const axes = prices.map(({ low, high }, i) => ({ low, width: (high - low) / 2 ** 32, dimension: sobolDimension(i) }))
  const points = Array.from({ length: SOBOL_POINTS }, (_, point) =>
    axes.map(({ low, width, dimension }) => low + width * sobolPoint(dimension, point + 1)),
  )
  const best = (candidates: readonly PriceVector[]): { readonly at: PriceVector; readonly value: number } => {
    const values = Array.from(difference.at(candidates), (value) =>
      Number.isFinite(value) ? sign * value : Number.NEGATIVE_INFINITY,
    )
    const place = values.reduce((most, value, i) => (value > (values[most] as number) ? i : most), 0)
    return { at: candidates[place] as PriceVector, value: values[place] as number }
  }
  let found = best([prices.map(() => undefined), ...corners, ...points])
  // each step is better than the last, and there are finitely many ends
  for (;;) {
    const moved = prices.flatMap(({ low, high }, i) => [found.at.with(i, low), found.at.with(i, high)])
    const next = moved.length === 0 ? found : best(moved)
    if (!(next.value > found.value)) return found.at
    found = next
  }
}

function extremeOf(difference: PriceDifference, at: PriceVector): Extreme {
  const { prices } = difference
  // each price put back to where it stands tells what it does there
  const [value = 0, ...without] = difference.at([at, ...prices.map((_, i) => at.with(i, undefined))])
  const moved = prices.flatMap((price, i) => {
    const here = at[i]
    const effect = Math.abs(value - (without[i] as number))
    return here === undefined || !(effect > 0) ? [] : [{ price, value: here, effect }]
  })
  moved.sort((a, b) => b.effect - a.effect)
  return { difference: value, at: moved.map(({ price, value: here }) => ({ price, value: here })) }
}

function cheaperOf(least: number, most: number, negligible: number): Dominance['cheaper'] {
  const [isNeverLess, isNeverMore] = [least >= -negligible, most <= negligible]
  if (isNeverLess && isNeverMore) return 'neither'
  return isNeverMore ? 'second' : isNeverLess ? 'first' : undefined
}

function crossingOf(price: RangedPrice, { atLow, atHigh }: Line, negligible: number): PriceAt[] {
  if (Math.sign(atLow) * Math.sign(atHigh) >= 0 || Math.abs(atHigh - atLow) <= negligible) return []
  return [{ price, value: price.low + ((price.high - price.low) * -atLow) / (atHigh - atLow) }]
}

/** Pieces of a bracket that are looked at together, and how often it is narrowed: to 1e-12 of the range. */
const PIECES = 32
const NARROWED = 8

/** The lowest value of a price at which the order turns, as far as a grid shows it; a jump counts as well. */
function crossingFound(difference: PriceDifference, price: RangedPrice, place: number): PriceAt[] {
  let [low, high] = [price.low, price.high]
  const as: PriceVector = difference.prices.map(() => undefined)
  for (let round = 0; round < NARROWED; round++) {
    const grid = Array.from({ length: PIECES + 1 }, (_, i) => low + ((high - low) * i) / PIECES)
    const values = difference.at(grid.map((value) => as.with(place, value)))
    const turn = turnOf(values)
    if (turn === undefined) return round === 0 ? [] : [{ price, value: (low + high) / 2 }]
    low = grid[turn.from] as number
    high = grid[turn.to] as number
  }
  return [{ price, value: (low + high) / 2 }]
}

/** How far a crossing is from where the price stands, relative to its range. */
function distance(models: OfBoth<ScenarioModel>, { price, value }: PriceAt): number {
  const route = price.places[0] === undefined ? 1 : 0
  const stands = models[route].baseOf(price.places[route] as number)
  return Math.abs(value - stands) / (price.high - price.low)
}

/** The first two places between which values turn from below 0 to above, or back; those of 0 between them are passed over. */
function turnOf(values: Float64Array): { readonly from: number; readonly to: number } | undefined {
  let from = -1
  for (const [to, value] of values.entries()) {
    if (value === 0 || Number.isNaN(value)) continue
    if (from >= 0 && (values[from] as number) * value < 0) return { from, to }
    from = to
  }
  return undefined
}
