import { Diagnostics } from '../document/diagnostic.ts'
import { optionText } from '../document/span.ts'
import { unlike } from '../report/figures.ts'
import { type MonteCarlo, monteCarloCsv, monteCarloJson } from '../report/montecarlo-json.ts'
import { monteCarloText } from '../report/montecarlo-text.ts'
import { refusedWords } from '../report/study-head.ts'
import { drawJob, type MonteCarloAsked } from '../study/montecarlo.ts'
import { usualOutputs } from '../study/outputs.ts'
import type { SamplerKind } from '../study/sampling/sampler.ts'
import { SOBOL_DIMENSIONS } from '../study/sampling/sobol-directions.ts'
import { readCorrelations } from './correlations.ts'
import { EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import { distribution } from './distribution.ts'
import { checkDraws, writeDraws } from './draws-file.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { repeatOf } from './repeat.ts'
import { type OpenedScenarios, openScenarios, type ScenarioOptions, uncertainOf } from './scenarios.ts'
import { sharedColumn } from './threads.ts'

export interface MonteCarloOptions extends ScenarioOptions {
  readonly samples: number
  readonly seed: number
  readonly sampler: SamplerKind
  readonly correlate: readonly string[]
  readonly workers: number
  readonly draws?: string
}

/** Figures that a study keeps at most, of 8 bytes each: all in memory, so that percentiles are exact. */
const MOST_FIGURES = 90_000_000

/** `fabroute montecarlo FLOW…`: the distribution of the results where every uncertain input varies. */
export function monteCarloCommand(
  flows: readonly string[],
  options: MonteCarloOptions,
  words: readonly string[],
): void {
  const { samples, seed, sampler, workers } = options
  const opened = openScenarios(flows, options, ({ evaluation }) => usualOutputs(evaluation))
  const routes = opened.map((one) => ({ model: one.model, inputs: uncertainOf(one, options) }))
  const figures = routes.reduce((sum, { model }) => sum + model.outputs.length, 0)
  const most = Math.floor(MOST_FIGURES / figures)
  if (samples > most) refuse('SAMPLES_TOO_MANY', { samples, most, figures }, EXIT.command)
  if (options.draws !== undefined) checkDraws(options.draws, samples, routes.length)
  const names = new Set(routes.flatMap(({ inputs }) => inputs.map(({ name }) => name)))
  if (sampler.startsWith('sobol') && names.size > SOBOL_DIMENSIONS)
    refuse('SOBOL_DIMENSIONS', { inputs: names.size, most: SOBOL_DIMENSIONS }, EXIT.input)
  const correlations = readCorrelations(options.correlate, names)
  const asked: MonteCarloAsked = { samples, seed, sampler, correlations }
  const made = drawJob(routes, asked, sharedColumn)
  if ('impossible' in made) refuse('CORRELATIONS_IMPOSSIBLE', { inputs: made.impossible }, EXIT.noAnswer)
  const { job } = made
  const drawn = opened.map(({ model, result }, i) => ({
    model,
    result,
    inputs: (routes[i] as (typeof routes)[number]).inputs,
  }))
  const found = distribution(job, drawn, asked, workers, notesOf(opened))
  refuseWithoutScenario(found)
  if (options.draws !== undefined) writeDraws(options.draws, job, routes)
  if (options.json === true) printJson(monteCarloJson(found, repeatOf(words, opened, seed)))
  else printData(options.csv === true ? monteCarloCsv(found) : monteCarloText(found, terminalWidth()))
}

/** Where every scenario is refused there is no distribution. */
function refuseWithoutScenario({ routes }: MonteCarlo): void {
  const diagnostics = new Diagnostics()
  for (const { result, summaries, refused } of routes) {
    if (summaries.some(({ moments }) => moments.count > 0)) continue
    diagnostics.error('NO_SCENARIO', undefined, {
      flow: result.flow,
      reasons: refused.slice(0, 3).map(refusedWords),
    })
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.noAnswer)
}

/** Routes of unlike membranes are not compared for their route alone. */
function notesOf(opened: readonly OpenedScenarios[]): string[] {
  return opened.length < 2 ? [] : unlike(opened.map(({ result }) => result))
}
