import { type CostPart, type Network, PRODUCT, stepsByKey } from './network-data.ts'
import { gathered, type SankeyEnd, type SankeyGraph, type SankeyRibbon } from './sankey-graph.ts'
import { leadingToProduct, processOrder, stepsBack } from './sankey-order.ts'
import { brief, readable } from './wording.ts'

/** A way along which the cost that has come together at a step goes on. */
interface Onward {
  readonly to: string
  readonly weight: number
  readonly isReturn: boolean
  readonly words: string
}

/** The first paints of a series are those of categories in their order, as in a stack of costs. */
const PAINTS = 10
const OTHER_PAINT = 10
const CREDIT_PAINT = 11

/** The cost as it comes together: what each step adds, and what it hands on along the stream that leads to the product. */
export function costGraph(network: Network): SankeyGraph {
  const order = processOrder(network)
  const onward = waysOn(network)
  const costs = costsAt(network)
  const paintOf = (category: string): number => Math.max(0, network.categories.indexOf(category)) % PAINTS
  const ends: SankeyEnd[] = []
  const ribbons: SankeyRibbon[] = []
  const arrived = new Map<string, number>()
  const owed = new Map<string, number>()
  const add = (map: Map<string, number>, key: string, value: number): void => {
    map.set(key, (map.get(key) ?? 0) + value)
  }
  for (const key of handingOrder(order, onward)) {
    let sum = arrived.get(key) ?? 0
    let credit = owed.get(key) ?? 0
    for (const { category, words, amount } of added(costs.get(key) ?? [], (part) => part.words).values()) {
      if (amount > 0) {
        sum += amount
        ends.push({ node: key, side: 'in', words, value: amount, paint: paintOf(category) })
      } else credit -= amount
    }
    const given = Math.min(sum, credit)
    if (given > 0) ends.push({ node: key, side: 'out', words: 'credit', value: given, paint: CREDIT_PAINT })
    const ways = onward.get(key) ?? []
    const whole = ways.reduce((total, { weight }) => total + weight, 0)
    for (const { to, weight, isReturn, words } of ways) {
      const part = whole > 0 ? weight / whole : 1 / ways.length
      const value = (sum - given) * part
      add(arrived, to, value)
      // a credit of more than has been spent so far is given further on
      add(owed, to, (credit - given) * part)
      if (value > 0) ribbons.push({ from: key, to, value, isReturn, words })
    }
  }
  const steps = stepsByKey(network)
  const used = new Set([PRODUCT, ...ribbons.flatMap(({ from, to }) => [from, to]), ...ends.map(({ node }) => node)])
  const text = (value: number): string => (value < 0.00005 ? '< 0.0001' : brief(value, value < 1 ? 3 : 4))
  return {
    nodes: order
      .filter((key) => used.has(key))
      .map((key) => ({ key, title: key === PRODUCT ? network.productTitle : (steps.get(key)?.title ?? key) })),
    ribbons,
    ends: gathered(ends, Math.max(0, network.cost), { others: 'other costs', all: 'its costs' }, OTHER_PAINT),
    title: `Cost: ${network.title}`,
    about: `Per ${readable(network.basis)} of good product, ${brief(network.cost, 4)} ${network.currency} in all: each step adds its costs to what it takes up, and hands the sum on; shared costs are those of a plant as a whole`,
    text,
    unit: ` ${network.currency}`,
  }
}

/** What each step adds; costs of an upstream flow as a whole are added where its product leaves it, those of the plant at the product. */
function costsAt(network: Network): Map<string, readonly NamedCost[]> {
  const named = (part: CostPart): NamedCost => ({ ...part, words: part.category })
  const costs = new Map<string, readonly NamedCost[]>(network.steps.map((step) => [step.key, step.costs.map(named)]))
  for (const group of network.groups) {
    const last = network.streams.find(({ isSupply, from }) => isSupply && group.steps.includes(from))?.from
    const at = group.makes === undefined ? PRODUCT : (last ?? group.steps.at(-1))
    const shared = group.costs.map((part) => ({ ...part, words: `shared ${part.category}` }))
    if (at !== undefined) costs.set(at, [...(costs.get(at) ?? []), ...shared])
  }
  return costs
}

/** A part of the cost and what it is called where it enters. */
interface NamedCost extends CostPart {
  readonly words: string
}

function added(parts: readonly NamedCost[], by: (part: NamedCost) => string): Map<string, NamedCost> {
  const sums = new Map<string, NamedCost>()
  for (const part of parts) sums.set(by(part), { ...part, amount: (sums.get(by(part))?.amount ?? 0) + part.amount })
  return sums
}

/**
 * Where the cost of each step goes: on along the streams that lead to the product, divided by mass; from a step that only
 * serves others (it recovers what they use again) back with what it returns; and of one whose streams end there (it burns what
 * they lose) back to the step it treats for.
 */
function waysOn({ steps, streams }: Network): Map<string, Onward[]> {
  const forward = streams.filter(({ isReturn }) => !isReturn)
  const leading = leadingToProduct(forward)
  const serving = stepsBack(streams, leading)
  const reversed = streams.map(({ from, to }) => ({ from: to, to: from }))
  const treating = stepsBack(reversed, serving.keys())
  const found = new Map<string, Onward[]>()
  for (const { key } of steps) {
    const out = streams.filter(({ from }) => from === key)
    const distance = serving.get(key)
    const chosen = leading.has(key)
      ? out.filter(({ to, isReturn }) => !isReturn && leading.has(to))
      : out.filter(({ to }) => distance !== undefined && (serving.get(to) ?? distance) < distance)
    const ways = chosen.map(({ to, mass, isReturn }) => ({
      to,
      weight: mass,
      isReturn,
      words: isReturn ? 'cost of recovery' : '',
    }))
    const back = streams.filter(({ from, to }) => to === key && (treating.get(from) ?? 0) < (treating.get(key) ?? 0))
    const treated = back.map(({ from, mass }) => ({
      to: from,
      weight: mass,
      isReturn: true,
      words: 'cost of treatment',
    }))
    const alone = { to: PRODUCT, weight: 1, isReturn: false, words: '' }
    found.set(key, ways.length > 0 ? ways : treated.length > 0 ? treated : [alone])
  }
  return found
}

/** Steps in an order in which each comes after all that hand it something. */
function handingOrder(order: readonly string[], onward: ReadonlyMap<string, readonly Onward[]>): string[] {
  const waiting = new Map(order.map((key) => [key, 0]))
  for (const ways of onward.values()) for (const { to } of ways) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const ready = order.filter((key) => waiting.get(key) === 0)
  for (const key of ready) {
    for (const { to } of onward.get(key) ?? []) {
      const left = (waiting.get(to) as number) - 1
      waiting.set(to, left)
      if (left === 0) ready.push(to)
    }
  }
  return ready
}
