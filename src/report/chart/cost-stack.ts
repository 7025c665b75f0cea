import { joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, type Axis, horizontalAxis, linearAxis } from './axis.ts'
import {
  type ChartFrame,
  chart,
  idOf,
  isNarrow,
  MARGIN,
  noData,
  SIZE,
  SMALL,
  text,
  widest,
  widthOf,
  widthOfText,
} from './chart.ts'
import { colourOf, colourOn, seriesHatches, textured } from './hatch.ts'
import { type LegendEntry, legend } from './legend.ts'
import { aligned, percent, unitLabel } from './number-label.ts'
import { rowsLayout, upright } from './rows.ts'
import { membersOf, type Part, type Stack, stackOf } from './stack.ts'

export interface CostBar {
  readonly name: string
  readonly note?: string
  readonly segments: readonly { readonly name: string; readonly value: number }[]
}

export interface CostStack extends ChartFrame {
  readonly unit: string
  readonly bars: readonly CostBar[]
  /** The categories in the order of the stack; without, they are merged from the bars. Fixed, it fixes their colours too. */
  readonly order?: readonly string[]
}

const BAR = 38

/** Routes as stacked bars of their cost categories: positive ones to the right of nought, credits to the left. */
export function costStack(frame: CostStack): Markup {
  const { colours, unit, bars, order = [] } = frame
  const members = membersOf(bars, order, colours.series.length)
  const stacks = bars.map((one) => stackOf(one.segments, members))
  const least = Math.min(0, ...stacks.map((stack) => stack?.negative ?? 0))
  const most = Math.max(0, ...stacks.map((stack) => stack?.positive ?? 0))
  if (least === most) return noData(frame)

  const [width, id] = [widthOf(frame), idOf(frame)]
  const rows = rowsLayout(bars, { width, top: 4, colours, bar: BAR })
  const sums = aligned(
    stacks.map((stack) => stack?.total ?? 0),
    4,
  )
  const totals = stacks.map((stack, i) => (stack === undefined ? 'no data' : (sums[i] as string)))
  const figures = figuresOf(stacks)
  const bounds = [rows.left, width - MARGIN] as const
  const room = rows.right - widest(totals, SIZE, true) - 10
  const axis = linearAxis([least, most], [rows.left, room], { bounds })
  const zero = axis.place(0)

  const drawn = stacks.map((stack, i) => {
    const y = rows.bars[i] as number
    const end = stack === undefined ? zero : axis.place(stack.positive)
    const total = text(end + 6, y + BAR / 2 + 4, totals[i] as string, { fill: colours.ink, bold: true })
    return joined([...(stack === undefined ? [] : segments(stack, axis, y, figures, frame)), total])
  })
  const ground = horizontalAxis(axis, {
    colours,
    title: unitLabel(unit),
    bottom: rows.bottom,
    grid: rows.uprights,
    bounds,
  })
  const key = legend(entries(stacks, members, figures, frame), rows.bottom + AXIS_HEIGHT + 2, width, colours)
  return chart(
    frame,
    rows.bottom + AXIS_HEIGHT + key.height + 8,
    seriesHatches(id, members.keys(), colours),
    ground,
    rows.markup,
    ...drawn,
    upright(rows, zero, colours.ink),
    key.markup,
  )
}

type Figures = ReadonlyMap<Part, string>

/** All parts of all bars, written with the same decimal places. */
function figuresOf(stacks: readonly (Stack | undefined)[]): Figures {
  const parts = stacks.flatMap((stack) => stack?.parts ?? [])
  const written = aligned(parts.map(({ value }) => value))
  return new Map(parts.map((part, i) => [part, written[i] as string]))
}

function segments(stack: Stack, axis: Axis, y: number, figures: Figures, frame: CostStack): Markup[] {
  const { colours } = frame
  return stack.parts.flatMap((part) => {
    const { name, value, from, index } = part
    const ends = [axis.place(from), axis.place(from + value)].sort((a, b) => a - b) as [number, number]
    const size = ends[1] - ends[0]
    // the gap between neighbours is the background itself, unless nothing would be left
    const width = size > 2 ? size - 1 : Math.max(size, 0.4)
    const rect = textured(idOf(frame), index, { x: ends[0] + (size > 2 ? 0.5 : 0), y, width, height: BAR }, colours)
    const style = {
      fill: colourOn(colours, index),
      halo: colourOf(colours, index),
      size: SMALL,
      anchor: 'middle',
    } as const
    const middle = ends[0] + size / 2
    const figure = figures.get(part) as string
    const fits = (content: string): boolean => widthOfText(content, SMALL) + 8 <= width
    if (fits(name) && fits(figure))
      return [...rect, text(middle, y + 16, name, style), text(middle, y + 29, figure, style)]
    return fits(figure) ? [...rect, text(middle, y + BAR / 2 + 4, figure, style)] : rect
  })
}

/** With one bar alone the legend also says what each part comes to: thin segments have no label of their own. */
function entries(
  stacks: readonly (Stack | undefined)[],
  members: readonly string[],
  figures: Figures,
  frame: CostStack,
): LegendEntry[] {
  const { colours } = frame
  const alone = stacks.length === 1 ? stacks[0] : undefined
  const width = widthOf(frame)
  return members.map((name, index) => {
    const part = alone?.parts.find((one) => one.index === index)
    const share =
      alone === undefined || part === undefined || alone.total <= 0 || isNarrow(width)
        ? ''
        : ` (${percent(part.value / alone.total)})`
    return {
      name: part === undefined ? name : `${name} ${figures.get(part)}${share}`,
      sample: (x: number, middle: number): Markup =>
        joined(textured(idOf(frame), index, { x, y: middle - 7, width: 14, height: 14 }, colours)),
    }
  })
}
