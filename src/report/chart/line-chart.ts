import { line } from 'd3-shape'
import { element, joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, type Axis, horizontalAxis, labelsWidth, linearAxis, logAxis, verticalAxis } from './axis.ts'
import {
  type ChartFrame,
  chart,
  fittedText,
  isNarrow,
  MARGIN,
  noData,
  SIZE,
  straight,
  text,
  widest,
  widthOf,
} from './chart.ts'
import { legend } from './legend.ts'
import { type Crossing, crossingMarks, type Marker, markerMarks } from './line-marks.ts'
import { placeable, withUnit } from './number-label.ts'
import { spread } from './place-labels.ts'
import { lineSample, strokeOf } from './stroke.ts'

export interface LineSeries {
  readonly name: string
  /** One value for each x; null where there is none, which leaves a gap. */
  readonly y: readonly (number | null)[]
}

export interface LineChart extends ChartFrame {
  readonly xLabel: string
  readonly yLabel: string
  readonly x: readonly number[]
  readonly logX?: boolean
  /** The unit of y, where `yLabel` does not say it. */
  readonly unit?: string
  readonly series: readonly LineSeries[]
  readonly crossings?: readonly Crossing[]
  readonly markers?: readonly Marker[]
}

type Point = readonly [number, number]

const SAMPLE = 22
const LABEL = 15

/** A figure against an input, one line a route, each named at its end; where two meet is ringed. */
export function lineChart(frame: LineChart): Markup {
  const { colours, logX = false, unit } = frame
  const x = frame.x.map((value) => {
    const placed = placeable(value)
    return logX && placed !== undefined && placed <= 0 ? undefined : placed
  })
  const data = frame.series.map(({ y }) => x.map((at, i) => (at === undefined ? undefined : placeable(y[i]))))
  const values = data.flat().filter((value) => value !== undefined)
  const places = x.filter((at) => at !== undefined)
  if (values.length === 0) return noData(frame)

  const width = widthOf(frame)
  const narrow = isNarrow(width)
  const names = frame.series.map(({ name }) => name)
  const key = narrow
    ? legend(
        names.map((name, i) => ({ name, sample: (at, middle) => lineSample(colours, i, at, middle) })),
        2,
        width,
        colours,
      )
    : { height: 0, markup: joined([]) }
  const nameRoom = narrow ? 0 : Math.min(widest(names), width * 0.24)
  const right = narrow ? width - MARGIN - 4 : width - MARGIN - nameRoom - SAMPLE - 16
  const height = Math.max(narrow ? 210 : 270, narrow ? 0 : names.length * LABEL)
  const known = (frame.markers ?? []).filter((marker) => inDomain(marker.x, places, logX))
  const markerRows = markerMarks(known, { colours, left: 60, right, width })
  const top = key.height + 22 + markerRows.height
  const bottom = top + height
  const vertical = linearAxis(fromNought(values), [bottom, top], { nice: true })
  const left = MARGIN + labelsWidth(vertical) + 8
  const range = [left, right] as const
  const bounds = [MARGIN, narrow ? width - MARGIN : right + 20] as const
  const ends = [Math.min(...places), Math.max(...places)] as const
  const horizontal = logX ? logAxis(ends, range, { bounds }) : linearAxis(ends, range, { bounds })

  const points = data.map((series) =>
    series.map((value, i): Point | undefined =>
      value === undefined ? undefined : [horizontal.place(x[i] as number), vertical.place(value)],
    ),
  )
  const area = { left, right, top, bottom }
  const rings = (frame.crossings ?? []).filter(
    (one) => inDomain(one.x, places, logX) && placeable(one.y) !== undefined && within(one.y, vertical),
  )
  const marked = crossingMarks(rings, { colours, area, lines: points, horizontal, vertical, width })
  const marks = markerMarks(known, { colours, left, right, width, axis: horizontal, bottom, top })
  return chart(
    frame,
    bottom + AXIS_HEIGHT + marked.height + 6,
    key.markup,
    verticalAxis(vertical, {
      colours,
      title: withUnit(frame.yLabel, unit === undefined || frame.yLabel.includes(unit) ? '1' : unit),
      left,
      right,
      titleAt: [MARGIN, key.height + 14],
      titleWidth: width - 2 * MARGIN,
    }),
    horizontalAxis(horizontal, { colours, title: withUnit(frame.xLabel, '1'), bottom, bounds }),
    straight([left, bottom], [right, bottom], colours.muted),
    marks.markup,
    ...points.map((series, i) => drawnLine(series, i, frame)),
    ...(narrow ? [] : [endLabels(points, names, { area, nameRoom, frame })]),
    marked.markup,
  )
}

const inDomain = (value: number, places: readonly number[], logX: boolean): boolean =>
  placeable(value) !== undefined && (!logX || value > 0) && value >= Math.min(...places) && value <= Math.max(...places)

const within = (value: number, { domain }: Axis): boolean => value >= domain[0] && value <= domain[1]

/** Nought is shown unless the values lie far from it. */
function fromNought(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (least > 0 && least < 0.4 * most) return [0, most]
  if (most < 0 && most > 0.4 * least) return [least, 0]
  return [least, most]
}

/** The pieces of a line between its gaps; a point that stands alone is a dot. */
function drawnLine(points: readonly (Point | undefined)[], index: number, { colours }: LineChart): Markup {
  const stroke = strokeOf(colours, index)
  const path = line<Point | undefined>()
    .defined((point) => point !== undefined)
    .x((point) => point?.[0] ?? 0)
    .y((point) => point?.[1] ?? 0)
    .digits(2)(points)
  const alone = points.filter((_, i) => points[i - 1] === undefined && points[i + 1] === undefined)
  const dots = alone.flatMap((point) =>
    point === undefined ? [] : [element('circle', { cx: point[0], cy: point[1], r: 3, fill: stroke.stroke })],
  )
  return joined([element('path', { d: path ?? '', fill: 'none', 'stroke-linejoin': 'round', ...stroke }), ...dots])
}

interface EndLabels {
  readonly area: { readonly right: number; readonly top: number; readonly bottom: number }
  readonly nameRoom: number
  readonly frame: LineChart
}

/** Names beside the ends of their lines, moved apart where lines end close to each other, each with a sample of its line. */
function endLabels(
  points: readonly (readonly (Point | undefined)[])[],
  names: readonly string[],
  { area, nameRoom, frame }: EndLabels,
): Markup {
  const { colours } = frame
  const ends = points.map((series) => series.findLast((point) => point !== undefined))
  const shown = ends.flatMap((end, i) => (end === undefined ? [] : [{ end, i }]))
  const wanted = shown.map(({ end }) => end[1])
  const places = spread(wanted, LABEL, area.top + 4, area.bottom - 4)
  const x = area.right + 14
  return joined(
    shown.map(({ end, i }, k) => {
      const y = places[k] as number
      const name = fittedText(names[i] as string, SIZE, nameRoom)
      return joined([
        straight([end[0] + 2, end[1]], [x - 2, y], colours.muted, 0.75, end[0] < area.right - 1 ? '1 3' : undefined),
        lineSample(colours, i, x, y),
        text(x + SAMPLE, y + 4, name, { fill: colours.ink }),
      ])
    }),
  )
}
