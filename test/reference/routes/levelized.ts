import { roomEnergyFactor, roomPriceFactor } from './dry-room.ts'
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
  /** Size of the machine that the step asks for, in the unit of its reference size. */
  readonly size: number
  readonly load: number
  /** Of one machine, per hour. */
  readonly rate: number
  /** kWh or kg per functional unit. */
  readonly uses?: Partial<Record<Utility, number>>
  /** Whether the machine draws its power while it runs, in proportion to its size. */
  readonly drive?: true
  /** kW or kg/h of one running machine, beside that. */
  readonly running?: Partial<Record<Utility, number>>
  readonly purchases?: Partial<Record<Item, number>>
  /** kg to a disposal service. */
  readonly disposal?: Partial<Record<Item, number>>
  /** kg of electrolyte among the scrap. */
  readonly lost?: number
  /** Hours that material spends in the step; none where it only passes. Undefined where the product does not come by. */
  readonly dwell?: number
  /** Running hours from start to start, where the route sets them. */
  readonly campaign?: number
}

export type Utility = 'electricity' | 'heat' | 'nitrogen' | 'activated_carbon'
const UTILITIES: readonly Utility[] = ['electricity', 'heat', 'nitrogen', 'activated_carbon']

/** What a costing asks for besides plant and prices. */
export interface Terms {
  /** Machines are not rounded up. */
  readonly fractional: boolean
  /** What the route makes itself: it is not bought, and worth what it costs there, USD/kg. */
  readonly inHouse: Partial<Record<Item, number>>
  /** What its electrolyte scrap is worth where that is its own product, USD/kg. */
  readonly ownWorth?: number
}

export interface Levelized {
  /** Bought, each of several that share the work of one counted. */
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
    | 'roomEnergy'
    | 'enclosures'
    | 'investment'
    | 'leadTime'
    | 'stock'
    | 'lineOutput'
    | 'longest',
    number
  >
}

const CARRIERS: readonly string[] = ['siliconised_PET', 'pouch_laminate']
const HOURS = 8760 // of a year

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
  { fractional, inHouse, ownWorth }: Terms,
): Levelized {
  const over = (figure: (step: Step) => number): number => steps.reduce((sum, step) => sum + figure(step), 0)

  // --- lines and machines ---
  const mates = (step: Step): Step[] => steps.filter((one) => (one.line ?? one.name) === (step.line ?? step.name))
  const own = (step: Step): number => step.load / step.rate
  const time = (step: Step): number => Math.max(...mates(step).map(own)) // h
  const effectiveness = ({ machine, campaign = machine.campaign }: Step): number =>
    (machine.availability * machine.performance * campaign) / (campaign + machine.changeover)
  const running = (step: Step): number => Math.min(...mates(step).map(effectiveness))
  const needed = (step: Step): number => (units * time(step)) / (plant.operatingTime * running(step))
  const machines = (step: Step): number => (fractional ? needed(step) : wholeUp(needed(step)))
  const capacity = (step: Step): number => machines(step) * running(step) * step.rate
  // a machine beyond the largest is several of equal size, one below the smallest is the smallest
  const parts = ({ size, machine }: Step): number => Math.max(1, wholeUp(size / machine.largest))
  const built = (step: Step): number => machines(step) * parts(step)
  const ratio = (step: Step): number => Math.max(step.machine.smallest, step.size / parts(step)) / step.machine.size

  // --- capital, floor, labour ---
  const doublings = Math.log2(plant.plantsBuilt)
  const learned = (1 - plant.learningRate) ** doublings
  const installed = (step: Step): number =>
    built(step) * step.machine.price * ratio(step) ** step.machine.exponent * learned
  const fixed = (step: Step): number => installed(step) * (1 + plant.engineering + plant.contingency)
  const floor = (step: Step): number => built(step) * step.machine.footprint * ratio(step) ** 0.95 * plant.layoutFactor
  const labour = (step: Step): number => (built(step) * step.machine.operators * plant.operatingTime) / units
  const present = (step: Step): number => built(step) * step.machine.operators

  // --- dry room or enclosures ---
  const inRoom = plant.handling === 'dry_room'
  const dryFloor = (step: Step): number => (inRoom ? floor(step) * step.machine.inDryRoom : 0)
  const allDry = over(dryFloor)
  const roomPrice = plant.dryRoomPrice * roomPriceFactor(plant.dewPoint)
  const dryRoom = roomPrice * plant.dryRoomArea * (allDry / plant.dryRoomArea) ** plant.dryRoomExponent
  const dryShare = (step: Step): number => (allDry === 0 ? 0 : dryFloor(step) / allDry)
  const peopleInRoom = over((step) => present(step) * step.machine.inDryRoom)
  const crowd = allDry === 0 ? 0 : peopleInRoom / allDry // 1/m²
  const roomEnergy = plant.dryRoomEnergy * roomEnergyFactor(plant.dewPoint, crowd, plant)
  // one enclosure holds the machines of a line that do not hold inert gas themselves
  const open = ({ machine }: Step): boolean => machine.inDryRoom > 0 && !machine.gasTight
  const enclosures = (step: Step): number => (!inRoom && open(step) ? built(step) / mates(step).filter(open).length : 0)
  const enclosing = (step: Step): number => enclosures(step) * plant.enclosurePrice
  const roomElectricity = (step: Step): number =>
    (floor(step) * plant.buildingEnergy +
      dryFloor(step) * roomEnergy +
      enclosures(step) * plant.enclosurePower * HOURS) /
    units
  const uses = (step: Step, utility: Utility): number | undefined => {
    const amount = step.uses?.[utility]
    const drawn = (step.machine.power * step.size) / step.machine.size
    const drive = utility === 'electricity' && step.drive === true ? drawn : undefined
    const rate = drive === undefined ? step.running?.[utility] : drive + (step.running?.electricity ?? 0)
    return amount === undefined && rate === undefined ? undefined : (amount ?? 0) + (rate ?? 0) * time(step)
  }

  // --- stocks: the product waits once before each line that it comes by, and what passes in that time is on the way ---
  const way = steps.filter(({ dwell }) => dwell !== undefined)
  const waits = new Set(way.map((step) => step.line ?? step.name)).size
  const leadTime = waits * plant.waitingTime + way.reduce((sum, { dwell = 0 }) => sum + dwell, 0) // h
  const stock = (units / plant.operatingTime) * leadTime // functional units

  // --- lines of the ledger ---
  const ledger: Named = {}
  for (const step of steps) {
    const post = (category: string, item: string, amount: number): void => {
      const key = `${step.name}|${category}|${item}`
      ledger[key] = (ledger[key] ?? 0) + amount
    }
    const charge = (category: string, item: Item, amount: number | undefined): void => {
      if (amount !== undefined) post(category, item, amount * prices[item])
    }
    for (const [item, amount] of Object.entries(step.purchases ?? {}) as [Item, number][])
      if (!(item in inHouse)) charge(CARRIERS.includes(item) ? 'consumables' : 'materials', item, amount)
    for (const [item, amount] of Object.entries(step.disposal ?? {}) as [Item, number][]) charge('waste', item, amount)
    if (step.lost !== undefined) {
      const worth = ownWorth ?? inHouse.Li6PS5Cl ?? prices.Li6PS5Cl
      post('credit', 'Li6PS5Cl', -step.lost * worth * plant.scrapRecovery)
    }
    for (const utility of UTILITIES)
      charge(utility === 'electricity' || utility === 'heat' ? 'energy' : 'consumables', utility, uses(step, utility))
    const gas = (enclosures(step) * plant.enclosureNitrogen * HOURS) / units // kg
    post('consumables', 'enclosure_nitrogen', gas * prices.nitrogen)
    post('energy', 'room_electricity', roomElectricity(step) * prices.electricity)
    charge('labour', 'labour', labour(step))
    const { name, life } = step.machine
    const yearly = (capital: number, years: number): number => (capital * annuity(plant.discountRate, years)) / units
    const hall = floor(step) * plant.buildingPrice
    const room = dryShare(step) * dryRoom
    post('capital', name, yearly(fixed(step), life))
    post('maintenance', name, (installed(step) * plant.maintenance) / units)
    post('building', 'building', yearly(hall, plant.buildingLife))
    post('building', 'dry_room', yearly(room, plant.dryRoomLife))
    post('building', 'enclosure', yearly(enclosing(step), plant.enclosureLife))
    post('maintenance', 'building', ((hall + room + enclosing(step)) * plant.buildingMaintenance) / units)
  }

  // --- the plant as a whole ---
  const category = (name: string): number =>
    Object.entries(ledger).reduce((sum, [key, amount]) => (key.split('|')[1] === name ? sum + amount : sum), 0)
  const building = over(floor) * plant.buildingPrice
  const depreciation =
    over((step) => fixed(step) / step.machine.life) +
    building / plant.buildingLife +
    dryRoom / plant.dryRoomLife +
    over(enclosing) / plant.enclosureLife
  const fixedCapital = over(fixed) + building + dryRoom + over(enclosing)
  const direct = category('labour')
  const indirect = direct * (plant.indirectPersonnel + plant.logisticsPersonnel)
  const variable = ['materials', 'consumables', 'energy', 'labour', 'waste', 'credit'].reduce(
    (sum, c) => sum + category(c),
    0,
  )
  ledger['plant|overhead|indirect_labour'] = indirect
  ledger['plant|overhead|general'] =
    plant.generalLabour * (direct + indirect) + (plant.generalDepreciation * depreciation) / units
  ledger['plant|overhead|insurance'] = (fixedCapital * plant.insurance) / units
  ledger['plant|overhead|research'] = (plant.research * depreciation) / units
  ledger['plant|capital|working_capital'] = plant.discountRate * plant.workingCapital * variable

  const byStep = (figure: (step: Step) => number): Named =>
    Object.fromEntries(steps.map((step) => [step.name, figure(step)]))
  return {
    machines: byStep(built),
    utilization: byStep((step) => (units * own(step)) / (machines(step) * running(step) * plant.operatingTime)),
    capacity: byStep(capacity),
    ledger,
    figures: {
      electricity: over((step) => (uses(step, 'electricity') ?? 0) + roomElectricity(step)),
      heat: over((step) => uses(step, 'heat') ?? 0),
      labour: over(labour),
      floor: over(floor),
      dryFloor: allDry,
      fixedCapital,
      depreciation,
      people: over(present),
      roomEnergy,
      enclosures: over(enclosures),
      investment: fixedCapital + plant.workingCapital * variable * units,
      leadTime,
      stock,
      lineOutput: Math.min(...steps.map((step) => capacity(step) / step.load)), // functional units per h
      longest: Math.max(...steps.map(own)), // h
    },
  }
}
