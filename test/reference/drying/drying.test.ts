import { describe, expect, test } from 'vitest'
import { type Asked, type Costed, costText, expectClose } from '../../support.ts'

/**
 * Drying worked by hand: one kilogram of solvent leaves a film in the bundled convection oven. Handbook values are typed here with
 * their source, the arithmetic is that of this file.
 */
const SAME = 1e-9

/** IUPAC abridged standard atomic weights 2021, g/mol. */
const H = 1.008
const C = 12.011
const O = 15.999

interface Solvent {
  readonly molarMass: number // g/mol
  readonly heatCapacity: number // J/(mol*K), liquid, 25 degC: CRC Handbook, standard thermodynamic properties
  readonly vaporization: number // kJ/mol at 25 degC: CRC Handbook, enthalpy of vaporization
  readonly flammable: number // lower flammable limit in air, by volume
}

const SOLVENTS: Readonly<Record<string, Solvent>> = {
  toluene: { molarMass: 7 * C + 8 * H, heatCapacity: 157.3, vaporization: 38.01, flammable: 0.011 }, // NFPA 497 (2008)
  xylene: { molarMass: 8 * C + 10 * H, heatCapacity: 183.0, vaporization: 42.65, flammable: 0.009 }, // m-xylene; limit of p-xylene, IEC 60079-20-1 (2010)
  heptane: { molarMass: 7 * C + 16 * H, heatCapacity: 224.7, vaporization: 36.57, flammable: 0.01 }, // NFPA 497 (2008)
}
const NAMES = Object.keys(SOLVENTS)

/** Exhaust air at a quarter of the flammable limit, m³ at 20 degC per kg, as collected for this project from the same limits. */
const EXHAUST_AIR = {
  xylene: 101,
  toluene: 95,
  heptane: 96,
  anisole: 74,
  butyl_butyrate: 67,
  THF: 67,
  ethanol: 63,
  NMP: 75,
}
/** Ideal heat to evaporate from 20 degC, kWh/kg, from the same collection. */
const IDEAL_HEAT = { xylene: 0.14, heptane: 0.14, NMP: 0.2, ethanol: 0.29 }

const MOLAR_VOLUME = (8.314462618 * 293.15) / 101325 // m³/mol at 20 degC and 101.325 kPa
const ELECTROLYTE_HEAT = 0.85 // kJ/(kg*K), of the bundled price document

const PRODUCT = `operation: dried
ports: { film: { in: web } }
equations: { basis: { is: film.area, unit: m^2 } }`
const PLANT = `plant: works
currency: USD
year: 2024
parameters:
  annual_output: { value: 1000000 m^2/yr, assumption: test }
  operating_time: { value: 8000 h/yr, assumption: test }`
const METHOD = `method: bare
step: { machines: { is: 1 } }
costs: [{ for: use, of: [heat, electricity, nitrogen], category: energy, is: amount * prices.each }]`

/** 20 m² of film with 2 kg of electrolyte and the solvents named, dried to the last drop. */
function dry(solvents: Readonly<Record<string, number>>, set: readonly string[] = [], overlay = ''): Costed {
  const amounts = Object.entries(solvents).map(([name, mass]) => `${name}: ${mass} kg`)
  const flow = `flow: oven
accepts: { amide_on_sulfide: only the oven is looked at }
plant: works
method: bare
product: { operation: dried, from: drying.dry_film }
feeds: { drying.film: { Li6PS5Cl: 2 kg, area: 20 m^2, ${amounts.join(', ')} } }
steps: { drying: { operation: convection-drying } }
`
  const asked: Asked = {
    set: ['steps.drying.residual_solvent=0', 'steps.drying.molar_volume=24.054660 L/mol', ...set],
    bundled: true,
    plant: 'works',
    method: 'bare',
  }
  return costText([flow, PRODUCT, PLANT, METHOD, ...(overlay === '' ? [] : [overlay])], asked)
}

/** The handbook's molar values per kilogram, with all digits, in place of those of the bundled document. */
const HANDBOOK = `materials:\n${NAMES.map((name) => {
  const { molarMass, heatCapacity, vaporization, flammable } = SOLVENTS[name] as Solvent
  return `  ${name}:
    heat_capacity: { value: ${heatCapacity / molarMass} kJ/(kg*K), assumption: test }
    heat_of_vaporization: { value: ${(vaporization / molarMass) * 1000} kJ/kg, assumption: test }
    lower_flammable_limit: { value: ${flammable}, assumption: test }`
}).join('\n')}\n`

const perKilogram = (kWh: number): number => kWh / 3600 // of kJ

describe.each(NAMES)('a kilogram of %s', (name) => {
  const { molarMass, heatCapacity, vaporization, flammable } = SOLVENTS[name] as Solvent
  const moles = 1000 / molarMass
  const volume = 24.05466e-3
  const evaporation = perKilogram(moles * ((heatCapacity * 60) / 1000 + vaporization)) // 20 to 80 degC
  const web = perKilogram(2 * ELECTROLYTE_HEAT * 60)

  test('in a nitrogen loop', () => {
    const { value } = bound(dry({ [name]: 1 }, [], HANDBOOK))
    const gas = (moles * volume) / (flammable * 1.75)
    const warming = perKilogram(gas * 1.165 * 1.04 * 60 * (1 - 0.6))
    expectClose(value('exhaust_gas', 'm^3'), gas, SAME, 'gas')
    expectClose(value('evaporation_heat', 'kWh'), evaporation, SAME, 'evaporation')
    expectClose(value('uses.heat', 'kWh'), (evaporation + warming + web) / (1 - 0.15), SAME, 'heat')
    expectClose(value('vapour_concentration'), flammable * 1.75, SAME, 'concentration')
  })

  test('in air at a quarter of its flammable limit, without heat recovery', () => {
    const set = [
      'allowed_fraction=25 %',
      'gas_density=1.204 kg/m^3',
      'gas_heat_capacity=1.006 kJ/(kg*K)',
      'heat_recovery=0',
    ]
    const { value } = bound(dry({ [name]: 1 }, set.map(own), HANDBOOK))
    const gas = (moles * volume) / (flammable * 0.25)
    const warming = perKilogram(gas * 1.204 * 1.006 * 60)
    expectClose(value('uses.heat', 'kWh'), (evaporation + warming + web) / 0.85, SAME, 'heat')
    expectClose(value('oven_efficiency'), evaporation / ((evaporation + warming + web) / 0.85), SAME, 'efficiency')
    // a twentieth to a tenth of the heat goes into the solvent: an oven in air without recovery is a poor dryer
    expect(value('oven_efficiency')).toBeGreaterThan(0.05)
    expect(value('oven_efficiency')).toBeLessThan(0.1)
  })

  test('with the bundled figures, which are rounded or means of isomers', () => {
    const { value } = bound(dry({ [name]: 1 }))
    expectClose(value('evaporation_heat', 'kWh'), evaporation, 0.008, 'evaporation')
  })
})

test('the molar volume is that of an ideal gas at 20 degC', () => {
  expectClose(24.055e-3, MOLAR_VOLUME, 2e-5)
})

test.each(Object.entries(EXHAUST_AIR))('exhaust air of %s', (name, wanted) => {
  const { value } = bound(dry({ [name]: 1 }, ['allowed_fraction=25 %', 'highest_vapour_concentration=1'].map(own)))
  expect(value('exhaust_gas', 'm^3')).toBeGreaterThan(wanted - 0.5)
  expect(value('exhaust_gas', 'm^3')).toBeLessThan(wanted + 0.5)
})

test.each(Object.entries(IDEAL_HEAT))('ideal heat of %s', (name, wanted) => {
  expect(Math.abs(bound(dry({ [name]: 1 })).value('evaporation_heat', 'kWh') - wanted)).toBeLessThan(0.007)
})

test('a mixture burns by the rule of Le Chatelier', () => {
  const { toluene, heptane } = SOLVENTS as { toluene: Solvent; heptane: Solvent }
  const [a, b] = [600 / toluene.molarMass, 400 / heptane.molarMass]
  const limit = 1 / (a / (a + b) / toluene.flammable + b / (a + b) / heptane.flammable)
  const { value } = bound(dry({ toluene: 0.6, heptane: 0.4 }, [own('allowed_fraction=40 %')]))
  expectClose(value('vapour_concentration'), 0.4 * limit, SAME)
})

test('a solvent that does not burn is limited by the highest concentration, and dilutes one that does', () => {
  const moles = 1000 / (C + 2 * H + 2 * 79.904)
  const alone = bound(dry({ dibromomethane: 1 }, [own('highest_vapour_concentration=4 %')]))
  expectClose(alone.value('exhaust_gas', 'm^3'), (moles * 24.05466e-3) / 0.04, SAME)
  const mixed = bound(dry({ dibromomethane: 0.01, toluene: 1 }))
  const pure = bound(dry({ toluene: 1 }))
  expectClose(mixed.value('exhaust_gas', 'm^3'), pure.value('exhaust_gas', 'm^3'), SAME)
})

test('what a solvent becomes when it is oxidised', () => {
  // kg of carbon dioxide per kg, as collected for this project
  const wanted = {
    xylene: 3.32,
    toluene: 3.34,
    anisole: 2.85,
    IBIB: 2.44,
    butyl_butyrate: 2.44,
    hexyl_butyrate: 2.55,
    THF: 2.44,
  }
  const rest = { heptane: 3.07, dibromomethane: 0.25, NMP: 2.22, ethanol: 1.91 }
  const carbonDioxide = C + 2 * O
  for (const [name, kilograms] of Object.entries({ ...wanted, ...rest })) {
    const set = [`materials.${name}.co2_when_oxidised*1`]
    const found = dry({ [name]: 1 }, set).value(`materials.${name}.co2_when_oxidised`)
    expect(Math.abs(found - kilograms), name).toBeLessThan(0.006)
    if (name === 'toluene') expectClose(found, (7 * carbonDioxide) / (7 * C + 8 * H), SAME)
  }
})

describe('the oven follows the film', () => {
  test.each([
    // load, speed → residence time, length, speed that the oven allows
    ['60 g/m^2', '10 m/min', 75, 12.5, 10],
    ['60 g/m^2', '2 m/min', 75, 5, 4], // the shortest oven is built
    ['240 g/m^2', '40 m/min', 300, 60, 12], // the longest oven holds the line back
    ['1 g/m^2', '40 m/min', 30, 20, 40], // least time in the oven
  ])('%s at %s', (load, speed, time, length, allowed) => {
    const { value } = bound(dry({ toluene: 1 }, [`solvent_load=${load}`, `target_speed=${speed}`].map(own)))
    expectClose(value('residence_time', 's'), time, SAME)
    expectClose(value('oven_length', 'm'), length, SAME)
    expectClose(value('line_speed', 'm/min'), allowed, SAME)
    expectClose(value('rate', 'm^2/min'), allowed * 0.9, SAME)
  })
})

function own(setting: string): string {
  return `steps.drying.${setting}`
}

function bound(costed: Costed): { value: (name: string, unit?: string) => number } {
  return { value: (name, unit) => costed.value(`steps.drying.${name}`, unit) }
}
