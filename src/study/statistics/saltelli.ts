import { type Points, valueAt } from './points.ts'
import type { Refused } from './refused.ts'

/**
 * How the rows of a Saltelli sample follow each other: for each of `size` base points a row of A, rows AB_1 to AB_k, for second
 * order rows BA_1 to BA_k, and a row of B, where k is the number of factors or of groups of them. AB_i is A with factor (or
 * group) i of B, BA_i the reverse (Saltelli 2002, doi:10.1016/S0010-4655(02)00280-1; the order of rows is that of SALib).
 */
export interface SaltelliLayout {
  readonly size: number
  /** Factors, or groups of them. */
  readonly groups: number
  readonly secondOrder: boolean
}

/** The outputs of a Saltelli sample, in columns of one value for each base point. */
export interface SaltelliOutputs {
  readonly size: number
  readonly a: Float64Array
  readonly b: Float64Array
  /** A column for each factor or group. */
  readonly ab: readonly Float64Array[]
  /** Undefined without second order. */
  readonly ba?: readonly Float64Array[]
}

/** No sample of these groups has so many rows: `size × block`. */
export interface RowCount {
  readonly kind: 'rows'
  readonly rows: number
  readonly groups: number
  /** Rows for each base point: k + 2, and 2 k + 2 with second order. */
  readonly block: number
}

/** A value that is not what the structure asks for. */
export interface BrokenRow {
  readonly kind: 'structure'
  /** From 0. */
  readonly row: number
  /** From 0. */
  readonly factor: number
  readonly role: 'AB' | 'BA'
  /** The factor or group, from 0, that the row takes from the other matrix. */
  readonly group: number
  readonly expected: number
  readonly found: number
}

/** A factor that is in no group, or in several. */
export interface BrokenGroups {
  readonly kind: 'groups'
  readonly factor: number
  readonly times: number
}

export type SaltelliReason = RowCount | BrokenRow | BrokenGroups

export function blockOf(groups: number, secondOrder: boolean): number {
  return (secondOrder ? 2 : 1) * groups + 2
}

/**
 * Recognises a Saltelli sample, without second order or else with it, whose factors are switched one by one or in the given
 * groups (lists of factors from 0). Values must agree to the last digit. Refused is the first row that breaks the structure, of
 * the reading that holds for longer.
 */
export function readSaltelli(
  points: Points,
  groups: readonly (readonly number[])[] = Array.from({ length: points.dimensions }, (_, factor) => [factor]),
): SaltelliLayout | Refused<SaltelliReason> {
  const groupOf = new Array<number>(points.dimensions).fill(-1)
  const times = new Array<number>(points.dimensions).fill(0)
  for (const [i, factor] of groups.flatMap((group, i) => group.map((factor) => [i, factor] as const))) {
    groupOf[factor] = i
    times[factor] = (times[factor] ?? 0) + 1
  }
  const wrong = times.findIndex((count, factor) => count !== 1 || factor >= points.dimensions)
  if (wrong >= 0) return { reason: { kind: 'groups', factor: wrong, times: times[wrong] ?? 0 } }
  const layouts = [false, true].map((secondOrder) => layoutOf(points.rows, groups.length, secondOrder))
  let broken: BrokenRow | undefined
  for (const layout of layouts) {
    if ('reason' in layout) continue
    const found = firstBroken(points, layout, groupOf)
    if (found === undefined) return layout
    if (broken === undefined || found.row > broken.row) broken = found
  }
  return broken === undefined ? (layouts[0] as Refused<RowCount>) : { reason: broken }
}

/** The columns of outputs that are in the order of the rows of a Saltelli sample. */
export function splitSaltelli(
  outputs: Float64Array,
  groups: number,
  secondOrder: boolean,
): SaltelliOutputs | Refused<RowCount> {
  const layout = layoutOf(outputs.length, groups, secondOrder)
  if ('reason' in layout) return layout
  const block = blockOf(groups, secondOrder)
  const column = (at: number): Float64Array => {
    const values = new Float64Array(layout.size)
    for (let i = 0; i < layout.size; i++) values[i] = outputs[i * block + at] as number
    return values
  }
  const columns = (from: number): Float64Array[] => Array.from({ length: groups }, (_, i) => column(from + i))
  return {
    size: layout.size,
    a: column(0),
    b: column(block - 1),
    ab: columns(1),
    ba: secondOrder ? columns(1 + groups) : undefined,
  }
}

function layoutOf(rows: number, groups: number, secondOrder: boolean): SaltelliLayout | Refused<RowCount> {
  const block = blockOf(groups, secondOrder)
  if (rows === 0 || groups === 0 || rows % block !== 0) return { reason: { kind: 'rows', rows, groups, block } }
  return { size: rows / block, groups, secondOrder }
}

function firstBroken(
  points: Points,
  { size, groups, secondOrder }: SaltelliLayout,
  groupOf: readonly number[],
): BrokenRow | undefined {
  const block = blockOf(groups, secondOrder)
  for (let base = 0; base < size; base++) {
    const a = base * block
    const b = a + block - 1
    for (let row = a + 1; row < b; row++) {
      const role = row - a <= groups ? 'AB' : 'BA'
      const group = (row - a - 1) % groups
      for (let factor = 0; factor < points.dimensions; factor++) {
        const isSwitched = groupOf[factor] === group
        const expected = valueAt(points, (role === 'AB') === isSwitched ? b : a, factor)
        const found = valueAt(points, row, factor)
        if (found !== expected) return { kind: 'structure', row, factor, role, group, expected, found }
      }
    }
  }
  return undefined
}
