import type { Result } from '../evaluation/result.ts'
import type { MonteCarlo, MonteCarloRoute } from '../report/montecarlo-json.ts'
import type { DrawJob } from '../study/draws.ts'
import { CONFIDENCE, type MonteCarloAsked, pairs, RankedDraws, summary } from '../study/montecarlo.ts'
import type { OutputColumn, ScenarioModel } from '../study/scenario-model.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { progress } from './progress.ts'
import { runDraws } from './threads.ts'

/** A route whose scenarios are drawn. */
export interface DrawnRoute {
  readonly model: ScenarioModel
  readonly result: Result
  readonly inputs: readonly Uncertain[]
}

/** Draws the scenarios of a job, and tells how the figures of each route are distributed over them. */
export function distribution(
  job: DrawJob,
  routes: readonly DrawnRoute[],
  asked: MonteCarloAsked,
  workers: number,
  notes: readonly string[],
): MonteCarlo {
  const told = progress('scenarios')
  const counts = runDraws(job, workers, told.at)
  told.end()
  const ranked = new RankedDraws(job)
  return {
    asked,
    confidence: CONFIDENCE,
    routes: routes.map(({ model, result, inputs }, i): MonteCarloRoute => {
      const { plan, columns } = job.routes[i] as (typeof job.routes)[number]
      // what only other routes have goes with it by chance alone
      const own = new Set(inputs.map(({ name }) => name))
      return {
        result,
        inputs,
        idle: inputs.filter((_, at) => plan.moving[at] !== true).map(({ name }) => name),
        outputs: model.outputs,
        standing: model.outputs.map((_, at) => model.standing(at)),
        summaries: columns.map((column, at) => summary(column, at === 0)),
        refused: model.refused(plan, counts[i] as Int32Array),
        decides: ranked.correlates(columns[0] as OutputColumn).filter(({ input }) => own.has(input)),
      }
    }),
    pairs: pairs(job, ranked),
    notes,
  }
}
