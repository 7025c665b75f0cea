import { gradient } from '../evaluation/gradient.ts'
import { type Kink, Kinks } from '../evaluation/kinks.ts'
import { type Constraint, type Field, type Goal, type SearchedInput, scoresOf } from './optimize-field.ts'
import { pointAt, Zoom } from './optimize-zoom.ts'
import type { StudyOutput } from './outputs.ts'

/** What holds an optimum at the end of a range: the range itself, a constraint, or nothing, as it is level there. */
export type HeldBy = 'range' | 'constraint' | 'level'

/** What is about an optimum on the way of one input. */
export interface Around {
  readonly onBound: 'low' | 'high' | undefined
  readonly heldBy: HeldBy | undefined
  /** By what the figure would get better for each base unit beyond the end, where the range holds it; in the figure's unit. */
  readonly slope: number | undefined
  /** Values of the input, in base units, between which the figure is the same and nothing is violated. */
  readonly level: { readonly low: number; readonly high: number } | undefined
  /** Whole numbers that become others, and branches that are left, a little to either side. */
  readonly below: readonly Kink[]
  readonly above: readonly Kink[]
}

/** A step aside, as a part of the range, that tells a slope and is wider than whole numbers are taken for whole. */
const ASIDE = 1e-6
/** A slope is one where it would change the figure by this part of itself over the range. */
const SLOPE = 1e-5
/** What is the same, relatively. */
const SAME = 1e-12
/** A level stretch is told from this part of the range on. */
const LEVEL = 1e-4
const LOOKED_AT = 2000
const HALVINGS = 40

/** Looks to both sides of an optimum, one input after the other; `place` is its point of the unit cube. */
export function around(field: Field, goal: Goal, place: Float64Array): Around[] {
  const best = pointAt(field, goal, place)
  const { evaluator, outputs, model } = field.model
  const { program } = evaluator
  const slot = program.slotOf((outputs[goal.output] as StudyOutput).node)
  const kinks = new Kinks(program, model.compiled.system.variables)
  const valuesAt = (at: Float64Array): number[] =>
    evaluator.numbers(new Map(field.valuesAt(at).map((value, i) => [field.inputs[i]?.place as number, value])))
  const here = valuesAt(place)
  const scale = goal.sign / (outputs[goal.output] as StudyOutput).unit.factor.toNumber()
  // a derivative tells the slope beside a jump as well; it does not know of an input that is settled in every run
  const slopes =
    evaluator.settlement === undefined ? gradient(program, here, slot).map((one) => one * scale) : undefined
  return field.inputs.map((input, i): Around => {
    const coordinate = place[i] as number
    const onBound = coordinate <= 0 ? 'low' : coordinate >= 1 ? 'high' : undefined
    const passed = (to: number): Kink[] =>
      to < 0 || to > 1 ? [] : kinks.between(input.place, slot, here, valuesAt(place.with(i, to)))
    return {
      onBound,
      ...(onBound === undefined
        ? { heldBy: undefined, slope: undefined }
        : heldAt(field, goal, place, i, onBound, slopes?.[input.place])),
      level: levelAlong(field, goal, place, i, best.value),
      below: passed(coordinate - ASIDE),
      above: passed(coordinate + ASIDE),
    }
  })
}

/** `derivative` is that of the figure, made small, to the input. */
function heldAt(
  field: Field,
  goal: Goal,
  place: Float64Array,
  input: number,
  onBound: 'low' | 'high',
  derivative: number | undefined,
): Pick<Around, 'heldBy' | 'slope'> {
  const inside = onBound === 'low' ? ASIDE : 1 - ASIDE
  const best = pointAt(field, goal, place)
  const aside = pointAt(field, goal, place.with(input, inside))
  if (aside.violation > 0) return { heldBy: 'constraint', slope: undefined }
  const { low, high } = (field.inputs[input] as SearchedInput).bounds
  const apart = Math.abs(field.valueAt(input, inside) - (onBound === 'low' ? low : high))
  const inward = onBound === 'low' ? 1 : -1
  const slope = derivative === undefined ? (aside.value - best.value) / apart : inward * derivative
  return slope * (high - low) > SLOPE * Math.abs(best.value)
    ? { heldBy: 'range', slope }
    : { heldBy: 'level', slope: undefined }
}

/** How far the figure stays the same on both sides. */
function levelAlong(
  field: Field,
  goal: Goal,
  place: Float64Array,
  input: number,
  value: number,
): Around['level'] | undefined {
  const dimensions = place.length
  const isSame = (at: readonly number[]): boolean[] => {
    const places = Float64Array.from(at.flatMap((to) => [...place.with(input, to)]))
    const { violations, values } = scoresOf(field.cloud(places).columns, goal)
    return Array.from(
      { length: places.length / dimensions },
      (_, i) => violations[i] === 0 && (values[i] as number) - value <= SAME * Math.abs(value),
    )
  }
  const from = place[input] as number
  const reach = (end: 0 | 1): number => {
    const at = Array.from({ length: LOOKED_AT }, (_, i) => from + ((end - from) * (i + 1)) / LOOKED_AT)
    const first = isSame(at).indexOf(false)
    if (first < 0) return end
    let [inside, outside] = [at[first - 1] ?? from, at[first] as number]
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (inside + outside) / 2
      if (isSame([middle])[0] === true) inside = middle
      else outside = middle
    }
    return inside
  }
  const [low, high] = [reach(0), reach(1)]
  return high - low < LEVEL ? undefined : { low: field.valueAt(input, low), high: field.valueAt(input, high) }
}

/** How near its limit a constraint is active, as a part of its scale. */
const ACTIVE = 1e-6
/** By how much an active constraint is loosened to see what it costs, as a part of its limit. */
const LOOSENED = 0.01
const ROUNDS = 60

/** Whether a value stands at a limit. */
export const isActive = ({ least, most, scale }: Constraint, value: number): boolean =>
  Math.min(Math.abs(value - least), Math.abs(most - value)) <= ACTIVE * scale

/** What the figure would be at best nearby, were one constraint looser by a hundredth of its limit. */
export function loosened(field: Field, goal: Goal, place: Float64Array, which: number): number {
  const constraints = goal.constraints.map((one, i) => {
    if (i !== which) return one
    const by = (limit: number): number => LOOSENED * (Math.abs(limit) || one.scale)
    const ends = { least: one.least - by(one.least), most: one.most + by(one.most) }
    return { ...one, ...ends }
  })
  const zoom = new Zoom(field, { ...goal, constraints }, place, LOOSENED, which).run(ROUNDS)
  return goal.sign * zoom.best.value
}

/** Whether two points are on one level: all between them are as good. */
export function isConnected(field: Field, goal: Goal, a: Float64Array, b: Float64Array, value: number): boolean {
  const points = 64
  const places = Float64Array.from({ length: (points + 1) * a.length }, (_, k) => {
    const [share, i] = [Math.floor(k / a.length) / points, k % a.length]
    return (a[i] as number) + ((b[i] as number) - (a[i] as number)) * share
  })
  const { violations, values } = scoresOf(field.cloud(places).columns, goal)
  return values.every((one, i) => violations[i] === 0 && one - value <= 1e-9 * Math.abs(value))
}
