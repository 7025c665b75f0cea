import type { Capacity } from '../../evaluation/capacity.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Result } from '../../evaluation/result.ts'
import type { StatementResult } from '../../evaluation/statements.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { formatNumber } from '../../quantity/format.ts'
import { capacityBars } from '../chart/capacity-bars.ts'
import { PAGE } from '../drawing/colours.ts'
import { type Block, columns, paragraph, row, type TableRow, tableOf, totalRow } from './blocks.ts'
import { limitingStep, type ReportRoute } from './found.ts'
import {
  capital,
  counted,
  figure,
  grouped,
  listed,
  prose,
  share,
  spoken,
  stepName,
  unitText,
  withUnit,
} from './typography.ts'

/** Machines, utilization, floor, operators and power by step, and what limits the line. */
export function capacityBlocks(route: ReportRoute): Block[] {
  const { result } = route
  const { capacity } = result
  const bottleneck = limitingStep(route)
  const shown = COLUMNS.filter(([, key]) => [...capacity.steps.values()].some((step) => step[key] !== null))
  const hasUse = [...capacity.steps.values()].some(({ utilization }) => utilization !== null)
  const line = (name: string, held: Capacity, used?: number | null, isTotal = false): TableRow => ({
    cells: [
      name,
      ...(hasUse ? [used === undefined ? '' : share(used)] : []),
      ...shown.map(([, key]) => figure(held[key])),
    ],
    isTotal,
  })
  const rows = [...capacity.steps].map(([name, step]) =>
    line(capital(stepName(name)) + (name === bottleneck ? ' (bottleneck)' : ''), step, step.utilization),
  )
  const subtotals =
    capacity.supply.size === 0
      ? []
      : [
          line('Route', capacity.route),
          ...[...capacity.supply].map(([made, held]) => line(`${spoken(made)}, made in house`, held)),
        ]
  const rated = [...capacity.steps].flatMap(([name, { utilization, machines }]) =>
    utilization === null
      ? []
      : [{ name: stepName(name), utilization, machines: machines ?? 0, isBottleneck: name === bottleneck }],
  )
  return [
    ...limits(route),
    ...(rated.length === 0
      ? []
      : [
          {
            kind: 'figure',
            caption: 'Utilization by step',
            picture: (id, width) =>
              capacityBars({
                id,
                width,
                title: 'Utilization by step',
                description: rated
                  .map(
                    ({ name, utilization, machines }) =>
                      `${name}: ${counted(machines, 'machine')}, ${share(utilization)}`,
                  )
                  .join('; '),
                steps: rated,
                colours: PAGE,
                background: false,
              }),
          } satisfies Block,
        ]),
    ...(shown.length === 0
      ? []
      : tableOf({
          caption: 'What the plant holds',
          columns: columns('Step', ...(hasUse ? ['Used'] : []), ...shown.map(([head]) => head)),
          rows: [...rows, ...subtotals, line('Plant', capacity.plant, undefined, true)],
          note: 'Operators are those of one shift; power is the electricity of a year over its operating hours, rooms included.',
        })),
  ]
}

/** What holds where machine counts are not rounded up. */
const SIZED = 'Machine counts are not rounded up: all machines are sized to the output, and none limits the line.'

const COLUMNS: readonly (readonly [string, keyof Capacity])[] = [
  ['Machines', 'machines'],
  ['Floor, m²', 'floor_m2'],
  ['Operators', 'operators'],
  ['Power, kW', 'power_kw'],
]

function limits(route: ReportRoute): Block[] {
  const { capacity, throughput, basisUnit, basis } = route.result
  const { nextBottleneck, slack, line_per_h: line } = throughput
  const bottleneck = limitingStep(route)
  const words: string[] = []
  if (line !== null) words.push(`The line makes up to ${withUnit(line, `${basisUnit}/h`)} of good product.`)
  if (bottleneck !== null)
    words.push(
      `${capital(stepName(bottleneck))} is the bottleneck of the route${nextBottleneck === null || slack === null ? '' : `; relieved, the line makes ${share(slack)} more, limited by ${stepName(nextBottleneck)}`}.`,
    )
  if (route.evaluation.model.fractional && throughput.bottleneck !== null) words.push(SIZED)
  const [upstream] = [...capacity.steps]
    .filter(([name, { utilization }]) => name.startsWith('supply.') && utilization !== null)
    .sort(([, a], [, b]) => (b.utilization as number) - (a.utilization as number))
  const used = upstream?.[1].utilization ?? 0
  if (upstream !== undefined && used > 0 && used < 1)
    words.push(`Upstream, ${stepName(upstream[0])} is the busiest step, and allows ${share(1 / used - 1)} more.`)
  if (capacity.lead_time_h !== null && capacity.lead_time_h > 0 && capacity.stock !== null)
    words.push(
      `From its first step to its last the route takes ${withUnit(capacity.lead_time_h, 'h')}, with ${withUnit(capacity.stock * Number.parseFloat(basis), basisUnit)} on the way.`,
    )
  if (capacity.electrolyte_kg_per_year !== null)
    words.push(`The route uses ${withUnit(capacity.electrolyte_kg_per_year / 1000, 't')} of electrolyte a year.`)
  return words.length === 0 ? [] : [paragraph(words.join(' '))]
}

/** From here on figures are told without decimal places. */
const LARGE = 10_000

/** What the costing method says beyond cost lines: investment and other sums, goals, years. */
export function methodBlocks(route: ReportRoute): Block[] {
  return [...statements(route), ...goals(route.result), ...years(route.result)]
}

function statements({ result, evaluation }: ReportRoute): Block[] {
  return result.statements.flatMap((statement) => {
    const { title, unit, terms, total } = statement
    const largest = Decimal.max(0, ...terms.map(({ value }) => value.abs()))
    const least = largest.times('1e-20')
    const places = largest.gte(LARGE) ? 0 : 4
    const printed = (value: Decimal): string => grouped(value.toFixed(places))
    const known = terms.filter(({ value }) => value.abs().gt(least))
    const sum = total.abs().gt(least) ? total : new Decimal(0)
    const none = terms.filter((term) => !known.includes(term)).map(({ name }) => spoken(name))
    return tableOf({
      caption: capital(prose(title)) + (holdsUpstream(evaluation, statement) ? UPSTREAM : ''),
      columns: columns('Term', unitText(unit), 'Share'),
      rows: [
        ...known.map(({ name, value }) =>
          row(capital(spoken(name)), printed(value), sum.isZero() ? '' : share(value.dividedBy(sum).toNumber())),
        ),
        totalRow('Total', printed(sum), sum.isZero() ? '' : share(1)),
      ],
      ...(none.length === 0 ? {} : { note: `Terms that come to nothing are left out: ${listed(none)}.` }),
    })
  })
}

/** Said of a sum, beside which stands that of the route by itself. */
export const UPSTREAM = ', upstream plants included'

/** Whether a statement adds what upstream flows have of their own to what the route has. */
export function holdsUpstream({ model }: Evaluation, { terms }: StatementResult): boolean {
  return terms.some(({ variable, value }) => {
    const text = model.compiled.system.find(variable)?.text ?? ''
    return !value.isZero() && /\bsupply\./.test(text)
  })
}

function goals({ goals: all }: Result): Block[] {
  return tableOf({
    caption: 'Values that the costing method solves for',
    columns: [
      { head: 'Goal', align: 'left' },
      { head: 'Value', align: 'right' },
      { head: 'At which', align: 'left' },
    ],
    rows: all.map(({ title, shown, reason, until, input }) =>
      row(capital(prose(title)), reason === undefined ? shown.map(unitText).join(', ') : `none: ${prose(reason)}`, [
        { code: until },
        ' by ',
        { code: input },
      ]),
    ),
  })
}

/** A figure as all of its column are written: large money in whole units, never with an exponent, and what is left of nothing as 0. */
function inColumn(value: number, column: readonly (number | null)[], isMoney: boolean): string {
  const largest = Math.max(...column.map((other) => Math.abs(other ?? 0)))
  if (Math.abs(value) < largest * 1e-20) return '0'
  if (!(isMoney && largest >= LARGE)) return grouped(formatNumber(value, 6))
  return grouped(new Decimal(value).toFixed(0).replace(/^-0$/, '0'))
}

function years(result: Result): Block[] {
  const { years: found } = result
  if (found === undefined || found.shows.length === 0) return []
  const shown = found.shows
    .flatMap((name) => found.columns.filter((column) => column.name === name))
    .filter(({ values }) => values.some((value) => value !== 0 && value !== null))
  if (shown.length === 0) return []
  return tableOf({
    caption: 'Year by year',
    columns: columns(
      'Year',
      ...shown.map(({ name, unit }) => `${capital(spoken(name))}${unit === '1' ? '' : `, ${unitText(unit)}`}`),
    ),
    rows: found.years.map((year, i) =>
      row(
        year,
        ...shown.map(({ values, unit }) => {
          const value = values[i]
          if (value === null || value === undefined) return '–'
          return inColumn(value, values, unit === result.currency)
        }),
      ),
    ),
  })
}
