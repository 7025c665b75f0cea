import type { Span } from '../document/span.ts'
import type { Kink } from '../evaluation/kinks.ts'
import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber, formatQuantity } from '../quantity/format.ts'
import type { Unit } from '../quantity/unit.ts'
import type { OptimizeAsked, Optimum } from '../study/optimize.ts'
import type { Around } from '../study/optimize-around.ts'
import { type Constraint, type SearchedInput, violation } from '../study/optimize-field.ts'
import type { StudyOutput } from '../study/outputs.ts'

/** A constraint as it was asked for. */
export interface ToldConstraint extends Constraint {
  readonly text: string
  readonly span: Span
}

export interface OptimizeQuestion extends OptimizeAsked {
  /** The figures that are asked for. */
  readonly outputs: readonly StudyOutput[]
  /** Those of the goal. */
  readonly constraints: readonly ToldConstraint[]
}

/** An optimum with what was asked, for telling it. */
export interface OptimizeTold {
  readonly result: Result
  readonly question: OptimizeQuestion
  readonly inputs: readonly SearchedInput[]
  /** The figures that are told: those asked for, and others beside them. */
  readonly outputs: readonly StudyOutput[]
  readonly found: Optimum
}

export const withUnit = (number: string, unit: string): string => (unit === '1' ? number : `${number} ${unit}`)

/** A value in base units with its unit, to read. */
const shown = (value: Decimal | number, unit: Unit): string => formatQuantity(new Decimal(value), unit, 6)

/** The figure that is sought. */
export const objectiveOf = ({ question, outputs }: OptimizeTold): StudyOutput =>
  outputs[question.goal.output] as StudyOutput

/** How much the base case is improved on, in the unit of the figure sought; below 0 where it is better than the optimum. */
export function savedOf({ question: { goal }, found }: OptimizeTold): number | undefined {
  const [base, best] = [found.base[goal.output], found.best.figures[goal.output] as number]
  return base === undefined ? undefined : goal.sign * (base - best)
}

/** The constraints that the base case breaks. */
export function brokenByBase({ question, found }: OptimizeTold): ToldConstraint[] {
  return question.constraints.filter((one) => violation(one, found.base[one.output] ?? Number.NaN) > 0)
}

/** All that is to be known of an optimum beside its figures, a sentence each. */
export function notesOf(told: OptimizeTold): string[] {
  const { inputs, found } = told
  return [
    ...savedWords(told),
    ...activeWords(told),
    ...inputs.flatMap((input, i) => boundWords(told, input, found.around[i] as Around, found.idle[i] === true)),
    ...inputs.flatMap((input, i) => stepWords(told, input, found.around[i] as Around)),
    ...inputs.flatMap((input, i) => levelWords(input, found.around[i] as Around, found.idle[i] === true)),
    ...idleWords(told),
    ...alikeWords(told),
  ]
}

function savedWords(told: OptimizeTold): string[] {
  const { question, found } = told
  const { name, unit } = objectiveOf(told)
  const saved = savedOf(told)
  const base = found.base[question.goal.output]
  if (saved === undefined || base === undefined) return []
  const share = base === 0 ? '' : ` (${formatNumber((100 * Math.abs(saved)) / Math.abs(base), 3)} %)`
  const by = `${withUnit(formatNumber(Math.abs(saved), 5), unit.text)}${share}`
  const broken = brokenByBase(told).map(({ text }) => `"${text}"`)
  const outside = found.isBaseWithin ? [] : ['lies outside the ranges']
  const breaks = broken.length === 0 ? outside : [...outside, `breaks ${broken.join(' and ')}`]
  const which = breaks.length === 0 ? 'the base case' : `the base case, which ${breaks.join(' and ')}`
  if (Math.abs(saved) <= 1e-12 * Math.abs(base)) return [`${name} is the same as in ${which}`]
  const isLess = saved > 0 === (question.goal.sign === 1)
  return [`${name} is ${by} ${isLess ? 'less' : 'more'} than in ${which}`]
}

function activeWords(told: OptimizeTold): string[] {
  const { question, found } = told
  const { name, unit } = objectiveOf(told)
  const best = found.best.figures[question.goal.output] as number
  return found.active.map(({ constraint, loosened }) => {
    const { text } = question.constraints[constraint] as ToldConstraint
    const isWorth = question.goal.sign * (best - loosened) > 1e-9 * Math.abs(best)
    const worth = isWorth
      ? `, and were it 1 % looser, ${name} would be ${withUnit(formatNumber(loosened, 6), unit.text)}`
      : ', and would be no better were it 1 % looser'
    return `active: "${text}" holds the optimum${worth}`
  })
}

function boundWords(
  told: OptimizeTold,
  input: SearchedInput,
  { onBound, heldBy, slope }: Around,
  isIdle: boolean,
): string[] {
  if (onBound === undefined || isIdle) return []
  const figure = objectiveOf(told)
  const at = `${input.name} is at the ${onBound} end of its range, ${shown(input[onBound], input.unit)}`
  if (heldBy === 'constraint') return [`${at}: inside it a constraint is broken`]
  if (heldBy === 'level' || slope === undefined) return [`${at}, and ${figure.name} is level there`]
  const isLess = told.question.goal.sign === 1
  const each = formatNumber(slope * input.unit.factor.toNumber(), 3)
  const unit = figure.unit.text === '1' ? '' : ` ${figure.unit.text}`
  const per = input.unit.text === '1' ? '1' : input.unit.text
  return [
    `${at}, which limits it: beyond, ${figure.name} would go on ${isLess ? 'falling' : 'rising'}, by ${each}${unit} for each ${per} at first`,
  ]
}

const MOST_KINKS = 3

function kinkWords({ variable, kind, from, to }: Kink): string {
  if (from === undefined || to === undefined) return `${variable.name} (${kind})`
  return `${variable.name} from ${formatNumber(from, 6)} to ${formatNumber(to, 6)}`
}

/** An optimum on the good side of a jump, or at a kink. */
function stepWords(told: OptimizeTold, input: SearchedInput, { below, above }: Around): string[] {
  const value = shown(told.found.best.values[told.inputs.indexOf(input)] as Decimal, input.unit)
  return (['below', 'above'] as const).flatMap((side) => {
    const kinks = side === 'below' ? below : above
    if (kinks.length === 0) return []
    const isStep = kinks.some(({ from }) => from !== undefined)
    const named = kinks.slice(0, MOST_KINKS).map(kinkWords).join(', ')
    const more = kinks.length > MOST_KINKS ? ` and ${kinks.length - MOST_KINKS} more` : ''
    const what = isStep ? 'at a step of whole machines or other whole numbers' : 'at a kink, where a branch is left'
    return [`${what}: just ${side} ${input.name} = ${value} goes ${named}${more}`]
  })
}

function levelWords(input: SearchedInput, { level }: Around, isIdle: boolean): string[] {
  if (level === undefined || isIdle) return []
  const [low, high] = [level.low, level.high].map((value) => shown(value, input.unit))
  return [`level: with the other inputs as they are, any ${input.name} from ${low} to ${high} is as good`]
}

function idleWords({ inputs, found }: OptimizeTold): string[] {
  const idle = inputs.filter((_, i) => found.idle[i] === true).map(({ name }) => name)
  return idle.length === 0 ? [] : [`without effect on what is asked for: ${idle.join(', ')}`]
}

function alikeWords({ inputs, found }: OptimizeTold): string[] {
  return found.alike.map((values) => {
    const at = inputs.map(({ name, unit }, i) => `${name} = ${shown(values[i] as Decimal, unit)}`)
    return `as good: ${at.join(', ')}`
  })
}
