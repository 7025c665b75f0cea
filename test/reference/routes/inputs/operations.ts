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
  slurryYield: 0.95,
  carrierYield: 0.99,
  coatingSpeed: 10, // m/min, highest
  castingFlaws: { density: 1.5, thickness: 30, speed: 10, thicknessExponent: 1.5, speedExponent: 0.5 },
  // drying
  residualSolvent: 0.002, // kg per kg of dry solids
  dryingFlux: 0.8, // g/(m² s)
  leastResidenceTime: 30, // s
  ovenLength: 20, // m
  ovenTemperature: 80, // °C
  ambientTemperature: 20, // °C
  ovenEfficiency: 0.2,
  nitrogenMakeup: 62, // kg/h of one oven
  // recovery
  recoveryEfficiency: 0.98,
  ventFraction: 0.2, // of what is not recovered
  unitCapacity: 120, // kg/h
  recoveryElectricity: 2, // kWh/kg received
  recoveryHeat: 0.5, // kWh/kg received
  // calendering
  calenderYield: 0.985,
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
  formingYield: 0.97, // edges left out
  formingTrim: 10, // mm, each edge
  formingReuse: 0.7, // of the edge trim
  trimGoesBack: true, // to mixing, from both steps; else to disposal
  formingSpeed: 10, // m/min
  formingFlaws: { density: 1.1, thickness: 30, speed: 10, thicknessExponent: 1.5, speedExponent: 0.5 },
  // hot calendering
  calenderYield: 0.985, // edges left out
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
  pressingEnergy: 50, // kWh per m³ of vessel and cycle
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
