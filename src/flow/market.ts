import { type Node, Operation } from '../equation/graph.ts'
import type { Origin, Variable } from '../equation/system.ts'
import type { FlowScope } from './flow-scope.ts'
import type { PortAmounts } from './model.ts'
import { amountsOf, type Stream, shareName } from './streams.ts'

/** What a step's market ports buy: demand less arrivals, by component. */
export interface Purchase {
  readonly step: string
  readonly component: string
  readonly variable: Variable
}

/** `purchase = max(0, demand - arrivals)`, `surplus = max(0, arrivals - demand)`: outside every balance, so never in a loop. */
export function buy(
  scope: FlowScope,
  step: string,
  markets: readonly PortAmounts[],
  arriving: ReadonlyMap<string, readonly Stream[]>,
): Purchase[] {
  const { bench, flow } = scope
  const { system } = bench
  const { graph } = system
  const base = `${flow.prefix}steps.${step}`
  const purchases: Purchase[] = []
  for (const component of new Set(markets.flatMap((market) => market.components))) {
    const demands: Node[] = []
    const arrivals: Node[] = []
    let origin: Origin | undefined
    for (const market of markets) {
      const demand = market.amounts.get(component)
      if (demand === undefined) continue
      origin ??= demand.origin
      demands.push(system.node(demand))
      for (const stream of arriving.get(`${base}.${market.port.name}`) ?? []) {
        const arrived = amountsOf(stream.from).amounts.get(component)
        if (arrived !== undefined) arrivals.push(sharedArrival(scope, stream, system.node(arrived)))
      }
    }
    const unit = scope.globals.measure(component)
    const give = (name: string, node: Node, text: string, about: string): Variable => {
      const variable = system.declare(`${base}.${name}.${component}`, 'computed', {
        origin,
        unit,
        dimension: unit.dimension,
        statement: { about },
      })
      bench.define(variable, node, text)
      return variable
    }
    const demand = graph.sum(demands)
    const arrived = give(
      'arrivals',
      graph.sum(arrivals),
      'what streams bring',
      `${component} that arrives at the step's market`,
    )
    const zero = graph.subtract(demand, demand)
    const less = graph.subtract(demand, system.node(arrived))
    const positive = (node: Node): Node => graph.binary(Operation.max, zero, node)
    const purchase = give(
      'purchase',
      arrivals.length === 0 ? demand : positive(less),
      'max(0, demand - arrivals)',
      `${component} bought or made for the step`,
    )
    give(
      'surplus',
      arrivals.length === 0 ? zero : positive(graph.subtract(system.node(arrived), demand)),
      'max(0, arrivals - demand)',
      `${component} that arrives beyond the demand`,
    )
    purchases.push({ step, component, variable: purchase })
  }
  return purchases
}

/** Of a port that also feeds others, a market is credited its stated share. */
function sharedArrival(scope: FlowScope, stream: Stream, whole: Node): Node {
  if (stream.share === undefined) return whole
  const { system } = scope.bench
  const name = shareName(scope.flow.prefix, stream)
  const share = system.find(name)
  return share === undefined ? whole : system.graph.multiply(whole, system.node(share))
}
