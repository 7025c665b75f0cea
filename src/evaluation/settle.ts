import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import type { Goal } from '../flow/goals.ts'
import { Decimal } from '../quantity/decimal.ts'
import { along, slotsBetween } from './along.ts'
import { decimals, float64 } from './arithmetic.ts'
import type { Evaluation } from './evaluation.ts'
import { passages } from './passages.ts'
import type { Program } from './program.ts'
import { shown } from './shown.ts'

/** How often an interval is narrowed, and how often a value found is sharpened in decimal arithmetic. */
const NARROWED = 200
const SHARPENED = 6
const SHARP = new Decimal('1e-34')
/** How far beside a value its slope is taken, relatively. */
const BESIDE = new Decimal('1e-9')

/** How near to nothing a settled goal must come, as a part of what it is at the ends of its range. */
const SETTLED = new Decimal('1e-15')

/** The goal of a method that every run settles: an input takes the value at which a figure comes to 0. */
export class Settlement {
  readonly goal: Goal
  readonly #program: Program
  /** Place of the input among those of the program. */
  readonly place: number
  /** Slot of the figure that comes to 0. */
  readonly slot: number
  readonly #between: readonly number[]
  #constants: readonly number[] | undefined

  constructor(program: Program, goal: Goal) {
    this.goal = goal
    this.#program = program
    this.place = program.inputs.indexOf(goal.input)
    this.slot = program.slotOfVariable[goal.gap.id] as number
    this.#between = slotsBetween(program, this.place, this.slot)
  }

  /**
   * The value in float64 for the other inputs as they are; undefined where the figure does not pass 0 in the goal's range. By
   * false position with halved ends (the Illinois rule), which takes a few steps on a figure that is nearly straight.
   */
  number(inputs: readonly number[]): number | undefined {
    this.#constants ??= this.#program.constants.map((value) => value.toNumber())
    const of = along(this.#program, float64, this.#constants, inputs, this.place, this.slot, this.#between)
    let [low, high] = [this.goal.low.toNumber(), this.goal.high.toNumber()]
    let [atLow, atHigh] = [of(low), of(high)]
    if (atLow === 0) return low
    if (atHigh === 0) return high
    if (!(atLow * atHigh < 0)) return undefined
    let side = 0
    for (let i = 0; i < NARROWED; i++) {
      // every third time the middle, so that a bend cannot hold the ends apart
      const straight = (low * atHigh - high * atLow) / (atHigh - atLow)
      const x = i % 3 === 2 || !(straight > low && straight < high) ? low + (high - low) / 2 : straight
      if (x <= low || x >= high) break
      const y = of(x)
      if (!Number.isFinite(y)) return undefined
      if (y === 0) return x
      if (y * atLow > 0) {
        ;[low, atLow] = [x, y]
        if (side === -1) atHigh /= 2
        side = -1
      } else {
        ;[high, atHigh] = [x, y]
        if (side === 1) atLow /= 2
        side = 1
      }
      if (high - low <= Math.abs(high) * 1e-16) break
    }
    return Math.abs(of(low)) < Math.abs(of(high)) ? low : high
  }

  /** The value with the digits of the decimal ledger. */
  decimal(inputs: readonly Decimal[]): Decimal | undefined {
    const near = this.number(inputs.map((input) => input.toNumber()))
    if (near === undefined) return undefined
    const { constants } = this.#program
    const of = along(this.#program, decimals, constants, inputs, this.place, this.slot, this.#between)
    let x = new Decimal(near)
    let y = of(x)
    for (let i = 0; i < SHARPENED && !y.isZero(); i++) {
      const step = x.isZero() ? BESIDE : x.times(BESIDE)
      const slope = of(x.plus(step)).minus(y).dividedBy(step)
      const next = x.minus(y.dividedBy(slope))
      if (!next.isFinite()) break
      const done = next.minus(x).abs().lte(x.abs().times(SHARP))
      x = next
      if (done) break
      y = of(x)
    }
    return x
  }
}

/** A goal that a run takes the value of must have one. */
export function checkSettled(evaluation: Evaluation, { goal }: Settlement, diagnostics: Diagnostics): void {
  const gap = evaluation.value(goal.gap)
  const low = evaluation.program.inputs.indexOf(goal.input)
  const isMet = low >= 0 && gap.abs().lte(SETTLED.times(scaleOf(evaluation, goal, low)))
  const values = low < 0 ? [] : rootsAmong(evaluation, goal, low)
  if (values.length > 1) {
    const told = values.map((value) => shown(goal.input, new Decimal(value)))
    const words = {
      name: goal.read.words.title ?? goal.name,
      input: goal.input.name,
      values: told,
      until: goal.read.until.trim(),
    }
    diagnostics.error('GOAL_NOT_ONE', spanOf(goal.read.origin), words)
    return
  }
  if (isMet) return
  const facts = {
    name: goal.read.words.title ?? goal.name,
    input: goal.input.name,
    until: goal.read.until.trim(),
    range: `${shown(goal.input, goal.low)} to ${shown(goal.input, goal.high)}`,
  }
  diagnostics.error('GOAL_NOT_REACHED', spanOf(goal.read.origin), facts)
}

/** Points of the range, at equal distances and in equal ratios, among which further values are looked for. */
const LOOKED_AT = 100
const DECADES = 12

function rootsAmong({ program, inputs }: Evaluation, { low, high, gap }: Goal, place: number): number[] {
  const [from, to] = [low.toNumber(), high.toNumber()]
  const constants = program.constants.map((value) => value.toNumber())
  const base = inputs.map((value) => value.toNumber())
  const of = along(program, float64, constants, base, place, program.slotOfVariable[gap.id] as number)
  const even = Array.from({ length: LOOKED_AT + 1 }, (_, i) => from + ((to - from) * i) / LOOKED_AT)
  const ratios = Array.from({ length: LOOKED_AT }, (_, i) => from + (to - from) * 10 ** (DECADES * (i / LOOKED_AT - 1)))
  const points = [...even, ...ratios].sort((a, b) => a - b)
  const values = points.map(of)
  const scale = Math.max(...values.filter(Number.isFinite).map(Math.abs), 0)
  return passages(of, points, scale, values)
    .filter(({ jump }) => jump === undefined)
    .map(({ at }) => at)
}

/** How large the figure of a goal is at the ends of its range. */
function scaleOf(evaluation: Evaluation, goal: Goal, place: number): Decimal {
  const at = (end: Decimal): Decimal =>
    evaluation
      .with(new Map([[place, end]]))(goal.gap)
      .abs()
  return Decimal.max(at(goal.low), at(goal.high))
}
