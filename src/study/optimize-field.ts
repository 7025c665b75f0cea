import { Decimal } from '../quantity/decimal.ts'
import type { Unit } from '../quantity/unit.ts'
import { Batch, type OutputColumn, type Refused, type ScenarioInput, type ScenarioModel } from './scenario-model.ts'

/** An input that is searched from one end of its range to the other. */
export interface SearchedInput extends ScenarioInput {
  readonly name: string
  /** The unit that its values are told in. */
  readonly unit: Unit
  /** The value as the route stands and both ends of the range, in base units. */
  readonly base: Decimal
  readonly low: Decimal
  readonly high: Decimal
}

/** What a figure must keep to, in the unit of its output. */
export interface Constraint {
  /** The place of the figure among the outputs. */
  readonly output: number
  readonly least: number
  readonly most: number
  /** Whether the ends themselves are left out. */
  readonly isStrict: boolean
  /** What a violation is measured against, so that those of unlike figures can be added. */
  readonly scale: number
}

/** What is sought: the least of an output, or the greatest where the sign is -1, under constraints. */
export interface Goal {
  readonly output: number
  readonly sign: 1 | -1
  readonly constraints: readonly Constraint[]
}

/** Points of the unit cube, one after the other, with the figures at them. */
export interface Cloud {
  readonly count: number
  readonly places: Float64Array
  readonly columns: readonly OutputColumn[]
}

/** How good the points of a cloud are for a goal. */
export interface Scores {
  /** By how much constraints are violated, as parts of their scales; 0 where none is, infinite where the scenario cannot be. */
  readonly violations: Float64Array
  /** To be made small. */
  readonly values: Float64Array
}

/** From this ratio of its ends on, a range above 0 is searched in equal ratios: each decade counts alike. */
const WIDE = 20

/** A route over the ranges of its inputs, which the unit cube stands for. */
export class Field {
  readonly model: ScenarioModel
  readonly inputs: readonly SearchedInput[]
  readonly #batch: Batch
  /** The logarithm of the ratio of the ends, of the ranges that are searched in equal ratios. */
  readonly #ratios: readonly (number | undefined)[]

  constructor(model: ScenarioModel, inputs: readonly SearchedInput[]) {
    this.model = model
    this.inputs = inputs
    this.#batch = new Batch(model, inputs)
    this.#ratios = inputs.map(({ bounds: { low, high } }) =>
      low > 0 && high / low >= WIDE ? Math.log(high / low) : undefined,
    )
  }

  /** The value of an input at a coordinate from 0 to 1, in base units. */
  valueAt(input: number, coordinate: number): number {
    const { low, high } = (this.inputs[input] as SearchedInput).bounds
    if (coordinate <= 0) return low
    if (coordinate >= 1) return high
    const ratio = this.#ratios[input]
    const value = ratio === undefined ? low + (high - low) * coordinate : low * Math.exp(ratio * coordinate)
    return Math.min(high, Math.max(low, value))
  }

  /** The coordinate of a value; outside 0 to 1 where the value is outside the range. */
  coordinateOf(input: number, value: number): number {
    const { low, high } = (this.inputs[input] as SearchedInput).bounds
    if (value === low) return 0
    if (value === high) return 1
    const ratio = this.#ratios[input]
    if (ratio === undefined) return (value - low) / (high - low)
    return value > 0 ? Math.log(value / low) / ratio : Number.NEGATIVE_INFINITY
  }

  /** The values of all inputs at a point of the cube, in base units. */
  valuesAt(place: ArrayLike<number>): number[] {
    return this.inputs.map((_, i) => this.valueAt(i, place[i] as number))
  }

  /** The same in decimals; the ends of ranges are those that were asked for, to the last digit. */
  decimalsAt(place: ArrayLike<number>): Decimal[] {
    return this.inputs.map(({ low, high }, i) => {
      const coordinate = place[i] as number
      return coordinate <= 0 ? low : coordinate >= 1 ? high : new Decimal(this.valueAt(i, coordinate))
    })
  }

  /** The point of the cube that values stand for. */
  placeOf(values: readonly Decimal[]): Float64Array {
    return Float64Array.from(values, (value, i) => this.coordinateOf(i, value.toNumber()))
  }

  /** Evaluates points of the unit cube. */
  cloud(places: Float64Array): Cloud {
    const dimensions = this.inputs.length
    const count = places.length / dimensions
    const columns = this.#batch.evaluate(count, (input, scenario) =>
      this.valueAt(input, places[scenario * dimensions + input] as number),
    )
    return { count, places, columns }
  }

  /** Evaluates values given in base units, one array a point. */
  columnsAt(points: readonly (readonly number[])[]): OutputColumn[] {
    return this.#batch.evaluate(points.length, (input, scenario) => points[scenario]?.[input] as number)
  }

  /** Why scenarios evaluated so far cannot be. */
  refused(): Refused[] {
    return this.model.refused(this.#batch.plan, this.#batch.counts)
  }
}

/** How good the points are whose figures these are. */
export function scoresOf(columns: readonly OutputColumn[], { output, sign, constraints }: Goal): Scores {
  const wanted = columns[output] as OutputColumn
  const violations = new Float64Array(wanted.length)
  const values = new Float64Array(wanted.length)
  for (let i = 0; i < wanted.length; i++) {
    values[i] = sign * (wanted[i] as number)
    if (Number.isNaN(values[i])) {
      violations[i] = Number.POSITIVE_INFINITY
      continue
    }
    let sum = 0
    for (const constraint of constraints) sum += violation(constraint, columns[constraint.output]?.[i] as number)
    violations[i] = sum
  }
  return { violations, values }
}

/** By how much a value breaks a constraint, as a part of its scale. */
export function violation({ least, most, isStrict, scale }: Constraint, value: number): number {
  const over = Math.max(value - most, least - value)
  if (isStrict ? over < 0 : over <= 0) return 0
  // on an end that is left out
  return Math.max(over / scale, Number.MIN_VALUE)
}

/** Points in the order of their goodness, best first: what violates least, then what is least, then what was evaluated first. */
export function ranking({ violations, values }: Scores): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i)
  return order.sort(
    (a, b) =>
      compared(violations[a] as number, violations[b] as number) ||
      compared(values[a] as number, values[b] as number) ||
      a - b,
  )
}

const compared = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)
