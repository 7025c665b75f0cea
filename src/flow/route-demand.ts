import { type Node, Operation } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import type { FlowScope } from './flow-scope.ts'

/** Functional units of an upstream flow for one of the route: 1 for the route itself. */
export function unitsPerRouteUnit(scope: FlowScope): Node {
  const { system } = scope.bench
  if (scope.flow.makes === undefined) return system.graph.one
  const demand = system.find(`${scope.flow.prefix}demand`) as Variable
  const basis = system.find(`${scope.flow.prefix}product.basis`)
  return basis === undefined ? system.graph.zero : system.graph.divide(system.node(demand), system.node(basis))
}

/** What a flow has per functional unit of its own, for one of the route; nothing where nothing demands it. */
export function atRouteDemand(scope: FlowScope, node: Node): Node {
  const { system } = scope.bench
  if (scope.flow.makes === undefined) return node
  const { graph } = system
  const demand = system.node(system.find(`${scope.flow.prefix}demand`) as Variable)
  const wanted = graph.binary(Operation.less, graph.zero, demand)
  return graph.ternary(Operation.choose, wanted, graph.multiply(node, unitsPerRouteUnit(scope)), graph.zero)
}
