import { type Diagnostic, Diagnostics, sayingOf } from '../document/diagnostic.ts'
import { optionSpan, optionText } from '../document/span.ts'
import type { Variable } from '../equation/system.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Model } from '../flow/compile-flow.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText, POINT } from '../quantity/dimension.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import { dependenceOf } from '../study/breakeven.ts'
import { Subject } from '../study/subject.ts'
import type { Vary } from '../study/vary.ts'
import {
  type Compiled,
  type CostingOptions,
  compileNamed,
  conclude,
  costFlow,
  EXIT,
  Failure,
  printDiagnostics,
  refuse,
} from './costing.ts'

/** Options of the commands that vary inputs. */
export interface StudyOptions extends CostingOptions {
  readonly vary: readonly string[]
  readonly csv?: boolean
}

/** What a varied input is to a route: not there, there without effect on its cost, or effective. */
export type Standing = 'absent' | 'idle' | 'effective'

export interface Opened {
  readonly subject: Subject
  /** The route as it stands. */
  readonly base: Model
  /** Its functional unit: "1 m^2". */
  readonly basis: string
  /** What the route as it stands was warned of; told already. */
  readonly warnings: readonly Diagnostic[]
  readonly standing: readonly Standing[]
  /** Where each varied input stands in the route as it is; undefined where it has none. */
  readonly now: readonly (Now | undefined)[]
}

/** Where an input stands, in base units, and the unit it is shown in. */
export interface Now {
  readonly value: Decimal
  readonly unit: Unit
}

export interface Costed {
  readonly model: Model
  readonly evaluation: Evaluation
  readonly warnings: readonly Diagnostic[]
}

/** What every route can have an input of, whether it reads it or not. */
const ANYWHERE = /^(?:prices|materials|equipment|plant)\./

/**
 * A route ready to be studied. It is costed as it stands first, so that its problems and warnings are told; then compiled with
 * the inputs set, which makes plain values of those that are expressions.
 */
export function openSubject(
  name: string,
  options: CostingOptions,
  varied: readonly Vary[],
  costed: Costed = costFlow(name, options),
): Opened {
  const now = varied.map(({ input }) => nowOf(name, options, input, costed))
  for (const [i, { input, axis, text }] of varied.entries()) {
    if (axis?.relative === true && now[i]?.unit.dimension === POINT) {
      const diagnostics = new Diagnostics()
      diagnostics.error('SET_POINT', optionSpan('vary', text), { name: input })
      conclude(diagnostics, options, optionText)
    }
    const words = costed.model.compiled.system.find(input)?.choices
    if (words !== undefined) refuse('VARY_CHOICE', { name: input, words }, EXIT.command, optionSpan('vary', text))
  }
  const compile = (values: readonly (Decimal | undefined)[]): { diagnostics: Diagnostics; compiled: Compiled } => {
    const further = varied.flatMap(({ input, axis }, i) => {
      const stands = now[i]
      const value = values[i]
      if (stands === undefined || value === undefined) return []
      return [settingOf(input, value, axis === undefined || axis.relative ? stands.unit : axis.unit)]
    })
    const diagnostics = new Diagnostics()
    return { diagnostics, compiled: compileNamed(name, options, diagnostics, further) }
  }
  const starts = varied.map(({ axis }, i) => {
    const value = now[i]?.value
    const first = axis?.values[0]
    if (first === undefined) return value
    return axis?.relative === true ? value?.times(first.plus(1)) : first
  })
  const { diagnostics, compiled } = compile(starts)
  if (compiled.model === undefined) {
    conclude(diagnostics, options, compiled.textOf)
    throw new Failure(EXIT.input)
  }
  const studied = varied.map(({ input, axis }, i) => ({
    input,
    relativeTo: axis?.relative === true ? now[i]?.value : undefined,
  }))
  const subject = new Subject(compiled.model, studied, (values, problems) => {
    const { diagnostics: found, compiled: again } = compile(values)
    problems.list.push(...found.list)
    return again.model
  })
  const standing = subject.places.map((place, i): Standing => {
    if (place === undefined || now[i] === undefined) return 'absent'
    return dependenceOf(subject, i) === 'none' ? 'idle' : 'effective'
  })
  const basis = basisOf(costed)
  return { subject, base: costed.model, basis, warnings: costed.warnings, standing, now }
}

export function basisOf({ model, evaluation }: Costed): string {
  const basis = model.compiled.system.find('product.basis')
  if (basis === undefined) return '1'
  return formatQuantity(evaluation.value(basis), basis.unit ?? displayUnit(basis.dimension ?? 0))
}

/** Where an input stands; a price, property or plant value that the route does not read is read for the study. */
export function nowOf(
  name: string,
  options: CostingOptions,
  input: string,
  { model, evaluation }: Costed,
): Now | undefined {
  const known = standing(evaluation, model.compiled.system.find(input), input)
  if (known !== undefined || !ANYWHERE.test(input)) return known
  const { model: read } = compileNamed(name, options, new Diagnostics(), [`${input}*1`])
  if (read === undefined) return undefined
  return standing(evaluate(read, new Diagnostics()), read.compiled.system.find(input), input)
}

function standing(evaluation: Evaluation, variable: Variable | undefined, input: string): Now | undefined {
  if (variable?.kind !== 'input' || variable.name !== input) return undefined
  return { value: evaluation.value(variable), unit: variable.unit ?? displayUnit(variable.dimension ?? 0) }
}

/** `--set` text for a value in base units, to the last digit; of a percentage the plain number, since a signed one is relative. */
export function settingOf(input: string, value: Decimal, unit: Unit): string {
  const plain = unit.dimension === PLAIN.dimension ? PLAIN : unit
  const written = fromBase(value, plain).toFixed()
  return plain === PLAIN ? `${input}=${written}` : `${input}=${written} ${plain.text}`
}
const PLAIN = readUnit('1') as Unit

/** The range asked for, in base units; one of signed percentages is about where the input stands. */
export function rangeOf(
  { input, axis, text }: Vary,
  now: Now,
): { readonly low: Decimal; readonly high: Decimal } | undefined {
  if (axis === undefined) return undefined
  if (axis.relative) {
    const [a, b] = [now.value.times(axis.low.plus(1)), now.value.times(axis.high.plus(1))]
    return { low: Decimal.min(a, b), high: Decimal.max(a, b) }
  }
  if (axis.unit.dimension !== now.unit.dimension && !(axis.low.isZero() && axis.high.isZero())) {
    const [found, wanted] = [dimensionText(axis.unit.dimension), dimensionText(now.unit.dimension)]
    refuse(
      'INPUT_DIMENSION',
      { name: input, found, wanted, text: text.slice(text.indexOf('=') + 1).trim() },
      EXIT.input,
      optionSpan('vary', text),
    )
  }
  return { low: axis.low, high: axis.high }
}

/** An input that no flow has: told as `--set` of it would be. */
export function refuseUnknown(name: string, options: CostingOptions, input: string): never {
  const diagnostics = new Diagnostics()
  compileNamed(name, options, diagnostics, [`${input}*1`])
  const span = optionSpan('vary', input)
  printDiagnostics(
    diagnostics.list.filter(({ severity }) => severity === 'error').map((told) => ({ ...told, span })),
    optionText,
  )
  throw new Failure(EXIT.input)
}

/** Warnings that points of a study bring, each kind of each thing once, and those of `before` not again; errors under --strict. */
export function tellOnce(
  warnings: readonly Diagnostic[],
  before: readonly Diagnostic[],
  options: CostingOptions,
  model: Model,
): void {
  const told = new Set(before.map(keyOf))
  const fresh = new Diagnostics()
  for (const warning of warnings) {
    if (told.has(keyOf(warning))) continue
    told.add(keyOf(warning))
    // what is varied has no one text to point at
    const isVaried = warning.span?.file.startsWith('--vary ') === true
    fresh.list.push(isVaried ? { ...warning, span: undefined } : warning)
  }
  conclude(fresh, options, (file) => model.texts.get(file))
}

/** The same thing told of another value, or of another route, is not told again. */
function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.code} ${String(diagnostic.facts.name ?? diagnostic.facts.band ?? sayingOf(diagnostic).what)}`
}
