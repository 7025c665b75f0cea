import type { Kink } from '../evaluation/kinks.ts'
import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { Tornado, TornadoRow } from '../study/tornado.ts'
import { csv } from './csv.ts'
import {
  flowJson,
  headingOf,
  headText,
  numberIn,
  type Repeat,
  refusedJson,
  refusedText,
  valueIn,
} from './study-head.ts'
import { PAGE_WIDTH, paragraph, table } from './table.ts'

/** Rows that are printed; `--json` and `--csv` have all. */
const SHOWN = 20
const BAR = 24
const OTHERS = 8

export function tornadoText(found: Tornado, output: StudyOutput, result: Result, width: number = PAGE_WIDTH): string {
  const rows = found.rows.slice(0, SHOWN)
  const head = headText(`${result.flow}: ${output.name} per ${result.basis}`, result, width)
  const base = `${headingOf(output)} as it stands: ${formatNumber(found.base, 6)}`
  const body = table(
    [
      { head: 'input', align: 'left' },
      { head: 'low' },
      { head: 'high' },
      { head: 'at low' },
      { head: 'at high' },
      { head: 'elasticity' },
    ],
    rows.map((row) => [
      nameOf(row),
      valueIn(row.low, row.input.unit),
      valueIn(row.high, row.input.unit),
      figure(row.atLow),
      figure(row.atHigh),
      row.elasticity === undefined ? '-' : formatNumber(row.elasticity, 3),
    ]),
    width,
  )
  const rest = found.rows.length - rows.length
  const more = rest > 0 ? [`${rest} more inputs move it less; --json and --csv have all`] : []
  const parts = [
    `${head}\n${base}`,
    ...(rows.length === 0 ? [] : [body, bars(found, rows, width)]),
    ...more,
    ...kinksText(rows, width),
    ...idleText(found, width),
    ...withoutText(found, width),
    ...refusedText(found.refused, 2 * (found.rows.length + found.idle.length), width),
  ]
  return parts.join('\n\n')
}

const nameOf = ({ input }: TornadoRow): string =>
  input.unit.text === '1' ? input.name : `${input.name}, ${input.unit.text}`
const figure = (value: number | undefined): string => (value === undefined ? '-' : formatNumber(value, 5))

/** One bar a row, from the figure at one end to that at the other; `|` is where the route stands. */
function bars({ base }: Tornado, rows: readonly TornadoRow[], width: number): string {
  const values = rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh]).filter((value) => value !== undefined)
  const [least, most] = [Math.min(base, ...values), Math.max(base, ...values)]
  const place = (value: number): number => (most === least ? 0 : Math.round(((value - least) / (most - least)) * BAR))
  const zero = place(base)
  const bar = ({ atLow = base, atHigh = base }: TornadoRow): string =>
    Array.from({ length: BAR + 1 }, (_, i) => {
      if (i === zero) return '|'
      const inside = (to: number): boolean => i >= Math.min(zero, place(to)) && i <= Math.max(zero, place(to))
      return inside(atLow) ? '-' : inside(atHigh) ? '#' : ' '
    }).join('')
  const ends = `${formatNumber(least, 4)} to ${formatNumber(most, 4)}`
  return table(
    [
      { head: '- at low, # at high', align: 'left' },
      { head: ends, align: 'left' },
    ],
    rows.map((row) => [row.input.name, bar(row)]),
    width,
  )
}

function kinkWords({ variable, kind, from, to }: Kink): string {
  if (from === undefined || to === undefined) return `${variable.name} (${kind})`
  return `${variable.name} (${formatNumber(from, 6)} to ${formatNumber(to, 6)})`
}

const MOST_KINKS = 4

/** What does not follow smoothly is named, and never smoothed. */
function kinksText(rows: readonly TornadoRow[], width: number): string[] {
  const lines = rows
    .filter(({ kinks }) => kinks.length > 0)
    .map(({ input, kinks }) => {
      const named = kinks.slice(0, MOST_KINKS).map(kinkWords)
      const more = kinks.length > MOST_KINKS ? ` and ${kinks.length - MOST_KINKS} more` : ''
      return paragraph(`  ${input.name}: ${named.join(', ')}${more}`, width, '    ')
    })
  return lines.length === 0
    ? []
    : [`not smooth between low and high, by whole numbers and branches:\n${lines.join('\n')}`]
}

function idleText({ idle }: Tornado, width: number): string[] {
  if (idle.length === 0) return []
  const shown = idle.slice(0, OTHERS).join(', ')
  return [
    paragraph(
      `without effect in their ranges: ${shown}${idle.length > OTHERS ? `, … (${idle.length} in all)` : ''}`,
      width,
    ),
  ]
}

function withoutText({ without }: Tornado, width: number): string[] {
  if (without.length === 0) return []
  const shown = without.slice(0, OTHERS).map(({ name, elasticity }) => `${name} ${formatNumber(elasticity, 3)}`)
  return [paragraph(`no range is stated for, by elasticity: ${shown.join(', ')}`, width)]
}

export function tornadoJson(
  found: Tornado,
  output: StudyOutput,
  result: Result,
  repeat: Repeat,
): Record<string, unknown> {
  return {
    study: 'tornado',
    ...flowJson(result),
    output: output.name,
    unit: output.unit.text,
    base: found.base,
    inputs: found.rows.map(({ input, low, high, atLow, atHigh, swing, elasticity, kinks }) => ({
      input: input.name,
      unit: input.unit.text,
      distribution: input.law.kind,
      value: numberIn(input.base, input.unit),
      low: numberIn(low, input.unit),
      high: numberIn(high, input.unit),
      at_low: atLow ?? null,
      at_high: atHigh ?? null,
      swing,
      elasticity: elasticity ?? null,
      kinks: kinks.map(({ variable, kind, from, to }) => ({
        variable: variable.name,
        kind,
        from: from ?? null,
        to: to ?? null,
      })),
    })),
    without_effect: found.idle,
    without_range: found.without.map(({ name, elasticity }) => ({ input: name, elasticity })),
    refused: refusedJson(found.refused),
    repeat,
  }
}

export function tornadoCsv(found: Tornado, output: StudyOutput, result: Result): string {
  return csv(
    [
      'flow',
      'output',
      'output_unit',
      'input',
      'unit',
      'value',
      'low',
      'high',
      'at_low',
      'at_high',
      'swing',
      'elasticity',
    ],
    found.rows.map(({ input, low, high, atLow, atHigh, swing, elasticity }) => [
      result.flow,
      output.name,
      output.unit.text,
      input.name,
      input.unit.text,
      ...[input.base, low, high].map((value) => numberIn(value, input.unit)),
      atLow ?? null,
      atHigh ?? null,
      swing,
      elasticity ?? null,
    ]),
  )
}
