import type { LedgerLine } from '../flow/costs.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Evaluation } from './evaluation.ts'

/** Decimal places a line is rounded to, once, when it is posted: every sum of posted lines is then exact in any grouping. */
const POSTED_PLACES = 18

export interface Posted extends Omit<LedgerLine, 'variable'> {
  readonly amount: Decimal
  readonly name: string
}

/** The cost lines in the currency of the results, each rounded once. Their sums are exact: 40 digits hold any sum of lines below 1e15 a functional unit. */
export class Ledger {
  readonly lines: readonly Posted[]

  constructor(evaluation: Pick<Evaluation, 'model' | 'value'>) {
    const { rate } = evaluation.model.money
    const isForeign = !rate.eq(1)
    const inCurrency = (value: Decimal): Decimal => (isForeign ? value.dividedBy(rate) : value)
    this.lines = evaluation.model.ledger.map(({ step, category, item, variable }) => ({
      step,
      category,
      item,
      name: variable.name,
      amount: inCurrency(evaluation.value(variable)).toDecimalPlaces(POSTED_PLACES),
    }))
  }

  get total(): Decimal {
    return sum(this.lines)
  }

  /** Sums by step, category or item, in the order in which each first occurs. */
  by(key: 'step' | 'category' | 'item'): Map<string, Decimal> {
    const sums = new Map<string, Decimal>()
    for (const line of this.lines) sums.set(line[key], (sums.get(line[key]) ?? new Decimal(0)).plus(line.amount))
    return sums
  }
}

function sum(lines: readonly Posted[]): Decimal {
  return lines.reduce((total, line) => total.plus(line.amount), new Decimal(0))
}
