/**
 * Plants, prices and materials, typed in from a reading of the bundled documents; nothing reads a document here.
 * Each figure is in the unit in which its document states it.
 */

export const defaultPlant = {
  annualOutput: 10_000_000, // m² of good membrane a year
  operatingTime: 7680, // h/yr
  webWidth: 1, // m
  discountRate: 0.08,
  engineering: 0.12, // of installed cost
  contingency: 0.25, // of installed cost
  workingCapital: 0.15, // of yearly variable cost
  buildingPrice: 3000, // USD/m²
  buildingLife: 20, // yr
  layoutFactor: 3, // floor of the hall per footprint
  buildingEnergy: 102, // kWh/(m² yr)
  handling: 'dry_room' as 'dry_room' | 'inert_enclosure',
  dewPoint: -50, // °C, of the air in the dry room
  leakage: 0.53, // make-up air, as changes of the room's air an hour
  moistureOfPerson: 110, // g/h of water
  dryRoomPrice: 3280, // USD/m² at the reference area and -40 °C
  dryRoomArea: 6100, // m², reference
  dryRoomExponent: 0.6,
  dryRoomLife: 15, // yr
  dryRoomEnergy: 880, // kWh/(m² yr) at -40 °C
  enclosurePrice: 1_000_000, // USD for one machine
  enclosureLife: 15, // yr
  enclosurePower: 35, // kW, all year
  enclosureNitrogen: 62, // kg/h, all year
  maintenance: 0.03, // of installed cost, a year
  buildingMaintenance: 0.02, // of building and dry room, a year
  indirectPersonnel: 0.25, // per direct labour
  logisticsPersonnel: 0.15, // per direct labour
  insurance: 0.02, // of fixed capital, a year
  generalLabour: 0.25, // of direct and indirect labour
  generalDepreciation: 0.25, // of depreciation
  research: 0.4, // of depreciation
  waitingTime: 24, // h before a line
  plantsBuilt: 1,
  learningRate: 0.12, // what machines get cheaper with each doubling of the plants built
  scrapRecovery: 0, // of the electrolyte's worth, for scrap
}
export type Plant = typeof defaultPlant

export const pilotPlant: Plant = {
  ...defaultPlant,
  annualOutput: 100_000,
  operatingTime: 2000,
  webWidth: 0.6,
  dryRoomPrice: 5000,
  dryRoomArea: 500,
}

export const gigaPlant: Plant = { ...defaultPlant, annualOutput: 100_000_000, webWidth: 1.45, dryRoomExponent: 0.8 }

/** USD per kg, of webs per m², of energy per kWh, of labour per h. */
export const pilotContract = {
  Li6PS5Cl: 200,
  Li2S: 140,
  P2S5: 4,
  LiCl: 15,
  NBR: 3.17,
  PTFE: 30,
  toluene: 0.85,
  IBIB: 2.8,
  siliconised_PET: 0.45,
  pouch_laminate: 0.8,
  electricity: 0.083,
  heat: 0.02,
  nitrogen: 0.064,
  activated_carbon: 4,
  sulfide_waste: 5,
  solvent_waste: 0.5,
  labour: 46,
}
export type Prices = typeof pilotContract

export const smallLot: Prices = { ...pilotContract, Li2S: 285 }
export const atScale: Prices = { ...pilotContract, Li2S: 50, Li6PS5Cl: 50 }
export const catalogue: Prices = { ...pilotContract, Li2S: 10_000, P2S5: 200, Li6PS5Cl: 10_000 }
/**
 * Lithium sulfide at its lithium as carbonate, and the chloride too where that is above its own 15 USD/kg; one mol of Li2CO3 holds
 * the lithium of one of Li2S and of two of LiCl, at 73.888, 45.94 and 42.39 g/mol.
 */
const atItsLithium = (carbonate: number): Prices => ({
  ...pilotContract,
  Li2S: (carbonate * 73.888) / 45.94,
  LiCl: Math.max(15, (carbonate * 73.888) / (2 * 42.39)),
})
export const lithiumFloor: Prices = atItsLithium(13.3)
/** Carbonate as dear as in 2022, where the chloride leaves its own price. */
export const dearLithiumFloor: Prices = atItsLithium(37)

/** Air of a dry room. */
export const air = {
  otherMoisture: 0.2, // g/(h m²)
  supplyApproach: 10, // K that the air supplied is drier than the room, by dew point
  leastChanges: 10, // of the room's air by supply air, an hour
  height: 4, // m
  density: 1.2, // kg/m³
  preCooledHumidity: 5.8, // g of water per kg of make-up air, once cooled
  fanEnergy: 2500, // J per kg of air supplied
  regenerationEnergy: 3.3, // kWh per kg of water, at -40 °C
  regenerationSlope: 0.01, // more of it for each K below
  carriedHeat: 0.15, // of the regeneration's heat, into the air
  makeUpCooling: 35, // kJ per kg of make-up air
  coolingPerformance: 4,
  /** Where the plant's price and energy of a dry room hold. */
  reference: { dewPoint: -40, power: 100.25 }, // °C, W/m²
  priceGrowth: 1.68, // for each 20 K of dew point
}

/** kg/m³ */
export const DENSITY = { Li6PS5Cl: 1865, NBR: 980, PTFE: 2170, toluene: 862, IBIB: 855 }
/** kJ/(kg K) */
export const HEAT_CAPACITY = { Li6PS5Cl: 0.85, NBR: 1.95, PTFE: 1, toluene: 1.707, IBIB: 1.9 }
/** Of the carrier film, kJ/(m² K). */
export const CARRIER_HEAT_CAPACITY = 0.104
/** g/mol, from standard atomic weights: Li 6.94, P 30.973761998, S 32.06, Cl 35.45 */
export const MOLAR_MASS = { Li2S: 45.94, P2S5: 222.247523996, LiCl: 42.39, Li6PS5Cl: 268.363761998 }

export interface Solvent {
  readonly molarMass: number // g/mol, from standard atomic weights: H 1.008, C 12.011, O 15.999
  readonly heatCapacity: number // kJ/(kg K), liquid
  readonly vaporization: number // kJ/kg at 25 °C
  readonly flammable: number // lower limit in air, by volume
  readonly boiling: number // °C
  readonly pressures: readonly [at25: number, at80: number] // kPa
}
export const SOLVENTS: Readonly<Record<'toluene' | 'IBIB', Solvent>> = {
  // C7H8
  toluene: {
    molarMass: 92.141,
    heatCapacity: HEAT_CAPACITY.toluene,
    vaporization: 412.5,
    flammable: 0.011,
    boiling: 110.6,
    pressures: [3.79, 38.9],
  },
  // C8H16O2
  IBIB: {
    molarMass: 144.214,
    heatCapacity: HEAT_CAPACITY.IBIB,
    vaporization: 322,
    flammable: 0.015,
    boiling: 148.6,
    pressures: [0.56, 9.5],
  },
}
