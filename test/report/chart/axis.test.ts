import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearAxis, logAxis } from '../../../src/report/chart/axis.ts'
import {
  aligned,
  compact,
  percent,
  signed,
  tickLabels,
  unitLabel,
  withUnit,
} from '../../../src/report/chart/number-label.ts'
import { membersOf, stackOf } from '../../../src/report/chart/stack.ts'

it('writes numbers of every magnitude shortly', () => {
  const told = [0, 1e-9, 1.5e-7, 0.00012345, 0.052934, 5.5279, 52.79, 1234.5, 128934, 999999.7, 12345678, 1e12, -3.25]
  expect(told.map((value) => compact(value))).toEqual([
    '0',
    '1e-9',
    '150e-9',
    '0.000123',
    '0.0529',
    '5.53',
    '52.8',
    '1235',
    '128934',
    '1e6',
    '12.3e6',
    '1e12',
    '−3.25',
  ])
  expect(compact(Number.NaN)).toBe('–')
  expect(compact(9.9996, 4)).toBe('10')
  expect([percent(0.5291), percent(-0.031), percent(1e-9), percent(1e9), percent(0)]).toEqual([
    '52.9 %',
    '−3.1 %',
    '100e-9 %',
    '100e9 %',
    '0.0 %',
  ])
  expect([signed(1.2, '1.2'), signed(-1.2, '−1.2')]).toEqual(['+1.2', '−1.2'])
})

it('reads back to what it says', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
      fc.pre(Math.abs(value) > 1e-300)
      const back = Number(compact(value, 4).replace('−', '-'))
      expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 6e-4, 0))
    }),
  )
})

it('writes figures that stand together with the same decimal places', () => {
  expect(aligned([6.6384, 0.0962, -0.31, 0])).toEqual(['6.64', '0.10', '−0.31', '0'])
  expect(aligned([6.6384, 0.0001])).toEqual(['6.64', '0.0001'])
  expect(aligned([1e12, 3])).toEqual(['1e12', '3'])
})

it('writes the ticks of one axis alike', () => {
  expect(tickLabels([0, 0.5, 1])).toEqual(['0', '0.5', '1.0'])
  expect(tickLabels([0, 5e6, 1e7])).toEqual(['0', '5e6', '10e6'])
  expect(tickLabels([-2e-9, 0, 2e-9])).toEqual(['−2e-9', '0', '2e-9'])
  expect(tickLabels([3])).toEqual(['3'])
})

it('writes units with their exponents raised', () => {
  expect([unitLabel('USD/m^2'), unitLabel('1'), unitLabel('m^3/h'), unitLabel('m^2.5')]).toEqual([
    'USD/m²',
    '',
    'm³/h',
    'm^2.5',
  ])
  expect([withUnit('cost', 'USD/m^2'), withUnit('', '1'), withUnit('cost, USD/m^2', '1')]).toEqual([
    'cost, USD/m²',
    '',
    'cost, USD/m²',
  ])
})

describe('axes', () => {
  const bounds = [10, 710] as const

  it('have few, increasing ticks within them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
        (from, size) => {
          const axis = linearAxis([from, from + size], [60, 700], { bounds })
          expect(axis.ticks.length).toBeLessThanOrEqual(21)
          for (const { at } of axis.ticks) {
            expect(at).toBeGreaterThanOrEqual(59.99)
            expect(at).toBeLessThanOrEqual(700.01)
          }
          expect(new Set(axis.ticks.map(({ label }) => label)).size).toBe(axis.ticks.length)
        },
      ),
    )
  })

  it('label decades on a logarithmic axis, and more where there is room', () => {
    const labels = (from: number, to: number, width = 700): string[] =>
      logAxis([from, to], [60, width], { bounds: [10, width + 10] }).ticks.map(({ label }) => label)
    expect(labels(1e5, 1e8)).toEqual(['100e3', '200e3', '500e3', '1e6', '2e6', '5e6', '10e6', '20e6', '50e6', '100e6'])
    expect(labels(1, 1e12, 340)).toEqual(['1', '1e3', '1e6', '1e9', '1e12'])
    expect(labels(3, 4).length).toBeGreaterThanOrEqual(2)
    expect(labels(1e-300, 1e280).length).toBeGreaterThanOrEqual(2)
  })

  it('are widened where all is the same', () => {
    expect(linearAxis([5, 5], [0, 100]).domain).toEqual([4.75, 5.25])
    expect(linearAxis([0, 0], [0, 100]).domain).toEqual([0, 1])
  })
})

describe('stacks', () => {
  const bar = (...names: string[]) => ({ segments: names.map((name) => ({ name, value: 1 })) })

  it('have the members of all bars in one order', () => {
    expect(membersOf([bar('a', 'c', 'd'), bar('a', 'b', 'c', 'e')], [], 12)).toEqual(['a', 'b', 'c', 'e', 'd'])
    expect(membersOf([bar('z', 'a')], ['a', 'b'], 12)).toEqual(['a', 'b', 'z'])
    expect(membersOf([bar(...'abcdefgh')], [], 4)).toEqual(['a', 'b', 'c', 'other'])
  })

  it('keep what they sum, and are none where a figure is missing', () => {
    const segments = [...'abcdef'].map((name, i) => ({ name, value: i - 2 }))
    expect(stackOf(segments, ['a', 'b', 'other'])).toMatchObject({ total: 3, negative: -3, positive: 6 })
    expect(stackOf([{ name: 'a', value: Number.NaN }], ['a'])).toBeUndefined()
  })
})
