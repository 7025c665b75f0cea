import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { drawPlan, type Tables, transform } from '../../../src/study/sampling/draw.ts'
import { bounds, type Law, mean, quantile, standardDeviation } from '../../../src/study/sampling/law.ts'
import { BLOCK, makeSampler } from '../../../src/study/sampling/sampler.ts'
import { drawAll, meanOf } from './statistics.ts'

const Z95 = 1.6448536269514722

const LAWS: readonly (readonly [string, Law])[] = [
  ['uniform', { kind: 'uniform', low: 2, value: 3, high: 7 }],
  ['triangular', { kind: 'triangular', low: 2, value: 3, high: 7 }],
  ['triangular with its mode at the low end', { kind: 'triangular', low: 2, value: 2, high: 7 }],
  ['triangular with its mode at the high end', { kind: 'triangular', low: 2, value: 7, high: 7 }],
  ['PERT', { kind: 'pert', low: 2, value: 3, high: 7 }],
  ['symmetric PERT', { kind: 'pert', low: 0, value: 1, high: 2 }],
  ['PERT with its mode at the low end', { kind: 'pert', low: 0, value: 0, high: 1 }],
  ['PERT with its mode at the high end', { kind: 'pert', low: 0, value: 1, high: 1 }],
  ['PERT with its mode near an end', { kind: 'pert', low: 0, value: 1e-4, high: 1 }],
  ['normal', { kind: 'normal', low: -Z95, value: 0, high: Z95 }],
  ['lognormal', { kind: 'lognormal', low: 1, value: 2, high: 9 }],
  ['wide lognormal', { kind: 'lognormal', low: 1, value: 2, high: 100 }],
  ['normal cut on both sides', { kind: 'normal', low: -Z95, value: 0, high: Z95, least: -1, most: 2 }],
  ['normal cut to a tail', { kind: 'normal', low: -Z95, value: 0, high: Z95, least: 3 }],
  ['normal cut far below', { kind: 'normal', low: 5 - Z95, value: 5, high: 5 + Z95, least: 0 }],
  ['lognormal cut on both sides', { kind: 'lognormal', low: 1, value: 2, high: 9, least: 0.5, most: 10 }],
]

const OFFSETS = [0, 0.5] as const

/** The first words, the last, and some of each octave from both ends. */
const WORDS: Uint32Array = Uint32Array.from(
  [
    ...Array.from({ length: 64 }, (_, i) => i),
    ...Array.from({ length: 25 * 97 }, (_, i) => Math.floor(2 ** (6 + i / 97))),
    2 ** 31 - 1,
  ].flatMap((step) => [step, 2 ** 32 - 1 - step]),
)

function draws(law: Law, words: Uint32Array, offset: 0 | 0.5 = 0.5): Float64Array {
  const plan = drawPlan(law)
  if (plan === undefined) throw new Error('nothing is left of the law')
  const values = new Float64Array(words.length)
  transform(structuredClone(plan), words, words.length, offset, values, 0)
  return values
}

/** The largest error of the draws: of the distance to the nearer bound, or in sigmas of a law without. */
function errorOf(law: Law, offset: 0 | 0.5): number {
  const [least, most] = bounds(law)
  const values = draws(law, WORDS, offset)
  let largest = 0
  for (const [i, word] of WORDS.entries()) {
    const u = (word + offset) / 2 ** 32
    // an end that is not cut off has no draw of its own
    const isOpen = (law.kind === 'normal' || law.kind === 'lognormal') && law.least === undefined
    const exact = quantile(law, u === 0 && isOpen ? 2 ** -33 : u)
    const distance = Math.min(exact - least, most - exact)
    const rounding = 4e-16 * (Number.isFinite(most - least) ? most - least : 0)
    const error = Math.abs((values[i] as number) - exact)
    const scale = law.kind === 'lognormal' ? exact : Number.isFinite(distance) ? distance : 1
    if (error > rounding) largest = Math.max(largest, (error - rounding) / scale)
  }
  return largest
}

describe.each(LAWS)('draws of a %s law', (_, law) => {
  test.each(OFFSETS)('are its quantiles to a millionth of the distance from the end, offset %d', (offset) => {
    expect(errorOf(law, offset)).toBeLessThan(1e-6)
  })

  it('rise with the word and keep within the bounds', () => {
    const [least, most] = bounds(law)
    for (const offset of OFFSETS) {
      const words = WORDS.slice().sort()
      const values = draws(law, words, offset)
      expect(values.every((value) => value >= least && value <= most && Number.isFinite(value))).toBe(true)
      // but for rounding, which has twelve digits
      const near = 1e-12 * standardDeviation(law)
      expect(values.every((value, i) => i === 0 || value >= (values[i - 1] as number) - near)).toBe(true)
    }
  })

  it('have its mean and standard deviation', () => {
    const samples = 1 << 17
    const words = drawAll(makeSampler({ kind: 'latin-hypercube', seed: 1, samples, names: ['x'] }), 0, samples, BLOCK)
    const values = draws(law, words)
    const deviation = standardDeviation(law)
    const average = meanOf(values)
    expect(Math.abs(average - mean(law)) / deviation).toBeLessThan(2e-4)
    const square = meanOf(values.map((value) => (value - average) ** 2))
    // the largest of the draws of a wide law make much of its variance
    expect(Math.sqrt(square) / deviation).toBeCloseTo(1, law.kind === 'lognormal' ? 1 : 3)
  })
})

describe('the moments of the table itself', () => {
  /** Exact integrals of a piecewise cubic and its square: Gauss and Legendre's four points in each cell. */
  function moments(law: Law): readonly [mean: number, variance: number] {
    const nodes = [0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263]
    const weights = [0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269]
    const cells: (readonly [from: number, width: number])[] = Array.from({ length: 512 }, (_, i) => [i, 1])
    for (let width = 32; width <= 2 ** 26; width *= 2) {
      for (let cell = 16; cell < 32; cell++) cells.push([cell * width, width])
    }
    const words: number[] = []
    const shares: number[] = []
    for (const [from, width] of cells) {
      for (const [i, node] of nodes.entries()) {
        const step = Math.floor(from + width * node)
        words.push(step, 2 ** 32 - 1 - step)
        shares.push((width * (weights[i] as number)) / 2 ** 32, (width * (weights[i] as number)) / 2 ** 32)
      }
    }
    const values = draws(law, Uint32Array.from(words))
    const average = values.reduce((sum, value, i) => sum + value * (shares[i] as number), 0)
    const variance = values.reduce((sum, value, i) => sum + (value - average) ** 2 * (shares[i] as number), 0)
    return [average, variance]
  }

  test.each(LAWS.filter(([, { kind }]) => kind !== 'triangular'))('of a %s law are those of the law', (_, law) => {
    const [average, variance] = moments(law)
    expect(Math.abs(average - mean(law)) / standardDeviation(law)).toBeLessThan(1e-6)
    // the last half step has a share of the variance of a wide law
    expect(variance / standardDeviation(law) ** 2).toBeCloseTo(1, law.kind === 'lognormal' ? 3 : 5)
  })
})

it('puts a twentieth of the draws of a lognormal law below low and as many above high', () => {
  const law: Law = { kind: 'lognormal', low: 2, value: 3, high: 9 }
  const samples = 1 << 16
  const sampler = makeSampler({ kind: 'sobol', seed: 1, samples, names: ['x'] })
  const values = draws(law, drawAll(sampler, 0, samples, BLOCK))
  expect(values.filter((value) => value < 2).length / samples).toBeCloseTo(0.05, 4)
  expect(values.filter((value) => value > 9).length / samples).toBeCloseTo(0.05, 4)
})

it('is exact for any PERT law', () => {
  const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 0.75, 1, 1e-12))
  fc.assert(
    fc.property(share, fc.double({ min: 1, max: 1000, noNaN: true }), (mode, width) => {
      const law: Law = { kind: 'pert', low: 10, value: Math.min(10 + width, 10 + mode * width), high: 10 + width }
      expect(errorOf({ ...law, low: 0, value: mode, high: 1 }, 0.5)).toBeLessThan(1e-6)
      const values = draws(law, WORDS)
      expect(values.every((value) => value >= 10 && value <= 10 + width)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

it('is a constant where low is high', () => {
  for (const kind of ['uniform', 'triangular', 'pert', 'normal', 'lognormal'] as const) {
    expect(draws({ kind, low: 3, value: 3, high: 3 }, WORDS.subarray(0, 3))).toEqual(Float64Array.of(3, 3, 3))
  }
})

it('has no plan where truncation leaves nothing', () => {
  const law: Law = { kind: 'normal', low: 2, value: 3, high: 8, least: 100 }
  expect(drawPlan(law)).toBeUndefined()
  expect(drawPlan({ ...law, least: 8, most: 2 })).toBeUndefined()
  expect(drawPlan({ ...law, low: 3, high: 3 })).toBeUndefined()
})

it('makes one table of laws of one shape', () => {
  const tables: Tables = new Map()
  drawPlan({ kind: 'pert', low: 0, value: 1, high: 4 }, tables)
  drawPlan({ kind: 'pert', low: 10, value: 30, high: 90 }, tables)
  drawPlan({ kind: 'normal', low: 0, value: 1, high: 2 }, tables)
  drawPlan({ kind: 'normal', low: 90, value: 95, high: 97, least: 0 }, tables)
  drawPlan({ kind: 'uniform', low: 0, value: 1, high: 4 }, tables)
  drawPlan({ kind: 'triangular', low: 0, value: 1, high: 4 }, tables)
  expect([...tables.keys()]).toHaveLength(2)
})

it('writes where it is told to and nowhere else', () => {
  for (const [, law] of LAWS) {
    const plan = drawPlan(law)
    const into = new Float64Array(10).fill(-99)
    if (plan !== undefined) transform(plan, Uint32Array.of(1, 2 ** 31, 2 ** 32 - 1, 7), 3, 0.5, into, 4)
    expect([...into.entries()].filter(([, value]) => value !== -99).map(([i]) => i)).toEqual([4, 5, 6])
  }
})
