import type { Variable } from '../equation/system.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit } from '../quantity/unit.ts'

/** The value as its author would write it. */
export function shown(variable: Variable, value: Decimal, significant = 6): string {
  if (!value.isFinite()) return 'not a number'
  return formatQuantity(value, variable.unit ?? displayUnit(variable.dimension ?? 0), significant)
}
