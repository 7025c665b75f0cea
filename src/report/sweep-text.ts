import { sayingOf } from '../document/diagnostic.ts'
import type { Result } from '../evaluation/result.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber, formatQuantity } from '../quantity/format.ts'
import { fromBase } from '../quantity/unit.ts'
import type { Crossing, Reading, Sweep, SweepPoint } from '../study/sweep.ts'
import type { Axis } from '../study/vary.ts'
import { money, moneyOf, perUnit, setting, signed, unlike } from './figures.ts'
import { type Column, PAGE_WIDTH, paragraph, table, wrapped } from './table.ts'

/** Two inputs are laid out as a grid, one a flow. */
export function sweepText(found: Sweep, width: number = PAGE_WIDTH): string {
  const result = found.first.find((one) => one !== undefined)
  const tables =
    found.axes.length === 1 ? [line(found, width)] : found.flows.map((flow, i) => grid(found, flow, i, width))
  const parts = [
    result === undefined ? '' : head(result, found, width),
    ...tables,
    crossings(found, width),
    ...thicknesses(found, width),
    problems(found, width),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** What is varied is not stated as if it were fixed. */
function head(result: Result, { axes }: Sweep, width: number): string {
  const isVaried = axes.some(({ input }) => input === 'plant.annual_output')
  const parts = [`cost per ${result.basis}, ${moneyOf(result)}`, ...setting(result, isVaried)]
  return wrapped(parts, '; ', width)
}

/** Routes of unlike membranes are not compared for their route alone. */
function thicknesses({ axes, flows, first }: Sweep, width: number): string[] {
  const results = first.filter((result) => result !== undefined)
  if (results.length < flows.length) return []
  const varied = axes.map(({ input }) => input)
  return unlike(results, varied).map((text) => paragraph(text, width))
}

const heading = ({ input, unit, relative }: Axis): string =>
  `${relative ? 'change of ' : ''}${unit.text === '1' ? input : `${input}, ${unit.text}`}`
const valueText = ({ unit, relative }: Axis, value: Decimal): string =>
  `${relative && value.gt(0) ? '+' : ''}${formatNumber(fromBase(value, unit), 6)}`
const costText = (reading: Reading | undefined): string =>
  reading === undefined || 'problem' in reading ? '-' : money(reading.reached.total)

/** One row a point: the cost of each flow, what two flows differ by, and the resistances below where they change. */
function line({ axes, flows, points }: Sweep, width: number): string {
  const [axis] = axes as [Axis]
  const names = flows.map((flow) => ({ head: flow }))
  const at: Column = { head: heading(axis), align: 'right' }
  const value = (point: SweepPoint): string => valueText(axis, point.at[0] as Decimal)
  const differs = flows.length === 2
  const costs = table(
    [at, ...names, ...(differs ? [{ head: 'difference' }] : [])],
    points.map((point) => [
      value(point),
      ...point.readings.map(costText),
      ...(differs ? [difference(point.readings)] : []),
    ]),
    width,
  )
  const resistances = points.map(({ readings }) => readings.map(resistance))
  const isLevel = flows.every(
    (_, i) => new Set(resistances.map((row) => row[i]).filter((text) => text !== '-')).size < 2,
  )
  if (isLevel) return costs
  const rows = points.map((point, i) => [value(point), ...(resistances[i] as string[])])
  return `${costs}\n\narea-specific resistance, ohm*cm^2\n${table([at, ...names], rows, width)}`
}

function resistance(reading: Reading): string {
  const asr = 'problem' in reading ? undefined : reading.reached.asr_ohm_cm2
  return asr === undefined || asr === null ? '-' : formatNumber(asr, 4)
}

function difference([a, b]: readonly Reading[]): string {
  if (a === undefined || b === undefined || 'problem' in a || 'problem' in b) return '-'
  return signed(b.reached.total.minus(a.reached.total))
}

function grid({ axes, points }: Sweep, flow: string, at: number, width: number): string {
  const [down, across] = axes as [Axis, Axis]
  const columns: Column[] = [
    { head: heading(down), align: 'right' },
    ...across.values.map((value) => ({ head: valueText(across, value) })),
  ]
  const rows = down.values.map((value, row) => [
    valueText(down, value),
    ...across.values.map((_, column) => costText(points[column * down.values.length + row]?.readings[at])),
  ])
  return `${flow}; across: ${heading(across)}\n${table(columns, rows, width)}`
}

/** Whole machines make some costs saw up and down: a list of all crossings tells nobody anything. */
const MOST_TOLD = 10

function crossings(found: Sweep, width: number): string {
  const { axes, flows } = found
  if (flows.length < 2) return ''
  if (!found.isSought) return 'crossings are not sought: an input decides how many equations there are'
  const [first] = axes as [Axis]
  const none = `no crossing found from ${range(first)}`
  const rounded = list(found, found.crossings, width)
  const parts = [rounded === '' ? none : rounded]
  if (found.crossingsFractional !== undefined && !alike(found.crossings, found.crossingsFractional)) {
    const fractional = list(found, found.crossingsFractional, width)
    parts.push(`machine counts not rounded up (--fractional):\n${fractional === '' ? none : fractional}`)
  }
  return parts.join('\n\n')
}

function list({ axes, first: results }: Sweep, crossings: readonly Crossing[], width: number): string {
  const [first, second] = axes as [Axis, Axis | undefined]
  const result = results.find((one) => one !== undefined)
  const unit = result === undefined ? '' : `${result.currency}/${perUnit(result)}`
  const lines = crossings.slice(0, MOST_TOLD).map((crossing) => paragraph(told(crossing, first, second, unit), width))
  if (crossings.length > MOST_TOLD) lines.push(`and ${crossings.length - MOST_TOLD} more (--json has all)`)
  return lines.join('\n')
}

/** Whether crossings are the same to the digits that are told. */
function alike(a: readonly Crossing[], b: readonly Crossing[]): boolean {
  const words = (crossing: Crossing): string =>
    [...crossing.flows, crossing.jump, ...crossing.at.map((value) => value.toPrecision(6))].join()
  return a.length === b.length && a.every((crossing, i) => words(crossing) === words(b[i] as Crossing))
}

const range = ({ unit, low, high }: Axis): string =>
  `${formatQuantity(low, unit, 6)} to ${formatQuantity(high, unit, 6)}`

function told(
  { flows: [a, b], at, cost, jump }: Crossing,
  first: Axis,
  second: Axis | undefined,
  unit: string,
): string {
  const place = `${first.input} = ${formatQuantity(at[0] as Decimal, first.unit, 6)}`
  const row = second === undefined ? '' : ` and ${second.input} = ${formatQuantity(at[1] as Decimal, second.unit, 6)}`
  return jump
    ? `${a} and ${b} pass each other by a step, as of whole machines, at ${place}${row}, near ${formatNumber(cost, 6)} ${unit}`
    : `${a} and ${b} cost the same at ${place}${row}: ${formatNumber(cost, 6)} ${unit}`
}

/** Why points are empty, each reason once with the first point and what mends it. */
function problems({ axes, flows, points }: Sweep, width: number): string {
  const told = new Map<string, { count: number; at: string; fix: string | undefined }>()
  for (const { at, readings } of points) {
    for (const [i, reading] of readings.entries()) {
      if (!('problem' in reading)) continue
      const { what, why, fix = why } = sayingOf(reading.problem)
      const key = `${flows[i]} ${reading.problem.code}`
      const place = axes.map((axis, k) => `${axis.input} = ${formatQuantity(at[k] as Decimal, axis.unit, 6)}`)
      const known = told.get(key)
      if (known === undefined) told.set(key, { count: 1, at: `${flows[i]} at ${place.join(', ')}: ${what}`, fix })
      else known.count++
    }
  }
  const lines = [...told.values()].map(({ count, at, fix }) =>
    paragraph(`- ${at}${count > 1 ? ` (and ${count - 1} more)` : ''}${fix === undefined ? '' : `; ${fix}`}`, width),
  )
  return lines.length === 0 ? '' : ['points without a cost:', ...lines].join('\n')
}
