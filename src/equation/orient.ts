import type { Diagnostics } from '../document/diagnostic.ts'
import { type Node, Operation } from './graph.ts'
import { solveFor } from './linear.ts'
import { type Incidence, matchRest } from './matching.ts'
import { reportNotLinear, reportOverdetermined, reportUndetermined } from './orient-report.ts'
import type { Origin, Relation, System, Variable } from './system.ts'

/** One out-port that feeds several in-ports: amounts by what they measure (a component, `area`, `count`). */
export interface FanOut {
  readonly text: string
  readonly origin: Origin
  readonly out: ReadonlyMap<string, Variable>
  readonly branches: readonly ReadonlyMap<string, Variable>[]
  /** The relation `out = sum of branches` of each amount. */
  readonly balance: ReadonlyMap<string, Relation>
}

/**
 * Turns each relation toward the one amount that nothing else determines: single unknowns first, in linear time and
 * whatever the order in the file, then shared outlets in proportion to what their branches pull, then matching on what is left.
 * Reports amounts that nothing determines and relations that determine an amount a second time.
 */
export function orient(system: System, fanOuts: readonly FanOut[], diagnostics: Diagnostics): void {
  const relations = [...system.relations]
  const amounts = relations.map((relation) => amountsOf(system, relation))
  const uses = new Map<number, number[]>()
  const unknown = new Int32Array(relations.length)
  const spent = new Uint8Array(relations.length)
  const rowOf = new Map(relations.map((relation, row) => [relation, row]))
  const ready: number[] = []
  const isOpen = (id: number): boolean => system.variables[id]?.definition === undefined

  for (let row = 0; row < relations.length; row++) {
    for (const id of amounts[row] as number[]) {
      if (!isOpen(id)) continue
      unknown[row] = (unknown[row] as number) + 1
      const rows = uses.get(id)
      if (rows === undefined) uses.set(id, [row])
      else rows.push(row)
    }
    if (unknown[row] === 1) ready.push(row)
  }

  const determined = (id: number): void => {
    for (const row of uses.get(id) ?? []) {
      unknown[row] = (unknown[row] as number) - 1
      if (unknown[row] === 1 && spent[row] === 0) ready.push(row)
    }
  }
  const assign = (row: number, id: number): void => {
    spent[row] = 1
    define(system, relations[row] as Relation, id, diagnostics)
    determined(id)
  }
  const peel = (): void => {
    for (let next = 0; next < ready.length; next++) {
      const row = ready[next] as number
      if (spent[row] === 1 || unknown[row] !== 1) continue
      const id = (amounts[row] as number[]).find(isOpen)
      if (id !== undefined) assign(row, id)
    }
    ready.length = 0
  }

  peel()
  // what one outlet shares out may let another be shared
  for (let progress = fanOuts.length > 0; progress; ) {
    progress = false
    for (const fanOut of fanOuts) {
      for (const [key, ids] of shareOut(system, fanOut)) {
        progress = true
        const row = rowOf.get(fanOut.balance.get(key) as Relation)
        if (row !== undefined) spent[row] = 1
        for (const id of ids) determined(id)
      }
    }
    peel()
  }

  // in the order of their names, so that the order in a file decides nothing
  const name = (id: number): string => system.variables[id]?.name ?? ''
  const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  const open = [...uses.keys()].filter(isOpen).sort((a, b) => byName(name(a), name(b)))
  const columnsOf = (row: number): number[] => (amounts[row] as number[]).filter(isOpen)
  const rows = relations
    .map((_, row) => ({ row, key: spent[row] === 1 ? '' : columnsOf(row).map(name).join() }))
    .filter(({ row }) => spent[row] === 0)
    .sort((a, b) => byName(a.key, b.key))
    .map(({ row }) => row)
  if (open.length === 0 && rows.length === 0) return
  const incidence: Incidence = {
    rows,
    columns: open,
    columnsOf,
    preferred: (row) => loneAmounts(system, relations[row] as Relation),
    mayTear: (row, id) => {
      const of = system.variables[(amounts[row] as number[])[0] as number]?.dimension
      return of !== undefined && of === system.variables[id]?.dimension
    },
  }
  const matching = matchRest(incidence)
  for (const [row, id] of matching.pairs) define(system, relations[row] as Relation, id, diagnostics)
  for (const [row, id] of matching.torn) imply(system, relations[row] as Relation, id)
  reportUndetermined(system, matching, diagnostics)
  reportOverdetermined(
    system,
    matching.unmatchedRows.map((row) => relations[row] as Relation),
    diagnostics,
  )
}

/** Amounts with no relation at all are found here as well: they are in no row. */
export function reportForgotten(system: System, diagnostics: Diagnostics): void {
  const inRelation = new Set<number>()
  for (const relation of system.relations) {
    system.graph.variablesOf(relation.left, inRelation)
    system.graph.variablesOf(relation.right, inRelation)
  }
  for (const variable of system.variables) {
    if (variable.kind !== 'amount' || variable.definition !== undefined || inRelation.has(variable.id)) continue
    reportUndetermined(system, { groups: [[variable.id]] }, diagnostics)
  }
}

function amountsOf(system: System, relation: Relation): number[] {
  const found = new Set<number>()
  system.graph.variablesOf(relation.left, found)
  system.graph.variablesOf(relation.right, found)
  return [...found].filter((id) => system.variables[id]?.kind === 'amount')
}

/**
 * The amounts that stand alone on a side of a relation, the left one first, as most authors write what is determined.
 * To determine these divides by nothing, while turning `side = inlet * (1 - fraction)` round fails at a fraction of 1.
 */
function loneAmounts(system: System, relation: Relation): number[] {
  const { graph } = system
  return [relation.left, relation.right]
    .filter((side) => graph.operation[side] === Operation.variable)
    .map((side) => graph.first[side] as number)
}

function define(system: System, relation: Relation, id: number, diagnostics: Diagnostics): void {
  const variable = system.variables[id] as Variable
  const solved = solveFor(system.graph, relation.left, relation.right, id)
  if (solved === undefined) {
    reportNotLinear(variable, relation, diagnostics)
    variable.definition = system.graph.zero
    return
  }
  variable.definition = solved
  variable.text = relation.text
  variable.origin = relation.origin
  if (relation.about !== undefined) variable.statement = { about: relation.about }
}

/** States an amount by a relation that holds once the loop through it is eliminated: what is left over must be nothing. */
function imply(system: System, relation: Relation, id: number): void {
  const variable = system.variables[id] as Variable
  variable.definition = system.graph.subtract(relation.left, relation.right)
  variable.implicit = true
  variable.text = relation.text
  variable.origin = relation.origin
}

/**
 * A pushed amount divides among branches in proportion to what each pulls: one stream has one composition.
 * The pull is the area where the branches are webs, else the mass of the components that each branch determines.
 */
function shareOut(system: System, fanOut: FanOut): Map<string, number[]> {
  const done = new Map<string, number[]>()
  const isDetermined = (key: string): boolean =>
    fanOut.branches.every((branch) => branch.get(key) === undefined || branch.get(key)?.definition !== undefined)
  const { graph } = system
  const keys = [...fanOut.out.keys()]
  const wanting = keys.filter((key) => fanOut.out.get(key)?.definition !== undefined && !isDetermined(key))
  if (wanting.length === 0) return done
  const pulled = keys.filter(isDetermined)
  const measures = ['area', 'count'].filter((key) => pulled.includes(key)).slice(0, 1)
  const kilograms = pulled.filter((key) => key !== 'area' && key !== 'count')
  const pull = measures.length > 0 ? measures : kilograms
  if (pull.length === 0) return done
  const pulls = fanOut.branches.map((branch) => graph.sum(pull.map((key) => nodeOf(system, branch.get(key)))))
  const total = graph.sum(pulls)
  for (const key of wanting) {
    const ids: number[] = []
    const whole = nodeOf(system, fanOut.out.get(key))
    fanOut.branches.forEach((branch, i) => {
      const variable = branch.get(key)
      if (variable === undefined || variable.definition !== undefined) return
      variable.definition = graph.multiply(whole, graph.binary(Operation.share, pulls[i] as Node, total))
      variable.text = `${fanOut.text}, in proportion to what each branch takes`
      variable.origin = fanOut.origin
      ids.push(variable.id)
    })
    done.set(key, ids)
  }
  return done
}

function nodeOf(system: System, variable: Variable | undefined): Node {
  return variable === undefined ? system.graph.zero : system.node(variable)
}
