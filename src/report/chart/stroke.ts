import type { Colours } from '../drawing/colours.ts'
import { element, type Markup } from '../drawing/svg.ts'
import { colourOf } from './hatch.ts'

/** Dashes that tell lines apart without their colours. */
const DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '14 4', '5 2', '1 4', '10 3 2 3 2 3'] as const

export interface Stroke extends Readonly<Record<string, string | number | undefined>> {
  readonly stroke: string
  readonly 'stroke-width': number
  readonly 'stroke-dasharray': string | undefined
}

/** How a member of a series is drawn as a line. */
export const strokeOf = (colours: Colours, index: number): Stroke => ({
  stroke: colourOf(colours, index),
  'stroke-width': 2,
  'stroke-dasharray': DASHES[index % DASHES.length],
})

/** A piece of such a line, beside the series' name. */
export function lineSample(colours: Colours, index: number, x: number, middle: number, width = 18): Markup {
  return element('line', { x1: x, y1: middle, x2: x + width, y2: middle, ...strokeOf(colours, index) })
}
