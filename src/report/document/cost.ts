import { Decimal } from '../../quantity/decimal.ts'
import { costStack } from '../chart/cost-stack.ts'
import { type RankedRow, rankedBars } from '../chart/ranked-bars.ts'
import { PAGE } from '../drawing/colours.ts'
import { titled } from './basis.ts'
import { type Block, columns, row, type TableRow, tableOf, totalRow } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { scaleGroups } from './scale.ts'
import { costUnit } from './summary.ts'
import { amount, capital, figure, listed, share, spoken, stepName } from './typography.ts'

const ITEMS = 15
const BARS = 10

type Sums = readonly (readonly [string, Decimal])[]

const ofTotal = (sum: Decimal, total: Decimal): string =>
  total.isZero() ? '–' : share(sum.dividedBy(total).toNumber())

/** Cost by category, step and item; every table adds up to the total. */
export function costBlocks(routes: readonly ReportRoute[]): Block[] {
  return routes.flatMap((route) => oneCost(route))
}

/** Totals further apart than so many times have a second chart, without the largest. */
const ONE_AXIS = 10

/** One bar a route, by category; what is too small to be read beside the largest is drawn again to a scale of its own. */
export function stackFigure(routes: readonly ReportRoute[]): Block[] {
  const totals = routes.map(({ result }) => result.ledger.total.toNumber())
  const groups = scaleGroups(
    totals.map((total) => [total, total] as const),
    ONE_AXIS,
  )
  const smaller = groups.slice(0, -1).map((group) => group.map((i) => routes[i] as ReportRoute))
  const order = groups.length === 1 ? [] : categoriesOf(routes).map(spoken)
  return [stackOf(routes, order, false), ...smaller.map((some) => stackOf(some, order, true))]
}

/** The categories in which any of some routes has a cost. */
const categoriesOf = (routes: readonly ReportRoute[]): string[] => [
  ...new Set(
    routes.flatMap(({ result }) =>
      [...result.ledger.by('category')].flatMap(([name, sum]) => (sum.isZero() ? [] : [name])),
    ),
  ),
]

/** With an `order`, a category has one colour in all charts. */
function stackOf(routes: readonly ReportRoute[], order: readonly string[], isPart: boolean): Block {
  const names = categoriesOf(routes)
  const bars = routes.map(({ result }) => {
    const sums = result.ledger.by('category')
    const segments = names.map((name) => ({ name: spoken(name), value: sums.get(name)?.toNumber() ?? 0 }))
    return { name: result.flow, segments: segments.filter(({ value }) => value !== 0) }
  })
  const [first] = routes as [ReportRoute]
  const unit = costUnit(first.result)
  const told = bars.map(
    ({ name, segments }) => `${name}: ${segments.map((one) => `${one.name} ${figure(one.value)}`).join(', ')}`,
  )
  const of = isPart
    ? ` of ${listed(routes.map(({ result }) => result.flow))}, to a scale of ${routes.length === 1 ? 'its' : 'their'} own`
    : ''
  return {
    kind: 'figure',
    caption: `Cost by category${of}, ${unit}`,
    picture: (id, width) =>
      costStack({
        id,
        width,
        unit,
        bars,
        ...(order.length === 0 ? {} : { order }),
        title: 'Cost by category',
        description: told.join('; '),
        colours: PAGE,
        background: false,
      }),
  }
}

const sumOf = (sums: Sums): Decimal => sums.reduce((all, [, sum]) => all.plus(sum), new Decimal(0))

/** The largest by what they come to, whatever their sign, and the rest; a single one is no rest. */
function largestOf(sums: Sums): readonly [Sums, Sums] {
  const sorted = [...sums].sort(([, a], [, b]) => b.abs().comparedTo(a.abs()))
  const shown = sorted.length > BARS + 1 ? BARS : sorted.length
  return [sorted.slice(0, shown), sorted.slice(shown)]
}

function oneCost({ result, evaluation }: ReportRoute): Block[] {
  const { ledger } = result
  const { total } = ledger
  const unit = costUnit(result)
  const heads = [unit, 'Share'] as const
  const rowsOf = (sums: Sums, name: (key: string) => string): TableRow[] => [
    ...sums.map(([key, sum]) => row(name(key), amount(sum), ofTotal(sum, total))),
    totalRow('Total', amount(total), total.isZero() ? '' : share(1)),
  ]
  const present = (key: 'category' | 'step' | 'item'): Sums => [...ledger.by(key)].filter(([, sum]) => !sum.isZero())
  const items = [...present('item')].sort(([, a], [, b]) => b.comparedTo(a))
  const rest = items.slice(ITEMS)
  const more: Sums = rest.length === 0 ? [] : [[`${rest.length} others`, sumOf(rest)]]
  const steps = present('step')
  const bar = (name: string, sum: Decimal): RankedRow => ({
    name,
    value: sum.toNumber(),
    ...(total.isZero() ? {} : { share: sum.dividedBy(total).toNumber() }),
  })
  const [tall, short] = largestOf(steps)
  const bars = tall.map(([key, sum]) => bar(stepName(key), sum))
  if (short.length > 0) bars.push({ ...bar(`${short.length} others`, sumOf(short)), isRest: true })
  return [
    ...tableOf({
      caption: 'Cost by category',
      columns: columns('Category', ...heads),
      rows: rowsOf(present('category'), (name) => capital(spoken(name))),
    }),
    ...(bars.length < 2
      ? []
      : [
          {
            kind: 'figure',
            caption: `Cost by step, ${unit}${short.length > 0 ? `: the ${BARS} largest and the others together` : ''}`,
            picture: (id, width) =>
              rankedBars({
                id,
                width,
                unit,
                title: 'Cost by step',
                description: bars.map(({ name, value }) => `${name} ${figure(value)}`).join(', '),
                rows: bars,
                colours: PAGE,
                background: false,
              }),
          } satisfies Block,
        ]),
    ...tableOf({
      caption: 'Cost by step, in the order of the route',
      columns: columns('Step', ...heads),
      rows: rowsOf(steps, (key) => capital(stepName(key))),
      ...(steps.some(([key]) => key === 'plant' || key.endsWith('.plant'))
        ? { note: 'Under “plant” stand the costs of a plant as a whole, which belong to no step.' }
        : {}),
    }),
    ...tableOf({
      caption: 'Cost by item, largest first',
      columns: columns('Item', ...heads),
      rows: [
        ...items
          .slice(0, ITEMS)
          .map(([key, sum]) => row(capitalTitled(titled(evaluation, key)), amount(sum), ofTotal(sum, total))),
        ...rowsOf(more, (name) => name),
      ],
    }),
    ...matrix(result),
  ]
}

const capitalTitled = (text: string): string => text

/** Steps by categories: where each kind of cost arises. */
function matrix({ ledger, currency }: ReportRoute['result']): Block[] {
  const categories = [...ledger.by('category')].filter(([, sum]) => !sum.isZero()).map(([name]) => name)
  const cells = new Map<string, Decimal>()
  for (const { step, category, amount: value } of ledger.lines) {
    const key = `${step}|${category}`
    cells.set(key, cells.get(key)?.plus(value) ?? value)
  }
  const steps = [...ledger.by('step')].filter(([, sum]) => !sum.isZero())
  return tableOf({
    caption: `Cost by step and category, ${currency} per functional unit`,
    columns: columns('Step', ...categories.map((name) => capital(spoken(name))), 'Total'),
    rows: [
      ...steps.map(([step, sum]) =>
        row(
          capital(stepName(step)),
          ...categories.map((category) => {
            const value = cells.get(`${step}|${category}`)
            return value === undefined || value.isZero() ? '' : amount(value)
          }),
          amount(sum),
        ),
      ),
      totalRow(
        'Total',
        ...[...ledger.by('category')].filter(([, sum]) => !sum.isZero()).map(([, sum]) => amount(sum)),
        amount(ledger.total),
      ),
    ],
  })
}
