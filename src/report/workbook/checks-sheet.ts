import type { Variable } from '../../equation/system.ts'
import type { RouteBook } from './route-book.ts'
import { cellAt, type SheetPage } from './sheet.ts'
import { formatFor, HEAD, NOTE, TITLE } from './styles.ts'

export const CHECK_WIDTHS: readonly number[] = [52, 18, 14, 34, 16]
const CHECK_HEAD = 3

/** What fabroute holds every result against, as far as it is of single cells; `failing` is the formula of how many fail. */
export function checksSheet(book: RouteBook): { readonly page: SheetPage; readonly failing: string } {
  const page = book.page('Checks')
  page.put(0, 0, `Checks of ${book.result.flow}`, TITLE)
  page.put(
    1,
    0,
    'Where one fails, a changed input cannot be, and no figure of this workbook is to be used; fabroute refuses such a run',
    NOTE,
  )
  page.row(2, ['figure', 'value', 'unit', 'must be', 'holds'], HEAD)
  let row = CHECK_HEAD
  for (const check of book.model.checks) {
    if (check.kind !== 'whole') continue
    const sum = book.base[book.evaluation.program.slotOf(check.node)] as number
    const at = cellAt(row, 1)
    page.row(row, [
      check.name,
      { formula: book.plain(check.node), result: sum },
      '1',
      'parts that make up the whole',
      { formula: `IF(ISNUMBER(${at}),IF(ABS(${at}-1)<=${ROUNDING},"yes","no"),"no")`, result: 'yes' },
    ])
    row += 1
  }
  for (const { variable, words, test } of conditionsOf(book)) {
    const at = cellAt(row, 1)
    page.row(row, [
      variable.name,
      undefined,
      book.unitOf(variable).text,
      words,
      { formula: `IF(ISNUMBER(${at}),IF(${test(at)},"yes","no"),"no")`, result: 'yes' },
    ])
    page.put(
      row,
      1,
      { formula: book.nameOf(variable), result: book.held(variable) },
      { numFmt: formatFor(book.held(variable)) },
    )
    row += 1
  }
  const last = Math.max(row - 1, CHECK_HEAD)
  return { page, failing: `COUNTIF(${page.down(4, CHECK_HEAD, last)},"no")` }
}

interface Condition {
  readonly variable: Variable
  readonly words: string
  test(at: string): string
}

/** What an amount may come out below 0 by the rounding of float64. */
const NEGLIGIBLE = '-1E-12'
const ROUNDING = '1E-9'

function conditionsOf(book: RouteBook): Condition[] {
  const found: Condition[] = []
  for (const check of book.model.checks) {
    if (check.kind === 'whole') continue
    const { variable } = check
    if (!book.has(variable) || variable.choices !== undefined || book.held(variable) === null) continue
    const unit = book.unitOf(variable)
    const [low, high] =
      check.kind === 'range' ? [bound(book, check.low, variable), bound(book, check.high, variable)] : []
    if (check.kind === 'range') {
      if (low === undefined || high === undefined) continue
      const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-9
      found.push({ variable, words: check.text, test: (at) => `AND(${at}>=${low - slack},${at}<=${high + slack})` })
    } else if (check.kind === 'yield') {
      const one = unit.factor.toNumber()
      const words = 'above 0 and at most 100 %'
      found.push({ variable, words, test: (at) => `AND(${at}>0,${at}*${one}<=1+${ROUNDING})` })
    } else if (check.kind === 'positive') found.push({ variable, words: 'above 0', test: (at) => `${at}>0` })
    else found.push({ variable, words: 'not below 0', test: (at) => `${at}>=${NEGLIGIBLE}` })
  }
  return found
}

/** An end of a range in the variable's unit. */
function bound(book: RouteBook, node: number, variable: Variable): number | undefined {
  const value = book.base[book.evaluation.program.slotOf(node)]
  const { factor, offset } = book.unitOf(variable)
  return value === undefined || !Number.isFinite(value) ? undefined : (value - offset.toNumber()) / factor.toNumber()
}
