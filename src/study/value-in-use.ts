import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import { passages } from '../evaluation/passages.ts'
import { Decimal } from '../quantity/decimal.ts'
import { Batch, type OutputColumn, type ScenarioInput, type ScenarioModel } from './scenario-model.ts'

/** The value of an input at which a figure meets its target, at one place of a grid; in base units. */
export type InUse =
  | {
      readonly value: number
      /** The figure passes its target elsewhere as well, or leaps past it there. */
      readonly isOneOfSeveral: boolean
      readonly warnings: readonly Diagnostic[]
    }
  /** The figure misses the target even where the input is 0. */
  | { readonly missed: 'at zero'; readonly figure: number }
  /** The figure does not follow the input there, or passes the target nowhere between the ends looked at. */
  | { readonly missed: 'nowhere' }
  /** The route is refused at the value. */
  | { readonly missed: 'refused'; readonly problem: Diagnostic | undefined }

export interface ValueInUse {
  /** One a place, the last axis running fastest. */
  readonly cells: readonly InUse[]
  /** Whether the figure rises with the input where the route stands, or falls; undefined where it is no straight line. */
  readonly rises: boolean | undefined
}

/** How far a value may be from the straight line through two others to be on it, as a part of the figure. */
const STRAIGHT = 1e-9
/** Decades to either side of where the input stands, and points in each of them, where the figure is no straight line. */
const DECADES = 3
const POINTS = 60

/**
 * Solves for one input at every place of a grid of others, by one evaluation of many scenarios: in closed form where the figure is a
 * straight line of the input, otherwise by a search in the order of the input's size, from which the outermost value is taken.
 * `target` is in the unit of the model's first output, `from` where the input stands, in base units.
 */
export function valueInUse(
  model: ScenarioModel,
  input: ScenarioInput,
  axes: readonly ScenarioInput[],
  places: readonly (readonly number[])[],
  target: number,
): ValueInUse {
  const batch = new Batch(model, [input, ...axes])
  const from = model.baseOf(input.place)
  const step = from === 0 ? 1 : from
  const tried = [from, from + step, from + 2 * step, 0]
  const figure = (
    count: number,
    at: (scenario: number) => { readonly place: number; readonly x: number },
  ): OutputColumn =>
    batch.evaluate(count, (which, scenario) => {
      const { place, x } = at(scenario)
      return which === 0 ? x : (places[place]?.[which - 1] as number)
    })[0] as OutputColumn
  const found = figure(places.length * tried.length, (scenario) => ({
    place: Math.floor(scenario / tried.length),
    x: tried[scenario % tried.length] as number,
  }))
  const now = model.standing(0)
  const one = (place: number, x: number): number => figure(1, () => ({ place, x }))[0] as number
  let isStraightEverywhere = true
  const cells = places.map((at, place): InUse => {
    const [a, b, c, zero] = Array.from({ length: 4 }, (_, i) => found[place * 4 + i]) as [
      number,
      number,
      number,
      number,
    ]
    // a place that cannot be is told by what the ledger says of it
    if ([a, b, c].every(Number.isNaN)) return confirmed(model, input, axes, at, from, false)
    const isStraight = Math.abs(a + c - 2 * b) <= STRAIGHT * Math.max(Math.abs(a), Math.abs(c))
    if (!isStraight) isStraightEverywhere = false
    const answer = isStraight
      ? { value: from + ((target - a) / (b - a)) * step, isOneOfSeveral: false }
      : searched((x) => one(place, x) - target, step, now)
    if (answer === undefined || !Number.isFinite(answer.value)) return { missed: 'nowhere' }
    if (answer.value < 0) return { missed: 'at zero', figure: zero }
    return confirmed(model, input, axes, at, answer.value, answer.isOneOfSeveral)
  })
  const slopes = places.map((_, place) => (found[place * 4 + 1] as number) - (found[place * 4] as number))
  const slope = slopes.find((change) => Number.isFinite(change) && change !== 0)
  return { cells, rises: isStraightEverywhere && slope !== undefined ? slope > 0 : undefined }
}

/** The outermost passage among values in equal ratios from 0 on. */
function searched(
  over: (x: number) => number,
  from: number,
  scale: number,
): { readonly value: number; readonly isOneOfSeveral: boolean } | undefined {
  const points = [
    0,
    ...Array.from({ length: 2 * DECADES * POINTS + 1 }, (_, i) => Math.abs(from) * 10 ** (i / POINTS - DECADES)),
  ]
  const found = passages(over, points, Math.abs(scale))
  const last = found.at(-1)
  return last && { value: last.at, isOneOfSeveral: found.length > 1 || last.jump !== undefined }
}

/** What the decimal ledger says of the value. */
function confirmed(
  { evaluator }: ScenarioModel,
  input: ScenarioInput,
  axes: readonly ScenarioInput[],
  at: readonly number[],
  value: number,
  isOneOfSeveral: boolean,
): InUse {
  const diagnostics = new Diagnostics()
  const changed = [[input.place, value] as const, ...axes.map(({ place }, i) => [place, at[i] as number] as const)]
  evaluator.evaluate(diagnostics, new Map(changed.map(([place, x]) => [place, new Decimal(x)])))
  if (!diagnostics.failed) return { value, isOneOfSeveral, warnings: diagnostics.list }
  return { missed: 'refused', problem: diagnostics.list.find(({ severity }) => severity === 'error') }
}
