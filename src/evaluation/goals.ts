import type { Variable } from '../equation/system.ts'
import type { Goal } from '../flow/goals.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, fromBase } from '../quantity/unit.ts'
import { along } from './along.ts'
import { float64 } from './arithmetic.ts'
import type { Evaluation } from './evaluation.ts'
import { passages } from './passages.ts'
import { inCurrency, shown } from './shown.ts'

/** Points of a range among which roots are looked for. */
const LOOKED_AT = 4000

/** What a goal came to. */
export interface GoalResult {
  readonly name: string
  readonly title: string
  readonly about: string | undefined
  /** The input that was solved for. */
  readonly input: string
  /** What holds at the values. */
  readonly until: string
  /** The run stands at the value: it was solved for, and not given. */
  readonly settled: boolean
  /** All values found in the range, rising, in the unit. */
  readonly values: readonly number[]
  readonly unit: string
  /** As a user would write them. */
  readonly shown: readonly string[]
  /** Why there is none. */
  readonly reason: string | undefined
}

/** Solves the goals of a model for the inputs as they are: the settled one is read, others are searched through their range. */
export function goalsOf(evaluation: Evaluation): GoalResult[] {
  const { model } = evaluation
  return model.goals.map((goal) => {
    const { name, read, input } = goal
    const found = goal.isSettled ? [evaluation.value(input)] : rootsOf(evaluation, goal)
    const unit = inCurrency(goal.unit, model.money)
    const all = Array.isArray(found) ? found : []
    const values = read.first ? all.slice(0, 1) : all
    return {
      name,
      title: read.words.title ?? name,
      about: read.words.about,
      input: input.name,
      until: read.until.trim(),
      settled: goal.isSettled,
      values: values.map((value) => fromBase(value, unit).toNumber()),
      unit: unit.text,
      shown: values.map((value) => formatQuantity(value, unit)),
      reason: Array.isArray(found) ? undefined : found,
    }
  })
}

/** All roots in the range, or why there is none. */
function rootsOf(evaluation: Evaluation, goal: Goal): Decimal[] | string {
  const { program, inputs } = evaluation
  const place = program.inputs.indexOf(goal.input)
  if (place < 0) return `${goal.input.name} is not a plain quantity here`
  const slot = program.slotOfVariable[goal.gap.id] as number
  const constants = program.constants.map((value) => value.toNumber())
  const base = inputs.map((value) => value.toNumber())
  const of = along(program, float64, constants, base, place, slot)
  const [low, high] = [goal.low.toNumber(), goal.high.toNumber()]
  const points = Array.from({ length: LOOKED_AT + 1 }, (_, i) => low + ((high - low) * i) / LOOKED_AT)
  const values = points.map(of)
  const finite = values.filter(Number.isFinite)
  if (finite.length > 0 && finite.every((value) => value === finite[0]))
    return `it does not depend on ${goal.input.name}`
  const scale = Math.max(...finite.map(Math.abs), 0)
  // what is 0 but for rounding, beside what the figure mostly is
  const nothing = 1e-14 * (finite.map(Math.abs).sort((a, b) => a - b)[Math.floor(finite.length / 2)] ?? 0)
  const [nearest] = points.filter((_, i) => Math.abs(values[i] as number) <= nothing)
  const roots = passages(of, points, scale, values).filter(({ jump }) => jump === undefined)
  // a root at 0 is found to the last digit of the range, not of itself
  const least = (high - low) * 1e-15
  if (roots.length > 0) return roots.map(({ at }) => new Decimal(Math.abs(at) < least ? 0 : at))
  if (nearest !== undefined) return [new Decimal(Math.abs(nearest) < least ? 0 : nearest)]
  if (finite.length === 0) return 'it has no value anywhere in the range'
  const at = (x: number | undefined): string => formatQuantity(new Decimal(x ?? 0), goal.unit)
  const smallest = Math.min(...finite.map(Math.abs))
  const closest = values.findIndex((value) => Math.abs(value) === smallest)
  const side = (finite[0] as number) < 0 ? 'too small' : 'too large'
  const miss = shown(goal.gap, new Decimal(values[closest] ?? 0), 4, evaluation.model.money)
  const everywhere = finite.every((value) => value < 0 === (finite[0] as number) < 0)
  return everywhere
    ? `${goal.read.until.split('=')[0]?.trim()} is ${side} from ${at(points[0])} to ${at(points.at(-1))}; nearest at ${at(points[closest])}, by ${miss}`
    : `it leaps past it between ${at(points[0])} and ${at(points.at(-1))}`
}

/** Figures of the years that a method prints, a row for each year. */
export interface YearTable {
  readonly years: readonly string[]
  /** Names of those that a run prints. */
  readonly shows: readonly string[]
  readonly columns: readonly {
    readonly name: string
    readonly unit: string
    readonly values: readonly (number | null)[]
  }[]
}

/** The yearly figures that the method shows; undefined where it has none. */
export function yearsOf(evaluation: Evaluation): YearTable | undefined {
  const { model } = evaluation
  const equations = [...(model.method.years?.equations.keys() ?? [])]
  if (model.years.length === 0) return undefined
  const columns = equations.map((name) => {
    const variables = model.years.map((year) => model.compiled.system.find(`years.${year}.${name}`) as Variable)
    const unit = inCurrency(variables[0]?.unit ?? displayUnit(variables[0]?.dimension ?? 0), model.money)
    const values = variables.map((variable) => {
      const value = fromBase(evaluation.value(variable), unit)
      return value.isFinite() ? value.toNumber() : null
    })
    return { name, unit: unit.text, values }
  })
  return { years: model.years, shows: model.method.years?.shows ?? [], columns }
}
