import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generator } from '../../../src/study/statistics/generator.ts'
import { type MorrisMeasures, morris } from '../../../src/study/statistics/morris.ts'
import { type Points, pointsOf } from '../../../src/study/statistics/points.ts'
import { LEVELS, trajectories } from '../../../src/study/statistics/trajectories.ts'
import { column, outputsOf, told } from './support.ts'

const [ONE, TWO] = [1 / 3, 2 / 3]

// Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, chapter 3, exercise 4: six trajectories in two factors
const EXERCISE = pointsOf([
  [0, ONE],
  [0, 1],
  [TWO, 1],
  [0, ONE],
  [TWO, ONE],
  [TWO, 1],
  [TWO, 0],
  [TWO, TWO],
  [0, TWO],
  [ONE, 1],
  [1, 1],
  [1, ONE],
  [ONE, 1],
  [ONE, ONE],
  [1, ONE],
  [ONE, TWO],
  [ONE, 0],
  [1, 0],
])
const OUTPUTS = column(
  0.97,
  0.71,
  2.39,
  0.97,
  2.3,
  2.39,
  1.87,
  2.4,
  0.87,
  2.15,
  1.71,
  1.54,
  2.15,
  2.17,
  1.54,
  2.2,
  1.87,
  1.0,
)

function expectMeasures(
  found: readonly MorrisMeasures[],
  expected: Readonly<Record<'mu' | 'muStar' | 'sigma', readonly number[]>>,
  digits: number,
): void {
  for (const [name, values] of Object.entries(expected) as ['mu', number[]][])
    for (const [i, value] of values.entries()) expect(found[i]?.[name], `${name} ${i}`).toBeCloseTo(value, digits)
}

describe('elementary effects of the exercise', () => {
  test('are those of its solution', () => {
    const { factors, trajectories: count, refused } = told(morris(EXERCISE, OUTPUTS))
    expect([count, refused]).toEqual([6, 0])
    // the solution rounds mu of the first factor to 0.66
    expectMeasures(
      factors,
      { mu: [0.65, 0.21], muStar: [1.62, 0.35], sigma: [1.794107020219251, 0.41199514560246] },
      12,
    )
    // of 2.52, 1.995, 2.295, 0.66, 0.945 and 1.305 (numpy.std, one degree of freedom less, over the root of 6)
    expect(factors[0]?.standardError).toBeCloseTo(0.3099838705481303, 12)
  })

  test('are scaled by the spreads in each trajectory as SALib scales them', () => {
    const { factors } = told(morris(EXERCISE, OUTPUTS, 'trajectory'))
    expectMeasures(
      factors,
      { mu: [0.090389, 0.146679], muStar: [0.968042, 0.212761], sigma: [1.0645368, 0.2238569] },
      6,
    )
  })

  test('are scaled by the spreads of the whole sample', () => {
    const { factors } = told(morris(EXERCISE, OUTPUTS, 'sample'))
    // standard deviations of x: 0.355729, 0.368514; of y: 0.576965 (numpy.std)
    expectMeasures(
      factors,
      {
        mu: [0.65 * 0.616552, 0.21 * 0.638711],
        muStar: [1.62 * 0.616552, 0.35 * 0.638711],
        sigma: [1.106157, 0.263146],
      },
      5,
    )
  })
})

describe('elementary effects', () => {
  test('of a linear function are its slopes, with sigma 0', () => {
    const slopes = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(slopes, fc.integer(), fc.constantFrom(2, 4, 6, 10), (given, seed, levels) => {
        const points = trajectories(5, given.length, levels, generator(seed))
        const outputs = outputsOf(points, (point) =>
          given.reduce((sum, slope, i) => sum + slope * (point[i] as number), 3),
        )
        for (const [i, { mu, muStar, sigma, count }] of told(morris(points, outputs)).factors.entries()) {
          expect(count).toBe(5)
          expect(mu).toBeCloseTo(given[i] as number, 9)
          expect(muStar).toBeCloseTo(Math.abs(given[i] as number), 9)
          expect(sigma).toBeCloseTo(0, 9)
        }
      }),
    )
  })

  test('scaled do not change with the units of factor and output', () => {
    const points = trajectories(20, 3, LEVELS, generator(2))
    const outputs = outputsOf(points, ([x, y, z]) => 3 * (x as number) + (y as number) * (z as number))
    const other = { ...points, values: points.values.map((value, i) => (i % 3 === 0 ? 1000 * value + 7 : value)) }
    for (const scaling of ['sample', 'trajectory'] as const) {
      const [one, two] = [
        told(morris(points, outputs, scaling)),
        told(
          morris(
            other,
            outputs.map((y) => 9 * y),
            scaling,
          ),
        ),
      ]
      for (const [i, { muStar, sigma }] of one.factors.entries()) {
        expect(two.factors[i]?.muStar).toBeCloseTo(muStar as number, 9)
        expect(two.factors[i]?.sigma).toBeCloseTo(sigma as number, 9)
      }
    }
  })

  test('leave out a step with a refused output, and count it', () => {
    const outputs = OUTPUTS.slice()
    outputs[1] = Number.NaN
    const { factors, refused } = told(morris(EXERCISE, outputs))
    expect(refused).toBe(2)
    expect(factors.map(({ count }) => count)).toEqual([5, 5])
    for (const scaling of ['sample', 'trajectory'] as const)
      expect(told(morris(EXERCISE, outputs, scaling)).factors.map(({ count }) => count)).toEqual([5, 5])
    const none = told(
      morris(
        EXERCISE,
        OUTPUTS.map(() => Number.NaN),
        'none',
      ),
    )
    expect(none.factors[0]).toEqual({
      count: 0,
      mu: undefined,
      muStar: undefined,
      sigma: undefined,
      standardError: undefined,
    })
  })

  test('of a constant output are 0, and cannot be scaled by its spread', () => {
    const flat = OUTPUTS.map(() => 4)
    for (const scaling of ['none', 'trajectory'] as const)
      expect(told(morris(EXERCISE, flat, scaling)).factors[0]).toMatchObject({ count: 6, mu: 0, muStar: 0, sigma: 0 })
    expect(morris(EXERCISE, flat, 'sample')).toEqual({ reason: { kind: 'constant', value: 4 } })
  })
})

describe('no trajectories', () => {
  const at = (...rows: number[][]): Points => pointsOf(rows)
  test.each<[string, Points, object]>([
    ['a number of rows', at([0, 0], [0, 1], [1, 1], [0, 0]), { kind: 'rows', rows: 4, dimensions: 2 }],
    ['no row', pointsOf([]), { kind: 'rows', rows: 0, dimensions: 0 }],
    ['a step that changes nothing', at([0, 0], [0, 1], [0, 1]), { kind: 'no change', row: 2 }],
    ['a step that changes two', at([0, 0], [1, 1], [0, 1]), { kind: 'several changes', row: 1, factors: [0, 1] }],
    [
      'a factor changed twice',
      at([0, 0], [0, 1], [1, 1], [0, 0], [1, 0], [2, 0]),
      { kind: 'changed twice', row: 5, factor: 0, before: 4 },
    ],
    ['a value that is no number', at([0, 0], [0, Number.NaN], [1, 1]), { kind: 'not finite', row: 1, factor: 1 }],
  ])('with %s', (_, points, reason) => {
    expect(morris(points, new Float64Array(points.rows))).toEqual({ reason })
  })

  test('with outputs of another number', () => {
    expect(morris(EXERCISE, column(1))).toEqual({ reason: { kind: 'outputs', rows: 18, outputs: 1 } })
  })
})

describe('random trajectories', () => {
  test('are trajectories on the levels of the unit cube', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(2, 4, 8),
        fc.integer(),
        (count, dimensions, levels, seed) => {
          const points = trajectories(count, dimensions, levels, generator(seed))
          expect(points.rows).toBe(count * (dimensions + 1))
          told(morris(points, new Float64Array(points.rows)))
          const grid = new Set(Array.from({ length: levels }, (_, level) => level / (levels - 1)))
          expect(points.values.every((value) => grid.has(value))).toBe(true)
        },
      ),
    )
  })

  test('have every level as often as another, and steps of one size', () => {
    const { values, dimensions, rows } = trajectories(2000, 2, LEVELS, generator(4))
    for (const level of [0, ONE, TWO, 1])
      expect(values.filter((value) => value === level).length / values.length).toBeCloseTo(0.25, 1)
    for (let row = 1; row < rows; row++)
      if (row % (dimensions + 1) !== 0) {
        const steps = [0, 1].map((i) => (values[row * 2 + i] as number) - (values[row * 2 - 2 + i] as number))
        expect(Math.abs(steps.find((step) => step !== 0) as number)).toBeCloseTo(TWO, 12)
      }
  })

  test('have no odd number of levels', () => {
    for (const levels of [0, 1, 3, 2.5]) expect(() => trajectories(1, 1, levels, Math.random)).toThrow(RangeError)
  })
})
