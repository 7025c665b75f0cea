import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { formatNumber, formatQuantity } from '../../src/quantity/format.ts'
import { isUnitProblem, readUnit, toBase, type Unit } from '../../src/quantity/unit.ts'

test.each([
  [0, '0'],
  [-0, '0'],
  [12.5, '12.5'],
  [12.345678, '12.346'],
  [9.999996, '10'],
  [1 / 3, '0.33333'],
  [0.0001, '0.0001'],
  [0.00009999999, '0.0001'],
  [0.000012345678, '1.2346e-5'],
  [-1.2e-7, '-1.2e-7'],
  [123456.7, '123457'],
  [99999.96, '100000'],
  [10_000_000, '10000000'],
  [999_999_999, '999999999'],
  [1.5e9, '1.5e9'],
  [1.23456789e12, '1.2346e12'],
  [Number.NaN, 'not a number'],
  [Number.NEGATIVE_INFINITY, '-∞'],
])('%d is written %s', (x, text) => {
  expect(formatNumber(x)).toBe(text)
})

test('the number of digits can be chosen', () => {
  expect(formatNumber(12.345678, 3)).toBe('12.3')
  expect(formatNumber(new Decimal('0.123456789'), 8)).toBe('0.12345679')
})

test('what is written is the number to the digits asked for', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 1, max: 15 }), (x, digits) => {
      const off = new Decimal(formatNumber(x, digits)).minus(x).abs()
      expect(off.lte(new Decimal(x).abs().times(new Decimal(10).pow(1 - digits)))).toBe(true)
    }),
  )
})

test.each([
  ['12.5', 'USD/kg', '12.5 USD/kg'],
  ['15', '%', '15 %'],
  ['0.6', '1', '0.6'],
  ['80', 'degC', '80 degC'],
  ['2', 'min', '2 min'],
  ['46', 'USD/h', '46 USD/h'],
  ['3', 'pcs', '3 pcs'],
])('%s %s, held in base units, reads %s', (value, text, expected) => {
  const unit = readUnit(text) as Unit
  expect(isUnitProblem(unit)).toBe(false)
  expect(formatQuantity(toBase(new Decimal(value), unit), unit)).toBe(expected)
})
