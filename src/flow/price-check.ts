import type { Diagnostics } from '../document/diagnostic.ts'
import type { PricesDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type NumberText, readNumber } from '../equation/number.ts'
import { readPriceBook, TEXT_FIELDS } from './price-book.ts'

/** Reads every number of a price document, also those that no route uses yet. */
export function checkPriceBook(document: Checked<PricesDocument>, diagnostics: Diagnostics): void {
  const book = readPriceBook([document], diagnostics)
  for (const entries of [book.materials, book.services, book.equipment]) {
    for (const entry of entries.values()) {
      for (const [name, field] of entry.fields) {
        if (!TEXT_FIELDS.has(name))
          readNumber(field.document, field.path, field.given as NumberText, field.inherited, diagnostics)
      }
    }
  }
}
