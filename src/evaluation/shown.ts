import { CURRENCY } from '../equation/exchange.ts'
import type { Variable } from '../equation/system.ts'
import type { Money } from '../flow/money.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { exponentsOf } from '../quantity/dimension.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'

/** The value as its author would write it; money in the currency of the results, where that is given. */
export function shown(variable: Variable, value: Decimal, significant = 6, money?: Money): string {
  if (!value.isFinite()) return 'not a number'
  if (variable.choices !== undefined) return variable.choices[value.toNumber() - 1] ?? value.toString()
  const unit = variable.unit ?? displayUnit(variable.dimension ?? 0)
  return formatQuantity(value, money === undefined ? unit : inCurrency(unit, money), significant)
}

/** The unit with the currency of the results in the place of the one that is computed in. */
export function inCurrency(unit: Unit, { currency, rate }: Money): Unit {
  const exponent = exponentsOf(unit.dimension).at(-1) ?? 0
  if (exponent === 0 || currency === CURRENCY) return unit
  return { ...unit, factor: unit.factor.times(rate.pow(exponent)), text: unit.text.replaceAll(CURRENCY, currency) }
}
