import { MOST_ROWS, mostEnteringRows } from './flow-words.ts'
import type { Network } from './network-data.ts'
import { leavingByTag } from './wording.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface StreamRoute {
  readonly points: readonly (readonly [number, number])[]
  /** Room for what is said of the stream, above its line (and, of a short one, below it too). */
  readonly label: { readonly x: number; readonly y: number; readonly width: number; readonly isShort: boolean }
}

/**
 * Where everything of a process flow diagram stands: it follows from which steps and streams there are, not from how much
 * flows; only the room for names is that of the components that are there.
 */
export interface FlowLayout {
  readonly width: number
  readonly height: number
  readonly boxes: Readonly<Record<string, Box>>
  readonly frames: readonly (Box & { readonly makes: string | null })[]
  readonly streams: Readonly<Record<string, StreamRoute>>
}

/** Sizes in the units of the picture. */
export const SIZES = {
  box: { width: 178, height: 126 },
  /** Between two boxes of a row, for what is said of the stream between them. */
  label: { least: 84, most: 150 },
  track: 10,
  /** Between a box and the nearest line that passes it. */
  clear: 14,
  /** One line beside others between rows, with its words. */
  lane: 24,
  line: 15,
  margin: 18,
  frame: { top: 30, bottom: 12, inset: 8 },
  head: 62,
  foot: 62,
} as const

/** Room for what is written above and below a step. */
export const OUTSIDE: number = SIZES.box.width - 24

/** Lines above a step, for what enters, and below it, for what leaves. */
export function linesOf(step: Pick<Network['steps'][number], 'enters' | 'leaves'>): { above: number; below: number } {
  return {
    above: mostEnteringRows(step.enters, OUTSIDE),
    below: Math.min(MOST_ROWS, leavingByTag(step.leaves).length),
  }
}
