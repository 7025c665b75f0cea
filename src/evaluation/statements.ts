import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { displayUnit, fromBase } from '../quantity/unit.ts'
import type { Evaluation } from './evaluation.ts'
import { inCurrency, shown } from './shown.ts'

/** How far apart the sum of the terms and the total may be, as a part of the largest. */
const FOOTS = new Decimal('1e-25')

/** A sum in named terms, as a run prints it; figures are in the unit. */
export interface StatementResult {
  readonly name: string
  readonly title: string
  readonly about: string | undefined
  readonly unit: string
  readonly terms: readonly { readonly name: string; readonly variable: string; readonly value: Decimal }[]
  readonly total: Decimal
}

/** Every total that is printed with its parts must be their sum. */
export function checkStatements(evaluation: Evaluation, diagnostics: Diagnostics): void {
  for (const { name, terms, total } of evaluation.model.statements) {
    const values = terms.map(({ variable }) => evaluation.value(variable))
    const sum = values.reduce((all, value) => all.plus(value), new Decimal(0))
    const stated = evaluation.value(total)
    const largest = Decimal.max(...values.map((value) => value.abs()), stated.abs())
    if (sum.minus(stated).abs().lte(largest.times(FOOTS))) continue
    const facts = {
      name,
      sum: shown(total, sum),
      total: shown(total, stated),
      by: shown(total, sum.minus(stated).abs()),
    }
    diagnostics.error('STATEMENT_DOES_NOT_FOOT', total.origin && spanOf(total.origin), facts)
  }
}

/** The statements of the method, evaluated. */
export function statementsOf(evaluation: Evaluation): StatementResult[] {
  const { money } = evaluation.model
  return evaluation.model.statements.map(({ name, title, about, terms, total }) => {
    const unit = inCurrency(total.unit ?? displayUnit(total.dimension ?? 0), money)
    const value = (of: Decimal): Decimal => fromBase(of, unit)
    return {
      name,
      title,
      about,
      unit: unit.text,
      terms: terms.map((term) => ({
        name: term.name,
        variable: term.variable.name,
        value: value(evaluation.value(term.variable)),
      })),
      total: value(evaluation.value(total)),
    }
  })
}
