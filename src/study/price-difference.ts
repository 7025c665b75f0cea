import { dependence } from '../evaluation/dependence.ts'
import { inCurrency } from '../evaluation/shown.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'
import { effectiveInputs } from './effective.ts'
import { Batch, type Refused, type ScenarioInput, type ScenarioModel } from './scenario-model.ts'
import type { OfBoth } from './shared-inputs.ts'

/** A price with a range; of one name in two routes it is one price. */
export interface RangedPrice {
  readonly name: string
  /** In the currency of the results. */
  readonly unit: Unit
  /** In base units, as its document states them; 5th and 95th percentiles of a normal or lognormal price. */
  readonly low: number
  readonly high: number
  /** Its place in each route that reads it as a plain quantity. */
  readonly places: OfBoth<number | undefined>
}

/** Prices of one scenario in base units, by their place among those with a range; undefined where one stands as it does. */
export type PriceVector = readonly (number | undefined)[]

const PRICE = /^prices\.\w+$/

/** The cost of the second route less that of the first, in the currency of the results, as a function of their prices. */
export class PriceDifference {
  /** Prices with a range that a cost depends on, in the order of their names. */
  readonly prices: readonly RangedPrice[]
  /** Prices that both routes have at unlike values, as where one of them sets it: each stays as its route has it. */
  readonly apart: readonly string[]
  /** Whether the equations say that it is linear in all prices together. */
  readonly isLinear: boolean
  /** Scenarios evaluated so far. */
  evaluated = 0
  readonly #models: OfBoth<ScenarioModel>
  readonly #batches: readonly {
    readonly batch: Batch
    readonly prices: readonly number[]
    readonly base: readonly number[]
  }[]

  constructor(models: OfBoth<ScenarioModel>) {
    const ranged = rangedPrices(models)
    const all = ranged.filter((price) => !isApart(price, models))
    this.apart = ranged.filter((price) => isApart(price, models)).map(({ name }) => name)
    const batches = models.map((model, route) => {
      const prices = [...all.keys()].filter((price) => all[price]?.places[route] !== undefined)
      const base = prices.map((price) => model.baseOf(all[price]?.places[route] as number))
      const inputs = prices.map((price, i): ScenarioInput => {
        const { places, low, high } = all[price] as RangedPrice
        const stands = base[i] as number
        const bounds = { low: Math.min(low, stands), high: Math.max(high, stands), certain: true }
        return { place: places[route] as number, bounds }
      })
      return { batch: new Batch(model, inputs), prices, base, effective: effectiveInputs(model, inputs) }
    })
    const moving = new Set(batches.flatMap(({ effective, prices }) => prices.filter((_, i) => effective[i])))
    const kept = [...all.keys()].filter((price) => moving.has(price))
    this.prices = kept.map((price) => all[price] as RangedPrice)
    this.#models = models
    this.#batches = batches.map(({ batch, prices, base }) => ({
      batch,
      base,
      prices: prices.map((price) => kept.indexOf(price)),
    }))
    this.isLinear = models.every((model, route) =>
      isLinearIn(
        model,
        this.prices.flatMap(({ places }) => places[route] ?? []),
      ),
    )
  }

  /** The difference in each of some scenarios; NaN where a route cannot be so. */
  at(scenarios: readonly PriceVector[]): Float64Array {
    const count = scenarios.length
    const [first, second] = this.#batches.map(({ batch, prices, base }) => {
      const [column] = batch.evaluate(
        count,
        (input, i) => scenarios[i]?.[prices[input] as number] ?? (base[input] as number),
      )
      return column as Float64Array
    }) as [Float64Array, Float64Array]
    this.evaluated += count
    return Float64Array.from(second, (cost, i) => cost - (first[i] as number))
  }

  /** Why scenarios could not be. */
  refused(): Refused[] {
    return this.#batches.flatMap(({ batch }, route) =>
      (this.#models[route] as ScenarioModel).refused(batch.plan, batch.counts),
    )
  }
}

function isApart({ places: [a, b] }: RangedPrice, [first, second]: OfBoth<ScenarioModel>): boolean {
  return a !== undefined && b !== undefined && first.baseOf(a) !== second.baseOf(b)
}

/** Prices with a range in either route, in the order of their names. */
function rangedPrices(models: OfBoth<ScenarioModel>): RangedPrice[] {
  const found = new Map<string, RangedPrice>()
  for (const { evaluator, model } of models)
    for (const { name, spread, unit, dimension } of evaluator.program.inputs) {
      if (!PRICE.test(name) || spread === undefined || spread.low.eq(spread.high)) continue
      const [low, high] = [spread.low.toNumber(), spread.high.toNumber()]
      const before = found.get(name)
      found.set(name, {
        name,
        unit: inCurrency(unit ?? displayUnit(dimension ?? 0), model.money),
        low: Math.min(low, before?.low ?? low),
        high: Math.max(high, before?.high ?? high),
        places: [models[0].placeOf(name), models[1].placeOf(name)],
      })
    }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether the cost is linear in some inputs together, also by way of an input that is settled in every run. */
function isLinearIn({ evaluator, outputs, base }: ScenarioModel, places: readonly number[]): boolean {
  const { program, settlement } = evaluator
  const moving = new Set([...places, ...(settlement === undefined ? [] : [settlement.place])])
  const slots = [program.slotOf(outputs[0]?.node as number), ...(settlement === undefined ? [] : [settlement.slot])]
  return slots.every((slot) => dependence(program, base, slot, moving) !== 'other')
}
