import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import { branchesAt, nearest } from '../document/nearest.ts'
import { optionSpan, optionText } from '../document/span.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { type Result, resultOf } from '../evaluation/result.ts'
import { POINT } from '../quantity/dimension.ts'
import { type StudyOutput, studyOutput } from '../study/outputs.ts'
import { ScenarioModel } from '../study/scenario-model.ts'
import { readSpread, type VariedSpread } from '../study/spread.ts'
import { type Chosen, type Uncertain, uncertainInputs } from '../study/uncertain.ts'
import {
  askOfEach,
  type CostingOptions,
  checkComparable,
  compileNamed,
  conclude,
  costFlow,
  EXIT,
  Failure,
  forEachFlow,
  printDiagnostics,
  refuse,
} from './costing.ts'
import { basisOf, type Costed, nowOf, rangeOf, refuseUnknown, settingOf } from './studies.ts'

/** Options of the commands that evaluate many scenarios. */
export interface ScenarioOptions extends CostingOptions {
  readonly vary: readonly string[]
  readonly output: readonly string[]
  readonly csv?: boolean
}

/** A route ready for many scenarios. */
export interface OpenedScenarios {
  readonly flow: string
  readonly model: ScenarioModel
  readonly costed: Costed
  readonly result: Result
  /** Its functional unit: "1 m^2". */
  readonly basis: string
  /** What `--vary` names in this route; undefined where nothing is named. */
  readonly chosen: readonly Chosen[] | undefined
  readonly warnings: readonly Diagnostic[]
}

/** Costs each route as it stands, so that its problems are told, and makes it ready; `usual` are the figures read where none is asked for. */
export function openScenarios(
  flows: readonly string[],
  options: ScenarioOptions,
  usual: (costed: Costed) => readonly string[],
): OpenedScenarios[] {
  const varied = readSpreads(options)
  const asked = askOfEach(flows, options)
  const opened = forEachFlow(asked, (one) => open(one.flow, one.options, varied, usual))
  checkComparable(opened.map(({ model, basis }) => ({ name: model.model.route.name, basis })))
  tellAbsent(flows, options, varied, opened)
  return opened
}

function readSpreads(options: ScenarioOptions): VariedSpread[] {
  const diagnostics = new Diagnostics()
  const varied: VariedSpread[] = []
  for (const text of options.vary) {
    const read = readSpread(text, diagnostics)
    if (read === undefined) continue
    if (varied.some(({ input }) => input === read.input))
      diagnostics.error('VARY_TWICE', undefined, { name: read.input })
    else varied.push(read)
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  return varied
}

function open(
  flow: string,
  options: ScenarioOptions,
  varied: readonly VariedSpread[],
  usual: (costed: Costed) => readonly string[],
): OpenedScenarios {
  const before = costFlow(flow, options)
  const found = varied.map((vary) => chosenOf(flow, options, vary, before))
  const set = found.flatMap((one) => (one?.setting === undefined ? [] : [one.setting]))
  const costed = set.length === 0 ? before : { ...before, ...recompiled(flow, options, set) }
  const names = options.output.length > 0 ? options.output : usual(costed)
  const outputs = names.map((name) => studyOutput(costed.evaluation, name) ?? refuseOutput(costed, name))
  const distinct = outputs.filter(({ name }, i) => outputs.findIndex((other) => other.name === name) === i)
  return {
    flow,
    model: new ScenarioModel(costed.evaluation, distinct),
    costed,
    result: resultOf(before.evaluation, before.warnings),
    basis: basisOf(before),
    chosen: varied.length === 0 ? undefined : found.flatMap((one) => (one === undefined ? [] : [one.chosen])),
    warnings: before.warnings,
  }
}

/** What `--vary` asks of an input, and the setting that makes a plain quantity of one that is an expression. */
function chosenOf(
  flow: string,
  options: ScenarioOptions,
  vary: VariedSpread,
  costed: Costed,
): { readonly chosen: Chosen; readonly setting: string | undefined } | undefined {
  const { input, axis, text, kind } = vary
  const span = optionSpan('vary', text)
  const variable = costed.model.compiled.system.find(input)
  const words = variable?.choices
  if (words !== undefined) refuse('VARY_CHOICE', { name: input, words }, EXIT.command, span)
  const now = nowOf(flow, options, input, costed)
  if (now === undefined) return undefined
  if (axis?.relative === true && now.unit.dimension === POINT) refuse('SET_POINT', { name: input }, EXIT.input, span)
  const range = rangeOf(vary, now)
  const isPlain = variable?.kind === 'input' && variable.name === input && variable.value !== undefined
  const spread = range && { low: range.low.toNumber(), high: range.high.toNumber(), kind }
  return {
    chosen: { input, spread },
    setting: isPlain ? undefined : settingOf(input, now.value, now.unit),
  }
}

function recompiled(
  flow: string,
  options: ScenarioOptions,
  set: readonly string[],
): Pick<Costed, 'model' | 'evaluation'> {
  const diagnostics = new Diagnostics()
  const { model, textOf } = compileNamed(flow, options, diagnostics, set)
  const evaluation = model && evaluate(model, diagnostics)
  if (model === undefined || evaluation === undefined || diagnostics.failed) {
    conclude(diagnostics, options, textOf)
    throw new Failure(EXIT.input)
  }
  return { model, evaluation }
}

/** Figures that the output names in its own way. */
const FIGURES = [
  'cost',
  'cost.by_category.materials',
  'throughput.line_m2_per_h',
  'solvent.fresh_kg',
  'solvent.evaporated_kg',
  'solvent.emitted_kg',
  'yield.area',
  'energy_kwh',
  'labour_h',
  'scrap_kg',
  'membrane.thickness_um',
  'membrane.asr_ohm_cm2',
  'membrane.areal_mass_kg',
]

/** An output that the route does not have. */
function refuseOutput({ model }: Costed, name: string): StudyOutput {
  const known = [...model.compiled.system.names()]
  const facts = { name, near: nearest(name, [...known, ...FIGURES]), ...branchesAt(name, known) }
  refuse('VARIABLE_UNKNOWN', facts, EXIT.input, optionSpan('output', name))
}

/** What `--vary` names in none of the routes is refused; what only some have is told. */
function tellAbsent(
  flows: readonly string[],
  options: ScenarioOptions,
  varied: readonly VariedSpread[],
  opened: readonly OpenedScenarios[],
): void {
  const absent = new Diagnostics()
  for (const { input } of varied) {
    const lacking = opened.filter(({ chosen }) => !chosen?.some((one) => one.input === input))
    if (lacking.length === opened.length) refuseUnknown(flows[0] as string, options, input)
    for (const { model } of lacking)
      absent.warn('VARY_WITHOUT_EFFECT', undefined, { flow: model.model.route.name, name: input, absent: true })
  }
  conclude(absent, options, () => undefined)
}

/** The inputs of a route that vary. What was asked for and cannot vary is refused; what a document leaves out is told. */
export function uncertainOf({ model, chosen }: OpenedScenarios, options: ScenarioOptions): readonly Uncertain[] {
  const { inputs, left } = uncertainInputs(model, chosen)
  const diagnostics = new Diagnostics()
  const flow = model.model.route.name
  for (const { name, obstacle } of left) {
    if (chosen === undefined) diagnostics.warn('NOT_VARIED', undefined, { flow, name, obstacle })
    else diagnostics.error('NOT_VARIED', optionSpan('vary', name), { flow, name, obstacle })
  }
  if (inputs.length === 0 && !diagnostics.failed) diagnostics.error('NOTHING_VARIES', undefined, { flow })
  conclude(diagnostics, options, optionText)
  return inputs
}

/** Studies that rank inputs do so for one figure. */
export function refuseSeveralOutputs({ output }: ScenarioOptions): void {
  if (output.length > 1) refuse('OUTPUT_TWICE', { count: output.length })
}
