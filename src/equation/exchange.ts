import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { type Expression, type Literal, visit } from './syntax.ts'

/** The currency that everything is computed in. */
export const CURRENCY = 'USD'

/** What money of other currencies in a document is worth. */
export interface Exchange {
  /** USD for one unit of a currency, for the figure at a path; reports what it does not know and answers undefined. */
  rate(currency: string, document: PositionedDocument, path: Path, diagnostics: Diagnostics): Decimal | undefined
}

/** Settings of the command line are read before any rate: they are converted when the rates are known. */
export const LATER = 'later'

const exchanges = new WeakMap<PositionedDocument, Exchange | typeof LATER>()

/** Says where a document's money is converted. */
export function useExchange(document: PositionedDocument, exchange: Exchange | typeof LATER): void {
  exchanges.set(document, exchange)
}

export function exchangeOf(document: PositionedDocument): Exchange | typeof LATER | undefined {
  return exchanges.get(document)
}

/** The currencies of an expression that are not USD. */
export function currenciesOf(expression: Expression): Set<string> {
  const found = new Set<string>()
  visit(expression, (part) => {
    if (part.kind === 'literal' && part.unit.currency !== undefined) found.add(part.unit.currency.code)
  })
  return found
}

/** An expression with its money in USD, by the rates of its currencies. */
export function inUsd(expression: Expression, rates: ReadonlyMap<string, Decimal>): Expression {
  switch (expression.kind) {
    case 'literal':
      return literalInUsd(expression, rates)
    case 'name':
      return expression
    case 'negation':
      return { ...expression, of: inUsd(expression.of, rates) }
    case 'binary':
      return { ...expression, left: inUsd(expression.left, rates), right: inUsd(expression.right, rates) }
    case 'call':
      return { ...expression, arguments: expression.arguments.map((argument) => inUsd(argument, rates)) }
  }
}

function literalInUsd(literal: Literal, rates: ReadonlyMap<string, Decimal>): Literal {
  const { currency, text } = literal.unit
  const rate = currency === undefined ? undefined : rates.get(currency.code)
  if (currency === undefined || rate === undefined) return literal
  const unit = readUnit(text.replaceAll(currency.code, CURRENCY)) as Unit
  return { ...literal, value: literal.value.times(rate.pow(currency.exponent)), unit }
}
