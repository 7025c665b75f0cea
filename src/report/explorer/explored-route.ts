import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { KernelPlan } from '../../evaluation/kernel/plan.ts'
import type { Result } from '../../evaluation/result.ts'
import { inCurrency } from '../../evaluation/shown.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { PLAIN } from '../../quantity/dimension.ts'
import { formatQuantity } from '../../quantity/format.ts'
import { fromBase, type Unit } from '../../quantity/unit.ts'
import { explore, type Movable } from '../../study/explorer.ts'
import { type StudyOutput, studyOutput } from '../../study/outputs.ts'
import type { FlowLayout } from '../diagram/flow-layout.ts'
import { layOut } from '../diagram/layout.ts'
import { type Network, networkOf } from '../diagram/network.ts'
import type { FigureList } from '../diagram/reading.ts'
import { moneyOf, perUnit, setting } from '../figures.ts'
import { refusedWords } from '../study-head.ts'
import { encoded } from './bytes.ts'
import { drawnFigure } from './page-data.ts'

/** A unit as plain numbers: a value times `factor`, plus `offset`, is in base units. */
export interface PlainUnit {
  readonly text: string
  readonly factor: number
  readonly offset: number
}

/** An input on a slider; numbers are in its unit. */
export interface ExploredInput {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly unit: PlainUnit
  readonly value: number
  /** The value with all digits and its unit, as a document takes it. */
  readonly exact: string
  readonly low: number
  readonly high: number
  /** The ends between which the page's kernel holds. */
  readonly least: number
  readonly most: number
  readonly isStated: boolean
  /** What it rests on, in words. */
  readonly ground: string
  /** Set by the command that the page was made by. */
  readonly isSet: boolean
}

/** A kernel as text. */
export interface EncodedPlan extends Omit<KernelPlan, 'module' | 'constants' | 'outputs'> {
  readonly module: string
  readonly constants: string
  /** Null for a constant that is no number. */
  readonly outputs: readonly ({ readonly column: number } | { readonly constant: number | null })[]
}

/** A route as the explorer's page holds it: plain data. */
export interface ExploredRoute {
  readonly flow: string
  readonly title: string
  /** How the command line names it: a bundled name or a path. */
  readonly argument: string
  readonly basisUnit: string
  /** Of the cost, as `USD/m^2`. */
  readonly unit: string
  readonly money: string
  readonly setting: string
  /** Options of the command that a document cannot hold, as words for a shell. */
  readonly options: string
  /** The finish that the command asked for in place of the route's. */
  readonly finish: string | undefined
  readonly supply: Readonly<Record<string, string>>
  readonly isFractional: boolean
  readonly categories: readonly string[]
  readonly steps: readonly string[]
  readonly items: readonly string[]
  /** Steps of the route itself that can be its bottleneck. */
  readonly rated: readonly string[]
  readonly inputs: readonly ExploredInput[]
  readonly outputs: readonly { readonly name: string; readonly unit: PlainUnit }[]
  readonly plan: EncodedPlan
  readonly reasons: readonly string[]
  readonly network: Network
  /** Of the process flow, on a page and on a phone. */
  readonly layouts: readonly [FlowLayout, FlowLayout]
  /** The cost as the decimal ledger has it: the page holds its kernel against it. */
  readonly total: number
  readonly warnings: readonly string[]
}

/** Steps in a row of the process flow on a phone. */
const NARROW = 2

/** The command that a page is made by. */
export type ExploredFrom = Pick<ExploredRoute, 'argument' | 'options' | 'finish'> & {
  /** Inputs that the command sets. */
  readonly set: ReadonlySet<string>
}

/** What the page needs of a route, with the kernel of all inputs that move anything. */
export function exploredRoute(
  evaluation: Evaluation,
  result: Result,
  from: ExploredFrom,
  warnings: readonly string[],
): ExploredRoute {
  const list: FigureList = []
  const network = networkOf(evaluation, result, list)
  const drawn = list.map(({ node, unit }, place) => ({ name: drawnFigure(place), node, unit }))
  const { inputs, outputs, plan, reasons } = explore(evaluation, result, [...drawn, ...timesOf(evaluation)])
  const { model } = evaluation
  const keys = (key: 'category' | 'step' | 'item'): string[] => [...result.ledger.by(key).keys()]
  const per = perUnit(result)
  return {
    flow: result.flow,
    title: result.title,
    argument: from.argument,
    options: from.options,
    finish: from.finish,
    basisUnit: result.basisUnit,
    unit: `${result.currency}/${per}`,
    money: moneyOf(result),
    setting: setting(result, true).join('; '),
    supply: Object.fromEntries(model.chosen),
    isFractional: model.fractional,
    categories: keys('category'),
    steps: keys('step'),
    items: keys('item'),
    rated: [...result.throughput.steps]
      .filter(([name, { rate_per_h }]) => rate_per_h !== null && model.route.steps.has(name))
      .map(([name]) => name),
    inputs: inputs.map((input) => exploredInput(input, evaluation, from.set)),
    outputs: outputs.map(({ name, unit }) => ({ name, unit: figureUnit(unit) })),
    plan: {
      ...plan,
      module: encoded(plan.module),
      constants: encoded(new Uint8Array(plan.constants.buffer, plan.constants.byteOffset, plan.constants.byteLength)),
      outputs: plan.outputs.map((output) =>
        'constant' in output ? { constant: Number.isFinite(output.constant) ? output.constant : null } : output,
      ),
    },
    reasons: reasons.map((reason) => (reason === undefined ? '' : refusedWords({ ...reason, count: 1 }))),
    // what the process flow does not show is left out
    network: { ...network, steps: network.steps.map((step) => ({ ...step, costs: [] })) },
    layouts: [layOut(network), layOut(network, NARROW)],
    total: result.ledger.total.toNumber(),
    warnings,
  }
}

/** Figures of the output without a unit are parts of 1 there, whatever their equation is told in. */
const figureUnit = (unit: Unit): PlainUnit =>
  unit.dimension === PLAIN ? { text: '1', factor: 1, offset: 0 } : plainUnit(unit)

/** Machines that are not rounded up are all used alike: what limits the line is then the longest time for a functional unit. */
function timesOf(evaluation: Evaluation): StudyOutput[] {
  const { model } = evaluation
  if (!model.fractional) return []
  return [...model.route.steps.keys()].flatMap((step) => {
    const time = studyOutput(evaluation, `steps.${step}.time_per_unit`)
    return time === undefined ? [] : [{ ...time, name: `throughput.steps.${step}.time_per_unit` }]
  })
}

const plainUnit = ({ text, factor, offset }: Unit): PlainUnit => ({
  text,
  factor: factor.toNumber(),
  offset: offset.toNumber(),
})

/** As many digits as a float64 can tell apart. */
const ALL_DIGITS = 17

function exploredInput(
  { variable, unit: own, low, high, least, most, isStated }: Movable,
  evaluation: Evaluation,
  set: ReadonlySet<string>,
): ExploredInput {
  const unit = inCurrency(own, evaluation.model.money)
  const inUnit = (base: number): number => fromBase(new Decimal(base), unit).toNumber()
  const exact = evaluation.value(variable)
  return {
    name: variable.name,
    title: variable.statement?.title ?? '',
    about: variable.statement?.about ?? '',
    unit: plainUnit(unit),
    value: fromBase(exact, unit).toNumber(),
    exact: formatQuantity(exact, own, ALL_DIGITS),
    low: inUnit(low),
    high: inUnit(high),
    least: inUnit(least),
    most: inUnit(most),
    isStated,
    ground: groundOf(variable, evaluation),
    isSet: set.has(variable.name),
  }
}

/** Source, place, assumption and note of an input in one line. */
function groundOf({ statement, changed }: Variable, { model }: Evaluation): string {
  if (statement === undefined) return ''
  const { source, at, assumption, note } = statement
  const entry = source === undefined ? undefined : model.book.sources.get(source)
  const [author] = entry?.authors?.split(/[,;]/) ?? []
  const cited =
    source === undefined
      ? undefined
      : [author === undefined ? source : `${author} ${entry?.year ?? ''}`.trim(), at].filter(Boolean)
  const words = [
    cited?.join(', '),
    assumption && (changed === undefined ? `assumption: ${assumption}` : assumption),
    note,
  ]
  return words.filter(Boolean).join('; ')
}
