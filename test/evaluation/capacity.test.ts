import { describe, expect, test } from 'vitest'
import { runJson } from '../../src/report/run-json.ts'
import { type Asked, type Costed, costRoute, costText, expectClose } from '../support.ts'

const SAME = 1e-12
const ROUTES = ['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip'] as const

interface Held {
  readonly machines: number | null
  readonly floor_m2: number | null
  readonly operators: number | null
  readonly power_kw: number | null
}
interface Printed {
  readonly annual_output: number
  readonly labour_h: number
  readonly floor_m2: number
  readonly energy: { readonly electricity_kwh: number }
  readonly purchases: Readonly<Record<string, { readonly amount: number }>>
  readonly throughput: {
    readonly line_m2_per_h: number
    readonly bottleneck: string | null
    readonly next_bottleneck: string | null
    readonly slack: number | null
    readonly steps: Readonly<Record<string, { readonly machines: number | null; readonly utilization: number | null }>>
  }
  readonly capacity: {
    readonly steps: Readonly<Record<string, Held & { readonly utilization: number | null }>>
    readonly route: Held
    readonly supply: Readonly<Record<string, Held>>
    readonly plant: Held & { readonly electrolyte_kg_per_year: number; readonly bottleneck: string }
  }
}
const printed = (costed: Costed): Printed => JSON.parse(JSON.stringify(runJson(costed.result))) as Printed
const names = (given: unknown): string[] => given as string[]
const KEYS = ['machines', 'floor_m2', 'operators', 'power_kw'] as const

/** A line of steps, each with a speed of its own; one machine a step makes 7680 h a year times its speed. */
function route(steps: string, asked: Asked = {}): Costed {
  const passes = [...steps.matchAll(/(\w+): \{ operation/g)].map((match) => match[1] as string)
  const streams = passes.slice(1).map((name, i) => `${passes[i]}.out -> ${name}.inlet`)
  const [first] = passes
  return costText(
    [
      `flow: passes
assumption: test
method: levelized
product: { operation: sheet, from: ${passes.at(-1)}.out, composition: { Li6PS5Cl: 100 % } }
steps: { buying: { operation: buying }, ${steps} }
streams: [ ${[`buying.out -> ${first}.inlet`, ...streams].join(', ')} ]`,
      `operation: sheet
assumption: test
materials: { composition: {} }
ports: { sheet: { in: web, carries: [solids] } }
parameters: { basis: 1 m^2 }
balance: { sheet.area: basis, sheet.composition.each: basis * 50 g/m^2 * composition.each.fraction }`,
      `operation: buying
ports: { feed: { in: bulk, carries: [solids], market: true }, out: { out: web, carries: [solids] } }
through: [out.each = feed.each]`,
      `operation: pass
assumption: test
ports: { inlet: { in: web, carries: [solids] }, out: { out: web, carries: [solids] } }
parameters: { speed: 1000 m^2/h }
through: [out.each = inlet.each, out.area = inlet.area]
rate: { of: out.area, is: speed }`,
      'plant: works\nbased_on: default\nassumption: test\nparameters: { annual_output: 6144000 m^2/yr, operating_time: 7680 h/yr }',
    ],
    { bundled: true, plant: 'works', ...asked },
  )
}
// 6 144 000 m² in 7680 h are 800 m²/h
const pass = (name: string, speed: number, line = name): string =>
  `${name}: { operation: pass, line: ${line}, set: { speed: { value: ${speed} m^2/h, assumption: test } } }`

describe('the next bottleneck', () => {
  test('is the step that limits the line when the bottleneck alone is relieved', () => {
    const { throughput } = printed(route([pass('a', 2000), pass('b', 1000), pass('c', 1250)].join(', ')))
    expect(throughput).toMatchObject({ bottleneck: 'b', next_bottleneck: 'c', line_m2_per_h: 1000 })
    expectClose(throughput.slack as number, 1250 / 1000 - 1, SAME)
  })

  test('counts all machines of a step', () => {
    // two machines of 450 m²/h make 900, one of 1000 makes 1000
    const { throughput } = printed(route([pass('a', 450), pass('b', 1000)].join(', ')))
    expect(throughput).toMatchObject({ bottleneck: 'a', next_bottleneck: 'b' })
    expectClose(throughput.slack as number, 1000 / 900 - 1, SAME)
  })

  test('may be another member of the same line, on its own rate', () => {
    const { throughput } = printed(route([pass('a', 900, 'l'), pass('b', 990, 'l'), pass('c', 1200)].join(', ')))
    expect(throughput).toMatchObject({ bottleneck: 'a', next_bottleneck: 'b' })
    expectClose(throughput.slack as number, 0.1, SAME)
  })

  test('is not known where there is no second', () => {
    expect(printed(route(pass('a', 900))).throughput).toMatchObject({
      bottleneck: 'a',
      next_bottleneck: null,
      slack: null,
    })
  })

  test('leaves no slack where machines are not rounded up', () => {
    const { throughput } = printed(route([pass('a', 2000), pass('b', 1000)].join(', '), { fractional: true }))
    expect(throughput).toMatchObject({ bottleneck: 'b', next_bottleneck: 'a', slack: 0 })
  })

  test.each(ROUTES)('of %s is what it makes without the bottleneck', (name) => {
    const { throughput } = printed(costRoute(name))
    const used = Object.entries(throughput.steps)
      .filter(([step, { utilization }]) => !step.startsWith('supply.') && utilization !== null)
      .sort(([, a], [, b]) => (b.utilization as number) - (a.utilization as number))
    const [first, second] = used as [(typeof used)[0], (typeof used)[0]]
    expect([throughput.bottleneck, throughput.next_bottleneck]).toEqual([first[0], second[0]])
    const ratio = (first[1].utilization as number) / (second[1].utilization as number)
    expectClose(throughput.slack as number, ratio - 1, 1e-9)
  })
})

describe('what the plant holds', () => {
  test.each(ROUTES.flatMap((name) => ['default', 'giga', 'pilot'].map((plant) => [name, plant] as const)))(
    '%s, plant %s: every total is the sum of its rows, and agrees with the figures beside it',
    (name, plant) => {
      const costed = costRoute(name, { plant })
      const json = printed(costed)
      const hours = costed.value('plant.operating_time', 'h/yr')
      const { capacity } = json
      const rows = Object.entries(capacity.steps)
      for (const key of KEYS) {
        const sum = (of: readonly Held[]): number => of.reduce((total, held) => total + (held[key] ?? 0), 0)
        const own = rows.filter(([step]) => !step.startsWith('supply.')).map(([, held]) => held)
        expectClose(sum(own), capacity.route[key] as number, SAME, key)
        for (const [component, held] of Object.entries(capacity.supply)) {
          const upstream = rows.filter(([step]) => step.startsWith(`supply.${component}.`)).map(([, row]) => row)
          expect(upstream.length).toBeGreaterThan(0)
          expectClose(sum(upstream), held[key] as number, SAME, key)
        }
        expectClose(sum(rows.map(([, held]) => held)), capacity.plant[key] as number, SAME, key)
      }
      // hours and kWh per square metre are those of a year over its output
      expectClose((capacity.plant.operators as number) * hours, json.labour_h * json.annual_output, 1e-9)
      expectClose((capacity.plant.power_kw as number) * hours, json.energy.electricity_kwh * json.annual_output, 1e-9)
      expectClose(capacity.route.floor_m2 as number, json.floor_m2, SAME)
      for (const [step, { machines, utilization }] of Object.entries(json.throughput.steps))
        expect(capacity.steps[step]).toMatchObject({ machines, utilization })
      const used = Object.entries(capacity.steps).map(([step, { utilization }]) => [step, utilization ?? -1] as const)
      const [busiest] = used.reduce((most, one) => (one[1] > most[1] ? one : most))
      expect(capacity.plant.bottleneck).toBe(busiest)
    },
  )

  test('is by arithmetic: operators of four coaters, floor with aisles, and the power of their hall', () => {
    const costed = costRoute('wet-slurry')
    const { casting } = printed(costed).capacity.steps
    const coater = (figure: string, unit?: string): number => costed.value(`equipment.slot_die_coater.${figure}`, unit)
    expect(casting?.machines).toBe(4)
    expectClose(casting?.operators as number, 4 * coater('operators'), SAME)
    expectClose(
      casting?.floor_m2 as number,
      4 * coater('floor_area', 'm^2') * costed.value('plant.layout_factor'),
      SAME,
    )
  })

  test('electrolyte is counted bought or made in house, and is the same', () => {
    const made = printed(costRoute('ptfe-dry'))
    const bought = printed(costRoute('ptfe-dry', { set: ['supply.Li6PS5Cl=bought'] }))
    const kilograms = (bought.purchases.Li6PS5Cl?.amount as number) * bought.annual_output
    expectClose(bought.capacity.plant.electrolyte_kg_per_year, kilograms, SAME)
    expectClose(made.capacity.plant.electrolyte_kg_per_year, kilograms, SAME)
    expect(bought.capacity.supply).toEqual({})
    expect(bought.capacity.plant).toMatchObject(bought.capacity.route)
  })

  test('is null where no document says', () => {
    const { capacity } = printed(route(pass('a', 900)))
    expect(capacity.steps.buying).toMatchObject({ machines: null, utilization: null })
    expect(capacity.steps.a?.machines).toBe(1)
    expect(capacity.plant.machines).toBe(1)
    expectClose(capacity.plant.electrolyte_kg_per_year, 0.05 * 6_144_000, SAME)
  })
})

describe('warnings of machines', () => {
  test('name all steps below 30 %, upstream ones too, at their share', () => {
    const costed = costRoute('ptfe-dry', { plant: 'pilot' })
    const [warning] = costed.result.warnings
    expect(costed.warnings).toEqual(['UTILIZATION_LOW'])
    const low = [...costed.result.throughput.steps].filter(([, { utilization: used }]) => used !== null && used < 0.3)
    const told = names(warning?.facts.steps).map((text) => text.split(' ')[0])
    expect(told).toEqual(low.map(([step]) => step))
    expect(told).toContain('supply.Li6PS5Cl.annealing')
  })

  test('are silent at 30 %, and without rounding', () => {
    // 800 of 2666 m²/h are above 30 %, of 2667 they are below
    expect(route(pass('a', 2666)).warnings).toEqual([])
    expect(route(pass('a', 2667)).warnings).toEqual(['UTILIZATION_LOW'])
    expect(route(pass('a', 2667), { fractional: true }).warnings).toEqual([])
  })

  test('tell of more machines than their figures hold for', () => {
    const machines = costRoute('wet-slurry-wip', { plant: 'giga' }).result.throughput.steps.get('pressing')
      ?.machines as number
    const most = (count: number): readonly string[] =>
      costRoute('wet-slurry-wip', { plant: 'giga', set: [`equipment.warm_isostatic_press.most_machines=${count}`] })
        .warnings
    expect(most(machines)).toEqual([])
    expect(most(machines - 1)).toEqual(['MACHINES_MANY'])
  })
})
