import type { Diagnostics } from '../document/diagnostic.ts'
import type { PricesDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type NumberText, readNumber } from '../equation/number.ts'
import { visit } from '../equation/syntax.ts'
import { spanIn } from '../equation/system.ts'
import { POINT } from '../quantity/dimension.ts'
import { formatQuantity } from '../quantity/format.ts'
import { readPriceBook, TEXT_FIELDS, variableOf } from './price-book.ts'
import { refusedName } from './refused-name.ts'

/** What a price may be computed from. */
const KNOWN: ReadonlySet<string> = new Set(['prices', 'materials', 'equipment', 'bought'])

/** Reads every number of a price document, also those that no route uses yet. */
export function checkPrices(document: Checked<PricesDocument>, diagnostics: Diagnostics): void {
  const book = readPriceBook([document], diagnostics)
  for (const entries of [book.materials, book.services, book.equipment]) {
    for (const entry of entries.values()) {
      for (const [name, { path, given, inherited }] of entry.fields) {
        if (TEXT_FIELDS.has(name)) continue
        const read = readNumber(document, path, given as NumberText, inherited, diagnostics)
        if (read === undefined) continue
        const { expression } = read.sourced
        if (
          expression.kind === 'literal' &&
          read.range === undefined &&
          expression.dimension !== POINT &&
          expression.value.lt(0)
        ) {
          const value = formatQuantity(expression.value, expression.unit)
          const facts = { name: variableOf(entry, name), value }
          diagnostics.error(name === 'price' ? 'PRICE_NEGATIVE' : 'VALUE_NEGATIVE', document.at(path), facts)
        }
        visit(read.sourced.expression, (part) => {
          if (part.kind !== 'name' || KNOWN.has(part.path[0] as string)) return
          diagnostics.error('NAME_UNKNOWN', spanIn(read.sourced, part), refusedName(part, read.sourced, KNOWN))
        })
      }
    }
  }
}
