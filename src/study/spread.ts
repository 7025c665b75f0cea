import type { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan } from '../document/span.ts'
import type { Distribution } from '../equation/system.ts'
import { isUnitSymbol } from '../quantity/unit.ts'
import { readVary, type Vary } from './vary.ts'

/** An input that a study varies, with the spread that the command line gives it in the place of its document's. */
export interface VariedSpread extends Vary {
  /** Uniform where a range is given without a word. */
  readonly kind: Distribution
}

export const DISTRIBUTIONS: readonly Distribution[] = ['uniform', 'triangular', 'pert', 'normal', 'lognormal']
const WORD = new RegExp(`^(.*?)[\\s,]+(${DISTRIBUTIONS.join('|')})\\s*$`, 's')

/** Reads `P`, `P=50..300 USD/kg`, `P=-20%..+20%` or `P=50..300 USD/kg lognormal`. */
export function readSpread(text: string, diagnostics: Diagnostics): VariedSpread | undefined {
  const [, before, word] = WORD.exec(text) ?? []
  // a word behind the unit that is no distribution
  const [, strange] = /\.\..*\s([A-Za-z][A-Za-z-]+)\s*$/s.exec(text) ?? []
  if (word === undefined && strange !== undefined && !isUnitSymbol(strange)) {
    diagnostics.error('SPREAD_FORM', optionSpan('vary', text), { text, distributions: DISTRIBUTIONS })
    return undefined
  }
  const vary = readVary(before ?? text, diagnostics)
  if (vary === undefined) return undefined
  const isRange = vary.axis === undefined || (/\.\./.test(vary.text) && !/:\s*\d+\s*(?:log)?\s*$/.test(vary.text))
  if (!isRange || (vary.axis === undefined && word !== undefined)) {
    diagnostics.error('SPREAD_FORM', optionSpan('vary', text), { text, distributions: DISTRIBUTIONS })
    return undefined
  }
  return { ...vary, text, kind: (word as Distribution | undefined) ?? 'uniform' }
}
