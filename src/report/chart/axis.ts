import { scaleLinear, scaleLog } from 'd3-scale'
import type { Colours } from '../drawing/colours.ts'
import { joined, type Markup } from '../drawing/svg.ts'
import { fittedText, SIZE, SMALL, straight, text, widthOfText } from './chart.ts'
import { logLabels, tickLabels } from './number-label.ts'

export interface Tick {
  readonly value: number
  /** Its place, in pixels. */
  readonly at: number
  readonly label: string
}

export interface Axis {
  readonly domain: readonly [number, number]
  readonly range: readonly [number, number]
  readonly ticks: readonly Tick[]
  place(value: number): number
}

type Span = readonly [number, number]

export interface AxisOptions {
  /** Whether it ends at ticks. */
  readonly nice?: boolean
  /** Where labels of a horizontal axis must stay; without, the axis is vertical. */
  readonly bounds?: Span
  /** Whether values are fractions that labels give in per cent. */
  readonly percent?: boolean
}

/** Clear space between the labels of neighbouring ticks. */
const BETWEEN = 12
const LINE = 26

/** A domain with a width: what is all the same gets room around it, and no more digits than a label can have. */
function widened([from, to]: Span): [number, number] {
  const size = Math.max(Math.abs(from), Math.abs(to))
  if (size === 0) return [0, 1]
  const least = size * 1e-5
  return to - from >= least ? [from, to] : [from - size * 0.05, to + size * 0.05]
}

/** Where a label that is centred on its tick stands, pushed inside the bounds. */
export function centred(at: number, width: number, [from, to]: Span): number {
  return Math.max(from + width / 2, Math.min(to - width / 2, at))
}

/** Whether labels stand apart from each other. */
function standApart(ticks: readonly Tick[], bounds: Span | undefined): boolean {
  const sorted = [...ticks].sort((a, b) => a.at - b.at)
  let last = Number.NEGATIVE_INFINITY
  return sorted.every(({ at, label }) => {
    const width = widthOfText(label, SMALL)
    const centre = bounds === undefined ? at : centred(at, width, bounds)
    const start = bounds === undefined ? at - LINE / 2 : centre - width / 2 - BETWEEN / 2
    const apart = start >= last - 1e-6
    last = bounds === undefined ? at + LINE / 2 : centre + width / 2 + BETWEEN / 2
    return apart
  })
}

export function linearAxis(domain: Span, range: Span, options: AxisOptions = {}): Axis {
  const { nice = false, bounds, percent = false } = options
  const [from, to] = widened(domain)
  const length = Math.abs(range[1] - range[0])
  let best: Axis | undefined
  for (let count = Math.max(2, Math.floor(length / (bounds === undefined ? 44 : 64))); count >= 1; count--) {
    const scale = scaleLinear([from, to], range)
    if (nice) scale.nice(count)
    const ticks = ticksOf(scale.ticks(count), scale, percent)
    best = { domain: scale.domain() as [number, number], range, ticks, place: (value) => scale(value) }
    if (standApart(ticks, bounds)) return best
  }
  return { ...(best as Axis), ticks: (best as Axis).ticks.slice(0, 1) }
}

function ticksOf(values: readonly number[], place: (value: number) => number, percent = false): Tick[] {
  const labels = percent
    ? tickLabels(values.map((value) => value * 100)).map((label) => `${label} %`)
    : tickLabels(values)
  return values.map((value, i) => ({ value, at: place(value), label: labels[i] as string }))
}

/** A logarithmic axis; both ends are above nought. Decades are labelled, and 2 and 5 between them where there is room. */
export function logAxis(domain: Span, range: Span, options: AxisOptions = {}): Axis {
  const { bounds } = options
  const [from, to] = domain[1] / domain[0] > 1 + 1e-5 ? domain : [domain[0] / 1.1, domain[1] * 1.1]
  const scale = scaleLog([from, to], range)
  const made = (ticks: readonly Tick[]): Axis => ({ domain: [from, to], range, ticks, place: (value) => scale(value) })
  for (const values of logValues(from, to)) {
    const labels = logLabels(values)
    const ticks = values.map((value, i) => ({ value, at: scale(value), label: labels[i] as string }))
    if (ticks.length >= 2 && standApart(ticks, bounds)) return made(ticks)
  }
  for (let count = 8; count >= 2; count--) {
    const ticks = ticksOf(scaleLinear([from, to], range).ticks(count), (value) => scale(value))
    if (standApart(ticks, bounds)) return made(ticks)
  }
  return made([])
}

function* logValues(from: number, to: number): Generator<number[]> {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))]
  const within = (value: number): boolean => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const power = (exponent: number, times = 1): number => Number(`${times}e${exponent}`)
  if (decades.length <= 12) yield decades.flatMap((d) => [1, 2, 5].map((times) => power(d, times))).filter(within)
  for (const every of [1, ...(decades.length < 8 ? [2] : []), 3, 6, 12, 24, 48, 96]) {
    yield decades
      .filter((d) => d % every === 0)
      .map((d) => power(d))
      .filter(within)
  }
}

export interface AxisDrawing {
  readonly colours: Colours
  readonly title: string
}

export interface Horizontal extends AxisDrawing {
  /** Where the axis stands. */
  readonly bottom: number
  /** Where labels must stay. */
  readonly bounds: Span
  /** From where to where grid lines go, in pieces. */
  readonly grid?: readonly Span[]
}

/** How much room an axis takes below its line. */
export const AXIS_HEIGHT = 38

export function horizontalAxis(axis: Axis, options: Horizontal): Markup {
  const { colours, title, bottom, bounds, grid = [] } = options
  const marks = axis.ticks.flatMap(({ at }) =>
    [...grid, [bottom, bottom + 4] as const].map(([from, to]) => straight([at, from], [at, to], colours.line)),
  )
  const labels = axis.ticks.map(({ at, label }) =>
    text(centred(at, widthOfText(label, SMALL), bounds), bottom + 16, label, {
      fill: colours.muted,
      size: SMALL,
      anchor: 'middle',
    }),
  )
  const named =
    title === ''
      ? []
      : [
          text(bounds[1], bottom + 32, fittedText(title, SMALL, bounds[1] - bounds[0]), {
            fill: colours.muted,
            size: SMALL,
            anchor: 'end',
          }),
        ]
  return joined([...marks, ...labels, ...named])
}

export interface Vertical extends AxisDrawing {
  readonly left: number
  readonly right: number
  /** Baseline of the title, which stands above the axis from the picture's left edge. */
  readonly titleAt: readonly [number, number]
  readonly titleWidth: number
}

export function verticalAxis(axis: Axis, options: Vertical): Markup {
  const { colours, title, left, right, titleAt, titleWidth } = options
  const lines = axis.ticks.map(({ at }) => straight([left, at], [right, at], colours.line))
  const labels = axis.ticks.map(({ at, label }) =>
    text(left - 6, at + 4, label, { fill: colours.muted, size: SMALL, anchor: 'end' }),
  )
  const named = text(titleAt[0], titleAt[1], fittedText(title, SIZE, titleWidth), { fill: colours.muted })
  return joined([...lines, ...labels, ...(title === '' ? [] : [named])])
}

/** The room that the labels of a vertical axis take. */
export const labelsWidth = (axis: Axis): number =>
  axis.ticks.reduce((most, { label }) => Math.max(most, widthOfText(label, SMALL)), 0)
