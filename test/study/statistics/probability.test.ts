import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../../src/study/sampling/normal.ts'
import { difference, probabilityBelow, wilsonInterval } from '../../../src/study/statistics/probability.ts'
import { column, drawn, told } from './support.ts'

describe('the probability that one is below the other', () => {
  test('is of the draws that both have, and tells ties apart', () => {
    const found = told(probabilityBelow(column(1, 2, 3, Number.NaN, 5), column(2, 2, 1, 1, Number.POSITIVE_INFINITY)))
    expect(found).toMatchObject({ count: 3, refused: 2, below: 1, ties: 1, above: 1, probability: 1 / 3 })
  })

  test('turned round swaps below and above', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 })
    fc.assert(
      fc.property(values, (pairs) => {
        const [a, b] = [column(...pairs.map(([x]) => x)), column(...pairs.map(([, y]) => y))]
        const [there, back] = [told(probabilityBelow(a, b)), told(probabilityBelow(b, a))]
        expect([back.below, back.ties, back.above]).toEqual([there.above, there.ties, there.below])
        expect(there.below + there.ties + there.above).toBe(pairs.length)
      }),
    )
  })

  test('of no draw has no value', () => {
    const none = told(probabilityBelow(column(Number.NaN), column(1)))
    expect([none.probability, none.interval]).toEqual([undefined, undefined])
  })

  test('is within its interval and near the true one', () => {
    // of uniform numbers, a is below the square root of b with probability 2/3
    const found = told(probabilityBelow(drawn(50_000, 1), drawn(50_000, 2, Math.sqrt), 0.999))
    expect(found.interval?.low).toBeLessThan(2 / 3)
    expect(found.interval?.high).toBeGreaterThan(2 / 3)
  })
})

describe('the Wilson interval', () => {
  test('is that of the literature', () => {
    // Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3
    for (const [successes, count, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval(successes, count)
      expect(interval?.low).toBeCloseTo(low, 4)
      expect(interval?.high).toBeCloseTo(high, 4)
    }
    expect(wilsonInterval(20, 20)?.high).toBe(1)
  })
})

test('a difference is NaN where either is refused, and where it overflows', () => {
  expect(told(difference(column(5, Number.NaN, 1, 1.7e308), column(2, 1, Number.POSITIVE_INFINITY, -1.7e308)))).toEqual(
    column(3, Number.NaN, Number.NaN, Number.NaN),
  )
})

test('columns of unlike lengths are refused', () => {
  const refused = { reason: { kind: 'lengths', lengths: [1, 2] } }
  expect(difference(column(1), column(1, 2))).toEqual(refused)
  expect(probabilityBelow(column(1), column(1, 2))).toEqual(refused)
})

test('normal quantiles are those of the tables', () => {
  // scipy.stats.norm.ppf
  for (const [probability, quantile] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.6, 0.2533471031357997],
    [0.001, -3.090232306167813],
    [1e-20, -9.262340089798409],
  ] as const)
    expect(normalQuantile(probability)).toBeCloseTo(quantile, 14)
})
