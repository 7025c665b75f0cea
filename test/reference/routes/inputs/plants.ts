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
  dryRoomPrice: 4250, // USD/m² at the reference area
  dryRoomArea: 6100, // m², reference
  dryRoomExponent: 0.6,
  dryRoomLife: 15, // yr
  dryRoomEnergy: 1250, // kWh/(m² yr)
  maintenance: 0.03, // of installed cost, a year
  buildingMaintenance: 0.02, // of building and dry room, a year
  indirectPersonnel: 0.25, // per direct labour
  logisticsPersonnel: 0.15, // per direct labour
  insurance: 0.02, // of fixed capital, a year
  generalLabour: 0.25, // of direct and indirect labour
  generalDepreciation: 0.25, // of depreciation
}
export type Plant = typeof defaultPlant

export const pilotPlant: Plant = {
  ...defaultPlant,
  annualOutput: 100_000,
  operatingTime: 2000,
  webWidth: 0.6,
  dryRoomPrice: 6700,
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

/** kg/m³ */
export const DENSITY = { Li6PS5Cl: 1865, NBR: 980, PTFE: 2170, toluene: 862, IBIB: 855 }
/** kJ/(kg K) */
export const HEAT_CAPACITY = { Li6PS5Cl: 0.85, toluene: 1.707, IBIB: 1.9 }
/** kJ/kg at 25 °C */
export const VAPORIZATION = { toluene: 412.5, IBIB: 322 }
/** g/mol, from standard atomic weights: Li 6.94, P 30.973761998, S 32.06, Cl 35.45 */
export const MOLAR_MASS = { Li2S: 45.94, P2S5: 222.247523996, LiCl: 42.39, Li6PS5Cl: 268.363761998 }
