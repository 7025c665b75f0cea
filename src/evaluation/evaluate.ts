import type { Diagnostics } from '../document/diagnostic.ts'
import type { Node } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import type { Model } from '../flow/compile-flow.ts'
import { Decimal } from '../quantity/decimal.ts'
import { decimals, float64 } from './arithmetic.ts'
import { check, nodesOf } from './check.ts'
import type { Evaluation } from './evaluation.ts'
import { layOut, type Program, run } from './program.ts'
import { checkSettled, Settlement } from './settle.ts'

/** Evaluates a model as it stands, and checks what must hold: no bad input yields a number. */
export function evaluate(model: Model, diagnostics: Diagnostics): Evaluation {
  return new Evaluator(model).evaluate(diagnostics)
}

/** A model laid out once, to be evaluated for many values of its inputs. */
export class Evaluator {
  readonly model: Model
  readonly program: Program
  /** The value of each input of the program as the documents and `--set` give it. */
  readonly inputs: readonly Decimal[]
  /** What is settled in every run. */
  readonly settlement: Settlement | undefined
  #constants: readonly number[] | undefined
  #base: readonly number[] | undefined

  /** `further` are nodes that are asked for beside the variables. */
  constructor(model: Model, further: readonly Node[] = []) {
    const { compiled, checks } = model
    const beside = [...compiled.pivots.map((pivot) => pivot.node), ...checks.flatMap((check) => nodesOf(check))]
    this.model = model
    this.program = layOut(compiled, [...beside, ...further])
    this.inputs = this.program.inputs.map((input) => input.value as Decimal)
    const goal = model.goals.find(({ isSettled }) => isSettled)
    this.settlement = goal && new Settlement(this.program, goal)
  }

  /** The values of all slots in float64, for searches; nothing is checked. */
  numbers(changed: ReadonlyMap<number, number>): number[] {
    const { program } = this
    this.#constants ??= program.constants.map((value) => value.toNumber())
    this.#base ??= this.inputs.map((value) => value.toNumber())
    const asked = changed.size === 0 ? this.#base : this.#base.map((value, i) => changed.get(i) ?? value)
    const { settlement } = this
    const settled = settlement === undefined || changed.has(settlement.place) ? undefined : settlement.number(asked)
    const inputs = settled === undefined ? asked : asked.with((settlement as Settlement).place, settled)
    return run(program, float64, this.#constants, inputs, [])
  }

  /** Evaluates with other values for some inputs, by their place in the program; problems go to the diagnostics. */
  evaluate(diagnostics: Diagnostics, changed?: ReadonlyMap<number, Decimal>): Evaluation {
    const { model, program } = this
    const inputs = this.#settled(changed)
    const values = run(program, decimals, program.constants, inputs, [])
    const { system } = model.compiled
    const value = this.#reader(values)
    const evaluation: Evaluation = {
      settlement: this.settlement,
      with: (further) => {
        const others = this.#settled(new Map([...(changed ?? []), ...further]))
        return this.#reader(run(program, decimals, program.constants, others, []))
      },
      model,
      program,
      inputs,
      value,
      find: (name) => {
        const variable = system.find(name)
        return variable === undefined ? undefined : value(variable)
      },
    }
    check(evaluation, values, diagnostics)
    const { settlement } = this
    if (settlement !== undefined && !diagnostics.failed && changed?.has(settlement.place) !== true)
      checkSettled(evaluation, settlement, diagnostics)
    return evaluation
  }

  #reader(values: readonly Decimal[]): (variable: Variable) => Decimal {
    return ({ id }) => {
      const slot = this.program.slotOfVariable[id] as number
      return slot < 0 ? new Decimal(Number.NaN) : (values[slot] as Decimal)
    }
  }

  /** The inputs with others for some, and with the value at which the method's goal holds, where there is one. */
  #settled(changed: ReadonlyMap<number, Decimal> | undefined): readonly Decimal[] {
    const inputs = changed === undefined ? this.inputs : this.inputs.map((value, i) => changed.get(i) ?? value)
    const { settlement } = this
    if (settlement === undefined || settlement.place < 0 || changed?.has(settlement.place) === true) return inputs
    const settled = settlement.decimal(inputs)
    return settled === undefined ? inputs : inputs.with(settlement.place, settled)
  }
}
