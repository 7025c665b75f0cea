import { type Asked, type Costed, costRoute } from '../../support.ts'
import { agrees, costByHand } from './agreement.ts'
import { electrolyteByHand } from './electrolyte.ts'
import { type Electrolyte, electrolyte } from './inputs/operations.ts'
import {
  atScale,
  dearLithiumFloor,
  defaultPlant,
  gigaPlant,
  lithiumFloor,
  type Plant,
  type Prices,
  pilotContract,
  pilotPlant,
  smallLot,
} from './inputs/plants.ts'

interface Case {
  readonly name: string
  readonly asked: Asked
  readonly output: number // kg of powder a year
  readonly plant?: Plant
  readonly prices?: Prices
  readonly change?: Partial<Electrolyte>
}

const CASES: readonly Case[] = [
  { name: 'default plant, 800 t a year', asked: {}, output: 800_000 },
  { name: 'pilot plant, 5 t a year', asked: { plant: 'pilot' }, output: 5000, plant: pilotPlant, prices: smallLot },
  { name: 'giga plant, 8 kt a year', asked: { plant: 'giga' }, output: 8_000_000, plant: gigaPlant, prices: atScale },
  { name: 'machines unrounded', asked: { fractional: true }, output: 800_000 },
  {
    name: 'lithium sulfide at its lithium',
    asked: { prices: ['lithium-floor'] },
    output: 800_000,
    prices: lithiumFloor,
  },
  {
    name: 'lithium sulfide and chloride at their dear lithium',
    asked: { prices: ['lithium-floor'], set: ['prices.Li2CO3=37 USD/kg'] },
    output: 800_000,
    prices: dearLithiumFloor,
  },
  {
    name: 'long batches and low yields',
    asked: {
      set: [
        'steps.milling.milling_time=16 h',
        'steps.milling.milling_yield=95 %',
        'steps.annealing.batch_mass=600 kg',
        'steps.annealing.annealing_temperature=500 degC',
        'steps.annealing.holding_time=10 h',
        'steps.sieving.sieving_yield=92 %',
      ],
    },
    output: 800_000,
    change: {
      millingTime: 16,
      millingYield: 0.95,
      furnaceBatch: 600,
      annealingTemperature: 500,
      holdingTime: 10,
      sievingYield: 0.92,
    },
  },
]

for (const { name, asked, output, plant = defaultPlant, prices = pilotContract, change } of CASES) {
  const flow = electrolyteByHand({ ...electrolyte, ...change })
  const hand = costByHand(flow, { ...plant, annualOutput: output }, prices, asked.fractional === true)
  const set = [`plant.annual_output=${output} kg/yr`, ...(asked.set ?? [])]
  const cost = (): Costed => costRoute('flows/supply/argyrodite-ball-mill.yaml', { ...asked, set })
  agrees(`argyrodite-ball-mill by itself, ${name}`, cost, hand, asked.fractional)
}
