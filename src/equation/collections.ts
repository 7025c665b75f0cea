import type { Index, Scope } from './expand.ts'
import type { Call, Expression, Name } from './syntax.ts'
import { visit } from './syntax.ts'

/** The collections named in an expression, outside the aggregates in it. */
export function indicesOf(expression: Expression, scope: Scope): Index[] {
  const found: Index[] = []
  for (const name of namesIn(expression)) {
    const index = name.path.includes('each') ? scope.index(name) : undefined
    if (index !== undefined) found.push(index)
  }
  return found
}

/** The members of several collections of one kind, each once, in order. */
export function unite(indices: readonly Index[]): string[] {
  return [...new Set(indices.flatMap((index) => index.members))]
}

/** Names of an expression that stand outside its inner aggregates. */
export function namesIn(expression: Expression): Name[] {
  const names: Name[] = []
  const inner = new Set<Expression>()
  visit(expression, (part) => {
    if (part !== expression && part.kind === 'call' && isAggregate(part)) visit(part, (below) => inner.add(below))
    if (part.kind === 'name' && !inner.has(part)) names.push(part)
  })
  return names
}

/** sum, and min or max of a single argument, run over a collection. */
export function isAggregate(call: Call): boolean {
  return (
    call.function === 'sum' || (call.arguments.length === 1 && (call.function === 'min' || call.function === 'max'))
  )
}
