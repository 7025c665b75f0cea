import { element, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, type Axis, horizontalAxis, linearAxis } from './axis.ts'
import { bar, type ChartFrame, chart, MARGIN, noData, widthOf } from './chart.ts'
import { compact, percent, placeable } from './number-label.ts'
import { rowsLayout, upright } from './rows.ts'

export interface CapacityRow {
  readonly name: string
  /** Required over available capacity, 0 … 1; null for a step without a rate. */
  readonly utilization: number | null
  readonly machines: number | null
  readonly isBottleneck: boolean
}

export interface CapacityBars extends ChartFrame {
  readonly steps: readonly CapacityRow[]
}

const BAR = 16

/** How far each step is used, with the limit at 100 %; the bottleneck is named and outlined. */
export function capacityBars(frame: CapacityBars): Markup {
  const { colours, steps } = frame
  const used = steps.map(({ utilization }) => placeable(utilization))
  if (used.every((value) => value === undefined)) return noData(frame)
  const width = widthOf(frame)
  const names = steps.map(({ name, machines, isBottleneck }, i) => ({
    name,
    ...(isBottleneck ? { note: 'bottleneck', marked: true, bold: true } : {}),
    cells: [
      used[i] === undefined ? 'no rate' : percent(used[i] as number),
      machines === null || placeable(machines) === undefined ? '' : compact(machines),
    ],
  }))
  const rows = rowsLayout(names, { width, top: 4, colours, bar: BAR, heads: ['used', 'machines'] })
  const most = Math.max(1, ...used.map((value) => value ?? 0))
  const bounds = [rows.left, width - MARGIN] as const
  const axis = linearAxis([0, most], [rows.left, rows.right], { bounds, percent: true })
  const drawn = steps.map(({ isBottleneck }, i) => {
    const value = used[i]
    const y = rows.bars[i] as number
    if (value === undefined) return track(axis, y, colours.line, '3 3')
    const end = axis.place(Math.max(0, value))
    const fill = bar(rows.left, end, y, BAR, { fill: isBottleneck ? colours.mark : (colours.series[2] as string) })
    const outline = isBottleneck
      ? [
          bar(rows.left - 1.5, end + 1.5, y - 1.5, BAR + 3, {
            fill: 'none',
            stroke: colours.ink,
            'stroke-width': '1.5',
          }),
        ]
      : []
    return element('g', {}, track(axis, y, colours.line), fill, ...outline)
  })
  const limit = axis.place(1)
  return chart(
    frame,
    rows.bottom + AXIS_HEIGHT + 6,
    horizontalAxis(axis, {
      colours,
      title: 'of the capacity',
      bottom: rows.bottom,
      bounds,
    }),
    rows.markup,
    ...drawn,
    upright(rows, limit, colours.ink, 1, '4 3'),
  )
}

/** What the machines could do. */
const track = (axis: Axis, y: number, stroke: string, dash?: string): Markup =>
  bar(axis.place(0), axis.place(1), y, BAR, {
    fill: 'none',
    stroke,
    ...(dash === undefined ? {} : { 'stroke-dasharray': dash }),
  })
