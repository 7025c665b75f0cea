import { describe, expect, test } from 'vitest'
import type { Table } from '../../src/equation/table.ts'
import { decimals } from '../../src/evaluation/arithmetic.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { PLAIN } from '../../src/quantity/dimension.ts'
import { evaluated, Sheet } from './support.ts'

describe('ceil and floor', () => {
  test.each([
    ['ceil(1.0000000000000002)', 1],
    ['ceil(1.0000000009)', 1],
    ['ceil(1.00000001)', 2],
    ['ceil(2.5)', 3],
    ['ceil(-2.5)', -2],
    ['ceil(0)', 0],
    ['ceil(1e-12)', 1], // no integer but 0 is near, and near 0 nothing is within a relative distance of it
    ['floor(2.9999999999999996)', 3],
    ['floor(2.9999999991)', 3],
    ['floor(2.99999)', 2],
    ['floor(-0.5)', -1],
    ['ceil(3 * (1 / 3))', 1],
    ['ceil(1000000.0001)', 1000000],
  ])('%s', (text, wanted) => {
    expect(evaluated(text)).toBeCloseTo(wanted, 12)
  })
})

describe('the annuity', () => {
  test.each([
    // at no interest the sum is paid back in equal parts
    ['annuity(0, 10)', 0.1],
    // one year: the sum and its interest
    ['annuity(8 %, 1)', 1.08],
    // two years at 10 %: 1 = x/1.1 + x/1.21, so x = 1.21/2.1
    ['annuity(10 %, 2)', 1.21 / 2.1],
    // numpy-financial, pmt(0.08/12, 60, 15000) = -304.1459143262052
    ['15000 * annuity(0.08 / 12, 60)', 304.1459143262052],
  ])('%s', (text, wanted) => {
    expect(evaluated(text)).toBeCloseTo(wanted, 11)
  })

  test('nears its value at no interest', () => {
    expect(evaluated('annuity(1e-9, 10)')).toBeCloseTo(0.1, 8)
  })
})

test.each([
  ['min(3, 1, 2)', 1],
  ['max(3, 1, 2)', 3],
  ['sqrt(2) ^ 2', 2],
  ['exp(ln(3))', 3],
  ['log10(1000)', 3],
  ['share(2, 8)', 0.25],
  ['share(2, 0)', 0],
  ['share(0, 0)', 0],
  ['2 < 3', 1],
  ['3 <= 3', 1],
  ['3 > 3', 0],
  ['3 == 3', 1],
  ['3 != 3', 0],
  ['-2 ^ 2', -4],
  ['(-2) ^ 2', 4],
  ['2 ^ 3 ^ 2', 512],
  ['8 / 4 / 2', 1],
])('%s', (text, wanted) => {
  expect(evaluated(text)).toBeCloseTo(wanted, 12)
})

describe('if', () => {
  test('leaves the branch not taken alone, where it divides by 0 or has no logarithm', () => {
    const sheet = new Sheet().input('none', '0')
    sheet.equations({ a: 'if(none > 0, 1 / none, 5)', b: 'if(none == 0, 6, ln(none))', c: 'a + b' })
    expect(sheet.solve()).toMatchObject({ a: 5, b: 6, c: 11 })
  })

  test('takes the branch that the condition says', () => {
    const of = (x: string): unknown =>
      new Sheet().input('x', x).equations({ y: 'if(x < 1, 10, if(x < 2, 20, 30))' }).solve().y
    expect(['0', '1', '2'].map(of)).toEqual([10, 20, 30])
  })
})

describe('a lookup table', () => {
  const cell = (value: number) => ({ value: new Decimal(value), dimension: PLAIN })
  const points = [
    [cell(0), cell(10)],
    [cell(10), cell(30)],
    [cell(20), cell(20)],
  ] as const
  const look = (between: 'linear' | 'step', x: number): number => {
    const sheet = new Sheet().input('x', String(x))
    sheet.tables.set('curve', { kind: 'points', points, between } satisfies Table)
    return sheet.equations({ y: 'lookup(curve, x)' }).solve().y as number
  }

  test('is straight between its points', () => {
    expect([0, 5, 10, 12.5, 20].map((x) => look('linear', x))).toEqual([10, 20, 30, 27.5, 20])
  })

  test('or keeps the last value', () => {
    expect([0, 5, 10, 19.9, 20].map((x) => look('step', x))).toEqual([10, 10, 30, 30, 20])
  })

  test('has no value outside', () => {
    for (const between of ['linear', 'step'] as const) {
      expect(look(between, -0.1)).toBeNaN()
      expect(look(between, 20.1)).toBeNaN()
    }
  })

  test('that is not there is refused', () => {
    expect(new Sheet().equations({ y: 'lookup(curve, 1)' }).problems()).toEqual(['TABLE_UNKNOWN'])
  })
})

test('a value that is not a number stays one, in a least and a greatest as well', () => {
  const nan = new Decimal(Number.NaN)
  const one = new Decimal(1)
  for (const operation of [8, 9] as const) {
    expect(decimals.apply(operation, nan, one).isNaN()).toBe(true)
    expect(decimals.apply(operation, one, nan).isNaN()).toBe(true)
  }
})
