import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { copulaPlan, makeCorrelator, type RankCorrelation } from '../../../src/study/sampling/copula.ts'
import { BLOCK, makeSampler, type SamplerKind } from '../../../src/study/sampling/sampler.ts'
import { correlationOf, deviationOfCounts } from './statistics.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

const pair = (first: string, second: string, rank: number): RankCorrelation => ({ first, second, rank })

/** Draws of every dimension, correlated where they are. */
function drawn(correlations: readonly RankCorrelation[], samples: number, kind: SamplerKind = 'random'): Uint32Array[] {
  const outcome = copulaPlan(NAMES, correlations)
  if ('impossible' in outcome) throw new Error(`impossible: ${outcome.impossible}`)
  const sampler = makeSampler({ kind, seed: 3, samples, names: NAMES })
  const correlator = makeCorrelator(structuredClone(outcome.plan))
  const columns = NAMES.map(() => new Uint32Array(samples))
  const own = new Uint32Array(BLOCK)
  for (let from = 0; from < samples; from += BLOCK) {
    const count = Math.min(BLOCK, samples - from)
    correlator.fill(sampler, from, count)
    for (const [dimension, column] of columns.entries()) {
      sampler.fill(dimension, from, count, own)
      column.set((correlator.words(dimension) ?? own).subarray(0, count), from)
    }
  }
  return columns
}

const impossible = (correlations: readonly RankCorrelation[]): readonly string[] | undefined => {
  const outcome = copulaPlan(NAMES, correlations)
  return 'impossible' in outcome ? outcome.impossible : undefined
}

describe('draws', () => {
  const correlations = [pair('d', 'a', 0.8), pair('a', 'b', -0.5), pair('b', 'd', -0.3)]

  // of words that are uniform the correlation is that of their ranks
  test.each(['random', 'latin-hypercube', 'sobol'] as const)('have the rank correlations asked for: %s', (kind) => {
    const columns = drawn(correlations, 100_000, kind)
    const rank = (first: string, second: string): number =>
      correlationOf(columns[NAMES.indexOf(first)] as Uint32Array, columns[NAMES.indexOf(second)] as Uint32Array)
    for (const { first, second, rank: wanted } of correlations) {
      expect(Math.abs(rank(first, second) - wanted)).toBeLessThan(0.01)
    }
    for (const [first, second] of ['ac', 'bc', 'cd', 'ce', 'ae', 'de']) {
      expect(Math.abs(rank(first as string, second as string))).toBeLessThan(0.015)
    }
  })

  it('stay uniform', () => {
    for (const column of drawn([...correlations, pair('e', 'c', 0.999)], 1 << 16)) {
      const counts = new Uint32Array(256)
      for (const word of column) counts[word >>> 24] = (counts[word >>> 24] as number) + 1
      expect(Math.abs(deviationOfCounts(counts))).toBeLessThan(4.5)
    }
  })

  it('stay as they are where an input is not correlated, or is the first of those that are', () => {
    const alone = drawn([], 1000)
    const mixed = drawn(correlations, 1000)
    expect(NAMES.filter((_, i) => mixed[i]?.join() === alone[i]?.join())).toEqual(['c', 'd', 'e'])
  })

  it('of two that are hardly correlated hardly change', () => {
    const alone = drawn([], 1000)
    const mixed = drawn([pair('a', 'b', 1e-9)], 1000)
    for (const [i, word] of (alone[1] as Uint32Array).entries()) {
      expect(Math.abs(word - (mixed[1]?.[i] as number))).toBeLessThan(1000)
    }
  })
})

describe('correlations that no draws can have', () => {
  it('are those of 1 and -1, which would make one input of two', () => {
    expect(impossible([pair('a', 'b', 1)])).toEqual(['a', 'b'])
    expect(impossible([pair('a', 'b', -1)])).toEqual(['a', 'b'])
    expect(impossible([pair('a', 'b', 1.2)])).toEqual(['a', 'b'])
    expect(impossible([pair('a', 'b', Number.NaN)])).toEqual(['a', 'b'])
    expect(impossible([pair('a', 'b', 0.9999)])).toBeUndefined()
  })

  it('are told by the inputs that contradict one another, and no others', () => {
    expect(
      impossible([
        pair('e', 'd', 0.5),
        pair('a', 'b', 0.9),
        pair('b', 'c', 0.9),
        pair('a', 'c', -0.9),
        pair('d', 'c', 0),
      ]),
    ).toEqual(['a', 'b', 'c'])
    expect(impossible([pair('a', 'b', 0.9), pair('b', 'c', 0.9), pair('a', 'c', 0.7)])).toBeUndefined()
  })

  it('are exactly those whose determinant is not positive, of three inputs', () => {
    const rank = fc.double({ min: -0.99, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(rank, rank, rank, (ab, bc, ac) => {
        const [x, y, z] = [ab, bc, ac].map((r) => 2 * Math.sin((Math.PI * r) / 6)) as [number, number, number]
        const determinant = 1 + 2 * x * y * z - x * x - y * y - z * z
        fc.pre(Math.abs(determinant) > 1e-6)
        const found = impossible([pair('a', 'b', ab), pair('b', 'c', bc), pair('a', 'c', ac)])
        expect(found === undefined).toBe(determinant > 0)
      }),
    )
  })
})

it('refuses names that are not drawn, an input with itself, and a pair that is given twice', () => {
  expect(() => copulaPlan(NAMES, [pair('a', 'x', 0.5)])).toThrow('x is correlated, but not drawn')
  expect(() => copulaPlan(NAMES, [pair('a', 'a', 0.5)])).toThrow()
  expect(() => copulaPlan(NAMES, [pair('a', 'b', 0.5), pair('b', 'a', 0.5)])).toThrow()
})
