import { nearest } from '../document/nearest.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { ANY, dimensionText } from '../quantity/dimension.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import type { GoalRead } from './method-goals.ts'

/** The value of an input at which a figure comes to 0: a reading of the equations, found by search. */
export interface Goal {
  readonly name: string
  readonly read: GoalRead
  readonly input: Variable
  /** By how much the two sides differ. */
  readonly gap: Variable
  readonly low: Decimal
  readonly high: Decimal
  /** Runs take the value found. */
  readonly isSettled: boolean
  /** In which its values are shown. */
  readonly unit: Unit
}

/** A sum in named terms with the total that it must come to. */
export interface Statement {
  readonly name: string
  readonly title: string
  readonly about: string | undefined
  readonly terms: readonly { readonly name: string; readonly variable: Variable }[]
  readonly total: Variable
}

/** Defines what the goals of the route's method come down to: an input, and a figure that is to be 0. */
export function emitGoals(scope: FlowScope): Goal[] {
  const { bench, method } = scope
  const { system, diagnostics } = bench
  const goals: Goal[] = []
  for (const [name, read] of method.goals) {
    const gap = bench.declare(`goals.${name}`, read.left.origin, {
      about: `By how much ${read.until.trim()} is missed`,
    })
    const [left, right] = [bench.expand(read.left, scope), bench.expand(read.right, scope)]
    bench.define(gap, left < 0 || right < 0 ? -1 : system.graph.subtract(left, right), read.until)
    const input = inputOf(scope, read)
    if (input === undefined) continue
    const { range } = read
    if (input.dimension !== undefined && input.dimension !== ANY && range.dimension !== input.dimension) {
      const facts = { name: 'range', found: dimensionText(range.dimension), wanted: dimensionText(input.dimension) }
      diagnostics.error('SPREAD_DIMENSION', read.origin.document.at([...read.origin.path, 'range']), facts)
      continue
    }
    const unit = unitOf(scope, read, input)
    if (unit === undefined) continue
    const isSettled = read.settled && input.changed === undefined && input.value !== undefined
    goals.push({ name, read, input, gap, low: range.low, high: range.high, isSettled, unit })
  }
  const settled = goals.filter((goal) => goal.isSettled)
  if (settled.length > 1) {
    const [first, second] = settled as [Goal, Goal]
    diagnostics.error('GOALS_SETTLED', spanOf(second.read.origin), { first: first.name, second: second.name })
  }
  return goals
}

/** The unit that a goal states, which must be of its input's dimension; else that of the input. */
function unitOf({ bench }: FlowScope, { unit, origin }: GoalRead, input: Variable): Unit | undefined {
  if (unit === undefined) return input.unit ?? displayUnit(input.dimension ?? 0)
  const path = [...origin.path, 'unit']
  const read = bench.unit(unit, { ...origin, path })
  if (read === undefined) return undefined
  if (input.dimension === undefined || input.dimension === ANY || read.dimension === input.dimension) return read
  const facts = { name: 'unit', found: dimensionText(read.dimension), wanted: dimensionText(input.dimension) }
  bench.diagnostics.error('SPREAD_DIMENSION', origin.document.at(path), facts)
  return undefined
}

function inputOf(scope: FlowScope, read: GoalRead): Variable | undefined {
  const { bench, plant } = scope
  const { system, diagnostics } = bench
  const [head, figure] = read.vary.split('.')
  const variable = head === 'plant' && figure !== undefined ? plant.variable(scope, figure) : system.find(read.vary)
  if (variable?.kind === 'input' && variable.choices === undefined) return variable
  const span = read.origin.document.at([...read.origin.path, 'vary'])
  const inputs = system.variables.filter(({ kind }) => kind === 'input').map((known) => known.name)
  if (variable === undefined)
    diagnostics.error('NAME_UNKNOWN', span, { name: read.vary, near: nearest(read.vary, inputs) })
  else diagnostics.error('GOAL_NOT_INPUT', span, { name: read.vary })
  return undefined
}

/** Defines the statements of the route's method. */
export function emitStatements(scope: FlowScope): Statement[] {
  const { bench, method } = scope
  return [...method.statements].map(([name, { words, terms, total }]) => {
    const define = (term: string, read: typeof total): Variable => {
      const variable = bench.equation(`statements.${name}.${term}`, read, '', undefined)
      bench.defineBy(variable, read.sourced, scope)
      return variable
    }
    const found = [...terms].map(([term, read]) => ({ name: term, variable: define(term, read) }))
    const sum = define('total', total)
    return { name, title: words.title ?? name, about: words.about, terms: found, total: sum }
  })
}
