import { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan, optionText, type Span } from '../document/span.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import type { Literal } from '../equation/syntax.ts'
import type { Model } from '../flow/compile-flow.ts'
import { Decimal } from '../quantity/decimal.ts'
import type { Dimension } from '../quantity/dimension.ts'
import { EXIT, Failure, printDiagnostics } from './costing.ts'

/**
 * Reads `--target`, like `8 USD/m^2` in any currency that has a rate, as a value in base units; `unfit` tells of another dimension
 * than the one wanted.
 */
export function readTarget(
  text: string,
  wanted: Dimension,
  model: Model,
  unfit: (found: Literal, span: Span, diagnostics: Diagnostics) => void,
): Decimal {
  const parsed = parseExpression(text.trim())
  const diagnostics = new Diagnostics()
  const span = optionSpan('target', text)
  if (isProblem(parsed)) {
    diagnostics.error(parsed.code, { ...span, start: parsed.start, end: parsed.end }, parsed.facts as never)
  } else if (parsed.kind !== 'literal') diagnostics.error('NOT_A_QUANTITY', span, { text })
  else if (parsed.dimension !== wanted) unfit(parsed, span, diagnostics)
  else {
    const { currency } = parsed.unit
    const rate = currency === undefined ? new Decimal(1) : model.money.worth(currency.code, span, diagnostics)
    if (rate !== undefined) return parsed.value.times(rate)
  }
  printDiagnostics(diagnostics.list, optionText)
  throw new Failure(EXIT.input)
}
