import { air, type Plant } from './inputs/plants.ts'

/** Water in air saturated over ice at a dew point (°C), g per kg of dry air. */
export function humidity(dewPoint: number): number {
  const pressure = 611.15 * Math.exp((22.452 * dewPoint) / (272.55 + dewPoint)) // Pa, Magnus over ice
  return (622 * pressure) / (101_325 - pressure)
}

/** Power that holds 1 m² of a dry room at a dew point (°C), with so many people per m² who give off so much water (g/h each) and so much make-up air (1/h); W/m². */
export function roomPower(dewPoint: number, people: number, perPerson: number, leakage: number): number {
  const volume = air.height // m³ per m²
  const moisture = people * perPerson + air.otherMoisture // g/h
  // the air supplied takes up what is given off and brings the make-up air, and is never less than so many changes of the room
  const takesUp = humidity(dewPoint) - humidity(dewPoint - air.supplyApproach) // g/kg
  const makeUp = leakage * volume * air.density // kg/h
  const supplied = Math.max(air.leastChanges * volume * air.density, makeUp, moisture / takesUp) // kg/h
  // make-up air comes in at the humidity behind its cooler, and as much leaves at that of the room
  const removed = moisture + makeUp * (air.preCooledHumidity - humidity(dewPoint)) // g/h
  const harder = 1 + air.regenerationSlope * (air.reference.dewPoint - dewPoint)
  const fans = (supplied * air.fanEnergy) / 3600
  const regeneration = removed * air.regenerationEnergy * harder // g/h times kWh/kg
  const cooled = fans + air.carriedHeat * regeneration + (makeUp * air.makeUpCooling * 1000) / 3600
  return fans + regeneration + cooled / air.coolingPerformance
}

/** What a dew point, people and make-up air do to the energy of a dry room, over the power that the plant's figure stands for. */
export function roomEnergyFactor(
  dewPoint: number,
  people: number,
  { leakage, moistureOfPerson }: Pick<Plant, 'leakage' | 'moistureOfPerson'>,
): number {
  return roomPower(dewPoint, people, moistureOfPerson, leakage) / air.reference.power
}

/** What a dew point does to the price of a dry room. */
export const roomPriceFactor = (dewPoint: number): number =>
  air.priceGrowth ** ((air.reference.dewPoint - dewPoint) / 20)
