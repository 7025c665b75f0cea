/** Where a function of one variable passes 0: at a root, or by a jump past it. */
export interface Passage {
  readonly at: number
  /** The neighbouring values of the variable on either side of a jump; undefined at a root. */
  readonly jump?: { readonly from: number; readonly to: number }
}

/** Halvings after which the ends of an interval are neighbouring float64 numbers. */
const HALVINGS = 200

/**
 * The passages through 0 between the given points, which rise: roots by bisection between points of opposite sign (and points at
 * which it is 0), to the last digit. What passes 0 an even number of times between two points is not seen. `scale` is the size of
 * the figures compared: what jumps by more than 1e-9 of it is no root. `values` are those at the points, where they are known.
 */
export function passages(
  of: (x: number) => number,
  points: readonly number[],
  scale: number,
  values: readonly number[] = points.map(of),
): Passage[] {
  const found: Passage[] = []
  for (let i = 0; i < points.length; i++) {
    const y = values[i] as number
    if (y === 0 && !(values[i - 1] === 0 && values[i + 1] === 0)) found.push({ at: points[i] as number })
    const next = values[i + 1]
    if (next === undefined || !(y * next < 0)) continue
    const passage = bisect(of, points[i] as number, points[i + 1] as number, y, scale)
    if (passage !== undefined) found.push(passage)
  }
  return found
}

/** Undefined where the function has no value on the way. */
function bisect(
  of: (x: number) => number,
  from: number,
  to: number,
  atFrom: number,
  scale: number,
): Passage | undefined {
  let [low, high] = [from, to]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) break
    const y = of(middle)
    if (y === 0) return { at: middle }
    if (!Number.isFinite(y)) return undefined
    if (y < 0 === atFrom < 0) low = middle
    else high = middle
  }
  const [before, after] = [of(low), of(high)]
  if (Math.abs(after - before) > 1e-9 * scale) return { at: high, jump: { from: low, to: high } }
  return { at: Math.abs(before) < Math.abs(after) ? low : high }
}
