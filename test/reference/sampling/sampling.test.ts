import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { DrawsTable } from '../../study/draws-table.ts'
import { json } from '../../study/support.ts'
import { expectClose } from '../../support.ts'

/** Samples drawn by the command, against figures from outside this project: README.md beside this file. */
const here = dirname(fileURLToPath(import.meta.url))
const LAWS = ['uniform', 'triangular', 'pert', 'normal', 'lognormal'] as const

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-sampling-')))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface MonteCarloJson {
  readonly routes: readonly {
    readonly outputs: Readonly<Record<string, { readonly unit: string; readonly mean: number } & Spread>>
  }[]
}
interface Spread {
  readonly standard_deviation: number
  readonly least: number
  readonly greatest: number
  readonly percentiles: readonly { readonly percent: number; readonly value: number }[]
}

/** Draws of a document: the table, and what the study says of it. */
function drawn(flow: string, samples: number, ...words: string[]): { table: DrawsTable; found: MonteCarloJson } {
  const file = join(folder, 'draws.csv')
  const asked = ['montecarlo', join(here, flow), '--samples', String(samples), '--draws', file, ...words]
  const found = json<MonteCarloJson>(asked)
  return { table: new DrawsTable(file), found }
}

const outputs = (names: readonly string[]): string[] => names.flatMap((name) => ['--output', `route.${name}`])
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1)
}

test('the first ten Sobol points are those that Joe and Kuo print', () => {
  const { table } = drawn('points.yaml', 10, '--sampler', 'sobol-unscrambled')
  const found = ['route.x1', 'route.x2', 'route.x3'].map((name) => table.column(name))
  expect(found[0]?.map((_, i) => found.map((column) => column[i]))).toEqual([
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
    [0.875, 0.875, 0.125],
    [0.625, 0.125, 0.875],
    [0.125, 0.625, 0.375],
    [0.1875, 0.3125, 0.9375],
    [0.6875, 0.8125, 0.4375],
  ])
})

test.each([16, 512])('%i scrambled Sobol points have one in each of as many strata of every input', (samples) => {
  const { table } = drawn('points.yaml', samples, '--sampler', 'sobol', '--seed', '5')
  for (const name of ['route.x1', 'route.x2', 'route.x3'])
    expect(new Set(table.column(name).map((value) => Math.floor(value * samples))).size, name).toBe(samples)
})

describe('a Latin hypercube', () => {
  /** Probabilities of values, by formulas of the laws in `laws.yaml`. */
  const PROBABILITIES: Readonly<Record<'uniform' | 'triangular' | 'pert', (value: number) => number>> = {
    uniform: (value) => (value - 10) / 10,
    triangular: (value) => (value < 3 ? (value - 2) ** 2 / 6 : 1 - (8 - value) ** 2 / 30),
    pert: (value) => {
      const x = (value - 2) / 4
      return 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4
    },
  }

  it.each([7, 500, 2000])('of %i draws has exactly one in each of as many strata of every input', (samples) => {
    const { table } = drawn('laws.yaml', samples, ...outputs(LAWS))
    for (const [name, probability] of Object.entries(PROBABILITIES)) {
      const places = table.column(`route.${name}`).map((value) => probability(value) * samples)
      // quantiles are right to some 2e-9 of the probability, which may put a draw at an edge just beyond it
      for (const [stratum, place] of places.sort((a, b) => a - b).entries())
        expect(Math.abs(place - (stratum + 0.5)), `${name}, stratum ${stratum}`).toBeLessThanOrEqual(
          0.5 + 1e-8 * samples,
        )
    }
  })

  it('draws the same of an input whatever else varies', () => {
    const alone = drawn('laws.yaml', 100, ...outputs(['pert']), '--vary', 'route.pert').table.column('route.pert')
    expect(drawn('laws.yaml', 100, ...outputs(LAWS)).table.column('route.pert')).toEqual(alone)
  })
})

describe('draws of each distribution', () => {
  const SAMPLES = 20_000
  let table: DrawsTable
  let found: MonteCarloJson
  beforeAll(() => {
    ;({ table, found } = drawn('laws.yaml', SAMPLES, ...outputs(LAWS)))
  })
  const told = (name: string): MonteCarloJson['routes'][number]['outputs'][string] =>
    found.routes[0]?.outputs[`route.${name}`] as never
  const percentile = (name: string, percent: number): number =>
    told(name).percentiles.find((one) => one.percent === percent)?.value as number

  test.each<[string, string, number, number]>([
    ['uniform', 'kg', 15, 100 / 12],
    ['triangular', 'USD/kg', 13 / 3, (4 + 9 + 64 - 6 - 16 - 24) / 18],
    ['pert', '1', 10 / 3, ((10 / 3 - 2) * (6 - 10 / 3)) / 7],
  ])('%s: mean and variance are those of its closed form', (name, unit, average, spread) => {
    const draws = table.column(`route.${name}`)
    expectClose(mean(draws), average, 1e-6, 'mean of the draws')
    expectClose(variance(draws), spread, 2e-4, 'variance of the draws')
    expect(told(name).unit).toBe(unit)
    expectClose(told(name).mean, mean(draws), 1e-12, 'mean told')
    expectClose(told(name).standard_deviation ** 2, variance(draws), 1e-10, 'variance told')
    expect(told(name).least).toBe(Math.min(...draws))
    expect(told(name).greatest).toBe(Math.max(...draws))
  })

  test.each<[string, number, number, number]>([
    ['normal', 15, 20, 25],
    ['lognormal', 10, 20, 40],
  ])('%s: the 5th and 95th percentile are low and high', (name, low, median, high) => {
    expectClose(percentile(name, 5), low, 1e-3, '5th percentile')
    expectClose(percentile(name, 50), median, 1e-3, 'median')
    expectClose(percentile(name, 95), high, 1e-3, '95th percentile')
    const draws = table.column(`route.${name}`)
    expect(draws.filter((value) => value < low)).toHaveLength(SAMPLES / 20)
    expect(draws.filter((value) => value > high)).toHaveLength(SAMPLES / 20)
  })

  it('is written as it is told: an input that is a figure is the same in both columns', () => {
    for (const name of LAWS) {
      const [first, second] = table.heads.flatMap((head, i) => (head.startsWith(`route.${name}`) ? [i] : []))
      for (const row of table.rows.slice(0, 50))
        expectClose(Number(row[first as number]), Number(row[second as number]), 1e-12, name)
    }
  })
})

test('normal and lognormal laws are cut off where the document states a range', () => {
  const SAMPLES = 20_000
  const normal = 'route.cut_normal=-1.6448536269514722..1.6448536269514722 normal'
  const names = ['cut_normal', 'cut_lognormal']
  const varied = ['--vary', normal, '--vary', 'route.cut_lognormal=0.2..5 lognormal']
  const { table } = drawn('laws.yaml', SAMPLES, ...outputs(names), ...varied)
  const [cut, logarithmic] = names.map((name) => table.column(`route.${name}`)) as [number[], number[]]
  expect(Math.min(...cut)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...cut)).toBeLessThanOrEqual(2)
  expectClose(mean(cut), (0.3989422804 - 0.05399096651) / (0.9772498681 - 0.5), 1e-6, 'mean of the cut normal')
  expect(Math.min(...logarithmic)).toBeGreaterThanOrEqual(0.5)
  expect(Math.max(...logarithmic)).toBeLessThanOrEqual(2)
  // it is symmetric in its logarithm, and so is the cut
  expect(Math.abs(mean(logarithmic.map(Math.log)))).toBeLessThan(1e-4)
  expect(logarithmic.filter((value) => value < 1)).toHaveLength(SAMPLES / 2)
})

describe('--correlate', () => {
  /** Ranks of values of which no two are the same. */
  const ranked = (values: readonly number[]): number[] => {
    const ranks = new Array<number>(values.length)
    for (const [rank, i] of [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number)).entries())
      ranks[i] = rank
    return ranks
  }
  const spearman = (a: readonly number[], b: readonly number[]): number => {
    const [x, y] = [ranked(a), ranked(b)]
    const apart = sum(x.map((rank, i) => (rank - (y[i] as number)) ** 2))
    return 1 - (6 * apart) / (a.length * (a.length ** 2 - 1))
  }
  const SAMPLES = 20_000
  const asked = ['pert,route.normal=0.7', 'lognormal,route.normal=-0.5', 'uniform,route.triangular=0.95']
  const correlate = asked.flatMap((pair) => ['--correlate', `route.${pair}`])

  it.each(['latin-hypercube', 'random', 'sobol'])('gives %s draws the rank correlations asked for', (sampler) => {
    const { table } = drawn('laws.yaml', SAMPLES, ...outputs(LAWS), ...correlate, '--sampler', sampler)
    const column = Object.fromEntries(LAWS.map((name) => [name, table.column(`route.${name}`)]))
    const between = (a: string, b: string): number => spearman(column[a] as number[], column[b] as number[])
    for (const [a, b, wanted] of [
      ['pert', 'normal', 0.7],
      ['lognormal', 'normal', -0.5],
      ['uniform', 'triangular', 0.95],
      // what is not asked for is 0, also where both go with a third
      ['pert', 'lognormal', 0],
      ['uniform', 'normal', 0],
    ] as const)
      expect(Math.abs(between(a, b) - wanted), `${a} and ${b}`).toBeLessThan(0.02)
  })

  it('leaves each input its own distribution', () => {
    const { found } = drawn('laws.yaml', SAMPLES, ...outputs(LAWS), ...correlate)
    const told = (name: string): Spread & { readonly mean: number } =>
      found.routes[0]?.outputs[`route.${name}`] as never
    expectClose(told('pert').mean, 10 / 3, 5e-3, 'mean of PERT')
    expectClose(told('triangular').mean, 13 / 3, 5e-3, 'mean of the triangular law')
    const at95 = told('normal').percentiles.find(({ percent }) => percent === 95)?.value as number
    expectClose(at95, 25, 5e-3, '95th percentile of the normal law')
  })
})
