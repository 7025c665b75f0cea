import { lookUpWords } from './vector-draws.ts'

/**
 * Quantiles as a table of cubics, over cells that halve toward both ends: a word k below 2^31 stands k + offset steps of 2^-32 from
 * the lower end, one above it ~k + 1 - offset steps from the upper end. The cells of one octave of steps are 16 of equal width, so
 * that near an end, where quantiles rise steeply or without bound, they are as exact as in the middle. Below 16 steps each has its
 * own cell, exact at either offset.
 */
const CELLS = 16
const OCTAVES = 32
const SIDE = CELLS * (OCTAVES + 1)
/** Octaves whose steps have a cell each. */
const SINGLE = 5

/**
 * Steps from an end that a table is made of, rising: halves up to 16, for both offsets, then where cells begin and, last, the middle.
 */
export const STEPS: Float64Array = stepsOf()

function stepsOf(): Float64Array {
  const single = 2 * CELLS
  const steps = new Float64Array(single + (OCTAVES - SINGLE) * CELLS)
  for (let i = 0; i < single; i++) steps[i] = (i + 1) / 2
  for (let cell = 1; single + cell - 1 < steps.length; cell++) {
    steps[single + cell - 1] = (CELLS + (cell % CELLS)) * 2 ** Math.floor(cell / CELLS)
  }
  return steps
}

/** One half of a quantile function, from an end to the middle. */
export interface Half {
  /** The value at the end itself, which may be infinite. */
  readonly end: number
  /** The value at each of STEPS. */
  readonly values: Float64Array
  /** Its derivative by the number of steps. */
  readonly slopes: Float64Array
}

/**
 * The coefficients of each cell in rising order, in steps from the end: the lower half, then the upper. The first 16 cells of a half
 * are that of step 0 and none.
 */
export function quantileTable(lower: Half, upper: Half): Float64Array {
  const table = new Float64Array(2 * SIDE * 4)
  fillHalf(table, 0, lower, 0)
  fillHalf(table, SIDE * 4, upper, 1)
  return table
}

/** `first` is the half steps that the cells of single steps begin at: offsets are 0 and a half, or from above a half and 1. */
function fillHalf(table: Float64Array, from: number, { end, values, slopes }: Half, first: 0 | 1): void {
  // no draw is infinite: at an infinite end it is that of half a step
  const atEnd = Number.isFinite(end) ? end : (values[0] as number)
  for (let step = 0; step < CELLS; step++) {
    const half = 2 * step + first
    const start = half === 0 ? atEnd : (values[half - 1] as number)
    const slope = 2 * ((values[half] as number) - start)
    const at = from + 4 * cellOf(step)
    table[at] = start - (slope * half) / 2
    table[at + 1] = slope
  }
  for (let i = 2 * CELLS - 1; i + 1 < values.length; i++) {
    const begin = STEPS[i] as number
    const width = (STEPS[i + 1] as number) - begin
    const value = values[i] as number
    const slope = slopes[i] as number
    const after = slopes[i + 1] as number
    const chord = ((values[i + 1] as number) - value) / width
    const square = (3 * chord - 2 * slope - after) / width
    const cube = (slope + after - 2 * chord) / (width * width)
    // from the beginning of the cell to the end of the law: it costs four digits of sixteen, and each draw a subtraction less
    const at = from + 4 * cellOf(begin)
    table[at] = value - begin * (slope - begin * (square - begin * cube))
    table[at + 1] = slope - begin * (2 * square - 3 * begin * cube)
    table[at + 2] = square - 3 * begin * cube
    table[at + 3] = cube
  }
}

/** The cell of a half that a step is in: its octave, and the four digits after its first. */
function cellOf(step: number): number {
  const zeros = Math.clz32(step)
  return ((step << zeros) >>> 27) + CELLS * (32 - zeros)
}

/** A table, and what its values are multiplied and moved by. */
export interface TablePlan {
  readonly table: Float64Array
  readonly location: number
  readonly scale: number
}

/** Writes location + scale × the quantile of each of the first `count` words to into[at] and on. */
export function lookUp(
  { table, location, scale }: TablePlan,
  k: Uint32Array,
  count: number,
  offset: 0 | 0.5,
  into: Float64Array,
  at: number,
): void {
  lookUpWords(table, location, scale, k, count, offset, into, at)
}
