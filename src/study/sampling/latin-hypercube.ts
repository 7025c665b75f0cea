import { hash32, type Keys, mix32 } from './counter-hash.ts'
import { type Permutation, permuteWords } from './vector-draws.ts'

/** The most samples of a Latin hypercube: a stratum then still holds four words or more. */
export const MOST_STRATA = 1e9

const ROUNDS = 4

/** One dimension of a Latin hypercube. */
export type LatinDimension = Permutation

/** The dimension that belongs to the keys, of so many samples: 1 to 1e9, or a RangeError. */
export function latinDimension(samples: number, keys: Keys): LatinDimension {
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= MOST_STRATA)) {
    throw new RangeError(`a Latin hypercube is of 1 to ${MOST_STRATA} samples, not ${samples}`)
  }
  const [keyA, keyB] = keys
  const bits = 32 - Math.clz32(samples - 1)
  const word = (nth: number): number => hash32(nth, keyA, keyB)
  const rounds = Int32Array.from({ length: 2 * ROUNDS }, (_, i) => (i % 2 === 0 ? word(i) : word(i) | 1))
  return {
    samples,
    mask: 2 ** bits - 1,
    shift: Math.max(1, bits >>> 1),
    rounds,
    turn: Math.floor((word(2 * ROUNDS) / 2 ** 32) * samples),
    key: word(2 * ROUNDS + 1),
  }
}

/**
 * Writes the words of samples from, from + 1, …, count of them. Their u = (k + 0.5) / 2^32 lie one in each stratum
 * [s, s + 1) / samples.
 *
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979) 239-245; permutations on the fly as in A. Kensler,
 * Correlated multi-jittered sampling, Pixar Technical Memo 13-01 (2013).
 */
export function fillLatin(dimension: LatinDimension, from: number, count: number, into: Uint32Array): void {
  if (dimension.samples === 1) into.fill(mix32(dimension.key), 0, count)
  // a keyed permutation of the samples' numbers, turned on so that any stratum is as likely for any sample, and put in its stratum
  else permuteWords(dimension, from, count, into)
}
