import { joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, horizontalAxis, linearAxis } from './axis.ts'
import { bar, type ChartFrame, chart, idOf, isNarrow, MARGIN, noData, straight, widthOf } from './chart.ts'
import { sided, sideHatch } from './hatch.ts'
import { legend } from './legend.ts'
import { aligned, placeable, signed, unitLabel, withUnit } from './number-label.ts'
import { rowsLayout, upright } from './rows.ts'

interface Named {
  readonly name: string
  readonly value: number
}

export interface Waterfall extends ChartFrame {
  readonly unit: string
  readonly from: Named
  readonly to: Named
  /** The differences that lead from one to the other; what they leave open stands as `other`. */
  readonly steps: readonly Named[]
}

const BAR = 18
const CUT = 'axis cut'

/** From one route's total to another's: one row a category, each bar beginning where the last one ended. */
export function waterfall(frame: Waterfall): Markup {
  const { colours, unit } = frame
  const [from, to] = [placeable(frame.from.value), placeable(frame.to.value)]
  if (from === undefined || to === undefined || (from === 0 && to === 0)) return noData(frame)
  const steps = closed(frame.steps, from, to)
  const levels = [from]
  for (const { value } of steps) levels.push((levels.at(-1) as number) + value)

  const [width, id] = [widthOf(frame), idOf(frame)]
  const key = legend(
    (['low', 'high'] as const).map((side) => ({
      name: side === 'low' ? 'less' : 'more',
      sample: (x, middle) => joined(sided(id, side, { x, y: middle - 7, width: 14, height: 14 }, colours)),
    })),
    2,
    width,
    colours,
  )
  const figures = aligned([from, to, ...steps.map(({ value }) => value)], 4)
  const names = [
    { name: frame.from.name, bold: true, cells: [figures[0] as string] },
    ...steps.map(({ name, value }, i) => ({ name, cells: [signed(value, figures[i + 2] as string)] })),
    { name: frame.to.name, bold: true, cells: [figures[1] as string] },
  ]
  const rows = rowsLayout(names, { width, top: key.height + 6, colours, bar: BAR, heads: [unitLabel(unit)] })
  const { domain, cut } = domainOf([...levels, to])
  const bounds = [rows.left, width - MARGIN] as const
  const axis = linearAxis(domain, [rows.left, rows.right], { bounds })
  const ground = horizontalAxis(axis, {
    colours,
    title: cut ? withUnit('', unit) + (unitLabel(unit) === '' ? CUT : ` (${CUT})`) : unitLabel(unit),
    bottom: rows.bottom,
    grid: rows.uprights,
    bounds,
  })
  const start = cut ? rows.left : axis.place(0)
  const total = (value: number, i: number): Markup => {
    const y = rows.bars[i] as number
    const whole = bar(start, axis.place(value), y, BAR, { fill: colours.muted })
    return cut ? joined([whole, breakMark(start + 8, y, colours.background)]) : whole
  }
  const drawn = steps.map(({ value }, i) => {
    const ends = [axis.place(levels[i] as number), axis.place(levels[i + 1] as number)].sort((a, b) => a - b)
    const place = {
      x: ends[0] as number,
      y: rows.bars[i + 1] as number,
      width: Math.max(0.5, (ends[1] as number) - (ends[0] as number)),
      height: BAR,
    }
    return joined(sided(id, value < 0 ? 'low' : 'high', place, colours))
  })
  // a level is carried from the bar that ends at it to the one that begins there
  const carried = levels.map((level, i) => {
    const x = axis.place(level)
    const [above, below] = [(rows.bars[i] as number) + BAR, rows.bars[i + 1] as number]
    // names stand between the bars of a narrow picture: only the ends of the line are drawn
    const pieces = isNarrow(width)
      ? [[above, above + 4] as const, [below - 3, below] as const]
      : [[above, below] as const]
    return joined(pieces.map(([top, bottom]) => straight([x, top], [x, bottom], colours.ink, 1, '2 2')))
  })
  return chart(
    frame,
    rows.bottom + AXIS_HEIGHT + 6,
    sideHatch(id, colours),
    key.markup,
    ground,
    rows.markup,
    total(from, 0),
    ...drawn,
    total(to, names.length - 1),
    ...carried,
    ...(cut ? [] : [upright(rows, start, colours.ink)]),
  )
}

/** Two slanted gaps through a bar that does not begin at nought. */
const breakMark = (x: number, y: number, stroke: string): Markup =>
  joined([0, 5].map((by) => straight([x + by - 2, y + BAR + 1], [x + by + 3, y - 1], stroke, 2)))

/** The steps that have a figure, and one more for what they leave open, if that can be seen. */
function closed(steps: readonly Named[], from: number, to: number): Named[] {
  const kept = steps.flatMap(({ name, value }) => {
    const placed = placeable(value)
    return placed === undefined || placed === 0 ? [] : [{ name, value: placed }]
  })
  const rest = to - from - kept.reduce((sum, { value }) => sum + value, 0)
  const size = Math.max(Math.abs(from), Math.abs(to), ...kept.map(({ value }) => Math.abs(value)))
  return Math.abs(rest) <= size * 1e-4 ? kept : [...kept, { name: 'other', value: rest }]
}

/** Totals far from nought whose differences would not be seen are cut, and the axis says so. */
function domainOf(levels: readonly number[]): { domain: [number, number]; cut: boolean } {
  const [least, most] = [Math.min(...levels), Math.max(...levels)]
  if (least > 0 && most - least < 0.3 * most) {
    const room = Math.max((most - least) * 0.5, most * 1e-4)
    return { domain: [Math.max(0, least - room), most], cut: least - room > 0 }
  }
  return { domain: [Math.min(0, least), Math.max(0, most)], cut: false }
}
