import fc from 'fast-check'

/**
 * Random routes out of small operations: a blend of bought powders and solvents, then yields, dryers, cuts, forks and carrier films in any
 * order, with trim led back into the chain, solvent and carrier used again, steps joined to lines, and precursors made in house.
 */

const PORTS = '[solids, solvent, carrier]'

/** A step that keeps a part of everything and scraps the rest. */
const STEP = `
rate: { of: out.mass, is: speed }
uses: { power: draw, people: 0.5 }
equipment: { machine: press, size: speed }
`
const PARAMETERS = `
  speed: { value: 10 kg/h, assumption: test }
  draw: { value: 3 kW, assumption: test }
`

export const OPERATIONS: readonly string[] = [
  `operation: blend
materials: { solvent: { role: solvent, optional: true } }
ports:
  feed: { in: bulk, carries: [solids, solvent], market: true }
  out: { out: bulk, carries: [solids, solvent] }
  scrap: { out: bulk, carries: [solids, solvent], counts_as: scrap, disposal: dump }
parameters:
  kept: { value: 0.9, counts_as: yield, assumption: test }
  wetness: { value: 1, assumption: test }
${PARAMETERS}
through:
  - out.solids.each = feed.solids.each * kept
  - out.solvent.each = feed.solvent.each * kept
balance:
  out.solvent.each: out.solids * wetness * solvent.each.fraction
  scrap.each: feed.each - out.each
${STEP}`,
  `operation: pass
ports:
  in_: { in: bulk, carries: ${PORTS} }
  out: { out: bulk, carries: ${PORTS} }
  scrap: { out: bulk, carries: ${PORTS}, counts_as: scrap, disposal: dump }
parameters:
  kept: { value: 0.9, counts_as: yield, assumption: test }
${PARAMETERS}
through:
  - out.each = in_.each * kept
balance:
  scrap.each: in_.each - out.each
${STEP}`,
  `operation: dry
ports:
  in_: { in: bulk, carries: ${PORTS} }
  out: { out: bulk, carries: ${PORTS} }
  vapour: { out: bulk, carries: solvent, counts_as: evaporated }
parameters:
  left: { value: 0.05, assumption: test }
  heat_needed: { value: 0.3 kWh/kg, assumption: test }
${PARAMETERS}
through:
  - out.solids.each = in_.solids.each
  - out.carrier.each = in_.carrier.each
balance:
  out.solvent.each: in_.solvent.each * left
  vapour.solvent.each: in_.solvent.each - out.solvent.each
rate: { of: out.mass, is: speed }
uses: { power: draw, warmth: heat_needed * vapour.mass }
equipment: press`,
  `operation: recover
ports:
  vapour: { in: bulk, carries: solvent }
  back: { out: bulk, carries: solvent, counts_as: recovered }
  vent: { out: bulk, carries: solvent, counts_as: air }
  sludge: { out: bulk, carries: solvent, counts_as: waste, disposal: dump }
parameters:
  kept: { value: 0.9, assumption: test }
  vented: { value: 0.3, assumption: test }
balance:
  back.each: vapour.each * kept
  vent.each: (vapour.each - back.each) * vented
  sludge.each: vapour.each - back.each - vent.each`,
  `operation: cut
ports:
  in_: { in: bulk, carries: ${PORTS} }
  out: { out: bulk, carries: ${PORTS} }
  trim: { out: bulk, carries: ${PORTS}, counts_as: sale }
parameters:
  kept: { value: 0.8, counts_as: yield, assumption: test }
${PARAMETERS}
through:
  - out.each = in_.each * kept
  - trim.each = in_.each * (1 - kept)
${STEP}`,
  `operation: join
ports:
  first: { in: bulk, carries: ${PORTS} }
  second: { in: bulk, carries: ${PORTS} }
  out: { out: bulk, carries: ${PORTS} }
through:
  - out.each = first.each + second.each`,
  `operation: lay
materials: { carrier: { role: carrier } }
ports:
  in_: { in: bulk, carries: ${PORTS} }
  backing: { in: bulk, carries: carrier, market: true }
  out: { out: bulk, carries: ${PORTS} }
parameters:
  spread: { value: 4 m^2/kg, assumption: test }
through:
  - out.solids.each = in_.solids.each
  - out.solvent.each = in_.solvent.each
  - out.carrier.each = in_.carrier.each + backing.carrier.each
balance:
  backing.carrier.each: in_.solids * spread * carrier.each.fraction`,
  `operation: peel
ports:
  in_: { in: bulk, carries: ${PORTS} }
  out: { out: bulk, carries: [solids, solvent] }
  peeled: { out: bulk, carries: carrier, counts_as: waste }
  worn: { out: bulk, carries: carrier, counts_as: waste }
parameters:
  reuse: { value: 0.7, assumption: test }
through:
  - out.solids.each = in_.solids.each
  - out.solvent.each = in_.solvent.each
balance:
  peeled.each: in_.carrier.each * reuse
  worn.each: in_.carrier.each - peeled.each`,
  `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: ${PORTS} } }
parameters: { basis: { value: 1 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`,
  `operation: argyrodite
reaction: 5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl
ports:
  feed: { in: bulk, carries: [precursor], market: true }
  out: { out: bulk, carries: [electrolyte] }
  dust: { out: bulk, carries: [electrolyte], counts_as: scrap, disposal: dump }
  rest: { out: bulk, carries: [precursor], counts_as: waste, disposal: dump }
parameters:
  kept: { value: 0.9, counts_as: yield, assumption: test }
  excess: { value: 0.1, assumption: test }
${PARAMETERS}
through:
  - out.Li6PS5Cl = generated.Li6PS5Cl * kept
balance:
  dust.electrolyte.each: generated.each - out.electrolyte.each
  feed.precursor.each: consumed.each * (1 + excess)
  rest.precursor.each: feed.precursor.each - consumed.each
${STEP}`,
  `operation: sulfidation
reaction: 2 LiOH + H2S -> Li2S + 2 H2O
ports:
  feed: { in: bulk, carries: [LiOH, H2S], market: true }
  out: { out: bulk, carries: [Li2S] }
  water: { out: bulk, carries: [H2O], counts_as: waste }
  rest: { out: bulk, carries: [LiOH, H2S], counts_as: emitted }
parameters:
  conversion: { value: 0.8, counts_as: yield, assumption: test }
${PARAMETERS}
through:
  - out.Li2S = generated.Li2S
balance:
  water.each: generated.each
  feed.each: consumed.each / conversion
  rest.each: feed.each - consumed.each
${STEP}`,
]

/** Masses of an element in a component: atoms by formula, with atomic weights typed from the IUPAC table of 2021. */
export const ATOMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Li6PS5Cl: { Li: 6, P: 1, S: 5, Cl: 1 },
  Li2S: { Li: 2, S: 1 },
  P2S5: { P: 2, S: 5 },
  LiCl: { Li: 1, Cl: 1 },
  LiOH: { Li: 1, O: 1, H: 1 },
  H2S: { H: 2, S: 1 },
  H2O: { H: 2, O: 1 },
}
export const WEIGHTS: Readonly<Record<string, number>> = {
  H: 1.008,
  Li: 6.94,
  O: 15.999,
  P: 30.973761998,
  S: 32.06,
  Cl: 35.45,
}

export const PRICES = `materials:
  Li6PS5Cl: { role: electrolyte, formula: Li6PS5Cl, price: { value: 180 USD/kg, assumption: test } }
  NBR: { role: binder, price: { value: 3 USD/kg, assumption: test } }
  toluene: { role: solvent, price: { value: 1 USD/kg, assumption: test } }
  ester: { role: solvent, price: { value: 2.5 USD/kg, assumption: test } }
  foil: { role: carrier, measure: m^2, price: { value: 0.4 USD/m^2, assumption: test } }
  Li2S: { role: precursor, formula: Li2S, price: { value: 140 USD/kg, assumption: test } }
  P2S5: { role: precursor, formula: P2S5, price: { value: 4 USD/kg, assumption: test } }
  LiCl: { role: precursor, formula: LiCl, price: { value: 15 USD/kg, assumption: test } }
  LiOH: { role: precursor, formula: LiOH, price: { value: 9 USD/kg, assumption: test } }
  H2S: { role: precursor, formula: H2S, price: { value: 2 USD/kg, assumption: test } }
  H2O: { role: by_product, formula: H2O, price: { value: 0 USD/kg, assumption: test } }
utilities:
  power: { price: { value: 0.08 USD/kWh, assumption: test }, counts_as: electricity }
  warmth: { price: { value: 0.02 USD/kWh, assumption: test }, counts_as: heat }
labour: { people: { price: { value: 40 USD/h, assumption: test }, counts_as: labour } }
services: { dump: { price: { value: 5 USD/kg, assumption: test } } }
equipment:
  press:
    price: { value: 700000 USD, assumption: test }
    size: { value: 8 kg/h, assumption: test }
    exponent: { value: 0.7, assumption: test }
    life: { value: 9 yr, assumption: test }`

export const PLANT = `plant: default
currency: USD
year: 2024
parameters:
  annual_output: { value: 500000 kg/yr, assumption: test }
  operating_time: { value: 8000 h/yr, assumption: test }
  rate: { value: 9 %, assumption: test }`

/** A method without any cost of the plant as a whole. */
export const METHOD = `method: levelized
expects:
  price: { value: 0 USD, assumption: test }
  exponent: { value: 1, assumption: test, optional: true }
  life: { value: 10 yr, assumption: test }
line:
  needed: plant.units_per_year * time_per_unit / plant.operating_time
  machines: if(plant.fractional > 0, needed, ceil(needed))
step:
  machines: { is: line.machines, counts_as: machines }
  installed: { is: machines * price * size_ratio ^ exponent, unit: USD }
costs:
  - { for: purchase, category: materials, is: amount * prices.each }
  - { for: use, of: [power, warmth], category: energy, is: amount * prices.each }
  - { for: use, of: [people], category: labour, is: amount * prices.each }
  - { for: step, category: capital, item: machine, is: "installed * annuity(plant.rate, life / 1 yr) / (1 yr * plant.units_per_year)" }
  - { for: step, category: maintenance, item: machine, is: installed * 0.03 / (1 yr * plant.units_per_year) }
  - { for: disposal, category: waste, is: amount * prices.each }
  - { for: sale, category: credit, is: -amount * prices.each }`

/** One link of the chain after the blend. */
interface Link {
  readonly kind: 'pass' | 'dry' | 'cut' | 'fork'
  readonly kept: number
  readonly recovered: boolean
  /** How many links back a cut's trim goes; 0 sells it. */
  readonly back: number
  readonly share: number
  readonly line: number
  readonly speed: number
}

export interface RandomRoute {
  readonly links: readonly Link[]
  readonly solids: number // electrolyte in the product
  readonly solvents: 0 | 1 | 2
  readonly wetness: number
  readonly carrier: { readonly from: number; readonly to: number } | undefined
  readonly makesElectrolyte: boolean
  readonly makesSulfide: boolean
}

const part = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(low * 1000), max: Math.round(high * 1000) }).map((n) => n / 1000)

const link: fc.Arbitrary<Link> = fc.record({
  kind: fc.constantFrom('pass' as const, 'dry' as const, 'cut' as const, 'cut' as const, 'fork' as const),
  kept: part(0.3, 1),
  recovered: fc.boolean(),
  back: fc.integer({ min: 0, max: 6 }),
  share: part(0.01, 0.99),
  line: fc.integer({ min: 0, max: 5 }),
  speed: part(1, 400),
})

/** Routes of one to eleven links behind a blend: 2 to 12 steps and those that recycles bring with them. */
export const randomRoute: fc.Arbitrary<RandomRoute> = fc.record({
  links: fc.array(link, { minLength: 1, maxLength: 11 }),
  solids: part(0.05, 0.95),
  solvents: fc.constantFrom(0 as const, 1 as const, 2 as const),
  wetness: part(0.1, 3),
  carrier: fc.option(fc.record({ from: fc.nat(11), to: fc.nat(11) }), { nil: undefined }),
  makesElectrolyte: fc.boolean(),
  makesSulfide: fc.boolean(),
})

/** The flow document of a random route; `called` gives each step its name. */
export function flowText(route: RandomRoute, called: (step: string) => string = (step) => step): string {
  const steps: string[] = []
  const streams: string[] = []
  const add = (name: string, operation: string, set: string, more = ''): string => {
    const step = called(name)
    steps.push(`  ${step}: { operation: ${operation}${more}${set === '' ? '' : `, set: { ${set} }`} }`)
    return step
  }
  const number = (value: number, unit = ''): string => `{ value: ${value}${unit}, assumption: test }`
  const slot =
    route.solvents === 0
      ? ''
      : route.solvents === 1
        ? ', solvent: toluene'
        : ', solvent: { toluene: { value: 30 wt%, assumption: test }, ester: rest }'
  const wetness = number(route.solvents === 0 ? 0 : route.wetness)
  // the chain's open end: its port, by the step that has it
  let end = `${add('blending', 'blend', `wetness: ${wetness}`, slot)}.out`
  const last = route.links.length - 1
  const lay = route.carrier === undefined ? -1 : Math.min(route.carrier.from, route.carrier.to, last)
  const peel = route.carrier === undefined ? -1 : Math.min(Math.max(route.carrier.from, route.carrier.to), last)
  // a join stands before each link that some trim goes back to
  const returns = new Map<number, number[]>()
  route.links.forEach(({ kind, back }, i) => {
    const to = i - back + 1
    if (kind === 'cut' && back > 0) returns.set(Math.max(0, to), [...(returns.get(Math.max(0, to)) ?? []), i])
  })
  const onto = (step: string, port: string): void => {
    streams.push(`  - ${end} -> ${step}.${port}`)
    end = `${step}.out`
  }
  route.links.forEach((each, i) => {
    if (i === lay) onto(add('laying', 'lay', '', ', carrier: foil'), 'in_')
    for (const from of returns.get(i) ?? []) {
      const join = add(`return${from}`, 'join', '')
      onto(join, 'first')
      streams.push(`  - ${called(`link${from}`)}.trim -> ${join}.second`)
    }
    const line = each.line < 3 ? `, line: line${each.line}` : ''
    const speed = `speed: ${number(each.speed, ' kg/h')}`
    if (each.kind === 'dry') {
      const step = add(`link${i}`, 'dry', `left: ${number(each.kept)}, ${speed}`, line)
      onto(step, 'in_')
      if (each.recovered) {
        const recover = add(`recover${i}`, 'recover', '')
        streams.push(`  - ${step}.vapour -> ${recover}.vapour`, `  - ${recover}.back -> ${called('blending')}.feed`)
      }
    } else if (each.kind === 'fork') {
      const branches = ['left', 'right'].map((side) =>
        add(`${side}${i}`, 'pass', `kept: ${number(each.kept)}, ${speed}`),
      )
      const join = add(`join${i}`, 'join', '')
      streams.push(`  - { "${end} -> ${branches[0]}.in_": "${each.share}" }`)
      streams.push(`  - { "${end} -> ${branches[1]}.in_": "1 - ${each.share}" }`)
      streams.push(`  - ${branches[0]}.out -> ${join}.first`, `  - ${branches[1]}.out -> ${join}.second`)
      end = `${join}.out`
    } else onto(add(`link${i}`, each.kind, `kept: ${number(each.kept)}, ${speed}`, line), 'in_')
    if (i === peel) {
      const step = add('peeling', 'peel', '')
      onto(step, 'in_')
      streams.push(`  - ${step}.peeled -> ${called('laying')}.backing`)
    }
  })
  const electrolyte = `Li6PS5Cl: { value: ${route.solids}, assumption: test }`
  return `flow: random
assumption: test
product: { operation: goods, from: ${end}, composition: { ${electrolyte}, NBR: rest } }
supply: { Li6PS5Cl: ${route.makesElectrolyte ? 'make-electrolyte' : 'bought'} }
steps:
${steps.join('\n')}
streams:
${streams.join('\n')}
`
}

/** Every document of a random route: the flow first. */
export function textsOf(route: RandomRoute, called?: (step: string) => string): string[] {
  return [flowText(route, called), ...supplyTexts(route.makesSulfide), ...OPERATIONS, METHOD, PLANT, PRICES]
}

function supplyTexts(makesSulfide: boolean): string[] {
  return [
    `flow: make-electrolyte
product: { operation: goods, from: reactor.out, composition: { Li6PS5Cl: 100 % } }
supply: { Li2S: ${makesSulfide ? 'make-sulfide' : 'bought'} }
assumption: test
steps: { reactor: { operation: argyrodite } }`,
    `flow: make-sulfide
product: { operation: goods, from: kiln.out, composition: { Li2S: 100 % } }
assumption: test
steps: { kiln: { operation: sulfidation } }`,
  ]
}
