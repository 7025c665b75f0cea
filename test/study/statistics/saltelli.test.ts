import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Points, pointsOf } from '../../../src/study/statistics/points.ts'
import { readSaltelli, splitSaltelli } from '../../../src/study/statistics/saltelli.ts'
import { outputsOf, saltelliSample, told } from './support.ts'

describe('a Saltelli sample', () => {
  test('is recognised with and without second order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (size, dimensions, secondOrder) => {
          const sample = saltelliSample(size, dimensions, 1, secondOrder)
          expect(readSaltelli(sample)).toEqual({ size, groups: dimensions, secondOrder })
        },
      ),
    )
  })

  test('is recognised by its groups', () => {
    const groups = [[0, 2], [1]]
    const sample = saltelliSample(5, 3, 1, true, groups)
    expect(readSaltelli(sample, groups)).toEqual({ size: 5, groups: 2, secondOrder: true })
    expect(readSaltelli(sample)).toMatchObject({ reason: { kind: 'structure', row: 1 } })
    expect(readSaltelli(sample, [[0, 2]])).toEqual({ reason: { kind: 'groups', factor: 1, times: 0 } })
    expect(
      readSaltelli(sample, [
        [0, 1],
        [1, 2],
      ]),
    ).toEqual({ reason: { kind: 'groups', factor: 1, times: 2 } })
    expect(readSaltelli(sample, [[0], [1], [2], [7]])).toMatchObject({ reason: { kind: 'groups' } })
  })

  test('is refused at the row that was changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 * 8 - 1 }), fc.integer({ min: 0, max: 2 }), (row, factor) => {
        const sample = saltelliSample(4, 3, 1, true)
        const values = sample.values.slice()
        values[row * 3 + factor] = 2
        const found = readSaltelli({ ...sample, values })
        if (!('reason' in found) || found.reason.kind !== 'structure') return expect.fail('not refused')
        const base = Math.floor(row / 8) * 8
        // a changed row of A or B is noticed at the first row that is made of it
        if (row === base || row === base + 7) expect(Math.floor(found.reason.row / 8) * 8).toBe(base)
        else expect(found.reason).toMatchObject({ row, factor, found: 2 })
      }),
    )
  })

  test('is refused by its number of rows', () => {
    const points = pointsOf(Array.from({ length: 7 }, () => [1, 2]))
    expect(readSaltelli(points)).toEqual({ reason: { kind: 'rows', rows: 7, groups: 2, block: 4 } })
    expect(readSaltelli(pointsOf([]))).toMatchObject({ reason: { kind: 'rows', rows: 0 } })
  })

  test('says what a row should have had', () => {
    const points = pointsOf([
      [0.1, 0.2],
      [0.3, 0.2],
      [0.1, 0.5],
      [0.3, 0.4],
    ])
    const found = readSaltelli(points)
    expect(found).toEqual({
      reason: { kind: 'structure', row: 2, factor: 1, role: 'AB', group: 1, expected: 0.4, found: 0.5 },
    })
  })

  test('with values that are no numbers is refused', () => {
    const sample: Points = saltelliSample(2, 2, 1, false)
    const values = sample.values.slice()
    values[2] = Number.NaN
    expect(readSaltelli({ ...sample, values })).toMatchObject({ reason: { kind: 'structure', row: 1 } })
  })
})

describe('its outputs', () => {
  test('are split into the columns they belong to', () => {
    const split = told(
      splitSaltelli(
        Float64Array.from({ length: 12 }, (_, i) => i),
        2,
        true,
      ),
    )
    expect({ ...split, ab: split.ab.map((each) => [...each]), ba: split.ba?.map((each) => [...each]) }).toEqual({
      size: 2,
      a: Float64Array.of(0, 6),
      ab: [
        [1, 7],
        [2, 8],
      ],
      ba: [
        [3, 9],
        [4, 10],
      ],
      b: Float64Array.of(5, 11),
    })
    const sample = saltelliSample(3, 2, 4, false)
    expect(
      told(
        splitSaltelli(
          outputsOf(sample, ([x]) => x as number),
          2,
          false,
        ),
      ).ba,
    ).toBeUndefined()
  })

  test('of a wrong number are refused with the numbers', () => {
    expect(splitSaltelli(new Float64Array(13), 2, false)).toEqual({
      reason: { kind: 'rows', rows: 13, groups: 2, block: 4 },
    })
  })
})

test('rows of unlike lengths make no points', () => {
  expect(() => pointsOf([[1, 2], [3]])).toThrow(RangeError)
})
