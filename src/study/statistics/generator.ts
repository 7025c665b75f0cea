/**
 * The generator xoshiro128** 1.1 (Blackman and Vigna 2021, doi:10.1145/3460772): whole numbers from 0 to 2^32 - 1, from a state
 * of four such numbers that are not all 0.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state
  return () => {
    const drawn = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return drawn
  }
}

/**
 * Uniform numbers from 0 to below 1, of 53 bits, the same ones for the same seed; a whole number, of which the last 32 bits
 * count. The state is drawn from the seed by steps of the golden ratio, mixed as MurmurHash3 ends (Steele, Lea and Flood 2014,
 * doi:10.1145/2660193.2660195), so that seeds next to each other give unlike numbers.
 */
export function generator(seed: number): () => number {
  let step = seed >>> 0
  const mixed = (): number => {
    step = (step + 0x9e3779b9) >>> 0
    let hash = Math.imul(step ^ (step >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  }
  const draw = xoshiro128([mixed(), mixed(), mixed(), mixed()])
  return () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** The whole numbers below a count in random order (Fisher and Yates; Durstenfeld 1964, doi:10.1145/364520.364540). */
export function shuffled(count: number, draw: (below: number) => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let last = count - 1; last > 0; last--) {
    const other = draw(last + 1)
    const kept = order[last] as number
    order[last] = order[other] as number
    order[other] = kept
  }
  return order
}
