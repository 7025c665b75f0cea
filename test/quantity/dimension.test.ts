import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ANY,
  AREA,
  type Dimension,
  dimensionOf,
  dimensionText,
  divide,
  ENERGY,
  exponentsOf,
  LENGTH,
  MASS,
  MONEY,
  multiply,
  PLAIN,
  POINT,
  POWER,
  power,
  TEMPERATURE,
  TIME,
} from '../../src/quantity/dimension.ts'
import type { Exponents } from '../../src/quantity/preferred.ts'

const dimension: fc.Arbitrary<Dimension> = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 7, maxLength: 7 })
  .map((exponents) => dimensionOf(exponents as unknown as Exponents))

describe('the algebra of dimensions', () => {
  test('dividing undoes multiplying', () => {
    fc.assert(fc.property(dimension, dimension, (a, b) => divide(multiply(a, b), b) === a))
  })

  test('multiplying is commutative and associative', () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, (a, b, c) => {
        expect(multiply(a, b)).toBe(multiply(b, a))
        expect(multiply(multiply(a, b), c)).toBe(multiply(a, multiply(b, c)))
      }),
    )
  })

  test('a root undoes a power, also for thirds, sixths and tenths', () => {
    fc.assert(
      fc.property(dimension, fc.constantFrom(2, 3, 4, 5, 6, 7, 8, 9, 10, 0.6, 0.65, 1.5), (a, n) => {
        expect(power(power(a, n), 1 / n)).toBe(a)
        expect(power(power(a, 1 / n), n)).toBe(a)
      }),
    )
  })

  test('known products', () => {
    expect(multiply(LENGTH, LENGTH)).toBe(AREA)
    expect(multiply(POWER, TIME)).toBe(ENERGY)
    expect(power(AREA, 0.5)).toBe(LENGTH)
    expect(power(PLAIN, 0.6)).toBe(PLAIN)
    expect(divide(MASS, MASS)).toBe(PLAIN)
    expect(power(MASS, 0)).toBe(PLAIN)
  })

  test('a bare 0 takes any dimension, and so does a product with it', () => {
    for (const other of [PLAIN, MASS, POINT, ANY]) {
      expect(multiply(ANY, other)).toBe(ANY)
      expect(multiply(other, ANY)).toBe(ANY)
      expect(divide(ANY, other)).toBe(ANY)
    }
    expect(power(ANY, 2)).toBe(ANY)
  })

  test('a point on the Celsius scale is told from a difference of temperature', () => {
    expect(POINT).not.toBe(TEMPERATURE)
    expect(ANY).not.toBe(PLAIN)
  })

  test('an exponent that has overflowed makes an odd dimension, not an exception', () => {
    expect(exponentsOf(power(LENGTH, Number.POSITIVE_INFINITY))[1]).toBe(0)
    expect(() => dimensionText(power(LENGTH, Number.NaN))).not.toThrow()
  })
})

test.each([
  [PLAIN, 'a plain number'],
  [LENGTH, 'length'],
  [AREA, 'area'],
  [MASS, 'mass'],
  [TIME, 'time'],
  [ENERGY, 'energy'],
  [POWER, 'power'],
  [MONEY, 'money'],
  [TEMPERATURE, 'temperature difference'],
  [POINT, 'temperature in degC'],
  [ANY, 'any dimension'],
  [divide(MONEY, MASS), 'USD/kg'],
  [divide(MASS, AREA), 'kg/m^2'],
  [power(TIME, -1), '1/h'],
  [power(MASS, -2), '1/kg^2'],
  [dimensionOf([-2, 1, -3, 0, 0, 0, 1]), 'kg*USD/(m^2*s^3)'],
  [power(MASS, 0.5), 'kg^0.5'],
])('dimension %i reads "%s"', (id, text) => {
  expect(dimensionText(id)).toBe(text)
})
