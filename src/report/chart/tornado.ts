import { joined, type Markup } from '../drawing/svg.ts'
import { AXIS_HEIGHT, type Axis, centred, horizontalAxis, linearAxis } from './axis.ts'
import {
  type ChartFrame,
  chart,
  fittedText,
  idOf,
  MARGIN,
  noData,
  SIZE,
  SMALL,
  text,
  widthOf,
  widthOfText,
} from './chart.ts'
import { sided, sideHatch } from './hatch.ts'
import { legend } from './legend.ts'
import { compact, placeable, unitLabel } from './number-label.ts'
import { type Rows, rowsLayout, upright } from './rows.ts'

export interface TornadoBar {
  readonly name: string
  /** The figure with the input at its low and at its high end; null where it cannot be. */
  readonly low: number | null
  readonly high: number | null
  /** The input's own low and high, with unit. */
  readonly lowLabel: string
  readonly highLabel: string
}

export interface TornadoChart extends ChartFrame {
  readonly unit: string
  readonly base: number
  readonly rows: readonly TornadoBar[]
}

const BAR = 24
const CANNOT = 'cannot be'

interface End {
  readonly kind: 'low' | 'high'
  readonly value: number | undefined
  readonly label: string
}

/** Inputs in the order given, each with a bar from the base to the figure at its low end and one to that at its high end. */
export function tornadoChart(frame: TornadoChart): Markup {
  const { colours, unit } = frame
  const base = placeable(frame.base)
  if (base === undefined || frame.rows.length === 0) return noData(frame)
  const [width, id] = [widthOf(frame), idOf(frame)]
  const key = legend(
    (['low', 'high'] as const).map((side) => ({
      name: `input at its ${side}`,
      sample: (x, middle) => joined(sided(id, side, { x, y: middle - 7, width: 14, height: 14 }, colours)),
    })),
    2,
    width,
    colours,
  )
  const rows = rowsLayout(frame.rows, { width, top: key.height + 24, colours, bar: BAR })
  const ends = frame.rows.map((row): [End, End] => [
    { kind: 'low', value: placeable(row.low), label: labelOf(row.lowLabel, row.low) },
    { kind: 'high', value: placeable(row.high), label: labelOf(row.highLabel, row.high) },
  ])
  const values = [base, ...ends.flat().flatMap(({ value }) => (value === undefined ? [] : [value]))]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const range = roomFor(ends, base, [least, most], [rows.left, rows.right])
  const bounds = [rows.left, width - MARGIN] as const
  const axis = linearAxis([least, most], range, { bounds })
  const at = axis.place(base)
  const ground = horizontalAxis(axis, {
    colours,
    title: unitLabel(unit),
    bottom: rows.bottom,
    grid: rows.uprights,
    bounds,
  })
  const baseText = `base ${compact(base, 4)}`
  return chart(
    frame,
    rows.bottom + AXIS_HEIGHT + 6,
    sideHatch(id, colours),
    key.markup,
    ground,
    rows.markup,
    ...ends.map((pair, i) => row(pair, rows.bars[i] as number, { axis, at, rows, frame })),
    upright(rows, at, colours.ink, 1.5),
    text(centred(at, widthOfText(baseText, SIZE, true), [MARGIN, width - MARGIN]), rows.top - 9, baseText, {
      fill: colours.ink,
      anchor: 'middle',
      bold: true,
    }),
  )
}

const labelOf = (label: string, figure: number | null): string =>
  placeable(figure) === undefined ? `${label} ${CANNOT}`.trimStart() : label

type Span = readonly [number, number]

/** The part of a width for bars that leaves their labels room: at most a third of it on each side. */
function roomFor(ends: readonly [End, End][], base: number, [least, most]: Span, [left, right]: Span): Span {
  let [from, to] = [left, right]
  const third = (right - left) / 3
  for (let turn = 0; turn < 12; turn++) {
    const place = (value: number): number => from + ((value - least) / (most - least || 1)) * (to - from)
    const at = place(base)
    let [short, over] = [0, 0]
    for (const pair of ends) {
      const places = pair.map(({ value }) => (value === undefined ? undefined : place(value)))
      const sides = sidesOf(places, at)
      pair.forEach(({ label }, i) => {
        const [end, room] = [places[i] ?? at, widthOfText(label, SMALL) + 6]
        if (sides[i] === 'left') short = Math.max(short, left - (Math.min(end, at) - room))
        else over = Math.max(over, Math.max(end, at) + room - right)
      })
    }
    if (short < 0.5 && over < 0.5) break
    from = Math.min(from + short, left + third)
    to = Math.max(to - over, right - third)
  }
  return [from, to]
}

interface Ground {
  readonly axis: Axis
  /** Where the base stands. */
  readonly at: number
  readonly rows: Rows
  readonly frame: TornadoChart
}

function row(pair: readonly [End, End], y: number, { axis, at, rows, frame }: Ground): Markup {
  const { colours } = frame
  const id = idOf(frame)
  const places = pair.map(({ value }) => (value === undefined ? undefined : axis.place(value)))
  const sides = sidesOf(places, at)
  // where both ends are on one side, each has half the height
  const halved = sides[0] === sides[1]
  const drawn = pair.flatMap(({ kind, label }, i) => {
    const end = places[i] ?? at
    const height = halved ? BAR / 2 : BAR
    const top = halved && i === 1 ? y + BAR / 2 : y
    const width = Math.abs(end - at)
    const shape = width === 0 ? [] : sided(id, kind, { x: Math.min(end, at), y: top, width, height }, colours)
    const leftwards = sides[i] === 'left'
    const x = leftwards ? Math.min(end, at) - 5 : Math.max(end, at) + 5
    const room = leftwards ? x - rows.left : rows.right - x
    const missing = places[i] === undefined
    const shown = text(x, top + height / 2 + 4, fittedText(label, SMALL, room), {
      fill: missing ? colours.muted : colours.ink,
      size: SMALL,
      anchor: leftwards ? 'end' : 'start',
      halo: colours.background,
    })
    return [...shape, shown]
  })
  return joined(drawn)
}

type Side = 'left' | 'right'

/** On which side of the base each end's label stands; an end without an effect stands across from the other. */
function sidesOf(places: readonly (number | undefined)[], at: number): [Side, Side] {
  const side = (place: number | undefined): Side | undefined =>
    place === undefined || place === at ? undefined : place < at ? 'left' : 'right'
  const [low, high] = [side(places[0]), side(places[1])]
  const across = (other: Side | undefined, otherwise: Side): Side =>
    other === undefined ? otherwise : other === 'left' ? 'right' : 'left'
  return [low ?? across(high, 'left'), high ?? across(low, 'right')]
}
