import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../../src/document/diagnostic.ts'
import { decimals } from '../../../src/evaluation/arithmetic.ts'
import { Kinks } from '../../../src/evaluation/kinks.ts'
import { run } from '../../../src/evaluation/program.ts'
import { slopesOf } from '../../../src/evaluation/provenance.ts'
import { Decimal } from '../../../src/quantity/decimal.ts'
import { type StudyOutput, studyOutput, usualOutputs } from '../../../src/study/outputs.ts'
import { Batch, type ScenarioInput, ScenarioModel } from '../../../src/study/scenario-model.ts'
import { generator } from '../../../src/study/statistics/generator.ts'
import { type Uncertain, uncertainInputs } from '../../../src/study/uncertain.ts'
import { LIBRARY } from '../../library/coverage.ts'
import { costRoute } from '../../support.ts'

const ROUTES = [...LIBRARY.routes].sort()
/** Points a route: decimal arithmetic takes its time, so that all are looked at where POINTS=all asks for it, as in CI. */
const IS_ALL = process.env.POINTS === 'all'
const [MANY, FEW] = IS_ALL ? [1000, 12] : [60, 4]
/** Routes that are looked at more closely. */
const CLOSELY = new Set(['wet-slurry', 'ptfe-dry'])
/** Points at which the decimal ledger also says whether the scenario can be at all. */
const CHECKED = 4

function opened(route: string, method?: string): { model: ScenarioModel; inputs: readonly Uncertain[] } {
  const { evaluation } = costRoute(route, { method })
  const outputs = usualOutputs(evaluation).map((name) => studyOutput(evaluation, name) as StudyOutput)
  const model = new ScenarioModel(evaluation, outputs)
  return { model, inputs: uncertainInputs(model).inputs }
}

/** Values of every uncertain input at random places between its ends, in base units. */
function points(inputs: readonly Uncertain[], count: number): number[][] {
  const random = generator(7)
  return Array.from({ length: count }, () => inputs.map(({ law: { low, high } }) => low + (high - low) * random()))
}

/** What the decimal program gives for the outputs, in their units; nothing is checked. */
function exactly(model: ScenarioModel, inputs: readonly ScenarioInput[], at: readonly number[]): number[] {
  const { evaluator, outputs } = model
  const changed = new Map(inputs.map(({ place }, i) => [place, new Decimal(at[i] as number)]))
  const { program, settlement } = evaluator
  const asked = evaluator.inputs.map((value, place) => changed.get(place) ?? value)
  const settled = settlement?.decimal(asked)
  const taken = settled === undefined || settlement === undefined ? asked : asked.with(settlement.place, settled)
  const values = run(program, decimals, program.constants, taken, [])
  return outputs.map(({ node, unit }) =>
    (values[program.slotOf(node)] as Decimal).minus(unit.offset).dividedBy(unit.factor).toNumber(),
  )
}

function expectAgreement(route: string, count: number, method?: string): void {
  const { model, inputs } = opened(route, method)
  const places = points(inputs, count)
  const batch = new Batch(model, inputs)
  const columns = batch.evaluate(count, (input, scenario) => places[scenario]?.[input] as number)
  for (const [k, at] of places.entries()) {
    const found = columns.map((column) => column[k] as number)
    if (k < CHECKED) {
      const diagnostics = new Diagnostics()
      model.evaluator.evaluate(
        diagnostics,
        new Map(inputs.map(({ place }, i) => [place, new Decimal(at[i] as number)])),
      )
      expect(found.some(Number.isNaN), diagnostics.list.map(({ code }) => code).join()).toBe(diagnostics.failed)
    }
    if (found.some(Number.isNaN)) continue
    const exact = exactly(model, inputs, at)
    for (const [i, value] of exact.entries()) {
      const name = model.outputs[i]?.name as string
      expect(Math.abs((found[i] as number) - value) / Math.abs(value || 1), `${name} at point ${k}`).toBeLessThan(1e-9)
    }
  }
}

describe('the kernel gives what the decimal ledger gives', () => {
  it.each(ROUTES)('on %s', (route) => expectAgreement(route, CLOSELY.has(route) ? MANY : FEW))

  it.each(['cash-flow', 'batpac-style'])('where the method is %s', (method) => {
    expectAgreement('wet-slurry', 20, method)
    expectAgreement('ptfe-dry-wip', 20, method)
  })
})

/** Steps of a difference, relatively: third derivatives and rounding weigh about as much. */
const STEP = 1e-5

describe('derivatives in one backward pass are those of central differences', () => {
  it.each(ROUTES)('on %s', (route) => {
    const { model, inputs } = opened(route)
    const { evaluator, outputs } = model
    const { program } = evaluator
    const slot = program.slotOf(outputs[0]?.node as number)
    const factor = outputs[0]?.unit.factor.toNumber() as number
    const kinks = new Kinks(program, model.model.compiled.system.variables)
    // where the route stands, and at one other point
    for (const at of [inputs.map(({ base }) => base), ...points(inputs, 1)]) {
      const steps = inputs.map(({ law: { low, high } }) => (high - low) * STEP)
      const wide = inputs.map((input, i) => ({
        ...input,
        bounds: {
          low: input.bounds.low - (steps[i] as number),
          high: input.bounds.high + (steps[i] as number),
          certain: true,
        },
      }))
      const moved = (scenario: number, input: number): number => {
        const by = scenario >> 1 === input ? (scenario % 2 === 0 ? -1 : 1) * (steps[input] as number) : 0
        return (at[input] as number) + by
      }
      const [cost] = new Batch(model, wide).evaluate(2 * inputs.length, (input, scenario) => moved(scenario, input))
      const values = evaluator.numbers(new Map(inputs.map(({ place }, i) => [place, at[i] as number])))
      const slopes = slopesOf(evaluator, values, slot)
      const scale = Math.abs(values[slot] as number) / factor
      for (const [i, input] of inputs.entries()) {
        const [before, after] = [-1, 1].map((sign) =>
          evaluator.numbers(
            new Map(
              inputs.map(({ place }, k) => [place, (at[k] as number) + (k === i ? sign * (steps[i] as number) : 0)]),
            ),
          ),
        ) as [number[], number[]]
        // a kink between the two has no slope, and is told by its name
        if (kinks.between(input.place, slot, before, after).length > 0) continue
        const central = ((cost?.[2 * i + 1] as number) - (cost?.[2 * i] as number)) / (2 * (steps[i] as number))
        if (Number.isNaN(central)) continue
        const backward = (slopes[input.place] as number) / factor
        const width = input.law.high - input.law.low
        // over the whole width of the input, as a part of the cost
        expect((Math.abs(backward - central) * width) / scale, input.name).toBeLessThan(1e-5)
      }
    }
  })
})
