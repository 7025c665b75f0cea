import { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan, optionText, type Span } from '../document/span.ts'
import type { Variable } from '../equation/system.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { productFigure } from '../evaluation/figure.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { type AtEqual, EQUAL_FIGURES, type Equal, readEqual, settingOf, thicknessAt, told } from '../study/equal.ts'
import {
  type Asked,
  type CostingOptions,
  compileNamed,
  conclude,
  EXIT,
  Failure,
  forEachFlow,
  printDiagnostics,
  refuse,
} from './costing.ts'

/** A route as it stands, with the two figures that make it comparable. */
interface Standing<O extends CostingOptions> {
  readonly asked: Asked<O>
  /** The input that gives the thickness. */
  readonly input: string
  readonly thickness: Decimal
  readonly figure: Decimal
}

/** Sets the thickness of each route so that all have the same value of a figure, and tells that value. */
export function atEqual<O extends CostingOptions>(
  asked: readonly Asked<O>[],
  text: string,
): { readonly asked: readonly Asked<O>[]; readonly equal: AtEqual } {
  const diagnostics = new Diagnostics()
  const equal = readEqual(text, diagnostics)
  if (equal === undefined) {
    printDiagnostics(diagnostics.list, optionText)
    throw new Failure(EXIT.command)
  }
  const span = optionSpan('equal', text)
  const standing = forEachFlow(asked, (one) => standingOf(one, equal, span))
  const twice = standing.find(({ asked: { options }, input }) => options.set.some((given) => pathOf(given) === input))
  if (twice !== undefined) refuse('EQUAL_AND_SET', { name: twice.input }, EXIT.command, span)
  const [first] = standing as [Standing<O>, ...Standing<O>[]]
  const value = equal.value ?? first.figure
  const set = forEachFlow(standing, (route) => {
    const { flow, options } = route.asked
    const thickness = equal.figure === 'thickness' ? value : solved(route, equal, value, span)
    return { ...route.asked, flow, options: { ...options, set: [...options.set, settingOf(route.input, thickness)] } }
  })
  return { asked: set, equal: { figure: equal.figure, value } }
}

const pathOf = (setting: string): string | undefined => /^\s*([\w.]+)/.exec(setting)?.[1]

function standingOf<O extends CostingOptions>(asked: Asked<O>, { figure }: Equal, span: Span): Standing<O> {
  const { flow, options } = asked
  const diagnostics = new Diagnostics()
  const evaluation = evaluated(flow, options, diagnostics)
  if (evaluation === undefined) throw new Failure(EXIT.input)
  const { model } = evaluation
  const { title } = EQUAL_FIGURES[figure]
  const thickness = productFigure(model, 'thickness')
  const wanted = productFigure(model, figure)
  if (thickness === undefined || wanted === undefined)
    refuse('EQUAL_NO_FIGURE', { flow, figure: title }, EXIT.input, span)
  if (thickness.kind !== 'input') refuse('EQUAL_COMPUTED', { flow, name: thickness.name }, EXIT.input, span)
  const { name: input } = thickness
  return { asked, input, thickness: evaluation.value(thickness), figure: evaluation.value(wanted) }
}

function solved<O extends CostingOptions>(
  { asked, input, thickness, figure }: Standing<O>,
  equal: Equal,
  value: Decimal,
  span: Span,
): Decimal {
  const { flow, options } = asked
  const figureAt = (trial: Decimal): Decimal | undefined => {
    const set = [...options.set, settingOf(input, trial)]
    const evaluation = evaluated(flow, { ...options, set }, new Diagnostics())
    return evaluation?.value(productFigure(evaluation.model, equal.figure) as Variable)
  }
  const found = thicknessAt(value, { thickness, figure }, figureAt)
  if (found !== undefined) return found
  const facts = { flow, figure: EQUAL_FIGURES[equal.figure].title, value: told(equal.figure, value) }
  return refuse('EQUAL_UNREACHED', facts, EXIT.noAnswer, span)
}

/** A route evaluated without its warnings, which are told once it has the thickness asked for; its errors are told. */
function evaluated(flow: string, options: CostingOptions, diagnostics: Diagnostics): Evaluation | undefined {
  const { model, textOf } = compileNamed(flow, options, diagnostics)
  const evaluation = model === undefined ? undefined : evaluate(model, diagnostics)
  if (diagnostics.failed) conclude(diagnostics, options, textOf)
  return evaluation
}
