import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/document/diagnostic.ts'
import type { Variable } from '../../src/equation/system.ts'
import { Evaluator } from '../../src/evaluation/evaluate.ts'
import { figureNamed } from '../../src/evaluation/figure.ts'
import { Ledger } from '../../src/evaluation/ledger.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { readUnit, toBase, type Unit } from '../../src/quantity/unit.ts'
import { type OptimizeAnswer, type Optimum, optimize } from '../../src/study/optimize.ts'
import type { Constraint, SearchedInput } from '../../src/study/optimize-field.ts'
import { type StudyOutput, studyOutput } from '../../src/study/outputs.ts'
import { ScenarioModel } from '../../src/study/scenario-model.ts'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute, costText, expectClose } from '../support.ts'
import { json } from './support.ts'

type Limits = Partial<Pick<Constraint, 'least' | 'most' | 'isStrict'>>

interface Problem {
  /** Equations of the route, by name. */
  readonly equations: Readonly<Record<string, string>>
  /** Ranges of the parameters `x` and so on, which stand at 0.25 of them. */
  readonly over: Readonly<Record<string, readonly [low: number, high: number]>>
  readonly subjectTo?: Readonly<Record<string, Limits>>
  readonly maximize?: boolean
  /** The figure that `f` is set against. */
  readonly against?: string
}

/** A route that costs nothing and has plain numbers to compute with. */
function flowOf({ equations, over }: Problem): string[] {
  const parameters = Object.entries(over).map(
    ([name, [low, high]]) => `  ${name}: { value: ${low + (high - low) / 4}, assumption: test }`,
  )
  const computed = Object.entries(equations).map(([name, text]) => `  ${name}: ${text}`)
  return [
    `flow: sums\nproduct: { operation: nothing }\nplant: p\nmethod: m\nparameters:\n${parameters.join('\n')}\nequations:\n${computed.join('\n')}\nsteps: {}\n`,
    'operation: nothing\nparameters: { basis: { value: 1, assumption: test } }',
    'method: m',
    'plant: p\nparameters: { annual_output: { value: 1 1/yr, assumption: test } }',
  ]
}

function answer(problem: Problem): OptimizeAnswer {
  const { evaluation } = costText(flowOf(problem))
  const { subjectTo = {}, against } = problem
  const names = ['f', ...(against === undefined ? [] : [against]), ...Object.keys(subjectTo)]
  const outputs = names.map((name) => studyOutput(evaluation, `route.${name}`) as StudyOutput)
  const model = new ScenarioModel(evaluation, outputs)
  const inputs = Object.entries(problem.over).map(([name, ends]) => searched(model, `route.${name}`, ends, '1'))
  const from = names.length - Object.keys(subjectTo).length
  const constraints = Object.values(subjectTo).map(
    (limits, i): Constraint => ({
      output: from + i,
      least: -Infinity,
      most: Infinity,
      isStrict: false,
      scale: 1,
      ...limits,
    }),
  )
  const goal = { output: 0, sign: problem.maximize === true ? -1 : 1, constraints } as const
  return optimize(model, model, inputs, { goal, against: against === undefined ? undefined : { output: 1, sign: 1 } })
}

function searched(model: ScenarioModel, name: string, ends: readonly [number, number], text: string): SearchedInput {
  const unit = readUnit(text) as Unit
  const place = model.placeOf(name) as number
  const [low, high] = ends.map((end) => toBase(new Decimal(end), unit)) as [Decimal, Decimal]
  const bounds = { low: low.toNumber(), high: high.toNumber(), certain: true }
  return { name, place, unit, base: model.evaluator.inputs[place] as Decimal, low, high, bounds }
}

function optimum(problem: Problem): Optimum {
  const found = answer(problem)
  if (found.kind !== 'optimum') throw new Error(`no optimum: ${JSON.stringify(found)}`)
  return found
}

const numbers = (values: readonly Decimal[]): number[] => values.map((value) => value.toNumber())

/** Where two numbers of the route are to be, and the figure there. */
function expectAt({ best }: Optimum, values: readonly number[], figure: number, near = 1e-7): void {
  for (const [i, wanted] of values.entries()) expectClose(numbers(best.values)[i] as number, wanted, near, `input ${i}`)
  expectClose(best.figures[0] as number, figure, 1e-12, 'the figure')
}

describe('one input', () => {
  it('is found where a parabola is least, in as few digits as are as good', () => {
    const found = optimum({ equations: { f: '1 + (x - 3.25)^2' }, over: { x: [0, 10] } })
    expect(numbers(found.best.values)).toEqual([3.25])
    expect(found.best.figures).toEqual([1])
    expect(found.around[0]).toMatchObject({ onBound: undefined, level: undefined, below: [], above: [] })
  })

  it('is found at a value of no few digits', () => {
    // x + 2/x is least at the root of 2
    expectAt(optimum({ equations: { f: 'x + 2 / x' }, over: { x: [0.5, 4] } }), [Math.SQRT2], 2 * Math.SQRT2)
  })

  it('is found in a range of decades', () => {
    expectAt(optimum({ equations: { f: 'x + 1e-6 / x' }, over: { x: [1e-6, 1e6] } }), [1e-3], 2e-3)
  })

  it.each([
    ['low', '5 + 2 * x', 0, false],
    ['high', '5 - 2 * x', 10, false],
    ['high', '5 + 2 * x', 10, true],
  ] as const)('is at the %s end of its range, which limits it, for %s', (onBound, f, value, maximize) => {
    const found = optimum({ equations: { f }, over: { x: [0, 10] }, maximize })
    expect(numbers(found.best.values)).toEqual([value])
    expect(found.around[0]).toMatchObject({ onBound, heldBy: 'range' })
    expectClose(found.around[0]?.slope as number, 2, 1e-12)
  })

  it('is told as level where it is least just at the end of its range', () => {
    const found = optimum({ equations: { f: '1 + (x - 3)^2' }, over: { x: [3, 10] } })
    expect(numbers(found.best.values)).toEqual([3])
    expect(found.around[0]).toMatchObject({ onBound: 'low', heldBy: 'level', slope: undefined })
  })

  it('is found in the deeper of two basins, also a narrow one', () => {
    const wide = 'min((x - 2)^2 + 1, 400 * (x - 8.125)^2 + 0.9)'
    expectAt(optimum({ equations: { f: wide }, over: { x: [0, 10] } }), [8.125], 0.9)
  })

  it('tells of a second basin that is as good', () => {
    const found = optimum({ equations: { f: '(x^2 - 4)^2 + 1' }, over: { x: [-3, 3] } })
    expect([...numbers(found.best.values), ...found.alike.flatMap(numbers)].map(Math.round).sort()).toEqual([-2, 2])
  })

  it('keeps to the good side of a step, and names what steps', () => {
    // each machine makes 3 of x, and x is worth 1
    const found = optimum({ equations: { machines: 'ceil(x / 3)', f: '50 + 4 * machines - x' }, over: { x: [1, 8] } })
    expect(numbers(found.best.values)).toEqual([3])
    expect(found.best.figures[0]).toBe(51)
    const [{ below, above } = { below: [], above: [] }] = found.around
    expect(below).toEqual([])
    expect(above.map(({ variable, kind, from, to }) => [variable.name, kind, from, to])).toEqual([
      ['route.machines', 'ceil', 1, 2],
    ])
  })

  it('tells over which stretch the figure is the same', () => {
    const found = optimum({
      equations: { f: 'max(2, abs_of_x) + max(0, x - 6)', abs_of_x: 'max(x, 4 - x)' },
      over: { x: [0, 10] },
    })
    const { level } = found.around[0] as Optimum['around'][number]
    expect(level).toBeUndefined()
    const flat = optimum({ equations: { f: '1 + max(0, x - 6) + max(0, 4 - x)' }, over: { x: [0, 10] } })
    const stretch = flat.around[0]?.level
    expectClose(stretch?.low as number, 4, 1e-9)
    expectClose(stretch?.high as number, 6, 1e-9)
  })

  it('leaves an input as it stands where that is as good', () => {
    const found = optimum({ equations: { f: '1 + max(0, x - 6)' }, over: { x: [0, 10] } })
    expect(numbers(found.best.values)).toEqual([2.5])
  })
})

describe('constraints', () => {
  it('hold the optimum where they are active, and tell what they cost', () => {
    const found = optimum({
      equations: { f: '1 + (x - 5)^2', g: 'x^2' },
      over: { x: [0, 10] },
      subjectTo: { g: { most: 4, scale: 4 } as Limits },
    })
    expectAt(found, [2], 10, 1e-9)
    expect(found.active).toHaveLength(1)
    // g at most 4.04
    expectClose(found.active[0]?.loosened as number, 1 + (5 - Math.sqrt(4.04)) ** 2, 1e-9)
  })

  it('that are strict leave their end out', () => {
    const problem = { equations: { f: '10 - n + 0.001 * x', n: 'floor(x)' }, over: { x: [0, 10] } } as const
    expect(optimum({ ...problem, subjectTo: { n: { most: 3 } } }).best.figures).toEqual([7.003, 3])
    expect(optimum({ ...problem, subjectTo: { n: { most: 3, isStrict: true } } }).best.figures).toEqual([8.002, 2])
  })

  it('that nothing keeps to are told with the nearest point', () => {
    const found = answer({
      equations: { f: 'x', g: '1 + (x - 3)^2' },
      over: { x: [0, 10] },
      subjectTo: { g: { most: 0.5 } },
    })
    expect(found).toMatchObject({ kind: 'out of reach', figures: [3, 1] })
  })

  it('of a narrow band are met', () => {
    const found = optimum({
      equations: { f: 'x', g: '(x - 3)^2 * (x - 7)^2' },
      over: { x: [0, 10] },
      subjectTo: { g: { least: 0, most: 1e-14 } },
    })
    expectClose(found.best.values[0]?.toNumber() as number, 3, 1e-7)
  })

  it('that fail whatever is varied are told', () => {
    const found = answer({ equations: { f: 'x', g: '3 + 0' }, over: { x: [0, 10] }, subjectTo: { g: { most: 2 } } })
    expect(found).toEqual({ kind: 'fixed', constraint: 0, value: 3 })
  })
})

describe('several inputs', () => {
  it('of a quadratic are found on a linear constraint', () => {
    // (x-3)² + 2(y-2)² with x + y at most 3: x - 3 = -l/2, y - 2 = -l/4, so l = 8/3
    const found = optimum({
      equations: { f: '5 + (x - 3)^2 + 2 * (y - 2)^2', g: 'x + y' },
      over: { x: [-5, 5], y: [-5, 5] },
      subjectTo: { g: { most: 3 } },
    })
    expectClose(found.best.figures[0] as number, 5 + 16 / 9 + 8 / 9, 1e-12)
    expect(numbers(found.best.values)[0]).toBeCloseTo(5 / 3, 6)
    expect(numbers(found.best.values)[1]).toBeCloseTo(4 / 3, 6)
    expect(found.active).toHaveLength(1)
  })

  it('of a curved valley are found', () => {
    const f = '1 + 100 * (y - x^2)^2 + (1 - x)^2'
    expectAt(optimum({ equations: { f }, over: { x: [-2, 2], y: [-1, 3] } }), [1, 1], 1, 1e-6)
  })

  it('are found in a corner of two curved constraints', () => {
    // x² + y² at most 25 and y at least x²/4 … meet where y² + 4y = 25
    const found = optimum({
      equations: { f: '20 - x - 0.1 * y', g: 'x^2 + y^2', h: 'y - x^2 / 4' },
      over: { x: [0, 10], y: [0, 10] },
      subjectTo: { g: { most: 25 }, h: { least: 0 } },
    })
    const y = -2 + Math.sqrt(29)
    expectClose(found.best.figures[0] as number, 20 - 2 * Math.sqrt(y) - 0.1 * y, 1e-8)
    expect(found.active).toHaveLength(2)
  })

  it('are six, and each is found', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'g']
    const f = names.map((name, i) => `(${name} - ${i + 1})^2`).join(' + ')
    const over = Object.fromEntries(names.map((name) => [name, [0, 10] as const]))
    const found = optimum({ equations: { f: `1 + ${f}` }, over })
    expect(found.best.figures[0]).toBeCloseTo(1, 12)
    for (const [i, value] of numbers(found.best.values).entries()) expect(value).toBeCloseTo(i + 1, 5)
  })

  it('are told where they have no effect', () => {
    const found = optimum({ equations: { f: '1 + (x - 3)^2', other: 'y' }, over: { x: [0, 10], y: [0, 1] } })
    expect(found.idle).toEqual([false, true])
    expect(numbers(found.best.values)).toEqual([3, 0.25])
  })

  it('have no best point where the figure is the same everywhere', () => {
    expect(answer({ equations: { f: '7 + 0 * x' }, over: { x: [0, 1] } })).toEqual({
      kind: 'level',
      output: 0,
      value: 7,
    })
  })
})

describe('a front', () => {
  it('of two quadratics is the line between their least points', () => {
    // x² + y² against (x-2)² + (y-1)²: √f + √g is the distance √5
    const { front } = optimum({
      equations: { f: 'x^2 + y^2', g: '(x - 2)^2 + (y - 1)^2' },
      over: { x: [-3, 3], y: [-3, 3] },
      against: 'g',
    })
    const points = front?.map(({ figures }) => figures as [number, number]) ?? []
    expect(points.length).toBe(27)
    for (const [f, g] of points) expect(Math.sqrt(f) + Math.sqrt(g)).toBeCloseTo(Math.sqrt(5), 5)
    for (const [i, [f, g]] of points.entries())
      for (const [k, [p, q]] of points.entries()) if (i !== k) expect(p <= f && q <= g).toBe(false)
    expect(points[0]?.[0]).toBeCloseTo(0, 9)
    expect(points.at(-1)?.[1]).toBeCloseTo(0, 9)
  })

  it('is one point where one is best in both', () => {
    const { front } = optimum({
      equations: { f: '1 + (x - 3)^2', g: 'abs', abs: '2 + max(x - 3, 3 - x)' },
      over: { x: [0, 10] },
      against: 'g',
    })
    expect(front?.map(({ values }) => numbers(values))).toEqual([[3]])
  })

  it('of whole numbers has a point for each', () => {
    // n machines at 2 each against the time 12/n
    const { front } = optimum({
      equations: { n: 'ceil(x)', f: '2 * n', g: '12 / n' },
      over: { x: [0.5, 4] },
      against: 'g',
    })
    expect(front?.map(({ figures }) => figures)).toEqual([
      [2, 12],
      [4, 6],
      [6, 4],
      [8, 3],
    ])
  })
})

interface OptimizeJson {
  readonly objective: { readonly value: number; readonly base: number; readonly saved: number }
  readonly constraints: readonly { readonly value: number; readonly active: boolean }[]
  readonly inputs: readonly { readonly input: string; readonly value: number; readonly on_bound: string | null }[]
  readonly pareto: {
    readonly points: readonly {
      readonly inputs: Readonly<Record<string, number>>
      readonly figures: Readonly<Record<string, number>>
    }[]
  } | null
  readonly refused: readonly { readonly count: number; readonly why: string }[]
  readonly notes: readonly string[]
}

const WET = [
  'optimize',
  'wet-slurry',
  '--vary',
  'product.thickness=30..60 um',
  '--vary',
  'steps.casting.coating_speed=2..40 m/min',
]
const HELD = [...WET, '--subject-to', 'membrane.asr_ohm_cm2 < 3 ohm*cm^2']

const SMALL = [
  'optimize',
  'test/bad-input/base/route.yaml',
  '--vary',
  'product.thickness=20..60 um',
  '--vary',
  'steps.oven.residence_time=1..30 min',
  '--vary',
  'prices.Sultam=0.1..2 USD/kg',
]

describe('a bundled route', () => {
  it('is nowhere cheaper on a grid of the decimal ledger', () => {
    const { objective, inputs } = json<OptimizeJson>(HELD)
    const { model, evaluation } = costRoute('wet-slurry')
    const evaluator = new Evaluator(model)
    const places = inputs.map(({ input }) => evaluator.program.inputs.findIndex(({ name }) => name === input))
    const resistance = figureNamed(model, 'membrane.asr_ohm_cm2') as Variable
    let least = Number.POSITIVE_INFINITY
    for (const thickness of [30, 31, 32, 32.9, 33])
      for (let speed = 2; speed <= 40; speed += 2) {
        const [t, v] = [new Decimal(thickness).times('1e-6'), new Decimal(speed).dividedBy(60)]
        const at = new Map([
          [places[0] as number, t],
          [places[1] as number, v],
        ])
        const diagnostics = new Diagnostics()
        const found = evaluator.evaluate(diagnostics, at)
        // 3 ohm*cm^2 in ohm*m^2
        if (!diagnostics.failed && found.value(resistance).lt('3e-4'))
          least = Math.min(least, new Ledger(found).total.toNumber())
      }
    expect(least).toBeLessThan(new Ledger(evaluation).total.toNumber())
    expect(objective.value).toBeLessThanOrEqual(least)
    const set = inputs.map(({ input, value }, i) => `${input}=${value} ${i === 0 ? 'um' : 'm/min'}`)
    expectClose(costRoute('wet-slurry', { set }).total, objective.value, 1e-9)
  })

  it('answers the same twice', () => {
    expect(runFabroute(HELD)).toEqual(runFabroute(HELD))
  })

  it('is told as text', () => {
    const { stdout, exit } = runFabroute([...SMALL, '--subject-to', 'accumulated.scrap >= 8 g'])
    expect(exit).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "route: least cost per 1 m^2, USD 2024
      plant small, 1000000 m^2 a year; method plain
      subject to accumulated.scrap >= 8 g

      input                           low  high  base  optimum
      ------------------------------  ---  ----  ----  -------
      product.thickness, um            20    60    50  22.4409
      steps.oven.residence_time, min    1    30   2.5      2.5
      prices.Sultam, USD/kg           0.1     2   0.2      0.2

      figure                                base     optimum   change
      -------------------------------  ---------  ----------  -------
      cost, USD/m^2                      9.39174     4.25829  -54.7 %
      accumulated.scrap, kg            0.0178246       0.008  -55.1 %
      throughput.line_m2_per_h, m^2/h        480         480      0 %
      solvent.fresh_kg, kg             0.0166585  0.00747664  -55.1 %
      yield.components.Ceramic, %         89.376      89.376      0 %

      cost is 5.1335 USD/m^2 (54.7 %) less than in the base case
      active: "accumulated.scrap >= 8 g" holds the optimum, and were it 1 % looser,
        cost would be 4.21649 USD/m^2
      level: with the other inputs as they are, any steps.oven.residence_time from
        1 min to 7.2 min is as good
      without effect on what is asked for: prices.Sultam
      "
    `)
  })

  it('is told as comma-separated values', () => {
    const { stdout, exit } = runFabroute([...SMALL, '--pareto=-accumulated.scrap', '--csv'])
    expect(exit).toBe(0)
    expect(stdout.split('\n').slice(0, 3).join('\n')).toMatchInlineSnapshot(`
      "flow,point,"product.thickness, um","steps.oven.residence_time, min","prices.Sultam, USD/kg","cost, USD/m^2","accumulated.scrap, kg","throughput.line_m2_per_h, m^2/h","solvent.fresh_kg, kg","yield.components.Ceramic, %"
      route,base,50,2.5,0.2,9.391742571273813,0.017824593952413502,480,0.016658509097418873,89.376
      route,1,20,2.5,0.2,3.8036170285095254,0.007129837580965401,480,0.006663403638967549,89.376"
    `)
  })

  it('has a front of which no point dominates another', () => {
    const { pareto } = json<OptimizeJson>([...WET, '--pareto', 'cost,-yield.area', '--subject-to', 'yield.area > 90 %'])
    const points = (pareto?.points ?? []).map(({ figures }) => [
      figures.cost as number,
      figures['yield.area'] as number,
    ])
    expect(points.length).toBeGreaterThan(10)
    for (const [i, [cost = 0, area = 0]] of points.entries()) {
      expect(area).toBeGreaterThan(0.9)
      for (const [k, [c = 0, a = 0]] of points.entries()) if (i !== k) expect(c <= cost && a >= area).toBe(false)
    }
  })

  it('takes an input that is an expression, and one by percentages', () => {
    const { inputs } = json<OptimizeJson>([...WET.slice(0, 2), '--vary', 'product.thickness=-20%..+20%'])
    expect(inputs[0]).toMatchObject({ value: 40, on_bound: 'low' })
  })

  it('tells of scenarios beyond the range of a document', () => {
    const { refused } = json<OptimizeJson>([...WET.slice(0, 2), '--vary', 'product.porosity=-10..20 %'])
    expect(refused).not.toEqual([])
    expect(refused[0]?.why).toMatch(/^product\.porosity leaves its range/)
  })
})
