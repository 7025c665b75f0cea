import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { keysOf } from '../../../src/study/sampling/counter-hash.ts'
import { fillLatin, latinDimension } from '../../../src/study/sampling/latin-hypercube.ts'
import { add, correlationOf, deviationOfCounts } from './statistics.ts'

function drawsOf(samples: number, name: string, seed = 1): Uint32Array {
  const words = new Uint32Array(samples)
  fillLatin(latinDimension(samples, keysOf(seed, name)), 0, samples, words)
  return words
}

const strataOf = (words: Uint32Array, samples = words.length): number[] =>
  Array.from(words, (k) => Math.floor(((k + 0.5) / 2 ** 32) * samples))

const isOneInEach = (words: Uint32Array): boolean => new Set(strataOf(words)).size === words.length

test.each([1, 2, 3, 7, 100, 128, 1000, 65536, 65537, 100_000])('of %i samples one lies in each stratum', (samples) => {
  for (const name of ['a', 'b', 'c', 'd']) expect(isOneInEach(drawsOf(samples, name))).toBe(true)
})

it('has one in each stratum whatever the number, the seed and the name', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.string(), fc.nat(), (samples, name, seed) => {
      expect(isOneInEach(drawsOf(samples, name, seed))).toBe(true)
    }),
  )
})

it('stays a permutation of 1e9 samples, so far as one can look', () => {
  const samples = 1e9
  const words = new Uint32Array(1 << 16)
  fillLatin(latinDimension(samples, keysOf(1, 'a')), samples - words.length, words.length, words)
  expect(new Set(strataOf(words, samples)).size).toBe(words.length)
  const counts = new Uint32Array(64)
  for (const k of words) add(counts, k >>> 26)
  expect(Math.abs(deviationOfCounts(counts))).toBeLessThan(4.5)
})

it('makes every permutation of four samples as often, within a quarter', () => {
  const found = new Map<string, number>()
  const trials = 24_000
  for (let seed = 0; seed < trials; seed++) {
    const permutation = strataOf(drawsOf(4, 'x', seed)).join('')
    found.set(permutation, (found.get(permutation) ?? 0) + 1)
  }
  expect(found.size).toBe(24)
  for (const count of found.values()) expect(Math.abs(count / 1000 - 1)).toBeLessThan(0.25)
})

test.each([7, 100, 1000])('puts each of %i samples into every stratum, and each pair apart from others', (samples) => {
  const places = new Uint32Array(samples)
  const steps = new Uint32Array(samples - 1)
  for (let seed = 0; seed < 20 * samples; seed++) {
    const words = new Uint32Array(3)
    fillLatin(latinDimension(samples, keysOf(seed, 'x')), 3, 3, words)
    const [a, b, c] = strataOf(words, samples) as [number, number, number]
    add(places, a)
    add(steps, ((c - b + samples) % samples) - 1)
  }
  expect(Math.abs(deviationOfCounts(places))).toBeLessThan(4.5)
  expect(Math.abs(deviationOfCounts(steps))).toBeLessThan(4.5)
})

test.each([64, 1000, 1024, 100_000])(
  'of %i samples has dimensions as independent as those of random ones',
  (samples) => {
    const columns = Array.from({ length: 24 }, (_, i) => drawsOf(samples, `prices.${i}`))
    const pairs = columns.flatMap((a, i) =>
      columns.slice(0, i).map((b) => correlationOf(a, b) * Math.sqrt(samples - 1)),
    )
    for (const deviation of pairs) expect(Math.abs(deviation)).toBeLessThan(4.8)
    // 276 pairs: the mean square is 1 ± 0.085
    const square = pairs.reduce((sum, deviation) => sum + deviation ** 2, 0) / pairs.length
    expect(Math.abs(square - 1)).toBeLessThan(0.4)
  },
)

it('has no order in neighbouring samples, nor any place in the stratum that is preferred', () => {
  const samples = 100_000
  for (const name of ['a', 'b', 'c']) {
    const words = drawsOf(samples, name)
    for (const lag of [1, 2, 8, 256]) {
      const later = words.map((_, i) => words[(i + lag) % samples] as number)
      expect(Math.abs(correlationOf(words, later))).toBeLessThan(5 / Math.sqrt(samples))
    }
    const counts = new Uint32Array(50)
    for (const k of words) add(counts, Math.floor(50 * ((((k + 0.5) / 2 ** 32) * samples) % 1)))
    expect(Math.abs(deviationOfCounts(counts))).toBeLessThan(4.5)
    const byStratum = words.slice().sort()
    const jitter = byStratum.map((k, i) => k - Math.floor((i * 2 ** 32) / samples))
    expect(Math.abs(correlationOf(jitter.subarray(1), jitter.subarray(0, -1)))).toBeLessThan(5 / Math.sqrt(samples))
  }
})

it('refuses more samples than it can tell apart', () => {
  for (const samples of [0, 1.5, 1e9 + 1, Number.NaN]) {
    expect(() => latinDimension(samples, keysOf(1, 'a'))).toThrow(RangeError)
  }
})
