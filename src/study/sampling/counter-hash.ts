/** What sets the hash of one input apart from that of others and of other seeds: two words of 32 bits. */
export type Keys = readonly [keyA: number, keyB: number]

/**
 * A random word (0 to 2^32 - 1) that depends on nothing but the counter and the keys, so that any worker can draw any sample: two
 * rounds of murmur3's finaliser with a key before each. For given keys it is a permutation of the words: n draws are without
 * replacement from 2^32, which lessens the variance of a mean by the share n / 2^32 of it.
 *
 * Source of the rounds: A. Appleby, MurmurHash3 (public domain), fmix32.
 */
export function hash32(counter: number, keyA: number, keyB: number): number {
  return mix32((mix32(counter ^ keyA) + keyB) | 0) >>> 0
}

/** The keys of a named input under a seed, which is any non-negative safe integer: murmur3 of both, from two starts. */
export function keysOf(seed: number, name: string): Keys {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) throw new RangeError(`a seed is an integer from 0 on, not ${seed}`)
  return [murmur32(seed, name, 0), murmur32(seed, name, 0x9e3779b9)]
}

/** murmur3's finaliser, as a signed word: the machine then need not leave 32-bit integers. */
export function mix32(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** MurmurHash3_x86_32 over the low and the high word of the seed and one word a UTF-16 unit of the name. */
function murmur32(seed: number, name: string, start: number): number {
  let h = absorb(absorb(start, seed >>> 0), Math.floor(seed / 2 ** 32))
  for (let i = 0; i < name.length; i++) h = absorb(h, name.charCodeAt(i))
  return mix32(h ^ (4 * (name.length + 2))) >>> 0
}

function absorb(hash: number, word: number): number {
  const k = Math.imul(word, 0xcc9e2d51)
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}
