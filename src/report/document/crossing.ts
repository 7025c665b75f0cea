import { sayingOf } from '../../document/diagnostic.ts'
import { inCurrency } from '../../evaluation/shown.ts'
import type { Decimal } from '../../quantity/decimal.ts'
import { fromBase, readUnit, type Unit } from '../../quantity/unit.ts'
import type { Crossing, Sweep } from '../../study/sweep.ts'
import type { Axis } from '../../study/vary.ts'
import { lineChart } from '../chart/line-chart.ts'
import { PAGE } from '../drawing/colours.ts'
import { type Block, columns, paragraph, row, tableOf } from './blocks.ts'
import { thicknessCaveat } from './caveat.ts'
import type { Found, ReportRoute, ReportSweep } from './found.ts'
import { type Extent, scaleGroups } from './scale.ts'
import { costUnit } from './summary.ts'
import { amount, figure, listed, prose, unitText } from './typography.ts'

/** Rows of a table of points. */
const MOST_ROWS = 13

/** Cost over one input, and where routes cross. */
export function crossingBlocks(found: Found): Block[] {
  return found.sweeps.flatMap((one) => oneSweep(one, found))
}

function oneSweep({ sweep, isAsked }: ReportSweep, { routes }: Found): Block[] {
  const [axis] = sweep.axes as [Axis]
  const result = sweep.first.find((one) => one !== undefined)
  if (result === undefined) return [paragraph(`No route has a cost over the values of ${axis.input}.`)]
  const unit = costUnit(result)
  const { money } = (routes[0] as ReportRoute).evaluation.model
  const printed = inCurrency(axis.relative ? PERCENT : axis.unit, money)
  const shownUnit = unitText(printed.text)
  const along = (value: Decimal): number => inUnit(value, printed)
  const x = sweep.points.map(({ at }) => along(at[0] as Decimal))
  const totals = sweep.flows.map((_, i) =>
    sweep.points.map(({ readings }) => {
      const reading = readings[i]
      return reading !== undefined && 'reached' in reading ? reading.reached.total : null
    }),
  )
  const label = shownUnit === '1' ? axis.input : `${axis.input}, ${shownUnit}`
  const stands = standsAt(
    axis,
    routes.map(({ evaluation }) => evaluation.find(axis.input)),
  )
  const isLog = isByRatio(x)
  const costs = totals.map((all) => all.map((total) => total?.toNumber() ?? null))
  const groups = scaleGroups(costs.map(extentOf), ONE_AXIS)
  const crossings = sweep.crossings.map((crossing) => ({
    flows: crossing.flows,
    x: along(crossing.at[0] as Decimal),
    y: crossing.cost,
    label: `${figure(along(crossing.at[0] as Decimal), 3)}${shownUnit === '1' ? '' : ` ${shownUnit}`}`,
  }))
  const results = sweep.first.filter((one) => one !== undefined)
  const caveat = results.length < sweep.flows.length ? '' : thicknessCaveat(results, [axis.input])
  const why = isAsked
    ? ''
    : ` It is the price with the greatest elasticity that ${routes.length > 1 ? 'all routes share' : 'the route has'}, over its stated range.`
  return [
    paragraph([
      { code: axis.input },
      ` is varied from ${figure(x[0])} to ${figure(x.at(-1))}${shownUnit === '1' ? '' : `\u00a0${shownUnit}`}.${why}`,
      ...(sweep.flows.length > 1 ? [` ${crossingWords(sweep, along, shownUnit)}`, caveat] : []),
      ...(groups.length > 1 ? [` ${APART}`] : []),
    ]),
    ...groups.map(
      (group): Block => ({
        kind: 'figure',
        caption: `Cost${groups.length > 1 ? ` of ${listed(group.map((i) => sweep.flows[i] as string))}` : ''} over ${axis.input}, ${unit}`,
        picture: (id, width) =>
          lineChart({
            id,
            width,
            title: `Cost over ${axis.input}`,
            description: group
              .map(
                (i) =>
                  `${sweep.flows[i]}: ${figure(totals[i]?.[0]?.toNumber())} to ${figure(totals[i]?.at(-1)?.toNumber())}`,
              )
              .join('; '),
            xLabel: label,
            yLabel: `Cost, ${unit}`,
            unit,
            x,
            ...(isLog ? { logX: true } : {}),
            series: group.map((i) => ({ name: sweep.flows[i] as string, y: costs[i] as (number | null)[] })),
            crossings: crossings.filter(({ flows }) =>
              flows.every((flow) => group.some((i) => sweep.flows[i] === flow)),
            ),
            markers: stands === undefined ? [] : [{ x: along(stands), label: 'as it stands' }],
            colours: PAGE,
            background: false,
          }),
      }),
    ),
    ...tableOf({
      caption: `Cost over ${axis.input}, ${unit}`,
      columns: columns(label, ...sweep.flows),
      rows: thinned(x).map((i) =>
        row(
          figure(x[i]),
          ...sweep.flows.map((_, k) => {
            const reading = sweep.points[i]?.readings[k]
            if (reading === undefined) return '–'
            return 'reached' in reading
              ? amount(reading.reached.total)
              : `none: ${prose(sayingOf(reading.problem).what)}`
          }),
        ),
      ),
    }),
  ]
}

const PERCENT = readUnit('%') as Unit

const inUnit = (value: Decimal, unit: Unit): number => fromBase(value, unit).toNumber()

/** Where all routes stand alike. */
function standsAt(axis: Axis, values: readonly (Decimal | undefined)[]): Decimal | undefined {
  const [first] = values
  if (first === undefined || axis.relative || values.some((value) => value?.eq(first) !== true)) return undefined
  return first.gte(axis.low) && first.lte(axis.high) ? first : undefined
}

function isByRatio(x: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0] = x
  return x.length > 2 && a > 0 && Math.abs(b / a - c / b) < 1e-9 && Math.abs(c - b - (b - a)) > 1e-9 * Math.abs(c)
}

/** Places of at most so many of some points, both ends among them. */
function thinned(points: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / (MOST_ROWS - 1)))
  return points.map((_, i) => i).filter((i) => i % step === 0 || i === points.length - 1)
}

/** Costs further apart than so many times have charts of their own. */
const ONE_AXIS = 20
const APART = 'Routes whose costs lie far apart are drawn in charts of their own; the table has all.'

/** From the least to the greatest of the costs that there are. */
function extentOf(costs: readonly (number | null)[]): Extent {
  const known = costs.filter((cost) => cost !== null)
  return [Math.min(...known), Math.max(...known)]
}

/** Whole machines make some costs saw up and down: a list of all crossings tells nobody anything. */
const MOST_TOLD = 10

/** Where costs cross, with machines as they are and with machine counts not rounded up, where that differs. */
export function crossingWords(
  sweep: Pick<Sweep, 'isSought' | 'crossings' | 'crossingsFractional'>,
  along: (value: Decimal) => number,
  unit: string,
): string {
  if (!sweep.isSought) return 'Crossings are not sought: this input decides how many equations there are.'
  const place = ({ at }: Crossing): string => `${figure(along(at[0] as Decimal))}${unit === '1' ? '' : `\u00a0${unit}`}`
  const told = (all: readonly Crossing[]): string => {
    const words = all
      .slice(0, MOST_TOLD)
      .map(
        (crossing) =>
          `${crossing.flows[0]} and ${crossing.flows[1]} at ${place(crossing)} (${crossing.jump ? 'passing each other by a step of machines, near' : 'both at'} ${figure(crossing.cost)})`,
      )
    return listed(all.length > MOST_TOLD ? [...words, `${all.length - MOST_TOLD} more`] : words)
  }
  const { crossings, crossingsFractional: fractional } = sweep
  const whole = crossings.length > 0 ? `Costs cross: ${told(crossings)}.` : 'No two routes cross within this range.'
  if (fractional === undefined) return whole
  const words = ({ flows, at, jump }: Crossing): string => [...flows, jump, at[0]?.toPrecision(6)].join()
  if (crossings.map(words).join(';') === fractional.map(words).join(';')) return whole
  return `${whole} With machine counts not rounded up ${fractional.length === 0 ? 'no two routes cross' : `they cross: ${told(fractional)}`}.`
}
