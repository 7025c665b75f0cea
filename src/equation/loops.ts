import type { Diagnostics } from '../document/diagnostic.ts'
import { type Node, Operation } from './graph.ts'
import { linearForm } from './linear.ts'
import { type System, spanOf, type Variable } from './system.ts'

/** What elimination divided by: zero there means that nothing leaves the loop. Checked at every evaluation. */
export interface Pivot {
  readonly node: Node
  readonly variable: Variable
}

const NAMES_TOLD = 12
/** Beyond any number of terms. */
const LATE = 1e12

/**
 * Eliminates a loop that is linear in its own variables, so that no reading needs a solver: each variable gets a definition
 * free of the loop, or one that reads only variables eliminated after it. A loop that is not linear, or that lets nothing out
 * whatever its figures, is reported with the loop spelled out. Returns the group in an order of evaluation.
 */
export function eliminateLoop(
  system: System,
  group: readonly number[],
  pivots: Pivot[],
  diagnostics: Diagnostics,
): readonly number[] {
  const { graph } = system
  const members = new Set(group)
  const rows = new Map<number, Map<number, Node>>()
  const rests = new Map<number, Node>()
  const readers = new Map<number, Set<number>>(group.map((id) => [id, new Set()]))
  for (const id of group) {
    const variable = system.variables[id] as Variable
    const form = linearForm(graph, variable.definition as Node, (other) => members.has(other))
    if (form === undefined) {
      report('LOOP_NOT_LINEAR', system, group, variable, diagnostics)
      return group
    }
    rows.set(id, new Map(form.terms))
    rests.set(id, form.rest)
    for (const other of form.terms.keys()) readers.get(other)?.add(id)
  }

  // amounts of a component that nothing feeds are rightly 0; a figure that rests on itself alone is not known
  const figures = group.every((id) => system.variables[id]?.kind !== 'amount')
  if (figures && [...rests.values()].every((rest) => rest === graph.zero)) {
    const first = system.variables[group[0] as number] as Variable
    // its dimension could not be told either
    const isTold = group.some((id) => {
      const { origin } = system.variables[id] as Variable
      return origin !== undefined && diagnostics.isTold(spanOf(origin))
    })
    if (!isTold) report('LOOP_EMPTY', system, group, first, diagnostics)
    return group
  }
  const left = new Set(group)
  const eliminated: number[] = []
  while (left.size > 0) {
    const id = cheapest(system, left, rows, readers)
    const row = rows.get(id) as Map<number, Node>
    const own = row.get(id)
    const { implicit } = system.variables[id] as Variable
    if (own !== undefined || implicit) {
      // x = own * x + others, or 0 = own * x + others
      const pivot = implicit ? graph.negate(own ?? graph.zero) : graph.subtract(graph.one, own as Node)
      if (pivot === graph.zero || isZeroConstant(system, pivot)) {
        report('LOOP_CLOSED', system, group, system.variables[id] as Variable, diagnostics)
        return group
      }
      pivots.push({ node: pivot, variable: system.variables[id] as Variable })
      row.delete(id)
      readers.get(id)?.delete(id)
      for (const [other, coefficient] of row) row.set(other, graph.divide(coefficient, pivot))
      rests.set(id, graph.divide(rests.get(id) as Node, pivot))
    }
    left.delete(id)
    eliminated.push(id)
    for (const reader of readers.get(id) as Set<number>) {
      if (!left.has(reader)) continue
      substitute(graph, id, reader, rows, rests, readers)
    }
    for (const other of row.keys()) readers.get(other)?.delete(id)
  }

  const names = group.map((id) => (system.variables[id] as Variable).name).sort()
  for (const id of eliminated) {
    const variable = system.variables[id] as Variable
    const terms = [...(rows.get(id) as Map<number, Node>)].map(([other, c]) => graph.multiply(c, graph.variable(other)))
    variable.definition = graph.sum([...terms, rests.get(id) as Node])
    variable.implicit = false
    variable.loop = names
  }
  return eliminated.toReversed()
}

function substitute(
  graph: System['graph'],
  id: number,
  reader: number,
  rows: ReadonlyMap<number, Map<number, Node>>,
  rests: Map<number, Node>,
  readers: ReadonlyMap<number, Set<number>>,
): void {
  const row = rows.get(reader) as Map<number, Node>
  const factor = row.get(id) as Node
  row.delete(id)
  for (const [other, coefficient] of rows.get(id) as Map<number, Node>) {
    row.set(other, graph.add(row.get(other) ?? graph.zero, graph.multiply(factor, coefficient)))
    readers.get(other)?.add(reader)
  }
  rests.set(reader, graph.add(rests.get(reader) as Node, graph.multiply(factor, rests.get(id) as Node)))
}

/** The variable whose elimination adds the fewest terms (Markowitz 1957); the first by number among equals, implicit ones last. */
function cheapest(
  system: System,
  left: ReadonlySet<number>,
  rows: ReadonlyMap<number, Map<number, Node>>,
  readers: ReadonlyMap<number, Set<number>>,
): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const id of left) {
    const late = system.variables[id]?.implicit === true ? LATE : 0
    const price = (rows.get(id)?.size ?? 0) * (readers.get(id)?.size ?? 0) + late
    if (price < least || (price === least && id < best)) {
      best = id
      least = price
      if (price <= 1) break
    }
  }
  return best
}

function isZeroConstant(system: System, node: Node): boolean {
  const { graph } = system
  const constant = (n: Node): number | undefined =>
    graph.operation[n] === Operation.constant ? graph.constants[graph.first[n] as number]?.value.toNumber() : undefined
  if (graph.operation[node] === Operation.subtract) {
    const [a, b] = [constant(graph.first[node] as Node), constant(graph.second[node] as Node)]
    return a !== undefined && b !== undefined && a === b
  }
  return constant(node) === 0
}

function report(
  code: 'LOOP_NOT_LINEAR' | 'LOOP_CLOSED' | 'LOOP_EMPTY',
  system: System,
  group: readonly number[],
  at: Variable,
  diagnostics: Diagnostics,
): void {
  const loop = spellOut(system, group, at)
  diagnostics.error(code, at.origin === undefined ? undefined : spanOf(at.origin), {
    name: at.name,
    loop,
    text: at.text ?? '',
  })
}

/** A way round the loop from a variable back to itself: what it reads, and what that reads. */
export function spellOut(system: System, group: readonly number[], from: Variable): string[] {
  const members = new Set(group)
  const cameFrom = new Map<number, number>()
  const queue = [from.id]
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next] as number
    const reads = new Set<number>()
    const definition = system.variables[id]?.definition
    if (definition !== undefined) system.graph.variablesOf(definition, reads)
    for (const other of reads) {
      if (other === from.id) return pathTo(system, id, from.id, cameFrom)
      if (!members.has(other) || cameFrom.has(other)) continue
      cameFrom.set(other, id)
      queue.push(other)
    }
  }
  return group.slice(0, NAMES_TOLD).map((id) => (system.variables[id] as Variable).name)
}

function pathTo(system: System, last: number, first: number, cameFrom: ReadonlyMap<number, number>): string[] {
  const names: string[] = []
  for (let id: number | undefined = last; id !== undefined; id = id === first ? undefined : cameFrom.get(id)) {
    names.push((system.variables[id] as Variable).name)
  }
  names.reverse()
  names.push((system.variables[first] as Variable).name)
  return names.length > NAMES_TOLD ? [...names.slice(0, NAMES_TOLD - 2), '…', names[names.length - 1] as string] : names
}
