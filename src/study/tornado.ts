import { type Kink, Kinks } from '../evaluation/kinks.ts'
import { elasticitiesOf } from '../evaluation/provenance.ts'
import { POINT } from '../quantity/dimension.ts'
import type { OutputColumn, Refused, ScenarioModel } from './scenario-model.ts'
import { Batch } from './scenario-model.ts'
import type { Uncertain } from './uncertain.ts'

/** What one input does to a figure, all others as they stand. */
export interface TornadoRow {
  readonly input: Uncertain
  /** The ends it is moved to, in base units: its bounds, or the 5th and 95th percentile. */
  readonly low: number
  readonly high: number
  /** The figure there, in its unit; undefined where the scenario cannot be. */
  readonly atLow: number | undefined
  readonly atHigh: number | undefined
  /** From the least to the greatest of the figure at both ends and as it stands. */
  readonly swing: number
  /** Relative change of the figure over relative change of the input, where it stands; a point on a scale of degrees has none. */
  readonly elasticity: number | undefined
  /** Where the figure does not follow the input smoothly from one end to the other. */
  readonly kinks: readonly Kink[]
}

/** An input without a spread, by what a change of it would do. */
export interface WithoutSpread {
  readonly name: string
  readonly elasticity: number
}

export interface Tornado {
  readonly base: number
  /** In the order of their swing, greatest first. */
  readonly rows: readonly TornadoRow[]
  /** Inputs on which the figure does not depend at all. */
  readonly idle: readonly string[]
  readonly without: readonly WithoutSpread[]
  readonly refused: readonly Refused[]
}

/** Inputs that say what is asked, not how the world is. */
const DEFINITIONS: ReadonlySet<string> = new Set(['plant.fractional', 'product.basis'])
/** An elasticity below this is none. */
const NEGLIGIBLE = 1e-6

/** Moves each input to both ends of its spread by itself, and ranks them by what that does to the first output. */
export function tornado(model: ScenarioModel, inputs: readonly Uncertain[]): Tornado {
  const batch = new Batch(model, inputs)
  // each input's two ends, one after the other
  const [column] = batch.evaluate(2 * inputs.length, (input, scenario) => {
    const { base, law } = inputs[input] as Uncertain
    if (scenario >> 1 !== input) return base
    return scenario % 2 === 0 ? law.low : law.high
  }) as [OutputColumn]
  const base = model.standing(0)
  const { evaluator, outputs } = model
  const { program } = evaluator
  const slot = program.slotOf(outputs[0]?.node as number)
  const elasticities = elasticitiesOf(evaluator, model.base, slot)
  const kinks = new Kinks(program, model.model.compiled.system.variables)
  const valuesAt = (place: number, value: number): number[] => evaluator.numbers(new Map([[place, value]]))
  const rows = inputs.flatMap((input, i): TornadoRow[] => {
    if (batch.plan.moving[i] !== true) return []
    const { low, high } = input.law
    const [atLow, atHigh] = [finite(column[2 * i]), finite(column[2 * i + 1])]
    const values = [atLow, atHigh, base].filter((value) => value !== undefined)
    return [
      {
        input,
        low,
        high,
        atLow,
        atHigh,
        swing: Math.max(...values) - Math.min(...values),
        elasticity: input.unit.dimension === POINT ? undefined : (elasticities[input.place]?.elasticity ?? 0),
        // where one end cannot be, nothing lies between
        kinks:
          atLow === undefined || atHigh === undefined
            ? []
            : kinks.between(input.place, slot, valuesAt(input.place, low), valuesAt(input.place, high)),
      },
    ]
  })
  const moved = new Set(inputs.map(({ place }) => place))
  const without = elasticities
    .filter(({ input, elasticity }, place) => {
      const isOther = moved.has(place) || input.spread !== undefined || input.dimension === POINT
      return !isOther && !DEFINITIONS.has(input.name) && Math.abs(elasticity) > NEGLIGIBLE
    })
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity))
  return {
    base,
    // inputs of one swing stay in the order of their names
    rows: rows.sort((a, b) => b.swing - a.swing || (a.input.name < b.input.name ? -1 : 1)),
    idle: inputs.filter((_, i) => batch.plan.moving[i] !== true).map(({ name }) => name),
    without: without.map(({ input, elasticity }) => ({ name: input.name, elasticity })),
    refused: model.refused(batch.plan, batch.counts),
  }
}

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined)
