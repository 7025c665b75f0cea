import type { Diagnostics } from '../document/diagnostic.ts'
import { Operation } from './graph.ts'
import { type Relation, type System, spanOf, type Variable } from './system.ts'

const NAMES_TOLD = 6

/** One diagnostic for each group of amounts that lacks a statement, under the name that comes first in the documents. */
export function reportUndetermined(
  system: System,
  matching: { groups: readonly (readonly number[])[] },
  diagnostics: Diagnostics,
): void {
  for (const group of matching.groups) {
    const variables = [...group].sort((a, b) => a - b).map((id) => system.variables[id] as Variable)
    const [first, ...others] = variables as [Variable, ...Variable[]]
    const span = first.origin === undefined ? undefined : spanOf(first.origin)
    const others_ = others.slice(0, NAMES_TOLD).map((variable) => variable.name)
    diagnostics.error('NOTHING_DETERMINES', span, {
      name: first.name,
      others: others_,
      more: Math.max(0, others.length - NAMES_TOLD),
    })
  }
}

/** One diagnostic for each statement that determines an amount a second time; the same two places are told once. */
export function reportOverdetermined(system: System, relations: readonly Relation[], diagnostics: Diagnostics): void {
  const told = new Set<string>()
  for (const relation of relations) {
    const variable = toldAmount(system, relation)
    const span = spanOf(relation.origin)
    const first = variable?.origin === undefined ? undefined : spanOf(variable.origin)
    const key = `${span.file}:${span.start}|${first?.file}:${first?.start}`
    if (told.has(key)) continue
    told.add(key)
    const related = first === undefined ? [] : [{ span: first, note: variable?.text ?? 'determined here' }]
    diagnostics.error(
      'DETERMINED_TWICE',
      span,
      { name: variable?.name ?? relation.text, relation: relation.text },
      related,
    )
  }
}

export function reportNotLinear(variable: Variable, relation: Relation, diagnostics: Diagnostics): void {
  diagnostics.error('RELATION_NOT_LINEAR', spanOf(relation.origin), { name: variable.name, relation: relation.text })
}

function toldAmount(system: System, relation: Relation): Variable | undefined {
  const { graph } = system
  if (graph.operation[relation.left] === Operation.variable)
    return system.variables[graph.first[relation.left] as number]
  const ids = new Set<number>()
  graph.variablesOf(relation.left, ids)
  graph.variablesOf(relation.right, ids)
  for (const id of ids) if (system.variables[id]?.kind === 'amount') return system.variables[id]
  return undefined
}
