import { hash32, keysOf } from './counter-hash.ts'
import { sobolDirections } from './sobol-directions.ts'

/**
 * The direction numbers of a dimension under a random linear scramble and a digital shift: the binary digits of a point are
 * multiplied by a lower triangular matrix with a unit diagonal, which is the same as to multiply those of the direction numbers.
 * Stratification stays as it is, and each point is uniform.
 *
 * Source: J. Matoušek, On the L2-discrepancy for anchored boxes, J. Complexity 14 (1998) 527-556.
 */
export interface SobolDimension {
  /** Words, each a binary fraction of 2^32; the points up to 2^i need i of them. */
  readonly directions: Uint32Array
  readonly shift: number
}

export function sobolDimension(dimension: number): SobolDimension {
  return { directions: sobolDirections(dimension), shift: 0 }
}

/** A dimension scrambled by random words that belong to it and to the seed, good for so many samples. */
export function scrambledSobolDimension(dimension: number, seed: number, samples: number): SobolDimension {
  const [keyA, keyB] = keysOf(seed, `Sobol ${dimension}`)
  const unscrambled = sobolDirections(dimension)
  // direction number j has j + 1 digits: those that the samples do not reach need no columns either, which halves the start
  const count = Math.max(1, Math.ceil(Math.log2(samples)))
  const columns = new Int32Array(count)
  for (let i = 0; i < count; i++) columns[i] = (1 << (31 - i)) | (hash32(i, keyA, keyB) & (2 ** (31 - i) - 1))
  const directions = new Uint32Array(count)
  for (let i = 0; i < count; i++) directions[i] = multiply(columns, unscrambled[i] as number)
  return { directions, shift: hash32(32, keyA, keyB) }
}

/** The matrix, by its columns, times the binary digits of a word. */
function multiply(columns: Int32Array, word: number): number {
  let product = 0
  for (let rest = word | 0; rest !== 0; ) {
    const at = Math.clz32(rest)
    product ^= columns[at] as number
    rest ^= 1 << (31 - at)
  }
  return product
}

/** Point i (0 to 2^32 - 1) in Gray-code order, in which the points are published, as a word k: the coordinate is k / 2^32. */
export function sobolPoint({ directions, shift }: SobolDimension, i: number): number {
  let point = shift
  for (let rest = i ^ (i >>> 1); rest !== 0; ) {
    const low = 31 - Math.clz32(rest)
    point ^= directions[low] as number
    rest ^= 1 << low
  }
  return point >>> 0
}

/**
 * What the points of any aligned block of a power of two differ by from its first: as Gray code and points are linear in XOR,
 * point base + i is point base XOR pattern i.
 */
export function sobolPattern({ directions }: SobolDimension, block: number): Uint32Array {
  const pattern = new Uint32Array(block)
  // from one Gray code to the next changes the bit that is the lowest of the number
  for (let i = 1; i < block; i++) {
    pattern[i] = (pattern[i - 1] as number) ^ (directions[31 - Math.clz32(i & -i)] as number)
  }
  return pattern
}
