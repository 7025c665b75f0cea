import type { Result } from '../../evaluation/result.ts'
import { moneyOf, setting, unlike } from '../figures.ts'
import { type Content, SheetPage } from './sheet.ts'
import { BOLD, HEAD, NOTE, RIGHT, signedFormat, styled, TITLE, WRAPPED } from './styles.ts'
import type { SummaryCells, SummaryFigure } from './summary-sheet.ts'

const WORDS = { ...NOTE, ...WRAPPED }

export const comparisonWidths = (routes: number): number[] => [46, ...Array(2 * routes - 1).fill(24)]
/** Rows above what is compared. */
export const COMPARISON_HEAD = 4

export interface Compared {
  readonly result: Result
  readonly summary: SummaryCells
}

/** Routes side by side, each figure read from its route's summary, and what each later route has more than the first. */
export function comparisonSheet(name: string, routes: readonly Compared[]): SheetPage {
  const page = new SheetPage(name)
  const [first, ...later] = routes
  const differences = later.map(({ result }) => `${result.flow} less ${first?.result.flow}`)
  page.put(0, 0, 'Routes side by side', TITLE)
  page.put(1, 0, caveat(routes), NOTE)
  page.row(COMPARISON_HEAD - 1, ['', ...routes.map(({ result }) => result.flow), ...differences], HEAD)
  let row = COMPARISON_HEAD
  for (const [i, { result }] of routes.entries()) {
    page.put(row, i + 1, `per ${result.basis}, ${moneyOf(result)}`, WORDS)
    page.put(row + 1, i + 1, setting(result).join('; '), WORDS)
  }
  page.tall(row, 32)
  page.tall(row + 1, 64)
  row += 2
  let group = ''
  const keys = [...new Set(routes.flatMap(({ summary }) => [...summary.figures.keys()]))]
  for (const key of grouped(keys)) {
    const [title = '', label = ''] = key.split('|')
    if (title !== group) {
      row += 1
      page.row(row, [title, ...[...routes, ...later].map(() => '')], HEAD)
      row += 1
      group = title
    }
    page.put(row, 0, label)
    const style = title === 'Cost' ? BOLD : undefined
    for (const [i, { summary }] of routes.entries()) {
      const figure = summary.figures.get(key)
      if (figure === undefined) continue
      const words = typeof figure.result === 'string' ? RIGHT : style
      page.put(row, i + 1, { formula: figure.at, result: figure.result }, styled(words, figure.format))
    }
    for (const [i, { summary }] of later.entries()) {
      const cells = [page.at(row, i + 2), page.at(row, 1)] as const
      const [after, before] = [summary, first?.summary].map((one) => one?.figures.get(key))
      const { content, format } = difference(after, before, cells, title.startsWith(PARTS))
      page.put(row, routes.length + 1 + i, content, styled(style, format))
    }
    row += 1
  }
  return page
}

/** What keeps routes from being compared for their way of making alone. */
function caveat(routes: readonly Compared[]): string {
  const results = routes.map(({ result }) => result)
  const [first] = results
  const isOne = results.every(({ basis, currency, year }) =>
    [basis === first?.basis, currency === first?.currency, year === first?.year].every(Boolean),
  )
  const told = [...unlike(results), ...(isOne ? [] : ['not of one functional unit, currency and year'])]
  return told.length === 0
    ? 'A difference below 0 is what a later route has less than the first'
    : `Caution: ${told.join('; ')}`
}

/** Groups whose figures add up to the cost: what a route does not have is nothing there. */
const PARTS = 'Cost by'

/** Of two figures in one unit; words have none. */
function difference(
  later: SummaryFigure | undefined,
  first: SummaryFigure | undefined,
  [after, before]: readonly [string, string],
  isPart: boolean,
): { readonly content?: Content; readonly format?: string | undefined } {
  const [found, base] = [later, first].map((one) => one?.result ?? (isPart ? 0 : undefined))
  const sample = Math.abs(Number(found)) > Math.abs(Number(base)) ? later : first
  if (typeof found !== 'number' || typeof base !== 'number' || (later ?? first)?.unit !== (first ?? later)?.unit)
    return {}
  return {
    content: { formula: `${after}-${before}`, result: found - base },
    format: signedFormat((sample ?? later)?.format),
  }
}

/** What belongs to one group stands together, though only one route has it. */
function grouped(keys: readonly string[]): string[] {
  const titles = [...new Set(keys.map((key) => key.split('|')[0]))]
  return titles.flatMap((title) => keys.filter((key) => key.split('|')[0] === title))
}
