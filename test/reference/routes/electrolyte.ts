import { type FlowByHand, NO_SOLVENT, Ports } from './flow-by-hand.ts'
import { ballMill, classifier, furnace } from './inputs/machines.ts'
import type { Electrolyte } from './inputs/operations.ts'
import { HEAT_CAPACITY, MOLAR_MASS } from './inputs/plants.ts'

/** 1 kg of Li6PS5Cl by 5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl in a ball mill, annealed and sieved. */
export function electrolyteByHand(given: Electrolyte): FlowByHand {
  const sieved = 1
  const annealed = sieved / given.sievingYield
  const milled = annealed / given.annealingYield
  const generated = milled / given.millingYield
  const extent = generated / (2 * MOLAR_MASS.Li6PS5Cl) // kmol
  const consumed = {
    Li2S: 5 * extent * MOLAR_MASS.Li2S,
    P2S5: extent * MOLAR_MASS.P2S5,
    LiCl: 2 * extent * MOLAR_MASS.LiCl,
  }

  const ports = new Ports()
  ports.put(['milling.feed', 'milling.consumed'], consumed)
  ports.put('milling.generated', { Li6PS5Cl: generated })
  ports.put('milling.scrap', { Li6PS5Cl: generated - milled })
  ports.put(['milling.milled', 'annealing.powder'], { Li6PS5Cl: milled })
  ports.put('annealing.scrap', { Li6PS5Cl: milled - annealed })
  ports.put(['annealing.annealed', 'sieving.powder'], { Li6PS5Cl: annealed })
  ports.put('sieving.reject', { Li6PS5Cl: annealed - sieved })
  ports.put(['sieving.sieved', 'product.powder'], { Li6PS5Cl: sieved })

  const drive = (ballMill.power * given.millingTime) / ballMill.size // kWh per kg milled
  const heat = (milled * HEAT_CAPACITY.Li6PS5Cl * (given.annealingTemperature - given.ambientTemperature)) / 3600 // kWh
  const annealingTime = given.heatingTime + given.holdingTime + given.coolingTime // h
  const furnaces = given.furnaceBatch / furnace.size
  const sieves = given.sieveThroughput / classifier.size
  return {
    ports: ports.amounts,
    steps: [
      {
        name: 'milling',
        dwell: given.millingTime + given.chargingTime,
        machine: ballMill,
        size: given.millBatch,
        load: milled,
        rate: (given.millBatch * given.millingYield) / (given.millingTime + given.chargingTime),
        uses: { electricity: drive * generated },
        running: { nitrogen: ballMill.nitrogen },
        purchases: consumed,
        disposal: { sulfide_waste: generated - milled },
        lost: generated - milled,
      },
      {
        name: 'annealing',
        dwell: annealingTime,
        machine: furnace,
        size: given.furnaceBatch,
        load: milled,
        rate: given.furnaceBatch / annealingTime,
        uses: { electricity: heat / given.furnaceEfficiency },
        running: { nitrogen: furnace.nitrogen * furnaces },
        disposal: { sulfide_waste: milled - annealed },
        lost: milled - annealed,
      },
      {
        name: 'sieving',
        dwell: 0,
        machine: classifier,
        size: given.sieveThroughput,
        load: annealed,
        rate: given.sieveThroughput,
        drive: true,
        running: { nitrogen: classifier.nitrogen * sieves },
        disposal: { sulfide_waste: annealed - sieved },
        lost: annealed - sieved,
      },
    ],
    yields: { milling: given.millingYield, annealing: given.annealingYield, sieving: given.sievingYield },
    areaYield: null,
    materialYield: sieved / generated,
    scrap: generated - sieved,
    solvent: NO_SOLVENT,
    figures: {
      'steps.milling.extent': [extent, 'kmol'],
      'steps.milling.specific_electricity': [drive, 'kWh/kg'],
      'steps.annealing.sensible_heat': [heat, 'kWh'],
      'steps.annealing.cycle_time': [annealingTime, 'h'],
    },
  }
}
