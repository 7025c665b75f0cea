import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Attribution } from './attribution.ts'
import type { Dominance } from './dominance.ts'
import type { AtEqual } from './equal.ts'

export const GROUPINGS = ['category', 'step', 'item'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** One category, step or item: what each flow pays for it, and how much more that is than the first flow pays. */
export interface ComparedRow {
  readonly name: string
  /** Undefined where a flow has none of it. */
  readonly amounts: readonly (Decimal | undefined)[]
  readonly differences: readonly Decimal[]
}

/** Flows side by side. The differences of every grouping add up exactly to those of the totals. */
export interface Comparison {
  readonly results: readonly Result[]
  readonly totals: readonly Decimal[]
  readonly differences: readonly Decimal[]
  readonly by: Readonly<Record<Grouping, readonly ComparedRow[]>>
  /** What the flows were made equal in, where that was asked for. */
  readonly equal: AtEqual | undefined
  /** The temperatures that the conductivities hold for, where they differ. */
  readonly temperatures: readonly (number | null)[] | undefined
  /** Each later flow against the first. */
  readonly pairs: readonly ComparedPair[]
}

/** What makes the difference of two flows: their inputs, and over which prices it holds. */
export interface ComparedPair {
  readonly attribution: Attribution
  readonly dominance: Dominance
}

/** Compares flows of one basis; rows are in the order of their largest difference. */
export function compare(results: readonly Result[], equal?: AtEqual, pairs: readonly ComparedPair[] = []): Comparison {
  const totals = results.map(({ ledger }) => ledger.total)
  return {
    results,
    equal,
    temperatures: unlikeTemperatures(results),
    pairs,
    totals,
    differences: toFirst(totals),
    by: {
      category: rows(results, 'category'),
      step: rows(results, 'step'),
      item: rows(results, 'item'),
    },
  }
}

function rows(results: readonly Result[], grouping: Grouping): ComparedRow[] {
  const sums = results.map(({ ledger }) => ledger.by(grouping))
  const names = [...new Set(sums.flatMap((sum) => [...sum.keys()]))]
  return names
    .map((name) => {
      const amounts = sums.map((sum) => sum.get(name))
      return { name, amounts, differences: toFirst(amounts.map((amount) => amount ?? new Decimal(0))) }
    })
    .sort((a, b) => largest(b).comparedTo(largest(a)))
}

function toFirst(amounts: readonly Decimal[]): Decimal[] {
  const first = amounts[0] as Decimal
  return amounts.slice(1).map((amount) => amount.minus(first))
}

function largest({ differences }: ComparedRow): Decimal {
  return Decimal.max(0, ...differences.map((difference) => difference.abs()))
}

/** Temperatures of conductivities nearer than this, in K, are taken as alike. */
const ALIKE = 0.5

function unlikeTemperatures(results: readonly Result[]): (number | null)[] | undefined {
  const given = results.map(({ membrane }) => membrane?.conductivity_temperature_c ?? null)
  const known = given.filter((celsius) => celsius !== null)
  return known.length > 0 && Math.max(...known) - Math.min(...known) > ALIKE ? given : undefined
}
