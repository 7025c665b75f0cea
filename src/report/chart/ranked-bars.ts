import { joined, type Markup } from '../drawing/svg.ts'
import { linearAxis } from './axis.ts'
import { bar, type ChartFrame, chart, idOf, noData, widthOf } from './chart.ts'
import { sided, sideHatch } from './hatch.ts'
import { aligned, percent, placeable, unitLabel } from './number-label.ts'
import { rowsLayout, upright } from './rows.ts'

export interface RankedRow {
  readonly name: string
  readonly value: number
  /** Part of the whole, 0 … 1. */
  readonly share?: number
  readonly note?: string
  /** All that has no row of its own, which stands last. */
  readonly isRest?: boolean
}

export interface RankedBars extends ChartFrame {
  readonly unit: string
  readonly rows: readonly RankedRow[]
}

const BAR = 16

/** Bars sorted by what they come to, the largest first; what is credited stands left of nought, with lines. */
export function rankedBars(frame: RankedBars): Markup {
  const { colours, unit } = frame
  const rows = frame.rows
    .flatMap((row) => {
      const value = placeable(row.value)
      return value === undefined ? [] : [{ ...row, value }]
    })
    .sort((a, b) => Number(a.isRest ?? false) - Number(b.isRest ?? false) || b.value - a.value)
  if (rows.every(({ value }) => value === 0)) return noData(frame)

  const [width, id] = [widthOf(frame), idOf(frame)]
  const shares = rows.some(({ share }) => share !== undefined)
  const values = rows.map(({ value }) => value)
  const figures = aligned(values, 4)
  const names = rows.map(({ name, note, share }, i) => ({
    name,
    note,
    cells: [figures[i] as string, ...(shares ? [share === undefined ? '' : percent(share)] : [])],
  }))
  const heads = shares ? [unitLabel(unit), 'share'] : [unitLabel(unit)]
  const layout = rowsLayout(names, { width, top: 4, colours, bar: BAR, heads })
  const axis = linearAxis([Math.min(0, ...values), Math.max(0, ...values)], [layout.left, layout.right])
  const zero = axis.place(0)
  const bars = rows.map(({ value }, i) => {
    const y = layout.bars[i] as number
    const end = axis.place(value)
    const place = { x: Math.min(zero, end), y, width: Math.max(0.5, Math.abs(end - zero)), height: BAR }
    return value < 0
      ? joined(sided(id, 'low', place, colours))
      : bar(zero, end, y, BAR, { fill: colours.series[0] as string })
  })
  return chart(
    frame,
    layout.bottom + 8,
    sideHatch(id, colours),
    layout.markup,
    ...bars,
    upright(layout, zero, colours.ink),
  )
}
