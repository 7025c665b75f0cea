import { describe, expect, it, test } from 'vitest'
import {
  type SobolDimension,
  scrambledSobolDimension,
  sobolDimension,
  sobolPattern,
  sobolPoint,
} from '../../../src/study/sampling/sobol.ts'
import { SOBOL_DIMENSIONS, sobolDirections } from '../../../src/study/sampling/sobol-directions.ts'
import { add } from './statistics.ts'

const SAMPLES = 4096
const scrambled = (seed: number, dimension: number): SobolDimension => scrambledSobolDimension(dimension, seed, SAMPLES)
const pointsOf = (dimension: SobolDimension, count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, i) => sobolPoint(dimension, i))

/** Whether each of 2^bits intervals holds equally many of the points. */
function isStratified(points: Uint32Array, bits: number): boolean {
  const counts = new Uint32Array(2 ** bits)
  for (const k of points) add(counts, bits === 0 ? 0 : k >>> (32 - bits))
  return counts.every((count) => count === points.length / counts.length)
}

describe('unscrambled points', () => {
  it('are those that Joe and Kuo publish, in their order', () => {
    const first = Array.from({ length: 10 }, (_, i) => [0, 1, 2].map((d) => sobolPoint(sobolDimension(d), i) / 2 ** 32))
    expect(first).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ])
  })

  it('have the direction numbers of new-joe-kuo-6 in all dimensions, by a digest of another reading of them', () => {
    let digest = 0n
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
      for (const direction of sobolDirections(dimension)) {
        digest = (digest * 1000003n + BigInt(direction)) % (2n ** 61n - 1n)
      }
    }
    expect(digest).toBe(1828295755449532271n)
  })

  it('have a triangle of direction numbers, so that each dimension alone is stratified', () => {
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
      expect(sobolDirections(dimension).every((direction, i) => (direction << i) >>> 0 === 0x80000000)).toBe(true)
    }
  })

  it('end with the last dimension', () => {
    for (const dimension of [-1, 0.5, SOBOL_DIMENSIONS]) expect(() => sobolDirections(dimension)).toThrow(RangeError)
  })
})

describe.each([
  ['unscrambled', sobolDimension],
  ['scrambled', (dimension: number) => scrambled(1, dimension)],
  ['otherwise scrambled', (dimension: number) => scrambled(2 ** 40, dimension)],
])('%s points', (_, dimensionOf) => {
  test.each([0, 1, 2, 9, 159, SOBOL_DIMENSIONS - 1])(
    'of dimension %i are stratified in every prefix and aligned block of a power of two',
    (dimension) => {
      const points = pointsOf(dimensionOf(dimension), SAMPLES)
      for (let bits = 0; bits <= 12; bits++) {
        expect(isStratified(points.subarray(0, 2 ** bits), bits)).toBe(true)
        expect(isStratified(points.subarray(SAMPLES - 2 ** bits), bits)).toBe(true)
      }
    },
  )

  it('fill each elementary box of the first two dimensions once: a (0, m, 2)-net in base 2', () => {
    const a = pointsOf(dimensionOf(0), SAMPLES)
    const b = pointsOf(dimensionOf(1), SAMPLES)
    for (let bits = 0; bits <= 12; bits++) {
      for (let bitsA = 0; bitsA <= bits; bitsA++) {
        const boxes = new Set<number>()
        for (let i = 0; i < 2 ** bits; i++) {
          const [x, y] = [(a[i] as number) / 2 ** 32, (b[i] as number) / 2 ** 32]
          boxes.add(Math.floor(x * 2 ** bitsA) * 2 ** (bits - bitsA) + Math.floor(y * 2 ** (bits - bitsA)))
        }
        expect(boxes.size).toBe(2 ** bits)
      }
    }
  })

  it('are the pattern of a block and its first point', () => {
    const dimension = dimensionOf(5)
    const pattern = sobolPattern(dimension, 256)
    for (const from of [0, 256, 3840]) {
      const base = sobolPoint(dimension, from)
      for (let i = 0; i < 256; i++) expect((base ^ (pattern[i] as number)) >>> 0).toBe(sobolPoint(dimension, from + i))
    }
  })
})

describe('scrambled points', () => {
  it('differ by seed and dimension, and do not depend on how many there are', () => {
    const few = pointsOf(scrambledSobolDimension(3, 1, 300), 300)
    expect(few).toEqual(pointsOf(scrambledSobolDimension(3, 1, 1e6), 300))
    expect(few).not.toEqual(pointsOf(scrambledSobolDimension(3, 2, 300), 300))
    expect(few).not.toEqual(pointsOf(scrambledSobolDimension(4, 1, 300), 300))
  })

  it('are each uniform over the seeds', () => {
    const means = new Float64Array(8)
    for (let seed = 0; seed < 2000; seed++) {
      const dimension = scrambledSobolDimension(2, seed, 8)
      for (let i = 0; i < 8; i++) add(means, i, sobolPoint(dimension, i) / 2 ** 32 / 2000)
    }
    // five deviations of 1 / √(12 × 2000)
    for (const mean of means) expect(Math.abs(mean - 0.5)).toBeLessThan(0.033)
  })
})
