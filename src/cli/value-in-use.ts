import { Diagnostics } from '../document/diagnostic.ts'
import { optionText } from '../document/span.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import { productFigure } from '../evaluation/figure.ts'
import type { Model } from '../flow/compile-flow.ts'
import { dimensionText, divide, MONEY } from '../quantity/dimension.ts'
import { fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import {
  type InUseAxis,
  type InUseStudy,
  valueInUseCsv,
  valueInUseJson,
  valueInUseText,
} from '../report/value-in-use-text.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { ScenarioInput } from '../study/scenario-model.ts'
import { valueInUse } from '../study/value-in-use.ts'
import { readVary, type Vary } from '../study/vary.ts'
import type { BreakevenOptions } from './breakeven.ts'
import { compileNamed, EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { repeatOf } from './repeat.ts'
import { type OpenedScenarios, openScenarios } from './scenarios.ts'
import { nowOf, rangeOf, tellOnce } from './studies.ts'
import { readTarget } from './target.ts'

const MOST_AXES = 2
const MOST_CELLS = 2_500

/** The figure that a target is of, over a grid or not; undefined where it is the cost per functional unit, and nothing else is asked. */
export function figureInUse(flow: string, options: BreakevenOptions): string | undefined {
  const { over, output, target } = options
  if (output !== undefined) return output
  const literal = target === undefined ? undefined : parseExpression(target.trim())
  const dimension =
    literal === undefined || isProblem(literal) || literal.kind !== 'literal' ? undefined : literal.dimension
  const named = PER.find(({ unit }) => (readUnit(unit) as Unit).dimension === dimension)
  // what is made by the kilogram has its cost per kilogram
  const { model } = named === undefined ? {} : compileNamed(flow, options, new Diagnostics())
  const isOther = model !== undefined && costDimension(model) !== dimension && named?.isThere(model) === true
  return isOther ? named?.figure : over.length > 0 ? 'cost' : undefined
}

/** Figures of a membrane that a target in their unit is of. */
const PER = [
  {
    unit: 'USD/kWh',
    figure: 'normalised.cost_per_kwh',
    isThere: ({ compiled }: Model): boolean => compiled.system.find('normalised.cost_per_kwh') !== undefined,
  },
  {
    unit: 'USD/kg',
    figure: 'cost_per_kg',
    isThere: (model: Model): boolean => productFigure(model, 'areal_mass') !== undefined,
  },
] as const

const costDimension = ({ compiled }: Model): number =>
  divide(MONEY, compiled.system.find('product.basis')?.dimension ?? 0)

/** `fabroute breakeven FLOW --vary P --target T --over Q=LO..HI:N`: what an input may be worth, over a grid of others. */
export function valueInUseCommand(
  flow: string,
  vary: Vary,
  figure: string,
  options: BreakevenOptions,
  words: readonly string[],
): void {
  if (options.against !== undefined) refuse('IN_USE_AGAINST', {})
  const axes = readAxes(vary.input, options)
  const all = [vary.input, ...axes.map(({ input }) => input)]
  const opened = openScenarios([flow], { ...options, vary: all, output: [figure] }, () => [])[0] as OpenedScenarios
  const { model, costed, result } = opened
  const output = model.outputs[0] as StudyOutput
  const target = targetOf(options.target as string, output, model.model)
  const gridAxes = axes.map((axis) => axisOf(axis, flow, options, opened))
  const input = inputOf(opened, vary.input)
  const now = nowOf(flow, options, vary.input, costed)
  const places = gridAxes.reduce<number[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  )
  const found = valueInUse(
    model,
    input,
    gridAxes.map((axis) => inputOf(opened, axis.input)),
    places,
    target,
  )
  const warnings = found.cells.flatMap((cell) => ('value' in cell ? [...cell.warnings] : []))
  tellOnce(warnings, opened.warnings, options, model.model)
  const unit = now?.unit as Unit
  const study: InUseStudy = {
    input: vary.input,
    unit,
    now: model.baseOf(input.place),
    output,
    standing: model.standing(0),
    target,
    axes: gridAxes,
    found,
    result,
  }
  if (options.json === true) printJson(valueInUseJson(study, repeatOf(words, [opened])))
  else printData(options.csv === true ? valueInUseCsv(study) : valueInUseText(study, terminalWidth()))
  if (!found.cells.some((cell) => 'value' in cell)) throw new Failure(EXIT.noAnswer)
}

function readAxes(solved: string, options: BreakevenOptions): Vary[] {
  const diagnostics = new Diagnostics()
  const axes: Vary[] = []
  if (options.over.length > MOST_AXES) refuse('VARY_TOO_MANY', { count: options.over.length, most: MOST_AXES })
  for (const text of options.over) {
    const read = readVary(text, diagnostics)
    if (read === undefined) continue
    if (read.axis === undefined) diagnostics.error('VARY_WITHOUT_RANGE', undefined, { name: read.input })
    else if (read.input === solved || axes.some(({ input }) => input === read.input))
      diagnostics.error('VARY_TWICE', undefined, { name: read.input })
    else axes.push(read)
  }
  const cells = axes.reduce((product, { axis }) => product * (axis?.values.length ?? 1), 1)
  if (cells > MOST_CELLS) diagnostics.error('VARY_POINTS', undefined, { points: cells, most: MOST_CELLS })
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  return axes
}

/** An axis in base units; signed percentages are of where the input stands. */
function axisOf(vary: Vary, flow: string, options: BreakevenOptions, { costed }: OpenedScenarios): InUseAxis {
  const now = nowOf(flow, options, vary.input, costed)
  const axis = vary.axis as NonNullable<Vary['axis']>
  // held against the input's own dimension
  if (now !== undefined) rangeOf(vary, now)
  const isRelative = axis.relative && now !== undefined
  const values = axis.values.map((value) => (isRelative ? now.value.times(value.plus(1)) : value).toNumber())
  return { input: vary.input, unit: isRelative ? now.unit : axis.unit, values }
}

/** Anything may come of what is solved for: nothing is known of its bounds. */
function inputOf({ model }: OpenedScenarios, name: string): ScenarioInput {
  const place = model.placeOf(name)
  if (place === undefined) throw new Error(`${name} is no plain quantity`)
  return { place, bounds: { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, certain: true } }
}

/** The target in the output's unit. */
function targetOf(text: string, { name, unit }: StudyOutput, model: Model): number {
  const value = readTarget(text, unit.dimension, model, ({ dimension }, span, diagnostics) => {
    const facts = { name, found: dimensionText(dimension), wanted: dimensionText(unit.dimension), text }
    diagnostics.error('INPUT_DIMENSION', span, facts)
  })
  return fromBase(value, unit).toNumber()
}
