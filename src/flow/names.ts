import type { Diagnostics } from '../document/diagnostic.ts'
import type { Span } from '../document/span.ts'
import { isUnitSymbol } from '../quantity/unit.ts'

/** Names that mean something in every step, so that no document may give them another meaning. */
export const RESERVED: ReadonlySet<string> = new Set([
  'load',
  'rate',
  'time_per_unit',
  'uses',
  'machine',
  'line',
  'lines',
  'plant',
  'method',
  'product',
  'prices',
  'materials',
  'equipment',
  'totals',
  'categories',
  'steps',
  'supply',
  'years',
  'year',
  'previous',
  'members',
  'each',
  'purchase',
  'bought',
  'surplus',
  'arrivals',
  'generated',
  'consumed',
  'extent',
  'size_ratio',
  'smallest_ratio',
  'largest_ratio',
  'area',
  'count',
  'mass',
  'solids',
  'fraction',
  'costs',
  'amount',
  'route',
  'utilization',
  'capacity',
])

/** A name that expressions use must be none of those, and no unit: `3 t` is three tonnes. */
export function checkName(name: string, span: () => Span, diagnostics: Diagnostics): void {
  if (RESERVED.has(name)) diagnostics.error('NAME_RESERVED', span(), { name })
  else if (isUnitSymbol(name)) diagnostics.error('NAME_IS_UNIT', span(), { name })
}
