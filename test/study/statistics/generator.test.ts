import { expect, test } from 'vitest'
import { generator, xoshiro128 } from '../../../src/study/statistics/generator.ts'
import { moments } from '../../../src/study/statistics/moments.ts'
import { drawn } from './support.ts'

test('gives the numbers of the published program', () => {
  // xoshiro128starstar.c 1.1 of Blackman and Vigna from the state 1, 2, 3, 4
  const draw = xoshiro128([1, 2, 3, 4])
  expect(Array.from({ length: 10 }, draw)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ])
})

test('gives the same numbers for the same seed and others for the next', () => {
  expect(drawn(100, 7)).toEqual(drawn(100, 7))
  const [one, next] = [drawn(20_000, 7), drawn(20_000, 8)]
  const together = one.map((value, i) => (value - 0.5) * ((next[i] as number) - 0.5))
  expect(Math.abs(moments(together).mean as number)).toBeLessThan((4 / 12) * 20_000 ** -0.5)
})

test('gives uniform numbers from 0 to below 1', () => {
  for (const seed of [0, 1, 2 ** 32 - 1, 12345]) {
    const { mean, standardDeviation, least, greatest } = moments(drawn(100_000, seed))
    expect(mean).toBeCloseTo(0.5, 2)
    expect(standardDeviation).toBeCloseTo(12 ** -0.5, 2)
    expect(least).toBeGreaterThanOrEqual(0)
    expect(greatest).toBeLessThan(1)
  }
  expect(generator(2 ** 32 + 5)()).toBe(generator(5)())
})
