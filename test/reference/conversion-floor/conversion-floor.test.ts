import { describe, expect, test } from 'vitest'
import { costRoute, expectClose } from '../../support.ts'

const ROUTE = 'test/reference/conversion-floor/conversion-floor.yaml'

/** USD/m^2 by m^2 a year, to the three digits in which README.md beside this file has them. */
const FLOOR: readonly [output: number, cost: number][] = [
  [300e6, 0.31],
  [100e6, 0.364],
  [30e6, 0.439],
  [10e6, 0.529],
  [3e6, 0.657],
  [1e6, 0.812],
]

const at = (output: number, method?: string): ReturnType<typeof costRoute> =>
  costRoute(ROUTE, { set: [`plant.annual_output=${output} m^2/yr`], ...(method === undefined ? {} : { method }) })

/** By hand: labour h/yr and its exponent, capital USD and its exponent, floor m^2; handled a year, and in the baseline plant. */
function byHand(output: number, [ofLabour, ofEquipment, ofBuilding]: readonly [number, number, number]): number {
  const [area, active, solvent] = [output / 303e6, (output * 0.05) / 72.5e6, (output * 0.04) / 36.3e6]
  const steps: [number, number, number, number, number, number][] = [
    [200000, 0.9, 200e6, 0.9, 8000, active],
    [59000, 0.7, 90e6, 0.9, 16000, area],
    [47000, 0.7, 25e6, 0.9, 2100, area],
    [150000, 0.7, 34.5e6, 0.9, 0, area],
    [41000, 0.7, 14e6, 0.9, 1800, area],
    [17000, 0.7, 36e6, 0.95, 1100, solvent],
  ]
  const yearly = steps.map(
    ([hours, ofHours, capital, ofCapital, floor, ratio]) =>
      ofLabour * 40 * hours * ratio ** ofHours +
      ofEquipment * capital * ratio ** ofCapital +
      ofBuilding * 3000 * floor * ratio ** 0.95,
  )
  return yearly.reduce((a, b) => a + b) / output
}

describe.each([...FLOOR])('at %d m^2 a year', (output, cost) => {
  test(`conversion costs ${cost} USD/m^2`, () => {
    const { total } = at(output)
    expect(total.toFixed(3)).toBe(cost.toFixed(3))
    expectClose(total, byHand(output, [1.866, 0.254, 0.153]), 1e-12, 'by hand')
  })

  test('the cost stack says the same as the factors that roll it up', () => {
    const { total } = at(output, 'batpac-style')
    expectClose(total, byHand(output, [1.86648, 0.253704, 0.153252]), 1e-9, 'with all digits of the factors')
    expectClose(total, at(output).total, 1e-3, 'with the factors')
  })
})
