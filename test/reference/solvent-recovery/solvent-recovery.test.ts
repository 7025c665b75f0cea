import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { costRoute, costText, expectClose } from '../../support.ts'

/**
 * The solvent of `wet-slurry-distilled` followed by hand from the vapour that leaves the oven: condensation, adsorption,
 * distillation and oxidation. The constants are typed here again; those of vapour pressures are in kPa.
 */
const SAME = 1e-9
const NAMES = ['toluene', 'IBIB'] as const
const MOLAR_MASS = { toluene: 7 * 12.011 + 8 * 1.008, IBIB: 8 * 12.011 + 16 * 1.008 + 2 * 15.999 } // g/mol
const AT_25 = { toluene: 3.79, IBIB: 0.56 }
const AT_80 = { toluene: 38.9, IBIB: 9.5 }
const VAPORIZATION = { toluene: 412.5, IBIB: 322 } // kJ/kg
const HEAT_CAPACITY = { toluene: 1.707, IBIB: 1.9 } // kJ/(kg*K)
const BOILING = { toluene: 110.6, IBIB: 148.6 } // degC
const FLAMMABLE = { toluene: 0.011, IBIB: 0.015 }
const CARBON = { toluene: 7, IBIB: 8 }

type Amounts = Record<(typeof NAMES)[number], number>
const amounts = (of: (name: (typeof NAMES)[number]) => number): Amounts => ({
  toluene: of('toluene'),
  IBIB: of('IBIB'),
})
const sum = (of: (name: (typeof NAMES)[number]) => number): number => NAMES.reduce((all, name) => all + of(name), 0)

/** Vapour pressure on the straight line of ln p over 1/T through two points, by logarithms. */
function pressureAt(celsius: number, name: (typeof NAMES)[number]): number {
  const slope = Math.log(AT_80[name] / AT_25[name]) / (1 / 353.15 - 1 / 298.15)
  return Math.exp(Math.log(AT_25[name]) + slope * (1 / (celsius + 273.15) - 1 / 298.15))
}

interface ByHand {
  readonly vapour: Amounts
  readonly uncondensed: Amounts
  readonly desorbed: Amounts
  readonly feed: Amounts
  readonly recovered: Amounts
  readonly chiller: number // kWh
  readonly column: number // kWh
}

function follow(vapour: Amounts, condenser = -20): ByHand {
  const moles = sum((name) => vapour[name] / MOLAR_MASS[name]) // kmol
  // gas at 1.75 times the limit of Le Chatelier, at 24.055 m³/kmol; the volume cancels
  const gas = sum((name) => vapour[name] / MOLAR_MASS[name] / FLAMMABLE[name]) / 1.75 - moles
  const liquid = sum((name) => (vapour[name] / MOLAR_MASS[name] / moles) * pressureAt(condenser, name))
  const uncondensed = amounts((name) => {
    const x = vapour[name] / MOLAR_MASS[name] / moles
    const inGas = (gas * x * pressureAt(condenser, name)) / (101.325 - liquid) // kmol
    return Math.min(vapour[name], inGas * MOLAR_MASS[name])
  })
  const cooling =
    sum((name) => (vapour[name] - uncondensed[name]) * (VAPORIZATION[name] + HEAT_CAPACITY[name] * (44 - condenser))) +
    gas * 29.1 * (44 - condenser) * 0.3
  const performance = (0.45 * (condenser + 273.15)) / (35 - condenser)
  const desorbed = amounts((name) => uncondensed[name] * 0.97)
  const feed = amounts((name) => vapour[name] - uncondensed[name] + desorbed[name])
  // lever rule: 0.5 % impurities in the feed, 0.1 % in the product, 30 % in the bottoms
  const bottoms = (0.005 - 0.001) / (0.3 - 0.001)
  const kept = ((1 - bottoms) * 0.999) / 0.995
  const recovered = amounts((name) => feed[name] * kept)
  const boiling =
    (2 * sum((name) => recovered[name] * VAPORIZATION[name]) +
      sum((name) => feed[name] * HEAT_CAPACITY[name] * (BOILING[name] - 20))) /
    0.9
  return {
    vapour,
    uncondensed,
    desorbed,
    feed,
    recovered,
    chiller: cooling / performance / 3600,
    column: boiling / 3600,
  }
}

describe.each([-20, -40, 5])('recovery with a condenser at %d degC', (condenser) => {
  const set = [`steps.condensation.condenser_temperature=${condenser} degC`]
  const costed = costRoute('wet-slurry-distilled', { set })
  const of = (port: string): Amounts => amounts((name) => costed.value(`steps.${port}.${name}`, 'kg'))
  const hand = follow(of('drying.vapour'), condenser)

  test('each step gives what arithmetic by hand gives', () => {
    for (const name of NAMES) {
      expectClose(of('condensation.uncondensed')[name], hand.uncondensed[name], SAME, `uncondensed ${name}`)
      expectClose(of('adsorption.desorbed')[name], hand.desorbed[name], SAME, `desorbed ${name}`)
      expectClose(of('distillation.recovered')[name], hand.recovered[name], SAME, `recovered ${name}`)
      expectClose(of('distillation.bottoms')[name], hand.feed[name] - hand.recovered[name], SAME, `bottoms ${name}`)
      const slip = hand.uncondensed[name] * 0.03
      expectClose(of('oxidation.oxidised')[name], slip * 0.99, SAME, `oxidised ${name}`)
      expectClose(of('oxidation.stack')[name], slip * 0.01, 1e-7, `stack ${name}`)
    }
    expectClose(costed.value('steps.condensation.uses.electricity', 'kWh'), hand.chiller, SAME, 'chiller')
    expectClose(costed.value('steps.distillation.uses.heat', 'kWh'), hand.column, SAME, 'column')
    expectClose(costed.value('steps.distillation.recovered_purity'), 0.999, SAME, 'purity')
  })

  test('the solvent closes over the whole recovery, and the totals of the run say the same', () => {
    const { evaporated_kg, recovered_kg, emitted_kg, to_air_kg } = costed.result.solvent
    const total = (at: Amounts): number => sum((name) => at[name])
    const gone = total(of('distillation.bottoms')) + total(of('oxidation.oxidised')) + total(of('oxidation.stack'))
    expectClose(total(hand.vapour), total(of('distillation.recovered')) + gone, SAME)
    expectClose(evaporated_kg as number, total(hand.vapour), SAME, 'evaporated')
    expectClose(recovered_kg as number, total(hand.recovered), SAME, 'recovered')
    expectClose(emitted_kg as number, gone, SAME, 'emitted')
    expectClose(to_air_kg as number, total(of('oxidation.stack')), SAME, 'to the air')
  })

  test('what is vented counts as the carbon dioxide that it becomes', () => {
    const perKilogram = (name: (typeof NAMES)[number]): number =>
      (CARBON[name] * (12.011 + 2 * 15.999)) / MOLAR_MASS[name]
    const vent = of('adsorption.vent')
    const wanted = sum((name) => vent[name] * perKilogram(name))
    expectClose(costed.value('steps.oxidation.oxidation_co2', 'kg'), wanted, SAME)
  })
})

test('a colder condenser leaves less to the carbon', () => {
  const left = [-40, -20, 5].map((condenser) => {
    const vapour = { toluene: 1, IBIB: 1 }
    return sum((name) => follow(vapour, condenser).uncondensed[name])
  })
  expect(left).toEqual([...left].sort((a, b) => a - b))
})

test('a feed that is pure enough leaves no bottoms', () => {
  const costed = costRoute('wet-slurry-distilled', { set: ['steps.distillation.feed_impurity=0.05 wt%'] })
  expect(costed.value('steps.distillation.bottoms_fraction')).toBe(0)
  expectClose(costed.value('steps.distillation.recovered_purity'), 0.9995, SAME)
  expectClose(costed.value('steps.distillation.recovered_fraction'), 1, SAME)
})

describe('hydrogen sulfide of scrap', () => {
  const route = readFileSync('flows/wet-slurry.yaml', 'utf8')
  const scraps = ['mixing', 'casting', 'calendering', 'slitting']
  const text = route
    .replace('\nstreams:\n', '\n  scrubbing: { operation: hydrogen-sulfide-scrubbing }\n\nstreams:\n')
    .concat(scraps.map((step) => `  - ${step}.scrap -> scrubbing.scrap\n`).join(''))
  const costed = costText([text], { bundled: true })

  test('is that of all five sulfur atoms, and takes two moles of caustic soda and a tenth more', () => {
    const plain = costRoute('wet-slurry')
    const electrolyte = scraps.reduce((all, step) => all + plain.value(`steps.${step}.scrap.Li6PS5Cl`, 'kg'), 0)
    const perKilogram = (5 * (2 * 1.008 + 32.06)) / (6 * 6.94 + 30.973762 + 5 * 32.06 + 35.45)
    expect(Math.abs(perKilogram - 0.635)).toBeLessThan(0.0005)
    const sulfide = costed.value('steps.scrubbing.hydrogen_sulfide', 'kg')
    expectClose(sulfide, electrolyte * perKilogram, SAME)
    expectClose(costed.value('steps.scrubbing.uses.sodium_hydroxide', 'kg'), sulfide * 0.999 * 2.347 * 1.1, SAME)
    expectClose(2.347, (2 * 39.997) / 34.08, 2e-4)
  })

  test('leaves the amounts of the route as they were, and the scrap as its residue', () => {
    const plain = costRoute('wet-slurry')
    expectClose(costed.result.scrap as number, plain.result.scrap as number, SAME)
    expectClose(costed.value('steps.mixing.feed.Li6PS5Cl', 'kg'), plain.value('steps.mixing.feed.Li6PS5Cl', 'kg'), SAME)
  })
})
