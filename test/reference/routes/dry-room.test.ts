import { expect, test } from 'vitest'
import { expectClose } from '../../support.ts'
import { humidity, roomEnergyFactor, roomPower } from './dry-room.ts'
import { defaultPlant } from './inputs/plants.ts'

test.each([
  [-40, 0.0789],
  [-50, 0.0242],
  [-60, 0.0066],
  [-70, 0.0016],
])('air at a dew point of %s °C holds the water of published tables, %s g/kg', (dewPoint, water) => {
  expect(Math.abs(humidity(dewPoint) - water)).toBeLessThan(0.0001)
})

test('the room of Ahmed, Nelson and Dees comes to its 400 kW for 16 000 m³', () => {
  const { leakage, moistureOfPerson } = defaultPlant
  expectClose(roomPower(-40, 0.005, moistureOfPerson, leakage), (400_000 / 16_000) * 4, 0.01)
})

test('the energy doubles at -60 °C, and at -70 °C follows the people', () => {
  expectClose(roomEnergyFactor(-60, 0.005, defaultPlant), 2, 0.01)
  expect(roomEnergyFactor(-70, 0.01, defaultPlant)).toBeGreaterThan(1.5 * roomEnergyFactor(-70, 0.005, defaultPlant))
})
