import { normalQuantile } from '../../../src/study/sampling/normal.ts'
import { generator } from '../../../src/study/statistics/generator.ts'
import { type Points, pointsOf } from '../../../src/study/statistics/points.ts'
import type { Refused } from '../../../src/study/statistics/refused.ts'

export const column = (...values: number[]): Float64Array => Float64Array.from(values)

/** `count` values of a function of uniform numbers. */
export function drawn(
  count: number,
  seed: number,
  of: (uniform: number) => number = (uniform) => uniform,
): Float64Array {
  const random = generator(seed)
  return Float64Array.from({ length: count }, () => of(random()))
}

export const normal = (uniform: number): number => normalQuantile(uniform || 0.5)

/** What was asked for, of a test that expects no refusal. */
export function told<T extends object>(found: T | Refused<{ readonly kind: string }>): T {
  if ('reason' in found) throw new Error(`refused: ${JSON.stringify(found.reason)}`)
  return found
}

/** A Saltelli sample of uniform base points, in the order of its rows; `groups` are lists of factors. */
export function saltelliSample(
  size: number,
  dimensions: number,
  seed: number,
  secondOrder: boolean,
  groups: readonly (readonly number[])[] = Array.from({ length: dimensions }, (_, factor) => [factor]),
): Points {
  const random = generator(seed)
  const rows: number[][] = []
  for (let i = 0; i < size; i++) {
    const [a, b] = [0, 1].map(() => Array.from({ length: dimensions }, random)) as [number[], number[]]
    const mixed = (own: readonly number[], other: readonly number[]): number[][] =>
      groups.map((group) => own.map((value, factor) => (group.includes(factor) ? (other[factor] as number) : value)))
    rows.push(a, ...mixed(a, b), ...(secondOrder ? mixed(b, a) : []), b)
  }
  return pointsOf(rows)
}

/** The outputs of a function at each row. */
export function outputsOf({ rows, dimensions, values }: Points, of: (point: Float64Array) => number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => of(values.subarray(row * dimensions, (row + 1) * dimensions)))
}
