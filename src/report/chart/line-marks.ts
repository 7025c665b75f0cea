import type { Colours } from '../drawing/colours.ts'
import { element, joined, type Markup } from '../drawing/svg.ts'
import type { Axis } from './axis.ts'
import { fittedText, MARGIN, SMALL, straight, text, widthOfText } from './chart.ts'
import { compact } from './number-label.ts'
import { type Box, crossings as countCrossings, isInside, overlap, textBox } from './place-labels.ts'

/** Where two lines meet. */
export interface Crossing {
  readonly x: number
  readonly y: number
  readonly label: string
}

/** A place on the x axis that is named. */
export interface Marker {
  readonly x: number
  readonly label: string
}

interface Marks {
  /** How much room they take above or below what is drawn already. */
  readonly height: number
  readonly markup: Markup
}

type Point = readonly [number, number]
type Anchor = 'start' | 'middle' | 'end'

const ROW = 15

export interface MarkerGround {
  readonly colours: Colours
  readonly left: number
  readonly right: number
  readonly width: number
  /** Without, only the height is told: the rows of labels are as many as there are markers at most. */
  readonly axis?: Axis
  readonly top?: number
  readonly bottom?: number
}

/** Dashed lines up from the axis, each with its label in a row of its own above the plot, the rightmost in the lowest. */
export function markerMarks(markers: readonly Marker[], ground: MarkerGround): Marks {
  const { colours, left, right, width, axis, top = 0, bottom = 0 } = ground
  const height = markers.length === 0 ? 0 : markers.length * ROW + 4
  if (axis === undefined) return { height, markup: joined([]) }
  const sorted = [...markers].sort((a, b) => b.x - a.x)
  const drawn = sorted.map(({ x, label }, i) => {
    const at = axis.place(x)
    const y = top - 6 - i * ROW
    const shown = fittedText(label, SMALL, width * 0.4)
    const size = widthOfText(shown, SMALL)
    const start = Math.max(Math.min(left, at), Math.min(at + 4, right - size))
    return {
      line: straight([at, y - 9], [at, bottom], colours.muted, 1, '3 3'),
      label: text(start, y, shown, { fill: colours.muted, size: SMALL, halo: colours.background }),
    }
  })
  return { height, markup: joined([...drawn.map(({ line }) => line), ...drawn.map(({ label }) => label)]) }
}

export interface CrossingGround {
  readonly colours: Colours
  readonly area: Box
  readonly lines: readonly (readonly (Point | undefined)[])[]
  readonly horizontal: Axis
  readonly vertical: Axis
  readonly width: number
}

/** Where a label may stand about its ring, the likelier first. */
const AROUND: readonly (readonly [number, number, Anchor])[] = [
  [10, -8, 'start'],
  [-10, -8, 'end'],
  [10, 17, 'start'],
  [-10, 17, 'end'],
  [0, -14, 'middle'],
  [0, 24, 'middle'],
  [12, -24, 'start'],
  [-12, -24, 'end'],
  [12, 33, 'start'],
  [-12, 33, 'end'],
  [0, -40, 'middle'],
  [0, 50, 'middle'],
]

/** Ringed points, each labelled where the fewest lines pass; labels that find no place are listed below. */
export function crossingMarks(crossings: readonly Crossing[], ground: CrossingGround): Marks {
  const { colours, area, horizontal, vertical, width, lines } = ground
  const rings = crossings.map(({ x, y, label }) => ({
    at: [horizontal.place(x), vertical.place(y)] as Point,
    x,
    label,
  }))
  const pieces = lines.map(withoutGaps)
  const taken: Box[] = rings.map(({ at }) => around(at, 6))
  const listed: string[] = []
  const labels = rings.flatMap(({ at, x, label }) => {
    const shown = fittedText(label, SMALL, width * 0.4)
    const place = freePlace(at, widthOfText(shown, SMALL), { area, taken, pieces })
    if (place === undefined) {
      listed.push(`at ${compact(x, 4)}: ${label}`)
      return []
    }
    taken.push(place.box)
    const style = { fill: colours.ink, size: SMALL, anchor: place.anchor, halo: colours.background }
    return [text(place.x, place.y, shown, style)]
  })
  const circles = rings.map(({ at }) =>
    element('circle', {
      cx: at[0],
      cy: at[1],
      r: 5,
      fill: colours.background,
      'fill-opacity': 0.6,
      stroke: colours.ink,
      'stroke-width': 1.5,
    }),
  )
  const below = listed.map((line, i) => {
    const shown = fittedText(line, SMALL, width - 2 * MARGIN)
    return text(MARGIN, area.bottom + 52 + i * ROW, shown, { fill: colours.ink, size: SMALL })
  })
  return {
    height: listed.length === 0 ? 0 : 8 + listed.length * ROW,
    markup: joined([...circles, ...labels, ...below]),
  }
}

const around = ([x, y]: Point, r: number): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r })

function withoutGaps(line: readonly (Point | undefined)[]): Point[][] {
  const pieces: Point[][] = [[]]
  for (const point of line) {
    if (point === undefined) pieces.push([])
    else pieces.at(-1)?.push(point)
  }
  return pieces.filter((piece) => piece.length > 1)
}

interface Taken {
  readonly area: Box
  readonly taken: readonly Box[]
  readonly pieces: readonly (readonly (readonly Point[])[])[]
}

function freePlace(at: Point, size: number, { area, taken, pieces }: Taken) {
  let best: { x: number; y: number; anchor: Anchor; box: Box; hits: number } | undefined
  for (const [dx, dy, anchor] of AROUND) {
    const [x, y] = [at[0] + dx, at[1] + dy]
    const box = textBox(x, y, size, SMALL, anchor)
    if (!isInside(box, area) || taken.some((other) => overlap(box, other, 2))) continue
    const hits = pieces.flat().reduce((sum, piece) => sum + countCrossings(box, piece), 0)
    if (best === undefined || hits < best.hits) best = { x, y, anchor, box, hits }
    if (hits === 0) break
  }
  return best
}
