import { Operation } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import { slotsBetween } from './along.ts'
import { WHOLE_TOLERANCE } from './arithmetic.ts'
import type { Program } from './program.ts'

/** Where a figure does not follow its inputs smoothly: a whole number that becomes another, or a branch that is left. */
export interface Kink {
  /** What is computed with it. */
  readonly variable: Variable
  readonly kind: 'ceil' | 'floor' | 'min' | 'max' | 'if'
  /** Whole numbers at the two points; undefined for a branch. */
  readonly from: number | undefined
  readonly to: number | undefined
}

const KINDS: Partial<Record<Operation, Kink['kind']>> = {
  [Operation.ceil]: 'ceil',
  [Operation.floor]: 'floor',
  [Operation.min]: 'min',
  [Operation.max]: 'max',
  [Operation.choose]: 'if',
}

/** Kinks of a program between two points, on the way from an input, by its place, to a slot. */
export class Kinks {
  readonly #program: Program
  /** Variables in the order of their slots: what is computed for one stands before it. */
  readonly #owners: readonly { readonly slot: number; readonly variable: Variable }[]

  constructor(program: Program, variables: readonly Variable[]) {
    this.#program = program
    this.#owners = variables
      .map((variable) => ({ slot: program.slotOfVariable[variable.id] as number, variable }))
      .filter(({ slot, variable }) => slot >= 0 && variable.value === undefined)
      .sort((a, b) => a.slot - b.slot)
  }

  between(place: number, to: number, before: readonly number[], after: readonly number[]): Kink[] {
    const { operations } = this.#program
    const found: Kink[] = []
    for (const slot of slotsBetween(this.#program, place, to)) {
      const kind = KINDS[operations[slot] as Operation]
      if (kind === undefined) continue
      const isWhole = kind === 'ceil' || kind === 'floor'
      const [a, b] = isWhole ? [before[slot], after[slot]] : [this.#side(slot, before), this.#side(slot, after)]
      if (a === b) continue
      const variable = this.#ownerOf(slot)
      if (variable === undefined || found.some((kink) => kink.variable === variable && kink.kind === kind)) continue
      found.push({ variable, kind, from: isWhole ? a : undefined, to: isWhole ? b : undefined })
    }
    return found
  }

  /** Kinks that the values stand on: a derivative there is that of one side. */
  at(to: number, values: readonly number[]): Kink[] {
    const { operations, first, second } = this.#program
    const found: Kink[] = []
    for (let slot = 0; slot <= to; slot++) {
      const kind = KINDS[operations[slot] as Operation]
      if (kind === undefined || kind === 'if') continue
      const a = values[first[slot] as number] as number
      const isWhole = kind === 'ceil' || kind === 'floor'
      // a whole count that no input moves is one by right: `a` is then itself whole, and stays
      const isOn = isWhole
        ? Math.abs(a - Math.round(a)) <= WHOLE_TOLERANCE * Math.abs(a) && a !== Math.round(a)
        : a === values[second[slot] as number] && a !== 0
      const variable = isOn ? this.#ownerOf(slot) : undefined
      if (variable !== undefined) found.push({ variable, kind, from: undefined, to: undefined })
    }
    return found
  }

  /** Which argument is taken. */
  #side(slot: number, values: readonly number[]): number {
    const { operations, first, second } = this.#program
    const a = values[first[slot] as number] as number
    const operation = operations[slot] as Operation
    if (operation === Operation.choose) return a === 0 ? 0 : 1
    const b = values[second[slot] as number] as number
    return (operation === Operation.min ? a <= b : a >= b) ? 0 : 1
  }

  #ownerOf(slot: number): Variable | undefined {
    let [from, to] = [0, this.#owners.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#owners[middle]?.slot ?? 0) < slot) from = middle + 1
      else to = middle
    }
    return this.#owners[from]?.variable
  }
}
