import type { Result } from '../evaluation/result.ts'
import {
  type Correlate,
  type MonteCarloAsked,
  type OutputSummary,
  type PairSummary,
  RANKED,
} from '../study/montecarlo.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { Refused } from '../study/scenario-model.ts'
import type { Interval } from '../study/statistics/refused.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { csv } from './csv.ts'
import { flowJson, type Repeat, refusedJson, variedJson } from './study-head.ts'

/** What a Monte Carlo study found of one route. */
export interface MonteCarloRoute {
  readonly result: Result
  readonly inputs: readonly Uncertain[]
  /** Inputs on which no figure that is read depends. */
  readonly idle: readonly string[]
  readonly outputs: readonly StudyOutput[]
  /** Each output as the route stands, in its unit. */
  readonly standing: readonly number[]
  readonly summaries: readonly OutputSummary[]
  readonly refused: readonly Refused[]
  readonly decides: readonly Correlate[]
}

export interface MonteCarlo {
  readonly asked: MonteCarloAsked
  readonly confidence: number
  readonly routes: readonly MonteCarloRoute[]
  readonly pairs: readonly PairSummary[]
  readonly notes: readonly string[]
}

export function monteCarloJson(found: MonteCarlo, repeat: Repeat): Record<string, unknown> {
  const { asked, confidence, routes, pairs } = found
  return {
    study: 'montecarlo',
    samples: asked.samples,
    sampler: asked.sampler,
    seed: asked.seed,
    confidence,
    rank_correlation_scenarios: Math.min(asked.samples, RANKED),
    correlations: asked.correlations.map(({ first, second, rank }) => ({ inputs: [first, second], rank })),
    routes: routes.map(routeJson),
    comparisons: pairs.map((pair) => pairJson(pair, routes)),
    notes: found.notes,
    repeat,
  }
}

function routeJson({
  result,
  inputs,
  idle,
  outputs,
  standing,
  summaries,
  refused,
  decides,
}: MonteCarloRoute): Record<string, unknown> {
  return {
    ...flowJson(result),
    inputs: variedJson(inputs),
    without_effect: idle,
    refused: refusedJson(refused),
    outputs: Object.fromEntries(
      outputs.map((output, i) => [
        output.name,
        { unit: output.unit.text, base: standing[i], ...summaryJson(summaries[i] as OutputSummary) },
      ]),
    ),
    rank_correlations: decides.map(({ input, rank }) => ({ input, rank })),
  }
}

const interval = (found: Interval | undefined): { low: number; high: number } | null => found ?? null

function summaryJson({
  moments,
  isLevel,
  percentiles,
  histogram,
  convergence,
}: OutputSummary): Record<string, unknown> {
  return {
    scenarios: moments.count,
    constant: isLevel,
    mean: moments.mean ?? null,
    standard_deviation: moments.standardDeviation ?? null,
    standard_error: moments.standardError ?? null,
    least: moments.least ?? null,
    greatest: moments.greatest ?? null,
    percentiles: percentiles.map((one) => ({
      percent: Number((one.probability * 100).toPrecision(12)),
      value: one.value ?? null,
      interval: interval(one.interval),
    })),
    histogram:
      histogram === undefined
        ? null
        : {
            low: histogram.low,
            high: histogram.high,
            counts: histogram.counts,
            below: histogram.below,
            above: histogram.above,
          },
    convergence: convergence.map(({ draws, mean, standardError, median, interval: bounds }) => ({
      scenarios: draws,
      mean: mean ?? null,
      standard_error: standardError ?? null,
      median: median ?? null,
      interval: interval(bounds),
    })),
  }
}

function pairJson(
  { first, second, below, difference, decides }: PairSummary,
  routes: readonly MonteCarloRoute[],
): Record<string, unknown> {
  const [a, b] = [routes[first], routes[second]] as [MonteCarloRoute, MonteCarloRoute]
  return {
    flows: [a.result.flow, b.result.flow],
    output: a.outputs[0]?.name,
    scenarios: below.count,
    first_is_lower: below.probability ?? null,
    interval: interval(below.interval),
    equal: below.count === 0 ? null : below.ties / below.count,
    difference: { unit: a.outputs[0]?.unit.text, ...summaryJson(difference) },
    rank_correlations: decides.map(({ input, rank }) => ({ input, rank })),
  }
}

/** One row for each flow, figure and statistic. */
export function monteCarloCsv({ routes, pairs }: MonteCarlo): string {
  const of = (
    flow: string,
    output: StudyOutput,
    found: OutputSummary,
    base: number | null,
  ): (string | number | null)[][] => {
    const cells = [flow, output.name, output.unit.text]
    const { moments } = found
    return [
      [...cells, 'base', base, null, null],
      [...cells, 'scenarios', moments.count, null, null],
      [...cells, 'mean', moments.mean ?? null, null, null],
      [...cells, 'standard_deviation', moments.standardDeviation ?? null, null, null],
      ...found.percentiles.map(({ probability, value, interval: bounds }) => [
        ...cells,
        `percentile_${Number((probability * 100).toPrecision(12))}`,
        value ?? null,
        bounds?.low ?? null,
        bounds?.high ?? null,
      ]),
    ]
  }
  const rows = routes.flatMap(({ result, outputs, summaries, standing }) =>
    outputs.flatMap((output, i) => of(result.flow, output, summaries[i] as OutputSummary, standing[i] ?? null)),
  )
  const compared = pairs.flatMap(({ first, second, below, difference }) => {
    const [a, b] = [routes[first], routes[second]] as [MonteCarloRoute, MonteCarloRoute]
    const output = a.outputs[0] as StudyOutput
    const name = `${b.result.flow} - ${a.result.flow}`
    const lower = [
      `${a.result.flow} < ${b.result.flow}`,
      output.name,
      '1',
      'probability',
      below.probability ?? null,
      below.interval?.low ?? null,
      below.interval?.high ?? null,
    ]
    return [lower, ...of(name, output, difference, null)]
  })
  return csv(['flow', 'output', 'unit', 'statistic', 'value', 'interval_low', 'interval_high'], [...rows, ...compared])
}
