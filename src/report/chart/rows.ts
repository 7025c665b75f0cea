import type { Colours } from '../drawing/colours.ts'
import { joined, type Markup } from '../drawing/svg.ts'
import { fittedText, isNarrow, MARGIN, SIZE, SMALL, straight, text, widest, widthOfText } from './chart.ts'

/** What stands beside a bar, or above it where the picture is narrow. */
export interface RowName {
  readonly name: string
  readonly note?: string
  /** Whether the note is in the colour of what is marked. */
  readonly marked?: boolean
  readonly bold?: boolean
  /** Figures that stand in columns on the right. */
  readonly cells?: readonly string[]
}

export interface RowsFrame {
  readonly width: number
  readonly top: number
  readonly colours: Colours
  /** Height of a bar. */
  readonly bar: number
  /** Over the columns of figures. */
  readonly heads?: readonly string[]
}

export interface Rows {
  /** Where bars may be. */
  readonly left: number
  readonly right: number
  /** The upper edge of each row's bar. */
  readonly bars: readonly number[]
  /** Upper edge of the first row, and lower edge of the last. */
  readonly top: number
  readonly bottom: number
  /** From where to where lines across the bars go: in pieces where names stand between the bars. */
  readonly uprights: readonly (readonly [number, number])[]
  readonly markup: Markup
}

/** A line across all bars, such as that of nought. */
export const upright = ({ uprights }: Rows, x: number, stroke: string, width = 1, dash?: string): Markup =>
  joined(uprights.map(([from, to]) => straight([x, from], [x, to], stroke, width, dash)))

const BETWEEN = 8
const HEAD = 18
/** Parts of the width that names and one column of figures may take. */
const NAMES = 0.3
const CELL = 0.16

export function rowsLayout(rows: readonly RowName[], frame: RowsFrame): Rows {
  return isNarrow(frame.width) ? namesAbove(rows, frame) : namesBeside(rows, frame)
}

function namesBeside(rows: readonly RowName[], { width, top, colours, bar, heads = [] }: RowsFrame): Rows {
  const most = width * NAMES
  const named = rows.map(({ name, bold }) => widthOfText(name, SIZE, bold))
  const noted = rows.map(({ note }) => (note === undefined ? 0 : widthOfText(note, SMALL)))
  const names = Math.min(most, Math.max(24, ...named, ...noted))
  const columns = columnsOf(rows, heads, width)
  const right = width - MARGIN - columns.reduce((sum, column) => sum + column + 12, 0)
  const first = top + (heads.length === 0 ? 0 : HEAD)
  const pitches = rows.map(({ note }) => Math.max(bar, note === undefined ? 15 : 28) + BETWEEN)
  const middles = pitches.map((pitch, i) => pitches.slice(0, i).reduce((sum, one) => sum + one, first) + pitch / 2)
  const ends = columns.map(
    (_, i) => width - MARGIN - columns.slice(i + 1).reduce((sum, column) => sum + column + 12, 0),
  )
  const cell = (content: string, i: number, y: number, bold?: boolean): Markup =>
    text(ends[i] as number, y, fittedText(content, SIZE, columns[i] as number, bold), {
      fill: colours.ink,
      anchor: 'end',
      bold,
    })
  const headings = heads.map((head, i) =>
    text(ends[i] as number, top + 11, fittedText(head, SMALL, columns[i] as number), {
      fill: colours.muted,
      size: SMALL,
      anchor: 'end',
    }),
  )
  const drawn = rows.map(({ name, note, marked, bold, cells = [] }, i) => {
    const middle = middles[i] as number
    const at = note === undefined ? middle + 4 : middle - 2
    const shown = text(MARGIN, at, fittedText(name, SIZE, names, bold), { fill: colours.ink, bold })
    const noting = note === undefined ? [] : [noteText(note, middle + 11, names, marked, colours)]
    return joined([shown, ...noting, ...cells.map((content, k) => cell(content, k, middle + 4, bold))])
  })
  return {
    left: MARGIN + names + 10,
    right,
    bars: middles.map((middle) => middle - bar / 2),
    top: first,
    bottom: pitches.reduce((sum, one) => sum + one, first),
    uprights: [[first, pitches.reduce((sum, one) => sum + one, first)]],
    markup: joined([...headings, ...drawn]),
  }
}

function columnsOf(rows: readonly RowName[], heads: readonly string[], width: number): number[] {
  return heads.map((head, i) => {
    const cells = rows.map(({ cells = [], bold }) => widthOfText(cells[i] ?? '', SIZE, bold))
    return Math.min(width * CELL, Math.max(widthOfText(head, SMALL), ...cells))
  })
}

function noteText(note: string, y: number, width: number, marked: boolean | undefined, colours: Colours): Markup {
  const bold = marked === true
  return text(MARGIN, y, fittedText(note, SMALL, width, bold), {
    fill: bold ? colours.mark : colours.muted,
    size: SMALL,
    bold,
  })
}

/** Figures of one row are one text, so that they need no columns. */
const DOT = ' · '

function namesAbove(rows: readonly RowName[], { width, top, colours, bar, heads = [] }: RowsFrame): Rows {
  const room = width - 2 * MARGIN
  const first = top + (heads.length === 0 ? 0 : HEAD)
  const heading = fittedText(heads.join(DOT), SMALL, room)
  const headings =
    heads.length === 0
      ? []
      : [text(width - MARGIN, top + 11, heading, { fill: colours.muted, size: SMALL, anchor: 'end' })]
  const bars: number[] = []
  let y = first
  const drawn = rows.map(({ name, note, marked, bold, cells = [] }) => {
    const figures = fittedText(cells.filter((content) => content !== '').join(DOT), SIZE, room * 0.55, bold)
    const names = room - (figures === '' ? 0 : widest([figures], SIZE, bold) + 10)
    const shown = [text(MARGIN, y + 12, fittedText(name, SIZE, names, bold), { fill: colours.ink, bold })]
    if (figures !== '') shown.push(text(width - MARGIN, y + 12, figures, { fill: colours.ink, anchor: 'end', bold }))
    if (note !== undefined) shown.push(noteText(note, y + 26, room, marked, colours))
    const at = y + (note === undefined ? 18 : 32)
    bars.push(at)
    y = at + bar + BETWEEN
    return joined(shown)
  })
  return {
    left: MARGIN,
    right: width - MARGIN,
    bars,
    top: first,
    bottom: y - BETWEEN + 6,
    uprights: bars.map((at) => [at - 1, at + bar + 2] as const),
    markup: joined([...headings, ...drawn]),
  }
}
