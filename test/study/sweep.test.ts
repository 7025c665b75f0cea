import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { apart, codesIn, json, type RunJson, type SweepJson, setTo } from './support.ts'

const FLOWS = ['wet-slurry', 'ptfe-dry'] as const

/** What `run` gives for the flows with inputs set, by flow; undefined where it refuses. */
function runAt(flow: string, words: readonly string[]): RunJson | undefined {
  const { exit, stdout } = runFabroute(['run', flow, '--json', ...words])
  return exit === 0 ? (JSON.parse(stdout) as RunJson) : undefined
}

describe('every point of a sweep is what run says with the input set', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a price', ['prices.Li2S=50..300 USD/kg:6'], []],
    ['a price that is an expression', ['prices.Li2S=20..60 USD/kg:3'], ['--prices', 'lithium-floor']],
    ['what an expression rests on', ['prices.Li2CO3=8..37 USD/kg:3'], ['--prices', 'lithium-floor']],
    ['an expression of a route', ['route.web_width=0.6..1.4 m:3'], []],
    ['the output of the plant', ['plant.annual_output=1e5..1e8 m^2/yr:7 log'], []],
    ['the output, with machines unrounded', ['plant.annual_output=1e6,1e7 m^2/yr'], ['--fractional']],
    ['the thickness', ['product.thickness=20, 30, 50 um'], ['--plant', 'giga']],
    ['a figure of a step of one flow alone', ['steps.drying.residence_time=1..3 min:3'], []],
    ['a temperature', ['steps.drying.oven_temperature=40..120 degC:3'], []],
    ['a figure of a machine', ['equipment.calender.price=1e5..1e6 USD:3'], []],
    ['a figure of a step of an upstream flow', ['supply.Li6PS5Cl.steps.milling.milling_time=5..20 h:3'], []],
    ['a value that was set before', ['prices.Li2S=100..200 USD/kg:2'], ['--set', 'prices.Li2S*1.5']],
    ['prices of another year', ['equipment.calender.price=1e5..1e6 USD:2'], ['--year', '2020']],
    ['in another currency', ['prices.Li2S=100..200 USD/kg:2'], ['--currency', 'EUR']],
    ['a price of what is bought', ['prices.Li6PS5Cl=50..250 USD/kg:3'], ['--set', 'supply.Li6PS5Cl=bought']],
    ['two inputs', ['product.thickness=20..50 um:3', 'prices.Li2S=50..300 USD/kg:2'], []],
    [
      'two inputs, one of one flow',
      ['steps.drying.residence_time=1..3 min:2', 'plant.annual_output=1e6,1e7 m^2/yr'],
      [],
    ],
  ])('%s', (_, vary, options) => {
    const varied = vary.flatMap((text) => ['--vary', text])
    const found = json<SweepJson>(['sweep', ...FLOWS, ...varied, ...options])
    expect(found.flows).toEqual(FLOWS)
    // a figure that was renamed since would leave nothing to compare
    for (const { input } of found.vary)
      expect(
        FLOWS.some((flow) => has(flow, input, options)),
        input,
      ).toBe(true)
    expect(found.points.length).toBe(found.vary.reduce((product, { values }) => product * values.length, 1))
    for (const { at, results } of found.points) {
      for (const { flow, cost, by_category, asr_ohm_cm2, bottleneck, problem } of results) {
        const settings = found.vary
          .filter(({ input }) => has(flow, input, options))
          .flatMap(({ input, unit }) => setTo(input, at[input] as number, unit))
        const wanted = runAt(flow, [...options, ...settings])
        const where = `${flow} at ${JSON.stringify(at)}`
        if (wanted === undefined) {
          expect(cost, where).toBeNull()
          expect(problem, where).toBeDefined()
          continue
        }
        // the points of a list or of equal distances are the very decimals that --set reads
        if (vary.every((text) => !text.endsWith('log'))) {
          expect(cost, where).toBe(wanted.cost.total)
          expect(by_category, where).toEqual(wanted.cost.by_category)
        } else expect(apart(cost as string, wanted.cost.total), where).toBeLessThan(1e-12)
        expect({ asr: asr_ohm_cm2, bottleneck }, where).toEqual({
          asr: wanted.membrane?.asr_ohm_cm2,
          bottleneck: wanted.throughput.bottleneck,
        })
      }
    }
  })
})

const known = new Map<string, boolean>()

/** Whether `--set` of an input is taken by a flow. */
function has(flow: string, input: string, options: readonly string[]): boolean {
  const key = [flow, input, ...options].join(' ')
  let is = known.get(key)
  if (is === undefined) {
    is = !codesIn(runFabroute(['run', flow, ...options, '--set', `${input}=+0 %`]).stderr).includes('SET_UNKNOWN')
    known.set(key, is)
  }
  return is
}

describe('a crossing', () => {
  const seen = new Set<string>()
  test.each<[string, string, readonly string[]]>([
    ['of straight lines', 'prices.Li2S=1..200 USD/kg:9', ['--set', 'product.thickness=40 um', '--fractional']],
    ['of the output', 'plant.annual_output=1e5..1e8 m^2/yr:13 log', ['--set', 'product.thickness=50 um']],
    [
      'of the output, with machines unrounded',
      'plant.annual_output=1e5..1e8 m^2/yr:13 log',
      ['--set', 'product.thickness=50 um', '--fractional'],
    ],
    ['of the thickness', 'product.thickness=10..100 um:19', []],
    ['of the thickness in EUR', 'product.thickness=10..100 um:19', ['--currency', 'EUR']],
  ])('%s is where both flows cost the same', (_, vary, options) => {
    const { crossings, vary: axes, points } = json<SweepJson>(['sweep', ...FLOWS, '--vary', vary, ...options])
    const [axis] = axes as [SweepJson['vary'][number]]
    for (const { jump } of crossings) seen.add(jump ? 'jump' : 'root')
    for (const { at, cost, jump, flows } of crossings) {
      expect(flows).toEqual(FLOWS)
      const value = at[axis.input] as number
      const costs = (shift: number): [number, number] => {
        const found = FLOWS.map(
          (flow) => runAt(flow, [...options, ...setTo(axis.input, value * (1 + shift), axis.unit)])?.cost.total,
        )
        return found.map(Number) as [number, number]
      }
      if (jump) {
        const [before, after] = [costs(-1e-9), costs(1e-9)]
        expect(Math.sign(before[0] - before[1])).toBe(-Math.sign(after[0] - after[1]))
      } else {
        const [a, b] = costs(0)
        expect(apart(a, b)).toBeLessThan(1e-12)
        expect(apart(a, cost)).toBeLessThan(1e-12)
      }
    }
    // between two points at which the cheaper flow is another there is one at least
    const signs = points.map(({ results: [a, b] }) => Math.sign(Number(b?.cost) - Number(a?.cost)))
    const changes = signs.filter((sign, i) => i > 0 && sign * (signs[i - 1] as number) < 0).length
    expect(crossings.length).toBeGreaterThanOrEqual(changes)
  })

  test('with machine counts not rounded up is that of --fractional', () => {
    const words = ['sweep', ...FLOWS, '--vary', 'product.thickness=10..100 um:19']
    const [rounded, fractional] = [json<SweepJson>(words), json<SweepJson>([...words, '--fractional'])]
    expect(rounded.crossings_fractional).toEqual(fractional.crossings)
    expect(fractional.crossings_fractional).toBeNull()
    // nothing leaps where nothing is rounded
    for (const { jump } of fractional.crossings) expect(jump).toBe(false)
  })

  test('of either kind was among these', () => {
    expect([...seen].sort()).toEqual(['jump', 'root'])
  })

  test('is told of each pair of flows', () => {
    const three = ['wet-slurry', 'ptfe-dry', 'ptfe-dry-wip']
    const { crossings } = json<SweepJson>(['sweep', ...three, '--vary', 'product.thickness=10..100 um:19'])
    const pairs = new Set(crossings.map(({ flows }) => flows.join(' ')))
    for (const pair of pairs)
      expect(['wet-slurry ptfe-dry', 'wet-slurry ptfe-dry-wip', 'ptfe-dry ptfe-dry-wip']).toContain(pair)
  })
})

describe('a relative range', () => {
  test.each<[string, readonly string[]]>([
    ['prices.Li2S', []],
    ['prices.Li2S', ['--prices', 'lithium-floor']],
    ['prices.Li2S', ['--set', 'prices.Li2S=90 USD/kg', '--currency', 'EUR']],
    ['plant.annual_output', ['--plant', 'giga']],
    ['product.porosity', []],
    ['equipment.calender.price', ['--year', '2020']],
  ])('of %s %j is what --set makes of a percentage', (input, options) => {
    const found = json<SweepJson>(['sweep', 'ptfe-dry', '--vary', `${input}=-30%..+60%:4`, ...options])
    expect(found.vary).toEqual([{ input, unit: '%', relative: true, values: [-30, 0, 30, 60] }])
    for (const { at, results } of found.points) {
      const by = at[input] as number
      const wanted = runAt('ptfe-dry', [...options, '--set', `${input}=${by < 0 ? '' : '+'}${by}%`])
      expect(apart(results[0]?.cost as string, wanted?.cost.total as string), `${by} %`).toBeLessThan(1e-15)
    }
  })

  test('changes each flow by a part of its own value', () => {
    const found = json<SweepJson>(['sweep', ...FLOWS, '--vary', 'product.thickness=-10%,+0%,+10%'])
    for (const { at, results } of found.points) {
      for (const { flow, cost } of results) {
        const by = at['product.thickness'] as number
        const wanted = runAt(flow, ['--set', `product.thickness=${by < 0 ? '' : '+'}${by}%`])
        expect(apart(cost as string, wanted?.cost.total as string)).toBeLessThan(1e-15)
      }
    }
  })
})

describe('a sweep', () => {
  test('tells where a flow cannot be, and goes on', () => {
    const { points } = json<SweepJson>(['sweep', 'wet-slurry', '--vary', 'steps.mixing.mixing_yield=0.8..1.2:5'])
    const told = points.map(({ results: [one] }) => one?.problem?.code ?? 'fine')
    expect(told).toEqual(['fine', 'fine', 'fine', 'VALUE_OUT_OF_RANGE', 'VALUE_OUT_OF_RANGE'])
    const { stdout } = runFabroute(['sweep', 'wet-slurry', '--vary', 'steps.mixing.mixing_yield=0.8..1.2:5'])
    expect(stdout).toMatch(
      /points without a cost:\n- wet-slurry.*steps\.mixing\.mixing_yield\s+is\s+1\.1, outside 0\.5 \.\. 1/s,
    )
    // resistances that are the same wherever there is one are no column
    expect(stdout).not.toContain('ohm*cm^2')
  })

  test('warns of each thing once', () => {
    const low = ['--set', 'prices.LiCl=1 USD/kg']
    const { stderr, exit } = runFabroute(['sweep', 'wet-slurry', '--vary', 'product.thickness=10..50 um:4', ...low])
    expect(exit).toBe(0)
    // thin films leave the solvent recovery standing at some of the points
    expect(codesIn(stderr)).toEqual(['PRICE_BELOW_FLOOR', 'UTILIZATION_LOW'])
    const varied = runFabroute(['sweep', 'wet-slurry', '--vary', 'prices.LiCl=1..20 USD/kg:20'])
    expect(codesIn(varied.stderr)).toEqual(['PRICE_BELOW_FLOOR'])
    // nobody has written a --set
    expect(varied.stderr).not.toContain('--set')
  })

  test('warns of an input that a flow does not have, or that nothing reads', () => {
    const one = runFabroute(['sweep', ...FLOWS, '--vary', 'steps.drying.residence_time=1..3 min:2'])
    expect(codesIn(one.stderr)).toEqual(['VARY_WITHOUT_EFFECT'])
    const none = runFabroute(['sweep', 'wet-slurry', '--vary', 'prices.xylene=1..3 USD/kg:2'])
    expect(codesIn(none.stderr)).toEqual(['VARY_WITHOUT_EFFECT'])
  })

  test('does not name the first value of what it varies as the setting of all', () => {
    const { stdout } = runFabroute(['sweep', 'wet-slurry', '--vary', 'plant.annual_output=1e6,2e6 m^2/yr'])
    expect(stdout).not.toContain('1000000 m^2 a year')
  })

  test('names the price documents that were asked for', () => {
    const { stdout } = runFabroute([
      'sweep',
      'wet-slurry',
      '--vary',
      'product.thickness=30,40 um',
      '--prices',
      'at-scale',
    ])
    expect(stdout.split('\n\n')[0]).toContain('at-scale')
  })
})

describe('documents of one’s own', () => {
  let folder = ''
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const at = (path: string): string => join(folder, path)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fabroute-sweep-'))
    const flow = (name: string, more = ''): string => `format: 1
flow: ${name}
assumption: test
method: cash
plant: works
product: { operation: thing }
steps: { works: { operation: work, set: { effort: ${name === 'early' ? '9 USD' : '0 USD'}, yearly: ${name === 'early' ? '0 USD' : '1 USD'} } } }
${more}`
    put('early.yaml', flow('early'))
    put('late.yaml', flow('late'))
    put(
      'operations/thing.yaml',
      'format: 1\noperation: thing\nparameters: { basis: { value: 1 kg, assumption: test } }\n',
    )
    put(
      'operations/work.yaml',
      `format: 1
operation: work
assumption: test
parameters: { a: 1, effort: 0 USD, yearly: 0 USD, z: 1 }
`,
    )
    put(
      'prices/plants/works.yaml',
      `format: 1
plant: works
currency: USD
year: 2024
assumption: test
parameters: { annual_output: 1000 kg/yr, b: 2, life: 3, y: 1, discount: 0.9 }
`,
    )
    // the number of years decides how many equations there are; an input is read before and after them
    put(
      'methods/cash.yaml',
      `format: 1
method: cash
assumption: test
expects: { effort: 0 USD, yearly: 0 USD, a: 1, z: 1 }
step: { start: { is: effort * a * plant.b, unit: USD }, each_year: { is: yearly * z * plant.y, unit: USD } }
totals:
  yearly: { is: sum(steps.each.each_year), unit: USD }
  start: { is: sum(steps.each.start), unit: USD }
  running: { is: sum(years.each.spent), unit: USD }
years: { from: 1, to: plant.life, equations: { spent: { is: totals.yearly * plant.discount ^ year, unit: USD } } }
costs:
  - { for: plant, category: capital, item: start, is: totals.start }
  - { for: plant, category: running, item: years, is: totals.running }
`,
    )
    // a price that only one folder has
    for (const file of [
      'early.yaml',
      'operations/thing.yaml',
      'operations/work.yaml',
      'prices/plants/works.yaml',
      'methods/cash.yaml',
    ])
      put(
        join('other', file),
        readFileSync(at(file), 'utf8').replace('flow: early', 'flow: other').replace('y: 1, ', ''),
      )
    put('other/methods/cash.yaml', readFileSync(at('methods/cash.yaml'), 'utf8').replace(' * plant.y', ''))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('an input that decides how many equations there are is compiled anew at each point', () => {
    const vary = ['--vary', 'plant.life=1..8:8', '--vary', 'plant.b=1,3']
    const found = json<SweepJson>(['sweep', at('early.yaml'), at('late.yaml'), ...vary])
    for (const { at: place, results } of found.points) {
      const [life, b] = [place['plant.life'] as number, place['plant.b'] as number]
      // by hand: 9 b, and the sum of 0.9 ^ n
      const running = Array.from({ length: life }, (_, i) => 0.9 ** (i + 1)).reduce((sum, part) => sum + part, 0)
      expect(Number(results[0]?.cost)).toBeCloseTo(9 * b, 12)
      expect(Number(results[1]?.cost)).toBeCloseTo(running, 12)
    }
  })

  test('no crossing is denied that was not looked for', () => {
    const vary = ['--vary', 'plant.life=1..8:8', '--set', 'plant.b=0.3']
    const { stdout } = runFabroute(['sweep', at('early.yaml'), at('late.yaml'), ...vary])
    // late is the dearer of the two from the fourth year on
    expect(stdout).toMatch(/\n +3 +2\.7000 +2\.4390 +-0\.2610\n +4 +2\.7000 +3\.0951 +\+0\.3951/)
    expect(stdout).not.toContain('no crossing')
  })

  test('an input of the plant that one flow’s plant has alone is varied in that flow', () => {
    const ran = runFabroute(['sweep', at('late.yaml'), at('other/early.yaml'), '--vary', 'plant.y=1..3:3', '--json'])
    expect({ exit: ran.exit, codes: codesIn(ran.stderr) }).toEqual({ exit: 0, codes: ['VARY_WITHOUT_EFFECT'] })
  })
})
