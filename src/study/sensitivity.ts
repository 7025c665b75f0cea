import { BLOCK } from '../evaluation/kernel/chunks.ts'
import { type DrawPlan, drawPlan, transform } from './sampling/draw.ts'
import { makeSampler, type SamplerKind } from './sampling/sampler.ts'
import { Batch, type OutputColumn, type Refused as RefusedScenarios, type ScenarioModel } from './scenario-model.ts'
import { generator } from './statistics/generator.ts'
import { type MorrisReason, type MorrisScreening, morris } from './statistics/morris.ts'
import type { Points } from './statistics/points.ts'
import { type RankMeasures, type RankReason, rankRegression } from './statistics/rank-regression.ts'
import type { Refused } from './statistics/refused.ts'
import { blockOf, readSaltelli, type SaltelliReason, splitSaltelli } from './statistics/saltelli.ts'
import { type SobolIndices, type SobolReason, sobolIndices } from './statistics/sobol-indices.ts'
import { LEVELS, trajectories } from './statistics/trajectories.ts'
import type { Uncertain } from './uncertain.ts'

export type Estimator = 'sobol' | 'morris' | 'rank-regression'

/** Inputs that are moved together, by their places among those that vary. */
export interface Group {
  readonly name: string
  readonly members: readonly number[]
}

export interface SensitivityAsked {
  readonly estimator: Estimator
  /** Base points, trajectories or scenarios. */
  readonly samples: number
  readonly seed: number
  readonly sampler: SamplerKind
  readonly secondOrder: boolean
  readonly groups: readonly Group[]
  readonly confidence: number
  /** Points that are given, one column an input, in base units; otherwise they are drawn. */
  readonly design?: Points
}

/** What was found, or why the estimator says nothing of this sample. */
export interface Sensitivity {
  readonly rows: number
  readonly refused: readonly RefusedScenarios[]
  readonly groups: readonly Group[]
  readonly found:
    | { readonly estimator: 'sobol'; readonly indices: SobolIndices | Refused<SobolReason | SaltelliReason> }
    | { readonly estimator: 'morris'; readonly screening: MorrisScreening | Refused<MorrisReason> }
    | { readonly estimator: 'rank-regression'; readonly measures: RankMeasures | Refused<RankReason> }
}

/** Ranks inputs by what their spreads do to the first output, by the estimator that is asked for. */
export function sensitivity(model: ScenarioModel, given: readonly Uncertain[], asked: SensitivityAsked): Sensitivity {
  const inputs = asked.design === undefined ? given : reaching(given, asked.design)
  switch (asked.estimator) {
    case 'sobol':
      return bySobol(model, inputs, asked)
    case 'morris':
      return byMorris(model, inputs, asked)
    case 'rank-regression':
      return byRanks(model, inputs, asked)
  }
}

/** Inputs with bounds that hold points which are given: these may lie beyond their spreads. */
function reaching(inputs: readonly Uncertain[], { values, dimensions }: Points): Uncertain[] {
  return inputs.map((input, at) => {
    let { low, high } = input.bounds
    for (let i = at; i < values.length; i += dimensions) {
      low = Math.min(low, values[i] as number)
      high = Math.max(high, values[i] as number)
    }
    return { ...input, bounds: { low, high, certain: true } }
  })
}

function evaluated(
  model: ScenarioModel,
  inputs: readonly Uncertain[],
  rows: number,
  value: (input: number, row: number) => number,
): { readonly outputs: OutputColumn; readonly refused: readonly RefusedScenarios[] } {
  const batch = new Batch(model, inputs)
  const [outputs] = batch.evaluate(rows, value) as [OutputColumn]
  return { outputs, refused: model.refused(batch.plan, batch.counts) }
}

function bySobol(model: ScenarioModel, inputs: readonly Uncertain[], asked: SensitivityAsked): Sensitivity {
  const { groups, secondOrder, design, seed, confidence } = asked
  const members = groups.map((group) => group.members)
  const layout = design === undefined ? undefined : readSaltelli(design, members)
  if (layout !== undefined && 'reason' in layout)
    return { rows: design?.rows ?? 0, refused: [], groups, found: { estimator: 'sobol', indices: layout } }
  const isSecond = layout?.secondOrder ?? secondOrder
  const { rows, value } = design === undefined ? saltelli(inputs, asked) : { rows: design.rows, value: given(design) }
  const { outputs, refused } = evaluated(model, inputs, rows, value)
  const columns = splitSaltelli(outputs, groups.length, isSecond)
  const indices = 'reason' in columns ? columns : sobolIndices(columns, { seed, confidence })
  return { rows, refused, groups, found: { estimator: 'sobol', indices } }
}

/** A Saltelli sample: the points A and B are one point of twice the dimensions, and inputs are switched from one to the other. */
function saltelli(
  inputs: readonly Uncertain[],
  { samples, seed, sampler, secondOrder, groups }: SensitivityAsked,
): { readonly rows: number; readonly value: (input: number, row: number) => number } {
  const names = [...inputs.map(({ name }) => name), ...inputs.map(({ name }) => `${name} again`)]
  const drawn = columnsOf(
    [...inputs, ...inputs].map(({ law }) => law),
    { kind: sampler, seed, samples, names },
  )
  const groupOf = new Int32Array(inputs.length).fill(-1)
  for (const [i, { members }] of groups.entries()) for (const member of members) groupOf[member] = i
  const block = blockOf(groups.length, secondOrder)
  const value = (input: number, row: number): number => {
    const base = Math.floor(row / block)
    const at = row - base * block
    const isBack = at > groups.length && at < block - 1
    const switched = groupOf[input] === (at - 1) % groups.length && at > 0 && at < block - 1
    const isOfB = at === block - 1 || isBack !== switched
    return drawn[isOfB ? inputs.length + input : input]?.[base] as number
  }
  return { rows: samples * block, value }
}

/** Columns of values of laws over a whole sample. */
function columnsOf(laws: readonly Uncertain['law'][], plan: Parameters<typeof makeSampler>[0]): Float64Array[] {
  const sampler = makeSampler(plan)
  const tables = new Map<string, Float64Array>()
  const words = new Uint32Array(BLOCK)
  return laws.map((law, dimension) => {
    const draw = drawPlan(law, tables) as DrawPlan
    const column = new Float64Array(plan.samples)
    for (let from = 0; from < plan.samples; from += BLOCK) {
      const count = Math.min(BLOCK, plan.samples - from)
      sampler.fill(dimension, from, count, words)
      transform(draw, words, count, sampler.offset, column, from)
    }
    return column
  })
}

const given =
  ({ values, dimensions }: Points) =>
  (input: number, row: number): number =>
    values[row * dimensions + input] as number

/**
 * Effects are of the way from one end of an input to the other: its bounds, or the 5th and 95th percentile, in equal steps (of a
 * lognormal law in equal ratios). Of points that are given, they are per unit of the input.
 */
function byMorris(model: ScenarioModel, inputs: readonly Uncertain[], asked: SensitivityAsked): Sensitivity {
  const { design, samples, seed, groups } = asked
  const points = design ?? trajectories(samples, inputs.length, LEVELS, generator(seed))
  const at = given(points)
  const value =
    design === undefined ? (input: number, row: number) => along(inputs[input] as Uncertain, at(input, row)) : at
  const { outputs, refused } = evaluated(model, inputs, points.rows, value)
  const read = design === undefined ? points : inUnits(points, inputs)
  return { rows: points.rows, refused, groups, found: { estimator: 'morris', screening: morris(read, outputs) } }
}

function along({ law: { kind, low, high } }: Uncertain, part: number): number {
  return kind === 'lognormal' ? low * (high / low) ** part : low + (high - low) * part
}

/** Points in the units that the inputs are told in. */
function inUnits({ rows, dimensions, values }: Points, inputs: readonly Uncertain[]): Points {
  const scale = inputs.map(({ unit }) => [unit.factor.toNumber(), unit.offset.toNumber()] as const)
  const told = values.map((value, i) => {
    const [factor, offset] = scale[i % dimensions] as readonly [number, number]
    return (value - offset) / factor
  })
  return { rows, dimensions, values: told }
}

function byRanks(model: ScenarioModel, inputs: readonly Uncertain[], asked: SensitivityAsked): Sensitivity {
  const { design, samples, seed, sampler, groups } = asked
  const columns =
    design === undefined
      ? columnsOf(
          inputs.map(({ law }) => law),
          { kind: sampler, seed, samples, names: inputs.map(({ name }) => name) },
        )
      : inputs.map((_, i) => Float64Array.from({ length: design.rows }, (_, row) => given(design)(i, row)))
  const rows = design?.rows ?? samples
  const { outputs, refused } = evaluated(model, inputs, rows, (input, row) => columns[input]?.[row] as number)
  return { rows, refused, groups, found: { estimator: 'rank-regression', measures: rankRegression(columns, outputs) } }
}
