import { type FlowByHand, Ports, times, total } from './flow-by-hand.ts'
import { adsorber, column, condenser, oxidiser, recoveryUnit } from './inputs/machines.ts'
import { recoverySteps, type WetSlurry } from './inputs/operations.ts'
import { SOLVENTS } from './inputs/plants.ts'
import type { Named, Step } from './levelized.ts'

/** What leaves the oven for 1 m² of membrane. */
export interface OvenGas {
  readonly vapour: Named // kg of each solvent
  readonly gas: number // m³ with the vapour, at 20 °C
  readonly concentration: number // vapour in it, by volume
}

/** What a recovery makes of it. */
export interface RecoveryByHand extends Pick<FlowByHand, 'steps' | 'figures'> {
  readonly ports: Named
  readonly recovered: Named // kg of each solvent
  readonly emitted: number // kg that does not come back
}

const NAMES = ['toluene', 'IBIB'] as const
const each = (of: (name: (typeof NAMES)[number]) => number): Named =>
  Object.fromEntries(NAMES.map((name) => [name, of(name)]))
const over = (of: (name: (typeof NAMES)[number]) => number): number => total(each(of))

/** The package of the route wet-slurry. */
export function packageByHand(given: WetSlurry, { vapour }: OvenGas): RecoveryByHand {
  const recovered = times(vapour, given.recoveryEfficiency)
  const vent = times(vapour, (1 - given.recoveryEfficiency) * given.ventFraction)
  const bottoms = times(vapour, (1 - given.recoveryEfficiency) * (1 - given.ventFraction))
  const ports = new Ports()
  ports.put('recovery.vapour', vapour)
  ports.put('recovery.recovered', recovered)
  ports.put('recovery.vent', vent)
  ports.put('recovery.bottoms', bottoms)
  const step: Step = {
    name: 'recovery',
    machine: recoveryUnit,
    size: given.unitCapacity,
    load: total(vapour),
    rate: given.unitCapacity,
    uses: { electricity: given.recoveryElectricity * total(vapour), heat: given.recoveryHeat * total(vapour) },
    disposal: { solvent_waste: total(bottoms) },
  }
  return { ports: ports.amounts, steps: [step], figures: {}, recovered, emitted: total(vent) + total(bottoms) }
}

/** Vapour pressure (kPa) on the line of ln p over 1/T through 25 and 80 °C. */
function vapourPressure(name: (typeof NAMES)[number], celsius: number): number {
  const [at25, at80] = SOLVENTS[name].pressures
  const slope = Math.log(at80 / at25) / (1 / 353.15 - 1 / 298.15)
  return at25 * Math.exp(slope * (1 / (celsius + 273.15) - 1 / 298.15))
}

/** Condensation, adsorption, distillation and oxidation of the route wet-slurry-distilled. */
export function stepByStepByHand(given: WetSlurry, { vapour, gas, concentration }: OvenGas): RecoveryByHand {
  const own = recoverySteps
  const kg = (name: string): number => vapour[name] as number
  const kmol = (name: (typeof NAMES)[number]): number => kg(name) / SOLVENTS[name].molarMass

  // --- condenser: the dry gas leaves saturated over a liquid of the vapour's composition ---
  const cold = own.condenserTemperature
  const arriving = given.ovenTemperature - given.heatRecovery * (given.ovenTemperature - given.ambientTemperature) // °C
  const moles = over(kmol)
  const dryGas = (moles * (1 - concentration)) / concentration // kmol
  const partial = each((name) => (kmol(name) / moles) * vapourPressure(name, cold)) // kPa
  const dryPressure = own.pressure - total(partial)
  const uncondensed = each((name) =>
    Math.min(kg(name), ((dryGas * (partial[name] as number)) / dryPressure) * SOLVENTS[name].molarMass),
  )
  const condensate = each((name) => kg(name) - (uncondensed[name] as number))
  const drop = arriving - cold // K
  const vapourCooling = over(
    (name) => (condensate[name] as number) * (SOLVENTS[name].vaporization + SOLVENTS[name].heatCapacity * drop),
  ) // kJ
  const gasCooling = dryGas * own.gasMolarHeat * drop * (1 - own.coldRecovery) // kJ
  const performance = (own.chillerQuality * (cold + 273.15)) / (own.rejectionTemperature - cold)

  // --- adsorber ---
  const desorbed = times(uncondensed, own.adsorbed)
  const slip = times(uncondensed, 1 - own.adsorbed)
  const bled = gas * own.bleed // m³

  // --- column: impurities of the feed leave with product and bottoms ---
  const feed = each((name) => (condensate[name] as number) + (desorbed[name] as number))
  const impurityOfProduct = 1 - own.purity
  const bottomsPerFeed = (own.feedImpurity - impurityOfProduct) / (own.bottomsImpurity - impurityOfProduct)
  const kept = ((1 - bottomsPerFeed) * own.purity) / (1 - own.feedImpurity)
  const recovered = times(feed, kept)
  const bottoms = times(feed, 1 - kept)
  const boiling =
    over((name) => (recovered[name] as number) * SOLVENTS[name].vaporization) * (1 + own.reflux) +
    over(
      (name) => (feed[name] as number) * SOLVENTS[name].heatCapacity * (SOLVENTS[name].boiling - own.feedTemperature),
    ) // kJ

  // --- oxidiser ---
  const burnt = bled * (1 + own.airRatio) // m³
  const warming = burnt * own.burntDensity * own.burntHeatCapacity * (own.oxidationTemperature - own.burntTemperature) // kJ

  const ports = new Ports()
  ports.put('condensation.vapour', vapour)
  ports.put('condensation.condensate', condensate)
  ports.put(['condensation.uncondensed', 'adsorption.vapour'], uncondensed)
  ports.put('adsorption.desorbed', desorbed)
  ports.put(['adsorption.vent', 'oxidation.vapour'], slip)
  ports.put('distillation.feed', feed)
  ports.put('distillation.recovered', recovered)
  ports.put('distillation.bottoms', bottoms)
  ports.put('oxidation.oxidised', times(slip, own.destroyed))
  ports.put('oxidation.stack', times(slip, 1 - own.destroyed))
  const steps: Step[] = [
    {
      name: 'condensation',
      machine: condenser,
      size: own.condenserCapacity,
      load: total(vapour),
      rate: own.condenserCapacity,
      uses: { electricity: (vapourCooling + gasCooling) / 3600 / performance },
    },
    {
      name: 'adsorption',
      machine: adsorber,
      size: own.adsorberCapacity,
      load: gas,
      rate: own.adsorberCapacity,
      uses: {
        heat: own.desorptionHeat * total(desorbed),
        electricity: (own.adsorberFan * gas) / 1000,
        nitrogen: bled * own.nitrogenDensity,
        activated_carbon: total(desorbed) / (own.workingCapacity * own.carbonLife),
      },
    },
    {
      name: 'distillation',
      machine: column,
      size: own.columnCapacity,
      load: total(feed),
      rate: own.columnCapacity,
      uses: { heat: boiling / 3600 / (1 - own.columnLosses), electricity: own.columnElectricity * total(feed) },
      disposal: { solvent_waste: total(bottoms) },
    },
    {
      name: 'oxidation',
      machine: oxidiser,
      size: own.oxidiserCapacity,
      load: bled,
      rate: own.oxidiserCapacity,
      uses: {
        heat: (warming * (1 - own.burntRecovery)) / 3600,
        electricity: (own.oxidiserFan * burnt) / 1000,
      },
    },
  ]
  return {
    ports: ports.amounts,
    steps,
    recovered,
    emitted: total(slip) + total(bottoms),
    figures: {
      'steps.condensation.condensed_fraction': [total(condensate) / total(vapour), '1'],
      'steps.condensation.coefficient_of_performance': [performance, '1'],
      'steps.distillation.recovered_fraction': [kept, '1'],
    },
  }
}
