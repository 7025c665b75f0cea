import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import type { Variable } from '../equation/system.ts'
import { Evaluator } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Model } from '../flow/compile-flow.ts'
import type { Decimal } from '../quantity/decimal.ts'

/** An evaluation with what it is told with, or why there is none. */
export type Outcome =
  | { readonly evaluation: Evaluation; readonly warnings: readonly Diagnostic[] }
  | { readonly problem: Diagnostic }

/** An input under study: what a relative change is of, where its values are such. */
export interface Studied {
  readonly input: string
  readonly relativeTo?: Decimal | undefined
}

/** Compiles a route for values of the varied inputs; what refuses it goes to the diagnostics. */
export type CompileAt = (values: readonly Decimal[], diagnostics: Diagnostics) => Model | undefined

/**
 * A route under study: compiled once, and evaluated for values of the inputs that are varied. An input that the route does not
 * have leaves it as it is. Where an input decides how many equations there are, the route is compiled anew for each value.
 */
export class Subject {
  readonly name: string
  readonly model: Model
  readonly #evaluator: Evaluator
  readonly #studied: readonly Studied[]
  /** The place of each varied input in the program; undefined where the route does not have it. */
  readonly places: readonly (number | undefined)[]
  readonly #compileAt: CompileAt | undefined
  /** The place of the switch by which machine counts are not rounded up; undefined where nothing reads it, or it is on. */
  readonly #fractional: number | undefined

  /** `compileAt` compiles the route for values of the inputs; needed where one of them decides the number of equations. */
  constructor(model: Model, studied: readonly Studied[], compileAt: CompileAt) {
    this.name = model.route.name
    this.model = model
    this.#evaluator = new Evaluator(model)
    this.#studied = studied
    const { system } = model.compiled
    const variables = studied.map(({ input }) => system.find(input))
    this.places = variables.map((variable) => placeOf(this.#evaluator, variable))
    this.#compileAt = variables.some((variable) => variable?.fixed === true) ? compileAt : undefined
    this.#fractional = model.fractional ? undefined : placeOf(this.#evaluator, system.find('plant.fractional'))
  }

  /** Whether the equations are the same for all values, so that costs may be searched in float64. */
  get isOneProgram(): boolean {
    return this.#compileAt === undefined
  }

  get evaluator(): Evaluator {
    return this.#evaluator
  }

  /** Whether machine counts are rounded up, and could be left as they are. */
  get roundsMachines(): boolean {
    return this.#fractional !== undefined
  }

  /** Evaluates and checks for values of the varied inputs, in base units. */
  at(values: readonly Decimal[]): Outcome {
    const diagnostics = new Diagnostics()
    const evaluation = this.#evaluatedAt(values, diagnostics)
    const problem = diagnostics.list.find(({ severity }) => severity === 'error')
    if (problem !== undefined) return { problem }
    if (evaluation === undefined) throw new Error(`${this.name} is refused without a reason`)
    return { evaluation, warnings: diagnostics.list }
  }

  #evaluatedAt(values: readonly Decimal[], diagnostics: Diagnostics): Evaluation | undefined {
    if (this.#compileAt === undefined) return this.#evaluator.evaluate(diagnostics, this.#changes(values))
    const model = this.#compileAt(this.#absolute(values), diagnostics)
    return model && new Evaluator(model).evaluate(diagnostics)
  }

  /** Evaluates without looking at what comes out: a straight line is read off also where the flow cannot be. */
  evaluateUnchecked(values: readonly Decimal[]): Evaluation {
    return this.#evaluator.evaluate(new Diagnostics(), this.#changes(values))
  }

  /** The cost per unit of the basis, in USD and in float64; nothing is checked. */
  cost(values: readonly number[], fractional = false): number {
    const changes = new Map<number, number>()
    this.places.forEach((place, i) => {
      const base = this.#studied[i]?.relativeTo?.toNumber()
      const value = values[i] as number
      if (place !== undefined) changes.set(place, base === undefined ? value : base * (1 + value))
    })
    if (fractional && this.#fractional !== undefined) changes.set(this.#fractional, 1)
    const found = this.#evaluator.numbers(changes)
    const cost = found[slot(this.#evaluator, this.model.cost)] as number
    const basis = this.model.compiled.system.find('product.basis')
    return basis === undefined ? cost : cost / (found[slot(this.#evaluator, basis)] as number)
  }

  #absolute(values: readonly Decimal[]): Decimal[] {
    return values.map((value, i) => {
      const base = this.#studied[i]?.relativeTo
      return base === undefined ? value : base.times(value.plus(1))
    })
  }

  #changes(values: readonly Decimal[]): Map<number, Decimal> {
    const changes = new Map<number, Decimal>()
    for (const [i, value] of this.#absolute(values).entries()) {
      const place = this.places[i]
      if (place !== undefined) changes.set(place, value)
    }
    return changes
  }
}

function placeOf(evaluator: Evaluator, variable: Variable | undefined): number | undefined {
  const at = variable === undefined ? -1 : evaluator.program.inputs.indexOf(variable)
  return at < 0 ? undefined : at
}

function slot({ program }: Evaluator, variable: Variable): number {
  return program.slotOfVariable[variable.id] as number
}
