import { Decimal } from '../quantity/decimal.ts'
import type { Dimension } from '../quantity/dimension.ts'
import { type ArithmeticGraph, type Node, Operation } from './graph.ts'

/** A quantity in a table, in base units. */
export interface Cell {
  readonly value: Decimal
  readonly dimension: Dimension
}

/** A declared table: a list by position (years), figures by name (components, steps), or points of a curve. */
export type Table =
  | { readonly kind: 'list'; readonly cells: readonly Cell[] }
  | { readonly kind: 'named'; readonly cells: ReadonlyMap<string, Cell> }
  | {
      readonly kind: 'points'
      readonly points: readonly (readonly [x: Cell, y: Cell])[]
      readonly between: 'linear' | 'step'
    }

/**
 * The value of a curve at x as arithmetic: straight lines between points, or the last point at or below x.
 * Outside the points there is no value: the node is then not a number, and evaluation says so.
 */
export function lookUp(graph: ArithmeticGraph, table: Table & { kind: 'points' }, x: Node): Node {
  const points = table.points
  const xs = points.map(([cell]) => graph.constant(cell.value, cell.dimension))
  const ys = points.map(([, cell]) => graph.constant(cell.value, cell.dimension))
  const last = points.length - 1
  // 0/0 of y's own dimension: "not in the table"
  const nowhere = graph.multiply(ys[last] as Node, graph.divide(plainZero(graph, points), plainZero(graph, points)))
  let node = graph.ternary(
    Operation.choose,
    graph.binary(Operation.equal, x, xs[last] as Node),
    ys[last] as Node,
    nowhere,
  )
  for (let i = last - 1; i >= 0; i--) {
    const [x0, x1, y0, y1] = [xs[i], xs[i + 1], ys[i], ys[i + 1]] as [Node, Node, Node, Node]
    const along = graph.divide(graph.subtract(x, x0), graph.subtract(x1, x0))
    const here = table.between === 'step' ? y0 : graph.add(y0, graph.multiply(along, graph.subtract(y1, y0)))
    node = graph.ternary(Operation.choose, graph.binary(Operation.less, x, x1), here, node)
  }
  return graph.ternary(Operation.choose, graph.binary(Operation.less, x, xs[0] as Node), nowhere, node)
}

/** Zero made by subtraction, since a structural zero would be folded away. */
function plainZero(graph: ArithmeticGraph, points: readonly (readonly [Cell, Cell])[]): Node {
  const first = points[0]?.[0].dimension ?? 0
  const one = graph.constant(new Decimal(1), first)
  const two = graph.constant(new Decimal(2), first)
  return graph.subtract(graph.add(one, one), two)
}
