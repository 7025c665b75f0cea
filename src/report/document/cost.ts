import type { Decimal } from '../../quantity/decimal.ts'
import { costStack } from '../chart/cost-stack.ts'
import { rankedBars } from '../chart/ranked-bars.ts'
import { PAGE } from '../drawing/colours.ts'
import { titled } from './basis.ts'
import { type Block, columns, row, type TableRow, tableOf, totalRow } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { costUnit } from './summary.ts'
import { amount, capital, figure, share, spoken, stepName } from './typography.ts'

const ITEMS = 15
const BARS = 10

type Sums = readonly (readonly [string, Decimal])[]

const ofTotal = (sum: Decimal, total: Decimal): string =>
  total.isZero() ? '–' : share(sum.dividedBy(total).toNumber())

/** Cost by category, step and item; every table adds up to the total. */
export function costBlocks(routes: readonly ReportRoute[]): Block[] {
  return routes.flatMap((route) => oneCost(route))
}

/** One bar a route, by category. */
export function stackFigure(routes: readonly ReportRoute[]): Block[] {
  const names = [...new Set(routes.flatMap(({ result }) => [...result.ledger.by('category').keys()]))]
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
  return [
    {
      kind: 'figure',
      caption: `Cost by category, ${unit}`,
      picture: (id, width) =>
        costStack({
          id,
          width,
          unit,
          bars,
          title: 'Cost by category',
          description: told.join('; '),
          colours: PAGE,
          background: false,
        }),
    },
  ]
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
  const [firstRest, ...others] = rest.map(([, sum]) => sum)
  const more: Sums =
    firstRest === undefined ? [] : [[`${rest.length} others`, others.reduce((sum, one) => sum.plus(one), firstRest)]]
  const steps = present('step')
  const bars = [...steps]
    .sort(([, a], [, b]) => b.comparedTo(a))
    .map(([key, sum]) => ({
      name: stepName(key),
      value: sum.toNumber(),
      ...(total.isZero() ? {} : { share: sum.dividedBy(total).toNumber() }),
    }))
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
            caption: `Cost by step, ${unit}${bars.length > BARS ? `: the ${BARS} largest` : ''}`,
            picture: (id, width) =>
              rankedBars({
                id,
                width,
                unit,
                title: 'Cost by step',
                description: bars.map(({ name, value }) => `${name} ${figure(value)}`).join(', '),
                rows: bars.slice(0, BARS),
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
