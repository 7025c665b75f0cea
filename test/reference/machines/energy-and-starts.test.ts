import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Shelf } from '../../../src/cli/shelf.ts'
import { type Costed, costRoute, expectClose } from '../../support.ts'

/** Energy of presses and rolls, film of starts and times of batches, worked by hand on the bundled routes. */
const SAME = 1e-9
const PER_KWH = 3600 // kJ

interface Field {
  readonly value: string
}
const machines = new Shelf()
  .bundledPrices()
  .flatMap(({ text }) =>
    Object.entries(((parse(text) as { equipment?: object }).equipment ?? {}) as Record<string, Record<string, Field>>),
  )
const figure = (machine: string, field: string): number =>
  Number.parseFloat(Object.fromEntries(machines)[machine]?.[field]?.value ?? '')

describe('warm isostatic pressing', () => {
  const route = costRoute('ptfe-dry-wip')
  const value = (name: string, unit?: string): number => route.value(`steps.pressing.${name}`, unit)

  test('compresses water and warms water and load', () => {
    const work = 490e3 ** 2 / (2 * 2.2e6) / PER_KWH // kPa, so kJ/m³
    const heating = ((1000 * 4.18 * 0.6 + 1800 * 0.4) * 60 * 0.25) / PER_KWH
    expectClose(value('pressing_energy', 'kWh/m^3'), work / 0.5 + heating, SAME)
    const cycles = value('pouches.count') / value('sheets_per_load')
    const vessel = (Math.PI / 4) * 0.6 ** 2 * 2
    expectClose(value('uses.electricity', 'kWh'), (work / 0.5 + heating) * vessel * cycles, SAME)
  })

  test('takes 0.02 to 0.15 kWh per litre, as lumped estimates say, also at the ends of its inputs', () => {
    const ends = [
      ['pressure=300 MPa', 'bulk_modulus=3.5 GPa', 'pump_efficiency=70 %', 'retained_heat=90 %'],
      [
        'pressure=490 MPa',
        'bulk_modulus=2.2 GPa',
        'pump_efficiency=35 %',
        'retained_heat=30 %',
        'temperature=100 degC',
      ],
    ].map((set) =>
      costRoute('ptfe-dry-wip', { set: set.map((one) => `steps.pressing.${one}`) }).value(
        'steps.pressing.pressing_energy',
        'kWh/L',
      ),
    )
    expect(ends[0]).toBeLessThan(0.02)
    expect(ends[0]).toBeGreaterThan(0.01)
    expect(ends[1]).toBeGreaterThan(0.08)
    expect(ends[1]).toBeLessThan(0.15)
    expectClose(value('pressing_energy', 'kWh/L'), 0.05, 0.2)
  })
})

describe('heated rolls', () => {
  const route = costRoute('ptfe-dry')
  const at = (name: string, unit?: string): number => route.value(`steps.${name}`, unit)
  const HEAT = { Li6PS5Cl: 0.85, PTFE: 1.0 } // kJ/(kg*K)

  test('of a hot calender: drives, losses to the air and heat of the film in each pass', () => {
    const film =
      at('hot_calendering.film.Li6PS5Cl', 'kg') * HEAT.Li6PS5Cl + at('hot_calendering.film.PTFE', 'kg') * HEAT.PTFE
    const warming = (film * 80 * at('hot_calendering.passes')) / PER_KWH
    const running = (figure('calender', 'power') + 0.075 * 80) * at('hot_calendering.time_per_unit', 'h')
    expectClose(at('hot_calendering.uses.electricity', 'kWh'), running + warming, SAME)
  })

  test('of a line that forms the film, warmed once', () => {
    const dough = at('forming.dough.Li6PS5Cl', 'kg') * HEAT.Li6PS5Cl + at('forming.dough.PTFE', 'kg') * HEAT.PTFE
    const running = (figure('multi_roll_line', 'power') + 0.15 * 60) * at('forming.time_per_unit', 'h')
    expectClose(at('forming.uses.electricity', 'kWh'), running + (dough * 60) / PER_KWH, SAME)
  })

  test('of a calender on a carrier, which is warmed too', () => {
    const wet = costRoute('wet-slurry')
    const kilograms = (name: string): number => wet.value(`steps.calendering.film.${name}`, 'kg')
    const carrier = wet.value('steps.calendering.film.siliconised_PET', 'm^2') * 0.104
    const film = (kilograms('Li6PS5Cl') * 0.85 + kilograms('NBR') * 1.95 + carrier) * 60
    const running = (figure('calender', 'power') + 0.075 * 60) * wet.value('steps.calendering.time_per_unit', 'h')
    expectClose(wet.value('steps.calendering.uses.electricity', 'kWh'), running + film / PER_KWH, SAME)
  })
})

describe('film of starts', () => {
  // step, start in minutes, yield beside starts
  const steps: Readonly<Record<string, readonly [number, string, number][]>> = {
    'wet-slurry': [
      [20, 'casting', 0.95],
      [5, 'calendering', 0.988],
    ],
    'ptfe-dry': [[5, 'hot_calendering', 0.988]],
  }
  const campaign: Readonly<Record<string, number>> = { casting: 72, calendering: 24, hot_calendering: 24, forming: 24 } // h

  test.each(Object.entries(steps))('is lost in %s by its share of the running time', (name, of) => {
    const route = costRoute(name)
    for (const [minutes, step, good] of of) {
      const kept = good * (1 - minutes / 60 / (campaign[step] as number))
      const trim = step === 'hot_calendering' ? route.value(`steps.${step}.trim_yield`) : 1
      const [before, after] = step === 'casting' ? ['slurry', 'film'] : ['film', 'pressed']
      const through = (port: string): number => route.value(`steps.${step}.${port}.Li6PS5Cl`, 'kg')
      expectClose(through(after as string) / through(before as string), kept * trim, SAME, step)
    }
  })

  test('does not follow the number of machines', () => {
    const whole = costRoute('ptfe-dry')
    const fractional = costRoute('ptfe-dry', { fractional: true })
    const area = (route: Costed): number => route.value('steps.forming.formed_area', 'm^2')
    expect(area(whole)).toBe(area(fractional))
  })

  test('none is lost where starts take no time, and a start longer than the campaign is refused', () => {
    const route = costRoute('ptfe-dry', { set: ['steps.forming.startup_time=0 min'] })
    expectClose(route.value('steps.forming.kept_fraction'), 0.98, SAME)
    expect(() => costRoute('ptfe-dry', { set: ['steps.forming.startup_time=30 h'] })).toThrow(/startup_loss/)
  })
})

describe('machines', () => {
  test.each([
    ['slot_die_coater', 0.8],
    ['multi_roll_line', 0.65],
    ['calender', 0.85],
    ['warm_isostatic_press', 0.8],
  ])('%s: availability, changeovers and performance together are near %d', (machine, together) => {
    const running = figure(machine, 'campaign_time')
    const changeovers = running / (running + figure(machine, 'changeover_time'))
    const share = (field: string): number => {
      const read = figure(machine, field)
      return read > 1 ? read / 100 : read
    }
    expectClose(share('availability') * changeovers * share('performance'), together, 0.005)
  })

  test('every machine with a size says between which sizes its exponent holds', () => {
    const sized = machines.filter(([, fields]) => fields.size !== undefined)
    expect(sized.length).toBeGreaterThan(20)
    for (const [name, fields] of sized) {
      const of = (field: string): number => Number.parseFloat(fields[field]?.value ?? '')
      expect(of('smallest'), name).toBeLessThanOrEqual(of('size'))
      expect(of('largest'), name).toBeGreaterThanOrEqual(of('size'))
    }
  })
})

test('batch steps tell the time that material spends in them', () => {
  const route = costRoute('ptfe-dry-wip')
  const hours = (name: string): number => route.value(name, 'h')
  expectClose(hours('steps.mixing.process_time'), 0.75, SAME)
  expectClose(hours('steps.pressing.process_time'), 20 / 60, SAME)
  expectClose(hours('supply.Li6PS5Cl.steps.milling.process_time'), 10, SAME)
  expectClose(hours('supply.Li6PS5Cl.steps.annealing.process_time'), 14, SAME)
  expectClose(costRoute('wet-slurry').value('steps.mixing.process_time', 'h'), 3, SAME)
})

describe('regions', () => {
  test.each([
    ['germany', 0.1677 * 1.082, 0.381, 48.3 * 1.082],
    ['china', 0.08 * 1.082, 0.582, 8],
    ['korea', 182.7 * 0.00073344, 0.413, 38300 * 0.000765249],
  ])('%s: electricity, its greenhouse gases and labour', (scenario, electricity, gases, labour) => {
    const route = costRoute('ptfe-dry', { prices: [scenario] })
    expectClose(route.value('prices.electricity', 'USD/kWh'), electricity, 1e-6)
    expectClose(route.value('services.electricity.co2e', 'kg/kWh'), gases, SAME)
    expectClose(route.value('prices.labour', 'USD/h'), labour, 1e-6)
    expectClose(route.value('prices.Li2S', 'USD/kg'), 140, SAME, 'that of the plant')
  })
})
