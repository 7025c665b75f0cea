import { joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, horizontalAxis, labelsWidth, linearAxis, verticalAxis } from './axis.ts'
import {
  bar,
  type ChartFrame,
  chart,
  fittedText,
  idOf,
  isNarrow,
  MARGIN,
  noData,
  SIZE,
  SMALL,
  straight,
  text,
  widthOf,
} from './chart.ts'
import { lined, type Place, sideHatch } from './hatch.ts'
import { type Legend, legend } from './legend.ts'
import { compact, percent, placeable } from './number-label.ts'
import { rowsLayout, upright } from './rows.ts'

export interface YieldStep {
  readonly name: string
  /** The step's own yield, and that of all steps so far, 0 … 1. */
  readonly yield: number
  readonly cumulative: number
}

export interface YieldChain extends ChartFrame {
  readonly steps: readonly YieldStep[]
}

const LEAST_COLUMN = 74
const BAR = 16

/** What is left after each step, with what the step loses hatched above it; in rows where columns would be too thin for names. */
export function yieldChain(frame: YieldChain): Markup {
  const steps = frame.steps.filter(
    (step) => placeable(step.yield) !== undefined && placeable(step.cumulative) !== undefined && step.cumulative >= 0,
  )
  if (steps.length === 0) return noData(frame)
  const width = widthOf(frame)
  const columns = !isNarrow(width) && (width - 60) / steps.length >= LEAST_COLUMN
  return columns ? inColumns(steps, frame) : inRows(steps, frame)
}

/** What was there before a step: what is left after the one before it, and all before the first. */
const before = (steps: readonly YieldStep[], i: number): number =>
  i === 0 ? Math.max(1, (steps[0] as YieldStep).cumulative) : (steps[i - 1] as YieldStep).cumulative

/** The axis begins below the least yield, and says so where that is not nought: the losses are what is looked at. */
function domainOf(steps: readonly YieldStep[]): [number, number] {
  const least = Math.min(...steps.map(({ cumulative }) => cumulative))
  const most = Math.max(1, ...steps.map(({ cumulative }) => cumulative))
  const from = Math.floor((1 - (1 - least) * 1.5) * 20 - 1e-9) / 20
  return [Math.max(0, Math.min(from, 0.95)), most]
}

const titleOf = ([from]: readonly [number, number]): string =>
  from === 0 ? 'yield so far' : `yield so far (axis from ${compact(from * 100)} %)`

function keyOf(frame: YieldChain): Legend {
  const { colours } = frame
  const place = (x: number, middle: number): Place => ({ x, y: middle - 7, width: 14, height: 14 })
  return legend(
    [
      {
        name: 'left after the step',
        sample: (x, middle) => bar(x, x + 14, middle - 7, 14, { fill: colours.series[2] as string }),
      },
      { name: 'lost in the step', sample: (x, middle) => joined(lined(idOf(frame), place(x, middle), colours.high)) },
    ],
    2,
    widthOf(frame),
    colours,
  )
}

function inColumns(steps: readonly YieldStep[], frame: YieldChain): Markup {
  const { colours } = frame
  const [width, id] = [widthOf(frame), idOf(frame)]
  const key = keyOf(frame)
  const [top, bottom] = [key.height + 46, key.height + 226]
  const domain = domainOf(steps)
  const axis = linearAxis(domain, [bottom, top], { percent: true })
  const left = MARGIN + labelsWidth(axis) + 8
  const right = width - MARGIN
  const pitch = Math.min(140, (right - left) / steps.length)
  const start = left + (right - left - pitch * steps.length) / 2
  const drawn = steps.map((step, i) => {
    const middle = start + (i + 0.5) * pitch
    const thick = Math.min(64, pitch - 12)
    const [level, from] = [axis.place(step.cumulative), axis.place(before(steps, i))]
    const rect = bar(middle - thick / 2, middle + thick / 2, level, Math.max(0.5, bottom - level), {
      fill: colours.series[2] as string,
    })
    const lost =
      from < level
        ? lined(id, { x: middle - thick / 2, y: from, width: thick, height: level - from }, colours.high)
        : []
    const label = (content: string, y: number, fill: string, size: number, bold = false): Markup =>
      text(middle, y, fittedText(content, size, pitch - 8, bold), { fill, size, anchor: 'middle', bold })
    const next = steps[i + 1]
    return joined([
      rect,
      ...lost,
      ...(next === undefined
        ? []
        : [straight([middle + thick / 2, level], [middle + pitch - thick / 2, level], colours.muted, 1, '2 2')]),
      bottom - level >= 20
        ? label(percent(step.cumulative), level + 15, colours.onSeries[2] as string, SIZE, true)
        : label(percent(step.cumulative), Math.min(from, level) - 5, colours.ink, SIZE, true),
      label(step.name, bottom + 17, colours.ink, SIZE),
      label(`× ${percent(step.yield)}`, bottom + 32, colours.muted, SMALL),
    ])
  })
  return chart(
    frame,
    bottom + 42,
    sideHatch(id, colours),
    key.markup,
    verticalAxis(axis, {
      colours,
      title: titleOf(domain),
      left,
      right,
      titleAt: [MARGIN, key.height + 18],
      titleWidth: width - 2 * MARGIN,
    }),
    ...drawn,
    straight([left, bottom], [right, bottom], colours.ink),
  )
}

function inRows(steps: readonly YieldStep[], frame: YieldChain): Markup {
  const { colours } = frame
  const [width, id] = [widthOf(frame), idOf(frame)]
  const key = keyOf(frame)
  const names = steps.map((step) => ({ name: step.name, cells: [percent(step.yield), percent(step.cumulative)] }))
  const rows = rowsLayout(names, { width, top: key.height + 4, colours, bar: BAR, heads: ['step', 'so far'] })
  const domain = domainOf(steps)
  const bounds = [rows.left, width - MARGIN] as const
  const axis = linearAxis(domain, [rows.left, rows.right], { bounds, percent: true })
  const drawn = steps.map((step, i) => {
    const y = rows.bars[i] as number
    const [level, from] = [axis.place(step.cumulative), axis.place(before(steps, i))]
    const left = bar(rows.left, level, y, BAR, { fill: colours.series[2] as string })
    const lost = from > level ? lined(id, { x: level, y, width: from - level, height: BAR }, colours.high) : []
    return joined([left, ...lost])
  })
  return chart(
    frame,
    rows.bottom + AXIS_HEIGHT + 6,
    sideHatch(id, colours),
    key.markup,
    horizontalAxis(axis, { colours, title: titleOf(domain), bottom: rows.bottom, grid: rows.uprights, bounds }),
    rows.markup,
    ...drawn,
    upright(rows, rows.left, colours.ink),
  )
}
