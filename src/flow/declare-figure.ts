import type { Node } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import type { Dimension } from '../quantity/dimension.ts'
import type { Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'

/** A figure of how a route does, as a variable that can be explained. */
export function declareFigure(
  scope: FlowScope,
  name: string,
  node: Node,
  unit: Unit,
  about: string,
  text: string,
): Variable {
  const variable = scope.bench.declare(`${scope.flow.prefix}${name}`, undefined, { about })
  variable.unit = unit
  variable.dimension = unit.dimension as Dimension
  scope.bench.define(variable, node, text)
  return variable
}
