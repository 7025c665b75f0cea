import { type ArithmeticGraph, type Node, Operation } from '../../equation/graph.ts'
import type { Decimal } from '../../quantity/decimal.ts'
import { decimals } from '../arithmetic.ts'

/** The values of nodes that hold numbers alone, whatever the inputs; a year's own arithmetic is of them. Each node stands after those it reads. */
export function constantValues(graph: ArithmeticGraph): readonly (Decimal | undefined)[] {
  const values: (Decimal | undefined)[] = []
  const at = (node: Node): Decimal | undefined => (node < 0 ? undefined : values[node])
  for (let node = 0; node < graph.size; node++) {
    const operation = graph.operation[node] as Operation
    const [a, b, c] = [graph.first[node], graph.second[node], graph.third[node]] as [Node, Node, Node]
    if (operation === Operation.constant) values.push(graph.constants[a]?.value)
    else if (operation === Operation.variable) values.push(undefined)
    else if (operation === Operation.choose) {
      const condition = at(a)
      values.push(condition?.isFinite() === true ? at(condition.isZero() ? c : b) : undefined)
    } else {
      const [x, y] = [at(a), at(b)]
      const isKnown = x !== undefined && (b < 0 || y !== undefined)
      values.push(isKnown ? decimals.apply(operation, x, y as Decimal) : undefined)
    }
  }
  return values
}
