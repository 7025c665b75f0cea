import { Evaluator } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Bounds } from '../evaluation/kernel/bounds.ts'
import { BLOCK } from '../evaluation/kernel/chunks.ts'
import { Kernel } from '../evaluation/kernel/kernel.ts'
import { limitsOf, type ToldLimit } from '../evaluation/kernel/limits.ts'
import { type KernelAsked, type KernelPlan, planKernel } from '../evaluation/kernel/plan.ts'
import type { Model } from '../flow/compile-flow.ts'
import type { StudyOutput } from './outputs.ts'

/** An input that scenarios vary: its place in the program, and what its values lie between, in base units. */
export interface ScenarioInput {
  readonly place: number
  readonly bounds: Bounds
}

/** How many scenarios cannot be for one reason. */
export interface Refused {
  readonly count: number
  readonly cause: ToldLimit['cause']
  readonly name: string
  readonly range: string | undefined
}

/** A column of values in the unit of an output, one a scenario; NaN where the scenario cannot be. */
export type OutputColumn = Float64Array<ArrayBufferLike>

/** A route made ready for kernels: which figures are read of each scenario, and what each has to hold. */
export class ScenarioModel {
  readonly model: Model
  readonly outputs: readonly StudyOutput[]
  readonly evaluator: Evaluator
  /** The values of all slots at the inputs as they stand. */
  readonly base: readonly number[]
  readonly limits: readonly ToldLimit[]

  /** Without checks a scenario is refused only where an output is no number. */
  constructor({ model }: Pick<Evaluation, 'model'>, outputs: readonly StudyOutput[], isChecked = true) {
    this.model = model
    this.outputs = outputs
    this.evaluator = new Evaluator(
      model,
      outputs.map(({ node }) => node),
    )
    this.base = this.evaluator.numbers(new Map())
    this.limits = isChecked ? limitsOf({ model, program: this.evaluator.program, base: this.base }) : []
  }

  /** The place of an input that is a plain quantity; undefined where the route has none of that name. */
  placeOf(name: string): number | undefined {
    const variable = this.model.compiled.system.find(name)
    const place = variable === undefined ? -1 : this.evaluator.program.inputs.indexOf(variable)
    return place < 0 ? undefined : place
  }

  /** The value of an input as it stands, in base units. */
  baseOf(place: number): number {
    return this.evaluator.inputs[place]?.toNumber() ?? Number.NaN
  }

  /** The value of an output as the route stands, in its unit. */
  standing(output: number): number {
    const { node, unit } = this.outputs[output] as StudyOutput
    return inUnit(this.base[this.evaluator.program.slotOf(node)] as number, unit)
  }

  asked(inputs: readonly ScenarioInput[]): KernelAsked {
    const { program, settlement } = this.evaluator
    // an input that is varied is not settled
    const settled =
      settlement === undefined || inputs.some(({ place }) => place === settlement.place) ? undefined : settlement
    return {
      program,
      base: this.base,
      varied: new Map(inputs.map(({ place, bounds }) => [place, bounds])),
      wanted: this.outputs.map(({ node }) => program.slotOf(node)),
      limits: this.limits,
      ...(settled && {
        settled: {
          place: settled.place,
          slot: settled.slot,
          low: settled.goal.low.toNumber(),
          high: settled.goal.high.toNumber(),
        },
      }),
    }
  }

  plan(inputs: readonly ScenarioInput[]): KernelPlan {
    return planKernel(this.asked(inputs))
  }

  /** The reasons of refused scenarios, counted by the codes of a plan; the most frequent first. */
  refused(plan: KernelPlan, counts: ArrayLike<number>): Refused[] {
    const found: Refused[] = []
    for (let code = 1; code < counts.length; code++) {
      const count = counts[code] as number
      if (count === 0) continue
      const limit = this.limits[plan.limits[code - 1] ?? -1]
      const goal = code === plan.limits.length + 1 ? this.evaluator.settlement?.goal.name : undefined
      if (limit !== undefined) found.push({ count, cause: limit.cause, name: limit.name, range: limit.range })
      else if (goal !== undefined) found.push({ count, cause: 'goal', name: goal, range: undefined })
      else found.push({ count, cause: 'no number', name: '', range: undefined })
    }
    return found.sort((a, b) => b.count - a.count)
  }
}

/** Codes of a plan: 0, its limits, its goal, and the outputs that are no numbers. */
export const codesOf = (plan: KernelPlan): number => plan.limits.length + 3

/** Evaluates scenarios that are given one by one. */
export class Batch {
  readonly plan: KernelPlan
  /** How many scenarios cannot be so far, by the codes of the plan. */
  readonly counts: Float64Array
  readonly #kernel: Kernel
  readonly #outputs: readonly StudyOutput[]

  constructor(model: ScenarioModel, inputs: readonly ScenarioInput[]) {
    this.plan = model.plan(inputs)
    this.counts = new Float64Array(codesOf(this.plan))
    this.#kernel = new Kernel(this.plan)
    this.#outputs = model.outputs
  }

  /** A column an output for `count` scenarios; `value` gives an input of a scenario, in base units. */
  evaluate(count: number, value: (input: number, scenario: number) => number): OutputColumn[] {
    const columns = this.#outputs.map(() => new Float64Array(count))
    for (let from = 0; from < count; from += BLOCK) {
      const size = Math.min(BLOCK, count - from)
      for (const [input, column] of this.#kernel.inputs.entries())
        for (let i = 0; i < size; i++) column[i] = value(input, from + i)
      this.#kernel.run(size, this.counts)
      for (const [output, column] of columns.entries())
        writeInUnit(
          this.#kernel.outputs[output] as Float64Array,
          this.#outputs[output] as StudyOutput,
          size,
          column,
          from,
        )
    }
    return columns
  }
}

/** Copies values in base units as values in the output's unit. */
export function writeInUnit(
  values: Float64Array,
  { unit }: Pick<StudyOutput, 'unit'>,
  count: number,
  into: OutputColumn,
  at: number,
): void {
  const [factor, offset] = [unit.factor.toNumber(), unit.offset.toNumber()]
  for (let i = 0; i < count; i++) into[at + i] = ((values[i] as number) - offset) / factor
}

function inUnit(value: number, { factor, offset }: StudyOutput['unit']): number {
  return (value - offset.toNumber()) / factor.toNumber()
}
