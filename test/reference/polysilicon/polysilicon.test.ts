import { describe, expect, test } from 'vitest'
import { attemptRoute, type Costed, costRoute, expectClose } from '../../support.ts'

/** Expected figures: README.md beside this file says where each comes from; all are from outside this project. */
const ROUTE = 'test/reference/polysilicon/polysilicon.yaml'
const SAME = 1e-12

const TOTAL = 31.273346919944395

const CATEGORIES: Readonly<Record<string, number>> = {
  material: 16.373247431046575,
  labour: 1.9258916123277237,
  power: 4.04012175946124,
  equipment: 3.312986177991397,
  tooling: 0.012259615384615386,
  building: 0.15533798076923078,
  maintenance: 1.0900409495512655,
  overhead: 0.6238451675076923,
  cost_of_capital: 3.739616225904653,
}

interface Station {
  readonly cost: number // USD/kg
  readonly stations: number
  readonly busy: number // stations kept busy
  readonly rejection: number // cumulative
  readonly throughput: number // kg/h
  readonly material: number // USD/kg
}
const station = (
  cost: number,
  stations: number,
  busy: number,
  rejection: number,
  throughput: number,
  material: number,
): Station => ({ cost, stations, busy, rejection, throughput, material })

const STEPS: Readonly<Record<string, Station>> = {
  harvest: station(3.154889406367948, 2, 1.1111111111111112, 0.0005, 619.3572976964672, 0.10202429149797572),
  siemens: station(9.403015932601516, 7, 6.116258928997371, 0.06047, 107.72773845568624, 5.100128263536852),
  etch: station(0.45720824714435265, 1, 0.11186573258339952, 0.0698653, 6610.5657688716565, 0.3519145508953403),
  machining: station(
    0.10864521668025831,
    1,
    0.19936051642239155,
    0.07033036735,
    3711.1948176121587,
    0.057967904005895396,
  ),
  saw: station(0.27462735892457507, 1, 0.4586594887626265, 0.2097808122475, 1897.7700771880352, 0.15505965653589363),
  crop: station(
    0.09352554261089442,
    1,
    0.12608261174715726,
    0.2562926954079323,
    7335.408506686532,
    0.05231401330476502,
  ),
  anneal: station(0.1082015734524737, 1, 0.0010107747496547518, 0.2566645490602283, 6226.771754453415, 0),
  growth: station(
    0.6937049392163954,
    4,
    3.0729055979587754,
    0.26409790356962604,
    304.16713660452405,
    0.2671796133177617,
  ),
  TCS: station(16.979528702945977, 1, 1, 0.06047, 619.047619047619, 10.28665913795209),
}

/** With one input changed: the total, and the stations that differ from the base case. */
const CHANGES: readonly [set: string, total: number, stations?: Readonly<Record<string, number>>][] = [
  ['steps.siemens.hydrogen_price=*10', 63.54421227173654],
  ['steps.siemens.cycle_time=*0.5', 27.626175065859094, { siemens: 4 }],
  ['steps.siemens.power=*1.2', 31.409852680382432],
  ['steps.siemens.rod_diameter=*1.1', 29.8277618540057, { siemens: 6, growth: 3 }],
  ['steps.harvest.base_capital=*2', 32.41953172678339],
  ['steps.saw.reject=*2', 31.43890375143804],
  ['steps.saw.kerf=*0.5', 31.215193313397226, { growth: 3 }],
  ['steps.growth.pull_speed=*0.1', 32.762014235547745, { growth: 21 }],
  ['steps.machining.tooling_life=*0.1', 31.29114599652413],
  ['steps.crop.mass_removed=*3', 31.35624564648754],
  ['steps.anneal.furnace_capacity=*0.1', 31.88242645372847],
  ['steps.TCS.base_capital=*0.5', 30.102364845649653],
  ['prices.silicon=*2', 41.317995994212694],
  ['prices.electricity=*2', 35.40810266056232],
  ['plant.capital_recovery_rate=*0.5', 29.25538639760729],
  ['plant.annual_output=*0.5', 39.98753855047849, { siemens: 4, growth: 2 }],
]

const machinesOf = (costed: Costed): Record<string, number | null> =>
  Object.fromEntries([...costed.result.throughput.steps].map(([step, { machines }]) => [step, machines]))
const stations = Object.fromEntries(Object.entries(STEPS).map(([step, wanted]) => [step, wanted.stations]))

describe('the published polysilicon model, from documents alone', () => {
  const costed = costRoute(ROUTE)

  test('has the published total', () => {
    expectClose(costed.total, TOTAL, SAME, 'total')
  })

  test('has the published sum of each category', () => {
    const found = costed.ledger.by('category')
    expect([...found.keys()].sort()).toEqual(Object.keys(CATEGORIES).sort())
    for (const [category, wanted] of Object.entries(CATEGORIES))
      expectClose(found.get(category)?.toNumber() as number, wanted, SAME, category)
  })

  test('has the published cost and material of each step', () => {
    const found = costed.ledger.by('step')
    expect([...found.keys()].sort()).toEqual(Object.keys(STEPS).sort())
    for (const [step, wanted] of Object.entries(STEPS)) {
      expectClose(found.get(step)?.toNumber() as number, wanted.cost, SAME, step)
      const lines = costed.ledger.lines.filter((line) => line.step === step && line.category === 'material')
      const material = lines.reduce((sum, { amount }) => sum + amount.toNumber(), 0)
      expectClose(material, wanted.material, SAME, `material of ${step}`)
    }
  })

  test('buys the published stations, as busy and as fast as published', () => {
    expect(machinesOf(costed)).toEqual(stations)
    for (const [step, wanted] of Object.entries(STEPS)) {
      expectClose(costed.value(`steps.${step}.runtime_stations`), wanted.busy, SAME, `stations of ${step}`)
      expectClose(costed.value(`steps.${step}.throughput`, 'kg/h'), wanted.throughput, SAME, `throughput of ${step}`)
    }
  })

  test('chains rejections from the last step back, with trichlorosilane on a branch', () => {
    for (const [step, { rejection }] of Object.entries(STEPS))
      expectClose(1 - 1 / costed.value(`steps.${step}.handled`, 'kg'), rejection, SAME, `rejection of ${step}`)
    // the same chain from the local yields: losses less what is reclaimed, last step first; cropping's follows from its geometry
    const local = {
      harvest: 1 - 0.01 * (1 - 0.95),
      siemens: 1 - (0.05 + 0.01),
      etch: 1 - 0.01,
      machining: 1 - 0.01 * (1 - 0.95),
      saw: 1 - 0.15,
      crop: 0.9411405292590794,
      anneal: 1 - 0.01 * (1 - 0.95),
      growth: 1 - 0.01,
    }
    let good = 1
    for (const [step, passed] of Object.entries(local)) {
      good *= passed
      expectClose(1 - good, STEPS[step]?.rejection as number, SAME, step)
      expectClose(costed.value(`steps.${step}.yield`), passed, SAME, `yield of ${step}`)
    }
  })
})

describe('the published sweeps', () => {
  test.each([...CHANGES])('%s', (set, total, changed = {}) => {
    const costed = costRoute(ROUTE, { set: [set] })
    expectClose(costed.total, total, SAME, set)
    expect(machinesOf(costed)).toEqual({ ...stations, ...changed })
    expect(costed.result.changed.map(({ input }) => input)).toEqual([set.split('=')[0]])
  })

  test('with stations shared', () => {
    const costed = costRoute(ROUTE, { fractional: true })
    expectClose(costed.total, 32.13171574937745, SAME, 'total')
    for (const [step, { busy }] of Object.entries(STEPS))
      expectClose(machinesOf(costed)[step] as number, busy, SAME, `stations of ${step}`)
  })
})

test.each([
  ['steps.saw.reject=1.5', 'steps.saw.yield', 'YIELD_IMPOSSIBLE'],
  ['steps.siemens.reject=0.96', 'steps.siemens.yield', 'YIELD_IMPOSSIBLE'],
  ['steps.harvest.yield_loss=-0.1', 'steps.harvest.yield_loss', 'VALUE_NEGATIVE'],
])('%s is refused, where the original gives a number', (set, name, code) => {
  const { codes, diagnostics, evaluation } = attemptRoute(ROUTE, { set: [set] })
  expect(evaluation).toBeDefined()
  expect(new Set(codes)).toEqual(new Set([code]))
  expect(diagnostics.list.map(({ facts }) => (facts as { name: string }).name)).toContain(name)
})
