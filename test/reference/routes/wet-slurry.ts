import { type FlowByHand, flaws, membrane, Ports, slit, times, total } from './flow-by-hand.ts'
import { calender, coater, oven, slitter, slurryMixer } from './inputs/machines.ts'
import type { Pressing, WetSlurry } from './inputs/operations.ts'
import { CARRIER_HEAT_CAPACITY, DENSITY, HEAT_CAPACITY, SOLVENTS } from './inputs/plants.ts'
import { type Step, wholeDown } from './levelized.ts'
import { filmPerMembrane, greenThickness, pressedByHand } from './pressing.ts'
import { packageByHand, stepByStepByHand } from './recovery.ts'

const MOLAR_VOLUME = 24.055 // m³/kmol at 20 °C

type Solvents = Record<'toluene' | 'IBIB', number>
const both = (of: (name: 'toluene' | 'IBIB') => number): number => of('toluene') + of('IBIB')

/** Gas (m³ at 20 °C) drawn off an oven with so much vapour (kg), of which it may hold a part of the flammable limit. */
export function ovenGas(vapour: Solvents, allowedFraction: number, highest: number): { gas: number; vapours: number } {
  const volume = (name: 'toluene' | 'IBIB'): number => (vapour[name] / SOLVENTS[name].molarMass) * MOLAR_VOLUME
  // Le Chatelier: each solvent asks for gas as if it were alone
  const atLimit = both((name) => volume(name) / SOLVENTS[name].flammable)
  const vapours = both(volume)
  return { gas: Math.max(atLimit / allowedFraction, vapours / highest), vapours }
}

/** 1 m² of membrane by the routes wet-slurry, wet-slurry-distilled and, with pressing, wet-slurry-wip. */
export function wetSlurryByHand(given: WetSlurry, webWidth: number, pressed?: Pressing): FlowByHand {
  const product = membrane(given.thickness, given.porosity, given.conductivity, [given.binder, DENSITY.NBR])
  const thickness = pressed === undefined ? given.thickness : greenThickness(given.thickness, given.porosity, pressed)
  const demand = pressed === undefined ? 1 : filmPerMembrane(pressed)
  const { laneWidth, slitterTrim, pieceLength, carrierUses } = given

  // --- widths and speeds ---
  const trims = (2 * slitterTrim) / 1000 // m
  const lanes = Math.max(1, wholeDown((webWidth - (2 * given.bareEdge) / 1000 - trims) / laneWidth))
  const coated = lanes * laneWidth + trims // m
  const filmSolids = product.arealMass * 1000 * (1 + given.elongation) // g/m² in the oven
  const solventLoad = (filmSolids * (1 - given.solidsContent)) / given.solidsContent // g/m²
  const residenceTime = Math.max(given.leastResidenceTime, solventLoad / given.dryingFlux) / 60 // min
  // the oven is built for the film at the speed of the coater
  const wished = Math.min(given.longestOven, given.coatingSpeed * residenceTime)
  const ovenLength = given.ovenLength ?? Math.max(given.shortestOven, wished) // m
  const ovenSpeed = ovenLength / residenceTime // m/min
  const webSpeed = Math.min(given.coatingSpeed, ovenSpeed)
  const castingFlaws = flaws(given.castingFlaws, thickness, webSpeed)
  const calenderingFlaws = flaws(given.calenderingFlaws, thickness, given.rollSpeed)
  const density = castingFlaws + calenderingFlaws
  const slitting = slit(coated, laneWidth, lanes, density, pieceLength)

  // --- what starts cost ---
  const castingStarts = given.castingStart / 60 / given.castingCampaign
  const slurryYield = given.slurryYield * (1 - castingStarts)
  const calenderYield = given.calenderGood * (1 - given.calenderStart / 60 / given.calenderCampaign)

  // --- areas, m² ---
  const slitArea = demand / slitting.yield
  const castArea = slitArea / (calenderYield * (1 + given.elongation))

  // --- solids, from the product back ---
  const slitSolids = {
    Li6PS5Cl: product.arealMass * (1 - given.binder) * demand,
    NBR: product.arealMass * given.binder * demand,
  }
  const pressedSolids = times(slitSolids, 1 / slitting.yield)
  const drySolids = times(pressedSolids, 1 / calenderYield)
  const slurrySolids = times(drySolids, 1 / slurryYield)
  const feedSolids = times(slurrySolids, 1 / given.mixingYield)

  // --- solvents, from the slurry on ---
  const recipe = { toluene: given.toluene, IBIB: 1 - given.toluene }
  const slurrySolvent = times(recipe, (total(slurrySolids) * (1 - given.solidsContent)) / given.solidsContent)
  const feedSolvent = times(slurrySolvent, 1 / given.mixingYield)
  const wetSolvent = times(slurrySolvent, slurryYield)
  // in proportion to what the wet film holds of each, which is the recipe
  const residue = times(recipe, given.residualSolvent * total(drySolids))
  const vapour = times(recipe, total(wetSolvent) - total(residue))
  const pressedResidue = times(residue, calenderYield)
  const slitResidue = times(pressedResidue, slitting.yield)
  const drawn = ovenGas(vapour as Solvents, given.allowedFraction, given.highestVapour)
  const leaving = { vapour, gas: drawn.gas, concentration: drawn.vapours / drawn.gas }
  const recovery = given.recovery === 'package' ? packageByHand(given, leaving) : stepByStepByHand(given, leaving)
  const { recovered } = recovery

  // --- carrier film, m² ---
  const carrier = (castArea * webWidth) / coated
  const pressedCarrier = carrier * calenderYield
  const unwound = carrier / (given.carrierYield * (1 - castingStarts))
  const returned = (pressedCarrier * (carrierUses - 1)) / carrierUses

  const ports = new Ports()
  ports.put('mixing.feed', { ...feedSolids, ...feedSolvent })
  ports.put('mixing.scrap', times({ ...feedSolids, ...feedSolvent }, 1 - given.mixingYield))
  ports.put(['mixing.slurry', 'casting.slurry'], { ...slurrySolids, ...slurrySolvent })
  ports.put('casting.scrap', times({ ...slurrySolids, ...slurrySolvent }, 1 - slurryYield))
  ports.put('casting.backing', { siliconised_PET: unwound })
  ports.put('casting.reel_ends', { siliconised_PET: unwound - carrier })
  const cast = { area: castArea, siliconised_PET: carrier }
  ports.put(['casting.film', 'drying.film'], { ...drySolids, ...wetSolvent, ...cast })
  ports.put(['drying.dry_film', 'calendering.film'], { ...drySolids, ...residue, ...cast })
  ports.put('drying.vapour', vapour)
  const lost = { ...drySolids, ...residue, siliconised_PET: carrier }
  ports.put('calendering.scrap', times(lost, 1 - calenderYield))
  const film = { ...pressedSolids, ...pressedResidue }
  ports.put(['calendering.pressed', 'slitting.film'], { ...film, area: slitArea, siliconised_PET: pressedCarrier })
  ports.put('slitting.scrap', times(film, 1 - slitting.yield))
  ports.put('slitting.peeled', { siliconised_PET: returned })
  ports.put('slitting.worn', { siliconised_PET: pressedCarrier - returned })
  ports.put('slitting.membrane', { ...slitSolids, ...slitResidue, area: demand })
  if (pressed === undefined) ports.put('product.membrane', { ...slitSolids, ...slitResidue, area: 1 })
  const scrap = (step: string): Pick<Step, 'disposal' | 'lost'> => ({
    disposal: { sulfide_waste: ports.mass(`${step}.scrap`) },
    lost: ports.amounts[`${step}.scrap.Li6PS5Cl`] as number,
  })

  const buy = (name: 'toluene' | 'IBIB'): number => (feedSolvent[name] as number) - (recovered[name] as number)
  // --- heat of the oven, kJ ---
  const warming = given.ovenTemperature - given.ambientTemperature
  const solvents = both(
    (name) => (vapour[name] as number) * (SOLVENTS[name].heatCapacity * warming + SOLVENTS[name].vaporization),
  )
  const heatOfSolids =
    (drySolids.Li6PS5Cl as number) * HEAT_CAPACITY.Li6PS5Cl + (drySolids.NBR as number) * HEAT_CAPACITY.NBR // kJ/K
  const web = (heatOfSolids + carrier * CARRIER_HEAT_CAPACITY) * warming
  const freshGas = drawn.gas * given.gasDensity * given.gasHeatCapacity * warming * (1 - given.heatRecovery)
  const ovenHeat = (solvents + web + freshGas) / (1 - given.wallLosses)
  const ovenSize = ovenLength * coated // m²

  // --- heat of the rolls ---
  const rollWarming = given.rollTemperature - given.ambientTemperature
  const rollLosses = (given.rollLoss * webWidth * rollWarming) / 1000 // kW
  const rolledHeat = ((heatOfSolids + carrier * CARRIER_HEAT_CAPACITY) * rollWarming) / 3600 // kWh
  const steps: Step[] = [
    {
      name: 'mixing',
      dwell: given.batchTime,
      machine: slurryMixer,
      size: given.batchMass,
      load: total(slurrySolids) + total(slurrySolvent),
      rate: given.batchMass / given.batchTime,
      drive: true,
      purchases: { ...feedSolids, toluene: buy('toluene'), IBIB: buy('IBIB') },
      ...scrap('mixing'),
    },
    {
      name: 'casting',
      dwell: 0,
      line: 'coater',
      machine: coater,
      size: webWidth,
      load: castArea / (1 - castingStarts),
      rate: webSpeed * 60 * coated,
      drive: true,
      campaign: given.castingCampaign,
      purchases: { siliconised_PET: unwound - returned },
      ...scrap('casting'),
    },
    {
      name: 'drying',
      dwell: residenceTime / 60,
      line: 'coater',
      machine: oven,
      size: ovenSize,
      load: castArea,
      rate: ovenSpeed * 60 * coated,
      uses: { heat: ovenHeat / 3600, electricity: (given.ovenFan * drawn.gas) / 1000 },
      drive: true,
      running: { nitrogen: given.nitrogenMakeup },
    },
    ...recovery.steps,
    {
      name: 'calendering',
      dwell: 0,
      machine: calender,
      size: webWidth,
      load: castArea,
      rate: given.rollSpeed * 60 * coated,
      uses: { electricity: rolledHeat },
      drive: true,
      running: { electricity: rollLosses },
      campaign: given.calenderCampaign,
      ...scrap('calendering'),
    },
    {
      name: 'slitting',
      dwell: 0,
      machine: slitter,
      size: webWidth,
      load: slitArea,
      rate: given.slittingSpeed * 60 * coated,
      drive: true,
      ...scrap('slitting'),
    },
  ]
  const end =
    pressed === undefined ? undefined : pressedByHand(pressed, { ...slitSolids, ...slitResidue }, thickness, laneWidth)
  const wetVolume =
    (drySolids.Li6PS5Cl as number) / DENSITY.Li6PS5Cl +
    (drySolids.NBR as number) / DENSITY.NBR +
    (wetSolvent.toluene as number) / DENSITY.toluene +
    (wetSolvent.IBIB as number) / DENSITY.IBIB // m³
  const trash = steps.reduce((sum, step) => sum + (step.disposal?.sulfide_waste ?? 0), 0)
  return {
    ports: { ...ports.amounts, ...recovery.ports, ...end?.ports },
    steps: [...steps, ...(end?.steps ?? [])],
    yields: {
      mixing: given.mixingYield,
      casting: slurryYield,
      drying: 1,
      calendering: calenderYield,
      slitting: slitting.yield,
      ...end?.yields,
    },
    areaYield: (calenderYield * slitting.yield) / demand,
    materialYield: product.arealMass / total(feedSolids),
    scrap: trash + (end?.scrap ?? 0),
    solvent: {
      fresh: buy('toluene') + buy('IBIB'),
      evaporated: total(vapour),
      recovered: total(recovered),
      emitted: recovery.emitted,
      residual: total(slitResidue) / demand,
    },
    figures: {
      ...product.figures,
      ...end?.figures,
      ...recovery.figures,
      'route.coating_width': [coated, 'm'],
      'steps.casting.wet_thickness': [wetVolume / castArea, 'm'],
      'steps.casting.web_speed': [webSpeed, 'm/min'],
      'steps.casting.bare_carrier': [webWidth - coated, 'm'],
      'steps.casting.defect_density': [castingFlaws, '1/m^2'],
      'steps.calendering.defect_density': [calenderingFlaws, '1/m^2'],
      'steps.drying.solvent_load': [solventLoad, 'g/m^2'],
      'steps.drying.residence_time': [residenceTime, 'min'],
      'steps.drying.line_speed': [ovenSpeed, 'm/min'],
      'steps.drying.evaporation_heat': [solvents / 3600, 'kWh'],
      'steps.drying.web_heat': [web / 3600, 'kWh'],
      'steps.drying.gas_heat': [freshGas / 3600, 'kWh'],
      'steps.drying.exhaust_gas': [drawn.gas, 'm^3'],
      'steps.drying.vapour_concentration': [leaving.concentration, '1'],
      'steps.drying.oven_efficiency': [solvents / ovenHeat, '1'],
      'steps.drying.oven_length': [ovenLength, 'm'],
      'steps.calendering.roll_losses': [rollLosses, 'kW'],
      'steps.drying.evaporation_flux': [total(vapour) / (castArea * residenceTime), 'kg/(m^2*min)'],
      'steps.slitting.lanes': [lanes, '1'],
      'steps.slitting.defect_density': [density, '1/m^2'],
      'steps.slitting.inspection_reject': [slitting.reject, '1'],
    },
  }
}
