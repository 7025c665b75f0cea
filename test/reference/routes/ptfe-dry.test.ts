import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { costText } from '../../support.ts'
import { agreesInAll, byHand, type Case, EVERY_ROUTE, type Subject } from './cases.ts'
import { type PtfeDry, pressingOfDryFilm, ptfeDry, ptfeDryPressed } from './inputs/operations.ts'
import { defaultPlant } from './inputs/plants.ts'
import { ptfeDryByHand } from './ptfe-dry.ts'

const DRY: Subject<PtfeDry> = { route: 'ptfe-dry', given: ptfeDry, work: ptfeDryByHand }
const PRESSED: Subject<PtfeDry> = {
  route: 'ptfe-dry-wip',
  given: ptfeDryPressed,
  pressing: pressingOfDryFilm,
  work: ptfeDryByHand,
}

const OF_BOTH: readonly Case<PtfeDry>[] = [
  ...EVERY_ROUTE,
  {
    name: 'faster rolls',
    asked: { set: ['steps.forming.forming_speed=25 m/min', 'steps.hot_calendering.roll_speed=45 m/min'] },
    change: { formingSpeed: 25, rollSpeed: 45 },
  },
  {
    name: 'a thicker formed film in longer passes',
    asked: {
      set: [
        'steps.forming.formed_thickness=300 um',
        'steps.forming.formed_porosity=40 %',
        'steps.hot_calendering.greatest_elongation_per_pass=60 %',
      ],
    },
    change: { formedThickness: 300, formedPorosity: 0.4, greatestElongation: 0.6 },
  },
  {
    name: 'wider trims, none used again from the rolls',
    asked: {
      set: [
        'steps.forming.edge_trim=25 mm',
        'steps.forming.trim_reuse=95 %',
        'steps.hot_calendering.edge_trim=20 mm',
        'steps.hot_calendering.trim_reuse=0 %',
        'steps.slitting.edge_trim=15 mm',
      ],
    },
    change: { formingTrim: 25, formingReuse: 0.95, calenderTrim: 20, calenderReuse: 0, slitterTrim: 15 },
  },
  {
    name: 'rolled in more passes than it takes',
    asked: { set: ['steps.hot_calendering.least_passes=7'] },
    change: { leastPasses: 7 },
  },
  {
    name: 'rolled in two bold passes',
    asked: { set: ['steps.hot_calendering.passes=2', 'steps.hot_calendering.greatest_elongation_per_pass=200 %'] },
    change: { passes: 2, greatestElongation: 2 },
  },
  {
    name: 'rolled in many small passes',
    asked: { set: ['steps.hot_calendering.greatest_elongation_per_pass=10 %', 'plant.annual_output=1e8 m^2/yr'] },
    change: { greatestElongation: 0.1 },
    plant: { ...defaultPlant, annualOutput: 100_000_000 },
  },
  {
    name: 'rolls of other temperatures that lose more heat',
    asked: {
      set: [
        'steps.forming.roll_temperature=125 degC',
        'steps.forming.roll_loss=300 W/(m*K)',
        'steps.hot_calendering.roll_temperature=60 degC',
        'steps.hot_calendering.roll_loss=150 W/(m*K)',
      ],
    },
    change: { formingTemperature: 125, formingLoss: 300, rollTemperature: 60, rollLoss: 150 },
  },
  {
    name: 'long starts of short campaigns',
    asked: {
      set: [
        'steps.forming.startup_time=1 h',
        'steps.forming.campaign_time=8 h',
        'steps.hot_calendering.startup_time=20 min',
        'steps.hot_calendering.campaign_time=12 h',
      ],
    },
    change: { formingStart: 60, formingCampaign: 8, calenderStart: 20, calenderCampaign: 12 },
  },
  {
    name: 'a forming line that runs better and a calender that runs worse',
    asked: {
      set: [
        'steps.forming.machine.performance=100 %',
        'steps.forming.machine.changeover_time=1 h',
        'steps.hot_calendering.machine.performance=90 %',
        'steps.hot_calendering.machine.changeover_time=2 h',
      ],
    },
    machines: { forming: { performance: 1, changeover: 1 }, hot_calendering: { performance: 0.9, changeover: 2 } },
  },
  {
    name: 'a mixer beyond the largest',
    asked: { set: ['steps.mixing.batch_mass=2100 kg'] },
    change: { batchMass: 2100 },
  },
  { name: 'a mixer below the smallest', asked: { set: ['steps.mixing.batch_mass=12 kg'] }, change: { batchMass: 12 } },
  { name: 'more binder', asked: { set: ['product.composition.PTFE=1 wt%'] }, change: { binder: 0.01 } },
]
const OF_PRESSED: readonly Case<PtfeDry>[] = [
  {
    name: 'another medium and pressure',
    asked: {
      set: [
        'steps.pressing.pressure=300 MPa',
        'steps.pressing.bulk_modulus=1.5 GPa',
        'steps.pressing.pump_efficiency=35 %',
        'steps.pressing.temperature=60 degC',
        'steps.pressing.retained_heat=30 %',
      ],
    },
    pressing: { pressure: 300, bulkModulus: 1.5, pumpEfficiency: 0.35, temperature: 60, retainedHeat: 0.3 },
  },
  {
    name: 'a vessel beyond the largest, slow changes of recipe',
    asked: {
      set: [
        'steps.pressing.vessel_diameter=1.2 m',
        'steps.pressing.vessel_length=3 m',
        'steps.pressing.machine.changeover_time=1 h',
      ],
    },
    pressing: { vesselDiameter: 1.2, vesselLength: 3 },
    machines: { pressing: { changeover: 1 } },
  },
  {
    name: 'a vessel below the smallest',
    asked: {
      set: [
        'steps.pressing.vessel_diameter=0.3 m',
        'steps.pressing.vessel_length=0.6 m',
        'route.sheet_length=0.5 m',
        'plant.annual_output=100000 m^2/yr',
      ],
    },
    pressing: { vesselDiameter: 0.3, vesselLength: 0.6, sheetLength: 0.5 },
    plant: { ...defaultPlant, annualOutput: 100_000 },
  },
  { name: 'a longer hold', asked: { set: ['steps.pressing.hold_time=30 min'] }, pressing: { holdTime: 30 } },
  {
    name: 'taller packing of shorter sheets',
    asked: { set: ['steps.pressing.packing_height=350 um', 'route.sheet_length=0.4 m', 'steps.pressing.fill=25 %'] },
    pressing: { packingHeight: 350, sheetLength: 0.4, fill: 0.25 },
  },
]

agreesInAll(DRY, OF_BOTH)
agreesInAll(PRESSED, [...OF_BOTH, ...OF_PRESSED])

for (const subject of [DRY, PRESSED]) {
  const text = readFileSync(`flows/${subject.route}.yaml`, 'utf8')
  /** The route with some of it changed: written into its text, or laid over what it is based on. */
  const changed = (written: string, laidOver: string): string =>
    /^based_on:/m.test(text) ? `${text}\n${laidOver}\n` : written
  const extruded = changed(
    text.replace('operation: jet-mill-fibrillation', 'operation: extruder-fibrillation'),
    'steps: { fibrillation: { operation: extruder-fibrillation } }',
  )
  test(`${subject.route} can be fibrillated in an extruder`, () => expect(extruded).not.toBe(text))
  const cases: readonly Case<PtfeDry>[] = EVERY_ROUTE.slice(0, 6).map((one) => ({
    ...one,
    name: `with an extruder, ${one.name}`,
    change: { ...one.change, fibrillation: 'extruder' },
  }))
  agreesInAll(subject, cases, (asked) => costText([extruded], { ...asked, bundled: true }))

  const cut = changed(
    text.replaceAll(/^ *- \w+\.trim -> mixing\.feed.*$/gm, ''),
    'streams: [forming.trim -> ~, hot_calendering.trim -> ~]',
  )
  test(`${subject.route} can do without the return of its trim`, () => expect(cut).not.toMatch(/trim -> mixing/))
  const wasteful: readonly Case<PtfeDry>[] = EVERY_ROUTE.slice(0, 6).map((one) => ({
    ...one,
    name: `with trim thrown away, ${one.name}`,
    change: { ...one.change, trimGoesBack: false },
  }))
  agreesInAll(subject, wasteful, (asked) => costText([cut], { ...asked, bundled: true }))
}

test('the cases differ in machines bought and in passes', () => {
  const whole = OF_BOTH.filter(({ asked }) => asked.fractional !== true).map((one) => byHand(DRY, one))
  expect(new Set(whole.map(({ costed }) => Object.values(costed.machines).join())).size).toBeGreaterThanOrEqual(8)
  expect(
    new Set(whole.map(({ flow }) => flow.figures['steps.hot_calendering.passes']?.[0])).size,
  ).toBeGreaterThanOrEqual(3)
})
