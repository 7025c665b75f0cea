import { expect, it } from 'vitest'
import { CellNames } from '../../../src/evaluation/spreadsheet/names.ts'

it('keeps the names of variables where a spreadsheet takes them', () => {
  const names = new CellNames('', new Set())
  for (const name of ['steps.casting.film.area', 'prices.CO2', 'materials.Li2S.price', 'cost'])
    expect(names.take(name)).toBe(name)
})

it('changes what a spreadsheet reads as a cell or a truth value, and tells apart without case', () => {
  const names = new CellNames('', new Set())
  expect(
    ['A1', 'XFD12', 'R1C1', 'r', 'C', 'true', '2nd', 'a b', 'years.-1.cash'].map((name) => names.take(name)),
  ).toEqual(['A1_', 'XFD12_', 'R1C1_', 'r_', 'C_', 'true_', '_2nd', 'a_b', 'years._1.cash'])
  expect([names.take('prices.CO'), names.take('prices.Co'), names.take('prices.co')]).toEqual([
    'prices.CO',
    'prices.Co_2',
    'prices.co_3',
  ])
})

it('keeps names short, and those of routes apart', () => {
  const taken = new Set<string>()
  const [one, two] = [new CellNames('wet.', taken), new CellNames('dry.', taken)]
  expect(one.take('cost')).toBe('wet.cost')
  expect(two.take('cost')).toBe('dry.cost')
  const long = [one.take('x'.repeat(400)), one.take('x'.repeat(400))]
  expect(long[0]).not.toBe(long[1])
  for (const name of long) expect(name.length).toBeLessThanOrEqual(255)
})
