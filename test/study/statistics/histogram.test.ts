import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histogram } from '../../../src/study/statistics/histogram.ts'
import { column, drawn, normal } from './support.ts'

test('a histogram counts every finite value once', () => {
  const values = fc.array(fc.double(), { maxLength: 200 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 30 }), (given, bins) => {
      const found = histogram(column(...given), bins, 0.05)
      const count = given.filter(Number.isFinite).length
      expect(found === undefined).toBe(count === 0)
      if (found === undefined) return
      const { counts, below, above, low, high } = found
      expect(counts.reduce((sum, each) => sum + each, below + above)).toBe(count)
      expect(found).toMatchObject({ count, refused: given.length - count })
      expect(counts.length).toBe(low === high ? 1 : bins)
    }),
  )
})

test('bins hold what is from their lower edge to below their upper one, the last its upper too', () => {
  expect(histogram(column(0, 1, 2, 3, 4), 4, 0)).toEqual({
    count: 5,
    refused: 0,
    low: 0,
    high: 4,
    counts: [1, 1, 1, 2],
    below: 0,
    above: 0,
  })
})

test('a hundredth of the values is beyond the bins', () => {
  const { below, above, low, high, counts } = histogram(drawn(100_000, 2, normal), 20) ?? expect.fail()
  expect([below, above]).toEqual([500, 500])
  // the quantiles of the normal distribution are at 2.5758
  expect(low).toBeCloseTo(-2.576, 1)
  expect(high).toBeCloseTo(2.576, 1)
  expect(counts).toHaveLength(20)
})

test('a constant has one bin of no width, and its outliers are beyond', () => {
  const constant = histogram(column(5, 5, Number.NaN, 5), 10)
  expect(constant).toEqual({ count: 3, refused: 1, low: 5, high: 5, counts: [3], below: 0, above: 0 })
  const outliers = Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? 1 : i === 1 ? 9 : 5))
  expect(histogram(outliers, 10)).toMatchObject({ counts: [999], below: 1, above: 1 })
})

test('numbers that make no histogram are refused', () => {
  expect(histogram(column(Number.NaN), 10)).toBeUndefined()
  for (const bins of [0, 1.5, Number.NaN]) expect(() => histogram(column(1), bins)).toThrow(RangeError)
  for (const tail of [-0.1, 0.5]) expect(() => histogram(column(1), 3, tail)).toThrow(RangeError)
})
