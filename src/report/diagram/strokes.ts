import type { Colours } from '../drawing/colours.ts'
import { type Attributes, element, type Markup, short } from '../drawing/svg.ts'
import type { NetworkStream } from './network-data.ts'

/** Lines tell what they stand for without colour: a web is thick, pieces are dotted, what returns is dashed. */
export function strokeOf({ kind, isReturn }: Pick<NetworkStream, 'kind' | 'isReturn'>, { ink }: Colours): Attributes {
  return {
    stroke: ink,
    'stroke-width': kind === 'web' ? 2.8 : 1.3,
    'stroke-dasharray': isReturn ? '7 4' : kind === 'pieces' ? '1.5 3' : undefined,
  }
}

const LENGTH = 9
const HALF = 4

/** The head of an arrow at the last of some points, in the direction of the last stroke, which is level or upright. */
export function arrow(points: readonly (readonly [number, number])[], { ink }: Colours): Markup {
  const [x, y] = points.at(-1) as readonly [number, number]
  const [a, b] = points.at(-2) as readonly [number, number]
  const [dx, dy] = [Math.sign(x - a), x === a ? Math.sign(y - b) : 0]
  const corners = [
    [x, y],
    [x - LENGTH * dx - HALF * dy, y - LENGTH * dy - HALF * dx],
    [x - LENGTH * dx + HALF * dy, y - LENGTH * dy + HALF * dx],
  ] as const
  return element('polygon', { points: corners.map(([u, v]) => `${short(u)},${short(v)}`).join(' '), fill: ink })
}
