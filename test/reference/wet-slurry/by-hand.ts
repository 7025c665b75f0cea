/**
 * The bundled route wet-slurry by hand: every formula is written out here, on figures typed in. Nothing of the engine is used.
 * All amounts are for 1 m² of good membrane; m, kg, h, kWh, USD, yr.
 */
import { flows, type Named } from './amounts.ts'
import {
  batchTime,
  binderDensity,
  binderFraction,
  binderPrice,
  buildingEnergy,
  buildingLife,
  buildingMaintenance,
  buildingPrice,
  calenderYield,
  carrierPrice,
  coatingSpeed,
  coatingWidth,
  conductivity,
  contingency,
  discountRate,
  dryRoomArea,
  dryRoomEnergy,
  dryRoomExponent,
  dryRoomLife,
  dryRoomPrice,
  electricityPrice,
  electrolyteDensity,
  electrolyteFraction,
  electrolytePrice,
  engineering,
  floorExponent,
  type Given,
  generalOfDepreciation,
  generalOfLabour,
  heatPrice,
  ibibDensity,
  ibibHeatCapacity,
  ibibPrice,
  ibibVaporization,
  indirectStaff,
  insuranceRate,
  LINES,
  layoutFactor,
  MACHINES,
  type Machine,
  maintenanceRate,
  nitrogenMakeup,
  nitrogenPrice,
  operatingTime,
  ovenEfficiency,
  porosity,
  recoveryElectricity,
  recoveryHeat,
  residenceTime,
  rollSpeed,
  STEPS,
  slittingSpeed,
  solventWastePrice,
  sulfideWastePrice,
  temperatureRise,
  tolueneDensity,
  tolueneHeatCapacity,
  toluenePrice,
  tolueneVaporization,
  wage,
  workingCapital,
} from './inputs.ts'

const annuity = (rate: number, years: number): number => rate / (1 - (1 + rate) ** -years)

/** Everything the route's calculation gives. */
export interface ByHand {
  readonly ports: Named
  readonly purchases: Named
  readonly figures: Named
  readonly machines: Named
  readonly utilization: Named
  readonly capacity: Named
  /** By `step|category|item`. */
  readonly ledger: Named
}

export function byHand(given: Given, fractional = false): ByHand {
  const port = flows(given)
  const at = (place: string): number => port[place] ?? 0
  const mass = (place: string): number =>
    at(`${place}.Li6PS5Cl`) + at(`${place}.NBR`) + at(`${place}.toluene`) + at(`${place}.IBIB`)
  const units = given.annualOutput // functional units of 1 m² a year
  const purchases: Named = {
    'mixing.Li6PS5Cl': at('mixing.feed.Li6PS5Cl'),
    'mixing.NBR': at('mixing.feed.NBR'),
    'mixing.toluene': at('mixing.feed.toluene') - at('recovery.recovered.toluene'),
    'mixing.IBIB': at('mixing.feed.IBIB') - at('recovery.recovered.IBIB'),
    'casting.siliconised_PET': at('casting.backing.siliconised_PET') - at('slitting.peeled.siliconised_PET'),
  }

  // --- machines ---
  const load: Named = {
    mixing: mass('mixing.slurry'),
    casting: at('casting.film.area'),
    drying: at('drying.dry_film.area'),
    recovery: mass('recovery.vapour'),
    calendering: at('calendering.film.area'),
    slitting: at('slitting.film.area'),
  }
  const rate: Named = {
    mixing: given.batchMass / batchTime, // kg/h
    casting: coatingSpeed * coatingWidth, // m²/h
    drying: (given.ovenLength / residenceTime) * coatingWidth, // m²/h
    recovery: given.unitCapacity, // kg/h
    calendering: rollSpeed * coatingWidth, // m²/h
    slitting: slittingSpeed * coatingWidth, // m²/h
  }
  const size: Named = {
    mixing: given.batchMass / 500,
    drying: (given.ovenLength * coatingWidth) / 18,
    recovery: given.unitCapacity / 100,
  }
  const own = (step: string): number => (load[step] as number) / (rate[step] as number)
  const mates = (step: string): string[] => STEPS.filter((other) => (LINES[other] ?? other) === (LINES[step] ?? step))
  const time: Named = {}
  const machines: Named = {}
  const utilization: Named = {}
  const capacity: Named = {}
  for (const step of STEPS) {
    const line = Math.max(...mates(step).map(own))
    const availability = Math.min(...mates(step).map((mate) => (MACHINES[mate] as Machine).availability))
    const needed = (units * line) / (operatingTime * availability)
    const bought = fractional ? needed : Math.ceil(needed)
    time[step] = line
    machines[step] = bought
    utilization[step] = (units * own(step)) / (bought * availability * operatingTime)
    capacity[step] = bought * availability * (rate[step] as number)
  }
  const hours = (step: string): number => time[step] as number

  // --- utilities, kWh and kg ---
  const evaporation =
    at('drying.vapour.toluene') * (tolueneHeatCapacity * temperatureRise + tolueneVaporization) +
    at('drying.vapour.IBIB') * (ibibHeatCapacity * temperatureRise + ibibVaporization)
  const received = mass('recovery.vapour')
  const electricity: Named = {
    mixing: 40 * hours('mixing'), // kW of one mixer
    casting: 75 * hours('casting'), // kW of one coater
    drying: 30 * (size.drying as number) * hours('drying'), // kW of an oven of 18 m²
    recovery: recoveryElectricity * received,
    calendering: 100 * hours('calendering'), // kW of one calender
    slitting: 55 * hours('slitting'), // kW of one slitter
  }
  const heat: Named = { drying: evaporation / ovenEfficiency, recovery: recoveryHeat * received }
  const nitrogen = nitrogenMakeup * hours('drying')

  // --- capital, floor, labour ---
  const of = (step: string): Machine => MACHINES[step] as Machine
  const bought = (step: string): number => machines[step] as number
  const installed = (step: string): number => bought(step) * of(step).price * (size[step] ?? 1) ** of(step).exponent
  const fixed = (step: string): number => installed(step) * (1 + engineering + contingency)
  const floor = (step: string): number =>
    bought(step) * of(step).footprint * (size[step] ?? 1) ** floorExponent * layoutFactor
  const dryFloor = (step: string): number => floor(step) * of(step).inDryRoom
  const labour = (step: string): number => (bought(step) * of(step).operators * operatingTime) / units
  const over = (of_: (step: string) => number): number => STEPS.reduce((sum, step) => sum + of_(step), 0)
  const allDry = over(dryFloor)
  const dryRoom = dryRoomPrice * dryRoomArea * (allDry / dryRoomArea) ** dryRoomExponent
  const dryShare = (step: string): number => dryFloor(step) / allDry
  const roomElectricity = (step: string): number =>
    (floor(step) * buildingEnergy + dryShare(step) * allDry * dryRoomEnergy) / units

  // --- ledger ---
  const ledger: Named = {}
  const buy = (step: string, category: string, item: string, price: number): void => {
    ledger[`${step}|${category}|${item}`] = (purchases[`${step}.${item}`] as number) * price
  }
  buy('mixing', 'materials', 'Li6PS5Cl', electrolytePrice)
  buy('mixing', 'materials', 'NBR', binderPrice)
  buy('mixing', 'materials', 'toluene', toluenePrice)
  buy('mixing', 'materials', 'IBIB', ibibPrice)
  buy('casting', 'consumables', 'siliconised_PET', carrierPrice)
  ledger['drying|consumables|nitrogen'] = nitrogen * nitrogenPrice
  for (const step of STEPS) {
    const post = (category: string, item: string, amount: number): void => {
      ledger[`${step}|${category}|${item}`] = amount
    }
    post('energy', 'electricity', (electricity[step] as number) * electricityPrice)
    const heated = heat[step]
    if (heated !== undefined) post('energy', 'heat', heated * heatPrice)
    post('energy', 'room_electricity', roomElectricity(step) * electricityPrice)
    post('labour', 'labour', labour(step) * wage)
    post('capital', of(step).name, (fixed(step) * annuity(discountRate, of(step).life)) / units)
    post('building', 'building', (floor(step) * buildingPrice * annuity(discountRate, buildingLife)) / units)
    post('building', 'dry_room', (dryShare(step) * dryRoom * annuity(discountRate, dryRoomLife)) / units)
    post('maintenance', of(step).name, (installed(step) * maintenanceRate) / units)
    const rooms = floor(step) * buildingPrice + dryShare(step) * dryRoom
    post('maintenance', 'building', (rooms * buildingMaintenance) / units)
  }
  for (const step of ['mixing', 'casting', 'calendering', 'slitting']) {
    // the carrier in the scrap is in m² and weighs nothing here
    ledger[`${step}|waste|sulfide_waste`] = mass(`${step}.scrap`) * sulfideWastePrice
  }
  ledger['recovery|waste|solvent_waste'] = mass('recovery.bottoms') * solventWastePrice
  const category = (name: string): number =>
    Object.entries(ledger).reduce((sum, [key, amount]) => (key.split('|')[1] === name ? sum + amount : sum), 0)
  const building = over(floor) * buildingPrice
  const depreciation = over((step) => fixed(step) / of(step).life) + building / buildingLife + dryRoom / dryRoomLife
  const direct = category('labour')
  const indirect = direct * indirectStaff
  ledger['plant|overhead|indirect_labour'] = indirect
  ledger['plant|overhead|general'] =
    generalOfLabour * (direct + indirect) + (generalOfDepreciation * depreciation) / units
  ledger['plant|overhead|insurance'] = ((over(fixed) + building + dryRoom) * insuranceRate) / units
  const variable = ['materials', 'consumables', 'energy', 'labour', 'waste'].reduce((sum, c) => sum + category(c), 0)
  ledger['plant|capital|working_capital'] = discountRate * workingCapital * variable

  // --- figures ---
  const poreFree = 1 / (electrolyteFraction / electrolyteDensity + binderFraction / binderDensity)
  const arealMass = given.thickness * (1 - porosity) * poreFree
  const solvents = (place: string): number => at(`${place}.toluene`) + at(`${place}.IBIB`)
  const allElectricity = over((step) => (electricity[step] as number) + roomElectricity(step))
  const allHeat = over((step) => heat[step] ?? 0)
  const wetVolume =
    at('casting.film.Li6PS5Cl') / electrolyteDensity +
    at('casting.film.NBR') / binderDensity +
    at('casting.film.toluene') / tolueneDensity +
    at('casting.film.IBIB') / ibibDensity
  const figures: Named = {
    poreFree,
    arealMass,
    resistance: (given.thickness / conductivity) * 1e4, // ohm cm²
    porosityOfElectrolyte: 1 - arealMass / (given.thickness * electrolyteDensity),
    wetThickness: wetVolume / at('casting.film.area'),
    fresh: (purchases['mixing.toluene'] as number) + (purchases['mixing.IBIB'] as number),
    evaporated: solvents('drying.vapour'),
    recovered: solvents('recovery.recovered'),
    emitted: solvents('recovery.vent') + solvents('recovery.bottoms'),
    residual: solvents('slitting.membrane'),
    scrap: ['mixing', 'casting', 'calendering', 'slitting'].reduce((sum, step) => sum + mass(`${step}.scrap`), 0),
    areaYield: calenderYield * (1 / at('slitting.film.area')),
    slitYield: 1 / at('slitting.film.area'),
    materialYield: at('slitting.membrane.Li6PS5Cl') / at('mixing.feed.Li6PS5Cl'),
    electricity: allElectricity,
    heat: allHeat,
    nitrogen,
    labour: over(labour),
    floor: over(floor),
    dryFloor: allDry,
    fixedCapital: over(fixed) + building + dryRoom,
    depreciation,
    people: (over(labour) * units) / operatingTime,
    lineOutput: Math.min(...STEPS.map((step) => (capacity[step] as number) / (load[step] as number))), // m²/h
  }
  return { ports: port, purchases, figures, machines, utilization, capacity, ledger }
}
