import { type FlowByHand, flaws, membrane, Ports, slit, times, total } from './flow-by-hand.ts'
import { calender, coater, oven, recoveryUnit, slitter, slurryMixer } from './inputs/machines.ts'
import type { Pressing, WetSlurry } from './inputs/operations.ts'
import { DENSITY, HEAT_CAPACITY, VAPORIZATION } from './inputs/plants.ts'
import { type Step, wholeDown } from './levelized.ts'
import { filmPerMembrane, greenThickness, pressedByHand } from './pressing.ts'

/** 1 m² of membrane by the routes wet-slurry and, with pressing, wet-slurry-wip. */
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
  const ovenSpeed = given.ovenLength / residenceTime // m/min
  const webSpeed = Math.min(given.coatingSpeed, ovenSpeed)
  const castingFlaws = flaws(given.castingFlaws, thickness, webSpeed)
  const calenderingFlaws = flaws(given.calenderingFlaws, thickness, given.rollSpeed)
  const density = castingFlaws + calenderingFlaws
  const slitting = slit(coated, laneWidth, lanes, density, pieceLength)

  // --- areas, m² ---
  const slitArea = demand / slitting.yield
  const castArea = slitArea / (given.calenderYield * (1 + given.elongation))

  // --- solids, from the product back ---
  const slitSolids = {
    Li6PS5Cl: product.arealMass * (1 - given.binder) * demand,
    NBR: product.arealMass * given.binder * demand,
  }
  const pressedSolids = times(slitSolids, 1 / slitting.yield)
  const drySolids = times(pressedSolids, 1 / given.calenderYield)
  const slurrySolids = times(drySolids, 1 / given.slurryYield)
  const feedSolids = times(slurrySolids, 1 / given.mixingYield)

  // --- solvents, from the slurry on ---
  const recipe = { toluene: given.toluene, IBIB: 1 - given.toluene }
  const slurrySolvent = times(recipe, (total(slurrySolids) * (1 - given.solidsContent)) / given.solidsContent)
  const feedSolvent = times(slurrySolvent, 1 / given.mixingYield)
  const wetSolvent = times(slurrySolvent, given.slurryYield)
  // in proportion to what the wet film holds of each, which is the recipe
  const residue = times(recipe, given.residualSolvent * total(drySolids))
  const vapour = times(recipe, total(wetSolvent) - total(residue))
  const pressedResidue = times(residue, given.calenderYield)
  const slitResidue = times(pressedResidue, slitting.yield)
  const recovered = times(vapour, given.recoveryEfficiency)
  const vent = times(vapour, (1 - given.recoveryEfficiency) * given.ventFraction)
  const bottoms = times(vapour, (1 - given.recoveryEfficiency) * (1 - given.ventFraction))

  // --- carrier film, m² ---
  const carrier = (castArea * webWidth) / coated
  const pressedCarrier = carrier * given.calenderYield
  const unwound = carrier / given.carrierYield
  const returned = (pressedCarrier * (carrierUses - 1)) / carrierUses

  const ports = new Ports()
  ports.put('mixing.feed', { ...feedSolids, ...feedSolvent })
  ports.put('mixing.scrap', times({ ...feedSolids, ...feedSolvent }, 1 - given.mixingYield))
  ports.put(['mixing.slurry', 'casting.slurry'], { ...slurrySolids, ...slurrySolvent })
  ports.put('casting.scrap', times({ ...slurrySolids, ...slurrySolvent }, 1 - given.slurryYield))
  ports.put('casting.backing', { siliconised_PET: unwound })
  ports.put('casting.reel_ends', { siliconised_PET: unwound - carrier })
  const web = { area: castArea, siliconised_PET: carrier }
  ports.put(['casting.film', 'drying.film'], { ...drySolids, ...wetSolvent, ...web })
  ports.put(['drying.dry_film', 'calendering.film'], { ...drySolids, ...residue, ...web })
  ports.put(['drying.vapour', 'recovery.vapour'], vapour)
  ports.put('recovery.recovered', recovered)
  ports.put('recovery.vent', vent)
  ports.put('recovery.bottoms', bottoms)
  const lost = { ...drySolids, ...residue, siliconised_PET: carrier }
  ports.put('calendering.scrap', times(lost, 1 - given.calenderYield))
  const film = { ...pressedSolids, ...pressedResidue }
  ports.put(['calendering.pressed', 'slitting.film'], { ...film, area: slitArea, siliconised_PET: pressedCarrier })
  ports.put('slitting.scrap', times(film, 1 - slitting.yield))
  ports.put('slitting.peeled', { siliconised_PET: returned })
  ports.put('slitting.worn', { siliconised_PET: pressedCarrier - returned })
  ports.put('slitting.membrane', { ...slitSolids, ...slitResidue, area: demand })
  if (pressed === undefined) ports.put('product.membrane', { ...slitSolids, ...slitResidue, area: 1 })
  const scrap = (step: string): Pick<Step, 'disposal'> => ({ disposal: { sulfide_waste: ports.mass(`${step}.scrap`) } })

  const buy = (name: 'toluene' | 'IBIB'): number => (feedSolvent[name] as number) - (recovered[name] as number)
  const heatUp = (name: 'toluene' | 'IBIB'): number =>
    HEAT_CAPACITY[name] * (given.ovenTemperature - given.ambientTemperature) + VAPORIZATION[name] // kJ/kg
  const evaporation = ((vapour.toluene as number) * heatUp('toluene') + (vapour.IBIB as number) * heatUp('IBIB')) / 3600 // kWh
  const ovenSize = (given.ovenLength * coated) / oven.size
  const steps: Step[] = [
    {
      name: 'mixing',
      machine: slurryMixer,
      sizeRatio: given.batchMass / slurryMixer.size,
      load: total(slurrySolids) + total(slurrySolvent),
      rate: given.batchMass / given.batchTime,
      running: { electricity: slurryMixer.power },
      purchases: { ...feedSolids, toluene: buy('toluene'), IBIB: buy('IBIB') },
      ...scrap('mixing'),
    },
    {
      name: 'casting',
      line: 'coater',
      machine: coater,
      sizeRatio: webWidth / coater.size,
      load: castArea,
      rate: webSpeed * 60 * coated,
      running: { electricity: coater.power },
      purchases: { siliconised_PET: unwound - returned },
      ...scrap('casting'),
    },
    {
      name: 'drying',
      line: 'coater',
      machine: oven,
      sizeRatio: ovenSize,
      load: castArea,
      rate: ovenSpeed * 60 * coated,
      uses: { heat: evaporation / given.ovenEfficiency },
      running: { electricity: oven.power * ovenSize, nitrogen: given.nitrogenMakeup },
    },
    {
      name: 'recovery',
      machine: recoveryUnit,
      sizeRatio: given.unitCapacity / recoveryUnit.size,
      load: total(vapour),
      rate: given.unitCapacity,
      uses: { electricity: given.recoveryElectricity * total(vapour), heat: given.recoveryHeat * total(vapour) },
      disposal: { solvent_waste: total(bottoms) },
    },
    {
      name: 'calendering',
      machine: calender,
      sizeRatio: webWidth / calender.size,
      load: castArea,
      rate: given.rollSpeed * 60 * coated,
      running: { electricity: calender.power },
      ...scrap('calendering'),
    },
    {
      name: 'slitting',
      machine: slitter,
      sizeRatio: webWidth / slitter.size,
      load: slitArea,
      rate: given.slittingSpeed * 60 * coated,
      running: { electricity: slitter.power },
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
    ports: { ...ports.amounts, ...end?.ports },
    steps: [...steps, ...(end?.steps ?? [])],
    yields: {
      mixing: given.mixingYield,
      casting: given.slurryYield,
      drying: 1,
      calendering: given.calenderYield,
      slitting: slitting.yield,
      ...end?.yields,
    },
    areaYield: (given.calenderYield * slitting.yield) / demand,
    materialYield: product.arealMass / total(feedSolids),
    scrap: trash + (end?.scrap ?? 0),
    solvent: {
      fresh: buy('toluene') + buy('IBIB'),
      evaporated: total(vapour),
      recovered: total(recovered),
      emitted: total(vent) + total(bottoms),
      residual: total(slitResidue) / demand,
    },
    figures: {
      ...product.figures,
      ...end?.figures,
      'route.coating_width': [coated, 'm'],
      'steps.casting.wet_thickness': [wetVolume / castArea, 'm'],
      'steps.casting.web_speed': [webSpeed, 'm/min'],
      'steps.casting.bare_carrier': [webWidth - coated, 'm'],
      'steps.casting.defect_density': [castingFlaws, '1/m^2'],
      'steps.calendering.defect_density': [calenderingFlaws, '1/m^2'],
      'steps.drying.solvent_load': [solventLoad, 'g/m^2'],
      'steps.drying.residence_time': [residenceTime, 'min'],
      'steps.drying.line_speed': [ovenSpeed, 'm/min'],
      'steps.drying.evaporation_heat': [evaporation, 'kWh'],
      'steps.drying.evaporation_flux': [total(vapour) / (castArea * residenceTime), 'kg/(m^2*min)'],
      'steps.slitting.lanes': [lanes, '1'],
      'steps.slitting.defect_density': [density, '1/m^2'],
      'steps.slitting.inspection_reject': [slitting.reject, '1'],
    },
  }
}
