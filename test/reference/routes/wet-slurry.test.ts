import { expect, test } from 'vitest'
import { expectClose } from '../../support.ts'
import { totalOf } from './agreement.ts'
import { agreesInAll, byHand, type Case, EVERY_ROUTE, type Subject } from './cases.ts'
import { pressing, type WetSlurry, wetSlurry, wetSlurryPressed } from './inputs/operations.ts'
import { wetSlurryByHand } from './wet-slurry.ts'

const WET: Subject<WetSlurry> = { route: 'wet-slurry', given: wetSlurry, work: wetSlurryByHand }
const PRESSED: Subject<WetSlurry> = {
  route: 'wet-slurry-wip',
  given: wetSlurryPressed,
  pressing,
  work: wetSlurryByHand,
}

const OF_BOTH: readonly Case<WetSlurry>[] = [
  ...EVERY_ROUTE,
  {
    name: 'a thinner slurry',
    asked: { set: ['steps.mixing.solids_content=40 wt%'] },
    change: { solidsContent: 0.4 },
  },
  {
    name: 'a coater slower than its oven',
    asked: { set: ['steps.casting.coating_speed=8 m/min'] },
    change: { coatingSpeed: 8 },
  },
  {
    name: 'a thick film in a fast coater',
    asked: { set: ['product.thickness=75 um', 'steps.casting.coating_speed=40 m/min'] },
    change: { thickness: 75, coatingSpeed: 40 },
  },
  { name: 'slow drying', asked: { set: ['steps.drying.drying_flux=0.3 g/(m^2*s)'] }, change: { dryingFlux: 0.3 } },
  {
    name: 'fast drying of a film that is coated fast',
    asked: { set: ['steps.drying.drying_flux=2.2 g/(m^2*s)', 'steps.casting.coating_speed=60 m/min'] },
    change: { dryingFlux: 2.2, coatingSpeed: 60 },
  },
  {
    name: 'long drying whatever the film',
    asked: { set: ['steps.drying.least_residence_time=3 min'] },
    change: { leastResidenceTime: 180 },
  },
  {
    name: 'machines of other sizes',
    asked: {
      set: ['steps.mixing.batch_mass=300 kg', 'steps.drying.oven_length=50 m', 'steps.recovery.unit_capacity=60 kg/h'],
    },
    change: { batchMass: 300, ovenLength: 50, unitCapacity: 60 },
  },
  {
    name: 'another film and line',
    asked: {
      set: [
        'product.composition.Li6PS5Cl=98 wt%',
        'product.composition.NBR=2 wt%',
        'steps.drying.residual_solvent=0.01',
        'steps.recovery.recovery_efficiency=80 %',
        'steps.calendering.elongation=2 %',
        'steps.slitting.carrier_uses=5',
        'route.bare_edge=20 mm',
      ],
    },
    change: {
      binder: 0.02,
      residualSolvent: 0.01,
      recoveryEfficiency: 0.8,
      elongation: 0.02,
      carrierUses: 5,
      bareEdge: 20,
    },
  },
]
const OF_PRESSED: readonly Case<WetSlurry>[] = [
  { name: 'a longer hold', asked: { set: ['steps.pressing.hold_time=30 min'] }, pressing: { holdTime: 30 } },
  {
    name: 'other sheets, pouches and vessels',
    asked: {
      set: [
        'route.sheet_length=0.5 m',
        'route.green_porosity=25 %',
        'steps.pouching.sheets_per_pouch=10',
        'steps.pouching.sheet_speed=1 1/s',
        'steps.pressing.vessel_diameter=0.9 m',
        'steps.unpouching.good_fraction=94 %',
      ],
    },
    pressing: {
      sheetLength: 0.5,
      greenPorosity: 0.25,
      sheetsPerPouch: 10,
      pouchingSpeed: 1,
      vesselDiameter: 0.9,
      unpouchingYield: 0.94,
    },
  },
]

/**
 * An earlier state of the route was worked out on paper: electrolyte bought, 4 % of the slit area rejected whatever the film,
 * 2 min in the oven, 0.9 m coated, which four lanes and trims of 10 mm fill to the last.
 */
const FLAWS = -Math.log(0.96) / 0.022 // 1/m²
const ON_PAPER: Case<WetSlurry> = {
  name: 'as first worked out on paper',
  asked: {
    set: [
      'supply.Li6PS5Cl=bought',
      `steps.casting.reference_defects=${FLAWS} 1/m^2`,
      'steps.casting.thickness_exponent=0',
      'steps.casting.speed_exponent=0',
      'steps.calendering.reference_defects=0 1/m^2',
      'steps.drying.least_residence_time=2 min',
      'steps.slitting.edge_trim=10 mm',
    ],
  },
  change: {
    castingFlaws: { ...wetSlurry.castingFlaws, density: FLAWS, thicknessExponent: 0, speedExponent: 0 },
    calenderingFlaws: { ...wetSlurry.calenderingFlaws, density: 0 },
    leastResidenceTime: 120,
    slitterTrim: 10,
  },
  bought: true,
}

agreesInAll(WET, [...OF_BOTH, ON_PAPER])
agreesInAll(PRESSED, [...OF_BOTH, ...OF_PRESSED])

test.each([
  [false, 19.5148933576511],
  [true, 18.9896125014383],
])('the hand calculation gives the totals that were first worked out on paper (unrounded: %s)', (fractional, total) => {
  const one = { ...ON_PAPER, asked: { ...ON_PAPER.asked, fractional } }
  expectClose(totalOf(byHand(WET, one)), total, 1e-13)
})

test.each([WET, PRESSED])(
  'the cases of $route are held up by the coater, by drying and by the shortest time in the oven',
  (subject) => {
    const holds = OF_BOTH.map((one) => {
      const { figures } = byHand(subject, one).flow
      const figure = (name: string): number => figures[`steps.${name}`]?.[0] as number
      if (figure('casting.web_speed') < figure('drying.line_speed')) return 'coater'
      const least = { ...wetSlurry, ...one.change }.leastResidenceTime / 60
      return figure('drying.residence_time') > least ? 'drying' : 'shortest time'
    })
    expect([...new Set(holds)].sort()).toEqual(['coater', 'drying', 'shortest time'])
  },
)

test('the cases differ in the machines bought', () => {
  const whole = OF_BOTH.filter(({ asked }) => asked.fractional !== true)
  const bought = whole.map((one) => Object.values(byHand(WET, one).costed.machines).join())
  expect(new Set(bought).size).toBeGreaterThanOrEqual(8)
})
