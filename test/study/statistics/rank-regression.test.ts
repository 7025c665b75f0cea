import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generator } from '../../../src/study/statistics/generator.ts'
import { type RankRegression, rankRegression } from '../../../src/study/statistics/rank-regression.ts'
import { spearman } from '../../../src/study/statistics/ranks.ts'
import { column, drawn, told } from './support.ts'

const INPUTS = [
  column(3, 1, 4, 1, 5, 9, 2, 6, 5, 3),
  column(2, 7, 1, 8, 2, 8, 1, 8, 2, 8),
  column(1, 4, 1, 4, 2, 1, 3, 5, 6, 2),
]
const OUTPUT = column(1, 6, 1, 8, 0, 3, 3, 9, 8, 8)

const regressed = (inputs: readonly Float64Array[], output: Float64Array): RankRegression =>
  told(told(rankRegression(inputs, output)).regression)

function expectClose(found: readonly (number | undefined)[], expected: readonly number[], digits: number): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i] as number, digits)
}

describe('a rank regression', () => {
  test('is the least squares of the ranks', () => {
    // numpy.linalg.lstsq on the standardised scipy.stats.rankdata, and correlations of what it leaves
    const { count, spearman: coefficients } = told(rankRegression(INPUTS, OUTPUT))
    expect(count).toBe(10)
    expectClose(coefficients, [-0.0405002111288699, 0.6378110496146034, 0.7421383647798742], 12)
    const found = regressed(INPUTS, OUTPUT)
    expectClose(found.coefficients, [-0.022305912243068483, 0.5095503618630379, 0.6334979896611144], 12)
    expectClose(found.partial, [-0.0481710525717589, 0.7362690782715825, 0.8040352401898697], 12)
    expect(found.rSquared).toBeCloseTo(0.7960434074250684, 12)
  })

  test('does not change under rising maps of inputs and output', () => {
    const mapped = INPUTS.map((each) => each.map(Math.exp))
    expect(
      rankRegression(
        mapped,
        OUTPUT.map((y) => y ** 3 - 5),
      ),
    ).toEqual(rankRegression(INPUTS, OUTPUT))
  })

  test('of one input is its coefficient of Spearman', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = generator(seed)
        const input = Float64Array.from({ length: 30 }, random)
        const output = input.map((x) => x + random())
        const { coefficients, rSquared } = regressed([input], output)
        expect(coefficients[0]).toBeCloseTo(spearman(input, output) as number, 12)
        expect(rSquared).toBeCloseTo((spearman(input, output) as number) ** 2, 12)
      }),
      { numRuns: 30 },
    )
  })

  test('tells a monotone model by its share of the variance, and one that is none', () => {
    const inputs = [1, 2, 3].map((seed) => drawn(5000, seed))
    const [x, y, z] = inputs as [Float64Array, Float64Array, Float64Array]
    const monotone = x.map((value, i) => Math.exp(3 * value - (y[i] as number)))
    const { coefficients, rSquared, partial } = regressed(inputs, monotone)
    expect(rSquared).toBeGreaterThan(0.95)
    // 3 and -1 of a variance of 10
    expectClose(coefficients, [3 / Math.sqrt(10), -1 / Math.sqrt(10), 0], 1)
    expect(Math.abs(partial[2] as number)).toBeLessThan(0.1)
    const round = x.map((value, i) => (value - 0.5) ** 2 + (z[i] as number) * 1e-3)
    expect(regressed(inputs, round).rSquared).toBeLessThan(0.05)
  })

  test('that tells all leaves nothing to correlate partially', () => {
    const { rSquared, partial, coefficients } = regressed(INPUTS, INPUTS[2] as Float64Array)
    expect(rSquared).toBeCloseTo(1, 12)
    expect(partial).toEqual([undefined, undefined, undefined])
    expectClose(coefficients, [0, 0, 1], 12)
  })

  test('leaves out rows that miss a value, and counts them', () => {
    const longer = INPUTS.map((each) => column(...each, 7, Number.NaN))
    const found = told(rankRegression(longer, column(...OUTPUT, Number.NaN, 3)))
    expect(found).toEqual({ ...told(rankRegression(INPUTS, OUTPUT)), refused: 2 })
  })
})

describe('no rank regression', () => {
  test('of a constant output, of too few rows, of unlike columns', () => {
    expect(
      rankRegression(
        INPUTS,
        OUTPUT.map(() => 2),
      ),
    ).toEqual({ reason: { kind: 'constant output' } })
    expect(rankRegression([column(1)], column(1))).toEqual({ reason: { kind: 'too few', count: 1, needed: 2 } })
    expect(rankRegression([column(1)], OUTPUT)).toEqual({ reason: { kind: 'lengths', lengths: [1, 10] } })
    const few = told(
      rankRegression(
        INPUTS.map((each) => each.subarray(0, 4)),
        OUTPUT.subarray(0, 4),
      ),
    )
    expect(few.regression).toEqual({ reason: { kind: 'too few', count: 4, needed: 5 } })
    expect(few.spearman.every((coefficient) => coefficient !== undefined)).toBe(true)
  })

  test('of constant inputs, which have no coefficient of Spearman either', () => {
    const [a, b] = INPUTS as [Float64Array, Float64Array]
    const found = told(rankRegression([a, b.map(() => 1), b], OUTPUT))
    expect(found.regression).toEqual({ reason: { kind: 'constant inputs', inputs: [1] } })
    expect(found.spearman.map((coefficient) => coefficient === undefined)).toEqual([false, true, false])
  })

  test('of inputs that are collinear in ranks, which are named', () => {
    const [a, b, c] = INPUTS as [Float64Array, Float64Array, Float64Array]
    const falling = c.map((value) => -Math.exp(value))
    expect(told(rankRegression([a, c, b, falling], OUTPUT)).regression).toEqual({
      reason: { kind: 'collinear inputs', inputs: [3, 1] },
    })
    // a fourth that is switched on where neither of the others is
    const choices = [0, 1, 2].map((choice) => Float64Array.from({ length: 12 }, (_, i) => (i % 3 === choice ? 1 : 0)))
    const output = drawn(12, 3)
    expect(told(rankRegression([drawn(12, 4), ...choices], output)).regression).toEqual({
      reason: { kind: 'collinear inputs', inputs: [3, 1, 2] },
    })
  })
})
