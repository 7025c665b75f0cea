import { describe, expect, test } from 'vitest'
import { costRoute, expectClose } from '../support.ts'

const ROUTE = 'wet-slurry'
const run = (...set: string[]) => costRoute(ROUTE, { set })
const energy = (dewPoint: number, ...set: string[]): number =>
  run(`plant.dew_point=${dewPoint} degC`, ...set).value('totals.dry_room_energy', 'kWh/(m^2*yr)')

/** Water in air over ice, g/kg of dry air, from vapour pressures of ice in Pa (CRC Handbook, section 6: -40, -50, -60, -70 degC). */
const ICE = [
  [-40, 12.84],
  [-50, 3.935],
  [-60, 1.08],
  [-70, 0.2615],
] as const

describe('the dry room', () => {
  test.each(ICE)('at %d degC holds the water of air over ice', (dewPoint, pascals) => {
    const humidity = run(`plant.dew_point=${dewPoint} degC`).value('totals.humidity_room', 'g/kg')
    expectClose(humidity, (622 * pascals) / (101325 - pascals), 0.01)
  })

  test('takes the energy that is published, and more the drier it is', () => {
    const points = [-40, -45, -50, -55, -60, -65, -70].map((dewPoint) => energy(dewPoint))
    for (const [i, value] of points.entries()) if (i > 0) expect(value).toBeGreaterThan(points[i - 1] as number)
    const [at40 = 0, , , , at60 = 0] = points
    // 600 to 1600 kWh a square metre and year at -40 degC, 1.5 to 3 times as much at -60 degC
    expect(at40).toBeGreaterThanOrEqual(600)
    expect(at40).toBeLessThanOrEqual(1600)
    expect(at60 / at40).toBeGreaterThanOrEqual(1.5)
    expect(at60 / at40).toBeLessThanOrEqual(3)
  })

  test('at the reference is that of the plant', () => {
    // 0.005 people a square metre in place of those of the route: water given off by the people there are, made up by other moisture
    const people = run().value('totals.people_density', '1/m^2')
    const other = 0.2 + (0.005 - people) * 110
    expectClose(energy(-40, `method.other_moisture=${other} g/(h*m^2)`), 880, 1e-4)
  })

  test('takes more with people and with leaks', () => {
    expect(energy(-60, 'method.moisture_per_person=*2')).toBeGreaterThan(energy(-60))
    expect(energy(-40, 'plant.leakage=*2')).toBeGreaterThan(energy(-40))
    // what its machines take more raises it
    for (const set of [
      'method.fan_energy=*2',
      'method.cooling_performance=*0.5',
      'method.room_height=*2',
      'method.make_up_cooling=*2',
    ])
      expect(energy(-50, set), set).toBeGreaterThan(energy(-50))
  })

  test('costs more the drier it is: a price at -40 degC times 1.68 for each 20 K', () => {
    for (const [dewPoint, factor] of [
      [-40, 1],
      [-50, Math.sqrt(1.68)],
      [-70, 1.68 ** 1.5],
    ] as const)
      expectClose(
        run(`plant.dew_point=${dewPoint} degC`).value('totals.dry_room_price', 'USD/m^2'),
        3280 * factor,
        1e-12,
      )
  })

  test('may be left out for inert enclosures, one round each line', () => {
    const costed = run('plant.handling=inert_enclosure')
    expect(costed.value('totals.dry_floor', 'm^2')).toBe(0)
    expect(costed.ledger.by('item').get('dry_room')?.toNumber()).toBe(0)
    const machines = (step: string): number => costed.value(`steps.${step}.machines_bought`)
    const enclosures = (step: string): number => costed.value(`steps.${step}.enclosures`)
    // coater and oven run as one line; recovery stands outside
    expectClose(enclosures('casting') + enclosures('drying'), machines('casting'), 1e-12)
    expect(enclosures('recovery')).toBe(0)
    const lines = ['mixing', 'casting', 'calendering', 'slitting'].map(machines)
    const count = lines.reduce((sum, n) => sum + n, 0)
    expectClose(costed.value('totals.enclosure_capital', 'USD'), count * 1e6, 1e-12)
    // mills and furnaces hold inert gas themselves
    expect(costed.value('supply.Li6PS5Cl.steps.milling.enclosures')).toBe(0)
  })
})
