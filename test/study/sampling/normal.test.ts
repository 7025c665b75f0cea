import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../../src/study/sampling/normal.ts'
import { cutMean, cutQuantile, cutVariance, normalCut } from '../../../src/study/sampling/normal-cut.ts'

/** Of 40-digit arithmetic. */
test.each([
  [-37, 5.725571222524577e-300],
  [-10, 7.619853024160525e-24],
  [-6, 9.86587645037698e-10],
  [-2.6, 0.004661188023718749],
  [-2.4, 0.008197535924596131],
  [-1, 0.15865525393145705],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [3, 0.9986501019683699],
])('at most %d comes a standard normal with probability %d', (z, probability) => {
  expect(normalCdf(z) / probability).toBeCloseTo(1, 13)
  expect(normalQuantile(probability)).toBeCloseTo(z, z > 1 ? 12 : 13)
})

it('has quantiles that are the inverse of its distribution, far into the tails', () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (z) => {
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(z > 1 ? 1e-9 : 1e-13)
      expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14)
    }),
  )
})

it('ends at the infinities', () => {
  expect([0, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  expect([-1e-9, 1.1, Number.NaN].map(normalQuantile)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 1])
})

/** Mass, mean and standard deviation by quadrature in 40 digits. */
test.each([
  [-1, 2, 0.8185946141203637, 0.22963717909132897, 0.7209455868590458],
  [0.5, Number.POSITIVE_INFINITY, 0.3085375387259869, 1.1410777703680646, 0.5181509501640221],
  [3, Number.POSITIVE_INFINITY, 0.0013498980316300946, 3.2830986549304364, 0.26562979272903126],
  [-3, -2.5, 0.004859767294146041, -2.6948722621772863, 0.13737114118042762],
  [-0.1, 0.1, 0.07965567455405796, 0, 0.05769654241546717],
])('between %d and %d has the mass and the moments of quadrature', (from, to, mass, mean, deviation) => {
  const cut = normalCut(from, to)
  expect(cut.mass / mass).toBeCloseTo(1, 13)
  expect(cutMean(cut)).toBeCloseTo(mean, 12)
  expect(Math.sqrt(cutVariance(cut))).toBeCloseTo(deviation, 10)
})

it('has quantiles within its cut, that rise', () => {
  const limit = fc.double({ min: -6, max: 6, noNaN: true })
  fc.assert(
    fc.property(limit, limit, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, u) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      fc.pre(to - from > 1e-3)
      const cut = normalCut(from, to)
      const z = cutQuantile(cut, u, 1 - u)
      expect(z >= from && z <= to).toBe(true)
      expect(normalCut(from, z).mass / cut.mass).toBeCloseTo(u, 9)
      expect(cutQuantile(cut, 0, 1)).toBeCloseTo(from, 6)
      expect(cutQuantile(cut, 1, 0)).toBeCloseTo(to, 6)
    }),
  )
})
