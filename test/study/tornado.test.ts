import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'
import { costWith, expectCsv, expectRepeatable, inSmallDocuments, settingOf } from './scenario-documents.ts'
import { json } from './support.ts'

inSmallDocuments()

interface Row {
  readonly input: string
  readonly unit: string
  readonly distribution: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly at_low: number | null
  readonly at_high: number | null
  readonly swing: number
  readonly elasticity: number
  readonly kinks: readonly { readonly variable: string; readonly kind: string; readonly from: number | null }[]
}
interface TornadoJson {
  readonly base: number
  readonly inputs: readonly Row[]
  readonly without_effect: readonly string[]
  readonly without_range: readonly { readonly input: string; readonly elasticity: number }[]
  readonly refused: readonly { readonly count: number; readonly why: string }[]
}

const CAST = ['cast.yaml', '--prices', 'uncertain-prices.yaml']
const PRICES = CAST.slice(1)
const LEVELS = join(dirname(fileURLToPath(import.meta.url)), '..', 'reference', 'sensitivity', 'levels.yaml')
const tornado = (...words: string[]): TornadoJson => json<TornadoJson>(['tornado', ...words])

/** Expects what `run` says with the input set. */
function expectEnds(flow: string, { input, unit, low, high, at_low, at_high }: Row, ...options: string[]): void {
  for (const [value, at] of [
    [low, at_low],
    [high, at_high],
  ] as const) {
    const wanted = costWith(flow, [settingOf(input, value, unit)], ...options)
    expectClose(at ?? Number.NaN, wanted, 1e-9, `${input} = ${value} ${unit}`)
  }
}

describe('at both ends of an input is what run says with it set', () => {
  test('of every input of a small route', () => {
    const { base, inputs } = tornado(...CAST)
    expectClose(base, costWith('cast.yaml', [], ...PRICES), 1e-12, 'as it stands')
    expect(inputs).toHaveLength(7)
    for (const row of inputs) expectEnds('cast.yaml', row, ...PRICES)
  })

  test('of inputs of several kinds of a bundled route', () => {
    const { inputs } = tornado('wet-slurry')
    const asked = ['plant.web_width', 'steps.drying.oven_temperature', 'supply.Li6PS5Cl.steps.milling.milling_time']
    for (const name of asked) expectEnds('wet-slurry', inputs.find(({ input }) => input === name) as Row)
  })

  test('also where the others stand beyond their own ranges', () => {
    const beyond = ['--vary', 'route.x1=0.55..1', '--vary', 'route.x2=0.9..1']
    const { inputs } = tornado(LEVELS, ...beyond)
    expect(inputs.map(({ input, at_low, at_high }) => [input, at_low, at_high])).toEqual([
      ['route.x1', 2.3, 1.54],
      ['route.x2', 2.15, 2.15],
    ])
  })

  test('in the currency that is asked for', () => {
    const { inputs } = tornado(...CAST, '--currency', 'EUR', '--vary', 'prices.Ceramic')
    expectEnds('cast.yaml', inputs[0] as Row, ...PRICES, '--currency', 'EUR')
  })
})

test('elasticities are those of central differences', () => {
  const { inputs, without_range, base } = tornado(...CAST)
  const all = [
    ...inputs.map(({ input, elasticity }) => ({ input, elasticity })),
    ...without_range.map(({ input, elasticity }) => ({ input, elasticity })),
  ]
  // of a temperature the zero that it is relative to is the absolute one, and --set takes no factor; densities decide both ways
  const smooth = all.filter(({ input }) => !/temperature|composition/.test(input)).slice(0, 15)
  expect(smooth).toHaveLength(15)
  for (const { input, elasticity } of smooth) {
    const [up, down] = ['*1.0001', '*0.9999'].map((factor) => costWith('cast.yaml', [`${input}${factor}`], ...PRICES))
    const central = ((up as number) - (down as number)) / (2e-4 * base)
    expect(Math.abs(central - elasticity), `${input}: ${elasticity}, by differences ${central}`).toBeLessThan(2e-6)
  }
})

test('ends of a temperature are in the unit of its document', () => {
  const [row] = tornado(...CAST, '--vary', 'steps.oven.oven_temperature').inputs
  expect(row).toMatchObject({ unit: 'degC', value: 110, low: 90, high: 130, distribution: 'normal' })
  expectEnds('cast.yaml', row as Row, ...PRICES)
  const [given] = tornado(...CAST, '--vary', 'steps.oven.oven_temperature=100..120 degC').inputs
  expect(given).toMatchObject({ unit: 'degC', value: 110, low: 100, high: 120, distribution: 'uniform' })
  expectEnds('cast.yaml', given as Row, ...PRICES)
})

it('ranks inputs by their swing, and says of each how far the figure goes', () => {
  const { inputs, base } = tornado('wet-slurry')
  for (const [i, { at_low, at_high, swing, input }] of inputs.entries()) {
    const values = [base, at_low, at_high].filter((value) => value !== null)
    expectClose(swing, Math.max(...values) - Math.min(...values), 1e-12, input)
    expect(swing).toBeLessThanOrEqual(inputs[i - 1]?.swing ?? Number.POSITIVE_INFINITY)
  }
})

describe('what is not smooth', () => {
  it('is named with the whole numbers at both ends', () => {
    const slow = ['--set', 'steps.oven.residence_time=25 min', '--vary', 'plant.annual_output=1e6..4e6 m^2/yr']
    const [row] = tornado(...CAST, ...slow).inputs
    expect(row?.kinks).toContainEqual({ variable: 'steps.coating.machines', kind: 'ceil', from: 4, to: 14 })
    const text = runFabroute(['tornado', ...CAST, ...slow]).stdout.replaceAll(/\s+/g, ' ')
    expect(text).toContain('steps.coating.machines (4 to 14)')
  })

  it('is not told where the counts are the same at both ends', () => {
    const [row] = tornado(...CAST, '--vary', 'prices.Ceramic').inputs
    expect(row?.kinks).toEqual([])
  })
})

describe('ends that cannot be', () => {
  it('are left out, counted and named', () => {
    const { inputs, refused } = tornado('pressed.yaml', '--vary', 'steps.press.press_yield=0.9..1.1')
    expect(inputs[0]).toMatchObject({ at_high: null })
    expect(inputs[0]?.at_low).not.toBeNull()
    expect(refused).toEqual([{ count: 1, why: 'steps.press.press_yield leaves its range 0.5 .. 1' }])
  })

  it('are refused by a range also of a normal law, of which low and high are percentiles', () => {
    const { inputs, refused } = tornado('pressed.yaml', '--vary', 'steps.press.press_yield=0.4..1 normal')
    expect(inputs[0]).toMatchObject({ at_low: null })
    expect(refused).toHaveLength(1)
  })
})

it('leaves out what a figure does not depend on, though limits are kept by it', () => {
  const { inputs, without_effect } = tornado(...CAST, '--output', 'steps.oven.evaporation_heat')
  expect(without_effect).toEqual(expect.arrayContaining(['prices.Ceramic', 'prices.Rubber']))
  expect(inputs.map(({ input }) => input)).not.toContain('prices.Ceramic')
})

describe('what is printed', () => {
  it('parses, and no number in it is none', () => {
    for (const words of [CAST, ['pressed.yaml', '--vary', 'steps.press.press_yield=0.9..1.1']]) {
      const printed = [[], ['--csv'], ['--json']].map((option) => runFabroute(['tornado', ...words, ...option]).stdout)
      for (const text of printed) expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/)
      expectCsv(printed[1] as string, ['value', 'low', 'high', 'at_low', 'at_high', 'swing', 'elasticity'])
      expect(JSON.parse(printed[2] as string)).toMatchObject({ study: 'tornado', output: 'cost' })
    }
  })

  it('can be repeated to the last byte', () => {
    expectRepeatable([
      'tornado',
      ...CAST,
      '--set',
      'prices.Benzine=+10%',
      '--vary',
      'prices.Ceramic=80..120 USD/kg pert',
    ])
  })

  it('has one figure', () => {
    const { exit, stderr } = runFabroute(['tornado', ...CAST, '--output', 'cost', '--output', 'solvent.fresh_kg'])
    expect(exit).toBe(2)
    expect(stderr).toContain('2 outputs are asked for, and inputs are ranked for one')
  })
})
