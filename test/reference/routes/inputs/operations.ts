/**
 * What the routes and their operations state, typed in from a reading of the bundled documents; each figure in the unit noted,
 * fractions as fractions. The cases change some of them.
 */

/** What a film line lays to the flaws that inspection finds. */
export interface Flaws {
  readonly density: number // 1/m² at the reference thickness and speed
  readonly thickness: number // µm, reference
  readonly speed: number // m/min, reference
  readonly thicknessExponent: number
  readonly speedExponent: number
}

export const wetSlurry = {
  thickness: 50, // µm
  porosity: 0.15, // of the pore-free mixture
  conductivity: 1.1, // mS/cm
  binder: 0.048, // NBR in the dry membrane, by mass; the rest is Li6PS5Cl
  toluene: 0.5, // of the solvent, by mass; the rest is IBIB
  bareEdge: 50, // mm of carrier at each edge, at least
  // mixing
  solidsContent: 0.55, // kg of electrolyte and binder per kg of slurry
  mixingYield: 0.99,
  batchMass: 500, // kg
  batchTime: 3, // h
  // casting
  slurryYield: 0.95, // starts left out
  carrierYield: 0.99, // starts left out
  castingStart: 20, // min of web that is not good
  castingCampaign: 72, // h from start to start, that of the coater
  coatingSpeed: 10, // m/min, highest
  castingFlaws: { density: 1.5, thickness: 30, speed: 10, thicknessExponent: 1.5, speedExponent: 0.5 },
  // drying
  residualSolvent: 0.002, // kg per kg of dry solids
  dryingFlux: 0.8, // g/(m² s)
  leastResidenceTime: 30, // s
  ovenLength: undefined as number | undefined, // m; as long as the film takes at the coater's speed, unless stated
  shortestOven: 5, // m
  longestOven: 60, // m
  ovenTemperature: 80, // °C
  ambientTemperature: 20, // °C
  allowedFraction: 1.75, // of the flammable limit, in the gas drawn off
  highestVapour: 0.05, // by volume, in the gas drawn off
  gasDensity: 1.165, // kg/m³ at 20 °C
  gasHeatCapacity: 1.04, // kJ/(kg K)
  heatRecovery: 0.6, // from the gas drawn off to the gas that replaces it
  wallLosses: 0.15, // of the heat supplied
  ovenFan: 0.7, // Wh per m³ of gas drawn off
  nitrogenMakeup: 62, // kg/h of one oven
  // recovery
  recovery: 'package' as 'package' | 'step by step',
  recoveryEfficiency: 0.98,
  ventFraction: 0.2, // of what is not recovered
  unitCapacity: 120, // kg/h
  recoveryElectricity: 2, // kWh/kg received
  recoveryHeat: 0.5, // kWh/kg received
  // calendering
  calenderGood: 0.988, // starts left out
  calenderStart: 5, // min of web that is not good
  calenderCampaign: 24, // h, that of the calender
  rollTemperature: 80, // °C
  rollLoss: 75, // W/(m K)
  elongation: 0.005,
  rollSpeed: 30, // m/min
  calenderingFlaws: { density: 0.35, thickness: 30, speed: 30, thicknessExponent: 1.5, speedExponent: 0.5 },
  // slitting and inspection
  laneWidth: 0.22, // m
  slitterTrim: 8, // mm, each edge
  pieceLength: 0.1, // m of lane cut out around a flaw
  slittingSpeed: 60, // m/min
  carrierUses: 2, // coatings of one carrier film
}
export type WetSlurry = typeof wetSlurry

/** Solvent recovery one step after the other, for wet slurry. */
export const recoverySteps = {
  condenserTemperature: -20, // °C
  coldRecovery: 0.7, // of the cooling of the gas
  rejectionTemperature: 35, // °C of the chiller
  chillerQuality: 0.45, // of an ideal chiller
  condenserCapacity: 120, // kg/h
  gasMolarHeat: 29.1, // J/(mol K)
  pressure: 101.325, // kPa
  adsorbed: 0.97, // of the vapour received
  bleed: 0.05, // of the gas, made up with nitrogen
  nitrogenDensity: 1.165, // kg/m³
  desorptionHeat: 2.5, // kWh/kg
  adsorberFan: 1.4, // Wh/m³
  workingCapacity: 0.1, // kg of solvent per kg of carbon in a cycle
  carbonLife: 2000, // cycles
  adsorberCapacity: 1200, // m³/h
  feedImpurity: 0.005,
  purity: 0.999,
  bottomsImpurity: 0.3,
  reflux: 1,
  feedTemperature: 20, // °C
  columnLosses: 0.1, // of the heat supplied
  columnElectricity: 0.03, // kWh/kg
  columnCapacity: 120, // kg/h
  destroyed: 0.99,
  oxidationTemperature: 870, // °C
  airRatio: 0.5, // combustion air per vented gas
  burntDensity: 1.2, // kg/m³
  burntHeatCapacity: 1.1, // kJ/(kg K)
  burntTemperature: 20, // °C before
  burntRecovery: 0.9,
  oxidiserFan: 2, // Wh/m³
  oxidiserCapacity: 100, // m³/h
}

/** Fibrillation in a jet mill; that in an extruder loses no gas. */
export const jetMilling = { yield: 0.99, capacity: 120, electricity: 1, gasFlow: 12.5, gasLoss: 0.03 } // kg/h, kWh/kg, kg/kg
export const extrusion = { yield: 0.99, capacity: 300, electricity: 0.2 } // kg/h, kWh/kg

export const ptfeDry = {
  thickness: 25, // µm
  porosity: 0.12, // of the pore-free mixture
  conductivity: 2.3, // mS/cm
  binder: 0.005, // PTFE in the membrane, by mass; the rest is Li6PS5Cl
  // mixing
  mixingYield: 0.99,
  batchMass: 150, // kg
  batchTime: 45, // min
  fibrillation: 'jet-mill' as 'jet-mill' | 'extruder',
  // forming
  formedThickness: 150, // µm
  formedPorosity: 0.3,
  formingGood: 0.98, // edges and starts left out
  formingStart: 15, // min of web that is not good
  formingCampaign: 24, // h, that of the rolls
  formingTemperature: 80, // °C of the rolls
  formingLoss: 150, // W/(m K)
  formingTrim: 10, // mm, each edge
  formingReuse: 0.7, // of the edge trim
  trimGoesBack: true, // to mixing, from both steps; else to disposal
  formingSpeed: 10, // m/min
  formingFlaws: { density: 1.1, thickness: 30, speed: 10, thicknessExponent: 1.5, speedExponent: 0.5 },
  // hot calendering
  calenderGood: 0.988, // edges and starts left out
  calenderStart: 5, // min of web that is not good
  calenderCampaign: 24, // h, that of the calender
  rollTemperature: 100, // °C
  rollLoss: 75, // W/(m K)
  ambientTemperature: 20, // °C
  calenderTrim: 5, // mm, each edge
  calenderReuse: 0.7, // of the edge trim
  rollSpeed: 20, // m/min
  greatestElongation: 0.35, // in one pass
  leastPasses: 1,
  passes: undefined as number | undefined, // as many as the elongation takes, unless stated
  calenderingFlaws: { density: 0.75, thickness: 30, speed: 20, thicknessExponent: 1.5, speedExponent: 0.5 },
  // slitting and inspection
  laneWidth: 0.22, // m
  slitterTrim: 8, // mm, each edge
  pieceLength: 0.1, // m of lane cut out around a flaw
  slittingSpeed: 60, // m/min
}
export type PtfeDry = typeof ptfeDry

/** Pouching, warm isostatic pressing and unpouching, the same in both routes but for the film before. */
export const pressing = {
  greenPorosity: 0.15, // of the film before, measured as that of the product
  sheetLength: 0.9, // m
  pouchingYield: 0.98,
  sheetsPerPouch: 20,
  sealAllowance: 0.25,
  pouchingSpeed: 2, // sheets/s
  packingHeight: 150, // µm
  vesselDiameter: 0.6, // m
  vesselLength: 2, // m
  fill: 0.4,
  loadTime: 3, // min
  heatingTime: 4, // min
  pressurisingTime: 3, // min
  holdTime: 5, // min
  releaseTime: 2, // min
  unloadTime: 3, // min
  pressure: 490, // MPa
  bulkModulus: 2.2, // GPa
  pumpEfficiency: 0.5,
  mediumHeatCapacity: 4.18, // MJ/(m³ K), water
  loadHeatCapacity: 1.8, // MJ/(m³ K)
  temperature: 80, // °C
  ambientTemperature: 20, // °C
  retainedHeat: 0.75, // from one cycle to the next
  unpouchingYield: 0.98,
  unpouchingSpeed: 2, // sheets/s
}
export type Pressing = typeof pressing

/** What the pressed routes state of their product in place of the figures of the routes without pressing. */
export const wetSlurryPressed: WetSlurry = { ...wetSlurry, porosity: 0.07, conductivity: 1.3 }
export const ptfeDryPressed: PtfeDry = { ...ptfeDry, porosity: 0.07, conductivity: 2.4 }
export const pressingOfDryFilm: Pressing = { ...pressing, greenPorosity: 0.12 }

export const electrolyte = {
  millingYield: 0.98,
  millBatch: 60, // kg
  millingTime: 8, // h
  chargingTime: 2, // h
  annealingYield: 0.995,
  annealingTemperature: 550, // °C
  ambientTemperature: 20, // °C
  holdingTime: 4, // h
  heatingTime: 4, // h
  coolingTime: 6, // h
  furnaceBatch: 300, // kg
  furnaceEfficiency: 0.08,
  sievingYield: 0.97,
  sieveThroughput: 100, // kg/h
}
export type Electrolyte = typeof electrolyte
