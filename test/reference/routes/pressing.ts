import { type FlowByHand, Ports, times } from './flow-by-hand.ts'
import { poucher, press, unpoucher } from './inputs/machines.ts'
import type { Pressing } from './inputs/operations.ts'
import { type Named, type Step, wholeDown } from './levelized.ts'

/** The slit film that 1 m² of pressed membrane takes, per part of the membrane. */
export const filmPerMembrane = (given: Pressing): number => 1 / (given.pouchingYield * given.unpouchingYield)

/** Thickness (µm) of the film before, of the same mass per area as the product. */
export const greenThickness = (thickness: number, porosity: number, given: Pressing): number =>
  (thickness * (1 - porosity)) / (1 - given.greenPorosity)

/**
 * Pouching, warm isostatic pressing and unpouching of a slit film (kg of each component in what makes 1 m² of membrane), by hand.
 * The sheets keep area and mass.
 */
export function pressedByHand(
  given: Pressing,
  film: Named,
  green: number,
  laneWidth: number,
): Pick<FlowByHand, 'ports' | 'steps' | 'figures' | 'yields' | 'scrap'> {
  const sheetArea = laneWidth * given.sheetLength
  const pouched = times(film, given.pouchingYield)
  const membrane = times(pouched, given.unpouchingYield)
  const count = 1 / (sheetArea * given.unpouchingYield)
  const laminate = (count * 2 * sheetArea * (1 + given.sealAllowance)) / given.sheetsPerPouch

  const ports = new Ports()
  ports.put('pouching.film', { ...film, area: filmPerMembrane(given) })
  ports.put('pouching.wrap', { pouch_laminate: laminate })
  ports.put('pouching.scrap', times(film, 1 - given.pouchingYield))
  ports.put(['pouching.pouches', 'pressing.pouches', 'pressing.pressed', 'unpouching.pouches'], {
    ...pouched,
    count,
    pouch_laminate: laminate,
  })
  ports.put('unpouching.opened', { pouch_laminate: laminate })
  ports.put('unpouching.scrap', times(pouched, 1 - given.unpouchingYield))
  ports.put(['unpouching.membrane', 'product.membrane'], { ...membrane, area: 1 })

  const volume = (Math.PI / 4) * given.vesselDiameter ** 2 * given.vesselLength // m³
  const pitch = green + given.packingHeight // µm
  const sheets = wholeDown((volume * given.fill) / (sheetArea * pitch * 1e-6))
  const cycle =
    given.loadTime + given.heatingTime + given.pressurisingTime + given.holdTime + given.releaseTime + given.unloadTime // min
  // a liquid of bulk modulus K takes p²/2K to compress; MPa and MJ/m³ are the same
  const compression = given.pressure ** 2 / (2 * given.bulkModulus * 1000) / given.pumpEfficiency
  const heatCapacity = given.mediumHeatCapacity * (1 - given.fill) + given.loadHeatCapacity * given.fill // MJ/(m³ K)
  const heat = heatCapacity * (given.temperature - given.ambientTemperature) * (1 - given.retainedHeat)
  const energy = (compression + heat) / 3.6 // kWh per m³ of vessel and cycle
  const lost = (step: string): Pick<Step, 'disposal' | 'lost'> => ({
    disposal: { sulfide_waste: ports.mass(`${step}.scrap`) },
    lost: ports.amounts[`${step}.scrap.Li6PS5Cl`] as number,
  })
  const steps: Step[] = [
    {
      name: 'pouching',
      dwell: 0,
      machine: poucher,
      size: given.pouchingSpeed,
      load: count,
      rate: given.pouchingSpeed * 3600,
      drive: true,
      purchases: { pouch_laminate: laminate },
      ...lost('pouching'),
    },
    {
      name: 'pressing',
      dwell: cycle / 60,
      machine: press,
      size: volume,
      load: count,
      rate: sheets / (cycle / 60),
      uses: { electricity: (energy * volume * count) / sheets },
    },
    {
      name: 'unpouching',
      dwell: 0,
      machine: unpoucher,
      size: given.unpouchingSpeed,
      load: count,
      rate: given.unpouchingSpeed * 3600,
      drive: true,
      ...lost('unpouching'),
    },
  ]
  const figures: FlowByHand['figures'] = {
    'route.green_thickness': [green, 'um'],
    'steps.pouching.sheet_area': [sheetArea, 'm^2'],
    'steps.pressing.vessel_volume': [volume, 'm^3'],
    'steps.pressing.pitch': [pitch, 'um'],
    'steps.pressing.sheets_per_load': [sheets, '1'],
    'steps.pressing.area_per_load': [sheets * sheetArea, 'm^2'],
    'steps.pressing.cycle_time': [cycle, 'min'],
    'steps.pressing.pressing_energy': [energy, 'kWh/m^3'],
    'steps.pressing.cycles': [count / sheets, '1'],
  }
  return {
    ports: ports.amounts,
    steps,
    figures,
    yields: { pouching: given.pouchingYield, pressing: 1, unpouching: given.unpouchingYield },
    scrap: ports.mass('pouching.scrap') + ports.mass('unpouching.scrap'),
  }
}
