import { Diagnostics } from '../document/diagnostic.ts'
import { optionText } from '../document/span.ts'
import { resultOf } from '../evaluation/result.ts'
import { displayUnit, fromBase } from '../quantity/unit.ts'
import type { Found, ReportRoute, ReportSweep } from '../report/document/found.ts'
import { unlike } from '../report/figures.ts'
import type { MonteCarlo } from '../report/montecarlo-json.ts'
import { compare } from '../study/compare.ts'
import { drawJob, type MonteCarloAsked } from '../study/montecarlo.ts'
import { type StudyOutput, studyOutput, usualOutputs } from '../study/outputs.ts'
import { ScenarioModel } from '../study/scenario-model.ts'
import { sharedPrice } from '../study/shared-price.ts'
import { sweep } from '../study/sweep.ts'
import { tornado } from '../study/tornado.ts'
import { type NotVaried, type Uncertain, uncertainInputs } from '../study/uncertain.ts'
import { type Axis, readVary, type Vary } from '../study/vary.ts'
import {
  askOfEach,
  type CostingOptions,
  checkComparable,
  conclude,
  costFlow,
  EXIT,
  Failure,
  forEachFlow,
  printDiagnostics,
  refuse,
} from './costing.ts'
import { distribution } from './distribution.ts'
import { type CostedFlow, comparePairs } from './pairs.ts'
import { repeatOf } from './repeat.ts'
import { openSubject, refuseUnknown } from './studies.ts'
import { sharedColumn } from './threads.ts'

/** An input that a report varies, over a range. */
export type ReportAxis = Vary & { readonly axis: Axis }

export interface ReportAsked extends CostingOptions {
  readonly samples: number
  readonly seed: number
  readonly axes: readonly ReportAxis[]
  /** Without studies: what is written has no place for them. */
  readonly isBare: boolean
}

const MOST_AXES = 4
/** Figures that a study keeps at most, of 8 bytes each. */
const MOST_FIGURES = 90_000_000
/** Points of a price's own range. */
const POINTS = 13

/** What `--vary` asks of a report: one input a chart, each over a range. */
export function readReportAxes(texts: readonly string[]): ReportAxis[] {
  if (texts.length > MOST_AXES) refuse('VARY_TOO_MANY', { count: texts.length, most: MOST_AXES })
  const diagnostics = new Diagnostics()
  const varied: ReportAxis[] = []
  for (const text of texts) {
    const read = readVary(text, diagnostics)
    if (read === undefined) continue
    const { axis, input } = read
    if (axis === undefined) diagnostics.error('VARY_WITHOUT_RANGE', undefined, { name: input })
    else if (varied.some((other) => other.input === input)) diagnostics.error('VARY_TWICE', undefined, { name: input })
    else varied.push({ ...read, axis })
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  return varied
}

interface Opened extends CostedFlow {
  readonly warnings: ReturnType<typeof costFlow>['warnings']
  readonly model: ScenarioModel
  readonly inputs: readonly Uncertain[]
  readonly left: readonly NotVaried[]
}

/** Costs each route and runs the studies of a report. */
export function gather(flows: readonly string[], asked: ReportAsked, words: readonly string[]): Found {
  const costed = forEachFlow(askOfEach(flows, asked), (one) => {
    const { evaluation, warnings } = costFlow(one.flow, one.options)
    return { asked: one, evaluation, warnings, result: resultOf(evaluation, [...one.warnings, ...warnings]) }
  })
  checkComparable(costed.map(({ result }) => ({ name: result.flow, basis: result.basis })))
  const opened = costed.map((one): Opened => {
    const outputs = usualOutputs(one.evaluation).map((name) => studyOutput(one.evaluation, name) as StudyOutput)
    const model = new ScenarioModel(one.evaluation, outputs)
    return { ...one, model, ...uncertainInputs(model) }
  })
  const routes = opened.map(
    ({ evaluation, result, model, inputs, left }): ReportRoute => ({
      evaluation,
      result,
      output: model.outputs[0] as StudyOutput,
      tornado: asked.isBare || inputs.length === 0 ? undefined : tornado(model, inputs),
      left,
    }),
  )
  const several = opened.length > 1 && !asked.isBare
  const results = opened.map(({ result }) => result)
  return {
    routes,
    monteCarlo: asked.isBare ? undefined : drawn(opened, asked),
    comparison: several ? compare(results, undefined, comparePairs(opened)) : undefined,
    sweeps: asked.isBare ? [] : sweeps(flows, opened, asked),
    repeat: repeatOf(words, opened, asked.seed),
  }
}

/** The distribution of each route's figures, all over the same draws; undefined where no route has an input that varies. */
function drawn(opened: readonly Opened[], { samples, seed }: ReportAsked): MonteCarlo | undefined {
  if (opened.every(({ inputs }) => inputs.length === 0)) return undefined
  const figures = opened.reduce((sum, { model }) => sum + model.outputs.length, 0)
  const most = Math.floor(MOST_FIGURES / figures)
  if (samples > most) refuse('SAMPLES_TOO_MANY', { samples, most, figures }, EXIT.command)
  const asked: MonteCarloAsked = { samples, seed, sampler: 'latin-hypercube', correlations: [] }
  const made = drawJob(opened, asked, sharedColumn)
  if ('impossible' in made) return undefined
  const notes = opened.length < 2 ? [] : unlike(opened.map(({ result }) => result))
  return distribution(made.job, opened, asked, 1, notes)
}

/** Cost over each input that is asked for; where none is, over the price that all routes share and that moves them most. */
function sweeps(flows: readonly string[], opened: readonly Opened[], asked: ReportAsked): ReportSweep[] {
  const usual = asked.axes.length > 0 ? undefined : usualAxis(opened)
  const axes = usual === undefined ? asked.axes : [usual]
  return axes.map((varied) => {
    const subjects = forEachFlow(opened, ({ asked: one, evaluation, warnings }) =>
      openSubject(one.flow, one.options, [varied], { model: evaluation.model, evaluation, warnings }),
    )
    if (subjects.every(({ standing }) => standing[0] === 'absent'))
      refuseUnknown(flows[0] as string, asked, varied.input)
    tellIdle(subjects, varied, asked)
    return {
      sweep: sweep(
        subjects.map(({ subject }) => subject),
        [varied.axis],
      ),
      isAsked: usual === undefined,
    }
  })
}

function tellIdle(
  subjects: readonly ReturnType<typeof openSubject>[],
  { input }: ReportAxis,
  asked: ReportAsked,
): void {
  const idle = new Diagnostics()
  for (const { subject, standing } of subjects)
    if (standing[0] !== 'effective')
      idle.warn('VARY_WITHOUT_EFFECT', undefined, { flow: subject.name, name: input, absent: standing[0] === 'absent' })
  conclude(idle, asked, () => undefined)
}

/** The price that all routes share and that moves them most, over the range that its document states. */
function usualAxis(opened: readonly Opened[]): ReportAxis | undefined {
  const price = sharedPrice(opened.map(({ evaluation }) => evaluation))
  const { spread } = price ?? {}
  if (price === undefined || spread === undefined) return undefined
  const unit = price.unit ?? displayUnit(price.dimension ?? 0)
  const [low, high] = [spread.low, spread.high].map((end) => fromBase(end, unit).toFixed())
  return readReportAxes([`${price.name}=${low}..${high} ${unit.text}:${POINTS}`])[0]
}
