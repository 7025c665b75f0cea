import { expect, it } from 'vitest'
import { placeAt } from '../../src/document/span.ts'

it('counts lines and columns from 1', () => {
  expect(placeAt('abc', 0)).toEqual({ line: 1, column: 1 })
  expect(placeAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 })
})

it('takes CR LF and a lone CR as one line end each', () => {
  expect(placeAt('a\r\nb', 3)).toEqual({ line: 2, column: 1 })
  expect(placeAt('a\rb', 2)).toEqual({ line: 2, column: 1 })
})

it('gives a byte order mark no column', () => {
  expect(placeAt('\uFEFFa: 1', 1)).toEqual({ line: 1, column: 1 })
  expect(placeAt('\uFEFFa: 1', 4)).toEqual({ line: 1, column: 4 })
})

it('keeps an offset outside the text inside it', () => {
  expect(placeAt('ab', 99)).toEqual({ line: 1, column: 3 })
  expect(placeAt('', 0)).toEqual({ line: 1, column: 1 })
})
