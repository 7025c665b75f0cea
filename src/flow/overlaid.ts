import type { Diagnostics } from '../document/diagnostic.ts'
import { sameDimension } from '../equation/number.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import { isBareZero } from '../equation/read-expression.ts'
import type { Literal } from '../equation/syntax.ts'
import type { Origin } from '../equation/system.ts'
import { dimensionText } from '../quantity/dimension.ts'
import { type Field, type PriceBook, TEXT_FIELDS, variableOf } from './price-book.ts'

/** A quantity as written, and its place. */
export interface Written extends Origin {
  readonly literal: Literal
  readonly text: string
}

/** A figure laid over another is a quantity of its kind: an energy in place of a power would be read as something else. */
export function checkOverlaid(name: string, above: Written, beneath: Written, diagnostics: Diagnostics): void {
  if (isBareZero(beneath.literal) || sameDimension(above.literal, beneath.literal)) return
  const facts = {
    name,
    found: dimensionText(above.literal.dimension),
    wanted: dimensionText(beneath.literal.dimension),
    text: above.text.trim(),
  }
  const related = [{ span: beneath.document.at(beneath.path), note: 'laid over this' }]
  diagnostics.error('INPUT_DIMENSION', above.document.at(above.path), facts, related)
}

/** The same of every figure of the price documents, whether something reads it or not. */
export function checkOverlaidPrices(book: PriceBook, diagnostics: Diagnostics): void {
  for (const entries of [book.materials, book.services, book.equipment]) {
    for (const entry of entries.values()) {
      // what is counted otherwise is priced otherwise
      const isRecounted = entry.fields.get('measure')?.isOwn === true
      for (const [name, field] of entry.fields) {
        // most figures lie over nothing, and are not read here
        if (field.beneath === undefined || TEXT_FIELDS.has(name) || (name === 'price' && isRecounted)) continue
        const [above, beneath] = [written(field), nextWritten(field.beneath)]
        if (above === undefined || beneath === undefined) continue
        checkOverlaid(variableOf(entry, name), above, beneath, diagnostics)
      }
    }
  }
}

/** Of a figure and those it lies over, the first that is written out. */
function nextWritten(field: Field | undefined): Written | undefined {
  for (let at = field; at !== undefined; at = at.beneath) {
    const found = written(at)
    if (found !== undefined) return found
  }
  return undefined
}

function written({ given, document, path }: Field): Written | undefined {
  const key = typeof given !== 'object' ? undefined : 'is' in (given as object) ? 'is' : 'value'
  const text = String(key === undefined ? given : (given as Readonly<Record<string, unknown>>)[key])
  const parsed = parseExpression(text)
  if (isProblem(parsed) || parsed.kind !== 'literal') return undefined
  return { literal: parsed, text, document, path: key === undefined ? path : [...path, key] }
}
