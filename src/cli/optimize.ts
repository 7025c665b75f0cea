import { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan, optionText } from '../document/span.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber, formatQuantity } from '../quantity/format.ts'
import { optimizeCsv, optimizeJson } from '../report/optimize-json.ts'
import { optimizeText } from '../report/optimize-text.ts'
import type { OptimizeQuestion, OptimizeTold, ToldConstraint } from '../report/optimize-words.ts'
import { refusedWords } from '../report/study-head.ts'
import { type OptimizeAnswer, optimize } from '../study/optimize.ts'
import { type SearchedInput, violation } from '../study/optimize-field.ts'
import { type StudyOutput, studyOutput, usualOutputs } from '../study/outputs.ts'
import { ScenarioModel } from '../study/scenario-model.ts'
import { DISTRIBUTIONS } from '../study/spread.ts'
import { type Axis, readVary, type Vary } from '../study/vary.ts'
import { EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import { type OptimizeOptions, readAim, readQuestion } from './optimize-question.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { repeatOf } from './repeat.ts'
import { type OpenedScenarios, openScenarios } from './scenarios.ts'
import { tellOnce } from './studies.ts'

const MOST_INPUTS = 6
const POINTS = /:\s*\d+\s*(?:log)?\s*$/
const DISTRIBUTION = new RegExp(`[\\s,](?:${DISTRIBUTIONS.join('|')})\\s*$`)

type Range = Vary & { readonly axis: Axis }

/** `fabroute optimize FLOW --vary P=LO..HI --subject-to "…"`: the best point of ranges, or a front of two figures. */
export function optimizeCommand(flow: string, options: OptimizeOptions, words: readonly string[]): void {
  const ranges = readRanges(options)
  const aim = readAim(options)
  const [opened] = openScenarios([flow], { ...options, output: [] }, () => ['cost']) as [OpenedScenarios]
  const question = readQuestion(aim, opened.costed)
  const { evaluation } = opened.costed
  const model = new ScenarioModel(evaluation, question.outputs)
  const beside = usualOutputs(evaluation)
    .filter((name) => question.outputs.every((output) => output.name !== name))
    .flatMap((name) => studyOutput(evaluation, name) ?? [])
  const shown = new ScenarioModel(evaluation, [...question.outputs, ...beside])
  const inputs = ranges.map((range) => searched(range, opened, model))
  const found = optimize(model, shown, inputs, question)
  if (found.kind !== 'optimum') refuseWithoutAnswer(found, question, opened, inputs, model)
  const warnings = [found.best, ...(found.front ?? [])].flatMap((point) => [...point.warnings])
  tellOnce(warnings, opened.warnings, options, opened.costed.model)
  const told: OptimizeTold = { result: opened.result, question, inputs, outputs: shown.outputs, found }
  if (options.json === true) printJson(optimizeJson(told, repeatOf(words, [opened])))
  else printData(options.csv === true ? optimizeCsv(told) : optimizeText(told, terminalWidth()))
}

function readRanges(options: OptimizeOptions): Range[] {
  if (options.vary.length === 0) refuse('VARY_MISSING', { command: 'optimize' })
  if (options.vary.length > MOST_INPUTS) refuse('VARY_TOO_MANY', { count: options.vary.length, most: MOST_INPUTS })
  const diagnostics = new Diagnostics()
  const ranges: Range[] = []
  for (const text of options.vary) {
    const range = readRange(text, diagnostics)
    if (range === undefined) continue
    if (ranges.some(({ input }) => input === range.input))
      diagnostics.error('VARY_TWICE', undefined, { name: range.input })
    else ranges.push(range)
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  return ranges
}

/** `P=LOW..HIGH` or `P=-20%..+20%`; lists, counts of points and distributions are refused. */
function readRange(text: string, diagnostics: Diagnostics): Range | undefined {
  const refused = (cause: 'order' | 'form'): undefined =>
    void diagnostics.error('OPTIMIZE_RANGE', optionSpan('vary', text), { text, cause })
  if (POINTS.test(text) || DISTRIBUTION.test(text)) return refused('form')
  const own = new Diagnostics()
  const read = readVary(text, own)
  // a range that is none is told without the points that a sweep would take
  const noRange = own.list.find(({ code }) => code === 'VARY_RANGE')
  if (noRange !== undefined) return refused(noRange.facts.cause === 'order' ? 'order' : 'form')
  for (const { code, span, facts } of own.list) diagnostics.error(code, span, facts as never)
  if (read === undefined) return undefined
  const { axis } = read
  if (axis === undefined) diagnostics.error('VARY_WITHOUT_RANGE', undefined, { name: read.input })
  else if (!text.includes('..')) return refused('form')
  return axis && { ...read, axis }
}

/** An input over its range; one whose value decides how many equations there are cannot be searched. */
function searched(
  { input, axis, text }: Range,
  { flow, model: opened, chosen }: OpenedScenarios,
  model: ScenarioModel,
): SearchedInput {
  const variable = opened.model.compiled.system.find(input)
  const place = model.placeOf(input)
  const spread = chosen?.find((one) => one.input === input)?.spread
  const obstacle = variable?.fixed === true ? 'fixed' : 'unknown'
  if (variable === undefined || place === undefined || spread === undefined || variable.fixed)
    refuse('NOT_VARIED', { flow, name: input, obstacle }, EXIT.input, optionSpan('vary', text))
  const base = model.evaluator.inputs[place] as Decimal
  const [low, high] = axis.relative ? partsOf(base, axis) : [axis.low, axis.high]
  const unit = axis.relative ? (variable.unit ?? axis.unit) : axis.unit
  return {
    name: input,
    place,
    unit,
    base,
    low,
    high,
    bounds: { low: low.toNumber(), high: high.toNumber(), certain: true },
  }
}

function partsOf(base: Decimal, { low, high }: Axis): [Decimal, Decimal] {
  const [a, b] = [base.times(low.plus(1)), base.times(high.plus(1))]
  return a.lt(b) ? [a, b] : [b, a]
}

function refuseWithoutAnswer(
  found: Exclude<OptimizeAnswer, { readonly kind: 'optimum' }>,
  { constraints, outputs }: OptimizeQuestion,
  { result: { flow } }: OpenedScenarios,
  inputs: readonly SearchedInput[],
  model: ScenarioModel,
): never {
  const figure = (output: number, value: number): string => {
    const { unit } = model.outputs[output] as StudyOutput
    return `${formatNumber(value, 6)}${unit.text === '1' ? '' : ` ${unit.text}`}`
  }
  switch (found.kind) {
    case 'refused': {
      const points = found.refused.reduce((sum, { count }) => sum + count, 0)
      return refuse(
        'OPTIMUM_REFUSED',
        { flow, points, reasons: found.refused.map((one) => refusedWords(one)) },
        EXIT.noAnswer,
      )
    }
    case 'level': {
      const { name } = outputs[found.output] as StudyOutput
      return refuse('OBJECTIVE_LEVEL', { flow, name, value: figure(found.output, found.value) }, EXIT.noAnswer)
    }
    case 'fixed': {
      const { text, span, output } = constraints[found.constraint] as ToldConstraint
      const { name } = outputs[output] as StudyOutput
      const facts = { flow, text, name, value: figure(output, found.value) }
      return refuse('CONSTRAINT_FIXED', facts, EXIT.noAnswer, span)
    }
    case 'out of reach': {
      const broken = constraints
        .filter((one) => violation(one, found.figures[one.output] as number) > 0)
        .map(({ output, text }) => {
          const value = figure(output, found.figures[output] as number)
          return `${outputs[output]?.name} = ${value}, against "${text}"`
        })
      const at = inputs.map(({ name, unit }, i) => `${name} = ${formatQuantity(found.values[i] as Decimal, unit, 6)}`)
      return refuse('OPTIMUM_OUT_OF_REACH', { flow, broken, at }, EXIT.noAnswer)
    }
    case 'denied':
      printDiagnostics([found.problem], (file) => model.model.texts.get(file) ?? optionText(file))
      throw new Failure(EXIT.noAnswer)
  }
}
