import { BLOCK as KERNEL_BLOCK } from '../../evaluation/kernel/chunks.ts'
import { hash32, type Keys, keysOf } from './counter-hash.ts'
import { fillLatin, type LatinDimension, latinDimension } from './latin-hypercube.ts'
import { type SobolDimension, scrambledSobolDimension, sobolDimension, sobolPattern, sobolPoint } from './sobol.ts'

export type SamplerKind = 'random' | 'latin-hypercube' | 'sobol' | 'sobol-unscrambled'

/** What a worker needs to draw any part of the samples: plain data. */
export interface SamplerPlan {
  readonly kind: SamplerKind
  /** Any non-negative safe integer; unscrambled Sobol points do not depend on it. */
  readonly seed: number
  /** How many samples there are in all, up to 2^32; of a Latin hypercube up to 1e9. */
  readonly samples: number
  /**
   * One name a dimension. Random draws and those of a Latin hypercube belong to the name, so that an input draws the same whatever
   * else is varied, and equal names draw the same; Sobol points belong to the place.
   */
  readonly names: readonly string[]
}

export interface Sampler {
  /** Each draw stands for u = (k + offset) / 2^32: in the middle of its cell, but for unscrambled Sobol points as published. */
  readonly offset: 0 | 0.5
  /**
   * Writes the words k (0 to 2^32 - 1) of samples from to from + count - 1 in a dimension to the start of `into`. `from` is a multiple
   * of BLOCK and `count` at most CAPACITY; what is written does not depend on what was asked for before.
   */
  fill(dimension: number, from: number, count: number, into: Uint32Array): void
}

/** Samples of a block: the unit of work that draws are made in, and scenarios evaluated. */
export const BLOCK: number = KERNEL_BLOCK

/**
 * Makes a sampler of its plan. Throws a RangeError for a seed that is no safe integer, more strata than a Latin hypercube may have,
 * or more dimensions than there are Sobol points of.
 */
export function makeSampler(plan: SamplerPlan): Sampler {
  const { kind, seed, samples, names } = plan
  switch (kind) {
    case 'random':
      return randomSampler(names.map((name) => keysOf(seed, name)))
    case 'latin-hypercube':
      return latinSampler(names.map((name) => latinDimension(samples, keysOf(seed, name))))
    case 'sobol':
      return sobolSampler(
        names.map((_, i) => scrambledSobolDimension(i, seed, Math.max(samples, BLOCK))),
        0.5,
      )
    case 'sobol-unscrambled':
      return sobolSampler(
        names.map((_, i) => sobolDimension(i)),
        0,
      )
  }
}

function randomSampler(keys: readonly Keys[]): Sampler {
  return {
    offset: 0.5,
    fill: (dimension, from, count, into) => {
      const [keyA, keyB] = keys[dimension] as Keys
      const a = keyA | 0
      const b = keyB | 0
      for (let i = 0; i < count; i++) into[i] = hash32((from + i) | 0, a, b)
    },
  }
}

function latinSampler(dimensions: readonly LatinDimension[]): Sampler {
  return {
    offset: 0.5,
    fill: (dimension, from, count, into) => fillLatin(dimensions[dimension] as LatinDimension, from, count, into),
  }
}

function sobolSampler(dimensions: readonly SobolDimension[], offset: 0 | 0.5): Sampler {
  const patterns = dimensions.map((dimension) => sobolPattern(dimension, BLOCK))
  return {
    offset,
    fill: (dimension, from, count, into) => {
      const pattern = patterns[dimension] as Uint32Array
      for (let at = 0; at < count; at += BLOCK) {
        const base = sobolPoint(dimensions[dimension] as SobolDimension, from + at)
        const size = Math.min(BLOCK, count - at)
        for (let i = 0; i < size; i++) into[at + i] = base ^ (pattern[i] as number)
      }
    },
  }
}
