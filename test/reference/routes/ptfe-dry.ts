import { type FlowByHand, flaws, membrane, NO_SOLVENT, Ports, slit, times, total } from './flow-by-hand.ts'
import { calender, extruder, jetMill, multiRoll, powderMixer, slitter } from './inputs/machines.ts'
import { extrusion, jetMilling, type Pressing, type PtfeDry } from './inputs/operations.ts'
import { DENSITY, HEAT_CAPACITY } from './inputs/plants.ts'
import { type Named, type Step, wholeDown, wholeUp } from './levelized.ts'
import { filmPerMembrane, greenThickness, pressedByHand } from './pressing.ts'

/** 1 m² of membrane by the routes ptfe-dry and, with pressing, ptfe-dry-wip. */
export function ptfeDryByHand(given: PtfeDry, webWidth: number, pressed?: Pressing): FlowByHand {
  const product = membrane(given.thickness, given.porosity, given.conductivity, [given.binder, DENSITY.PTFE])
  const thickness = pressed === undefined ? given.thickness : greenThickness(given.thickness, given.porosity, pressed)
  const demand = pressed === undefined ? 1 : filmPerMembrane(pressed)
  const { laneWidth, slitterTrim, pieceLength } = given

  // --- widths, m ---
  const trims = (2 * (given.formingTrim + given.calenderTrim + slitterTrim)) / 1000
  const lanes = Math.max(1, wholeDown((webWidth - trims) / laneWidth))
  const formed = lanes * laneWidth + trims
  const trimmed = formed - (2 * given.formingTrim) / 1000
  const pressedWidth = trimmed - (2 * given.calenderTrim) / 1000

  // --- solids, from the product back ---
  const density =
    flaws(given.formingFlaws, thickness, given.formingSpeed) + flaws(given.calenderingFlaws, thickness, given.rollSpeed)
  const slitting = slit(pressedWidth, laneWidth, lanes, density, pieceLength)
  // good film in the middle and at the edges; what is rolled at a start is lost
  const calendered = given.calenderGood * (1 - given.calenderStart / 60 / given.calenderCampaign)
  const wellFormed = given.formingGood * (1 - given.formingStart / 60 / given.formingCampaign)
  const calenderYield = (calendered * pressedWidth) / trimmed
  const formingYield = (wellFormed * trimmed) / formed
  const calenderTrim = calendered * (1 - pressedWidth / trimmed) * given.calenderReuse // per film received
  const formingTrim = wellFormed * (1 - trimmed / formed) * given.formingReuse // per mixture received
  const { yield: fibrillationYield } = given.fibrillation === 'jet-mill' ? jetMilling : extrusion
  const slitFilm = {
    Li6PS5Cl: product.arealMass * (1 - given.binder) * demand,
    PTFE: product.arealMass * given.binder * demand,
  }
  const rolled = times(slitFilm, 1 / slitting.yield)
  const film = times(rolled, 1 / calenderYield)
  const dough = times(film, 1 / formingYield)
  const mix = times(dough, 1 / fibrillationYield)
  const feed = times(mix, 1 / given.mixingYield)
  const returned = (name: 'Li6PS5Cl' | 'PTFE'): number =>
    given.trimGoesBack ? (film[name] as number) * calenderTrim + (dough[name] as number) * formingTrim : 0
  const bought = {
    Li6PS5Cl: (feed.Li6PS5Cl as number) - returned('Li6PS5Cl'),
    PTFE: (feed.PTFE as number) - returned('PTFE'),
  }

  // --- areas, m² ---
  const rolledArea = demand / slitting.yield
  const solidVolume = (film.Li6PS5Cl as number) / DENSITY.Li6PS5Cl + (film.PTFE as number) / DENSITY.PTFE // m³
  const filmArea = solidVolume / (given.formedThickness * 1e-6 * (1 - given.formedPorosity))
  const elongation = rolledArea / (filmArea * calenderYield) - 1
  const enough = wholeUp(Math.log(1 + elongation) / Math.log(1 + given.greatestElongation))
  const passes = given.passes ?? Math.max(given.leastPasses, enough)
  const perPass = (1 + elongation) ** (1 / passes) - 1
  // the film that leaves the last pass but k is shorter by k elongations, and takes that much less time
  let fullPasses = 0
  for (let k = 0; k < passes; k += 1) fullPasses += (1 + perPass) ** -k

  const ports = new Ports()
  ports.put('mixing.feed', feed)
  ports.put('mixing.scrap', times(feed, 1 - given.mixingYield))
  ports.put(['mixing.mix', 'fibrillation.mix'], mix)
  ports.put('fibrillation.scrap', times(mix, 1 - fibrillationYield))
  ports.put(['fibrillation.dough', 'forming.dough'], dough)
  ports.put('forming.trim', times(dough, formingTrim))
  ports.put('forming.scrap', times(dough, 1 - formingYield - formingTrim))
  ports.put(['forming.film', 'hot_calendering.film'], { ...film, area: filmArea })
  ports.put('hot_calendering.trim', times(film, calenderTrim))
  ports.put('hot_calendering.scrap', times(film, 1 - calenderYield - calenderTrim))
  ports.put(['hot_calendering.pressed', 'slitting.film'], { ...rolled, area: rolledArea })
  ports.put('slitting.scrap', times(rolled, 1 - slitting.yield))
  ports.put('slitting.membrane', { ...slitFilm, area: demand })
  if (pressed === undefined) ports.put('product.membrane', { ...slitFilm, area: 1 })
  const scrap = (step: string): Pick<Step, 'disposal' | 'lost'> => {
    const lost = given.trimGoesBack ? [`${step}.scrap`] : [`${step}.scrap`, `${step}.trim`]
    const sum = (of: (port: string) => number): number => lost.reduce((kg, port) => kg + of(port), 0)
    return {
      disposal: { sulfide_waste: sum((port) => ports.mass(port)) },
      lost: sum((port) => ports.amounts[`${port}.Li6PS5Cl`] ?? 0),
    }
  }

  // --- heat of the rolls, which the film carries off or the air takes ---
  const heated = ({ Li6PS5Cl, PTFE }: Named, temperature: number): number =>
    (((Li6PS5Cl as number) * HEAT_CAPACITY.Li6PS5Cl + (PTFE as number) * HEAT_CAPACITY.PTFE) *
      (temperature - given.ambientTemperature)) /
    3600 // kWh
  const rollLosses = (loss: number, temperature: number): number =>
    (loss * webWidth * (temperature - given.ambientTemperature)) / 1000 // kW

  const mass = total(mix)
  const fibrillation: Step =
    given.fibrillation === 'jet-mill'
      ? {
          name: 'fibrillation',
          dwell: 0,
          machine: jetMill,
          size: jetMilling.capacity,
          load: mass,
          rate: jetMilling.capacity,
          uses: {
            electricity: jetMilling.electricity * mass,
            nitrogen: jetMilling.gasFlow * jetMilling.gasLoss * mass,
          },
          ...scrap('fibrillation'),
        }
      : {
          name: 'fibrillation',
          dwell: 0,
          machine: extruder,
          size: extrusion.capacity,
          load: mass,
          rate: extrusion.capacity,
          uses: { electricity: extrusion.electricity * mass },
          ...scrap('fibrillation'),
        }
  const steps: Step[] = [
    {
      name: 'mixing',
      dwell: given.batchTime / 60,
      machine: powderMixer,
      size: given.batchMass,
      load: mass,
      rate: given.batchMass / (given.batchTime / 60),
      drive: true,
      purchases: bought,
      ...scrap('mixing'),
    },
    fibrillation,
    {
      name: 'forming',
      dwell: 0,
      machine: multiRoll,
      size: webWidth,
      load: filmArea / formingYield,
      rate: given.formingSpeed * 60 * formed,
      uses: { electricity: heated(dough, given.formingTemperature) },
      drive: true,
      running: { electricity: rollLosses(given.formingLoss, given.formingTemperature) },
      campaign: given.formingCampaign,
      ...scrap('forming'),
    },
    {
      name: 'hot_calendering',
      dwell: 0,
      machine: calender,
      size: webWidth,
      load: rolledArea / calenderYield,
      rate: (given.rollSpeed * 60 * trimmed) / fullPasses,
      // the film cools down between the passes
      uses: { electricity: heated(film, given.rollTemperature) * passes },
      drive: true,
      running: { electricity: rollLosses(given.rollLoss, given.rollTemperature) },
      campaign: given.calenderCampaign,
      ...scrap('hot_calendering'),
    },
    {
      name: 'slitting',
      dwell: 0,
      machine: slitter,
      size: webWidth,
      load: rolledArea,
      rate: given.slittingSpeed * 60 * pressedWidth,
      drive: true,
      ...scrap('slitting'),
    },
  ]
  const end = pressed === undefined ? undefined : pressedByHand(pressed, slitFilm, thickness, laneWidth)
  const trash = steps.reduce((sum, step) => sum + (step.disposal?.sulfide_waste ?? 0), 0)
  return {
    ports: { ...ports.amounts, ...end?.ports },
    steps: [...steps, ...(end?.steps ?? [])],
    yields: {
      mixing: given.mixingYield,
      fibrillation: fibrillationYield,
      forming: formingYield,
      hot_calendering: calenderYield,
      slitting: slitting.yield,
      ...end?.yields,
    },
    areaYield: (formingYield * calenderYield * slitting.yield) / demand,
    materialYield: product.arealMass / total(bought),
    scrap: trash + (end?.scrap ?? 0),
    solvent: NO_SOLVENT,
    figures: {
      ...product.figures,
      ...end?.figures,
      'route.formed_width': [formed, 'm'],
      'steps.slitting.lanes': [lanes, '1'],
      'steps.slitting.film_width': [pressedWidth, 'm'],
      'steps.slitting.defect_density': [density, '1/m^2'],
      'steps.slitting.inspection_reject': [slitting.reject, '1'],
      'steps.hot_calendering.elongation': [elongation, '1'],
      'steps.hot_calendering.passes': [passes, '1'],
      'steps.hot_calendering.elongation_per_pass': [perPass, '1'],
      'steps.hot_calendering.passes_at_full_length': [fullPasses, '1'],
      'steps.hot_calendering.rolled_area': [rolledArea / calenderYield, 'm^2'],
      'steps.forming.formed_area': [filmArea / formingYield, 'm^2'],
      'steps.forming.spare_width': [webWidth - formed, 'm'],
    },
  }
}
