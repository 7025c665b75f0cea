import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSaltelli, type SaltelliOutputs, splitSaltelli } from '../../../src/study/statistics/saltelli.ts'
import { type SobolIndex, type SobolIndices, sobolIndices } from '../../../src/study/statistics/sobol-indices.ts'
import { column, outputsOf, saltelliSample, told } from './support.ts'

function sample(
  of: (point: Float64Array) => number,
  dimensions: number,
  { size = 4096, seed = 1, secondOrder = false, groups = undefined as number[][] | undefined } = {},
): SaltelliOutputs {
  const points = saltelliSample(size, dimensions, seed, secondOrder, groups)
  expect(readSaltelli(points, groups)).toMatchObject({ size, secondOrder })
  return told(splitSaltelli(outputsOf(points, of), groups?.length ?? dimensions, secondOrder))
}

const indices = (...given: Parameters<typeof sample>): SobolIndices =>
  told(sobolIndices(sample(...given), { confidence: 0.999 }))

const values = (list: readonly SobolIndex[]): number[] => list.map(({ value }) => value)

function expectWithin(found: readonly SobolIndex[] | undefined, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length)
  for (const [i, { value, interval }] of (found ?? []).entries()) {
    const exact = expected[i] as number
    expect(interval?.low, `${i}`).toBeLessThanOrEqual(exact)
    expect(interval?.high, `${i}`).toBeGreaterThanOrEqual(exact)
    expect(interval?.low).toBeLessThanOrEqual(value)
    expect(interval?.high).toBeGreaterThanOrEqual(value)
    expect((interval?.high as number) - (interval?.low as number)).toBeLessThan(0.5)
  }
}

/** Ishigami and Homma 1990, a = 7, b = 0.1, on uniform numbers from -π to π. */
function ishigami(point: Float64Array): number {
  const [x, y, z] = [...point].map((uniform) => Math.PI * (2 * uniform - 1)) as [number, number, number]
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x)
}

/** The g-function of Sobol', with its analytic indices (Saltelli et al. 2010). */
const PARTS = [0, 1, 4.5, 9, 99]
const g = (point: Float64Array): number =>
  PARTS.reduce((product, part, i) => (product * (Math.abs(4 * (point[i] as number) - 2) + part)) / (1 + part), 1)
const own = PARTS.map((part) => 1 / (3 * (1 + part) ** 2))
const whole = own.reduce((product, each) => product * (1 + each), 1) - 1
const gFirst = own.map((each) => each / whole)
const gTotal = own.map((each) => (each * (whole + 1)) / (1 + each) / whole)

describe('indices', () => {
  test('of the Ishigami function are the analytic ones', () => {
    const found = indices(ishigami, 3, { size: 16_384, secondOrder: true })
    expect(found.mean).toBeCloseTo(3.5, 1)
    expect(Math.abs(found.variance - 13.844587940719254)).toBeLessThan(0.4)
    expectWithin(found.first, [0.31390519114781146, 0.4424111447900409, 0])
    expectWithin(found.total, [0.5575888552099592, 0.4424111447900409, 0.2436836640621477])
    expectWithin(found.second, [0, 0.2436836640621477, 0])
    expect(found.second?.map(({ pair }) => pair)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
  })

  test('of the g-function are the analytic ones', () => {
    const found = indices(g, PARTS.length, { size: 16_384 })
    expectWithin(found.first, gFirst)
    expectWithin(found.total, gTotal)
    expect(found.second).toBeUndefined()
  })

  test('of groups are those of their factors together', () => {
    // of the Ishigami function, x and z together have all that y alone has not
    const found = indices(ishigami, 3, { groups: [[0, 2], [1]] })
    expectWithin(found.first, [0.5575888552099592, 0.4424111447900409])
    expectWithin(found.total, [0.5575888552099592, 0.4424111447900409])
  })

  test('of an additive function sum to 1', () => {
    const weights = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(weights, fc.integer(), (given, seed) => {
        const outputs = sample(
          (point) => given.reduce((sum, weight, i) => sum + weight * (point[i] as number), 0),
          given.length,
          {
            size: 4096,
            seed,
          },
        )
        const { first, total } = told(sobolIndices(outputs, { resamples: 1 }))
        const squares = given.reduce((sum, weight) => sum + weight ** 2, 0)
        for (const found of [first, total]) {
          expect(Math.abs(values(found).reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(0.15)
          for (const [i, value] of values(found).entries())
            expect(Math.abs(value - (given[i] as number) ** 2 / squares)).toBeLessThan(0.15)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('do not change with the unit of the output, nor with a large mean', () => {
    const one = indices(ishigami, 3)
    const other = indices((point) => 1e6 + 1e-3 * ishigami(point), 3)
    for (const kind of ['first', 'total'] as const)
      for (const [i, value] of values(other[kind]).entries())
        expect(value).toBeCloseTo((one[kind][i] as SobolIndex).value, 6)
    const tiny = indices((point) => 1e-160 * ishigami(point), 3)
    expect(values(tiny.total)[0]).toBeCloseTo(values(one.total)[0] as number, 6)
  })

  test('are the same for the same seed, and their intervals others for another', () => {
    const outputs = sample(ishigami, 3, { size: 500 })
    expect(sobolIndices(outputs, { seed: 5 })).toEqual(sobolIndices(outputs, { seed: 5 }))
    const [one, other] = [5, 6].map((seed) => told(sobolIndices(outputs, { seed })))
    expect(values(one?.first ?? [])).toEqual(values(other?.first ?? []))
    expect(one?.first[0]?.interval).not.toEqual(other?.first[0]?.interval)
  })

  test('hold the analytic values as often as their confidence says', () => {
    const samples = 60
    const counts = [0, 0, 0]
    for (let seed = 0; seed < samples; seed++) {
      const { total } = told(
        sobolIndices(sample(ishigami, 3, { size: 256, seed }), { confidence: 0.9, resamples: 200 }),
      )
      for (const [i, exact] of [0.5575888552099592, 0.4424111447900409, 0.2436836640621477].entries()) {
        const { low, high } = total[i]?.interval ?? expect.fail()
        if (low <= exact && exact <= high) counts[i] = (counts[i] as number) + 1
      }
    }
    for (const held of counts) expect(held / samples).toBeGreaterThan(0.78)
  })

  test('leave out base points with a refused output, and count them', () => {
    const outputs = sample(ishigami, 3, { size: 1000 })
    outputs.a[3] = Number.NaN
    outputs.ab[2]?.fill(Number.NaN, 10, 20)
    outputs.b[15] = Number.POSITIVE_INFINITY
    const found = told(sobolIndices(outputs))
    expect(found).toMatchObject({ count: 989, refused: 11 })
    const keep = (each: Float64Array): Float64Array => each.filter((_, row) => row !== 3 && (row < 10 || row >= 20))
    const kept = { size: 989, a: keep(outputs.a), b: keep(outputs.b), ab: outputs.ab.map(keep) }
    expect(told(sobolIndices(kept)).total).toEqual(found.total)
  })
})

describe('no indices', () => {
  const four = column(1, 2, 3, 4)

  test('of columns of a wrong length', () => {
    expect(sobolIndices({ size: 4, a: four, b: column(1), ab: [] })).toEqual({
      reason: { kind: 'lengths', size: 4, column: 'b', group: undefined, length: 1 },
    })
    expect(sobolIndices({ size: 4, a: four, b: four, ab: [four, column(1, 2)] })).toEqual({
      reason: { kind: 'lengths', size: 4, column: 'ab', group: 1, length: 2 },
    })
    expect(sobolIndices({ size: 4, a: four, b: four, ab: [four], ba: [] })).toEqual({
      reason: { kind: 'columns', ab: 1, ba: 0 },
    })
  })

  test('of an output that is constant but for rounding', () => {
    for (const constant of [3, 0]) {
      const flat = new Float64Array(4).fill(constant)
      expect(sobolIndices({ size: 4, a: flat, b: flat, ab: [flat] })).toEqual({
        reason: { kind: 'constant', count: 4, refused: 0, value: constant },
      })
    }
    const rounded = column(0.3, 0.1 + 0.2, 0.3, 0.3)
    expect(sobolIndices({ size: 4, a: rounded, b: rounded, ab: [rounded] })).toMatchObject({
      reason: { kind: 'constant' },
    })
  })

  test('of fewer than two base points', () => {
    const one = column(1, Number.NaN)
    expect(sobolIndices({ size: 2, a: one, b: one, ab: [one] })).toEqual({
      reason: { kind: 'too few', count: 1, refused: 1 },
    })
  })

  test('of outputs whose squares overflow', () => {
    const huge = column(1e308, -1e308, 1e308, 5)
    expect(sobolIndices({ size: 4, a: huge, b: huge, ab: [huge] })).toEqual({ reason: { kind: 'overflow' } })
  })

  test('at a confidence that is no chance', () => {
    for (const confidence of [0, 1])
      expect(() => sobolIndices(sample(g, 5, { size: 8 }), { confidence })).toThrow(RangeError)
    expect(() => sobolIndices(sample(g, 5, { size: 8 }), { resamples: 0 })).toThrow(RangeError)
  })

  test('but no interval where a resample does not vary', () => {
    const rare = column(0, 0, 0, 1)
    const found = told(sobolIndices({ size: 4, a: rare, b: rare, ab: [rare] }))
    expect(found.total).toEqual([{ value: 0, interval: undefined }])
  })
})
