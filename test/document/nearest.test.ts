import { expect, it } from 'vitest'
import { branchesAt, nearest } from '../../src/document/nearest.ts'

it('finds dropped, added, changed and swapped letters', () => {
  expect(nearest('lowe', ['low', 'high', 'value'])).toEqual(['low'])
  expect(nearest('kgs', ['kg', 'm', 'h'])).toEqual(['kg'])
  expect(nearest('dpoe', ['dope', 'web'])).toEqual(['dope'])
  expect(nearest('residense_time', ['residence_time', 'oven_length'])).toEqual(['residence_time'])
})

it('takes case and joints as nothing', () => {
  expect(nearest('LI2S', ['Li2S', 'LiCl'])[0]).toBe('Li2S')
  expect(nearest('film-area', ['film_area'])).toEqual(['film_area'])
})

it('finds the full path of a last part', () => {
  expect(nearest('thickness', ['product.thickness', 'product.porosity'])).toEqual(['product.thickness'])
})

it('names nothing where nothing is plausible', () => {
  expect(nearest('drying', ['mixing_tank', 'slitter', 'h'])).toEqual([])
  expect(nearest('h', ['m', 't'])).toEqual([])
})

it('lists the best first and no more than asked for', () => {
  expect(nearest('mixingtank', ['mixing_tanks', 'mixing_tanker', 'mixing_tank'], 2)).toEqual([
    'mixing_tank',
    'mixing_tanks',
  ])
})

it('takes another step with the same parameter for meant, where nothing is nearer', () => {
  const names = ['steps.casting.coating_speed', 'steps.drying.line_speed', 'steps.casting.web_width']
  expect(nearest('steps.coat.coating_speed', names)).toEqual(['steps.casting.coating_speed'])
  expect(nearest('steps.coat.speed', names)).toEqual([])
  expect(nearest('steps.drying.web_width', names)).toEqual(['steps.casting.web_width'])
})

it('says what a path could have gone on with', () => {
  const names = ['steps.casting.coating_speed', 'steps.casting.web_width', 'steps.drying.line_speed', 'prices.Li2S']
  expect(branchesAt('steps.casting.x', names)).toEqual({
    under: 'steps.casting',
    branches: ['coating_speed', 'web_width'],
  })
  expect(branchesAt('steps.coat.x', names)).toEqual({ under: 'steps', branches: ['casting', 'drying'] })
  expect(branchesAt('x', names)).toEqual({ under: '', branches: ['steps', 'prices'] })
  expect(branchesAt('prices.Li2S.low', names)).toEqual({ under: 'prices', branches: ['Li2S'] })
})
