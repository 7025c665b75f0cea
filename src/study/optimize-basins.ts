import { type Cloud, ranking, type Scores } from './optimize-field.ts'

/** Points that are looked at: the best of a cloud. */
const LOOKED_AT = 1500

/**
 * The best points of different basins, the best of all first: those that have the longest way to a better one. A point on the slope of
 * a basin has a better one beside it, the lowest of a basin only in another.
 *
 * Source: M. Preuss, Niching the CMA-ES via nearest-better clustering, GECCO (2010) 1711-1718, doi:10.1145/1830761.1830793.
 */
export function basins({ places, count }: Cloud, scores: Scores, most: number): Float64Array[] {
  const dimensions = places.length / count
  const order = ranking(scores)
    .filter((i) => Number.isFinite(scores.violations[i]))
    .slice(0, LOOKED_AT)
  const ways = new Float64Array(order.length)
  ways[0] = Number.POSITIVE_INFINITY
  for (let i = 1; i < order.length; i++) {
    let least = Number.POSITIVE_INFINITY
    for (let j = 0; j < i && least > 0; j++) {
      let sum = 0
      for (let k = 0; k < dimensions; k++) {
        const apart =
          (places[(order[i] as number) * dimensions + k] as number) -
          (places[(order[j] as number) * dimensions + k] as number)
        sum += apart * apart
      }
      if (sum < least) least = sum
    }
    ways[i] = least
  }
  const ranked = Uint32Array.from(ways, (_, i) => i).sort((a, b) => (ways[b] as number) - (ways[a] as number) || a - b)
  return Array.from(ranked.slice(0, most), (rank) => {
    const from = (order[rank] as number) * dimensions
    return places.slice(from, from + dimensions)
  })
}
