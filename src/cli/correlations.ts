import { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { optionSpan, optionText } from '../document/span.ts'
import type { RankCorrelation } from '../study/sampling/copula.ts'
import { EXIT, Failure, printDiagnostics } from './costing.ts'

const FORM = /^\s*([A-Za-z]\w*(?:\.\w+)*)\s*,\s*([A-Za-z]\w*(?:\.\w+)*)\s*=\s*(\S+)\s*$/

/** Reads `--correlate "prices.Li2S,prices.P2S5=0.6"`: rank correlations of inputs that vary. */
export function readCorrelations(texts: readonly string[], varied: ReadonlySet<string>): RankCorrelation[] {
  const diagnostics = new Diagnostics()
  const found: RankCorrelation[] = []
  for (const text of texts) {
    const span = optionSpan('correlate', text)
    const [, first, second, given] = FORM.exec(text) ?? []
    const rank = Number(given)
    if (first === undefined || second === undefined || !Number.isFinite(rank)) {
      diagnostics.error('CORRELATION_SYNTAX', span, { text })
      continue
    }
    const cause = whyNot(first, second, rank, found)
    if (cause !== undefined)
      diagnostics.error('CORRELATION_REFUSED', span, { first, second, given: given as string, cause })
    else found.push({ first, second, rank })
    for (const name of new Set([first, second]))
      if (!varied.has(name)) diagnostics.error('CORRELATION_UNVARIED', span, { name, near: nearest(name, [...varied]) })
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.input)
  return found
}

function whyNot(first: string, second: string, rank: number, before: readonly RankCorrelation[]): string | undefined {
  if (first === second) return 'itself'
  const isSame = (one: RankCorrelation): boolean =>
    (one.first === first && one.second === second) || (one.first === second && one.second === first)
  if (before.some(isSame)) return 'twice'
  return Math.abs(rank) < 1 ? undefined : 'bounds'
}
