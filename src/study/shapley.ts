import { hash32, keysOf } from './sampling/counter-hash.ts'
import { shuffled } from './statistics/generator.ts'

/** A cooperative game: what each coalition of its players is worth. */
export interface Game {
  readonly players: number
  /** The worth of `count` coalitions; `holds` says whether a player is in one of them. */
  worth(count: number, holds: (player: number, coalition: number) => boolean): Float64Array
}

/** What each player adds to the worth of all, on average over the orders in which they may come. */
export interface Shapley {
  /** In the unit of the worth, one a player; they add up to the worth of all less that of none. */
  readonly parts: readonly number[]
  /** Standard errors of the parts; 0 where they are exact. */
  readonly errors: readonly number[]
  readonly isExact: boolean
  /** Orders that were drawn; none where every coalition was looked at. */
  readonly orders: number
}

/** So many players have 4096 coalitions, which take milliseconds; each further one doubles them. */
export const MOST_EXACT = 12
/** Coalitions that are evaluated at most where orders are drawn, the two ends of each among them. */
const MOST_EVALUATED = 150_000
const MOST_PAIRS = 2000
const LEAST_PAIRS = 50
/** Coalitions that are evaluated at a time. */
const AT_A_TIME = 8192
const SEED = 1

/**
 * Shapley values: exact where there are few players, else from drawn orders.
 *
 * Source: L. S. Shapley, A value for n-person games, in Contributions to the Theory of Games II, Princeton 1953, 307-317.
 */
export function shapley(game: Game): Shapley {
  return game.players <= MOST_EXACT ? exactShapley(game) : sampledShapley(game)
}

/** Over all subsets S of the others: |S|! (n - |S| - 1)! / n! times what the player adds to S. */
export function exactShapley(game: Game): Shapley {
  const { players } = game
  const all = 2 ** players
  const worth = game.worth(all, (player, coalition) => ((coalition >> player) & 1) === 1)
  const weights = weightsOf(players)
  const parts = new Array<number>(players).fill(0)
  for (let coalition = 0; coalition < all; coalition++) {
    const weight = weights[sizeOf(coalition)] as number
    for (let player = 0; player < players; player++) {
      if ((coalition >> player) & 1) continue
      const added = (worth[coalition | (1 << player)] as number) - (worth[coalition] as number)
      parts[player] = (parts[player] as number) + weight * added
    }
  }
  return { parts, errors: parts.map(() => 0), isExact: true, orders: 0 }
}

/** 1 / (n * binomial(n - 1, s)) for coalitions of s others. */
function weightsOf(players: number): number[] {
  const weights: number[] = []
  let binomial = 1
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * binomial))
    binomial = (binomial * (players - 1 - size)) / (size + 1)
  }
  return weights
}

function sizeOf(coalition: number): number {
  let size = 0
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size++
  return size
}

/**
 * The mean over drawn orders and their reverses: where players act in pairs at most, an order and its reverse give their exact
 * parts between them, so that only what three and more do together is left to chance. Every order adds up to the whole, and so
 * does the mean.
 */
export function sampledShapley(game: Game, wanted?: number, seed: number = SEED): Shapley {
  const { players } = game
  const steps = players + 1
  const affordable = Math.floor(MOST_EVALUATED / (2 * steps))
  const pairs = wanted ?? Math.max(LEAST_PAIRS, Math.min(MOST_PAIRS, affordable))
  const atATime = Math.max(1, Math.floor(AT_A_TIME / (2 * steps)))
  const random = randomBelow(seed)
  const means = new Float64Array(players)
  const squares = new Float64Array(players)
  let done = 0
  while (done < pairs) {
    const orders = Array.from({ length: Math.min(atATime, pairs - done) }, () => shuffled(players, random)).flatMap(
      (order) => [order, order.toReversed()],
    )
    const places = orders.map(placesOf)
    const worth = game.worth(
      orders.length * steps,
      (player, coalition) => (places[Math.floor(coalition / steps)]?.[player] as number) < coalition % steps,
    )
    const added = (order: number, player: number): number => {
      const before = order * steps + (places[order]?.[player] as number)
      return (worth[before + 1] as number) - (worth[before] as number)
    }
    for (let order = 0; order < orders.length; order += 2) {
      done++
      for (let player = 0; player < players; player++) {
        // running mean and sum of squared deviations (Welford 1962)
        const part = (added(order, player) + added(order + 1, player)) / 2
        const from = part - (means[player] as number)
        means[player] = (means[player] as number) + from / done
        squares[player] = (squares[player] as number) + from * (part - (means[player] as number))
      }
    }
  }
  const errors = [...squares].map((sum) => Math.sqrt(sum / Math.max(1, pairs - 1) / pairs))
  return { parts: [...means], errors, isExact: false, orders: 2 * pairs }
}

/** A random whole number below a bound, each call another. */
function randomBelow(seed: number): (bound: number) => number {
  const [keyA, keyB] = keysOf(seed, 'orders of players')
  let drawn = 0
  return (bound) => Math.floor((hash32(drawn++, keyA, keyB) / 2 ** 32) * bound)
}

function placesOf(order: readonly number[]): Int32Array {
  const places = new Int32Array(order.length)
  for (const [place, player] of order.entries()) places[player] = place
  return places
}
