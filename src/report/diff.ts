import { Decimal } from '../quantity/decimal.ts'
import type { Leaf, Printed, SumOf } from './diff-read.ts'

/** What one of the two results has, and the other; undefined where it has none. */
export interface Both<T> {
  readonly name: string
  readonly a: T | undefined
  readonly b: T | undefined
}

export interface AmountChange extends Both<Decimal> {
  /** The second less the first, exact. */
  readonly difference: Decimal
}

/** What changed from one result to another. Of each grouping the differences add up exactly to that of the totals. */
export interface Difference {
  readonly a: Printed
  readonly b: Printed
  readonly cost: AmountChange
  /** Amounts that differ, the largest difference first. */
  readonly by: Readonly<Record<SumOf, readonly AmountChange[]>>
  /** What the flows are and are costed in. */
  readonly settings: readonly Both<Leaf>[]
  /** Inputs that are set in one alone, or to another value. */
  readonly inputs: readonly Both<string>[]
  readonly figures: readonly Both<Leaf>[]
  /** Steps and items, also without cost, that one of them has alone. */
  readonly only: Readonly<Record<'step' | 'item', { readonly a: readonly string[]; readonly b: readonly string[] }>>
  readonly warnings: { readonly gone: readonly string[]; readonly came: readonly string[] }
  readonly isEqual: boolean
}

/** Results of two files, pair by pair. */
export interface Differences {
  readonly pairs: readonly Difference[]
  /** Flows that one file has alone. */
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] }
  readonly isEqual: boolean
}

/** Numbers nearer than this, relative, are taken as alike: a float64 may end otherwise on another machine. */
const NOISE = 1e-12

/** What a flow is, and what it is costed in; all other words and numbers are figures. */
export const SETTINGS: readonly string[] = [
  'title',
  'family',
  'finish',
  'plant',
  'annual_output',
  'scenario',
  'prices',
  'method',
  'year',
  'price_years',
]
/** A setting that is told among the figures once more. */
const TOLD_TWICE: readonly string[] = ['capacity.plant.annual_output']

/** One result against one, whatever they are called; of several, those of one name. */
export function pairsOf(a: readonly Printed[], b: readonly Printed[]): (readonly [Printed, Printed])[] {
  const [first, second] = [a[0], b[0]]
  if (a.length === 1 && b.length === 1 && first !== undefined && second !== undefined) return [[first, second]]
  return a.flatMap((one) => {
    const other = b.find(({ flow }) => flow === one.flow)
    return other === undefined ? [] : [[one, other] as const]
  })
}

export function differences(a: readonly Printed[], b: readonly Printed[]): Differences {
  const both = pairsOf(a, b)
  const pairs = both.map(([one, other]) => differenceOf(one, other))
  const without = (list: readonly Printed[], side: 0 | 1): string[] =>
    list.filter((one) => !both.some((pair) => pair[side] === one)).map(({ flow }) => flow)
  const only = { a: without(a, 0), b: without(b, 1) }
  return { pairs, only, isEqual: pairs.every(({ isEqual }) => isEqual) && only.a.length + only.b.length === 0 }
}

export function differenceOf(a: Printed, b: Printed): Difference {
  const leaves = bothOf(a.figures, b.figures).filter(({ a, b }) => !isAlike(a, b))
  const isSetting = ({ name }: Both<Leaf>): boolean => SETTINGS.includes(name)
  const settings = SETTINGS.flatMap((setting) => leaves.filter(({ name }) => name === setting))
  const figures = leaves.filter((leaf) => !isSetting(leaf) && !TOLD_TWICE.includes(leaf.name))
  const hasLines = a.by.line.size > 0 && b.by.line.size > 0
  const by = {
    category: changes(a, b, 'category'),
    step: changes(a, b, 'step'),
    item: changes(a, b, 'item'),
    line: hasLines ? changes(a, b, 'line') : [],
  }
  const inputs = bothOf(a.inputsSet, b.inputsSet)
    .filter(({ a, b }) => a?.exact !== b?.exact)
    .map(({ name, a, b }) => ({ name, ...valuesOf(a, b) }))
  const only = { step: alone(a, b, 'step'), item: alone(a, b, 'item') }
  const warnings = { gone: lacking(a.warnings, b.warnings), came: lacking(b.warnings, a.warnings) }
  const found = [...Object.values(by), settings, inputs, figures, warnings.gone, warnings.came]
  const apart = Object.values(only).flatMap(({ a, b }) => [...a, ...b])
  return {
    a,
    b,
    cost: { name: 'cost', a: a.total, b: b.total, difference: b.total.minus(a.total) },
    by,
    settings,
    inputs,
    figures,
    only,
    warnings,
    isEqual: a.flow === b.flow && apart.length === 0 && found.every((list) => list.length === 0),
  }
}

/** How much of the first the difference is; undefined where there is nothing to take a part of. */
export function relative({ a, difference }: AmountChange): number | undefined {
  return a === undefined || a.isZero() ? undefined : difference.dividedBy(a.abs()).toNumber()
}

/** By how much a figure changed, where it is a number in both. */
export function figureChange({ name, a, b }: Both<Leaf>): AmountChange | undefined {
  const [x, y] = [decimalOf(a), decimalOf(b)]
  return x === undefined || y === undefined ? undefined : { name, a: x, b: y, difference: y.minus(x) }
}

function decimalOf(leaf: Leaf | undefined): Decimal | undefined {
  if (typeof leaf === 'number') return new Decimal(leaf)
  return Decimal.isDecimal(leaf) ? leaf : undefined
}

/** Values to read, with all digits where they would read alike. */
function valuesOf(
  a: { readonly value: string; readonly exact: string } | undefined,
  b: { readonly value: string; readonly exact: string } | undefined,
): { a: string | undefined; b: string | undefined } {
  return a?.value === b?.value ? { a: a?.exact, b: b?.exact } : { a: a?.value, b: b?.value }
}

/** Names of either, those of the first in its order. */
function bothOf<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): Both<T>[] {
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => ({ name, a: a.get(name), b: b.get(name) }))
}

function changes(a: Printed, b: Printed, sum: SumOf): AmountChange[] {
  const none = new Decimal(0)
  return bothOf(a.by[sum], b.by[sum])
    .map((both) => ({ ...both, difference: (both.b ?? none).minus(both.a ?? none) }))
    .filter(({ difference }) => !difference.isZero())
    .sort((x, y) => y.difference.abs().comparedTo(x.difference.abs()))
}

function isAlike(a: Leaf | undefined, b: Leaf | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b))
  return Decimal.isDecimal(a) && Decimal.isDecimal(b) ? a.eq(b) : a === b
}

function alone(a: Printed, b: Printed, sum: SumOf): { a: string[]; b: string[] } {
  return {
    a: lacking([...a.by[sum].keys()], [...b.by[sum].keys()]),
    b: lacking([...b.by[sum].keys()], [...a.by[sum].keys()]),
  }
}

function lacking(list: readonly string[], other: readonly string[]): string[] {
  const there = new Set(other)
  return list.filter((one) => !there.has(one))
}
