import { Operation } from '../../equation/graph.ts'
import { float64 } from '../arithmetic.ts'
import type { Program } from '../program.ts'
import { ANYTHING, type Bounds, boundsOf, boundsOfConstant, decided, excludesZero, hull } from './bounds.ts'

/** An argument: a row of the arithmetic that is left, or a constant as `-1 - its place`. */
export type Reference = number

/** What is left of a program where some inputs vary: arithmetic that each scenario needs, each row reading rows before it. */
export interface Remainder {
  readonly operations: Uint8Array
  readonly first: Int32Array
  readonly second: Int32Array
  readonly third: Int32Array
  /** What each row may be over all scenarios. */
  readonly bounds: readonly Bounds[]
  readonly constants: readonly number[]
  /** The row of each varied input, in the order asked for; undefined where nothing that is wanted depends on it. */
  readonly inputs: readonly (number | undefined)[]
  /** The row or constant of each wanted slot. */
  readonly wanted: readonly Reference[]
}

export const constantOf = ({ constants }: Pick<Remainder, 'constants'>, reference: Reference): number =>
  constants[-1 - reference] as number

/**
 * Partial evaluation: rows for what depends on the varied inputs, constants for the rest, and nothing for what is not wanted.
 * Where the bounds of the inputs decide a comparison, `min`, `max` or `if`, only the branch that is taken stays.
 * `base` are the values of all slots at the inputs as they stand; `varied` are places of inputs with the bounds of their values.
 */
export function partialEvaluation(
  program: Program,
  base: readonly number[],
  varied: ReadonlyMap<number, Bounds>,
  wanted: readonly number[],
): Remainder {
  const found = new Forward(program, base, varied)
  const last = Math.max(...wanted, -1)
  for (let slot = 0; slot <= last; slot++) found.take(slot)
  return found.needed(wanted, [...varied.keys()])
}

/** The forward pass: a reference for each slot. */
class Forward {
  readonly #program: Program
  readonly #base: readonly number[]
  readonly #varied: ReadonlyMap<number, Bounds>
  readonly #references: Int32Array
  readonly #operations: number[] = []
  readonly #first: number[] = []
  readonly #second: number[] = []
  readonly #third: number[] = []
  readonly #bounds: Bounds[] = []
  readonly #constants: number[] = []
  readonly #constantPlaces = new Map<number, Reference>()
  readonly #rows = new Map<string, Reference>()
  readonly #inputRows = new Map<number, number>()

  constructor(program: Program, base: readonly number[], varied: ReadonlyMap<number, Bounds>) {
    this.#program = program
    this.#base = base
    this.#varied = varied
    this.#references = new Int32Array(program.operations.length)
  }

  take(slot: number): void {
    this.#references[slot] = this.#reference(slot)
  }

  #reference(slot: number): Reference {
    const { operations, first, second, third } = this.#program
    const operation = operations[slot] as Operation
    const place = first[slot] as number
    if (operation === Operation.constant) return this.#constant(this.#base[slot] as number)
    if (operation === Operation.variable) {
      const bounds = this.#varied.get(place)
      if (bounds === undefined) return this.#constant(this.#base[slot] as number)
      const row = this.#push(operation, place, 0, 0, bounds)
      this.#inputRows.set(place, row)
      return row
    }
    const a = this.#references[place] as Reference
    const b = (second[slot] as number) < 0 ? a : (this.#references[second[slot] as number] as Reference)
    if (operation === Operation.choose) return this.#choose(a, b, this.#references[third[slot] as number] as Reference)
    if (a < 0 && b < 0) {
      const y = (second[slot] as number) < 0 ? (undefined as unknown as number) : this.#valueOf(b)
      return this.#constant(float64.apply(operation, this.#valueOf(a), y))
    }
    return this.#simplified(operation, a, b)
  }

  #choose(condition: Reference, yes: Reference, no: Reference): Reference {
    if (condition < 0) {
      const value = this.#valueOf(condition)
      return Number.isFinite(value) ? (value === 0 ? no : yes) : this.#constant(Number.NaN)
    }
    const bounds = this.#boundsAt(condition)
    if (bounds.certain && excludesZero(bounds)) return yes
    if (yes === no && bounds.certain) return yes
    const { certain, ...ends } = hull(this.#boundsAt(yes), this.#boundsAt(no))
    return this.#row(Operation.choose, condition, yes, no, { ...ends, certain: certain && bounds.certain })
  }

  /** Identities that hold for every finite value; where one may be none, the operation stays. */
  #simplified(operation: Operation, a: Reference, b: Reference): Reference {
    const [x, y] = [this.#boundsAt(a), this.#boundsAt(b)]
    const answer = decided(operation, x, y)
    if (answer !== undefined) return this.#constant(answer)
    const isCertain = x.certain && y.certain
    const [left, right] = [a < 0 ? this.#valueOf(a) : undefined, b < 0 ? this.#valueOf(b) : undefined]
    switch (operation) {
      case Operation.add:
        if (left === 0) return b
        if (right === 0) return a
        break
      case Operation.subtract:
        if (right === 0) return a
        break
      case Operation.multiply:
        if (left === 1) return b
        if (right === 1) return a
        if (isCertain && (left === 0 || right === 0)) return this.#constant(0)
        break
      case Operation.divide:
      case Operation.share:
        if (right === 1) return a
        if (right !== undefined && Number.isFinite(1 / right))
          return this.#simplified(Operation.multiply, a, this.#constant(1 / right))
        // where the total is never 0, a share is a division
        if (operation === Operation.share && y.certain && excludesZero(y))
          return this.#row(Operation.divide, a, b, a, boundsOf(Operation.divide, x, y))
        break
      case Operation.min:
        if (isCertain && x.high <= y.low) return a
        if (isCertain && y.high <= x.low) return b
        break
      case Operation.max:
        if (isCertain && x.low >= y.high) return a
        if (isCertain && y.low >= x.high) return b
        break
      case Operation.power:
        if (right === 1) return a
        if (right === 0.5 && x.low >= 0) return this.#simplified(Operation.sqrt, a, a)
        if (right === 2) return this.#simplified(Operation.multiply, a, a)
        break
    }
    return this.#row(operation, a, b, a, boundsOf(operation, x, y))
  }

  /** The one row for an operation on these arguments. */
  #row(operation: Operation, a: Reference, b: Reference, c: Reference, bounds: Bounds): Reference {
    const key = `${operation} ${a} ${b} ${c}`
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = this.#push(operation, a, b, c, bounds)
    this.#rows.set(key, row)
    return row
  }

  #push(operation: Operation, a: number, b: number, c: number, bounds: Bounds): number {
    this.#operations.push(operation)
    this.#first.push(a)
    this.#second.push(b)
    this.#third.push(c)
    this.#bounds.push(bounds)
    return this.#operations.length - 1
  }

  #constant(value: number): Reference {
    // -0 and 0 are one, and what is not finite is no number
    const key = Number.isFinite(value) ? value + 0 : Number.NaN
    let reference = this.#constantPlaces.get(key)
    if (reference === undefined) {
      this.#constants.push(key)
      reference = -this.#constants.length
      this.#constantPlaces.set(key, reference)
    }
    return reference
  }

  #valueOf(reference: Reference): number {
    return this.#constants[-1 - reference] as number
  }

  #boundsAt(reference: Reference): Bounds {
    return reference < 0 ? boundsOfConstant(this.#valueOf(reference)) : (this.#bounds[reference] ?? ANYTHING)
  }

  /** Only the rows that wanted slots are computed from, numbered anew. */
  needed(wanted: readonly number[], inputs: readonly number[]): Remainder {
    const roots = wanted.map((slot) => this.#references[slot] as Reference)
    const isNeeded = new Uint8Array(this.#operations.length)
    for (const root of roots) if (root >= 0) isNeeded[root] = 1
    const argumentsOf = (row: number): number[] => {
      if (this.#operations[row] === Operation.variable) return []
      return [this.#first[row], this.#second[row], this.#third[row]].filter(
        (child) => (child as number) >= 0,
      ) as number[]
    }
    for (let row = isNeeded.length - 1; row >= 0; row--)
      if (isNeeded[row]) for (const child of argumentsOf(row)) isNeeded[child] = 1
    const kept = [...isNeeded.keys()].filter((row) => isNeeded[row])
    const renumbered = new Int32Array(isNeeded.length).fill(-1)
    for (const [place, row] of kept.entries()) renumbered[row] = place
    const moved = (reference: Reference): Reference => (reference < 0 ? reference : (renumbered[reference] as number))
    const column = (of: readonly number[]): Int32Array =>
      Int32Array.from(kept, (row) =>
        this.#operations[row] === Operation.variable ? (of[row] as number) : moved(of[row] as number),
      )
    return {
      operations: Uint8Array.from(kept, (row) => this.#operations[row] as number),
      first: column(this.#first),
      second: column(this.#second),
      third: column(this.#third),
      bounds: kept.map((row) => this.#bounds[row] as Bounds),
      constants: this.#constants,
      inputs: inputs.map((place) => {
        const row = this.#inputRows.get(place)
        const at = row === undefined ? -1 : (renumbered[row] as number)
        return at < 0 ? undefined : at
      }),
      wanted: roots.map(moved),
    }
  }
}
