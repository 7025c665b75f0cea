import type { Variable } from '../equation/system.ts'
import type { Model } from '../flow/compile-flow.ts'
import type { Decimal } from '../quantity/decimal.ts'
import type { Program } from './program.ts'
import type { Settlement } from './settle.ts'

/** A model evaluated in decimal arithmetic: the value of every variable, in base units. */
export interface Evaluation {
  readonly model: Model
  readonly program: Program
  /** The value of each input of the program. */
  readonly inputs: readonly Decimal[]
  value(variable: Variable): Decimal
  /** The value of a variable by name; undefined where there is none. */
  find(name: string): Decimal | undefined
  /** The values of variables with other values for some inputs, by their place; a goal that runs settle is settled anew. */
  with(changed: ReadonlyMap<number, Decimal>): (variable: Variable) => Decimal
  /** What is settled in every run. */
  readonly settlement: Settlement | undefined
}
