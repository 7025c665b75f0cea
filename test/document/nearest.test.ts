import { expect, it } from 'vitest'
import { nearest } from '../../src/document/nearest.ts'

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
