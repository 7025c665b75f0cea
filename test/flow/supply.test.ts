import { describe, expect, test } from 'vitest'
import { type Asked, attemptTexts, type Costed, costText, expectClose } from '../support.ts'

const EXACT = 1e-12

const PLANT = `plant: default
currency: USD
year: 2024
parameters:
  annual_output: { value: 20000 kg/yr, assumption: test }
  operating_time: { value: 8000 h/yr, assumption: test }`
const METHOD = `method: levelized
expects: { price: { value: 0 USD, assumption: test } }
line: { machines: "ceil(plant.units_per_year * time_per_unit / plant.operating_time)" }
step:
  machines: { is: line.machines, counts_as: machines }
  charge: { is: machines * price * 0.1 / (1 yr * plant.units_per_year), unit: USD }
costs:
  - { for: purchase, category: materials, is: amount * prices.each }
  - { for: use, of: [power], category: energy, is: amount * prices.each }
  - { for: step, category: capital, item: machine, is: charge }`
const PRICES = `materials:
  Li6PS5Cl: { role: electrolyte, formula: Li6PS5Cl, price: { value: 200 USD/kg, assumption: test } }
  NBR: { role: binder, price: { value: 3 USD/kg, assumption: test } }
  Li2S: { role: precursor, formula: Li2S, price: { value: 140 USD/kg, assumption: test } }
  P2S5: { role: precursor, formula: P2S5, price: { value: 4 USD/kg, assumption: test } }
  LiCl: { role: precursor, formula: LiCl, price: { value: 15 USD/kg, assumption: test } }
  LiOH: { role: precursor, formula: LiOH, price: { value: 9 USD/kg, assumption: test } }
  H2S: { role: precursor, formula: H2S, price: { value: 2 USD/kg, assumption: test } }
  H2O: { role: by_product, formula: H2O }
  toluene: { role: solvent, price: { value: 1 USD/kg, assumption: test } }
utilities: { power: { counts_as: electricity, price: { value: 0.1 USD/kWh, assumption: test } } }
equipment: { mill: { price: { value: 80000 USD, assumption: test } } }`
const MILL = `operation: milling
reaction: 5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl
ports:
  feed: { in: bulk, carries: [precursor], market: true }
  out: { out: bulk, carries: [electrolyte] }
through: [out.Li6PS5Cl = generated.Li6PS5Cl]
balance: { feed.precursor.each: consumed.each }
rate: { of: out.mass, is: 0.5 kg/h }
uses: { power: 6 kWh/kg * out.mass }
equipment: mill`
const KILN = `operation: sulfidation
reaction: 2 LiOH + H2S -> Li2S + 2 H2O
ports:
  feed: { in: bulk, carries: [LiOH, H2S], market: true }
  out: { out: bulk, carries: [Li2S] }
  water: { out: bulk, carries: [H2O], counts_as: waste }
through: [out.Li2S = generated.Li2S]
balance:
  feed.each: consumed.each
  water.each: generated.each`
const GOODS = `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`
const BLEND = `operation: blend
ports: { feed: { in: bulk, carries: [solids], market: true }, out: { out: bulk, carries: [solids] } }
through: [out.each = feed.each]`
const MILL_FLOW = (made = 'bought'): string => `flow: ball-mill
assumption: test
supply: { Li2S: ${made} }
product: { operation: goods, from: milling.out, composition: { Li6PS5Cl: 100 % } }
steps: { milling: { operation: milling } }`
const KILN_FLOW = `flow: kiln
assumption: test
product: { operation: goods, from: baking.out, composition: { Li2S: 100 % } }
steps: { baking: { operation: sulfidation } }`
const route = (made: string, electrolyte = '95 %'): string => `flow: blended
assumption: test
supply: { Li6PS5Cl: ${made} }
product: { operation: goods, from: blending.out, composition: { Li6PS5Cl: ${electrolyte}, NBR: rest } }
steps: { blending: { operation: blend } }`

const SHARED = [BLEND, GOODS, MILL, KILN, METHOD, PLANT, PRICES]
const cost = (texts: readonly string[], asked: Asked = {}): Costed => costText([...texts, ...SHARED], asked)

/** kg of each precursor for 1 kg of Li6PS5Cl, from the weights of the atoms: 5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl. */
const [Li, P, S, Cl] = [6.94, 30.973761998, 32.06, 35.45] as const
const electrolyte = 2 * (6 * Li + P + 5 * S + Cl)
const TAKES = {
  Li2S: (5 * (2 * Li + S)) / electrolyte,
  P2S5: (2 * P + 5 * S) / electrolyte,
  LiCl: (2 * (Li + Cl)) / electrolyte,
}

describe('a component made in house', () => {
  const costed = cost([route('ball-mill'), MILL_FLOW()])

  test('takes what the balanced reaction says', () => {
    // 0.42796, 0.41408 and 0.15796 kg, as worked out beforehand
    expect(Object.values(TAKES).map((kg) => kg.toFixed(5))).toEqual(['0.42796', '0.41408', '0.15796'])
    expectClose(TAKES.Li2S + TAKES.P2S5 + TAKES.LiCl, 1, EXACT, 'what goes in')
    for (const [precursor, kg] of Object.entries(TAKES)) {
      const name = `supply.Li6PS5Cl.steps.milling.purchase.${precursor}`
      expectClose(costed.value(name, 'kg'), kg, EXACT, precursor)
    }
  })

  // what 1 kg costs: precursors, 6 kWh at 0.1 USD, and mills for 19 000 kg a year at 0.5 kg/h and 8 000 h, so 4.75, so 5
  const materials = TAKES.Li2S * 140 + TAKES.P2S5 * 4 + TAKES.LiCl * 15
  const made = materials + 0.6 + (5 * 80_000 * 0.1) / 19_000

  test('has a unit cost, at the demand of the route', () => {
    expectClose(costed.value('supply.Li6PS5Cl.demand', 'kg'), 0.95, EXACT, 'demand')
    expectClose(costed.value('supply.Li6PS5Cl.plant.annual_output', 'kg/yr'), 19_000, EXACT, 'output')
    expect(costed.value('supply.Li6PS5Cl.steps.milling.machines')).toBe(5)
    const supply = costed.result.supply.get('Li6PS5Cl')
    expectClose(supply?.unitCost.toNumber() as number, made, EXACT, 'unit cost')
    expect(supply?.unit).toBe('USD/kg')
  })

  test('has its lines under supply, and is counted once', () => {
    const lines = costed.ledger.lines.map(({ step, category, item }) => `${step} ${category} ${item}`)
    expect(lines.sort()).toEqual([
      'blending capital blend',
      'blending materials NBR',
      'supply.Li6PS5Cl.milling capital mill',
      'supply.Li6PS5Cl.milling energy power',
      'supply.Li6PS5Cl.milling materials Li2S',
      'supply.Li6PS5Cl.milling materials LiCl',
      'supply.Li6PS5Cl.milling materials P2S5',
    ])
    expectClose(costed.total, 0.95 * made + 0.05 * 3, EXACT, 'total')
    expectClose(costed.result.energy.electricity as number, 0.95 * 6, EXACT, 'electricity')
    const { steps, bottleneck } = costed.result.throughput
    expect([...steps.keys()]).toContain('supply.Li6PS5Cl.milling')
    expect(bottleneck).toBeNull()
  })

  test('is bought instead where that is asked', () => {
    const bought = cost([route('ball-mill'), MILL_FLOW()], { set: ['supply.Li6PS5Cl=bought'] })
    expectClose(bought.total, 0.95 * 200 + 0.05 * 3, EXACT)
    expect(bought.model.supply.size).toBe(0)
    const again = cost([route('bought'), MILL_FLOW()], { set: ['supply.Li6PS5Cl=ball-mill'] })
    expect(again.ledger.total.equals(costed.ledger.total)).toBe(true)
  })

  test('that nothing demands costs nothing, and shows the bought price with a warning', () => {
    const idle = cost([route('ball-mill', '0 %'), MILL_FLOW()])
    expect(idle.warnings).toEqual(['SUPPLY_IDLE'])
    expectClose(idle.total, 3, EXACT)
    expect(idle.result.supply.get('Li6PS5Cl')?.unitCost.toNumber()).toBe(200)
    expect(idle.ledger.lines.every(({ amount }) => amount.isFinite())).toBe(true)
    for (const { step, amount } of idle.ledger.lines) if (step.startsWith('supply')) expect(amount.isZero()).toBe(true)
    expect(idle.result.energy.electricity).toBe(0)
  })

  test('may itself be made of what is made in house', () => {
    const deep = cost([route('ball-mill'), MILL_FLOW('kiln'), KILN_FLOW])
    const demand = 0.95 * TAKES.Li2S
    expectClose(deep.value('supply.Li2S.demand', 'kg'), demand, EXACT, 'demand')
    // 2 LiOH + H2S -> Li2S + 2 H2O
    const [H, O] = [1.008, 15.999]
    const sulfide = 2 * Li + S
    const kiln = ((2 * (Li + O + H)) / sulfide) * 9 + ((2 * H + S) / sulfide) * 2
    expectClose(deep.result.supply.get('Li2S')?.unitCost.toNumber() as number, kiln, EXACT, 'sulfide')
    const saved = TAKES.Li2S * (140 - kiln)
    expectClose(deep.result.supply.get('Li6PS5Cl')?.unitCost.toNumber() as number, made - saved, EXACT, 'electrolyte')
    expectClose(deep.total, costed.total - 0.95 * saved, EXACT, 'total')
    expect(deep.ledger.by('step').has('supply.Li2S.baking')).toBe(true)
  })

  test('is refused where its flow makes something else, is unknown, or the reaction does not balance', () => {
    const codes = (texts: readonly string[], set: string[] = []): readonly string[] =>
      attemptTexts([...texts, ...SHARED], { set }).codes
    expect(codes([route('kiln'), KILN_FLOW])).toContain('SUPPLY_MAKES_OTHER')
    expect(codes([route('ball-mil'), MILL_FLOW()])).toEqual(['SUPPLY_UNKNOWN'])
    expect(codes([route('bought')], ['supply.Na3PS4=ball-mill'])).toContain('SUPPLY_UNUSED')
    const off = MILL.replace('5 Li2S', '4 Li2S')
    const texts = [route('ball-mill'), MILL_FLOW(), ...SHARED.map((text) => (text === MILL ? off : text))]
    expect(attemptTexts(texts).codes).toEqual(['REACTION_UNBALANCED'])
  })
})

// --- junctions ---

const PRESS = `operation: press
ports: { in_: { in: bulk, carries: [solids, solvent] }, out: { out: bulk, carries: [solids, solvent] }, lost: { out: bulk, carries: [solids, solvent], counts_as: scrap } }
parameters: { kept: { value: 0.5, assumption: test }, speed: { value: 1 kg/h, assumption: test } }
through: [out.each = in_.each * kept]
balance: { lost.each: in_.each - out.each }
rate: { of: out.mass, is: speed }
equipment: mill`
const JOIN = `operation: join
ports: { a: { in: bulk, carries: [solids, solvent] }, b: { in: bulk, carries: [solids, solvent] }, out: { out: bulk, carries: [solids, solvent] } }
parameters: { part_a: { value: 0.5, assumption: test } }
through: [out.each = a.each + b.each]`
/** A join that pulls: what comes by each port is a stated part of what leaves. */
const PULLING = JOIN.replace('operation: join', 'operation: pulling').replace(
  'through: [out.each = a.each + b.each]',
  'through: [a.solids.each = out.solids.each * part_a, b.solids.each = out.solids.each * (1 - part_a), out.solvent.each = a.solvent.each + b.solvent.each]',
)
const WETTING = `operation: wetting
materials: { solvent: { role: solvent } }
ports: { feed: { in: bulk, carries: [solids, solvent], market: true }, out: { out: bulk, carries: [solids, solvent] } }
through: [feed.each = out.each]
balance: { out.solvent.each: out.solids * 2 * solvent.each.fraction }`
const TAKE = `operation: take
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids, solvent] } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`
const kept = (value: number): string => `{ operation: press, set: { kept: { value: ${value}, assumption: test } } }`
const JUNCTIONS = [PRESS, JOIN, PULLING, WETTING, TAKE]

const branched = (join: string, streams: string, more = ''): string => `flow: branched
assumption: test
product: { operation: take, from: joining.out, composition: { NBR: 100 % } }
${more}
steps:
  source: { operation: wetting, solvent: toluene }
  left: ${kept(0.5)}
  right: ${kept(0.8)}
  joining: ${join}
streams:
${streams}
  - left.out -> joining.a
  - right.out -> joining.b`

describe('one port that feeds several', () => {
  test('adds up what is pulled, and divides what is pushed in proportion to it', () => {
    const join = '{ operation: pulling, set: { part_a: { value: 0.25, assumption: test } } }'
    const costed = cost([branched(join, '  - source.out -> left.in_\n  - source.out -> right.in_'), ...JUNCTIONS])
    // 0.25 kg through a press that keeps a half, 0.75 kg through one that keeps 0.8
    const [left, right] = [0.25 / 0.5, 0.75 / 0.8]
    expectClose(costed.value('steps.left.in_.NBR', 'kg'), left, EXACT)
    expectClose(costed.value('steps.right.in_.NBR', 'kg'), right, EXACT)
    expectClose(costed.value('steps.source.out.NBR', 'kg'), left + right, EXACT)
    // two parts of solvent for one of solids, in either branch
    expectClose(costed.value('steps.source.out.toluene', 'kg'), 2 * (left + right), EXACT)
    expectClose(costed.value('steps.left.in_.toluene', 'kg'), 2 * left, EXACT)
    expectClose(costed.value('steps.right.in_.toluene', 'kg'), 2 * right, EXACT)
    expectClose(costed.value('product.goods.toluene', 'kg'), 2 * (0.25 + 0.75), EXACT)
  })

  test('divides by shares where they are stated', () => {
    const shares = (left: string, right: string): string =>
      branched(
        '{ operation: join }',
        `  - { "source.out -> left.in_": "${left}" }\n  - { "source.out -> right.in_": "${right}" }`,
      )
    const costed = cost([shares('30 %', '70 %'), ...JUNCTIONS])
    const source = 1 / (0.3 * 0.5 + 0.7 * 0.8)
    expectClose(costed.value('steps.source.out.NBR', 'kg'), source, EXACT)
    expectClose(costed.value('steps.left.in_.NBR', 'kg'), 0.3 * source, EXACT)
    expectClose(costed.value('steps.right.in_.toluene', 'kg'), 0.7 * 2 * source, EXACT)
    const whole = attemptTexts([shares('30 %', '60 %'), ...JUNCTIONS, ...SHARED])
    expect(whole.codes).toContain('COMPOSITION_SUM')
  })

  test('also where a share is nothing', () => {
    const share = (left: number): Costed =>
      cost([
        branched(
          '{ operation: join }',
          `  - { "source.out -> left.in_": "${left}" }\n  - { "source.out -> right.in_": "1 - ${left}" }`,
        ),
        ...JUNCTIONS,
      ])
    expectClose(share(0).value('steps.source.out.NBR', 'kg'), 1 / 0.8, EXACT)
    expectClose(share(1).value('steps.source.out.NBR', 'kg'), 1 / 0.5, EXACT)
  })

  test('is refused where only some shares are given', () => {
    const streams = '  - { "source.out -> left.in_": 30 % }\n  - source.out -> right.in_'
    const { codes } = attemptTexts([branched('{ operation: join }', streams), ...JUNCTIONS, ...SHARED])
    expect(codes).toContain('SHARE_MISSING')
  })

  test('pushed into several with nothing that divides it is refused', () => {
    const text = branched('{ operation: join }', '  - source.out -> left.in_\n  - source.out -> right.in_')
    expect(attemptTexts([text, ...JUNCTIONS, ...SHARED]).codes).toContain('NOTHING_DETERMINES')
  })
})

test('branches that pull different compositions from one port are refused', () => {
  const picky = (part: string): string => `operation: picky
ports: { a: { in: bulk, carries: [solids, solvent] }, b: { in: bulk, carries: [solids, solvent] }, out: { out: bulk, carries: [solids, solvent] } }
through:
  - out.solvent.each = a.solvent.each + b.solvent.each
  - a.NBR = out.NBR * 0.5
  - b.NBR = out.NBR * 0.5
  - a.Li6PS5Cl = out.Li6PS5Cl * ${part}
  - b.Li6PS5Cl = out.Li6PS5Cl * (1 - ${part})`
  const flow = branched('{ operation: picky }', '  - source.out -> left.in_\n  - source.out -> right.in_')
    .replace('composition: { NBR: 100 % }', 'composition: { NBR: 50 %, Li6PS5Cl: 50 % }')
    .replaceAll('0.8', '0.5')
  const codes = (part: string): readonly string[] => attemptTexts([flow, picky(part), ...JUNCTIONS, ...SHARED]).codes
  expect(codes('0.5')).toEqual([])
  expect(codes('0.6')).toEqual(['BRANCHES_DIFFER'])
})

test('several ports that feed one add up', () => {
  const flow = `flow: meeting
assumption: test
feeds: { left.in_: { NBR: 2 kg }, right.in_: { NBR: 5 kg, toluene: 1 kg } }
product: { operation: collected, from: last.out }
components: [NBR, toluene]
steps: { left: ${kept(0.5)}, right: ${kept(0.8)}, last: ${kept(0.9)} }
streams: [left.out -> last.in_, right.out -> last.in_]`
  const costed = costText([flow, ...JUNCTIONS, ...SHARED], { bundled: true })
  expectClose(costed.value('steps.last.in_.NBR', 'kg'), 2 * 0.5 + 5 * 0.8, EXACT)
  expectClose(costed.value('steps.last.in_.toluene', 'kg'), 0.8, EXACT)
  expectClose(costed.value('product.basis', 'kg'), 0.9 * (5 + 0.8), EXACT)
})

test('the steps of one line have as many machines, for the slowest of them', () => {
  const chain = (lines: readonly [string, string]): string => `flow: chain
assumption: test
product: { operation: take, from: second.out, composition: { NBR: 100 % } }
steps:
  source: { operation: wetting, solvent: toluene }
  first: { operation: press, line: ${lines[0]}, set: { speed: { value: 3 kg/h, assumption: test }, kept: { value: 1, assumption: test } } }
  second: { operation: press, line: ${lines[1]}, set: { speed: { value: 2 kg/h, assumption: test } } }
streams: [source.out -> first.in_, first.out -> second.in_]`
  // 20 000 units a year in 8 000 h: 2.5 an hour; the second gives 1 kg of NBR and 2 of toluene, the first twice as much
  const machines = (costed: Costed): unknown => [
    costed.value('steps.first.machines'),
    costed.value('steps.second.machines'),
  ]
  const together = cost([chain(['one', 'one']), ...JUNCTIONS])
  expectClose(together.value('lines.one.time_per_unit', 'h'), Math.max(6 / 3, 3 / 2), EXACT)
  expect(machines(together)).toEqual([5, 5])
  const apart = cost([chain(['one', 'two']), ...JUNCTIONS])
  expect(machines(apart)).toEqual([5, 4])
  // the second step stands idle for the rest of the line's time
  expectClose(together.result.throughput.steps.get('second')?.utilization as number, (2.5 * 1.5) / 5, EXACT)
  expect(together.result.throughput.bottleneck).toBe('first')
})
