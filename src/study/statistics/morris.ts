import { isLevel, moments } from './moments.ts'
import { type Points, valueAt } from './points.ts'
import type { Refused } from './refused.ts'
import { readTrajectories, type Step, type TrajectoryReason } from './trajectories.ts'

/** What the elementary effects of a factor say of it. In the unit of the output over that of the factor, or none if scaled. */
export interface MorrisMeasures {
  /** Steps that have an effect: output values at both ends. */
  readonly count: number
  /** The mean effect; undefined where there is none. */
  readonly mu: number | undefined
  /** The mean size of the effects (Campolongo, Cariboni and Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004). */
  readonly muStar: number | undefined
  /** The standard deviation of the effects; undefined of fewer than 2. 0 of a factor that is linear and without interaction. */
  readonly sigma: number | undefined
  /** Of mu*; undefined of fewer than 2. */
  readonly standardError: number | undefined
}

export interface MorrisScreening {
  readonly trajectories: number
  /** Steps without an effect, because an output was refused. */
  readonly refused: number
  /** For each factor. */
  readonly factors: readonly MorrisMeasures[]
}

/**
 * What an effect is multiplied by, so that factors of unlike units can be held against each other: nothing; the standard
 * deviation of the factor over that of the output, both over all points (Sin and Gernaey 2009,
 * doi:10.1016/S1570-7946(09)70154-3); or both over the points of its own trajectory, as SALib scales.
 */
export type Scaling = 'none' | 'sample' | 'trajectory'

export type MorrisReason =
  | TrajectoryReason
  /** There must be an output for each row. */
  | { readonly kind: 'outputs'; readonly rows: number; readonly outputs: number }
  /** The output is the same at all points, and has no spread to scale by. */
  | { readonly kind: 'constant'; readonly value: number | undefined }

/**
 * Screens factors by their elementary effects (Morris 1991, doi:10.1080/00401706.1991.10484804): each step of a trajectory
 * gives the change of the output over the change of the one factor.
 */
export function morris(
  points: Points,
  outputs: Float64Array,
  scaling: Scaling = 'none',
): MorrisScreening | Refused<MorrisReason> {
  const { rows, dimensions } = points
  if (outputs.length !== rows) return { reason: { kind: 'outputs', rows, outputs: outputs.length } }
  const steps = readTrajectories(points)
  if ('reason' in steps) return steps
  const spread = moments(outputs)
  if (scaling === 'sample' && isLevel(spread)) return { reason: { kind: 'constant', value: spread.least } }
  const scale = scaleOf(points, outputs, scaling)
  const effects = Array.from({ length: dimensions }, () => new Float64Array(rows / (dimensions + 1)))
  for (const [i, step] of steps.entries()) {
    const over = (outputs[step.row] as number) - (outputs[step.row - 1] as number)
    const own = effects[step.factor] as Float64Array
    // the i-th step is in trajectory i / dimensions; an effect without a value is NaN, and left out
    own[Math.floor(i / dimensions)] = (over / step.change) * scale(step)
  }
  const factors = effects.map(measuresOf)
  const counted = factors.reduce((sum, { count }) => sum + count, 0)
  return { trajectories: rows / (dimensions + 1), refused: steps.length - counted, factors }
}

function measuresOf(effects: Float64Array): MorrisMeasures {
  const { count, mean, standardDeviation } = moments(effects)
  const sizes = moments(effects.map(Math.abs))
  return { count, mu: mean, muStar: sizes.mean, sigma: standardDeviation, standardError: sizes.standardError }
}

/** The ratio of spreads that the effect of a step is multiplied by; NaN where the output has none. */
function scaleOf(points: Points, outputs: Float64Array, scaling: Scaling): (step: Step) => number {
  if (scaling === 'none') return () => 1
  const { rows, dimensions } = points
  const length = scaling === 'sample' ? rows : dimensions + 1
  const spreads = Array.from({ length: rows / length }, (_, i) =>
    moments(outputs.subarray(i * length, (i + 1) * length)),
  )
  const known = new Float64Array(spreads.length * dimensions).fill(Number.NaN)
  return ({ row, factor }) => {
    const part = Math.floor(row / length)
    const spread = spreads[part]?.standardDeviation
    // an output that does not change in a trajectory has effects of 0, whatever they are scaled by
    if (spread === undefined || spread === 0) return spread ?? Number.NaN
    const at = part * dimensions + factor
    if (Number.isNaN(known[at])) known[at] = spreadOf(points, outputs, factor, part * length, length) / spread
    return known[at] as number
  }
}

/** The standard deviation of a factor over the rows from `start` in which the output has a value. */
function spreadOf(points: Points, outputs: Float64Array, factor: number, start: number, length: number): number {
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const row = start + i
    values[i] = Number.isFinite(outputs[row]) ? valueAt(points, row, factor) : Number.NaN
  }
  return moments(values).standardDeviation ?? Number.NaN
}
