import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLevel, moments } from '../../../src/study/statistics/moments.ts'
import { Sum } from '../../../src/study/statistics/sum.ts'
import { column, drawn, normal } from './support.ts'

describe('moments', () => {
  test('of a small column are those of its finite values', () => {
    expect(moments(column(2, Number.NaN, 4, 4, 4, 5, 5, 7, 9, Number.POSITIVE_INFINITY))).toEqual({
      count: 8,
      refused: 2,
      least: 2,
      greatest: 9,
      mean: 5,
      standardDeviation: Math.sqrt(32 / 7),
      standardError: Math.sqrt(32 / 7) / Math.sqrt(8),
    })
  })

  test('of nothing, and the spread of one value, have no value', () => {
    for (const empty of [column(), column(Number.NaN, Number.NEGATIVE_INFINITY)])
      expect(moments(empty)).toMatchObject({ count: 0, refused: empty.length, mean: undefined, least: undefined })
    expect(moments(column(3))).toMatchObject({ mean: 3, standardDeviation: undefined, standardError: undefined })
  })

  test('of a constant column are exact', () => {
    const constant = new Float64Array(100_003).fill(0.1)
    expect(moments(constant)).toMatchObject({ mean: 0.1, standardDeviation: 0, standardError: 0 })
  })

  test('whose sums overflow have no value', () => {
    const huge = moments(column(1.7e308, 1.7e308, 1.6e308))
    expect(huge).toMatchObject({ count: 3, mean: undefined, standardDeviation: undefined })
    expect(moments(column(-1e200, 1e200))).toMatchObject({ mean: 0, standardDeviation: undefined })
  })

  test('keep their digits where the mean is large beside the spread', () => {
    // NIST Statistical Reference Datasets, NumAcc4: mean 10000000.2, standard deviation 0.1
    const numAcc4 = Float64Array.from({ length: 1001 }, (_, i) => 10000000 + (i === 0 ? 0.2 : i % 2 === 1 ? 0.1 : 0.3))
    const { mean, standardDeviation } = moments(numAcc4)
    // the data themselves are rounded to 2e-9
    expect(mean).toBeCloseTo(10000000.2, 7)
    expect(standardDeviation).toBeCloseTo(0.1, 7)
  })

  test('shift and scale with the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 600 }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (values, factor, shift) => {
          const [one, other] = [moments(column(...values)), moments(column(...values.map((x) => factor * x + shift)))]
          expect(other.mean).toBeCloseTo(factor * (one.mean as number) + shift, 9)
          expect(other.standardDeviation).toBeCloseTo(factor * (one.standardDeviation as number), 9)
        },
      ),
    )
  })

  test('do not change with the buffer that holds the column', () => {
    const values = drawn(5000, 1, normal)
    const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
    shared.set(values)
    expect(moments(shared)).toEqual(moments(values))
  })
})

test('a sum carries what each addition rounds off', () => {
  const sum = new Sum()
  for (const value of [1, 1e100, 1, -1e100]) sum.add(value)
  expect(sum.value).toBe(2)
})

test('values that differ by rounding alone are level', () => {
  const level = (...values: number[]): boolean => isLevel(moments(column(...values)))
  expect([level(), level(0, 0), level(0.1 + 0.2, 0.3), level(-5)]).toEqual([true, true, true, true])
  expect([level(0, 1e-300), level(1, 1 + 1e-9), level(-1, 1)]).toEqual([false, false, false])
})
