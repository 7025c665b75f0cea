import { element, joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, type Axis, horizontalAxis, labelsWidth, linearAxis, verticalAxis } from './axis.ts'
import {
  type ChartFrame,
  chart,
  fittedText,
  isNarrow,
  MARGIN,
  noData,
  SIZE,
  SMALL,
  straight,
  text,
  widthOf,
  widthOfText,
} from './chart.ts'
import { colourOf } from './hatch.ts'
import { aligned, placeable, unitLabel } from './number-label.ts'
import { lineSample, strokeOf } from './stroke.ts'

export interface Distribution {
  readonly name: string
  /** How many draws fall between each two edges. */
  readonly counts: readonly number[]
  readonly p5: number
  readonly p50: number
  readonly p95: number
  /** The figure with every input at its value. */
  readonly base?: number
}

export interface Histogram extends ChartFrame {
  readonly unit: string
  /** Ascending, one more than there are counts. */
  readonly edges: readonly number[]
  readonly series: readonly Distribution[]
}

interface Shown extends Distribution {
  readonly index: number
  /** Part of all draws in each bin, as if all bins were as wide as they are on average. */
  readonly shares: readonly number[]
}

const NAMES = ['P5', 'P50', 'P95', 'base'] as const

/** Distributions as outlines of their shares of draws; below, one row a route with its percentiles on the same axis. */
export function histogram(frame: Histogram): Markup {
  const { colours, unit } = frame
  const edges = frame.edges.map((edge) => placeable(edge))
  const shown = frame.series.flatMap((one, index) => shownOf(one, index, edges))
  if (shown.length === 0) return noData(frame)
  const ends = edges as number[]

  const width = widthOf(frame)
  const narrow = isNarrow(width)
  const [top, bottom] = [42, narrow ? 200 : 240]
  const most = Math.max(...shown.flatMap(({ shares }) => shares))
  const vertical = linearAxis([0, most * 100], [bottom, top], { nice: true })
  const left = MARGIN + labelsWidth(vertical) + 8
  const right = width - MARGIN - 6
  const values = shown.flatMap(({ p5, p50, p95, base }) => [p5, p50, p95, base ?? p50])
  const domain = [Math.min(...ends, ...values), Math.max(...ends, ...values)] as const
  const bounds = [MARGIN, width - MARGIN] as const
  const horizontal = linearAxis(domain, [left, right], { bounds })
  const row = narrow ? 50 : 36
  const axisAt = bottom + 8 + shown.length * row
  const key = text(MARGIN, axisAt + 48, fittedText(keyOf(shown), SMALL, width - 2 * MARGIN), {
    fill: colours.muted,
    size: SMALL,
  })
  return chart(
    frame,
    axisAt + AXIS_HEIGHT + 18,
    verticalAxis(vertical, {
      colours,
      title: evenly(ends) ? 'share of draws in a bin, %' : 'share of draws in a bin of mean width, %',
      left,
      right,
      titleAt: [MARGIN, 14],
      titleWidth: width - 2 * MARGIN,
    }),
    horizontalAxis(horizontal, { colours, title: unitLabel(unit), bottom: axisAt, bounds }),
    straight([left, axisAt], [right, axisAt], colours.muted),
    straight([left, bottom], [right, bottom], colours.muted),
    ...shown.map((one) => outline(one, ends, horizontal, vertical, frame)),
    ...shown.map((one) => percentileLines(one, shown.length === 1, [top, bottom], horizontal, frame)),
    ...shown.map((one, i) => summary(one, bottom + 8 + i * row, [left, right], horizontal, frame)),
    key,
  )
}

function shownOf(one: Distribution, index: number, edges: readonly (number | undefined)[]): Shown[] {
  const total = one.counts.reduce((sum, count) => sum + count, 0)
  const [first, last] = [edges[0], edges.at(-1)]
  const bins = edges.length - 1
  const whole = edges.every((edge, i) => edge !== undefined && (i === 0 || edge > (edges[i - 1] ?? Number.NaN)))
  if (!whole || bins < 1 || first === undefined || last === undefined) return []
  if (!Number.isFinite(total) || total <= 0 || one.counts.length !== bins) return []
  if ([one.p5, one.p50, one.p95].some((value) => placeable(value) === undefined)) return []
  const mean = (last - first) / bins
  const width = (i: number): number => (edges[i + 1] as number) - (edges[i] as number)
  const shares = one.counts.map((count, i) => (Math.max(0, count) / total) * (mean / width(i)))
  return shares.every(Number.isFinite) ? [{ ...one, base: placeable(one.base), index, shares }] : []
}

/** What the marks of the rows below the plot stand for. */
function keyOf(shown: readonly Shown[]): string {
  const base = shown.some((one) => one.base !== undefined) ? ' · diamond: base' : ''
  return `bar: P5 to P95 · ${shown.length === 1 ? 'tick' : 'tick and dashes'}: P50${base}`
}

/** Whether all bins are as wide as each other. */
function evenly(edges: readonly number[]): boolean {
  const widths = edges.slice(1).map((edge, i) => edge - (edges[i] as number))
  return Math.max(...widths) <= Math.min(...widths) * 1.001
}

function outline({ shares, index }: Shown, edges: readonly number[], x: Axis, y: Axis, { colours }: Histogram): Markup {
  const at = (value: number): string => value.toFixed(2)
  const floor = at(y.place(0))
  const bins = shares.map((share, i) => `V${at(y.place(share * 100))}H${at(x.place(edges[i + 1] as number))}`)
  const start = `M${at(x.place(edges[0] as number))} ${floor}`
  const path = `${start}${bins.join('')}V${floor}`
  return joined([
    element('path', { d: `${path}Z`, fill: colourOf(colours, index), 'fill-opacity': 0.16 }),
    element('path', { d: path, fill: 'none', ...strokeOf(colours, index), 'stroke-width': 1.5 }),
  ])
}

/** Where percentiles stand among the draws; of several routes the median alone, to keep the plot clear. */
function percentileLines(
  one: Shown,
  alone: boolean,
  [top, bottom]: readonly [number, number],
  x: Axis,
  frame: Histogram,
): Markup {
  const { colours } = frame
  const marks = alone
    ? ([
        ['P5', one.p5],
        ['P50', one.p50],
        ['P95', one.p95],
      ] as const)
    : ([['P50', one.p50]] as const)
  let free = Number.NEGATIVE_INFINITY
  return joined(
    marks.map(([label, value]) => {
      const at = x.place(value)
      const dashed = straight(
        [at, top - 4],
        [at, bottom],
        alone ? colours.muted : colourOf(colours, one.index),
        1,
        '3 3',
      )
      const size = widthOfText(label, SMALL)
      if (!alone || at - size / 2 < free + 4) return dashed
      free = at + size / 2
      const style = { fill: colours.muted, size: SMALL, anchor: 'middle', halo: colours.background } as const
      return joined([dashed, text(at, top - 7, label, style)])
    }),
  )
}

/** A route's name and percentiles in words, and under them where they stand on the axis. */
function summary(one: Shown, y: number, [left, right]: readonly [number, number], x: Axis, frame: Histogram): Markup {
  const { colours } = frame
  const narrow = isNarrow(widthOf(frame))
  const written = aligned([one.p5, one.p50, one.p95, ...(one.base === undefined ? [] : [one.base])], 4)
  const words = written.map((figure, i) => `${NAMES[i]} ${figure}`).join(' · ')
  const numbers = fittedText(words, SMALL, right - left)
  const room = right - left - 24 - (narrow ? 0 : widthOfText(numbers, SMALL) + 14)
  const name = fittedText(one.name, SIZE, room, true)
  const strip = y + (narrow ? 40 : 26)
  const colour = colourOf(colours, one.index)
  const style = { fill: colours.muted, size: SMALL, anchor: narrow ? 'start' : 'end' } as const
  return joined([
    lineSample(colours, one.index, left, y + 10),
    text(left + 24, y + 14, name, { fill: colours.ink, bold: true }),
    text(narrow ? left : right, y + (narrow ? 29 : 14), numbers, style),
    element('rect', {
      x: x.place(one.p5),
      y: strip - 3,
      width: Math.max(1, x.place(one.p95) - x.place(one.p5)),
      height: 6,
      fill: colour,
      'fill-opacity': 0.45,
    }),
    straight([x.place(one.p50), strip - 6], [x.place(one.p50), strip + 6], colours.ink, 2),
    ...(one.base === undefined ? [] : [diamond(x.place(one.base), strip, frame)]),
  ])
}

const diamond = (x: number, y: number, { colours }: Histogram): Markup =>
  element('path', {
    d: `M${(x - 5).toFixed(2)} ${y}l5 -5l5 5l-5 5Z`,
    fill: colours.background,
    stroke: colours.ink,
    'stroke-width': 1.25,
  })
