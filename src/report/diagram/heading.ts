import type { Colours } from '../drawing/colours.ts'
import { type Markup, textWidth } from '../drawing/svg.ts'
import { broken, line, roomOf } from './wording.ts'

/** What a picture is of, and what is said beneath, in lines as wide as it: both must be read whole. */
export interface Heading {
  readonly titles: readonly string[]
  readonly size: number
  readonly about: readonly string[]
}

const LARGE = 16
const SMALL = 13
const TEXT = 12
const LINE = 16
/** A title of a document may be of any length. */
const MOST_TITLES = 6
const MOST_ABOUT = 5

export function headingOf(title: string, about: string, room: number): Heading {
  const isOne = textWidth(title, LARGE) <= roomOf(room, true)
  return {
    titles: isOne ? [title] : broken(title, SMALL, room, MOST_TITLES, true),
    size: isOne ? LARGE : SMALL,
    about: broken(about, TEXT, room, MOST_ABOUT),
  }
}

/** What a heading takes beyond two small lines of title and so many beneath. */
export function headingExcess({ titles, about }: Heading, lines: number): number {
  return LINE * (Math.max(0, titles.length - 2) + Math.max(0, about.length - lines))
}

export function headingLines(
  { titles, size, about }: Heading,
  x: number,
  room: number,
  { ink, muted }: Pick<Colours, 'ink' | 'muted'>,
): Markup[] {
  const [first, second] = titles.length === 1 ? [27, 47] : [20, 22 + LINE * titles.length]
  return [
    ...titles.map((text, i) => line(x, first + LINE * i, text, room, { size, fill: ink, bold: true })),
    ...about.map((text, i) => line(x, second + LINE * i, text, room, { size: TEXT, fill: muted })),
  ]
}
