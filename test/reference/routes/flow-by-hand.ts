import type { Flaws } from './inputs/operations.ts'
import { DENSITY } from './inputs/plants.ts'
import type { Named, Step } from './levelized.ts'

/** A flow worked out by hand, per functional unit, before it is costed. */
export interface FlowByHand {
  /** By `step.port.component`: kg; m² of webs and carrier films; sheets. */
  readonly ports: Named
  readonly steps: readonly Step[]
  /** Yields by step, in good area where a step tells both. */
  readonly yields: Named
  /** The product of the area yields; null where the product is no web. */
  readonly areaYield: number | null
  /** Solids of the product per solids bought or made. */
  readonly materialYield: number
  /** kg in the ports that count as scrap and lead nowhere. */
  readonly scrap: number
  readonly solvent: Record<'fresh' | 'evaporated' | 'recovered' | 'emitted' | 'residual', number>
  /** Variables on the way, by the engine's name, each in the unit that stands beside it. */
  readonly figures: Record<string, readonly [value: number, unit: string]>
}

export const NO_SOLVENT: FlowByHand['solvent'] = { fresh: 0, evaporated: 0, recovered: 0, emitted: 0, residual: 0 }

/** Ports under construction. */
export class Ports {
  readonly amounts: Named = {}

  put(places: string | readonly string[], amounts: Named): void {
    for (const place of [places].flat())
      for (const [key, amount] of Object.entries(amounts)) this.amounts[`${place}.${key}`] = amount
  }

  /** kg at a port; carrier films, areas and counts weigh nothing. */
  mass(place: string): number {
    return Object.entries(this.amounts).reduce((sum, [key, amount]) => {
      const weighs = key.startsWith(`${place}.`) && !/area|count|PET|laminate/.test(key)
      return weighs ? sum + amount : sum
    }, 0)
  }
}

export const times = (amounts: Named, factor: number): Named =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, amount * factor]))

export const total = (amounts: Named): number => Object.values(amounts).reduce((sum, amount) => sum + amount, 0)

/** Flaws per m² that a step brings into a film of a thickness (µm) at a speed (m/min). */
export const flaws = (of: Flaws, thickness: number, speed: number): number =>
  of.density * (of.thickness / thickness) ** of.thicknessExponent * (speed / of.speed) ** of.speedExponent

/** What slitting cuts off and inspection rejects. */
export function slit(
  filmWidth: number,
  laneWidth: number,
  lanes: number,
  density: number,
  pieceLength: number,
): Record<'reject' | 'yield', number> {
  const reject = 1 - Math.exp(-density * laneWidth * pieceLength)
  return { reject, yield: ((lanes * laneWidth) / filmWidth) * (1 - reject) }
}

/** What the product's document works out of thickness (µm), composition (mass fraction, kg/m³) and porosity. */
export function membrane(
  thickness: number,
  porosity: number,
  conductivity: number,
  binder: [fraction: number, density: number],
): { readonly arealMass: number; readonly figures: FlowByHand['figures'] } {
  const [fraction, binderDensity] = binder
  const poreFree = 1 / ((1 - fraction) / DENSITY.Li6PS5Cl + fraction / binderDensity) // kg/m³
  const arealMass = thickness * 1e-6 * (1 - porosity) * poreFree
  return {
    arealMass,
    figures: {
      'product.thickness': [thickness, 'um'],
      'product.porosity': [porosity, '1'],
      'product.pore_free_density': [poreFree, 'kg/m^3'],
      'product.areal_mass': [arealMass, 'kg/m^2'],
      'product.area_specific_resistance': [thickness / conductivity / 10, 'ohm*cm^2'], // µm over mS/cm
      'product.dense_electrolyte_density': [DENSITY.Li6PS5Cl, 'kg/m^3'],
      'product.porosity_of_dense_electrolyte': [1 - arealMass / (thickness * 1e-6 * DENSITY.Li6PS5Cl), '1'],
    },
  }
}
