import { type ArithmeticGraph, type Node, Operation } from './graph.ts'

/** An expression as a sum of coefficient × variable plus a rest that is free of those variables. */
export interface LinearForm {
  readonly terms: ReadonlyMap<number, Node>
  readonly rest: Node
}

/**
 * The linear form of a node in the given variables; undefined where one of them stands in it non-linearly.
 * Linearity is judged in these variables only: `if` on an outside condition stays linear.
 */
export function linearForm(
  graph: ArithmeticGraph,
  node: Node,
  within: (variable: number) => boolean,
): LinearForm | undefined {
  const memo = new Map<Node, LinearForm | undefined>()
  const none: ReadonlyMap<number, Node> = new Map()

  const combine = (a: LinearForm, b: LinearForm, join: (x: Node, y: Node) => Node): LinearForm => {
    const terms = new Map<number, Node>()
    for (const variable of new Set([...a.terms.keys(), ...b.terms.keys()])) {
      const joined = join(a.terms.get(variable) ?? graph.zero, b.terms.get(variable) ?? graph.zero)
      if (joined !== graph.zero) terms.set(variable, joined)
    }
    return { terms, rest: join(a.rest, b.rest) }
  }
  const each = (a: LinearForm, change: (x: Node) => Node): LinearForm => ({
    terms: new Map([...a.terms].map(([variable, coefficient]) => [variable, change(coefficient)])),
    rest: change(a.rest),
  })

  const form = (n: Node): LinearForm | undefined => {
    if (memo.has(n)) return memo.get(n)
    const found = work(n)
    memo.set(n, found)
    return found
  }
  const work = (n: Node): LinearForm | undefined => {
    const operation = graph.operation[n] as Operation
    if (operation === Operation.constant) return { terms: none, rest: n }
    const [first, second, third] = [graph.first[n], graph.second[n], graph.third[n]] as [Node, Node, Node]
    if (operation === Operation.variable) {
      return within(first) ? { terms: new Map([[first, graph.one]]), rest: graph.zero } : { terms: none, rest: n }
    }
    const a = form(first)
    const b = second >= 0 ? form(second) : { terms: none, rest: graph.zero }
    const c = third >= 0 ? form(third) : { terms: none, rest: graph.zero }
    if (a === undefined || b === undefined || c === undefined) return undefined
    if (a.terms.size + b.terms.size + c.terms.size === 0) return { terms: none, rest: n }
    switch (operation) {
      case Operation.add:
        return combine(a, b, (x, y) => graph.add(x, y))
      case Operation.subtract:
        return combine(a, b, (x, y) => graph.subtract(x, y))
      case Operation.negate:
        return each(a, (x) => graph.negate(x))
      case Operation.multiply:
        if (a.terms.size > 0 && b.terms.size > 0) return undefined
        return a.terms.size > 0 ? each(a, (x) => graph.multiply(x, second)) : each(b, (x) => graph.multiply(first, x))
      case Operation.divide:
        return b.terms.size > 0 ? undefined : each(a, (x) => graph.divide(x, second))
      case Operation.share:
        return b.terms.size > 0 ? undefined : each(a, (x) => graph.binary(Operation.share, x, second))
      case Operation.choose:
        return a.terms.size > 0 ? undefined : combine(b, c, (x, y) => graph.ternary(Operation.choose, first, x, y))
      default:
        return undefined
    }
  }
  return form(node)
}

/** Solves left = right for one variable; undefined where it is not linear in it. */
export function solveFor(graph: ArithmeticGraph, left: Node, right: Node, variable: number): Node | undefined {
  const form = linearForm(graph, graph.subtract(left, right), (other) => other === variable)
  const coefficient = form?.terms.get(variable)
  if (form === undefined || coefficient === undefined) return undefined
  if (coefficient === graph.one) return graph.negate(form.rest)
  // -c·v + rest = 0 reads best as rest / c
  return graph.operation[coefficient] === Operation.negate
    ? graph.divide(form.rest, graph.first[coefficient] as Node)
    : graph.divide(graph.negate(form.rest), coefficient)
}
