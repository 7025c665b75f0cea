/** The room that a text takes. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const overlap = (a: Box, b: Box, between = 0): boolean =>
  a.left < b.right + between && b.left < a.right + between && a.top < b.bottom + between && b.top < a.bottom + between

export const isInside = (box: Box, frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom

/** The box of a text of a width and font size with its baseline at `y`. */
export function textBox(x: number, y: number, width: number, size: number, anchor: 'start' | 'middle' | 'end'): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - size * 0.78, bottom: y + size * 0.24 }
}

/** Places as near to those wanted as they can be, in their order, `apart` from each other and between two ends. */
export function spread(wanted: readonly number[], apart: number, from: number, to: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number))
  const placed = [...wanted]
  let last = from - apart
  for (const i of order) last = placed[i] = Math.max(placed[i] as number, last + apart)
  let next = to + apart
  for (const i of order.reverse()) next = placed[i] = Math.min(placed[i] as number, next - apart)
  return placed
}

/** How often a polyline's pieces go through a box. */
export function crossings(box: Box, points: readonly (readonly [number, number])[]): number {
  let count = 0
  for (let i = 1; i < points.length; i++) {
    if (passes(box, points[i - 1] as readonly [number, number], points[i] as readonly [number, number])) count++
  }
  return count
}

/** Whether a straight piece goes through a box: what is left of it between all four sides (Liang and Barsky, 1984). */
function passes(box: Box, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): boolean {
  if (Math.max(x1, x2) < box.left || Math.min(x1, x2) > box.right) return false
  let [start, end] = [0, 1]
  const sides = [
    [x1 - x2, x1 - box.left],
    [x2 - x1, box.right - x1],
    [y1 - y2, y1 - box.top],
    [y2 - y1, box.bottom - y1],
  ] as const
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false
    if (step < 0) start = Math.max(start, room / step)
    if (step > 0) end = Math.min(end, room / step)
  }
  return start <= end
}
