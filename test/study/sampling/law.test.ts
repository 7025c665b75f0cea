import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  bounds,
  cdf,
  type Law,
  mean,
  probabilityWithin,
  quantile,
  standardDeviation,
} from '../../../src/study/sampling/law.ts'

const KINDS = ['uniform', 'triangular', 'pert', 'normal', 'lognormal'] as const

/** Any law of positive values whose width is no less than a millionth of them. */
const laws: fc.Arbitrary<Law> = fc
  .tuple(
    fc.constantFrom(...KINDS),
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    fc.double({ min: 1e-4, max: 10, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([kind, low, width, share]) => ({
    kind,
    low,
    value: Math.min(low * (1 + width), low * (1 + share * width)),
    high: low * (1 + width),
  }))

const inner = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })

it('has quantiles that rise, keep within the bounds and invert the distribution', () => {
  fc.assert(
    fc.property(laws, inner, inner, (law, a, b) => {
      const [below, above] = [quantile(law, Math.min(a, b)), quantile(law, Math.max(a, b))]
      const [least, most] = bounds(law)
      expect(least <= below && below <= above && above <= most).toBe(true)
      expect(cdf(law, quantile(law, a))).toBeCloseTo(a, 8)
    }),
    { numRuns: 500 },
  )
})

it('has a mean and a standard deviation that are those of its quantiles', () => {
  fc.assert(
    fc.property(laws, (law) => {
      // the midpoint rule over the middle, and over ever smaller parts toward the ends
      let [first, second] = [0, 0]
      for (let part = 1; part <= 40; part++) {
        const [from, width] = [2 ** -(part + 1), 2 ** -(part + 1) / 40]
        for (let i = 0; i < 40; i++) {
          const u = from + (i + 0.5) * width
          for (const x of [quantile(law, u), quantile(law, 1 - u)]) {
            first += width * (x - law.low)
            second += width * (x - law.low) ** 2
          }
        }
      }
      expect((law.low + first) / mean(law)).toBeCloseTo(1, 3)
      expect(Math.sqrt(second - first ** 2) / standardDeviation(law)).toBeCloseTo(1, 2)
    }),
    { numRuns: 60 },
  )
})

describe('a PERT law', () => {
  /** Quantiles at 2^-32, 0.001, 0.1, 0.5, 0.75 and 0.99 by bisection of the incomplete beta function in 40 digits. */
  test.each([
    [
      0,
      [4.656612873511073e-11, 0.00020008004803362555, 0.020851637639023212, 0.12944943670387585, 0.24214171674480095],
    ],
    [0.1, [3.206994904703679e-8, 0.0017582165479350337, 0.05079277566596268, 0.20266485036146617, 0.33100396059938325]],
    [0.25, [4.82527606061751e-6, 0.010101787883737752, 0.11223495854585856, 0.3138101704556974, 0.4541805647736157]],
    [0.5, [0.00028558938906163, 0.04755189817545767, 0.2466364532884666, 0.5, 0.6405638352103529]],
    [0.9, [0.006788429366750903, 0.19052234775882693, 0.5376702500385339, 0.7973351496385338, 0.8935946752188554]],
    [1, [0.011841535675862484, 0.251188643150958, 0.6309573444801932, 0.8705505632961241, 0.944087511294902]],
  ])('of mode %d has the quantiles of the beta law', (value, wanted) => {
    const law: Law = { kind: 'pert', low: 0, value, high: 1 }
    for (const [i, u] of [2 ** -32, 0.001, 0.1, 0.5, 0.75].entries()) {
      expect(quantile(law, u) / (wanted[i] as number)).toBeCloseTo(1, 12)
    }
  })

  it('is its own mirror image', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, inner, (value, u) => {
        const law: Law = { kind: 'pert', low: 0, value, high: 1 }
        expect(quantile(law, u) + quantile({ ...law, value: 1 - value }, 1 - u)).toBeCloseTo(1, 8)
      }),
    )
  })

  it('has the closed moments', () => {
    const law: Law = { kind: 'pert', low: 10, value: 12, high: 20 }
    expect(mean(law)).toBeCloseTo(13, 14)
    expect(standardDeviation(law) ** 2).toBeCloseTo((3 * 7) / 7, 13)
  })
})

it('takes low and high of a normal or lognormal law for its 5th and 95th percentile', () => {
  for (const kind of ['normal', 'lognormal'] as const) {
    const law: Law = { kind, low: 2, value: 3, high: 8 }
    expect(quantile(law, 0.05)).toBeCloseTo(2, 12)
    expect(quantile(law, 0.95)).toBeCloseTo(8, 12)
    expect(quantile(law, 0.5)).toBeCloseTo(kind === 'normal' ? 5 : 4, 12)
  }
})

describe('a truncated law', () => {
  const Z95 = 1.6448536269514722

  it('is the law on the condition that it lies between', () => {
    const law: Law = { kind: 'normal', low: 2, value: 3, high: 8 }
    const cut: Law = { ...law, least: 1, most: 6 }
    expect(bounds(cut)).toEqual([1, 6])
    expect(probabilityWithin(cut)).toBeCloseTo(cdf(law, 6) - cdf(law, 1), 14)
    for (const x of [1.5, 3, 5.9]) {
      expect(cdf(cut, x)).toBeCloseTo((cdf(law, x) - cdf(law, 1)) / (cdf(law, 6) - cdf(law, 1)), 13)
    }
    expect([quantile(cut, 0), quantile(cut, 1)].map((x) => x.toFixed(12))).toEqual(['1.000000000000', '6.000000000000'])
  })

  /** Mean and standard deviation of exp(sigma z), z between, by quadrature in 40 digits. */
  test.each([
    [0.5, -1, 2, 1.1993036389308718, 0.4586851342122363],
    [1, Number.NEGATIVE_INFINITY, 1, 0.9798131374827707, 0.6582900387715745],
    [0.05, -2, 2, 1.0009675455038025, 0.044029364780297335],
    [0.5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1.1331484530668263, 0.6039005332108812],
  ])('has the moments of quadrature: sigma %d from %d to %d', (sigma, from, to, wantedMean, deviation) => {
    const high = Math.exp(sigma * Z95)
    const law: Law = { kind: 'lognormal', low: 1 / high, value: 1, high, least: Math.exp(sigma * from) }
    const cut = Number.isFinite(to) ? { ...law, most: Math.exp(sigma * to) } : law
    expect(mean(cut)).toBeCloseTo(wantedMean, 12)
    expect(standardDeviation(cut)).toBeCloseTo(deviation, 10)
  })

  it('tells where nothing is left of it', () => {
    const law: Law = { kind: 'normal', low: 2, value: 3, high: 8, least: 100 }
    expect(probabilityWithin(law)).toBeLessThan(1e-12)
    expect([quantile(law, 0.5), mean(law), standardDeviation(law), cdf(law, 101)]).toEqual(Array(4).fill(Number.NaN))
    expect(probabilityWithin({ ...law, least: 6, most: 5 })).toBe(0)
    expect(probabilityWithin({ ...law, low: 3, high: 3 })).toBe(0)
    expect(probabilityWithin({ ...law, kind: 'lognormal', least: -1, most: 0 })).toBe(0)
  })

  it('may be cut where a lognormal cannot come anyway', () => {
    const law: Law = { kind: 'lognormal', low: 2, value: 3, high: 8 }
    const cut: Law = { ...law, least: -1, most: Number.POSITIVE_INFINITY }
    expect(bounds(cut)).toEqual([0, Number.POSITIVE_INFINITY])
    expect([mean(cut), quantile(cut, 0.3)]).toEqual([mean(law), quantile(law, 0.3)])
  })
})

it('is a constant where low is high', () => {
  for (const kind of KINDS) {
    const law: Law = { kind, low: 3, value: 3, high: 3 }
    expect([quantile(law, 0), quantile(law, 0.7), mean(law), standardDeviation(law), ...bounds(law)]).toEqual([
      3, 3, 3, 0, 3, 3,
    ])
    expect([cdf(law, 2.9), cdf(law, 3)]).toEqual([0, 1])
  }
})
