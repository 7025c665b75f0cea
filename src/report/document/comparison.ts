import type { Result } from '../../evaluation/result.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { type ComparedPair, type ComparedRow, type Comparison, GROUPINGS, type Grouping } from '../../study/compare.ts'
import { attributionJson, ROUTE } from '../attribution-text.ts'
import { plantRows } from '../capacity-text.ts'
import { waterfall } from '../chart/waterfall.ts'
import { dominanceText } from '../dominance-text.ts'
import { PAGE } from '../drawing/colours.ts'
import { setting } from '../figures.ts'
import {
  type Block,
  columns,
  paragraph,
  row,
  type Section,
  type TableRow,
  tableOf,
  totalRow,
  type Words,
} from './blocks.ts'
import { thicknessCaveat } from './caveat.ts'
import { type Found, limitingStep, type ReportRoute } from './found.ts'
import { cellTable } from './product.ts'
import { costUnit } from './summary.ts'
import {
  amount,
  capital,
  difference,
  figure,
  grouped,
  listed,
  prose,
  spoken,
  stepName,
  unitText,
} from './typography.ts'

const ROWS = 14
const STEPS = 9

/** Several routes side by side, and where their difference comes from. */
export function comparisonSections({ comparison, routes }: Found): Section[] {
  if (comparison === undefined) return []
  const [first] = comparison.results as [Result]
  return [
    {
      id: 'side-by-side',
      title: 'Side by side',
      blocks: [...notes(comparison), ...plants(routes), ...cellTable(comparison.results)],
    },
    {
      id: 'cost-compared',
      title: 'Cost compared',
      blocks: GROUPINGS.flatMap((grouping) => costTables(comparison, grouping)),
    },
    ...comparison.pairs.map((pair, i): Section => {
      const other = comparison.results[i + 1] as Result
      return {
        id: `difference-${i + 1}`,
        title: `${other.flow} against ${first.flow}`,
        blocks: [
          ...byCategory(comparison, i),
          ...attribution(pair, [first, other]),
          ...dominance(pair, [first, other]),
        ],
      }
    }),
  ]
}

function notes({ results, temperatures }: Comparison): Block[] {
  const settings = results.map((result) => setting(result).join('; '))
  const alike = settings.every((text) => text === settings[0])
  const words = [
    ...(alike ? [] : results.map(({ flow }, i) => `${flow}: ${settings[i]}.`)),
    ...[thicknessCaveat(results).trim()].filter((text) => text !== ''),
    ...(temperatures === undefined
      ? []
      : [
          `Their conductivities are of unlike temperatures, so that resistances do not compare: ${listed(results.map(({ flow }, i) => `${flow} ${temperatures[i] == null ? 'not stated' : `${figure(temperatures[i])}\u00a0°C`}`))}.`,
        ]),
  ]
  return words.map((text) => paragraph(text))
}

function plants(routes: readonly ReportRoute[]): Block[] {
  const results = routes.map((route): Result => {
    const { result } = route
    if (limitingStep(route) === result.throughput.bottleneck) return result
    return { ...result, throughput: { ...result.throughput, bottleneck: null, nextBottleneck: null, slack: null } }
  })
  return tableOf({
    caption: 'The plants',
    columns: columns('Figure', ...results.map(({ flow }) => flow)),
    rows: plantRows(results)
      .filter(([, ...values]) => values.some((value) => value !== '-'))
      .map(([name = '', ...values]) =>
        row(capital(unitText(name.trim())), ...values.map((value) => (value === '-' ? '–' : grouped(stepName(value))))),
      ),
  })
}

const nameIn = (grouping: Grouping, name: string): string => (grouping === 'step' ? stepName(name) : spoken(name))

function costTables(comparison: Comparison, grouping: Grouping): Block[] {
  const { results, totals, differences } = comparison
  const [first, ...others] = results as [Result, ...Result[]]
  const present = comparison.by[grouping].filter(({ amounts }) =>
    amounts.some((one) => one !== undefined && !one.isZero()),
  )
  const shown = present.length > ROWS + 1 ? ROWS : present.length
  const cells = (name: string, one: ComparedRow): TableRow =>
    row(
      name,
      ...one.amounts.map((value) => (value === undefined ? '–' : amount(value))),
      ...one.differences.map(difference),
    )
  const rest = present.slice(shown)
  return tableOf({
    caption: `Cost by ${grouping}, ${costUnit(first)}, in the order of the differences`,
    columns: columns(
      capital(grouping),
      ...results.map(({ flow }) => flow),
      ...others.map(({ flow }) => (others.length === 1 ? 'Difference' : `Difference of ${flow}`)),
    ),
    rows: [
      ...present.slice(0, shown).map((one) => cells(capitalOf(grouping, one.name), one)),
      ...(rest.length === 0 ? [] : [cells(`${rest.length} others`, added(rest))]),
      totalRow('Total', ...totals.map(amount), ...differences.map(difference)),
    ],
  })
}

const capitalOf = (grouping: Grouping, name: string): string =>
  grouping === 'item' ? nameIn(grouping, name) : capital(nameIn(grouping, name))

function added(rows: readonly ComparedRow[]): ComparedRow {
  const sum = (values: readonly (Decimal | undefined)[]): Decimal =>
    values.reduce<Decimal>((total, value) => total.plus(value ?? 0), new Decimal(0))
  const [first] = rows as [ComparedRow]
  return {
    name: '',
    amounts: first.amounts.map((_, i) => sum(rows.map(({ amounts }) => amounts[i]))),
    differences: first.differences.map((_, i) => sum(rows.map(({ differences }) => differences[i]))),
  }
}

function fall(
  caption: string,
  title: string,
  both: readonly [Result, Result],
  steps: readonly { name: string; value: number }[],
): Block[] {
  if (steps.length === 0) return []
  const [from, to] = both.map((result) => ({ name: result.flow, value: result.ledger.total.toNumber() })) as [
    { name: string; value: number },
    { name: string; value: number },
  ]
  return [
    {
      kind: 'figure',
      caption: `${caption}, ${costUnit(both[0])}`,
      picture: (id, width) =>
        waterfall({
          id,
          width,
          title,
          unit: costUnit(both[0]),
          description: `From ${from.name} at ${figure(from.value)} to ${to.name} at ${figure(to.value)}: ${steps.map(({ name, value }) => `${name} ${value > 0 ? '+' : ''}${figure(value)}`).join(', ')}`,
          from,
          to,
          steps,
          colours: PAGE,
          background: false,
        }),
    },
  ]
}

/** The largest steps one by one, the rest as one. */
function largest(all: readonly { name: string; value: number }[]): { name: string; value: number }[] {
  const kept = all.filter(({ value }) => value !== 0).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  if (kept.length <= STEPS + 1) return kept
  const rest = kept.slice(STEPS)
  return [
    ...kept.slice(0, STEPS),
    { name: `${rest.length} others`, value: rest.reduce((sum, { value }) => sum + value, 0) },
  ]
}

function byCategory({ results, by }: Comparison, pair: number): Block[] {
  const both = [results[0] as Result, results[pair + 1] as Result] as const
  const steps = by.category.map(({ name, differences }) => ({
    name: spoken(name),
    value: (differences[pair] as Decimal).toNumber(),
  }))
  const caption = `From ${both[0].flow} to ${both[1].flow}, by category`
  return fall(caption, 'Differences by category', both, largest(steps))
}

interface Player {
  readonly input: string
  readonly unit: string | null
  readonly values: readonly unknown[] | null
  readonly part: string
  readonly standard_error: number
}

/** Which input makes how much of the difference, whichever is changed first. */
function attribution({ attribution: found }: ComparedPair, both: readonly [Result, Result]): Block[] {
  const json = attributionJson(found, both) as {
    players: readonly Player[]
    left_to_route: readonly { input: string; why: string }[]
  }
  if (json.players.length < 2)
    return [paragraph('No input that both routes have makes a difference: the route itself is all of it.')]
  const told = json.players.filter(({ input, part }) => input === ROUTE || Math.abs(Number(part)) > 0)
  const shown = told.slice(0, ROWS)
  const rest = told.slice(ROWS)
  const sum = rest.reduce((all, { part }) => all.plus(part), new Decimal(0))
  const inputName = ({ input }: Player): Words => (input === ROUTE ? capital(ROUTE) : [{ code: input }])
  const steps = told.map(({ input, part }) => ({ name: input === ROUTE ? ROUTE : input, value: Number(part) }))
  return [
    ...fall(`From ${both[0].flow} to ${both[1].flow}, by input`, 'Differences by input', both, largest(steps)),
    ...tableOf({
      caption: `What each input makes of the difference, ${costUnit(both[0])}`,
      columns: columns('Input', both[0].flow, both[1].flow, 'Part of the difference'),
      rows: [
        ...shown.map((player) =>
          row(inputName(player), ...[0, 1].map((i) => valueText(player, i)), difference(new Decimal(player.part))),
        ),
        ...(rest.length === 0 ? [] : [row(`${rest.length} others`, '', '', difference(sum))]),
        totalRow('Total', amount(both[0].ledger.total), amount(both[1].ledger.total), difference(found.difference)),
      ],
      note: `Shapley values, ${found.isExact ? 'exact' : `over ${figure(found.orders)} orders drawn`}: the mean of what a change makes over all orders of changing. “${capital(ROUTE)}” is what remains where all inputs by one name are equal.`,
    }),
    ...(json.left_to_route.length === 0
      ? []
      : [
          paragraph(
            `Part of the route itself: ${json.left_to_route.map(({ input, why }) => `${input} (${why})`).join('; ')}.`,
          ),
        ]),
  ]
}

function valueText({ values, unit }: Player, i: number): string {
  const value = values?.[i]
  if (value === undefined) return ''
  const printed = (one: unknown): string => (typeof one === 'number' ? figure(one, 5) : spoken(String(one)))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name} ${printed(part)}`)
      .join(', ')
  const suffix = unit === null || unit === '1' ? '' : `\u00a0${unitText(unit)}`
  return `${printed(value)}${suffix}`
}

/** Over which prices the order of the routes holds. */
function dominance({ dominance: found }: ComparedPair, both: readonly [Result, Result]): Block[] {
  const text = dominanceText(found, both, Number.POSITIVE_INFINITY)
  return text === ''
    ? []
    : text
        .split('\n')
        .map((line, i) =>
          paragraph(
            `${i === 0 ? 'Over the ranges of prices: ' : 'Prices: '}${prose(line.trim())}.${i === 0 ? thicknessCaveat(both) : ''}`,
          ),
        )
}
