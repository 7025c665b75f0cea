/** The machines of the bundled documents, typed in; none has a factor of installation other than 1. */

export interface Machine {
  readonly name: string
  readonly price: number // USD at the reference size
  readonly size: number // reference size, in the unit noted
  readonly smallest: number // that is built, in the same unit
  readonly largest: number // that is built
  readonly exponent: number // of the price on the size
  readonly life: number // yr
  readonly footprint: number // m² at the reference size
  readonly availability: number // running time per operating time but for changeovers
  readonly power: number // kW
  readonly operators: number // people at one running machine
  readonly inDryRoom: number // part of the footprint
  readonly nitrogen: number // kg/h
  /** Speed reached per speed set. */
  readonly performance: number
  /** Hours of a changeover. */
  readonly changeover: number
  /** Running hours from one changeover to the next. */
  readonly campaign: number
  /** Holds inert gas itself. */
  readonly gasTight: boolean
}

function machine(
  name: string,
  [price, size, exponent]: [number, number, number],
  [smallest, largest]: [number, number],
  [life, footprint, availability]: [number, number, number],
  [power, operators, inDryRoom]: [number, number, number],
  more: Partial<Machine> = {},
): Machine {
  const running = { nitrogen: 0, performance: 1, changeover: 0, campaign: 168, gasTight: false }
  const bounds = { smallest, largest }
  const use = { power, operators, inDryRoom }
  return { name, price, size, exponent, ...bounds, life, footprint, availability, ...use, ...running, ...more }
}

// --- wet slurry ---
export const slurryMixer: Machine = machine(
  'slurry_mixer',
  [600_000, 500, 0.7], // kg
  [50, 1500],
  [12, 32, 0.85],
  [40, 0.5, 1],
)
export const coater: Machine = machine(
  'slot_die_coater',
  [4_000_000, 1, 0.8], // m
  [0.3, 1.6],
  [12, 120, 0.89],
  [75, 1.5, 1],
  { performance: 0.95, changeover: 4, campaign: 72 },
)
export const oven: Machine = machine(
  'convection_oven',
  [5_400_000, 18, 0.9], // m²
  [1.5, 96],
  [15, 60, 0.95],
  [30, 0, 1],
)
export const recoveryUnit: Machine = machine(
  'solvent_recovery_unit',
  [2_300_000, 100, 0.6], // kg/h
  [10, 2000],
  [15, 100, 0.95],
  [0, 0.3, 0],
)
export const calender: Machine = machine(
  'calender',
  [3_000_000, 1, 0.7], // m
  [0.3, 1.6],
  [15, 40, 0.87],
  [60, 0.5, 1],
  { changeover: 0.5, campaign: 24 },
)
export const slitter: Machine = machine(
  'slitter_with_inspection',
  [2_000_000, 1, 0.7], // m
  [0.3, 1.6],
  [12, 34, 0.85],
  [55, 0.7, 1],
)

// --- solvent recovery step by step ---
export const condenser: Machine = machine(
  'vapour_condenser',
  [700_000, 100, 0.6], // kg/h
  [10, 1000],
  [15, 30, 0.95],
  [0, 0.1, 0],
)
export const adsorber: Machine = machine(
  'carbon_adsorber',
  [500_000, 1000, 0.6], // m³/h
  [100, 50_000],
  [15, 30, 0.95],
  [0, 0.1, 0],
)
export const column: Machine = machine(
  'distillation_column',
  [1_200_000, 500, 0.6], // kg/h
  [50, 2000],
  [15, 60, 0.95],
  [0, 0.1, 0],
)
export const oxidiser: Machine = machine(
  'thermal_oxidiser',
  [250_000, 1000, 0.6], // m³/h
  [100, 50_000],
  [15, 20, 0.97],
  [0, 0.05, 0],
)

// --- dry film ---
export const powderMixer: Machine = machine(
  'powder_mixer',
  [500_000, 150, 0.7], // kg
  [15, 1000],
  [12, 30, 0.85],
  [30, 0.5, 1],
)
export const jetMill: Machine = machine(
  'jet_mill',
  [1_000_000, 120, 0.6], // kg/h
  [10, 400],
  [10, 50, 0.8],
  [0, 0.5, 1],
)
export const extruder: Machine = machine(
  'twin_screw_extruder',
  [1_500_000, 300, 0.6], // kg/h
  [20, 800],
  [12, 60, 0.85],
  [0, 0.7, 1],
)
export const multiRoll: Machine = machine(
  'multi_roll_line',
  [6_000_000, 1, 0.8], // m
  [0.3, 1.6],
  [12, 120, 0.81],
  [240, 1, 1],
  { performance: 0.9, changeover: 3, campaign: 24 },
)

// --- warm isostatic pressing ---
export const poucher: Machine = machine(
  'pouching_machine',
  [900_000, 2, 0.9], // 1/s
  [0.2, 5],
  [10, 36, 0.8],
  [30, 1, 1],
)
export const press: Machine = machine(
  'warm_isostatic_press',
  [5_000_000, 0.565, 0.6], // m³
  [0.05, 1.6],
  [6, 100, 0.81],
  [0, 0.7, 0],
  { changeover: 0.3, campaign: 24 },
)
export const unpoucher: Machine = machine(
  'unpouching_machine',
  [1_400_000, 2, 0.9], // 1/s
  [0.2, 5],
  [10, 34, 0.8],
  [30, 1, 1],
)

// --- electrolyte ---
export const ballMill: Machine = machine(
  'reactive_ball_mill',
  [1_000_000, 60, 0.7], // kg
  [10, 100],
  [10, 30, 0.8],
  [75, 0.25, 1],
  { nitrogen: 2.5, gasTight: true },
)
export const furnace: Machine = machine(
  'inert_gas_furnace',
  [1_500_000, 300, 0.7], // kg
  [50, 1000],
  [15, 60, 0.9],
  [0, 0.25, 0],
  { nitrogen: 25, gasTight: true },
)
export const classifier: Machine = machine(
  'classifier_mill_and_sieve',
  [1_000_000, 100, 0.6], // kg/h
  [20, 400],
  [10, 50, 0.8],
  [60, 0.5, 1],
  { nitrogen: 25 },
)
