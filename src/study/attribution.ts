import { Decimal } from '../quantity/decimal.ts'
import { effectiveInputs } from './effective.ts'
import { FewScenarios } from './few-scenarios.ts'
import { Batch, type OutputColumn, type Refused, type ScenarioInput, ScenarioModel } from './scenario-model.ts'
import { type Game, type Shapley, shapley } from './shapley.ts'
import type { LeftInput, OfBoth, Shared, SharedGroup } from './shared-inputs.ts'

/** A part of the difference of two costs. */
export interface Part {
  /** What is changed from the one route to the other; undefined for the route itself. */
  readonly group: SharedGroup | undefined
  /** In the currency of the results; all parts add up to the difference, to the last digit. */
  readonly part: Decimal
  /** 0 where the part is exact. */
  readonly standardError: number
}

/** Where the difference of two costs comes from, whichever input is changed first. */
export interface Attribution {
  /** The cost of the second route less that of the first. */
  readonly difference: Decimal
  /** The largest first. */
  readonly parts: readonly Part[]
  readonly isExact: boolean
  /** Orders that were drawn, where it is not. */
  readonly orders: number
  /** Inputs that both routes have and that count as part of the route. */
  readonly left: readonly LeftInput[]
  /** How many combinations of values were looked at, and how many a plant cannot have; these count with their unchecked cost. */
  readonly combinations: number
  readonly refused: readonly Refused[]
}

/** Places of money that a part is rounded to, as a posted line is. */
const PLACES = 18
/** So many inputs have 32 combinations a route, which are evaluated before the code of a kernel is made. */
const FEW = 5

/**
 * Attributes the difference of two totals to the inputs that the routes share and to the route itself, by Shapley values. The
 * worth of a coalition is the cost of the first route, or of the second where the route itself is in it, with the inputs in it at
 * the second route's values and all others at the first's. The first figure of each model is its cost; shared inputs are plain in
 * both.
 */
export function attribute(
  models: OfBoth<ScenarioModel>,
  { groups, left }: Shared,
  totals: OfBoth<Decimal>,
): Attribution {
  const difference = totals[1].minus(totals[0])
  let remaining = groups
  let isChecked = true
  let refused: readonly Refused[] = []
  const dropped: LeftInput[] = []
  for (;;) {
    const costs = new CoalitionCosts(
      isChecked ? models : (models.map(unchecked) as [ScenarioModel, ScenarioModel]),
      remaining,
    )
    const found = shapley(costs)
    if (costs.lost === 0) {
      const parts = partsOf(costs, found, remaining, difference)
      const { isExact, orders } = found
      return { difference, parts, isExact, orders, left: [...left, ...dropped], combinations: costs.evaluated, refused }
    }
    if (isChecked) {
      refused = costs.refused()
      isChecked = false
      continue
    }
    const worst = costs.mostLost()
    dropped.push(...worst.inputs.map(({ name }): LeftInput => ({ name, cause: 'refused' })))
    remaining = remaining.filter((group) => group !== worst)
    isChecked = true
    refused = []
  }
}

const unchecked = ({ model, outputs }: ScenarioModel): ScenarioModel => new ScenarioModel({ model }, outputs, false)

/** The costs of coalitions, whose last player is the route itself. */
class CoalitionCosts implements Game {
  readonly players: number
  /** Groups that some cost depends on; the others are no players. */
  readonly active: readonly SharedGroup[]
  evaluated = 0
  /** Coalitions without a cost. */
  lost = 0
  /** One a route. */
  readonly #routes: readonly RouteCosts[]
  /** Of each route, its inputs: their player, and their two values in base units. */
  readonly #inputs: readonly { readonly group: SharedGroup; readonly values: OfBoth<number> }[]
  readonly #lostBy: Float64Array

  constructor(models: OfBoth<ScenarioModel>, groups: readonly SharedGroup[]) {
    const all = groups.flatMap((group) => group.inputs.map((input) => ({ group, input })))
    this.#inputs = all.map(({ group, input: { values } }) => ({
      group,
      values: [values[0].toNumber(), values[1].toNumber()],
    }))
    const varied = models.map((model) =>
      all.map(({ input }, i) => scenarioInput(model, input.name, this.#inputs[i]?.values as OfBoth<number>)),
    )
    if (groups.length <= FEW) {
      // an input without effect comes to a part of 0 by itself
      this.active = groups
      this.#routes = models.map((model, route) => fewCosts(model, varied[route] as ScenarioInput[]))
    } else {
      const effective = models.map((model, route) => effectiveInputs(model, varied[route] as ScenarioInput[]))
      const moving = new Set(all.flatMap(({ group }, i) => (effective.some((of) => of[i]) ? [group] : [])))
      this.active = groups.filter((group) => moving.has(group))
      this.#routes = models.map((model, route) => manyCosts(model, varied[route] as ScenarioInput[]))
    }
    this.players = this.active.length + 1
    this.#lostBy = new Float64Array(this.active.length)
  }

  worth(count: number, holds: (player: number, coalition: number) => boolean): Float64Array {
    const worth = new Float64Array(count)
    const route = this.active.length
    const players = this.#inputs.map(({ group }) => this.active.indexOf(group))
    for (const [which, costs] of this.#routes.entries()) {
      const coalitions = Array.from({ length: count }, (_, i) => i).filter((i) => holds(route, i) === (which === 1))
      const column = costs.evaluate(coalitions.length, (input, i) => {
        const player = players[input] as number
        const isChanged = player >= 0 && holds(player, coalitions[i] as number)
        return (this.#inputs[input] as { values: OfBoth<number> }).values[isChanged ? 1 : 0]
      })
      for (const [i, coalition] of coalitions.entries()) {
        const cost = column[i] as number
        worth[coalition] = cost
        if (Number.isFinite(cost)) continue
        this.lost++
        // what stands at a value of the other route
        for (let player = 0; player < route; player++)
          if (holds(player, coalition) === (which === 0)) this.#lostBy[player] = (this.#lostBy[player] as number) + 1
      }
    }
    this.evaluated += count
    return worth
  }

  /** The group that stands at the other route's value in most of the coalitions without a cost. */
  mostLost(): SharedGroup {
    const most = Math.max(...this.#lostBy)
    const group = this.active[this.#lostBy.indexOf(most)]
    if (group === undefined) throw new Error('a route as it stands has no cost')
    return group
  }

  refused(): Refused[] {
    const merged = new Map<string, Refused>()
    for (const one of this.#routes.flatMap((costs) => costs.refused())) {
      const key = `${one.cause} ${one.name} ${one.range ?? ''}`
      merged.set(key, { ...one, count: one.count + (merged.get(key)?.count ?? 0) })
    }
    return [...merged.values()].sort((a, b) => b.count - a.count)
  }
}

/** The costs of one route in scenarios. */
interface RouteCosts {
  /** NaN where a scenario cannot be; `value` gives an input of a scenario, in base units. */
  evaluate(count: number, value: (input: number, scenario: number) => number): OutputColumn
  refused(): readonly Refused[]
}

const fewCosts = (model: ScenarioModel, inputs: readonly ScenarioInput[]): RouteCosts =>
  new FewScenarios(
    model,
    inputs.map(({ place }) => place),
  )

function manyCosts(model: ScenarioModel, inputs: readonly ScenarioInput[]): RouteCosts {
  const batch = new Batch(model, inputs)
  return {
    evaluate: (count, value) => batch.evaluate(count, value)[0] as OutputColumn,
    refused: () => model.refused(batch.plan, batch.counts),
  }
}

function scenarioInput(model: ScenarioModel, name: string, [a, b]: OfBoth<number>): ScenarioInput {
  const place = model.placeOf(name)
  if (place === undefined)
    throw new Error(`${name} is to be changed and is no plain input of ${model.model.route.name}`)
  return { place, bounds: { low: Math.min(a, b), high: Math.max(a, b), certain: true } }
}

/** The parts as decimals; what float64 has rounded is put on the largest, so that they add up to the last digit. */
function partsOf(
  { active }: CoalitionCosts,
  { parts, errors }: Shapley,
  groups: readonly SharedGroup[],
  difference: Decimal,
): Part[] {
  const players = [...active, undefined]
  const largest = parts.reduce(
    (most, part, i) => (Math.abs(part) > Math.abs(parts[most] as number) ? i : most),
    parts.length - 1,
  )
  const rounded = parts.map((part) => new Decimal(part).toDecimalPlaces(PLACES))
  const others = rounded.reduce((sum, part, i) => (i === largest ? sum : sum.plus(part)), new Decimal(0))
  const found = players.map(
    (group, i): Part => ({
      group,
      part: i === largest ? difference.minus(others) : (rounded[i] as Decimal),
      standardError: errors[i] as number,
    }),
  )
  const idle = groups.filter((group) => !active.includes(group))
  return [...found, ...idle.map((group): Part => ({ group, part: new Decimal(0), standardError: 0 }))].sort((a, b) =>
    b.part.abs().comparedTo(a.part.abs()),
  )
}
