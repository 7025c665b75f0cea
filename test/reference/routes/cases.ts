import { type Asked, type Costed, costRoute } from '../../support.ts'
import { agrees, costByHand, type RouteByHand } from './agreement.ts'
import { electrolyteByHand } from './electrolyte.ts'
import type { FlowByHand } from './flow-by-hand.ts'
import type { Machine } from './inputs/machines.ts'
import { type Electrolyte, electrolyte, type Pressing } from './inputs/operations.ts'
import {
  atScale,
  catalogue,
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

/** A costing, told twice: as the engine is asked for it, and as the figures by hand. */
export interface Case<Given> {
  readonly name: string
  readonly asked: Asked
  readonly plant?: Plant
  readonly prices?: Prices
  /** What the case changes of the route. */
  readonly change?: Partial<Given>
  readonly pressing?: Partial<Pressing>
  readonly electrolyte?: Partial<Electrolyte>
  /** By step, of the route. */
  readonly machines?: Readonly<Record<string, Partial<Machine>>>
  readonly bought?: boolean
}

/** Works out a flow of a route from its figures, at a width of web (m). */
export type Working<Given> = (given: Given, webWidth: number, pressing?: Pressing) => FlowByHand

export interface Subject<Given> {
  readonly route: string
  readonly given: Given
  readonly pressing?: Pressing
  readonly work: Working<Given>
}

export function byHand<Given>(subject: Subject<Given>, one: Case<Given>): RouteByHand {
  const { plant = defaultPlant, prices = pilotContract, bought = false, asked } = one
  const pressing = subject.pressing === undefined ? undefined : { ...subject.pressing, ...one.pressing }
  const worked = subject.work({ ...subject.given, ...one.change }, plant.webWidth, pressing)
  const flow = {
    ...worked,
    steps: worked.steps.map((step) => ({ ...step, machine: { ...step.machine, ...one.machines?.[step.name] } })),
  }
  const made = bought ? undefined : electrolyteByHand({ ...electrolyte, ...one.electrolyte })
  return costByHand(flow, plant, prices, asked.fractional === true, made)
}

/** Tests that engine and hand agree on a route in every case. */
export function agreesInAll<Given>(
  subject: Subject<Given>,
  cases: readonly Case<Given>[],
  cost: (asked: Asked) => Costed = (asked) => costRoute(subject.route, asked),
): void {
  for (const one of cases)
    agrees(`${subject.route}, ${one.name}`, () => cost(one.asked), byHand(subject, one), one.asked.fractional)
}

type Web = { readonly thickness: number; readonly laneWidth: number }

const THICKNESS = 'product.thickness=30 um'

/** What is asked of every route. */
export const EVERY_ROUTE: readonly Case<Web>[] = [
  { name: 'as it stands', asked: {} },
  { name: 'electrolyte bought', asked: { set: ['supply.Li6PS5Cl=bought'] }, bought: true },
  { name: 'machines unrounded', asked: { fractional: true } },
  {
    name: 'pilot plant, 30 µm',
    asked: { plant: 'pilot', set: [THICKNESS] },
    plant: pilotPlant,
    prices: smallLot,
    change: { thickness: 30 },
  },
  { name: 'default plant, 30 µm', asked: { plant: 'default', set: [THICKNESS] }, change: { thickness: 30 } },
  {
    name: 'giga plant, 30 µm',
    asked: { plant: 'giga', set: [THICKNESS] },
    plant: gigaPlant,
    prices: atScale,
    change: { thickness: 30 },
  },
  {
    name: 'giga plant, electrolyte bought at scale',
    asked: { plant: 'giga', set: ['supply.Li6PS5Cl=bought'] },
    plant: gigaPlant,
    prices: atScale,
    bought: true,
  },
  {
    name: 'pilot plant, machines unrounded',
    asked: { plant: 'pilot', fractional: true },
    plant: pilotPlant,
    prices: smallLot,
  },
  {
    name: '100 000 m² a year',
    asked: { set: ['plant.annual_output=100000 m^2/yr'] },
    plant: { ...defaultPlant, annualOutput: 100_000 },
  },
  {
    name: 'ten factories in one',
    asked: { set: ['plant.annual_output=1e8 m^2/yr'] },
    plant: { ...defaultPlant, annualOutput: 100_000_000 },
  },
  { name: 'a thin film of 20 µm', asked: { set: ['product.thickness=20 um'] }, change: { thickness: 20 } },
  { name: 'a thick film of 100 µm', asked: { set: ['product.thickness=100 um'] }, change: { thickness: 100 } },
  {
    name: 'dear lithium sulfide',
    asked: { set: ['prices.Li2S=300 USD/kg'] },
    prices: { ...pilotContract, Li2S: 300 },
  },
  { name: 'lithium sulfide at its lithium', asked: { prices: ['lithium-floor'] }, prices: lithiumFloor },
  {
    name: 'lithium sulfide and chloride at their dear lithium',
    asked: { prices: ['lithium-floor'], set: ['prices.Li2CO3=37 USD/kg'] },
    prices: dearLithiumFloor,
  },
  { name: 'catalogue prices', asked: { prices: ['catalogue'] }, prices: catalogue },
  // no machine is built below 0.3 m or above 1.6 m
  ...[0.28, 0.3, 0.7, 1.2, 1.3, 1.6, 1.7, 2.5, 3.3].map((webWidth) => ({
    name: `webs of ${webWidth} m`,
    asked: { set: [`plant.web_width=${webWidth} m`] },
    plant: { ...defaultPlant, webWidth },
  })),
  { name: 'narrower lanes', asked: { set: ['route.lane_width=0.15 m'] }, change: { laneWidth: 0.15 } },
  {
    name: 'another electrolyte plant',
    asked: {
      set: [
        'supply.Li6PS5Cl.steps.milling.milling_time=3 h',
        'supply.Li6PS5Cl.steps.milling.batch_mass=90 kg',
        'supply.Li6PS5Cl.steps.annealing.annealing_yield=97 %',
        'supply.Li6PS5Cl.steps.sieving.throughput=60 kg/h',
      ],
    },
    electrolyte: { millingTime: 3, millBatch: 90, annealingYield: 0.97, sieveThroughput: 60 },
  },
  {
    name: 'other finance, rooms and hours',
    asked: {
      set: [
        'plant.annual_output=35000000 m^2/yr',
        'plant.operating_time=6000 h/yr',
        'plant.discount_rate=12 %',
        'plant.dry_room_energy=2000 kWh/(m^2*yr)',
        'plant.layout_factor=2',
        'plant.research=0 %',
        'plant.engineering=20 %',
        'plant.contingency=40 %',
      ],
    },
    plant: {
      ...defaultPlant,
      annualOutput: 35_000_000,
      operatingTime: 6000,
      discountRate: 0.12,
      dryRoomEnergy: 2000,
      layoutFactor: 2,
      research: 0,
      engineering: 0.2,
      contingency: 0.4,
    },
  },
  // down to about -53 °C the air changes decide how much air is supplied, below it what people give off
  ...[-30, -40, -60, -70].map((dewPoint) => ({
    name: `a dew point of ${dewPoint} °C`,
    asked: { set: [`plant.dew_point=${dewPoint} degC`] },
    plant: { ...defaultPlant, dewPoint },
  })),
  {
    name: 'a dry pilot plant that leaks',
    asked: { plant: 'pilot', set: ['plant.dew_point=-60 degC', 'plant.leakage=1 1/h'] },
    plant: { ...pilotPlant, dewPoint: -60, leakage: 1 },
    prices: smallLot,
  },
  {
    name: 'machines enclosed under nitrogen',
    asked: { set: ['plant.handling=inert_enclosure'] },
    plant: { ...defaultPlant, handling: 'inert_enclosure' },
  },
  {
    name: 'wide machines enclosed under nitrogen, two for one',
    asked: {
      plant: 'giga',
      set: [
        'plant.handling=inert_enclosure',
        'plant.web_width=2 m',
        'plant.enclosure_price=400000 USD',
        'plant.enclosure_life=8 yr',
        'plant.enclosure_power=20 kW',
        'plant.enclosure_nitrogen=25 kg/h',
      ],
    },
    plant: {
      ...gigaPlant,
      handling: 'inert_enclosure',
      webWidth: 2,
      enclosurePrice: 400_000,
      enclosureLife: 8,
      enclosurePower: 20,
      enclosureNitrogen: 25,
    },
    prices: atScale,
  },
  {
    name: 'the eighth plant of its kind',
    asked: { set: ['plant.plants_built=8'] },
    plant: { ...defaultPlant, plantsBuilt: 8 },
  },
  {
    name: 'the fifth giga plant, quickly learnt',
    asked: { plant: 'giga', set: ['plant.plants_built=5', 'plant.learning_rate=20 %'] },
    plant: { ...gigaPlant, plantsBuilt: 5, learningRate: 0.2 },
    prices: atScale,
  },
  {
    name: 'scrap that brings back a fifth, electrolyte made',
    asked: { set: ['plant.scrap_recovery=20 %'] },
    plant: { ...defaultPlant, scrapRecovery: 0.2 },
  },
  {
    name: 'scrap that brings back a fifth, electrolyte bought',
    asked: { set: ['plant.scrap_recovery=20 %', 'supply.Li6PS5Cl=bought'] },
    plant: { ...defaultPlant, scrapRecovery: 0.2 },
    bought: true,
  },
  {
    name: 'an electrolyte plant of machines beyond the largest',
    asked: {
      set: [
        'supply.Li6PS5Cl.steps.milling.batch_mass=250 kg',
        'supply.Li6PS5Cl.steps.annealing.batch_mass=1700 kg',
        'supply.Li6PS5Cl.steps.sieving.throughput=900 kg/h',
      ],
    },
    electrolyte: { millBatch: 250, furnaceBatch: 1700, sieveThroughput: 900 },
  },
  {
    name: 'an electrolyte plant of machines below the smallest',
    asked: {
      set: [
        'plant.annual_output=100000 m^2/yr',
        'supply.Li6PS5Cl.steps.milling.batch_mass=5 kg',
        'supply.Li6PS5Cl.steps.annealing.batch_mass=30 kg',
        'supply.Li6PS5Cl.steps.sieving.throughput=15 kg/h',
      ],
    },
    plant: { ...defaultPlant, annualOutput: 100_000 },
    electrolyte: { millBatch: 5, furnaceBatch: 30, sieveThroughput: 15 },
  },
]
