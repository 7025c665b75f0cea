import type { Diagnostics } from '../document/diagnostic.ts'
import type { MethodDocument, Words } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type NumberRead, type Range, readNumber, readRange } from '../equation/number.ts'
import type { Origin, Sourced } from '../equation/system.ts'
import { checkName } from './names.ts'
import { readRelation } from './template.ts'

/** The value of an input at which two sides are equal. */
export interface GoalRead {
  readonly vary: string
  readonly left: Sourced
  readonly right: Sourced
  /** `left = right`, as written. */
  readonly until: string
  readonly range: Range
  /** A run takes the value found, where `--set` gives none. */
  readonly settled: boolean
  /** Only the lowest of several values is meant. */
  readonly first: boolean
  /** In which the values are shown, where stated. */
  readonly unit: string | undefined
  readonly words: Words
  readonly origin: Origin
}

/** A sum in named terms, which must add up to a total. */
export interface StatementRead {
  readonly words: Words
  readonly unit: string | undefined
  readonly terms: ReadonlyMap<string, NumberRead>
  readonly total: NumberRead
}

/** Reads the `goals:` of a costing method. */
export function readGoals(document: Checked<MethodDocument>, diagnostics: Diagnostics): Map<string, GoalRead> {
  const goals = new Map<string, GoalRead>()
  for (const [name, goal] of Object.entries(document.value.goals ?? {})) {
    const path = ['goals', name]
    checkName(name, () => document.at(path, 'key'), diagnostics)
    const sides = readRelation(document, [...path, 'until'], goal.until, diagnostics)
    const range = readRange(document, [...path, 'range'], goal.range, undefined, diagnostics)
    if (sides === undefined || range === undefined) continue
    goals.set(name, {
      vary: goal.vary,
      ...sides,
      until: goal.until,
      range,
      settled: goal.settled === true,
      first: goal.first === true,
      unit: goal.unit,
      words: { ...(goal.title && { title: goal.title }), ...(goal.about && { about: goal.about }) },
      origin: { document, path },
    })
  }
  return goals
}

/** Reads the `statements:` of a costing method. */
export function readStatements(
  document: Checked<MethodDocument>,
  diagnostics: Diagnostics,
): Map<string, StatementRead> {
  const statements = new Map<string, StatementRead>()
  for (const [name, statement] of Object.entries(document.value.statements ?? {})) {
    const path = ['statements', name]
    checkName(name, () => document.at(path, 'key'), diagnostics)
    const read = (at: string[], text: string): NumberRead | undefined => {
      const number = readNumber(document, at, text, {}, diagnostics, 'is')
      return number && { ...number, unit: statement.unit }
    }
    const terms = new Map<string, NumberRead>()
    for (const [term, text] of Object.entries(statement.terms)) {
      const number = read([...path, 'terms', term], text)
      if (number !== undefined) terms.set(term, number)
    }
    const total = read([...path, 'total'], statement.total)
    const words = {
      ...(statement.title && { title: statement.title }),
      ...(statement.about && { about: statement.about }),
    }
    if (total !== undefined) statements.set(name, { words, unit: statement.unit, terms, total })
  }
  return statements
}
