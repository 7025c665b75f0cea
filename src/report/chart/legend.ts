import type { Colours } from '../drawing/colours.ts'
import { joined, type Markup } from '../drawing/svg.ts'
import { fittedText, MARGIN, SIZE, text, widest } from './chart.ts'

export interface LegendEntry {
  readonly name: string
  /** Draws the sample with its left edge and the middle of the line given. */
  sample(x: number, middle: number): Markup
}

export interface Legend {
  readonly height: number
  readonly markup: Markup
}

const ROW = 20
/** Width of a sample, with the space after it. */
const SAMPLE = 22

/** Names with their samples in columns of one width, in reading order. */
export function legend(entries: readonly LegendEntry[], top: number, width: number, colours: Colours): Legend {
  if (entries.length === 0) return { height: 0, markup: joined([]) }
  const room = width - 2 * MARGIN
  const wanted = SAMPLE + widest(entries.map(({ name }) => name)) + 14
  const columns = Math.max(1, Math.min(entries.length, Math.floor(room / Math.min(wanted, room))))
  // as many rows as are needed, filled evenly
  const rows = Math.ceil(entries.length / columns)
  const column = Math.min(wanted, room / columns)
  const drawn = entries.map(({ name, sample }, i) => {
    const x = MARGIN + (i % columns) * column
    const middle = top + Math.floor(i / columns) * ROW + ROW / 2
    const shown = fittedText(name, SIZE, column - SAMPLE - 6)
    return joined([sample(x, middle), text(x + SAMPLE, middle + 4, shown, { fill: colours.ink })])
  })
  return { height: rows * ROW, markup: joined(drawn) }
}
