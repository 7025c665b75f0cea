import type { Settling } from './plan.ts'

const MOST_STEPS = 200
/** A step below this part of the value ends the search. */
const SETTLED = 1e-14

/**
 * Settles an input in every scenario of a block at once: the value between two ends at which a gap comes to 0, by false position
 * with halved ends, and every third time the middle. A scenario in which the gap keeps its sign gets the condition's code.
 */
export function settleBlock(
  settling: Settling,
  input: Float64Array,
  gap: Float64Array,
  status: Float64Array,
  toGap: (count: number) => void,
  count: number,
): void {
  const low = new Float64Array(count).fill(settling.low)
  const high = new Float64Array(count).fill(settling.high)
  const ends = [low, high].map((end) => {
    input.set(end)
    toGap(count)
    return gap.slice(0, count)
  })
  const [atLow, atHigh] = ends as [Float64Array, Float64Array]
  const side = new Int8Array(count)
  const isOpen = new Uint8Array(count)
  let open = 0
  for (let i = 0; i < count; i++) {
    const [a, b] = [atLow[i] as number, atHigh[i] as number]
    if (a === 0 || b === 0) input[i] = a === 0 ? settling.low : settling.high
    else if (a * b < 0) {
      isOpen[i] = 1
      open++
      input[i] = Number.NaN
    } else if (status[i] === 0) status[i] = settling.code
  }
  for (let step = 0; step < MOST_STEPS && open > 0; step++) {
    for (let i = 0; i < count; i++) {
      if (isOpen[i] === 0) continue
      const [from, to, a, b] = [low[i], high[i], atLow[i], atHigh[i]] as [number, number, number, number]
      const straight = (from * b - to * a) / (b - a)
      const middle = from + (to - from) / 2
      const x = step % 3 === 2 || !(straight > from && straight < to) ? middle : straight
      if (Math.abs(x - (input[i] as number)) <= SETTLED * Math.abs(x) || x <= from || x >= to) {
        isOpen[i] = 0
        open--
      }
      input[i] = x
    }
    if (open === 0) break
    toGap(count)
    for (let i = 0; i < count; i++) {
      if (isOpen[i] === 0) continue
      const [x, y] = [input[i] as number, gap[i] as number]
      if (y === 0 || !Number.isFinite(y)) {
        isOpen[i] = 0
        open--
      } else if (y * (atLow[i] as number) > 0) {
        low[i] = x
        atLow[i] = y
        if (side[i] === -1) atHigh[i] = (atHigh[i] as number) / 2
        side[i] = -1
      } else {
        high[i] = x
        atHigh[i] = y
        if (side[i] === 1) atLow[i] = (atLow[i] as number) / 2
        side[i] = 1
      }
    }
  }
}
