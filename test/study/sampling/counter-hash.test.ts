import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { hash32, keysOf } from '../../../src/study/sampling/counter-hash.ts'
import { add, correlationOf, deviationOfCounts } from './statistics.ts'

const COUNT = 1 << 16
const NAMES = ['prices.Li2S', 'prices.Li2T', 'steps.drying.residence_time', '', 'a', 'b']
const SEEDS = [0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER]

const drawsOf = (seed: number, name: string): Uint32Array => {
  const [keyA, keyB] = keysOf(seed, name)
  return Uint32Array.from({ length: COUNT }, (_, i) => hash32(i, keyA, keyB))
}

test.each(SEEDS.flatMap((seed) => NAMES.map((name) => [seed, name] as const)))(
  'seed %s and name "%s" draw evenly, in the high bits as in the low',
  (seed, name) => {
    const high = new Uint32Array(256)
    const low = new Uint32Array(256)
    const pairs = new Uint32Array(256)
    const draws = drawsOf(seed, name)
    for (const [i, word] of draws.entries()) {
      add(high, word >>> 24)
      add(low, word & 255)
      if (i > 0) add(pairs, (word >>> 28) * 16 + ((draws[i - 1] as number) >>> 28))
    }
    // draws without replacement come out a little too even in fine cells, but not in 256
    for (const counts of [high, low, pairs]) expect(Math.abs(deviationOfCounts(counts))).toBeLessThan(4.5)
  },
)

it('draws apart what differs in the seed, the name, or by a few counters', () => {
  const columns = SEEDS.flatMap((seed) => NAMES.map((name) => drawsOf(seed, name)))
  const base = columns[0] as Uint32Array
  for (const lag of [1, 2, 3, 4, 16, 256]) {
    columns.push(Uint32Array.from(base, (_, i) => base[(i + lag) % COUNT] as number))
  }
  for (const [i, a] of columns.entries()) {
    // 30 columns make 435 pairs: five deviations are not met by chance
    for (const b of columns.slice(0, i)) expect(Math.abs(correlationOf(a, b))).toBeLessThan(5 / Math.sqrt(COUNT))
  }
})

it('changes half of the bits where one bit of the counter does', () => {
  const [keyA, keyB] = keysOf(7, 'x')
  for (let bit = 0; bit < 32; bit++) {
    const flips = new Uint32Array(32)
    for (let i = 0; i < 4096; i++) {
      const difference = hash32(i * 1001, keyA, keyB) ^ hash32((i * 1001) ^ (1 << bit), keyA, keyB)
      for (let at = 0; at < 32; at++) add(flips, at, (difference >>> at) & 1)
    }
    // 5 deviations of 64 / 2 around 2048
    for (const count of flips) expect(Math.abs(count - 2048)).toBeLessThan(160)
  }
})

it('tells every seed and name from others', () => {
  const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
  fc.assert(
    fc.property(seed, fc.string(), seed, fc.string(), (seedA, nameA, seedB, nameB) => {
      fc.pre(seedA !== seedB || nameA !== nameB)
      expect(keysOf(seedA, nameA)).not.toEqual(keysOf(seedB, nameB))
    }),
  )
})

it('draws the same for ever', () => {
  expect(keysOf(1, 'prices.Li2S')).toEqual(keysOf(1, 'prices.Li2S'))
  expect([0, 1, 2].map((i) => hash32(i, 123, 456))).toMatchInlineSnapshot(`
    [
      3717108792,
      3358060959,
      2957198436,
    ]
  `)
  expect(keysOf(2 ** 40 + 1, 'prices.Li2S')).toMatchInlineSnapshot(`
    [
      884101166,
      3784952542,
    ]
  `)
})

it('refuses what is no seed', () => {
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => keysOf(seed, 'x')).toThrow(RangeError)
})
