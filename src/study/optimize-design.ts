import { BLOCK, makeSampler } from './sampling/sampler.ts'

/** Points of an even grid in one dimension. */
const GRID = 20_001
/** Sobol points in more dimensions, beside the corners. */
const POINTS = 1 << 15
/** The seed of the scramble: searches are the same every time. */
const SEED = 1
const WORDS = 2 ** 32

/**
 * Points of the unit cube to begin a search with, one after the other: in one dimension an even grid with both ends; in more, the
 * corners, the middles of all edges and faces, and scrambled Sobol points. `further` are points to begin with as well.
 */
export function design(dimensions: number, further: readonly (readonly number[])[] = []): Float64Array {
  if (dimensions === 1) {
    const grid = Float64Array.from({ length: GRID }, (_, i) => i / (GRID - 1))
    return Float64Array.from([...further.flat(), ...grid])
  }
  const lattice = 3 ** dimensions
  const from = further.length + lattice
  const places = new Float64Array((from + POINTS) * dimensions)
  places.set(further.flat())
  for (let i = 0; i < lattice; i++)
    for (let j = 0; j < dimensions; j++)
      places[(further.length + i) * dimensions + j] = (Math.floor(i / 3 ** j) % 3) / 2
  const names = Array.from({ length: dimensions }, (_, i) => String(i))
  const sampler = makeSampler({ kind: 'sobol', seed: SEED, samples: POINTS, names })
  const words = new Uint32Array(BLOCK)
  for (let at = 0; at < POINTS; at += BLOCK)
    for (let j = 0; j < dimensions; j++) {
      sampler.fill(j, at, BLOCK, words)
      for (let i = 0; i < BLOCK; i++)
        places[(from + at + i) * dimensions + j] = ((words[i] as number) + sampler.offset) / WORDS
    }
  return places
}
