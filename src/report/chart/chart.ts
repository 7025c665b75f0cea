import type { Colours } from '../drawing/colours.ts'
import { element, escaped, fitted, type Markup, picture, textWidth } from '../drawing/svg.ts'

/** What every chart is given besides its data. */
export interface ChartFrame {
  readonly title: string
  /** What the chart shows, in words, for a reader who does not see it. */
  readonly description: string
  /** Told apart from other pictures of a page. */
  readonly id: string
  readonly colours: Colours
  /** Whether it has a ground of its own; within a page it has none. */
  readonly background?: boolean
  /** In pixels at the drawn size, at least 340. */
  readonly width?: number
}

/** Sizes of text at the drawn size, in pixels. */
export const SIZE = 12
export const SMALL = 11
/** Between the outermost marks and the picture's edge. */
export const MARGIN = 10

const LEAST_WIDTH = 340
const MOST_WIDTH = 4000
const NARROW = 520

export function widthOf({ width = 720 }: ChartFrame): number {
  return Number.isFinite(width) ? Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width))) : 720
}

/** Whether names stand above bars instead of beside them, as on a phone. */
export const isNarrow = (width: number): boolean => width < NARROW

/** An id that also stands in `url(#…)`, whatever it is made of. */
export const idOf = ({ id }: ChartFrame): string => id.replace(/[^\w-]/g, '-')

export function chart(frame: ChartFrame, height: number, ...content: readonly Markup[]): Markup {
  const { title, description, colours, background = true } = frame
  return picture(
    { width: widthOf(frame), height: Math.ceil(height), title, description, id: idOf(frame) },
    background ? colours.background : undefined,
    ...content,
  )
}

/** A chart that has nothing to show says so. */
export function noData(frame: ChartFrame, words = 'no data'): Markup {
  const width = widthOf(frame)
  const style = { fill: frame.colours.muted, anchor: 'middle' } as const
  return chart(frame, 64, text(width / 2, 36, words, style))
}

export interface TextStyle {
  readonly fill: string
  readonly size?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
  /** The colour behind a text that stands upon lines or a pattern. */
  readonly halo?: string
}

/** A text with its baseline at `y`. */
export function text(x: number, y: number, content: string, style: TextStyle): Markup {
  const { fill, size = SIZE, anchor, bold, halo } = style
  const behind =
    halo === undefined
      ? {}
      : { stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' as const }
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-weight': bold === true ? 600 : undefined,
      ...behind,
    },
    escaped(content),
  )
}

/** How much wider bold faces are. */
const BOLDER = 1.13

export const widthOfText = (content: string, size: number = SIZE, bold = false): number =>
  textWidth(content, size) * (bold ? BOLDER : 1)

/** A text cut to a width, to nothing where there is no room at all; in bold it takes more of it. */
export function fittedText(content: string, size: number, width: number, bold = false): string {
  const shown = fitted(content, size, width / (bold ? BOLDER : 1))
  return widthOfText(shown, size, bold) <= width ? shown : ''
}

export function widest(texts: readonly string[], size: number = SIZE, bold = false): number {
  return texts.reduce((most, one) => Math.max(most, widthOfText(one, size, bold)), 0)
}

export function straight(
  from: readonly [number, number],
  to: readonly [number, number],
  stroke: string,
  width = 1,
  dash?: string,
): Markup {
  const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }
  return element('line', { ...ends, stroke, 'stroke-width': width, 'stroke-dasharray': dash })
}

/** A bar from one place to another, whichever is further left; what has a size is never drawn as nothing. */
export function bar(
  from: number,
  to: number,
  y: number,
  height: number,
  paint: Readonly<Record<string, string>>,
): Markup {
  const width = Math.max(Math.abs(to - from), 0.5)
  return element('rect', { x: Math.min(from, to), y, width, height, ...paint })
}
