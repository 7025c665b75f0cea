import type { Colours } from '../drawing/colours.ts'
import { element, type Markup, textWidth } from '../drawing/svg.ts'
import { type FlowLayout, SIZES } from './flow-layout.ts'
import type { Network, NetworkStream } from './network-data.ts'
import { strokeOf } from './strokes.ts'
import { line } from './wording.ts'

const TEXT = 12
const SAMPLE = 34

interface Entry {
  /** The line it shows; none for words about something else. */
  readonly stroke: Pick<NetworkStream, 'kind' | 'isReturn'> | undefined
  readonly words: string
}

/** What the lines stand for, as far as the diagram has them. */
function entriesOf({ streams, steps }: Network): Entry[] {
  const kinds = (['web', 'bulk', 'pieces'] as const).filter((kind) =>
    streams.some((one) => one.kind === kind && !one.isReturn),
  )
  return [
    ...kinds.map((kind): Entry => ({ stroke: { kind, isReturn: false }, words: kind })),
    ...(streams.some(({ isReturn }) => isReturn)
      ? [{ stroke: { kind: 'bulk', isReturn: true } as const, words: 'back to an earlier step' }]
      : []),
    ...(steps.some(({ utilization }) => utilization !== null)
      ? [{ stroke: undefined, words: 'bar and percent: capacity in use' }]
      : []),
  ]
}

interface PlacedEntry extends Entry {
  readonly x: number
  readonly row: number
  readonly room: number
}

function placedEntries(network: Network, width: number): PlacedEntry[] {
  let x: number = SIZES.margin
  let row = 0
  return entriesOf(network).map((entry) => {
    const room = (entry.stroke === undefined ? 0 : SAMPLE + 8) + textWidth(entry.words, TEXT) / 0.96
    if (x > SIZES.margin && x + room > width - SIZES.margin) {
      x = SIZES.margin
      row++
    }
    const placed = { ...entry, x, row, room }
    x += room + 16
    return placed
  })
}

const ROW = 20

/** The height of what stands below all steps. */
export function footOf(network: Network, width: number): number {
  const rows = (placedEntries(network, width).at(-1)?.row ?? 0) + 1
  return SIZES.foot + ROW * Math.max(0, rows - 2)
}

export function legend(network: Network, { width, height }: FlowLayout, colours: Colours): Markup[] {
  const top = height - footOf(network, width) + 26
  return placedEntries(network, width).flatMap(({ stroke, words, x, row, room }) => {
    const y = top + ROW * row
    const lettering = { size: TEXT, fill: colours.muted }
    if (stroke === undefined) return [line(x, y, words, Math.min(room, width - 2 * SIZES.margin), lettering)]
    return [
      element('line', { x1: x, y1: y - 4, x2: x + SAMPLE, y2: y - 4, ...strokeOf(stroke, colours) }),
      line(x + SAMPLE + 6, y, words, room - SAMPLE - 6, lettering),
    ]
  })
}
