import { expect, it } from 'vitest'
import { scaleGroups } from '../../src/report/document/scale.ts'

it.each([
  [
    'costs of one size',
    [
      [10, 12],
      [11, 30],
    ],
    [[0, 1]],
  ],
  [
    'one far above',
    [
      [40_000, 50_000],
      [9, 12],
      [15, 20],
    ],
    [[1, 2], [0]],
  ],
  [
    'a range that reaches from one to the other',
    [
      [10, 50_000],
      [40_000, 45_000],
    ],
    [[0, 1]],
  ],
  [
    'three sizes',
    [
      [1, 2],
      [9000, 9500],
      [100, 150],
    ],
    [[0], [2], [1]],
  ],
  [
    'a credit',
    [
      [-5, -1],
      [1000, 2000],
    ],
    [[0, 1]],
  ],
  ['one alone', [[3, 4]], [[0]]],
  ['no route', [], []],
] as const)('%s', (_, extents, groups) => {
  expect(scaleGroups(extents, 10)).toEqual(groups)
})
