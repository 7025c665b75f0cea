import type { Colours } from '../drawing/colours.ts'
import { element, type Markup, textWidth } from '../drawing/svg.ts'
import { type FlowLayout, SIZES } from './flow-layout.ts'
import type { Network, NetworkStream } from './network-data.ts'
import { strokeOf } from './strokes.ts'
import { line } from './wording.ts'

const TEXT = 12
const SAMPLE = 34

/** What the lines stand for, as far as the diagram has them. */
export function legend({ streams, steps }: Network, { width, height }: FlowLayout, colours: Colours): Markup[] {
  const forward = (kind: NetworkStream['kind']): boolean => streams.some((one) => one.kind === kind && !one.isReturn)
  const entries: [Pick<NetworkStream, 'kind' | 'isReturn'>, string][] = [
    ...(forward('web') ? [[{ kind: 'web', isReturn: false }, 'web'] as const] : []),
    ...(forward('bulk') ? [[{ kind: 'bulk', isReturn: false }, 'bulk'] as const] : []),
    ...(forward('pieces') ? [[{ kind: 'pieces', isReturn: false }, 'pieces'] as const] : []),
    ...(streams.some(({ isReturn }) => isReturn)
      ? [[{ kind: 'bulk', isReturn: true }, 'back to an earlier step'] as const]
      : []),
  ].map(([stroke, words]) => [stroke, words])
  const drawn: Markup[] = []
  let x: number = SIZES.margin
  let y = height - 36
  const next = (room: number): void => {
    if (x + room <= width - SIZES.margin) return
    x = SIZES.margin
    y += 20
  }
  for (const [stroke, words] of entries) {
    const room = SAMPLE + 8 + textWidth(words, TEXT) / 0.96
    next(room)
    drawn.push(
      element('line', { x1: x, y1: y - 4, x2: x + SAMPLE, y2: y - 4, ...strokeOf(stroke, colours) }),
      line(x + SAMPLE + 6, y, words, room - SAMPLE - 6, { size: TEXT, fill: colours.muted }),
    )
    x += room + 16
  }
  if (steps.some(({ utilization }) => utilization !== null)) {
    const words = 'bar and percent: capacity in use'
    const room = textWidth(words, TEXT) / 0.96
    next(room)
    drawn.push(line(x, y, words, Math.min(room, width - 2 * SIZES.margin), { size: TEXT, fill: colours.muted }))
  }
  return drawn
}
