import type { Diagnostic } from '../document/diagnostic.ts'
import { passages } from '../evaluation/passages.ts'
import { type Result, resultOf } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Subject } from './subject.ts'
import type { Axis } from './vary.ts'

/** What is kept of a result at a point: thousands of whole results would fill the memory. */
export interface Reached {
  readonly total: Decimal
  readonly byCategory: ReadonlyMap<string, Decimal>
  readonly asr_ohm_cm2: number | null
  readonly areaYield: number | null
  readonly bottleneck: string | null
  readonly warnings: readonly Diagnostic[]
}

/** What one flow comes to at one point, or why it comes to nothing. */
export type Reading = { readonly reached: Reached } | { readonly problem: Diagnostic }

export interface SweepPoint {
  /** The value of each axis, in base units. */
  readonly at: readonly Decimal[]
  /** One reading a flow, in their order. */
  readonly readings: readonly Reading[]
}

/** Where two flows cost the same, between points of the sweep. */
export interface Crossing {
  readonly flows: readonly [string, string]
  /** The value of each axis, in base units: the first is where they cross, a second stands at a point of the sweep. */
  readonly at: readonly Decimal[]
  /** Cost per unit of the basis, in the currency of the results. */
  readonly cost: number
  /** Where a step of machines makes the costs pass each other without being equal. */
  readonly jump: boolean
}

export interface Sweep {
  readonly axes: readonly Axis[]
  readonly flows: readonly string[]
  readonly points: readonly SweepPoint[]
  /** The first whole result of each flow, for what is the same at all points; undefined where a flow has none. */
  readonly first: readonly (Result | undefined)[]
  readonly crossings: readonly Crossing[]
  /** Crossings are not sought where an input decides how many equations there are, such as a number of years. */
  readonly isSought: boolean
  /** Where they would cross if machine counts were not rounded up; undefined where that is so already. */
  readonly crossingsFractional: readonly Crossing[] | undefined
}

/** Points between the ends of a range at which costs are looked at for crossings, in all rows together. */
const SEARCHED = 1000

/** Evaluates each flow at every point of one or two axes, and finds where they cross along the first. */
export function sweep(subjects: readonly Subject[], axes: readonly Axis[]): Sweep {
  const [along, second] = axes as [Axis, Axis | undefined]
  const first: (Result | undefined)[] = subjects.map(() => undefined)
  const rows = second?.values.map((value) => [value]) ?? [[]]
  const points: SweepPoint[] = []
  const crossings: Crossing[] = []
  const fractional: Crossing[] = []
  const rounds = subjects.some((subject) => subject.roundsMachines)
  for (const rest of rows) {
    for (const value of along.values) {
      const at = [value, ...rest]
      points.push({ at, readings: subjects.map((subject, i) => read(subject, at, first, i)) })
    }
    const searched = Math.ceil(SEARCHED / rows.length)
    crossings.push(...crossingsAlong(subjects, along, rest, searched, false))
    if (rounds) fractional.push(...crossingsAlong(subjects, along, rest, searched, true))
  }
  const flows = subjects.map(({ name }) => name)
  const isSought = subjects.every((subject) => subject.isOneProgram)
  return { axes, flows, points, first, crossings, isSought, crossingsFractional: rounds ? fractional : undefined }
}

function read(subject: Subject, at: readonly Decimal[], first: (Result | undefined)[], flow: number): Reading {
  const outcome = subject.at(at)
  if ('problem' in outcome) return outcome
  const result = resultOf(outcome.evaluation, outcome.warnings)
  first[flow] ??= result
  const { ledger, membrane, yields, throughput, warnings } = result
  return {
    reached: {
      total: ledger.total,
      byCategory: ledger.by('category'),
      asr_ohm_cm2: membrane?.asr_ohm_cm2 ?? null,
      areaYield: yields.area,
      bottleneck: throughput.bottleneck,
      warnings,
    },
  }
}

function crossingsAlong(
  subjects: readonly Subject[],
  axis: Axis,
  rest: readonly Decimal[],
  searched: number,
  fractional: boolean,
): Crossing[] {
  const others = rest.map((value) => value.toNumber())
  const xs = pointsAmong(axis.values, searched)
  const found: Crossing[] = []
  for (const [i, a] of subjects.entries()) {
    for (const b of subjects.slice(i + 1)) {
      if (!a.isOneProgram || !b.isOneProgram) continue
      const cost = (subject: Subject, x: number): number => subject.cost([x, ...others], fractional)
      const scale = Math.max(...xs.map((x) => Math.abs(cost(a, x))).filter(Number.isFinite), 0)
      for (const { at, jump } of passages((x) => cost(a, x) - cost(b, x), xs, scale)) {
        const place = [new Decimal(at), ...rest]
        // a crossing where one of them cannot be is none
        if ('problem' in a.at(place) || 'problem' in b.at(place)) continue
        found.push({
          flows: [a.name, b.name],
          at: place,
          cost: cost(a, at) / a.model.money.rate.toNumber(),
          jump: jump !== undefined,
        })
      }
    }
  }
  return found
}

/** The points of an axis in rising order, with others put evenly between them. */
function pointsAmong(values: readonly Decimal[], searched: number): number[] {
  const points = [...new Set(values.map((value) => value.toNumber()))].sort((a, b) => a - b)
  const between = Math.max(1, Math.ceil(searched / Math.max(1, points.length - 1)))
  return points.flatMap((point, i) => {
    const next = points[i + 1]
    if (next === undefined) return [point]
    return Array.from({ length: between }, (_, k) => point + ((next - point) * k) / between)
  })
}
