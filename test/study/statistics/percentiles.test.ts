import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binomialQuantile } from '../../../src/study/statistics/binomial.ts'
import { convergence } from '../../../src/study/statistics/convergence.ts'
import { percentiles } from '../../../src/study/statistics/percentiles.ts'
import { column, drawn, normal } from './support.ts'

const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95]

describe('a percentile', () => {
  test('is on the straight line between two order statistics', () => {
    // numpy.percentile([15, 20, 35, 40, 50], [5, 25, 40, 95, 100]), of type 7
    const { percentiles: found } = percentiles(column(35, 20, 15, 50, 40), [0, 0.05, 0.25, 0.4, 0.95, 1])
    const values = [15, 16, 20, 29, 48, 50]
    for (const [i, { value }] of found.entries()) expect(value).toBeCloseTo(values[i] as number, 12)
  })

  test('is one of the distribution of the values', () => {
    const { percentiles: found, count } = percentiles(drawn(100_000, 5, normal), PROBABILITIES, 0.999)
    expect(count).toBe(100_000)
    for (const [i, expected] of [-1.6449, -0.6745, 0, 0.6745, 1.6449].entries()) {
      const { value, interval } = found[i] ?? {}
      expect(Math.abs((value as number) - expected)).toBeLessThan(0.03)
      expect(interval?.low).toBeLessThan(expected)
      expect(interval?.high).toBeGreaterThan(expected)
    }
  })

  test('lies within its interval, and rises with its probability', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, (given) => {
        const { percentiles: found } = percentiles(column(...given), PROBABILITIES, 0.8)
        const middles = found.map(({ value }) => value as number)
        expect(middles).toEqual([...middles].sort((a, b) => a - b))
        for (const { value, interval } of found) {
          expect(Number.isFinite(value)).toBe(true)
          if (interval === undefined) continue
          expect(interval.low).toBeLessThanOrEqual(value as number)
          expect(interval.high).toBeGreaterThanOrEqual(value as number)
        }
      }),
    )
  })

  test('of no finite value has none', () => {
    expect(percentiles(column(Number.NaN), [0.5])).toMatchObject({ count: 0, refused: 1 })
    expect(percentiles(column(Number.NaN), [0.5]).percentiles).toEqual([
      { probability: 0.5, value: undefined, interval: undefined },
    ])
  })

  test('is refused beyond 0 to 1, as is a confidence that is no chance', () => {
    expect(() => percentiles(column(1), [1.1])).toThrow(RangeError)
    expect(() => percentiles(column(1), [Number.NaN])).toThrow(RangeError)
    for (const confidence of [0, 1, 95]) expect(() => percentiles(column(1), [0.5], confidence)).toThrow(RangeError)
  })
})

describe('the interval of a percentile', () => {
  const medianOf = (count: number): { low: number; high: number } | undefined =>
    percentiles(
      Float64Array.from({ length: count }, (_, i) => i + 1),
      [0.5],
    ).percentiles[0]?.interval

  test('of a median is that of the binomial', () => {
    // ranks from 1, of scipy.stats.binom: the last with at most 2.5 % beyond it at either end
    expect(medianOf(6)).toEqual({ low: 1, high: 6 })
    expect(medianOf(10)).toEqual({ low: 2, high: 9 })
    expect(medianOf(20)).toEqual({ low: 6, high: 15 })
    expect(medianOf(100)).toEqual({ low: 40, high: 61 })
  })

  test('is not told of a sample too small for two sides', () => {
    expect(medianOf(5)).toBeUndefined()
    const [low, high] = percentiles(drawn(71, 1), [0.05, 0.5]).percentiles
    expect(low?.interval).toBeUndefined()
    expect(high?.interval).toBeDefined()
    expect(percentiles(drawn(72, 1), [0.05]).percentiles[0]?.interval).toBeDefined()
    expect(percentiles(drawn(1000, 1), [0, 1]).percentiles.map(({ interval }) => interval)).toEqual([
      undefined,
      undefined,
    ])
  })

  test('holds the quantile as often as its confidence says', () => {
    const samples = 1000
    for (const [probability, quantile] of [
      [0.5, 0.5],
      [0.9, 0.9],
    ] as const) {
      const held = Array.from({ length: samples }, (_, i) => percentiles(drawn(80, i), [probability], 0.9)).filter(
        ({ percentiles: [found] }) =>
          (found?.interval?.low as number) <= quantile && (found?.interval?.high as number) >= quantile,
      )
      // never less than it by more than three standard errors; whole ranks make it somewhat more
      expect(held.length / samples).toBeGreaterThan(0.87)
      expect(held.length / samples).toBeLessThan(0.97)
    }
  })
})

test('a binomial quantile is that of the sum of the terms', () => {
  // scipy.stats.binom: the least k with cdf(k) > probability
  expect([
    binomialQuantile(10, 0.5, 0.025),
    binomialQuantile(1000, 0.05, 0.025),
    binomialQuantile(1_000_000, 0.95, 0.005),
    binomialQuantile(10_000_000, 0.5, 0.025),
    binomialQuantile(12_345, 0.0001, 0.025),
  ]).toEqual([2, 37, 949438, 4996901, 0])
})

describe('convergence', () => {
  test('tells the first draws of the sample, doubled until it is whole', () => {
    const found = convergence(drawn(1600, 8, normal))
    expect(found.map(({ draws }) => draws)).toEqual([100, 200, 400, 800, 1600])
    const errors = found.map(({ standardError }) => standardError as number)
    expect(errors).toEqual([...errors].sort((a, b) => b - a))
    for (const { mean, standardError, median, interval } of found) {
      expect(Math.abs(mean as number)).toBeLessThan(4 * (standardError as number))
      expect(interval?.low).toBeLessThanOrEqual(median as number)
      expect(interval?.high).toBeGreaterThanOrEqual(median as number)
    }
  })

  test('of few draws has few prefixes, and of none none', () => {
    expect(convergence(column(1, 2, Number.NaN)).map(({ draws, count }) => [draws, count])).toEqual([
      [1, 1],
      [3, 2],
    ])
    expect(convergence(column())).toEqual([])
  })
})
