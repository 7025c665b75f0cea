import type { Variable } from '../equation/system.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Bounds } from '../evaluation/kernel/bounds.ts'
import type { KernelPlan } from '../evaluation/kernel/plan.ts'
import type { Result } from '../evaluation/result.ts'
import { POINT } from '../quantity/dimension.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'
import { type StudyOutput, studyOutput } from './outputs.ts'
import { type Refused, ScenarioModel } from './scenario-model.ts'
import { rangesOf } from './uncertain.ts'

/** An input that can be moved, with the ends between which it is; in base units. */
export interface Movable {
  readonly variable: Variable
  readonly unit: Unit
  readonly value: number
  readonly low: number
  readonly high: number
  /** The ends between which the kernel holds: as far as the equations do, and a tenth to ten times the value. */
  readonly least: number
  readonly most: number
  /** Whether a document states the ends: otherwise they are a tenth and ten times the value, for want of better. */
  readonly isStated: boolean
}

/** A route whose every plain input can be moved at once: a kernel of all of them. */
export interface Explored {
  readonly inputs: readonly Movable[]
  readonly outputs: readonly StudyOutput[]
  readonly plan: KernelPlan
  /** Why a scenario cannot be, by the codes of the kernel; 0 is none. */
  readonly reasons: readonly (Omit<Refused, 'count'> | undefined)[]
}

/** Inputs that say what is asked, not how the world is. */
const DEFINITIONS: ReadonlySet<string> = new Set(['plant.fractional', 'product.basis'])
/** How far an input without a stated range is moved: by this factor, or by so many kelvin. */
const TIMES = 10
const KELVIN = 50

/** The figures of the output that a page shows, by their names there. */
function figuresOf(result: Result): string[] {
  const { ledger, throughput, yields } = result
  const by = (key: 'category' | 'step' | 'item'): string[] =>
    [...ledger.by(key).keys()].map((name) => `cost.by_${key}.${name}`)
  return [
    'cost',
    ...by('category'),
    ...by('step'),
    ...by('item'),
    result.isWeb ? 'throughput.line_m2_per_h' : 'throughput.line_per_h',
    ...[...throughput.steps.keys()].flatMap((step) =>
      ['rate_per_h', 'machines', 'utilization'].map((figure) => `throughput.steps.${step}.${figure}`),
    ),
    ...['fresh', 'evaporated', 'recovered', 'emitted', 'residual'].map((kind) => `solvent.${kind}_kg`),
    'yield.area',
    ...[...yields.components.keys()].map((component) => `yield.components.${component}`),
    ...['energy_kwh', 'labour_h', 'floor_m2', 'scrap_kg'],
    ...Object.keys(result.membrane ?? {}).map((figure) => `membrane.${figure}`),
  ]
}

/** Makes a route ready to be explored. `further` are figures of their own that a page draws. */
export function explore(evaluation: Evaluation, result: Result, further: readonly StudyOutput[] = []): Explored {
  const named = figuresOf(result).map((name) => studyOutput(evaluation, name))
  const outputs = [...named.filter((output) => output !== undefined), ...further]
  const model = new ScenarioModel(evaluation, outputs)
  const movable = movableInputs(model)
  const asked = (inputs: readonly (Movable & { readonly place: number })[]): KernelPlan =>
    model.plan(inputs.map(({ place, least, most }) => ({ place, bounds: boundsOf(least, most) })))
  // what moves no figure has no place on a page
  const { moving } = asked(movable)
  const inputs = movable.filter((_, i) => moving[i] === true)
  const plan = asked(inputs)
  const goal = model.evaluator.settlement?.goal.name
  const told = plan.limits.map((limit): Explored['reasons'][number] => {
    const found = model.limits[limit]
    return found && { cause: found.cause, name: found.name, range: found.range }
  })
  return {
    inputs,
    outputs,
    plan,
    reasons: [
      undefined,
      ...told,
      goal === undefined ? undefined : { cause: 'goal', name: goal, range: undefined },
      { cause: 'no number', name: '', range: undefined },
    ],
  }
}

const boundsOf = (low: number, high: number): Bounds => ({ low, high, certain: true })

function movableInputs(model: ScenarioModel): (Movable & { readonly place: number })[] {
  const { program, settlement } = model.evaluator
  const ranges = rangesOf(model)
  return program.inputs.flatMap((variable, place) => {
    const { kind, choices, fixed, name } = variable
    if (kind !== 'input' || choices !== undefined || fixed || DEFINITIONS.has(name) || place === settlement?.place)
      return []
    const value = model.baseOf(place)
    const ends = endsOf(variable, value, ranges.get(name))
    if (ends === undefined || !(ends.low < ends.high)) return []
    const unit = variable.unit ?? displayUnit(variable.dimension ?? 0)
    return [{ variable, place, unit, value, ...ends }]
  })
}

function endsOf(
  { spread, stated, dimension }: Variable,
  value: number,
  range: readonly [number, number] | undefined,
): Pick<Movable, 'low' | 'high' | 'least' | 'most' | 'isStated'> | undefined {
  const own = spread ?? stated
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const [from, to] =
    dimension === POINT
      ? [value - KELVIN, value + KELVIN]
      : [Math.min(value / TIMES, value * TIMES), Math.max(value / TIMES, value * TIMES)]
  const near = [Math.max(least, from), Math.min(most, to)] as const
  if (own !== undefined && !own.low.eq(own.high)) {
    const [low, high] = [own.low.toNumber(), own.high.toNumber()]
    // a value that was set may lie outside the range that its document states
    const ends = { low: Math.min(low, value), high: Math.max(high, value) }
    return { ...ends, least: Math.min(ends.low, near[0]), most: Math.max(ends.high, near[1]), isStated: true }
  }
  const isBounded = Number.isFinite(least) && Number.isFinite(most)
  if (value === 0 && !isBounded) return undefined
  const [low, high] = value === 0 ? [least, most] : near
  return { low, high, least: low, most: high, isStated: false }
}
