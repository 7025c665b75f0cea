import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'
import { DrawsTable } from './draws-table.ts'
import {
  expectCsv,
  expectRepeatable,
  type Figures,
  inSmallDocuments,
  runWith,
  settingOf,
} from './scenario-documents.ts'
import { json } from './support.ts'

inSmallDocuments()

interface Histogram {
  readonly counts: readonly number[]
  readonly below: number
  readonly above: number
}
interface OutputJson {
  readonly unit: string
  readonly base: number
  readonly scenarios: number
  readonly constant: boolean
  readonly mean: number | null
  readonly standard_deviation: number | null
  readonly percentiles: readonly { readonly percent: number; readonly value: number | null }[]
  readonly histogram: Histogram | null
}
interface MonteCarloJson {
  readonly routes: readonly {
    readonly flow: string
    readonly inputs: readonly {
      readonly input: string
      readonly unit: string
      readonly distribution: string
      readonly value: number
      readonly low: number
      readonly high: number
    }[]
    readonly without_effect: readonly string[]
    readonly refused: readonly { readonly count: number; readonly why: string }[]
    readonly outputs: Readonly<Record<string, OutputJson>>
    readonly rank_correlations: readonly { readonly input: string; readonly rank: number }[]
  }[]
  readonly comparisons: readonly {
    readonly flows: readonly [string, string]
    readonly scenarios: number
    readonly first_is_lower: number | null
    readonly equal: number | null
    readonly difference: OutputJson
  }[]
}

interface GoalsJson {
  readonly goals: Readonly<Record<string, { readonly values: readonly number[] }>>
}

const PRICES = ['--prices', 'uncertain-prices.yaml']
const study = (...words: string[]): MonteCarloJson => json<MonteCarloJson>(['montecarlo', ...words])

/** The figures of `run` by the names that a study of a membrane has for them. */
const FIGURES: Readonly<Record<string, (of: Figures) => number>> = {
  cost: ({ cost }) => Number(cost.total),
  'throughput.line_m2_per_h': ({ throughput }) => throughput.line_m2_per_h,
  'solvent.fresh_kg': ({ solvent }) => solvent.fresh_kg,
  'yield.area': (of) => of.yield.area,
  'membrane.asr_ohm_cm2': ({ membrane }) => membrane.asr_ohm_cm2,
}

describe('every scenario is what run says of its inputs', () => {
  test('of two bundled routes in which everything uncertain varies', () => {
    const flows = ['wet-slurry', 'ptfe-dry']
    const { routes } = study(...flows, '--samples', '300', '--draws', 'draws.csv')
    const table = new DrawsTable('draws.csv')
    // a column has one unit, whatever the routes state theirs in
    const units = new Map(
      table.heads.map((head) => /^(\S+)(?: \((.*)\))?$/.exec(head) ?? []).map(([, name, unit]) => [name, unit ?? '1']),
    )
    for (const { flow, inputs, outputs } of routes) {
      expect(Object.keys(outputs)).toEqual(Object.keys(FIGURES))
      expect(inputs.length).toBeGreaterThan(100)
      const columns = inputs.map(({ input }) => ({
        input,
        unit: units.get(input) as string,
        draws: table.column(input, flow),
      }))
      for (const scenario of [0, 255, 299]) {
        const set = columns.map(({ input, unit, draws }) => settingOf(input, draws[scenario] as number, unit))
        const wanted = runWith(flow, set)
        const found = (name: string): number => table.column(name, flow)[scenario] as number
        if (wanted === undefined) expect(found('cost'), `${flow} ${scenario}`).toBeNaN()
        else
          for (const [name, figure] of Object.entries(FIGURES))
            expectClose(found(name), figure(wanted), 1e-9, `${name} of ${flow} in scenario ${scenario}`)
      }
    }
  })

  test('of inputs in percent, minutes and degrees', () => {
    study('cast.yaml', ...PRICES, '--samples', '20', '--draws', 'draws.csv', '--output', 'cost', '--currency', 'EUR')
    const table = new DrawsTable('draws.csv')
    const units = table.heads.slice(2, -1).map((head) => /^(\S+) \((.*)\)$/.exec(head) ?? [])
    expect(units).toHaveLength(7)
    for (let scenario = 0; scenario < 20; scenario += 4) {
      const set = units.map(([, name = '', unit = '']) => settingOf(name, table.column(name)[scenario] as number, unit))
      const wanted = Number(runWith('cast.yaml', set, ...PRICES, '--currency', 'EUR')?.cost.total)
      expectClose(table.column('cost')[scenario] as number, wanted, 1e-9, `scenario ${scenario}`)
    }
  })
})

test('also where a price is settled by a goal in each of them', () => {
  const settled = ['--method', 'returns', ...PRICES]
  study('cast.yaml', ...settled, '--samples', '40', '--draws', 'draws.csv', '--output', 'goals.price')
  const table = new DrawsTable('draws.csv')
  const units = table.heads.slice(2, -1).map((head) => /^(\S+) \((.*)\)$/.exec(head) ?? [])
  for (const scenario of [3, 30]) {
    const set = units.flatMap(([, name = '', unit = '']) => [
      '--set',
      settingOf(name, table.column(name)[scenario] as number, unit),
    ])
    const { goals } = json<GoalsJson>(['run', 'cast.yaml', ...settled, ...set])
    const wanted = goals.price?.values[0] as number
    expectClose(table.column('goals.price')[scenario] as number, wanted, 1e-9, `scenario ${scenario}`)
  }
})

describe('two routes', () => {
  const found = (...words: string[]): MonteCarloJson =>
    study('cast.yaml', 'pressed.yaml', ...PRICES, '--samples', '2000', '--draws', 'draws.csv', ...words)

  it('share the draws of the inputs that both have', () => {
    found()
    const table = new DrawsTable('draws.csv')
    for (const name of ['prices.Ceramic', 'prices.Rubber'])
      expect(table.column(name, 'pressed'), name).toEqual(table.column(name, 'cast'))
    // and a route has nothing where it has no such input
    expect(table.column('steps.oven.oven_temperature', 'pressed').every(Number.isNaN)).toBe(true)
  })

  it('are compared scenario by scenario', () => {
    const { comparisons, routes } = found()
    const table = new DrawsTable('draws.csv')
    const [cast, pressed] = ['cast', 'pressed'].map((flow) => table.column('cost', flow)) as [number[], number[]]
    const lower = cast.filter((cost, i) => cost < (pressed[i] as number)).length
    expect(comparisons).toHaveLength(1)
    const [pair] = comparisons
    expect(pair).toMatchObject({ flows: ['cast', 'pressed'], scenarios: 2000, first_is_lower: lower / 2000, equal: 0 })
    const mean = cast.reduce((sum, cost, i) => sum + (pressed[i] as number) - cost, 0) / 2000
    expectClose(pair?.difference.mean as number, mean, 1e-12, 'mean difference')
    expect(routes[0]?.outputs.cost?.base).not.toBe(routes[1]?.outputs.cost?.base)
  })

  it('are ranked by inputs of their own alone', () => {
    const { routes } = found()
    for (const { inputs, rank_correlations } of routes) {
      const own = new Set(inputs.map(({ input }) => input))
      for (const { input } of rank_correlations) expect(own, input).toContain(input)
    }
  })

  it('are compared over the scenarios that both have', () => {
    const refusing = ['--vary', 'steps.press.press_yield=0.9..1.1', '--vary', 'prices.Ceramic']
    const { comparisons, routes } = study(
      'cast.yaml',
      'pressed.yaml',
      ...PRICES,
      ...refusing,
      '--samples',
      '1000',
      '--draws',
      'draws.csv',
    )
    expect(routes[1]?.refused).toEqual([{ count: 500, why: 'steps.press.press_yield leaves its range 0.5 .. 1' }])
    expect(routes[1]?.outputs.cost?.scenarios).toBe(500)
    expect(routes[0]?.outputs.cost?.scenarios).toBe(1000)
    expect(comparisons[0]?.scenarios).toBe(500)
  })
})

describe('--vary', () => {
  const varied = (spread: string, ...words: string[]): MonteCarloJson['routes'][number]['inputs'] =>
    study('cast.yaml', ...PRICES, '--samples', '64', '--vary', spread, ...words).routes[0]?.inputs ?? []

  test.each<[string, Record<string, unknown>]>([
    ['prices.Ceramic', { distribution: 'lognormal', value: 100, low: 60, high: 160 }],
    ['prices.Ceramic=80..120 USD/kg', { distribution: 'uniform', value: 100, low: 80, high: 120 }],
    ['prices.Ceramic=80 USD/kg .. 120 USD/kg normal', { distribution: 'normal', value: 100, low: 80, high: 120 }],
    ['prices.Ceramic=80..120 USD/kg lognormal', { distribution: 'lognormal', value: 100, low: 80, high: 120 }],
    ['prices.Ceramic=80..120 USD/kg, pert', { distribution: 'pert', value: 100, low: 80, high: 120 }],
    ['prices.Ceramic=-20%..+30%', { distribution: 'uniform', value: 100, low: 80, high: 130 }],
    ['prices.Ceramic=-20%..+30% triangular', { distribution: 'triangular', value: 100, low: 80, high: 130 }],
    // a range that does not hold what stands is one all the same
    ['prices.Ceramic=150..200 USD/kg', { distribution: 'uniform', value: 100, low: 150, high: 200 }],
  ])('"%s" varies that alone', (spread, wanted) => {
    expect(varied(spread)).toEqual([{ input: 'prices.Ceramic', unit: 'USD/kg', ...wanted }])
  })

  it('of percentages is about what --set has made of the input', () => {
    expect(varied('prices.Ceramic=-20%..+20%', '--set', 'prices.Ceramic=50 USD/kg')).toMatchObject([
      { value: 50, low: 40, high: 60 },
    ])
  })

  it('makes a plain quantity of an input that is an expression', () => {
    const set = ['--set', 'prices.Ceramic=4 * prices.Rubber + 60 USD/kg']
    const words = ['cast.yaml', ...PRICES, ...set, '--vary', 'prices.Ceramic=-10%..+10%', '--samples', '64']
    const [route] = study(...words, '--draws', 'draws.csv').routes
    expect(route?.inputs).toMatchObject([{ value: 100, low: 90, high: 110 }])
    const table = new DrawsTable('draws.csv')
    const at = table.column('prices.Ceramic')[7] as number
    const wanted = runWith('cast.yaml', [settingOf('prices.Ceramic', at, 'USD/kg')], ...PRICES)
    expectClose(table.column('cost')[7] as number, Number(wanted?.cost.total), 1e-9)
  })
})

describe('scenarios that cannot be', () => {
  const words = ['pressed.yaml', '--vary', 'steps.press.press_yield=0.45..1.05', '--samples', '600']

  it('are counted, named and left out, and their figures are empty', () => {
    const [route] = study(...words, '--draws', 'draws.csv').routes
    expect(route?.refused).toEqual([{ count: 100, why: 'steps.press.press_yield leaves its range 0.5 .. 1' }])
    expect(route?.outputs.cost).toMatchObject({ scenarios: 500 })
    const found = route?.outputs.cost?.histogram as Histogram
    expect(found.counts.reduce((sum, count) => sum + count, found.below + found.above)).toBe(500)
    const table = new DrawsTable('draws.csv')
    const costs = table.column('cost')
    for (const [i, value] of table.column('steps.press.press_yield').entries())
      expect(Number.isNaN(costs[i]), String(value)).toBe(value < 50 || value > 100)
  })

  it('are told in words', () => {
    expect(runFabroute(['montecarlo', ...words]).stdout.replaceAll(/\s+/g, ' ')).toContain(
      '100 of 600 scenarios cannot be and are left out: steps.press.press_yield leaves its range 0.5 .. 1 (100)',
    )
  })

  it('leave no answer where all are such', () => {
    const none = ['montecarlo', 'pressed.yaml', '--vary', 'steps.press.press_yield=1.01..1.1', '--samples', '600']
    const { exit, stdout, stderr } = runFabroute([...none, '--draws', 'none.csv'])
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toContain('no scenario of pressed can be: steps.press.press_yield')
    expect(existsSync('none.csv')).toBe(false)
  })
})

describe('figures', () => {
  const asked = ['cast.yaml', ...PRICES, '--samples', '100']

  it('that are the same in every scenario are told so', () => {
    const words = [...asked, '--output', 'throughput.line_m2_per_h', '--vary', 'prices.Rubber']
    const [route] = study(...words).routes
    expect(route?.outputs['throughput.line_m2_per_h']).toMatchObject({ constant: true, mean: 480, base: 480 })
    expect(route?.without_effect).toEqual(['prices.Rubber'])
    const text = runFabroute(['montecarlo', ...words]).stdout
    expect(text).toMatch(/^throughput\.\S+, m\^2\/h +480 +the same +in all$/m)
    expect(text).not.toContain('\n\n\n')
  })

  it('that are asked for twice are told once', () => {
    const [route] = study(...asked, '--output', 'cost', '--output', 'solvent.fresh_kg', '--output', 'cost').routes
    expect(Object.keys(route?.outputs ?? {})).toEqual(['cost', 'solvent.fresh_kg'])
    const named = study(...asked, '--output', 'cost', '--output', 'cost.total').routes
    expect(Object.keys(named[0]?.outputs ?? {})).toEqual(['cost'])
  })

  it('can be any variable, in its unit', () => {
    const [route] = study(...asked, '--output', 'steps.oven.evaporation_heat').routes
    expect(route?.outputs['steps.oven.evaporation_heat']).toMatchObject({ unit: 'kWh', constant: false })
  })
})

describe('what is printed', () => {
  const words = ['montecarlo', 'cast.yaml', 'pressed.yaml', ...PRICES, '--samples', '300']
  const odd = ['montecarlo', 'pressed.yaml', '--samples', '2', '--vary', 'steps.press.press_yield=0.9..1.1']

  test.each<[string, string[]]>([
    ['of two routes', words],
    ['of one scenario that can be', odd],
  ])('%s parses, and no number in it is none', (_, asked) => {
    const [text, csv, plain] = [[], ['--csv'], ['--json']].map((option) => runFabroute([...asked, ...option]).stdout)
    for (const printed of [text, csv, plain]) expect(printed).not.toMatch(/NaN|Infinity|undefined|\[object/)
    expectCsv(csv as string, ['value', 'interval_low', 'interval_high'])
    expect(JSON.parse(plain as string)).toMatchObject({ study: 'montecarlo' })
  })

  it('can be repeated to the last byte', () => {
    expectRepeatable([...words, '--set', 'prices.Benzine=+10%', '--workers', '2'])
  })

  it('writes the draws to the same bytes again', () => {
    const write = (name: string): string => {
      runFabroute([...words, '--draws', name])
      return readFileSync(name, 'utf8')
    }
    expect(write('one.csv')).toBe(write('other.csv'))
  })
})
