import type { Evaluation } from '../../evaluation/evaluation.ts'
import { type Elasticity, elasticities } from '../../evaluation/provenance.ts'
import type { Result } from '../../evaluation/result.ts'
import type { Comparison } from '../../study/compare.ts'
import type { StudyOutput } from '../../study/outputs.ts'
import type { Sweep } from '../../study/sweep.ts'
import type { Tornado } from '../../study/tornado.ts'
import type { NotVaried } from '../../study/uncertain.ts'
import type { MonteCarlo } from '../montecarlo-json.ts'
import type { Repeat } from '../study-head.ts'

/** A route with what the studies of a report found of it. */
export interface ReportRoute {
  readonly evaluation: Evaluation
  readonly result: Result
  readonly output: StudyOutput
  /** Undefined where no input has a range. */
  readonly tornado: Tornado | undefined
  /** Inputs with a range that cannot be varied. */
  readonly left: readonly NotVaried[]
}

/** Cost over one input, and why that input was taken. */
export interface ReportSweep {
  readonly sweep: Sweep
  readonly isAsked: boolean
}

/** Everything that a report tells, before it is put into words. */
export interface Found {
  readonly routes: readonly ReportRoute[]
  readonly monteCarlo: MonteCarlo | undefined
  /** Of several routes. */
  readonly comparison: Comparison | undefined
  readonly sweeps: readonly ReportSweep[]
  readonly repeat: Repeat
}

/** The step that limits a route's line; null where none does, because machines that are not rounded up are all sized to the output. */
export function limitingStep({ evaluation, result }: Pick<ReportRoute, 'evaluation' | 'result'>): string | null {
  return evaluation.model.fractional ? null : result.throughput.bottleneck
}

/** Inputs that say what is asked, not how the world is. */
const DEFINITIONS: ReadonlySet<string> = new Set(['plant.fractional', 'product.basis'])

/** What part of the cost rests on each input: |elasticity| over the sum of all. */
export function weights(evaluation: Evaluation): ReadonlyMap<string, number> {
  const known = elasticities(evaluation).filter(({ input }) => !DEFINITIONS.has(input.name))
  const all = known.reduce((sum, { elasticity }) => sum + Math.abs(elasticity), 0)
  const weight = ({ input, elasticity }: Elasticity): [string, number] => [
    input.name,
    all === 0 ? 0 : Math.abs(elasticity) / all,
  ]
  return new Map(known.map(weight))
}
