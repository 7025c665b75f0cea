/** The machines of the bundled documents, typed in; none has a factor of installation other than 1. */

export interface Machine {
  readonly name: string
  readonly price: number // USD at the reference size
  readonly size: number // reference size, in the unit noted
  readonly exponent: number // of the price on the size
  readonly life: number // yr
  readonly footprint: number // m² at the reference size
  readonly availability: number
  readonly power: number // kW
  readonly operators: number // people at one running machine
  readonly inDryRoom: number // part of the footprint
  readonly nitrogen: number // kg/h
}

function machine(
  name: string,
  [price, size, exponent]: [number, number, number],
  [life, footprint, availability]: [number, number, number],
  [power, operators, inDryRoom]: [number, number, number],
  nitrogen = 0,
): Machine {
  return { name, price, size, exponent, life, footprint, availability, power, operators, inDryRoom, nitrogen }
}

// --- wet slurry ---
export const slurryMixer: Machine = machine('slurry_mixer', [600_000, 500, 0.7], [12, 32, 0.85], [40, 0.5, 1]) // kg
export const coater: Machine = machine('slot_die_coater', [4_000_000, 1, 0.8], [12, 120, 0.8], [75, 1.5, 1]) // m
export const oven: Machine = machine('convection_oven', [5_400_000, 18, 0.9], [15, 60, 0.95], [30, 0, 1]) // m²
export const recoveryUnit: Machine = machine(
  'solvent_recovery_unit',
  [2_300_000, 100, 0.6], // kg/h
  [15, 100, 0.95],
  [0, 0.3, 0],
)
export const calender: Machine = machine('calender', [3_000_000, 1, 0.7], [15, 40, 0.85], [100, 0.5, 1]) // m
export const slitter: Machine = machine(
  'slitter_with_inspection',
  [2_000_000, 1, 0.7], // m
  [12, 34, 0.85],
  [55, 0.7, 1],
)

// --- dry film ---
export const powderMixer: Machine = machine('powder_mixer', [500_000, 150, 0.7], [12, 30, 0.85], [30, 0.5, 1]) // kg
export const jetMill: Machine = machine('jet_mill', [1_000_000, 120, 0.6], [10, 50, 0.8], [0, 0.5, 1]) // kg/h
export const extruder: Machine = machine('twin_screw_extruder', [1_500_000, 300, 0.6], [12, 60, 0.85], [0, 0.7, 1]) // kg/h
export const multiRoll: Machine = machine('multi_roll_line', [6_000_000, 1, 0.8], [12, 120, 0.65], [250, 1, 1]) // m

// --- warm isostatic pressing ---
export const poucher: Machine = machine('pouching_machine', [900_000, 2, 0.9], [10, 36, 0.8], [30, 1, 1]) // 1/s
export const press: Machine = machine('warm_isostatic_press', [5_000_000, 0.565, 0.6], [6, 100, 0.8], [0, 0.7, 0]) // m³
export const unpoucher: Machine = machine('unpouching_machine', [1_400_000, 2, 0.9], [10, 34, 0.8], [30, 1, 1]) // 1/s

// --- electrolyte ---
export const ballMill: Machine = machine(
  'reactive_ball_mill',
  [1_000_000, 60, 0.7], // kg
  [10, 30, 0.8],
  [75, 0.25, 1],
  2.5,
)
export const furnace: Machine = machine(
  'inert_gas_furnace',
  [1_500_000, 300, 0.7], // kg
  [15, 60, 0.9],
  [0, 0.25, 0],
  25,
)
export const classifier: Machine = machine(
  'classifier_mill_and_sieve',
  [1_000_000, 100, 0.6], // kg/h
  [10, 50, 0.8],
  [60, 0.5, 1],
  25,
)
