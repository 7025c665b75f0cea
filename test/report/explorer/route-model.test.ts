import { describe, expect, it } from 'vitest'
import { type Network, networkOf } from '../../../src/report/diagram/network.ts'
import { networkAt } from '../../../src/report/diagram/network-at.ts'
import { type ExploredInput, exploredRoute } from '../../../src/report/explorer/explored-route.ts'
import { quantityText } from '../../../src/report/explorer/overlay.ts'
import { drawnFigure } from '../../../src/report/explorer/page-data.ts'
import { planOf, RouteModel } from '../../../src/report/explorer/route-model.ts'
import { runJson } from '../../../src/report/run-json.ts'
import { studyOutput } from '../../../src/study/outputs.ts'
import { ScenarioModel } from '../../../src/study/scenario-model.ts'
import { tornado } from '../../../src/study/tornado.ts'
import { uncertainInputs } from '../../../src/study/uncertain.ts'
import { costRoute } from '../../support.ts'

const FROM = { argument: 'x', options: '', finish: undefined, set: new Set<string>() }

function modelOf(name: string, asked: Parameters<typeof costRoute>[1] = {}): RouteModel {
  const { evaluation, result } = costRoute(name, asked)
  // as it goes through a page: as text
  const route = JSON.parse(JSON.stringify(exploredRoute(evaluation, result, FROM, [])))
  return new RouteModel(route, planOf(route.plan))
}

const near = (value: number | undefined, wanted: number): void => {
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))
}

/** Every number that a network tells, by where it stands; costs of steps are not drawn. */
function numbersOf(network: Network): Map<string, number> {
  const found = new Map<string, number>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') found.set(path, value)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (!/[fF]igure$|^costs?$|^isBottleneck$|^solvent$/.test(key)) walk(inner, `${path}.${key}`)
  }
  walk(network, '')
  return found
}

describe('a route in the page', () => {
  it('has the figures of a run, and those of a run with inputs set', () => {
    const model = modelOf('wet-slurry')
    const moved = new Map([
      ['prices.Li2S', 63.7],
      ['product.thickness', 31],
      ['steps.casting.coating_speed', 11.5],
      ['plant.annual_output', 2.5e6],
    ])
    for (const now of [new Map<string, number>(), moved]) {
      const set = [...now].map(([name, value]) => {
        const input = model.inputOf(name)
        if (input === undefined) throw new Error(`${name} is no input of the page`)
        return `${name}=${quantityText(value, input)}`
      })
      const { result } = costRoute('wet-slurry', { set })
      const figures = model.figures(now)
      expect(figures.refused).toBeUndefined()
      near(figures.of('cost'), result.ledger.total.toNumber())
      for (const key of ['category', 'step', 'item'] as const)
        for (const [name, amount] of result.ledger.by(key))
          near(figures.of(`cost.by_${key}.${name}`), amount.toNumber())
      near(figures.of('throughput.line_m2_per_h'), result.throughput.line_per_h ?? 0)
      for (const [step, { machines, utilization }] of result.throughput.steps) {
        near(figures.of(`throughput.steps.${step}.machines`), machines ?? 0)
        near(figures.of(`throughput.steps.${step}.utilization`), utilization ?? 0)
      }
      near(figures.of('solvent.emitted_kg'), result.solvent.emitted_kg ?? 0)
      near(figures.of('membrane.asr_ohm_cm2'), result.membrane?.asr_ohm_cm2 ?? 0)
      near(figures.of('energy_kwh'), (runJson(result).energy_kwh as number | null) ?? 0)
    }
  })

  it('ranks inputs as the command does', () => {
    const { evaluation } = costRoute('ptfe-dry', {})
    const cost = studyOutput(evaluation, 'cost')
    if (cost === undefined) throw new Error('no cost')
    const scenarios = new ScenarioModel(evaluation, [cost])
    const told = tornado(scenarios, uncertainInputs(scenarios).inputs)
    const bars = modelOf('ptfe-dry').tornado(new Map())
    expect(bars.slice(0, 30).map(({ input }) => input.name)).toEqual(
      told.rows.slice(0, 30).map(({ input }) => input.name),
    )
    for (const [i, { atLow, atHigh }] of bars.entries()) {
      const row = told.rows[i]
      near(atLow, row?.atLow ?? Number.NaN)
      near(atHigh, row?.atHigh ?? Number.NaN)
    }
  })

  it.each(['wet-slurry-distilled', 'scaffold-nonwoven', 'ptfe-dry-wip'])('draws %s as it comes to be', (name) => {
    const { evaluation, result } = costRoute(name, {})
    const route = exploredRoute(evaluation, result, FROM, [])
    const model = new RouteModel(route, planOf(route.plan))
    const moved = new Map([
      ['product.thickness', 41],
      ['plant.annual_output', 3e6],
    ])
    for (const now of [new Map<string, number>(), moved]) {
      const figures = model.figures(now)
      const shown = networkAt(route.network, {
        figure: (place) => figures.of(drawnFigure(place)),
        step: (key) => ({
          machines: figures.of(`throughput.steps.${key}.machines`),
          utilization: figures.of(`throughput.steps.${key}.utilization`),
          perHour: figures.of(`throughput.steps.${key}.rate_per_h`),
        }),
        cost: figures.of('cost') ?? Number.NaN,
        bottleneck: undefined,
      })
      const set = [...now].map(
        ([path, value]) => `${path}=${quantityText(value, model.inputOf(path) as ExploredInput)}`,
      )
      const anew = costRoute(name, { set })
      const wanted = networkOf(anew.evaluation, anew.result)
      const [a, b] = [numbersOf(shown), numbersOf(wanted)]
      expect([...a.keys()]).toEqual([...b.keys()])
      for (const [path, value] of b)
        expect({ path, near: Math.abs((a.get(path) as number) - value) <= 1e-9 * Math.abs(value) + 1e-15 }).toEqual({
          path,
          near: true,
        })
    }
  })

  it('says why a scenario cannot be', () => {
    const model = modelOf('wet-slurry')
    // more than there is room for
    const { refused, of } = model.figures(new Map([['product.porosity', 130]]))
    expect(of('cost')).toBeUndefined()
    expect(refused).toMatch(/product|range|negative/)
  })

  it('solves for the price of a method that does', () => {
    const model = modelOf('wet-slurry', { method: 'cash-flow' })
    const { result } = costRoute('wet-slurry', { method: 'cash-flow', set: ['prices.Li2S=70 USD/kg'] })
    near(model.figures(new Map([['prices.Li2S', 70]])).of('cost'), result.ledger.total.toNumber())
    expect(model.inputOf('method.selling_price')).toBeUndefined()
  })

  it('keeps values in the currency asked for', () => {
    const model = modelOf('wet-slurry', { currency: 'EUR' })
    const { result } = costRoute('wet-slurry', { currency: 'EUR', set: ['prices.Li2S=60 EUR/kg'] })
    expect(model.inputOf('prices.Li2S')?.unit.text).toBe('EUR/kg')
    near(model.figures(new Map([['prices.Li2S', 60]])).of('cost'), result.ledger.total.toNumber())
  })
})
