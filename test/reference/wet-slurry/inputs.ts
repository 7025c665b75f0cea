/**
 * The figures of the bundled route wet-slurry, typed in from a reading of its documents; nothing reads a document here.
 * m, kg, h, kWh, USD, yr.
 */

/** What the what-if cases change. */
export const base = {
  annualOutput: 1e7, // m² of good membrane a year
  thickness: 50e-6, // m, finished membrane
  solidsContent: 0.55, // kg of electrolyte and binder per kg of slurry
  batchMass: 500, // kg of slurry in one batch of one mixer
  ovenLength: 20, // m of heated length of one oven
  unitCapacity: 120, // kg of solvent one recovery unit treats in an hour
}
export type Given = typeof base

// --- recipe and materials ---
export const porosity = 0.15 // of the pore-free mixture
export const conductivity = 0.11 // S/m: 1.1 mS/cm
export const electrolyteFraction = 0.952 // Li6PS5Cl in the dry membrane, by mass
export const binderFraction = 0.048 // NBR
export const electrolyteDensity = 1865 // kg/m³, Li6PS5Cl
export const binderDensity = 980 // kg/m³, NBR
export const tolueneFraction = 0.5 // of the solvent, by mass
export const ibibFraction = 0.5
export const tolueneDensity = 862 // kg/m³
export const ibibDensity = 855 // kg/m³
export const tolueneHeatCapacity: number = 1.707 / 3600 // kWh/(kg K): 1.707 kJ/(kg K)
export const ibibHeatCapacity: number = 1.9 / 3600 // kWh/(kg K)
export const tolueneVaporization: number = 412.5 / 3600 // kWh/kg: 412.5 kJ/kg
export const ibibVaporization: number = 322 / 3600 // kWh/kg

// --- prices ---
export const electrolytePrice = 200 // USD/kg
export const binderPrice = 3.17 // USD/kg
export const toluenePrice = 0.85 // USD/kg
export const ibibPrice = 2.8 // USD/kg
export const carrierPrice = 0.45 // USD/m²
export const electricityPrice = 0.083 // USD/kWh
export const heatPrice = 0.02 // USD/kWh
export const nitrogenPrice = 0.064 // USD/kg
export const sulfideWastePrice = 5 // USD/kg
export const solventWastePrice = 0.5 // USD/kg
export const wage = 46 // USD/h

// --- operations ---
export const mixingYield = 0.99 // slurry delivered per slurry mixed
export const batchTime = 3 // h from batch to batch
export const slurryYield = 0.95 // slurry in the film per slurry at the coater
export const carrierYield = 0.99 // carrier coated per carrier unwound
export const carrierWidth = 1 // m
export const coatingWidth = 0.9 // m, film from the die to the slitter
export const coatingSpeed: number = 20 * 60 // m/h: 20 m/min
export const residual = 0.002 // kg of solvent left per kg of dry solids
export const residenceTime: number = 2 / 60 // h in the oven
export const temperatureRise: number = 80 - 20 // K, oven over dry room
export const ovenEfficiency = 0.2
export const nitrogenMakeup = 62 // kg/h of one oven
export const recoveryEfficiency = 0.98 // solvent fit for reuse per solvent received
export const ventFraction = 0.2 // of what is not recovered
export const recoveryElectricity = 2 // kWh per kg received
export const recoveryHeat = 0.5 // kWh per kg received
export const calenderYield = 0.985 // film that leaves per film received
export const elongation = 0.005 // growth in length between the rolls
export const rollSpeed: number = 30 * 60 // m/h
export const edgeTrim = 0.008 // m, each edge
export const laneWidth = 0.22 // m
export const inspectionReject = 0.04
export const carrierUses = 2 // coatings of one carrier film
export const slittingSpeed: number = 60 * 60 // m/h

// --- plant ---
export const operatingTime = 7680 // h/yr
export const discountRate = 0.08
export const engineering = 0.12 // of installed cost
export const contingency = 0.25 // of installed cost
export const workingCapital = 0.15 // of yearly variable cost
export const buildingPrice = 3000 // USD/m²
export const buildingLife = 20 // yr
export const layoutFactor = 3 // floor of the hall per footprint
export const buildingEnergy = 102 // kWh/(m² yr)
export const dryRoomPrice = 4250 // USD/m² at the reference area
export const dryRoomArea = 6100 // m², reference
export const dryRoomExponent = 0.6
export const dryRoomLife = 15 // yr
export const dryRoomEnergy = 1250 // kWh/(m² yr)
export const maintenanceRate = 0.03 // of installed cost, a year
export const buildingMaintenance = 0.02 // of building and dry room, a year
export const indirectStaff: number = 0.25 + 0.15 // indirect and logistics staff per direct labour
export const insuranceRate = 0.02 // of fixed capital
export const generalOfLabour = 0.25
export const generalOfDepreciation = 0.25
export const floorExponent = 0.95 // growth of a footprint with size

export interface Machine {
  readonly name: string
  readonly price: number // USD, reference size
  readonly exponent: number
  readonly life: number // yr
  readonly footprint: number // m², reference size
  readonly availability: number
  readonly operators: number // people at one machine
  readonly inDryRoom: number // part of the footprint
}
const machine = (
  name: string,
  price: number,
  exponent: number,
  life: number,
  footprint: number,
  availability: number,
  operators: number,
  inDryRoom: number,
): Machine => ({ name, price, exponent, life, footprint, availability, operators, inDryRoom })

export const MACHINES: Readonly<Record<string, Machine>> = {
  mixing: machine('slurry_mixer', 600_000, 0.7, 12, 32, 0.85, 0.5, 1), // price for 500 kg
  casting: machine('slot_die_coater', 4_000_000, 0.8, 12, 120, 0.8, 1.5, 1), // price for 1 m
  drying: machine('convection_oven', 5_400_000, 0.9, 15, 60, 0.95, 0, 1), // price for 18 m²
  recovery: machine('solvent_recovery_unit', 2_300_000, 0.6, 15, 100, 0.95, 0.3, 0), // price for 100 kg/h
  calendering: machine('calender', 3_000_000, 0.7, 15, 40, 0.85, 0.5, 1), // price for 1 m
  slitting: machine('slitter_with_inspection', 2_000_000, 0.7, 12, 34, 0.85, 0.7, 1), // price for 1 m
}
export const LINES: Readonly<Record<string, string>> = { casting: 'coater', drying: 'coater' } // the others run alone

export const STEPS: readonly string[] = ['mixing', 'casting', 'drying', 'recovery', 'calendering', 'slitting']
