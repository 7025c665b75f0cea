import { expect, it } from 'vitest'
import { rankedBars } from '../../../src/report/chart/ranked-bars.ts'
import { PAPER } from '../../../src/report/drawing/colours.ts'

it('draws all that has no row of its own last, however large', () => {
  const rows = [
    { name: 'rest', value: 9, isRest: true },
    ...[1, 5, 3].map((value) => ({ name: `row ${value}`, value })),
  ]
  const svg = rankedBars({ id: 'a', title: 'a', description: 'a', unit: 'USD', colours: PAPER, rows })
  const told = [...svg.matchAll(/>(row \d|rest)</g)].map(([, name]) => name)
  expect(told).toEqual(['row 5', 'row 3', 'row 1', 'rest'])
})
