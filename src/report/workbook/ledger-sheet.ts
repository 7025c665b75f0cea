import type { RouteBook } from './route-book.ts'
import { cellAt, type SheetPage } from './sheet.ts'
import { BOLD, HEAD, moneyFormat, NOTE, PERCENT, styled, TITLE } from './styles.ts'

export const LEDGER_WIDTHS: readonly number[] = [36, 18, 34, 18, 10, 60]
/** Rows above the first line. */
export const LEDGER_HEAD = 4

/** What other sheets read of the ledger. */
export interface LedgerCells {
  readonly page: SheetPage
  readonly total: string
  /** The sum of the amounts whose step, category or item is what other cells say. */
  sum(...keys: readonly (readonly [key: 'step' | 'category' | 'item', at: string])[]): string
}

const COLUMNS = { step: 0, category: 1, item: 2 } as const
const AMOUNT = 3

/** Every cost line, its amount read from its equation. */
export function ledgerSheet(book: RouteBook): LedgerCells {
  const { result, model } = book
  const page = book.page('Ledger')
  const { lines, total } = result.ledger
  const last = LEDGER_HEAD + Math.max(lines.length, 1) - 1
  const money = moneyFormat(result.currency)
  page.put(0, 0, `Cost lines of ${result.flow}, per ${result.basis}`, TITLE)
  page.put(1, 0, 'What a line is of, and its amount by the equation that is named beside it', NOTE)
  page.put(2, 2, 'total', BOLD)
  const amounts = `${cellAt(LEDGER_HEAD, AMOUNT)}:${cellAt(last, AMOUNT)}`
  page.put(2, AMOUNT, { formula: `SUM(${amounts})`, result: total.toNumber() }, styled(BOLD, money))
  page.row(3, ['step', 'category', 'item', `amount, ${result.currency}`, 'share', 'equation'], HEAD)
  for (const [i, { step, category, item, amount, name }] of lines.entries()) {
    const row = LEDGER_HEAD + i
    const { variable } = model.ledger[i] as (typeof model.ledger)[number]
    const at = cellAt(row, AMOUNT)
    const share = total.isZero() ? 0 : amount.dividedBy(total).toNumber()
    page.row(row, [step, category, item])
    page.put(row, AMOUNT, { formula: book.nameOf(variable), result: amount.toNumber() }, { numFmt: money })
    page.put(row, 4, { formula: `IF($D$3=0,0,${at}/$D$3)`, result: share }, { numFmt: PERCENT })
    page.put(row, 5, name)
  }
  const isPlain = plainKeys(lines)
  const down = (column: number): string => page.down(column, LEDGER_HEAD, last)
  return {
    page,
    total: page.at(2, AMOUNT),
    sum: (...keys) => {
      const [first] = keys
      if (!isPlain) {
        const equal = keys.map(([key, at]) => `EXACT(${down(COLUMNS[key])},${at})`).join('*')
        return `SUMPRODUCT(${equal}*${down(AMOUNT)})`
      }
      if (keys.length === 1 && first !== undefined)
        return `SUMIF(${down(COLUMNS[first[0]])},${first[1]},${down(AMOUNT)})`
      return `SUMIFS(${down(AMOUNT)},${keys.map(([key, at]) => `${down(COLUMNS[key])},${at}`).join(',')})`
    },
  }
}

const PLAIN_KEY = /^[A-Za-z]\w*(?:[.-]\w+)*$/

/** SUMIF compares without case and reads signs and stars: names that need more are compared exactly. */
function plainKeys(
  lines: readonly { readonly step: string; readonly category: string; readonly item: string }[],
): boolean {
  return (['step', 'category', 'item'] as const).every((key) => {
    const found = new Set(lines.map((line) => line[key]))
    const without = new Set([...found].map((one) => one.toLowerCase()))
    return without.size === found.size && [...found].every((one) => PLAIN_KEY.test(one))
  })
}
