import { Diagnostics } from '../document/diagnostic.ts'
import { branchesAt, nearest } from '../document/nearest.ts'
import { optionSpan, optionText, type Span } from '../document/span.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { CELL, MEMBRANE } from '../evaluation/figure.ts'
import type { OptimizeQuestion, ToldConstraint } from '../report/optimize-words.ts'
import { type ConstraintText, constraintOn, constraintSpan, readConstraint } from '../study/optimize-constraint.ts'
import { type StudyOutput, studyOutput, usualOutputs } from '../study/outputs.ts'
import { type CostingOptions, EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import type { Costed } from './studies.ts'

export interface OptimizeOptions extends CostingOptions {
  readonly vary: readonly string[]
  readonly minimize?: string
  readonly maximize?: string
  readonly subjectTo: readonly string[]
  readonly pareto?: string
  readonly csv?: boolean
}

/** A figure that is made small, or great where the sign is -1, and where it is asked for. */
interface Sought {
  readonly name: string
  readonly sign: 1 | -1
  readonly span: Span | undefined
}

/** What the command line asks for, before figures are looked up. */
export interface Aim {
  readonly first: Sought
  readonly against: Sought | undefined
  readonly constraints: readonly ConstraintText[]
}

/** Reads what is sought: the cost where nothing is said. */
export function readAim({ minimize, maximize, pareto, subjectTo }: OptimizeOptions): Aim {
  if (minimize !== undefined && maximize !== undefined)
    refuse('OBJECTIVE_TWICE', { first: `--minimize ${minimize}`, second: `--maximize ${maximize}` })
  const diagnostics = new Diagnostics()
  const constraints = subjectTo.flatMap((text) => readConstraint(text, diagnostics) ?? [])
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  const option = maximize === undefined ? 'minimize' : 'maximize'
  const name = maximize ?? minimize
  const objective: Sought = {
    name: (name ?? 'cost').trim(),
    sign: maximize === undefined ? 1 : -1,
    span: name === undefined ? undefined : optionSpan(option, name),
  }
  if (pareto === undefined) return { first: objective, against: undefined, constraints }
  const figures = figuresOf(pareto)
  const [first, second] = figures.length === 1 ? [objective, ...figures] : figures
  if (first === undefined || second === undefined || figures.length > 2 || first.name === second.name)
    refuse('FRONT_SYNTAX', { text: pareto }, EXIT.command, optionSpan('pareto', pareto))
  if (figures.length === 2 && name !== undefined)
    refuse('OBJECTIVE_TWICE', { first: `--${option} ${name}`, second: `--pareto ${pareto}` })
  return { first, against: second, constraints }
}

/** `membrane.asr_ohm_cm2` or `cost,-yield.area`; empty where a part is no name. */
function figuresOf(text: string): Sought[] {
  let start = 0
  const found = text.split(',').map((part): Sought | undefined => {
    const [, before = '', sign, name = ''] = /^(\s*)(-?)\s*([A-Za-z][\w.]*)\s*$/.exec(part) ?? []
    const from = start + before.length
    start += part.length + 1
    const span = { ...optionSpan('pareto', text), start: from, end: start - 1 }
    return name === '' ? undefined : { name, sign: sign === '-' ? -1 : 1, span }
  })
  const named = found.filter((one) => one !== undefined)
  return named.length === found.length ? named : []
}

/** Looks the figures up; what the route does not have, and values of another dimension, are refused. */
export function readQuestion(aim: Aim, { evaluation }: Costed): OptimizeQuestion {
  const { model } = evaluation
  const outputs: StudyOutput[] = []
  const outputOf = (name: string, span: Span | undefined): number => {
    const output = studyOutput(evaluation, name) ?? refuseFigure(evaluation, name, span)
    const at = outputs.findIndex((other) => other.name === output.name)
    return at >= 0 ? at : outputs.push(output) - 1
  }
  const [first, against] = [aim.first, aim.against].map(
    (sought) => sought && { output: outputOf(sought.name, sought.span), sign: sought.sign },
  )
  if (first === undefined) throw new Error('nothing is sought')
  const diagnostics = new Diagnostics()
  const constraints = aim.constraints.flatMap((asked): ToldConstraint[] => {
    const { text, figure } = asked
    const output = outputOf(figure, constraintSpan(text, text.indexOf(figure), text.indexOf(figure) + figure.length))
    const { unit } = outputs[output] as StudyOutput
    const constraint = constraintOn(asked, { output, unit }, model.money, diagnostics)
    return constraint === undefined ? [] : [{ ...constraint, text: text.trim(), span: constraintSpan(text) }]
  })
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.input)
  return { outputs, goal: { ...first, constraints }, against, constraints }
}

function refuseFigure(evaluation: Evaluation, name: string, span: Span | undefined): never {
  const known = [...evaluation.model.compiled.system.names()]
  const told = [
    ...usualOutputs(evaluation),
    ...Object.keys(MEMBRANE).map((key) => `membrane.${key}`),
    ...Object.keys(CELL).map((key) => `normalised.${key}`),
    ...['fresh', 'evaporated', 'recovered', 'emitted', 'residual'].map((key) => `solvent.${key}_kg`),
    ...['energy_kwh', 'labour_h', 'floor_m2', 'scrap_kg', 'co2e_known_kg'],
  ].filter((figure) => studyOutput(evaluation, figure) !== undefined)
  const facts = { name, near: nearest(name, [...known, ...told]), ...branchesAt(name, known) }
  refuse('VARIABLE_UNKNOWN', facts, EXIT.input, span)
}
