import type { Diagnostics } from '../document/diagnostic.ts'
import type { FinishDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type NumberText, readNumber } from '../equation/number.ts'

/** Reads the numbers of a finish that stands by itself: what its names mean is known only in a route. */
export function readFinish(document: Checked<FinishDocument>, diagnostics: Diagnostics): void {
  const { value } = document
  const each = (path: readonly string[], numbers: object | undefined, key: 'value' | 'is' = 'value'): void => {
    for (const [name, given] of Object.entries(numbers ?? {}))
      readNumber(document, [...path, name], given as NumberText, {}, diagnostics, key)
  }
  each(['product', 'set'], value.product?.set)
  each(['parameters'], value.parameters)
  each(['equations'], value.equations, 'is')
  for (const [step, { set }] of Object.entries(value.steps ?? {})) each(['steps', step, 'set'], set)
}
