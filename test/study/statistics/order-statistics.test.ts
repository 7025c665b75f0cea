import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { census, orderStatistics } from '../../../src/study/statistics/order-statistics.ts'
import { column, drawn, normal } from './support.ts'

const sortedFinite = (values: Float64Array): number[] =>
  Array.from(values.filter(Number.isFinite).sort(), (value) => value + 0)

/** At every rank of a short column, at many of a long one. */
function expectThoseOfASort(values: Float64Array): void {
  const sorted = sortedFinite(values)
  const stride = Math.max(1, Math.floor(sorted.length / 97))
  const ranks = [...sorted.keys()].filter((rank) => rank % stride === 0 || rank > sorted.length - 3)
  expect(orderStatistics(values, ranks)).toEqual(ranks.map((rank) => sorted[rank]))
  expect(census(values)).toMatchObject({ count: sorted.length, refused: values.length - sorted.length })
}

describe('order statistics are those of a sort', () => {
  test('of any values: gaps, infinities, ties, extremes', () => {
    const any = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, 0, -0, 1, 1, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -5e-324),
    )
    fc.assert(
      fc.property(fc.array(any, { maxLength: 300 }), (values) => {
        expectThoseOfASort(Float64Array.from(values))
      }),
      { numRuns: 300 },
    )
  })

  test('of few values that are repeated', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 200 }), (values) => {
        expectThoseOfASort(Float64Array.from(values))
      }),
    )
  })

  test('of neighbouring numbers, and of the smallest there are', () => {
    expectThoseOfASort(Float64Array.from({ length: 50 }, (_, i) => ((i * 7) % 50) * 5e-324))
    expectThoseOfASort(Float64Array.from({ length: 50 }, (_, i) => 1 + ((i * 7) % 50) * Number.EPSILON))
    expectThoseOfASort(column(-Number.MAX_VALUE, Number.MAX_VALUE, 0, 1e308, -1e308))
  })

  // more than are sorted in one go
  const COUNT = 40_000
  test.each<[string, (uniform: number) => number]>([
    ['a normal distribution', normal],
    ['a distribution with a long tail', (uniform) => Math.exp(20 * normal(uniform))],
    ['a Cauchy distribution', (uniform) => Math.tan(Math.PI * (uniform - 0.5))],
    ['eight values', (uniform) => Math.floor(uniform * 8)],
    ['a constant', () => 7],
    ['a constant with a hundredth of others', (uniform) => (uniform < 0.99 ? 0 : uniform)],
    ['a constant with a few outliers', (uniform) => (uniform < 0.9999 ? 1 : 1e300 * uniform)],
    ['refused draws with some values', (uniform) => (uniform < 0.999 ? Number.NaN : uniform)],
    ['half of them refused', (uniform) => (uniform < 0.5 ? Number.NaN : uniform)],
    ['values far apart in size', (uniform) => 10 ** (600 * (uniform - 0.5))],
  ])('of %s', (_, of) => {
    expectThoseOfASort(drawn(COUNT, 3, of))
  })

  test('where the values looked at first are no example of the others', () => {
    // every 48th value is looked at, and all of these are tiny
    expectThoseOfASort(Float64Array.from({ length: 200_000 }, (_, i) => (i % 48 === 0 ? i * 1e-12 : 5 + (i % 1000))))
  })
})

test('a rank that no value has is refused', () => {
  for (const rank of [-1, 2, 0.5, Number.NaN])
    expect(() => orderStatistics(column(1, 2, Number.NaN), [rank])).toThrow(RangeError)
  expect(orderStatistics(column(), [])).toEqual([])
})
