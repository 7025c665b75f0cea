import type { Variable } from '../../equation/system.ts'
import { fromBase } from '../../quantity/unit.ts'
import type { RouteBook } from './route-book.ts'
import type { SheetPage } from './sheet.ts'
import { EDITABLE, formatFor, HEAD, isMoney, NOTE, styled, TITLE, UNIT } from './styles.ts'

const HEADS = [
  'input',
  'value',
  'unit',
  'about',
  'low',
  'high',
  'distribution',
  'source',
  'at',
  'assumption',
  'note',
  'remark',
  'stated in',
]
/** Widths in characters, as the heads. */
export const INPUT_WIDTHS: readonly number[] = [46, 18, 14, 44, 12, 12, 12, 30, 24, 40, 30, 40, 36]
/** Rows above the first input. */
export const INPUT_HEAD = 3

/** Every figure that the equations start from, each with where it comes from; `solved` is the formula of the one that is solved for. */
export function inputsSheet(book: RouteBook, solved: string | undefined): SheetPage {
  const page = book.page('Inputs')
  page.put(0, 0, `Inputs of ${book.result.flow}`, TITLE)
  page.put(
    1,
    0,
    'A changed value in a yellow cell is followed by everything else in this workbook; values are in the unit beside them',
    NOTE,
  )
  page.row(2, HEADS, HEAD)
  for (const [i, variable] of book.inputs.entries()) {
    const row = INPUT_HEAD + i
    const { statement, spread, choices, name } = variable
    const unit = book.unitOf(variable)
    const held = book.held(variable)
    const isSolved = solved !== undefined && book.evaluation.settlement?.goal.input === variable
    page.row(row, [
      name,
      isSolved ? { formula: solved, result: held } : held,
      undefined,
      statement?.title === undefined ? statement?.about : [statement.title, statement.about].filter(Boolean).join(': '),
      spread && fromBase(spread.low, unit).toNumber(),
      spread && fromBase(spread.high, unit).toNumber(),
      spread?.distribution,
      book.bibliography.cite(statement?.source),
      statement?.at,
      statement?.assumption,
      statement?.note,
      remark(book, variable, isSolved),
      book.placeOf(variable),
    ])
    page.put(
      row,
      1,
      isSolved ? { formula: solved, result: held } : held,
      styled(isSolved ? undefined : EDITABLE, isMoney(unit) ? formatFor(held, unit.text) : undefined),
    )
    if (choices !== undefined) page.chooses(row, 1, choices)
    page.put(row, 2, choices === undefined ? unit.text : 'a word', UNIT)
    book.name(book.nameOf(variable), page.at(row, 1))
  }
  return page
}

function remark(book: RouteBook, variable: Variable, isSolved: boolean): string | undefined {
  const { changed, fixed, choices, name } = variable
  const said = [
    ...(book.nameOf(variable) === name ? [] : [`${book.nameOf(variable)} in formulas`]),
    ...(isSolved
      ? [
          `solved for, so that ${book.evaluation.settlement?.goal.read.until.trim()}; a number typed here is taken instead`,
        ]
      : []),
    ...(fixed ? ['decides how many equations there are: another value needs another workbook'] : []),
    ...(choices === undefined ? [] : [`one of: ${choices.join(', ')}`]),
    ...(changed === undefined ? [] : [`set: ${changed}`]),
  ]
  return said.length === 0 ? undefined : said.join('; ')
}
