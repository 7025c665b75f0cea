import { bounds, type Law, LEAST_PROBABILITY, modeShare, normalForm, probabilityWithin } from './law.ts'
import { normalDensity } from './normal.ts'
import { cutQuantile, type NormalCut, normalCut } from './normal-cut.ts'
import { type PertEnd, pertDistances, pertEnds } from './pert.ts'
import { type Half, lookUp, quantileTable, STEPS, type TablePlan } from './quantile-table.ts'

/** How words become values of a law: plain data. Plans made with the same tables share those of equal shape. */
export type DrawPlan =
  | { readonly form: 'constant'; readonly value: number }
  | { readonly form: 'uniform'; readonly low: number; readonly width: number }
  | TriangularPlan
  | ({ readonly form: 'table'; readonly limits: readonly [least: number, most: number] | undefined } & TablePlan)

interface TriangularPlan {
  readonly form: 'triangular'
  /** Half the word that the mode stands at. */
  readonly turn: number
  readonly low: number
  readonly high: number
  /** Distance from the lower bound, or from the upper one with the sign reversed, by the root of the steps from it. */
  readonly rise: number
  readonly fall: number
}

/** Tables by the name of their shape, each of 32 KiB. */
export type Tables = Map<string, Float64Array>

const STEP = 2 ** -32

/**
 * The plan of a law, or undefined where its truncation leaves less than LEAST_PROBABILITY of it. Tables are taken from those given
 * where there is one of its shape, and put there otherwise.
 */
export function drawPlan(law: Law, tables: Tables = new Map()): DrawPlan | undefined {
  const { kind, low, value, high } = law
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return undefined
  const width = high - low
  if (width === 0) return { form: 'constant', value: low }
  if (kind === 'uniform') return { form: 'uniform', low, width }
  if (kind === 'triangular') {
    const rise = Math.sqrt(width * (value - low) * STEP)
    const fall = -Math.sqrt(width * (high - value) * STEP)
    return { form: 'triangular', turn: Math.floor(modeShare(law) * 2 ** 31), low, high, rise, fall }
  }
  if (kind === 'pert') {
    const mode = modeShare(law)
    return {
      form: 'table',
      table: tableOf(`pert ${mode}`, tables, () => pertTable(mode)),
      location: low,
      // rounded so that no draw comes to lie above
      scale: low + width > high ? width * (1 - Number.EPSILON) : width,
      limits: undefined,
    }
  }
  const { location, scale, cut: exact } = normalForm(law)
  const cut = withoutFarLimits(exact)
  const shape = `${cut.from} ${cut.to}`
  // rounding may put the draws at a limit beside it
  const limits = law.least === undefined && law.most === undefined ? undefined : bounds(law)
  if (kind === 'normal') {
    const table = tableOf(`normal ${shape}`, tables, () => normalTable(cut))
    return { form: 'table', table, location, scale, limits }
  }
  const table = tableOf(`lognormal ${scale} ${shape}`, tables, () => normalTable(cut, scale))
  return { form: 'table', table, location: 0, scale: Math.exp(location), limits }
}

/** Limits with next to nothing beyond them make no other table, so that laws may share one. */
function withoutFarLimits({ from, to }: NormalCut): NormalCut {
  return normalCut(from < -FAR ? Number.NEGATIVE_INFINITY : from, to > FAR ? Number.POSITIVE_INFINITY : to)
}

/** Beyond this a standard normal has 2^-20 of the probability of the first half step. */
const FAR = 8.2

function tableOf(shape: string, tables: Tables, make: () => Float64Array): Float64Array {
  const known = tables.get(shape)
  if (known !== undefined) return known
  const made = make()
  tables.set(shape, made)
  return made
}

const PROBABILITIES = STEPS.map((steps) => steps * STEP)

function pertTable(mode: number): Float64Array {
  const [lower, upper] = pertEnds(mode)
  const half = (end: PertEnd, other: PertEnd, origin: number, sign: number): Half => {
    const { distances, densities } = pertDistances(end, other, PROBABILITIES)
    for (let i = 0; i < distances.length; i++) {
      distances[i] = origin + sign * (distances[i] as number)
      densities[i] = (sign * STEP) / (densities[i] as number)
    }
    return { end: origin, values: distances, slopes: densities }
  }
  return quantileTable(half(lower, upper, 0, 1), half(upper, lower, 1, -1))
}

/** Of the standard normal within its cut, or of exp(sigma z) where a sigma is given. */
function normalTable(cut: NormalCut, sigma?: number): Float64Array {
  const half = (end: number, isLower: boolean): Half => {
    const values = new Float64Array(STEPS.length)
    const slopes = new Float64Array(STEPS.length)
    for (let i = 0; i < values.length; i++) {
      const p = PROBABILITIES[i] as number
      const z = isLower ? cutQuantile(cut, p, 1 - p) : cutQuantile(cut, 1 - p, p)
      const slope = ((isLower ? cut.mass : -cut.mass) * STEP) / normalDensity(z)
      const value = sigma === undefined ? z : Math.exp(sigma * z)
      values[i] = value
      slopes[i] = sigma === undefined ? slope : sigma * value * slope
    }
    return { end: sigma === undefined || !Number.isFinite(end) ? end : Math.exp(sigma * end), values, slopes }
  }
  return quantileTable(half(cut.from, true), half(cut.to, false))
}

/**
 * Writes the values that the first `count` words stand for to into[at] to into[at + count - 1], in base units: the quantiles at
 * u = (k + offset) / 2^32. At u = 0 a normal law has no value and a lognormal one the 0 that it never takes: what they have at half a step, u = 2^-33, stands for
 * it, unless they are cut off below.
 */
export function transform(
  plan: DrawPlan,
  k: Uint32Array,
  count: number,
  offset: 0 | 0.5,
  into: Float64Array,
  at: number,
): void {
  switch (plan.form) {
    case 'constant':
      into.fill(plan.value, at, at + count)
      return
    case 'uniform':
      fillUniform(plan.low, plan.width * STEP, k, count, offset, into, at)
      return
    case 'triangular':
      fillTriangular(plan, k, count, offset, into, at)
      return
    case 'table':
      lookUp(plan, k, count, offset, into, at)
      if (plan.limits !== undefined) clamp(plan.limits, count, into, at)
  }
}

function clamp([least, most]: readonly [number, number], count: number, into: Float64Array, at: number): void {
  for (let i = at; i < at + count; i++) {
    const value = into[i] as number
    if (value < least) into[i] = least
    else if (value > most) into[i] = most
  }
}

function fillUniform(
  low: number,
  step: number,
  k: Uint32Array,
  count: number,
  offset: number,
  into: Float64Array,
  at: number,
): void {
  const start = low + step * offset
  for (let i = 0; i < count; i++) into[at + i] = start + step * (k[i] as number)
}

function fillTriangular(
  { turn, low, high, rise, fall }: TriangularPlan,
  k: Uint32Array,
  count: number,
  offset: number,
  into: Float64Array,
  at: number,
): void {
  const last = turn | 0
  // by the side of the mode, above it first: to ask at each draw what nothing foretells takes longer than to look it up
  const origins = Float64Array.of(high, low)
  const factors = Float64Array.of(fall, rise)
  const offsets = Float64Array.of(1 - offset, offset)
  for (let i = 0; i < count; i++) {
    const word = k[i] as number
    // the lowest bit does not matter: beside the mode both roots agree
    const side = ((word >>> 1) - last) >>> 31
    const steps = ((word ^ (side - 1)) >>> 0) + (offsets[side] as number)
    into[at + i] = (origins[side] as number) + (factors[side] as number) * Math.sqrt(steps)
  }
}
