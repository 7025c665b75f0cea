import type { Machine } from './inputs/machines.ts'
import type { Plant, Prices } from './inputs/plants.ts'

/** Figures by name. */
export type Named = Record<string, number>
export type Item = keyof Prices

/** A step as its operation gives it; amounts are per functional unit. */
export interface Step {
  readonly name: string
  /** The steps of a line run at the speed of the slowest; a step without one runs alone. */
  readonly line?: string
  readonly machine: Machine
  /** Size of the machine over the size that its price stands for. */
  readonly sizeRatio: number
  readonly load: number
  /** Of one machine, per hour. */
  readonly rate: number
  /** kWh or kg per functional unit. */
  readonly uses?: { readonly electricity?: number; readonly heat?: number; readonly nitrogen?: number }
  /** kW or kg/h of one running machine. */
  readonly running?: { readonly electricity?: number; readonly nitrogen?: number }
  readonly purchases?: Partial<Record<Item, number>>
  /** kg to a disposal service. */
  readonly disposal?: Partial<Record<Item, number>>
}

export interface Levelized {
  readonly machines: Named
  readonly utilization: Named
  /** Of all machines of the step, per hour, availability included. */
  readonly capacity: Named
  /** USD per functional unit, by `step|category|item`. */
  readonly ledger: Named
  /** kWh, h and kg per functional unit, m², USD, USD/yr */
  readonly figures: Record<
    | 'electricity'
    | 'heat'
    | 'labour'
    | 'floor'
    | 'dryFloor'
    | 'fixedCapital'
    | 'depreciation'
    | 'people'
    | 'lineOutput'
    | 'longest',
    number
  >
}

const CARRIERS: readonly string[] = ['siliconised_PET', 'pouch_laminate']

export const annuity = (rate: number, years: number): number => rate / (1 - (1 + rate) ** -years)

/** Whole machines: 1e-9 beyond a whole number is not one more. */
export const wholeUp = (count: number): number =>
  Math.abs(count - Math.round(count)) <= 1e-9 * count ? Math.round(count) : Math.ceil(count)
export const wholeDown = (count: number): number =>
  Math.abs(count - Math.round(count)) <= 1e-9 * count ? Math.round(count) : Math.floor(count)

/** The method `levelized` by hand, for the steps of one flow at so many functional units a year. */
export function levelized(
  steps: readonly Step[],
  units: number,
  plant: Plant,
  prices: Prices,
  fractional: boolean,
  madeInHouse: readonly string[],
): Levelized {
  const over = (figure: (step: Step) => number): number => steps.reduce((sum, step) => sum + figure(step), 0)

  // --- lines and machines ---
  const mates = (step: Step): Step[] => steps.filter((one) => (one.line ?? one.name) === (step.line ?? step.name))
  const own = (step: Step): number => step.load / step.rate
  const time = (step: Step): number => Math.max(...mates(step).map(own)) // h
  const availability = (step: Step): number => Math.min(...mates(step).map(({ machine }) => machine.availability))
  const needed = (step: Step): number => (units * time(step)) / (plant.operatingTime * availability(step))
  const machines = (step: Step): number => (fractional ? needed(step) : wholeUp(needed(step)))
  const capacity = (step: Step): number => machines(step) * availability(step) * step.rate

  // --- capital, floor, labour ---
  const installed = (step: Step): number =>
    machines(step) * step.machine.price * step.sizeRatio ** step.machine.exponent
  const fixed = (step: Step): number => installed(step) * (1 + plant.engineering + plant.contingency)
  const floor = (step: Step): number =>
    machines(step) * step.machine.footprint * step.sizeRatio ** 0.95 * plant.layoutFactor
  const dryFloor = (step: Step): number => floor(step) * step.machine.inDryRoom
  const allDry = over(dryFloor)
  const dryRoom = plant.dryRoomPrice * plant.dryRoomArea * (allDry / plant.dryRoomArea) ** plant.dryRoomExponent
  const dryShare = (step: Step): number => (allDry === 0 ? 0 : dryFloor(step) / allDry)
  const roomElectricity = (step: Step): number =>
    (floor(step) * plant.buildingEnergy + dryFloor(step) * plant.dryRoomEnergy) / units
  const labour = (step: Step): number => (machines(step) * step.machine.operators * plant.operatingTime) / units
  const electricity = (step: Step): number | undefined =>
    step.running?.electricity === undefined ? step.uses?.electricity : step.running.electricity * time(step)
  const nitrogen = (step: Step): number | undefined =>
    step.running?.nitrogen === undefined ? step.uses?.nitrogen : step.running.nitrogen * time(step)

  // --- lines of the ledger ---
  const ledger: Named = {}
  for (const step of steps) {
    const post = (category: string, item: string, amount: number): void => {
      ledger[`${step.name}|${category}|${item}`] = amount
    }
    const charge = (category: string, item: Item, amount: number | undefined): void => {
      if (amount !== undefined) post(category, item, amount * prices[item])
    }
    for (const [item, amount] of Object.entries(step.purchases ?? {}) as [Item, number][])
      if (!madeInHouse.includes(item)) charge(CARRIERS.includes(item) ? 'consumables' : 'materials', item, amount)
    for (const [item, amount] of Object.entries(step.disposal ?? {}) as [Item, number][]) charge('waste', item, amount)
    charge('energy', 'electricity', electricity(step))
    charge('energy', 'heat', step.uses?.heat)
    charge('consumables', 'nitrogen', nitrogen(step))
    post('energy', 'room_electricity', roomElectricity(step) * prices.electricity)
    charge('labour', 'labour', labour(step))
    const { name, life } = step.machine
    const rooms = floor(step) * plant.buildingPrice + dryShare(step) * dryRoom
    post('capital', name, (fixed(step) * annuity(plant.discountRate, life)) / units)
    post('maintenance', name, (installed(step) * plant.maintenance) / units)
    const shell = floor(step) * plant.buildingPrice
    post('building', 'building', (shell * annuity(plant.discountRate, plant.buildingLife)) / units)
    post('building', 'dry_room', (dryShare(step) * dryRoom * annuity(plant.discountRate, plant.dryRoomLife)) / units)
    post('maintenance', 'building', (rooms * plant.buildingMaintenance) / units)
  }

  // --- the plant as a whole ---
  const category = (name: string): number =>
    Object.entries(ledger).reduce((sum, [key, amount]) => (key.split('|')[1] === name ? sum + amount : sum), 0)
  const building = over(floor) * plant.buildingPrice
  const depreciation =
    over((step) => fixed(step) / step.machine.life) + building / plant.buildingLife + dryRoom / plant.dryRoomLife
  const fixedCapital = over(fixed) + building + dryRoom
  const direct = category('labour')
  const indirect = direct * (plant.indirectPersonnel + plant.logisticsPersonnel)
  const variable = ['materials', 'consumables', 'energy', 'labour', 'waste'].reduce((sum, c) => sum + category(c), 0)
  ledger['plant|overhead|indirect_labour'] = indirect
  ledger['plant|overhead|general'] =
    plant.generalLabour * (direct + indirect) + (plant.generalDepreciation * depreciation) / units
  ledger['plant|overhead|insurance'] = (fixedCapital * plant.insurance) / units
  ledger['plant|capital|working_capital'] = plant.discountRate * plant.workingCapital * variable

  const byStep = (figure: (step: Step) => number): Named =>
    Object.fromEntries(steps.map((step) => [step.name, figure(step)]))
  return {
    machines: byStep(machines),
    utilization: byStep((step) => (units * own(step)) / (machines(step) * availability(step) * plant.operatingTime)),
    capacity: byStep(capacity),
    ledger,
    figures: {
      electricity: over((step) => (electricity(step) ?? 0) + roomElectricity(step)),
      heat: over((step) => step.uses?.heat ?? 0),
      labour: over(labour),
      floor: over(floor),
      dryFloor: allDry,
      fixedCapital,
      depreciation,
      people: (over(labour) * units) / plant.operatingTime,
      lineOutput: Math.min(...steps.map((step) => capacity(step) / step.load)), // functional units per h
      longest: Math.max(...steps.map(own)), // h
    },
  }
}
