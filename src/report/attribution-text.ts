import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { fromBase } from '../quantity/unit.ts'
import type { Attribution, Part } from '../study/attribution.ts'
import type { LeftCause, SharedGroup, SharedInput } from '../study/shared-inputs.ts'
import { money, signed } from './figures.ts'
import { refusedJson, refusedWords } from './study-head.ts'
import { type Column, PAGE_WIDTH, paragraph, table } from './table.ts'

export const ROUTE = 'the route itself'

const NOTHING_SHARED = `no input that both have makes a difference, ${ROUTE} all of it`

/** Parts below this share of the largest are added up. */
const SMALL = 0.0005

/** Which input makes how much of the difference of a flow to the first, in a terminal of a width. */
export function attributionText(
  found: Attribution,
  [first, flow]: readonly [Result, Result],
  width: number = PAGE_WIDTH,
): string {
  const notes = notesOf(found).map((text) => paragraph(text, width))
  if (found.parts.length === 1)
    return [paragraph(`${flow.flow} against ${first.flow}: ${NOTHING_SHARED}`, width), ...notes].join('\n')
  const least = Decimal.max(0, ...found.parts.map(({ part }) => part.abs())).times(SMALL)
  const isTold = ({ group, part }: Part): boolean => group === undefined || part.abs().gt(least)
  const small = found.parts.filter((part) => !isTold(part))
  const told = small.length > 1 ? found.parts.filter(isTold) : found.parts
  const errors = (of: readonly string[]): readonly string[] => (found.isExact ? [] : of)
  const columns: Column[] = [
    { head: 'input', align: 'left' },
    { head: first.flow },
    { head: flow.flow },
    { head: 'difference' },
    ...errors(['+-']).map((head) => ({ head })),
  ]
  const rows = told.map(({ group, part, standardError }) => [
    group === undefined ? ROUTE : headingOf(group),
    ...(group === undefined ? ['', ''] : shownValues(group)),
    signed(part),
    ...errors([standardError === 0 ? '' : formatNumber(standardError, 2)]),
  ])
  const rest = small.reduce((sum, { part }) => sum.plus(part), new Decimal(0))
  if (small.length > 1) rows.push([`${small.length} others`, '', '', signed(rest), ...errors([''])])
  const totals = [first, flow].map(({ ledger }) => money(ledger.total))
  return [
    paragraph(headOf(found, first.flow, flow.flow), width),
    table(columns, [...rows, null, ['total', ...totals, signed(found.difference)]], width),
    ...notes,
  ].join('\n')
}

function headOf({ isExact, orders }: Attribution, first: string, flow: string): string {
  const how = isExact ? 'exact' : `${orders} orders drawn`
  return `${flow} against ${first}, by input, whichever is changed first (Shapley values, ${how})`
}

const headingOf = ({ name, inputs: [input, ...others] }: SharedGroup): string =>
  input === undefined || others.length > 0 || input.choices !== undefined || input.unit.text === '1'
    ? name
    : `${name}, ${input.unit.text}`

/** The values of an input in both flows, with as many digits as tell them apart; of a composition its fractions. */
function shownValues({ inputs }: SharedGroup): [string, string] {
  const digits =
    [4, 6, 9].find((significant) => shownValue(0, inputs, significant) !== shownValue(1, inputs, significant)) ?? 15
  return [shownValue(0, inputs, digits), shownValue(1, inputs, digits)]
}

function shownValue(route: 0 | 1, inputs: readonly SharedInput[], significant: number): string {
  return inputs
    .map((input) => wordOf(input, route) ?? formatNumber(fromBase(input.values[route], input.unit), significant))
    .join('/')
}

/** The word that a choice stands at. */
function wordOf({ choices, values }: SharedInput, route: 0 | 1): string | undefined {
  return choices?.[values[route].toNumber() - 1]
}

const CAUSES: Readonly<Record<LeftCause, string>> = {
  expression: 'unlike expressions in both',
  operation: 'of unlike operations',
  fixed: 'decides how many equations there are',
  kind: 'of unlike kind',
  composition: 'of a composition that adds up to 100 % only as a whole',
  refused: 'without a cost at the value of the other',
}

function notesOf({ left, refused, combinations }: Attribution): string[] {
  const causes = [...new Set(left.map(({ cause }) => cause))]
  const words = causes.map((cause) => {
    const names = left.filter((one) => one.cause === cause).map(({ name }) => name)
    return `${names.join(', ')} (${CAUSES[cause]})`
  })
  const count = refused.reduce((sum, one) => sum + one.count, 0)
  return [
    ...(words.length === 0 ? [] : [`part of ${ROUTE}: ${words.join('; ')}`]),
    ...(refused[0] === undefined
      ? []
      : [
          `${count} of ${combinations} combinations cannot be (${refusedWords(refused[0])}${refused.length > 1 ? ', …' : ''}) and count with the cost they would have`,
        ]),
  ]
}

export function attributionJson(found: Attribution, [first, flow]: readonly [Result, Result]): Record<string, unknown> {
  return {
    flow: flow.flow,
    against: first.flow,
    difference: found.difference.toFixed(),
    players: found.parts.map(({ group, part, standardError }) => ({
      input: group?.name ?? ROUTE,
      unit: group === undefined ? null : unitOf(group),
      values: group === undefined ? null : [jsonValue(group, 0), jsonValue(group, 1)],
      part: part.toFixed(),
      standard_error: standardError,
    })),
    exact: found.isExact,
    orders: found.isExact ? null : found.orders,
    left_to_route: found.left.map(({ name, cause }) => ({ input: name, why: CAUSES[cause] })),
    combinations: found.combinations,
    refused: refusedJson(found.refused),
  }
}

const unitOf = ({ inputs }: SharedGroup): string | null =>
  inputs[0] === undefined || inputs[0].choices !== undefined ? null : inputs[0].unit.text

/** A number, a word, or the fractions of a composition by their names. */
function jsonValue({ inputs }: SharedGroup, route: 0 | 1): unknown {
  const value = (input: SharedInput): number | string =>
    wordOf(input, route) ?? fromBase(input.values[route], input.unit).toNumber()
  const [only, ...others] = inputs
  if (only !== undefined && others.length === 0) return value(only)
  return Object.fromEntries(inputs.map((input) => [input.name.slice(input.name.lastIndexOf('.') + 1), value(input)]))
}
