import { describe, expect, test } from 'vitest'
import { attemptTexts, type Costed, costText, expectClose } from '../support.ts'

const EXACT = 1e-12

/** A plant that counts its output in kg, and one powder; operations and method are the bundled ones. */
const WORKS = `plant: works
currency: USD
year: 2024
parameters:
  annual_output: { value: 1000 kg/yr, assumption: test }
  operating_time: { value: 8000 h/yr, assumption: test }
  discount_rate: { value: 8 %, assumption: test }`
const METHOD = `method: bare
step: { installed: { is: 0 USD } }
costs: [{ for: purchase, category: materials, is: amount * prices.each }]`
const POWDER =
  'materials: { dust: { role: electrolyte, density: { value: 2 g/cm^3, assumption: test }, price: { value: 2 USD/kg, assumption: test } } }'
const BOUGHT = `operation: bought
ports:
  market_: { in: bulk, market: true }
  out: { out: bulk }
through: [market_.each = out.each]`
const SHARED = [WORKS, METHOD, POWDER, BOUGHT]
const cost = (flow: string, ...more: string[]): Costed =>
  costText([flow, ...SHARED, ...more], { bundled: true, method: 'bare', plant: 'works' })
const refused = (flow: string, ...more: string[]): { codes: readonly string[]; words: string } =>
  attemptTexts([flow, ...SHARED, ...more], { bundled: true, method: 'bare', plant: 'works' })

const fraction = (value: string): string => `{ value: ${value}, assumption: test }`
const split = (main: string): string => `{ operation: splitter, set: { main_fraction: ${fraction(main)} } }`

describe('two loops, one inside the other, with the bundled mixer and splitter', () => {
  // S2 divides in three, .5 out, .3 to M1 and .2 to M2: two splitters in a row
  const steps = `
  M1: { operation: mixer }
  S1: ${split('0.7')}
  M2: { operation: mixer }
  S2: ${split('0.5')}
  S2_back: ${split('0.6')}`
  const streams = `
  - M1.mixed -> S1.inlet
  - S1.main -> M2.first
  - M2.mixed -> S2.inlet
  - S2.side -> S2_back.inlet
  - S2_back.main -> M1.second
  - S2_back.side -> M2.second`
  const check = (costed: Costed): void => {
    const amounts = {
      // M1 = 10 + .3 M2 and M2 = .7 M1 + .2 M2, solved by hand
      'M1.first': 10,
      'M1.mixed': 800 / 59,
      'M2.mixed': 700 / 59,
      'S1.side': 240 / 59,
      'S2.main': 350 / 59,
      'M1.second': 210 / 59,
      'M2.second': 140 / 59,
    }
    for (const [place, wanted] of Object.entries(amounts))
      expectClose(costed.value(`steps.${place}.dust`, 'kg'), wanted, EXACT, place)
  }

  test('pushed by a feed', () => {
    const costed = cost(`flow: pushed
assumption: test
feeds: { M1.first: { dust: 10 kg } }
product: { operation: collected, from: S2.main }
steps: ${steps}
streams: ${streams}`)
    check(costed)
    expectClose(costed.value('product.basis', 'kg'), 350 / 59, EXACT)
  })

  test('pulled by the product', () => {
    const costed = cost(`flow: pulled
assumption: test
product: { operation: powder, from: S2.main, composition: { dust: 100 % }, set: { basis: 350 kg / 59 } }
steps: ${steps}
  source: { operation: bought }
streams: ${streams}
  - source.out -> M1.first`)
    check(costed)
    expectClose(costed.value('steps.source.purchase.dust', 'kg'), 10, EXACT)
    expectClose(costed.total, 20, EXACT, 'cost') // 10 kg at 2 USD/kg
  })
})

describe('the same bundled operations run on a feed and on a demand', () => {
  const ROLL = `operation: rolling-up
ports:
  film: { in: web, carries: [solids, solvent, carrier] }
  roll: { out: bulk, carries: [solids, solvent] }
  core: { out: bulk, carries: carrier, counts_as: waste }
parameters: { loading: { value: 0.1 kg/m^2, assumption: test } }
through:
  - roll.solids.each = film.solids.each
  - roll.solvent.each = film.solvent.each
balance:
  film.area: film.solids / loading
  core.each: film.carrier.each`
  const steps = `
  mixing: { operation: mixer }
  dividing: ${split('0.8')}
  casting: { operation: slot-die-casting, carrier: siliconised_PET }
  rolling: { operation: rolling-up }`
  const streams = `
  - mixing.mixed -> dividing.inlet
  - dividing.side -> mixing.second
  - dividing.main -> casting.slurry
  - casting.film -> rolling.film`
  const pulled = cost(
    `flow: pulled
assumption: test
product: { operation: powder, from: rolling.roll, composition: { dust: 60 %, toluene: 40 % } }
components: [siliconised_PET]
steps: ${steps}
  source: { operation: source-of-slurry }
streams: ${streams}
  - source.out -> mixing.first`,
    ROLL,
    BOUGHT.replace('operation: bought', 'operation: source-of-slurry').replaceAll(
      'bulk',
      'bulk, carries: [solids, solvent]',
    ),
  )
  // the slurry's yield is 95 %, and 20 min of every 72 h are starts, as the bundled operation and its machine state
  const slurryYield = 0.95 * (1 - 20 / 60 / 72)
  const feed = { dust: 0.6 / slurryYield, toluene: 0.4 / slurryYield }
  const pushed = cost(
    `flow: pushed
assumption: test
feeds: { mixing.first: { dust: ${feed.dust} kg, toluene: ${feed.toluene} kg } }
product: { operation: collected, from: rolling.roll }
components: [siliconised_PET]
steps: ${steps}
streams: ${streams}`,
    ROLL,
  )

  test('which takes what the yields say', () => {
    expectClose(pulled.value('steps.mixing.first.dust', 'kg'), feed.dust, EXACT)
    expectClose(pulled.value('steps.mixing.mixed.toluene', 'kg'), feed.toluene / 0.8, EXACT)
    expectClose(pushed.value('product.basis', 'kg'), 1, EXACT)
    // 0.6 kg at 0.1 kg/m², on a carrier of 1 m for 0.9 m coated
    expectClose(pulled.value('steps.casting.film.siliconised_PET', 'm^2'), (6 * 1) / 0.9, EXACT)
  })

  test('with the same amounts everywhere', () => {
    const amounts = pushed.model.compiled.system.variables.filter(
      ({ kind, name }) => kind === 'amount' && name.startsWith('steps.'),
    )
    // 3 ports of 2 components in mixer and splitter each, 10 amounts at the coater, 7 at the roll
    expect(amounts).toHaveLength(29)
    for (const { name, id } of amounts) {
      const wanted = pulled.evaluation.find(name)?.toNumber() as number
      const variable = pushed.model.compiled.system.variables[id]
      expectClose(pushed.evaluation.value(variable as never).toNumber(), wanted, EXACT, name)
    }
  })
})

describe('a loop that cannot be', () => {
  const loop = (main: string): string => `flow: closed
assumption: test
feeds: { mixing.first: { dust: 10 kg } }
product: { operation: collected, from: dividing.main }
steps: { mixing: { operation: mixer }, dividing: ${split(main)} }
streams: [ mixing.mixed -> dividing.inlet, dividing.side -> mixing.second ]`

  test('is refused where nothing leaves it', () => {
    const { codes, words } = refused(loop('0 %'))
    expect(codes).toEqual(['LOOP_LETS_NOTHING_OUT'])
    expect(words).toContain('nothing leaves the loop')
    expect(words).not.toMatch(/Infinity|NaN/)
    expectClose(cost(loop('1e-6')).value('steps.mixing.mixed.dust', 'kg'), 1e7, EXACT)
  })

  test('is refused where no figure could let anything out', () => {
    const { codes, words } = refused(
      `flow: ring
assumption: test
product: { operation: powder, from: source.out, composition: { dust: 100 % } }
steps: { source: { operation: ring-source }, mixing: { operation: mixer }, turning: { operation: turning } }
streams: [ mixing.mixed -> turning.in_, turning.out -> mixing.second, source.extra -> mixing.first ]`,
      `operation: turning
ports: { in_: { in: bulk }, out: { out: bulk } }
through: [out.each = in_.each]`,
      `operation: ring-source
ports: { market_: { in: bulk, market: true }, out: { out: bulk }, extra: { out: bulk } }
through: [market_.each = out.each + extra.each]
balance: { extra.each: 0.1 * out.each }`,
    )
    expect(codes).toEqual(['LOOP_CLOSED'])
    expect(words).toMatch(/nothing leaves the loop steps\.\w+\.\w+\.dust ← .*mixing.*turning|turning.*mixing/)
  })

  const rework = (fraction_: string): [string, string] => [
    `flow: rework
assumption: test
product: { operation: powder, from: pressing.good, composition: { dust: 100 % } }
steps: { source: { operation: bought }, mixing: { operation: mixer }, pressing: { operation: pressing } }
streams: [ source.out -> mixing.first, mixing.mixed -> pressing.in_, pressing.again -> mixing.second ]`,
    `operation: pressing
ports: { in_: { in: bulk }, good: { out: bulk }, again: { out: bulk } }
parameters: { rework: { value: ${fraction_}, assumption: test } }
through: [again.each = in_.each * rework, good.each = in_.each - again.each]`,
  ]

  test('is refused where everything or more is reworked', () => {
    expectClose(cost(...rework('75 %')).value('steps.mixing.mixed.dust', 'kg'), 4, EXACT)
    const all = refused(...rework('100 %'))
    expect(all.codes).toEqual(['LOOP_LETS_NOTHING_OUT'])
    expect(all.words).toContain('rework less than everything')
    const more = refused(...rework('120 %'))
    expect(more.codes).toEqual(['AMOUNT_NEGATIVE'])
    expect(more.words).toContain('a loop returns more than it takes in')
  })

  test('is refused with the loop printed where it is not linear', () => {
    const { codes, words } = refused(
      `flow: curved
assumption: test
feeds: { mixing.first: { dust: 10 kg } }
product: { operation: collected, from: sieving.out }
steps: { mixing: { operation: mixer }, sieving: { operation: sieving } }
streams: [ mixing.mixed -> sieving.in_, sieving.back -> mixing.second ]`,
      `operation: sieving
ports: { in_: { in: bulk }, out: { out: bulk }, back: { out: bulk } }
balance:
  back.each: 0.1 kg * ceil(in_.each / 3 kg)
  out.each: in_.each - back.each`,
    )
    expect(codes).toEqual(['LOOP_NOT_LINEAR'])
    const [, loop_] = /not linearly: (.*)/.exec(words) ?? []
    const names = loop_?.split(' ← ') as string[]
    expect(names[0]).toBe(names.at(-1))
    const places = ['sieving.back', 'sieving.in_', 'mixing.mixed', 'mixing.second'].map((at) => `steps.${at}.dust`)
    expect(new Set(names)).toEqual(new Set(places))
  })
})

describe('a chain of 2 000 steps in one long recycle loop', () => {
  const STEPS = 2000
  const KEPT = 0.9995
  const passing = `operation: passing
ports: { in_: { in: bulk }, out: { out: bulk }, lost: { out: bulk, counts_as: scrap } }
parameters: { kept: { value: ${KEPT}, assumption: test } }
through: [out.each = in_.each * kept]
balance: { lost.each: in_.each - out.each }`
  const names = Array.from({ length: STEPS - 2 }, (_, i) => `step${i}`)
  const flow = (head: string, more: string, streams: string): string => `flow: long
assumption: test
${head}
steps:
  mixing: { operation: mixer }
  dividing: ${split('0.6')}
${more}
${names.map((name) => `  ${name}: { operation: passing }`).join('\n')}
streams:
${streams}
  - mixing.mixed -> step0.in_
${names
  .slice(1)
  .map((name, i) => `  - step${i}.out -> ${name}.in_`)
  .join('\n')}
  - step${STEPS - 3}.out -> dividing.inlet
  - dividing.side -> mixing.second`
  // what enters a loop that keeps a part g of it goes round 1/(1 - g) times
  const survives = KEPT ** (STEPS - 2)
  const mixed = 10 / (1 - 0.4 * survives)

  test('closes when pushed', () => {
    const costed = cost(
      flow('feeds: { mixing.first: { dust: 10 kg } }\nproduct: { operation: collected, from: dividing.main }', '', ''),
      passing,
    )
    expectClose(costed.value('steps.mixing.mixed.dust', 'kg'), mixed, EXACT)
    expectClose(costed.value('product.basis', 'kg'), 0.6 * mixed * survives, EXACT)
  })

  test('closes when pulled', () => {
    const costed = cost(
      flow(
        `product: { operation: powder, from: dividing.main, composition: { dust: 100 % }, set: { basis: ${0.6 * mixed * survives} kg } }`,
        '  source: { operation: bought }',
        '  - source.out -> mixing.first',
      ),
      passing,
    )
    expectClose(costed.value('steps.mixing.mixed.dust', 'kg'), mixed, EXACT)
    expectClose(costed.value('steps.source.purchase.dust', 'kg'), 10, EXACT)
  })
})
