import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ranks, spearman } from '../../../src/study/statistics/ranks.ts'
import { column, drawn, normal } from './support.ts'

const slowRanks = (values: Float64Array): Float64Array =>
  values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN
    const below = values.filter((other) => Number.isFinite(other) && other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })

describe('ranks', () => {
  test('share the mean of the ranks of equal values', () => {
    expect(ranks(column(5, 6, 7, 8, 7))).toEqual(column(1, 2, 3.5, 5, 3.5))
    expect(ranks(column(0, -0, Number.NaN, -1))).toEqual(column(2.5, 2.5, Number.NaN, 1))
    expect(ranks(column())).toEqual(column())
  })

  test('are those of counting', () => {
    const any = fc.oneof(fc.double(), fc.integer({ min: -2, max: 2 }))
    fc.assert(
      fc.property(fc.array(any, { maxLength: 80 }), (values) => {
        expect(ranks(Float64Array.from(values))).toEqual(slowRanks(Float64Array.from(values)))
      }),
    )
  })

  test('of a long column stand in the order of its values', () => {
    const values = drawn(100_000, 1, (uniform) => Math.exp(3 * normal(uniform)))
    const found = ranks(values)
    const order = [...values.keys()].sort((i, j) => (values[i] as number) - (values[j] as number))
    expect(order.every((place, i) => found[place] === i + 1)).toBe(true)
  })
})

describe('the coefficient of Spearman', () => {
  test('with ties is that of the literature', () => {
    // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])
    expect(spearman(column(1, 2, 3, 4, 5), column(5, 6, 7, 8, 7))).toBeCloseTo(0.8207826816681233, 15)
  })

  test('does not change under rising maps, and turns its sign under a falling one', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
      minLength: 2,
      maxLength: 60,
    })
    fc.assert(
      fc.property(pairs, (given) => {
        const [a, b] = [column(...given.map(([x]) => x)), column(...given.map(([, y]) => y))]
        const plain = spearman(a, b)
        expect(
          spearman(
            a.map(Math.exp),
            b.map((y) => y ** 3 + y),
          ),
        ).toEqual(plain)
        expect(spearman(b, a)).toEqual(plain)
        if (typeof plain === 'number')
          expect(
            spearman(
              a.map((x) => -x),
              b,
            ),
          ).toBeCloseTo(-plain, 12)
      }),
    )
  })

  test('is 1 of what rises together, in the rows that both have', () => {
    expect(spearman(column(1, 2, Number.NaN, 4), column(1, 8, 1, 64))).toBe(1)
    expect(spearman(column(1, 2, 3, 4), column(8, 7, 6, Number.POSITIVE_INFINITY))).toBe(-1)
  })

  test('has no value of constants, of too few rows and of unlike columns', () => {
    expect(spearman(column(1, 1), column(1, 2))).toEqual({ reason: { kind: 'constant' } })
    expect(spearman(column(1, Number.NaN), column(1, 2))).toEqual({ reason: { kind: 'too few', count: 1 } })
    expect(spearman(column(1), column(1, 2))).toEqual({ reason: { kind: 'lengths', lengths: [1, 2] } })
  })
})
