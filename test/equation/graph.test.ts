import { describe, expect, test } from 'vitest'
import { ArithmeticGraph, Operation } from '../../src/equation/graph.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { MASS, PLAIN } from '../../src/quantity/dimension.ts'

const two = new Decimal(2)

describe('the arithmetic graph', () => {
  test('makes one node for one thing', () => {
    const graph = new ArithmeticGraph()
    const [x, y] = [graph.variable(0), graph.variable(1)]
    expect(graph.variable(0)).toBe(x)
    expect(graph.add(x, y)).toBe(graph.add(y, x))
    expect(graph.multiply(x, y)).toBe(graph.multiply(y, x))
    expect(graph.subtract(x, y)).not.toBe(graph.subtract(y, x))
    expect(graph.binary(Operation.power, x, y)).toBe(graph.binary(Operation.power, x, y))
    expect(graph.constant(two, PLAIN)).toBe(graph.constant(new Decimal('2.0'), PLAIN))
    // 2 and 2 kg are two things
    expect(graph.constant(two, PLAIN)).not.toBe(graph.constant(two, MASS))
  })

  test('folds what is structurally 0 or 1', () => {
    const graph = new ArithmeticGraph()
    const x = graph.variable(0)
    expect(graph.add(x, graph.zero)).toBe(x)
    expect(graph.multiply(x, graph.zero)).toBe(graph.zero)
    expect(graph.multiply(graph.one, x)).toBe(x)
    expect(graph.divide(graph.zero, x)).toBe(graph.zero)
    expect(graph.subtract(x, x)).toBe(graph.zero)
    expect(graph.negate(graph.negate(x))).toBe(x)
    expect(graph.ternary(Operation.choose, x, graph.one, graph.one)).toBe(graph.one)
    // a figure that happens to be 0 is kept, since a study may vary it
    expect(graph.multiply(x, graph.constant(new Decimal(0), MASS))).not.toBe(graph.zero)
  })

  test('shares all the same after its table has grown many times', () => {
    const graph = new ArithmeticGraph()
    const nodes = Array.from({ length: 20_000 }, (_, i) => graph.add(graph.variable(i), graph.variable(i + 1)))
    const size = graph.size
    nodes.forEach((node, i) => {
      expect(graph.add(graph.variable(i + 1), graph.variable(i))).toBe(node)
    })
    expect(graph.size).toBe(size)
  })

  test('sums as a balanced tree: 10 000 terms stand 14 deep', () => {
    const graph = new ArithmeticGraph()
    let node = graph.sum(Array.from({ length: 10_000 }, (_, i) => graph.variable(i)))
    let depth = 0
    for (; graph.operation[node] === Operation.add; depth++) node = graph.first[node] as number
    expect(depth).toBeLessThanOrEqual(14)
    const read = new Set<number>()
    graph.variablesOf(graph.sum([graph.variable(3), graph.variable(5)]), read)
    expect(read).toEqual(new Set([3, 5]))
    expect(graph.sum([])).toBe(graph.zero)
  })
})
