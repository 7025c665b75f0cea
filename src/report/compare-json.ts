import type { Result } from '../evaluation/result.ts'
import { fromBase } from '../quantity/unit.ts'
import { type Comparison, GROUPINGS } from '../study/compare.ts'
import { type AtEqual, EQUAL_FIGURES } from '../study/equal.ts'
import { attributionJson, ROUTE } from './attribution-text.ts'
import { csv } from './csv.ts'
import { dominanceJson } from './dominance-text.ts'
import { runJson } from './run-json.ts'

/** A comparison with all digits: the flows as `run --json` gives them, and what each row adds to the differences to the first. */
export function compareJson({
  results,
  totals,
  differences,
  by,
  equal,
  temperatures,
  pairs,
}: Comparison): Record<string, unknown> {
  const names = results.map(({ flow }) => flow)
  const others = names.slice(1)
  const keyed = <T>(keys: readonly string[], values: readonly T[]): Record<string, T> =>
    Object.fromEntries(keys.map((key, i) => [key, values[i] as T]))
  const rows = (grouping: (typeof GROUPINGS)[number]): unknown[] =>
    by[grouping].map((row) => ({
      [grouping]: row.name,
      cost: keyed(
        names,
        row.amounts.map((amount) => amount?.toFixed() ?? null),
      ),
      difference: keyed(
        others,
        row.differences.map((amount) => amount.toFixed()),
      ),
    }))
  return {
    compared: names,
    basis: results[0]?.basis,
    currency: results[0]?.currency,
    year: results[0]?.year,
    at_equal: equal === undefined ? null : equalJson(equal, results),
    conductivity_temperatures_c: temperatures === undefined ? null : keyed(names, temperatures),
    cost: keyed(
      names,
      totals.map((total) => total.toFixed()),
    ),
    difference_to: names[0],
    difference: keyed(
      others,
      differences.map((amount) => amount.toFixed()),
    ),
    by_category: rows('category'),
    by_step: rows('step'),
    by_item: rows('item'),
    attribution: pairs.map(({ attribution }, i) => attributionJson(attribution, bothOf(results, i))),
    dominance: pairs.map(({ dominance }, i) => dominanceJson(dominance, bothOf(results, i))),
    flows: results.map(runJson),
  }
}

/** The first flow and the later one of a pair. */
const bothOf = (results: readonly Result[], pair: number): [Result, Result] => [
  results[0] as Result,
  results[pair + 1] as Result,
]

/** What the flows were made equal in: its value, and the thickness that each then has. */
function equalJson({ figure, value }: AtEqual, results: readonly Result[]): Record<string, unknown> {
  const { unit } = EQUAL_FIGURES[figure]
  return {
    figure,
    value: fromBase(value, unit).toNumber(),
    unit: unit.text,
    thickness_um: Object.fromEntries(results.map(({ flow, membrane }) => [flow, membrane?.thickness_um ?? null])),
  }
}

/**
 * One row for each flow and each category, step and item; then what each input makes of the difference of each later flow, and
 * the least and the most that it is over the ranges of prices.
 */
export function compareCsv({ results, by, pairs }: Comparison): string {
  const rows = GROUPINGS.flatMap((grouping) =>
    by[grouping].flatMap(({ name, amounts, differences }) =>
      results.map((result, i) => [
        result.flow,
        grouping,
        name,
        amounts[i]?.toFixed() ?? '0',
        i === 0 ? '0' : (differences[i - 1]?.toFixed() ?? '0'),
        result.currency,
        result.basis,
      ]),
    ),
  )
  const further = pairs.flatMap(({ attribution, dominance: { prices, least, most } }, i) => {
    const { flow, currency, basis } = results[i + 1] as Result
    const row = (grouping: string, name: string, difference: string): string[] => [
      flow,
      grouping,
      name,
      '',
      difference,
      currency,
      basis,
    ]
    const extremes = Object.entries({ least, most }).filter(([, { difference }]) => Number.isFinite(difference))
    return [
      ...attribution.parts.map(({ group, part }) => row('input', group?.name ?? ROUTE, part.toFixed())),
      ...(prices.length === 0 ? [] : extremes.map(([name, { difference }]) => row('prices', name, String(difference)))),
    ]
  })
  return csv(['flow', 'grouping', 'name', 'cost', 'difference_to_first', 'currency', 'basis'], [...rows, ...further])
}
