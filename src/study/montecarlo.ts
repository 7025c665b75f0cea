import { slopesOf } from '../evaluation/provenance.ts'
import { type DrawJob, type RouteDraws, WordBlocks } from './draws.ts'
import { copulaPlan, type RankCorrelation } from './sampling/copula.ts'
import { type DrawPlan, drawPlan } from './sampling/draw.ts'
import { BLOCK, type SamplerKind } from './sampling/sampler.ts'
import type { OutputColumn, ScenarioModel } from './scenario-model.ts'
import { convergence, type Prefix } from './statistics/convergence.ts'
import { type Histogram, histogram } from './statistics/histogram.ts'
import { isLevel, type Moments, moments } from './statistics/moments.ts'
import { type Percentile, percentiles } from './statistics/percentiles.ts'
import { difference, type ProbabilityBelow, probabilityBelow } from './statistics/probability.ts'
import { ranks, spearman } from './statistics/ranks.ts'
import type { Uncertain } from './uncertain.ts'

/** A route with the inputs that vary in it. */
export interface VariedRoute {
  readonly model: ScenarioModel
  readonly inputs: readonly Uncertain[]
}

export interface MonteCarloAsked {
  readonly samples: number
  readonly seed: number
  readonly sampler: SamplerKind
  readonly correlations: readonly RankCorrelation[]
}

export const CONFIDENCE = 0.95
export const PROBABILITIES: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
const BINS = 24

/** The distribution of one figure of a route. */
export interface OutputSummary {
  readonly moments: Moments
  /** Whether the figure is the same in every scenario. */
  readonly isLevel: boolean
  readonly percentiles: readonly Percentile[]
  readonly histogram: Histogram | undefined
  readonly convergence: readonly Prefix[]
}

/** Two routes over the same draws: the first figure that they are asked for. */
export interface PairSummary {
  readonly first: number
  readonly second: number
  readonly below: ProbabilityBelow
  readonly difference: OutputSummary
  readonly decides: readonly Correlate[]
}

/** How far a figure goes with an input: Spearman's rank correlation over the first scenarios. */
export interface Correlate {
  readonly input: string
  readonly rank: number
}

/**
 * Names of all inputs of the routes, each one dimension of the sample, the weightiest first: Sobol points are the more even the
 * earlier the dimension.
 */
export function dimensionsOf(routes: readonly VariedRoute[]): string[] {
  const weights = new Map<string, number>()
  for (const { model, inputs } of routes) {
    const { evaluator, outputs, base } = model
    const slot = evaluator.program.slotOf(outputs[0]?.node as number)
    const slopes = slopesOf(evaluator, base, slot)
    for (const { name, place, law } of inputs) {
      const weight = Math.abs((slopes[place] as number) * (law.high - law.low))
      weights.set(name, Math.max(weights.get(name) ?? 0, Number.isFinite(weight) ? weight : 0))
    }
  }
  return [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name)
}

/** The work of a study as plain data; `impossible` names inputs whose correlations no joint law has. */
export function drawJob(
  routes: readonly VariedRoute[],
  { samples, seed, sampler, correlations }: MonteCarloAsked,
  column: (count: number) => OutputColumn,
): { readonly job: DrawJob } | { readonly impossible: readonly string[] } {
  const names = dimensionsOf(routes)
  const copula = correlations.length === 0 ? undefined : copulaPlan(names, correlations)
  if (copula !== undefined && 'impossible' in copula) return copula
  const tables = new Map<string, Float64Array>()
  const plan = (route: VariedRoute): RouteDraws => ({
    plan: route.model.plan(route.inputs),
    // a law that nothing can be drawn of is not among the inputs
    inputs: route.inputs.map(({ name, law }) => ({
      dimension: names.indexOf(name),
      draw: drawPlan(law, tables) as DrawPlan,
    })),
    units: route.model.outputs.map(({ unit }) => ({ factor: unit.factor.toNumber(), offset: unit.offset.toNumber() })),
    columns: route.model.outputs.map(() => column(samples)),
  })
  return {
    job: { samples, sampler: { kind: sampler, seed, samples, names }, copula: copula?.plan, routes: routes.map(plan) },
  }
}

/** `isFirst`: the figure that a study is about, of which it also tells how it is distributed and comes to rest. */
export function summary(column: OutputColumn, isFirst: boolean): OutputSummary {
  const found = moments(column)
  return {
    moments: found,
    isLevel: isLevel(found),
    percentiles: percentiles(column, PROBABILITIES, CONFIDENCE).percentiles,
    histogram: isFirst ? histogram(column, BINS) : undefined,
    convergence: isFirst ? convergence(column, CONFIDENCE) : [],
  }
}

/** Scenarios over which inputs are ranked, the first of a study: the error of a rank correlation is then about 0.015. */
export const RANKED = 4096

/** Ranks of the draws of every input over the first scenarios of a study. */
export class RankedDraws {
  readonly #names: readonly string[]
  readonly #draws: readonly Float64Array[]
  readonly #ranks: readonly Float64Array[]

  constructor(job: DrawJob) {
    this.#names = job.sampler.names
    this.#draws = firstWords(job, Math.min(RANKED, job.samples))
    this.#ranks = this.#draws.map((column) => ranks(column))
  }

  /** Inputs by how far a column goes with them, most first; none where it is level or too short to tell. */
  correlates(column: OutputColumn): Correlate[] {
    const values = column.slice(0, this.#draws[0]?.length ?? 0)
    const own = values.every(Number.isFinite) ? ranks(values) : undefined
    return this.#names
      .flatMap((input, i): Correlate[] => {
        const draws = this.#draws[i] as Float64Array
        const rank = own === undefined ? spearman(draws, values) : correlation(this.#ranks[i] as Float64Array, own)
        return typeof rank === 'number' && Number.isFinite(rank) ? [{ input, rank }] : []
      })
      .sort((a, b) => Math.abs(b.rank) - Math.abs(a.rank) || (a.input < b.input ? -1 : 1))
  }
}

/** The words that values are drawn by rise with them: their ranks are those of the values. */
function firstWords(job: DrawJob, count: number): Float64Array[] {
  const blocks = new WordBlocks(job)
  const columns = job.sampler.names.map(() => new Float64Array(count))
  for (let from = 0; from < count; from += BLOCK) {
    const kept = Math.min(blocks.open(from / BLOCK), count - from)
    for (const [dimension, column] of columns.entries()) column.set(blocks.of(dimension).subarray(0, kept), from)
  }
  return columns
}

/** Pearson's correlation of two columns of one length. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (a.length + 1) / 2
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] as number) - mean, (b[i] as number) - mean]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb)
}

/** Every two routes of a study, by the first figure of each. */
export function pairs(job: DrawJob, ranked: RankedDraws): PairSummary[] {
  const columns = job.routes.map((route) => route.columns[0] as OutputColumn)
  return columns.flatMap((a, first) =>
    columns.slice(first + 1).map((b, i): PairSummary => {
      // columns of one study are of one length
      const below = probabilityBelow(a, b, CONFIDENCE) as ProbabilityBelow
      const over = difference(b, a) as Float64Array
      return { first, second: first + 1 + i, below, difference: summary(over, true), decides: ranked.correlates(over) }
    }),
  )
}
