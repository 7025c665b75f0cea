import type { Refused, ScenarioModel } from './scenario-model.ts'
import { type OutputColumn, writeInUnit } from './scenario-model.ts'

/**
 * Scenarios evaluated one by one, without a kernel: the same figures, slower each, and quicker in all where they are too few to be
 * worth the code. The first output alone is read.
 */
export class FewScenarios {
  readonly #model: ScenarioModel
  readonly #places: readonly number[]
  readonly #refused = new Map<string, Refused>()

  /** `places` are those of the inputs that vary. */
  constructor(model: ScenarioModel, places: readonly number[]) {
    this.#model = model
    this.#places = places
  }

  /** The figure of each of `count` scenarios in its unit, NaN where one cannot be; `value` gives an input in base units. */
  evaluate(count: number, value: (input: number, scenario: number) => number): OutputColumn {
    const { evaluator, outputs } = this.#model
    const [output] = outputs
    if (output === undefined) throw new Error('no figure is asked for')
    const slot = evaluator.program.slotOf(output.node)
    const found = Float64Array.from({ length: count }, (_, scenario) => {
      const values = this.#valuesAt(new Map(this.#places.map((place, input) => [place, value(input, scenario)])))
      return values?.[slot] ?? Number.NaN
    })
    writeInUnit(found, output, count, found, 0)
    return found
  }

  /** The reasons of refused scenarios; the most frequent first. */
  refused(): Refused[] {
    return [...this.#refused.values()].sort((a, b) => b.count - a.count)
  }

  #valuesAt(changed: Map<number, number>): readonly number[] | undefined {
    const { evaluator, base, limits } = this.#model
    const { settlement, inputs } = evaluator
    if (settlement !== undefined && !changed.has(settlement.place)) {
      const settled = settlement.number(inputs.map((input, place) => changed.get(place) ?? input.toNumber()))
      if (settled === undefined) return this.#refuse({ cause: 'goal', name: settlement.goal.name, range: undefined })
      changed.set(settlement.place, settled)
    }
    const values = evaluator.numbers(changed)
    for (const { slot, least, most, cause, name, range } of limits) {
      const value = values[slot] as number
      // what stands as it did has been looked at where the route stands
      if ((value >= least && value <= most) || value === base[slot]) continue
      return this.#refuse({ cause, name, range })
    }
    return values
  }

  #refuse(one: Omit<Refused, 'count'>): undefined {
    const key = `${one.cause} ${one.name}`
    this.#refused.set(key, { ...one, count: 1 + (this.#refused.get(key)?.count ?? 0) })
  }
}
