import type { Result } from '../../evaluation/result.ts'
import { moneyOf, setting } from '../figures.ts'
import { SheetPage } from './sheet.ts'
import { BOLD, HEAD, NOTE, RIGHT, styled, TITLE, WRAPPED } from './styles.ts'
import type { SummaryCells } from './summary-sheet.ts'

const WORDS = { ...NOTE, ...WRAPPED }

export const comparisonWidths = (routes: number): number[] => [46, ...Array(routes).fill(24)]

/** Routes side by side, each figure read from its route's summary. */
export function comparisonSheet(
  name: string,
  routes: readonly { readonly result: Result; readonly summary: SummaryCells }[],
): SheetPage {
  const page = new SheetPage(name)
  page.put(0, 0, 'Routes side by side', TITLE)
  page.row(2, ['', ...routes.map(({ result }) => result.flow)], HEAD)
  for (const [i, { result }] of routes.entries()) {
    page.put(3, i + 1, `per ${result.basis}, ${moneyOf(result)}`, WORDS)
    page.put(4, i + 1, setting(result).join('; '), WORDS)
  }
  page.tall(3, 32)
  page.tall(4, 64)
  let row = 5
  let group = ''
  const keys = [...new Set(routes.flatMap(({ summary }) => [...summary.figures.keys()]))]
  for (const key of grouped(keys)) {
    const [title = '', label = ''] = key.split('|')
    if (title !== group) {
      row += 1
      page.row(row, [title, ...routes.map(() => '')], HEAD)
      row += 1
      group = title
    }
    page.put(row, 0, label)
    for (const [i, { summary }] of routes.entries()) {
      const figure = summary.figures.get(key)
      if (figure === undefined) continue
      const style = title === 'Cost' ? BOLD : undefined
      page.put(
        row,
        i + 1,
        { formula: figure.at, result: figure.result },
        styled(typeof figure.result === 'string' ? RIGHT : style, figure.format),
      )
    }
    row += 1
  }
  return page
}

/** What belongs to one group stands together, though only one route has it. */
function grouped(keys: readonly string[]): string[] {
  const titles = [...new Set(keys.map((key) => key.split('|')[0]))]
  return titles.flatMap((title) => keys.filter((key) => key.split('|')[0] === title))
}
