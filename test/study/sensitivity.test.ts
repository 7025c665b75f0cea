import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'
import { DrawsTable } from './draws-table.ts'
import { costWith, expectCsv, expectRepeatable, inSmallDocuments, settingOf } from './scenario-documents.ts'
import { json } from './support.ts'

inSmallDocuments()

interface SensitivityJson {
  readonly scenarios: number
  readonly mean: number
  readonly variance: number
  readonly base_points: number
  readonly base_points_left_out: number
  readonly varied: readonly { readonly input: string }[]
  readonly indices: readonly { readonly name: string; readonly total: { readonly value: number } }[]
  readonly effects: readonly { readonly input: string; readonly mu: number; readonly mu_star: number }[]
  readonly ranks: readonly { readonly input: string; readonly spearman: number }[]
  readonly without_effect: readonly string[]
  readonly passed_over: readonly string[]
  readonly refused: readonly { readonly count: number; readonly why: string }[]
}

const CAST = ['cast.yaml', '--prices', 'uncertain-prices.yaml']
const study = (...words: string[]): SensitivityJson => json<SensitivityJson>(['sensitivity', ...words])
const ESTIMATORS = ['sobol', 'morris', 'rank-regression'] as const
const SMALL: Readonly<Record<(typeof ESTIMATORS)[number], string>> = {
  sobol: '64',
  morris: '10',
  'rank-regression': '200',
}

describe.each(ESTIMATORS)('%s', (estimator) => {
  const words = [...CAST, '--estimator', estimator, '--samples', SMALL[estimator]]

  it('prints what parses, and no number in it is none', () => {
    for (const more of [[], ['--vary', 'steps.coating.coating_yield=0.8..1.2', '--vary', 'prices.Ceramic']]) {
      const printed = [[], ['--csv'], ['--json']].map((option) =>
        runFabroute(['sensitivity', ...words, ...more, ...option]),
      )
      for (const { stdout } of printed) expect(stdout).not.toMatch(/NaN|Infinity|undefined|\[object/)
      expectCsv(printed[1]?.stdout as string, ['value', 'interval_low', 'interval_high'])
      expect(JSON.parse(printed[2]?.stdout as string)).toMatchObject({ study: 'sensitivity', estimator })
    }
  })

  it('can be repeated to the last byte, and gives other figures with another seed', () => {
    expectRepeatable(['sensitivity', ...words])
    const [one, other] = ['1', '2'].map(
      (seed) => runFabroute(['sensitivity', ...words, '--csv', '--seed', seed]).stdout,
    )
    expect(one).toBe(runFabroute(['sensitivity', ...words, '--csv']).stdout)
    expect(other).not.toBe(one)
  })

  it('ranks the price of the filler and the thickness before all else', () => {
    const { indices = [], effects = [], ranks = [] } = study(...words)
    const sizes = [
      ...indices.map(({ name, total }) => ({ name, size: total.value })),
      ...effects.map(({ input, mu_star }) => ({ name: input, size: mu_star })),
      ...ranks.map(({ input, spearman }) => ({ name: input, size: Math.abs(spearman) })),
    ]
    const order = sizes.sort((a, b) => b.size - a.size).map(({ name }) => name)
    expect(order.slice(0, 2)).toEqual(['prices.Ceramic', 'product.thickness'])
  })

  it('leaves out what the figure does not depend on, though limits are kept by it', () => {
    const { varied, without_effect } = study(...words, '--output', 'steps.oven.evaporation_heat')
    expect(without_effect).toEqual(expect.arrayContaining(['prices.Ceramic', 'prices.Rubber']))
    expect(varied.map(({ input }) => input)).toContain('steps.oven.oven_temperature')
  })

  it('has no answer where nothing that varies moves the figure', () => {
    const nothing = ['--output', 'steps.oven.evaporation_heat', '--vary', 'prices.Ceramic']
    const { exit, stdout, stderr } = runFabroute(['sensitivity', ...words, ...nothing])
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toContain('nothing that varies moves steps.oven.evaporation_heat of cast')
  })

  it('counts and names scenarios that cannot be', () => {
    const beyond = ['--vary', 'steps.coating.coating_yield=0.8..1.2', '--vary', 'prices.Ceramic']
    const { refused, scenarios } = study(...words, ...beyond)
    expect(refused.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0)
    expect(refused.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(scenarios)
    for (const { why } of refused) expect(why).toContain('steps.coating')
  })
})

describe('--design', () => {
  /** Draws of a Monte Carlo study, to be read back. */
  const drawn = (): DrawsTable => {
    runFabroute(['montecarlo', ...CAST, '--samples', '60', '--output', 'cost', '--draws', 'points.csv'])
    return new DrawsTable('points.csv')
  }
  const ranksOf = (...words: string[]): SensitivityJson =>
    study(...CAST, '--estimator', 'rank-regression', '--design', 'points.csv', ...words)

  it('reads the draws of a study in the units that they are told in', () => {
    const table = drawn()
    const { ranks, passed_over } = ranksOf()
    expect(passed_over).toEqual(['flow', 'scenario', 'cost (USD/m^2)'])
    expect(ranks.map(({ input }) => input).sort()).toEqual(
      table.heads
        .slice(2, -1)
        .map((head) => head.replace(/ .*/, ''))
        .sort(),
    )
    // the cost of its own scenarios goes with an input as the cost in the file does
    const order = (values: readonly number[]): number[] => values.map((value) => values.filter((x) => x < value).length)
    for (const { input, spearman } of ranks) {
      const [x, y] = [order(table.column(input)), order(table.column('cost'))] as [number[], number[]]
      const apart = x.reduce((sum, rank, i) => sum + (rank - (y[i] as number)) ** 2, 0)
      expectClose(spearman, 1 - (6 * apart) / (60 * (60 ** 2 - 1)), 1e-12, input)
    }
  })

  it('has effects per unit of the input, temperatures in degrees', () => {
    writeFileSync('points.csv', 'steps.oven.oven_temperature (degC),prices.Ceramic\n100,90\n120,90\n120,110\n')
    const { effects } = study(...CAST, '--estimator', 'morris', '--design', 'points.csv')
    const at = (celsius: number, price: number): number =>
      costWith(
        'cast.yaml',
        [settingOf('steps.oven.oven_temperature', celsius, 'degC'), settingOf('prices.Ceramic', price, 'USD/kg')],
        ...CAST.slice(1),
      )
    expectClose(effects[0]?.mu as number, (at(120, 90) - at(100, 90)) / 20, 1e-6, 'per degree')
    expectClose(effects[1]?.mu as number, (at(120, 110) - at(120, 90)) / 20, 1e-9, 'per USD/kg')
  })

  it('takes points beyond the spreads, and refuses those beyond a range', () => {
    writeFileSync(
      'points.csv',
      'steps.mixing.solids_content,prices.Ceramic\n20,10\n90,10\n90,1000\n20,10\n98,10\n98,20\n',
    )
    const { effects, refused } = study(...CAST, '--estimator', 'morris', '--design', 'points.csv')
    const at = (share: number, price: number): number =>
      costWith(
        'cast.yaml',
        [`steps.mixing.solids_content=${share}`, `prices.Ceramic=${price} USD/kg`],
        ...CAST.slice(1),
      )
    expectClose(effects[0]?.mu as number, (at(0.9, 10) - at(0.2, 10)) / 70, 1e-9, 'solids content')
    expectClose(effects[1]?.mu as number, (at(0.9, 1000) - at(0.9, 10)) / 990, 1e-9, 'price')
    expect(refused).toEqual([{ count: 2, why: 'steps.mixing.solids_content leaves its range 5 % .. 95 %' }])
  })

  it('is told by what is in the file, so that a study can be repeated', () => {
    drawn()
    expectRepeatable(['sensitivity', ...CAST, '--estimator', 'rank-regression', '--design', 'points.csv'])
    const { stdout } = runFabroute([
      'sensitivity',
      ...CAST,
      '--estimator',
      'rank-regression',
      '--design',
      'points.csv',
      '--json',
    ])
    expect(Object.keys((JSON.parse(stdout) as { repeat: { documents: object } }).repeat.documents)).toContain(
      'points.csv',
    )
  })

  it('takes carriage returns and a byte order mark', () => {
    drawn()
    const before = ranksOf().ranks
    writeFileSync('points.csv', `\uFEFF${readFileSync('points.csv', 'utf8').replaceAll('\n', '\r\n')}`)
    expect(ranksOf().ranks).toEqual(before)
  })
})

test('an input that is in no group is one of its own', () => {
  const { indices } = study(...CAST, '--samples', '32', '--group', 'prices=prices.*', '--group', 'oven=steps.oven.*')
  expect(indices.map(({ name }) => name)).toEqual([
    'prices',
    'oven',
    'steps.mixing.solids_content',
    'steps.coating.coating_yield',
    'product.thickness',
  ])
})
