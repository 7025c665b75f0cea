import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { BLOCK, makeSampler, type SamplerKind, type SamplerPlan } from '../../../src/study/sampling/sampler.ts'
import { correlationOf, drawAll, meanOf } from './statistics.ts'

const KINDS: readonly SamplerKind[] = ['random', 'latin-hypercube', 'sobol', 'sobol-unscrambled']
const SAMPLES = 3000
const NAMES = ['prices.Li2S', 'prices.solvent', 'steps.drying.residence_time', 'steps.coating.yield']

const planOf = (kind: SamplerKind, more: Partial<SamplerPlan> = {}): SamplerPlan => ({
  kind,
  seed: 1,
  samples: SAMPLES,
  names: NAMES,
  ...more,
})

describe.each(KINDS)('a sampler of kind %s', (kind) => {
  it('draws the same blocks in any order, from a copy of its plan', () => {
    const whole = NAMES.map((_, d) => drawAll(makeSampler(planOf(kind)), d, SAMPLES, BLOCK))
    const other = makeSampler(structuredClone(planOf(kind)))
    const block = fc.record({ dimension: fc.nat(NAMES.length - 1), block: fc.nat(Math.floor(SAMPLES / BLOCK)) })
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: BLOCK }), ({ dimension, block }, most) => {
        const from = block * BLOCK
        const count = Math.min(most, SAMPLES - from)
        const into = new Uint32Array(BLOCK)
        other.fill(dimension, from, count, into)
        expect(into.subarray(0, count)).toEqual(whole[dimension]?.subarray(from, from + count))
        expect(into.subarray(count).every((word) => word === 0)).toBe(true)
      }),
    )
  })

  it('draws evenly and independently', () => {
    const sampler = makeSampler(planOf(kind, { samples: 1 << 14 }))
    const columns = NAMES.map((_, d) => drawAll(sampler, d, 1 << 14, BLOCK))
    for (const [i, column] of columns.entries()) {
      expect(Math.abs((meanOf(column) + sampler.offset) / 2 ** 32 - 0.5)).toBeLessThan(0.012)
      for (const other of columns.slice(0, i)) expect(Math.abs(correlationOf(column, other))).toBeLessThan(0.04)
    }
  })

  it('takes any safe integer for a seed', () => {
    for (const seed of [0, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      const sampler = makeSampler(planOf(kind, { seed }))
      expect(new Set(drawAll(sampler, 0, SAMPLES, BLOCK)).size).toBeGreaterThan(SAMPLES - 5)
    }
  })
})

test.each(['random', 'latin-hypercube'] as const)('a %s draw belongs to the name of its input', (kind) => {
  const among = makeSampler(planOf(kind, { names: ['a', 'b', 'prices.solvent'] }))
  expect(drawAll(among, 2, SAMPLES, BLOCK)).toEqual(drawAll(makeSampler(planOf(kind)), 1, SAMPLES, BLOCK))
})

test.each(['random', 'latin-hypercube', 'sobol'] as const)('a %s draw belongs to the seed', (kind) => {
  const other = makeSampler(planOf(kind, { seed: 2 }))
  expect(drawAll(other, 0, SAMPLES, BLOCK)).not.toEqual(drawAll(makeSampler(planOf(kind)), 0, SAMPLES, BLOCK))
})

it('integrates a smooth function better the more evenly it draws', () => {
  const samples = 1 << 12
  const errors = KINDS.slice(0, 3).map((kind) => {
    let square = 0
    for (let seed = 0; seed < 20; seed++) {
      const sampler = makeSampler(planOf(kind, { seed, samples }))
      const columns = NAMES.map((_, d) => drawAll(sampler, d, samples, BLOCK))
      const values = Array.from({ length: samples }, (_, i) =>
        columns.reduce((product, column) => product * (0.5 + (column[i] as number) / 2 ** 32), 1),
      )
      square += (meanOf(values) - 1) ** 2 / 20
    }
    return Math.sqrt(square)
  })
  const [random, latin, sobol] = errors as [number, number, number]
  expect(latin).toBeLessThan(random / 2)
  expect(sobol).toBeLessThan(latin / 10)
})

it('has places for 1111 dimensions of Sobol points', () => {
  const names = Array.from({ length: 1112 }, (_, i) => `input ${i}`)
  expect(() => makeSampler(planOf('sobol', { names }))).toThrow(RangeError)
})
