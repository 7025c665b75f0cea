import { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan, optionText } from '../document/span.ts'
import { CURRENCY } from '../equation/exchange.ts'
import type { Variable } from '../equation/system.ts'
import { Ledger } from '../evaluation/ledger.ts'
import { resultOf } from '../evaluation/result.ts'
import type { Model } from '../flow/compile-flow.ts'
import { Decimal } from '../quantity/decimal.ts'
import { type Dimension, divide, MONEY } from '../quantity/dimension.ts'
import { displayUnit } from '../quantity/unit.ts'
import { breakevenCsv, breakevenJson, breakevenText, type Question } from '../report/breakeven-text.ts'
import { unlike } from '../report/figures.ts'
import { breakeven, type Goal } from '../study/breakeven.ts'
import { readVary, type Vary } from '../study/vary.ts'
import { askOfEach, costFlow, EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { type Costed, openSubject, rangeOf, refuseUnknown, type StudyOptions, tellOnce } from './studies.ts'
import { readTarget } from './target.ts'
import { figureInUse, valueInUseCommand } from './value-in-use.ts'

export interface BreakevenOptions extends StudyOptions {
  readonly target?: string
  readonly against?: string
  /** A grid of other inputs that the answer is asked over. */
  readonly over: readonly string[]
  /** The figure that the target is of. */
  readonly output?: string
}

/** How far a search goes where neither the command line nor the document gives a range: to a hundredth and a hundredfold. */
const DECADES = 100

/** `fabroute breakeven FLOW --vary P (--target "8 USD/m^2" | --against FLOW)`: the value at which the cost is met. */
export function breakevenCommand(flow: string, options: BreakevenOptions, words: readonly string[]): void {
  const vary = readQuestion(options)
  const figure = figureInUse(flow, options)
  if (figure !== undefined) {
    valueInUseCommand(flow, vary, figure, options, words)
    return
  }
  const [first, second] = askOfEach(options.against === undefined ? [flow] : [flow, options.against], options)
  const [asked, against] = [first?.options ?? options, second?.options ?? options]
  const costed = costFlow(flow, asked)
  const { model: base, evaluation } = costed
  const own = { input: vary.input, axis: undefined, text: vary.text }
  const opened = openSubject(flow, asked, [own], costed)
  const rivalCosted = options.against === undefined ? undefined : costFlow(options.against, against)
  const rival = rivalCosted && openSubject(options.against as string, against, [own], rivalCosted)
  const now = opened.now[0] ?? rival?.now[0]
  if (now === undefined) refuseUnknown(flow, options, vary.input)
  if (rival !== undefined) checkBases(base, rival.base)
  const goal: Goal =
    rival === undefined ? { target: targetOf(options.target as string, base) } : { against: rival.subject }
  const range = rangeOf(vary, now)
  const within = range ?? widest([opened.subject.model, rival?.subject.model], vary.input, now.value)
  const found = breakeven(opened.subject, goal, now.value, range, within)
  const warnings = found.roots.flatMap((root) => [...root.warnings])
  tellOnce(warnings, [...opened.warnings, ...(rival?.warnings ?? [])], options, base)
  const basis = base.compiled.system.find('product.basis') as Variable
  const question: Question = {
    flow: opened.subject.name,
    input: vary.input,
    unit: vary.axis === undefined || vary.axis.relative ? now.unit : vary.axis.unit,
    now: opened.now[0]?.value,
    // the very sum that a run prints
    cost: new Ledger(evaluation).total.times(base.money.rate).dividedBy(evaluation.value(basis)),
    goal: rival?.subject.name ?? (options.target as string).trim(),
    against: rival !== undefined,
    costUnit: costUnit(base),
    rate: base.money.rate,
    notes: notesOf(vary, [costed, rivalCosted]),
  }
  if (options.json === true) printJson(breakevenJson(question, found))
  else printData(options.csv === true ? breakevenCsv(question, found) : breakevenText(question, found, terminalWidth()))
  if (found.reason !== undefined) throw new Failure(EXIT.noAnswer)
}

/** Routes of unlike membranes are not compared for their route alone. */
function notesOf({ input }: Vary, costed: readonly (Costed | undefined)[]): string[] {
  const results = costed.filter((one) => one !== undefined).map(({ evaluation }) => resultOf(evaluation, []))
  return unlike(results, [input])
}

function readQuestion(options: BreakevenOptions): Vary {
  const [text, ...more] = options.vary
  if (text === undefined) refuse('VARY_MISSING', { command: 'breakeven' })
  if (more.length > 0) refuse('VARY_TOO_MANY', { count: options.vary.length, most: 1 })
  if (options.target === undefined && options.against === undefined) refuse('GOAL_MISSING', {})
  if (options.target !== undefined && options.against !== undefined) refuse('GOAL_TWICE', {})
  const diagnostics = new Diagnostics()
  const vary = readVary(text, diagnostics)
  const { axis } = vary ?? {}
  if (axis?.low.eq(axis.high)) {
    diagnostics.error('VARY_RANGE', optionSpan('vary', text), { text, cause: 'ends', most: 0 })
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed || vary === undefined) throw new Failure(EXIT.command)
  return vary
}

/** The range that a document allows, within two decades to either side. */
function widest(
  models: readonly (Model | undefined)[],
  input: string,
  start: Decimal,
): { readonly low: Decimal; readonly high: Decimal } {
  const [low, high] = start.isZero() ? [start, new Decimal(1)] : [start.dividedBy(DECADES), start.times(DECADES)]
  for (const model of models) {
    const check = model?.checks.find((entry) => entry.kind === 'range' && entry.variable.name === input)
    if (model === undefined || check?.kind !== 'range') continue
    const { graph } = model.compiled.system
    const bound = (node: number): Decimal => (graph.constants[graph.first[node] as number] as { value: Decimal }).value
    return {
      low: Decimal.max(bound(check.low), Decimal.min(low, high)),
      high: Decimal.min(bound(check.high), Decimal.max(low, high)),
    }
  }
  return { low: Decimal.min(low, high), high: Decimal.max(low, high) }
}

function costUnit(model: Model): string {
  const basis = model.compiled.system.find('product.basis')
  return displayUnit(costDimension(basis)).text.replaceAll(CURRENCY, model.money.currency)
}

function costDimension(basis: Variable | undefined): Dimension {
  return divide(MONEY, basis?.dimension ?? 0)
}

function checkBases(a: Model, b: Model): void {
  const basis = ({ compiled }: Model): string => displayUnit(compiled.system.find('product.basis')?.dimension ?? 0).text
  if (basis(a) !== basis(b))
    refuse('BASES_DIFFER', { first: a.route.name, a: basis(a), second: b.route.name, b: basis(b) }, EXIT.input)
}

/** In USD per unit of the basis. */
function targetOf(text: string, model: Model): Decimal {
  const wanted = costDimension(model.compiled.system.find('product.basis'))
  return readTarget(text, wanted, model, (_, span, diagnostics) =>
    diagnostics.error('TARGET_DIMENSION', span, { text, wanted: costUnit(model) }),
  )
}
