import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { json } from '../../study/support.ts'
import { costRoute, expectClose } from '../../support.ts'

/** Functions with known sensitivities: README.md beside this file says where each comes from; all are from outside this project. */
const here = dirname(fileURLToPath(import.meta.url))
const file = (name: string): string => join(here, name)

interface Index {
  readonly value: number
  readonly interval: { readonly low: number; readonly high: number } | null
}
interface SensitivityJson {
  readonly scenarios: number
  readonly mean: number
  readonly variance: number
  readonly indices: readonly {
    readonly name: string
    readonly inputs: readonly string[]
    readonly first: Index
    readonly total: Index
  }[]
  readonly second_order?: readonly (Index & { readonly names: readonly [string, string] })[]
  readonly effects: readonly Readonly<Record<string, unknown>>[]
  readonly ranks: readonly Readonly<Record<string, unknown>>[]
}

const sensitivity = (flow: string, ...words: string[]): SensitivityJson =>
  json<SensitivityJson>(['sensitivity', file(flow), ...words])

/** Expects an index within its own interval, which leaves out one in twenty by chance: here none, at the seed that is taken. */
function expectWithin({ value, interval }: Index, wanted: number, error: number, what: string): void {
  expect(Math.abs(value - wanted), `${what} is ${value}, wanted ${wanted}`).toBeLessThan(error)
  expect(interval?.low, what).toBeLessThanOrEqual(wanted)
  expect(interval?.high, what).toBeGreaterThanOrEqual(wanted)
}

describe("Ishigami's function", () => {
  const FIRST = [0.31390519114781146, 0.4424111447900409, 0]
  const TOTAL = [0.5575888552099592, 0.4424111447900409, 0.2436836640621477]
  const found = sensitivity('ishigami.yaml', '--samples', '4096', '--second-order')

  test.each([-Math.PI, -2.5, -1, -0.1, 0, 0.5, Math.PI / 2, 3, Math.PI])('at %d its sine is the sine', (angle) => {
    const set = [`route.x1=${angle}`, 'route.a=0', 'route.b=0']
    expect(Math.abs(costRoute(file('ishigami.yaml'), { set }).value('route.y') - Math.sin(angle))).toBeLessThan(1e-14)
  })

  it('has the mean and the variance that are published', () => {
    expect(found.scenarios).toBe(4096 * 8)
    expectClose(found.mean, 3.5, 2e-4, 'mean')
    expectClose(found.variance, 13.844587940719254, 2e-3, 'variance')
  })

  it('has the first-order and total indices that are published', () => {
    expect(found.indices.map(({ name }) => name)).toEqual(['route.x1', 'route.x2', 'route.x3'])
    for (const [i, { name, first, total }] of found.indices.entries()) {
      expectWithin(first, FIRST[i] as number, 0.005, `first of ${name}`)
      expectWithin(total, TOTAL[i] as number, 0.005, `total of ${name}`)
    }
  })

  it('has x1 and x3 together, and no other two', () => {
    const pairs = found.second_order ?? []
    expect(pairs.map(({ names }) => names.join())).toEqual([
      'route.x1,route.x2',
      'route.x1,route.x3',
      'route.x2,route.x3',
    ])
    for (const [i, wanted] of [0, 0.2436836640621477, 0].entries())
      expectWithin(pairs[i] as Index, wanted, 0.01, `pair ${i}`)
  })

  it('has in groups what the groups do: nothing is done by both', () => {
    const groups = ['--group', 'outer=route.x1,route.x3', '--group', 'inner=route.x2']
    const { indices } = sensitivity('ishigami.yaml', '--samples', '4096', ...groups)
    expect(indices.map(({ name, inputs }) => [name, ...inputs])).toEqual([
      ['outer', 'route.x1', 'route.x3'],
      ['inner', 'route.x2'],
    ])
    for (const [i, wanted] of [0.5575888552099592, 0.4424111447900409].entries()) {
      const { first, total } = indices[i] as SensitivityJson['indices'][number]
      expectWithin(first, wanted, 0.01, `first of group ${i}`)
      expectWithin(total, wanted, 0.01, `total of group ${i}`)
    }
  })

  it('has the same indices by random points, less exactly', () => {
    const { indices } = sensitivity(
      'ishigami.yaml',
      '--samples',
      '4096',
      '--sampler',
      'random',
      '--confidence',
      '0.999',
    )
    for (const [i, { name, total }] of indices.entries())
      expectWithin(total, TOTAL[i] as number, 0.05, `total of ${name}`)
  })
})

test("Sobol's g-function has the indices of its formula", () => {
  const parts = [0, 1, 4.5, 9, 99, 99, 99, 99].map((a) => 1 / (3 * (1 + a) ** 2))
  const product = parts.reduce((all, part) => all * (1 + part), 1)
  const { mean, variance, indices } = sensitivity('g-function.yaml', '--samples', '4096')
  expectClose(mean, 1, 1e-3, 'mean')
  expectClose(variance, product - 1, 5e-3, 'variance')
  expect(indices).toHaveLength(8)
  for (const [i, { name, first, total }] of indices.entries()) {
    const part = parts[i] as number
    expectWithin(first, part / (product - 1), 0.005, `first of ${name}`)
    expectWithin(total, ((product / (1 + part)) * part) / (product - 1), 0.005, `total of ${name}`)
  }
})

describe('elementary effects of the worked example', () => {
  const WANTED = [
    { input: 'route.x1', effects: 6, mu: 0.65, mu_star: 1.62, sigma: 1.794107020219251 },
    { input: 'route.x2', effects: 6, mu: 0.21, mu_star: 0.35, sigma: 0.41199514560246 },
  ]
  const { effects } = sensitivity('levels.yaml', '--estimator', 'morris', '--design', file('trajectories.csv'))

  it.each(WANTED)('are those published of $input', ({ input, effects: count, ...wanted }) => {
    const found = effects.find((one) => one.input === input)
    expect(found?.effects).toBe(count)
    for (const [name, value] of Object.entries(wanted)) expectClose(found?.[name] as number, value, 1e-12, name)
  })

  it('are those published also where the points lie beyond the ranges of the inputs', () => {
    const narrow = ['--vary', 'route.x1=0.55..0.6', '--vary', 'route.x2=0.3..0.35']
    const asked = ['--estimator', 'morris', '--design', file('trajectories.csv')]
    expect(sensitivity('levels.yaml', ...asked, ...narrow).effects).toEqual(effects)
  })
})

test('Spearman of ranks with ties', () => {
  const { ranks } = sensitivity('ties.yaml', '--estimator', 'rank-regression', '--design', file('ties.csv'))
  expectClose(ranks[0]?.spearman as number, 0.8207826816681233, 1e-15, 'Spearman')
})
