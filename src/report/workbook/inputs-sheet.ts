import type { Variable } from '../../equation/system.ts'
import { fromBase, type Unit } from '../../quantity/unit.ts'
import type { RouteBook } from './route-book.ts'
import type { Content, SheetPage } from './sheet.ts'
import { BESIDE, EDITABLE, formatFor, HEAD, isMoney, NOTE, styled, TITLE, TOP, WRAPPED } from './styles.ts'

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
  'as stated',
  'when written',
  'stated in',
]
/** Widths in characters, as the heads. */
export const INPUT_WIDTHS: readonly number[] = [38, 15, 12, 34, 14, 14, 12, 22, 22, 36, 36, 22, 14, 15, 30]
/** Rows above the first input. */
export const INPUT_HEAD = 3

const VALUE = 1
const WRITTEN = 13
/** Columns of figures in the unit of the row. */
const FIGURES: readonly number[] = [VALUE, 4, 5, WRITTEN]
/** Columns of words after one of figures. */
const BESIDE_FIGURES: readonly number[] = [3, 6, 14]

/**
 * Every figure that the equations start from, each with where it comes from; `solved` is the formula of the one that is solved for.
 * `changed` is the formula of how many values are no longer those written.
 */
export function inputsSheet(
  book: RouteBook,
  solved: string | undefined,
): { readonly page: SheetPage; readonly changed: string } {
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
    const value = isSolved ? { formula: solved, result: held } : held
    const contents: Content[] = [
      name,
      value,
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
      stated(variable, held, unit),
      value,
      book.placeOf(variable),
    ]
    for (const [column, content] of contents.entries()) {
      const figure = typeof content === 'number' || column === VALUE ? figureFormat(content, unit) : undefined
      const style = FIGURES.includes(column) ? styled(TOP, figure) : BESIDE_FIGURES.includes(column) ? BESIDE : WRAPPED
      page.put(row, column, content, column === VALUE && !isSolved ? { ...style, ...EDITABLE } : style)
    }
    if (choices !== undefined) page.chooses(row, VALUE, choices)
    page.put(row, 2, choices === undefined ? unit.text : 'a word', BESIDE)
    book.name(book.nameOf(variable), page.at(row, VALUE))
  }
  const last = INPUT_HEAD + Math.max(book.inputs.length, 1) - 1
  const [now, then] = [VALUE, WRITTEN].map((column) => page.down(column, INPUT_HEAD, last))
  return { page, changed: `SUMPRODUCT(--(${now}<>${then}))` }
}

/** The unit has a column of its own: money is told by its thousands, and other figures stand as they would be typed. */
function figureFormat(content: Content, unit: Unit): string | undefined {
  if (!isMoney(unit)) return undefined
  return formatFor(typeof content === 'object' ? (content?.result ?? null) : (content ?? null))
}

/** The text of a document, where the value shown is another: of a currency, a year or a unit of its own. */
function stated({ text, choices, changed }: Variable, held: number | string | null, unit: Unit): string | undefined {
  if (text === undefined || choices !== undefined || changed !== undefined || typeof held !== 'number') return undefined
  const [, figure = '', own = ''] = /^([-+\d.eE]+)\s*(.*)$/.exec(text.trim()) ?? []
  const isShown = (own === '' ? '1' : own) === unit.text && Math.abs(Number(figure) - held) <= ROUNDING * Math.abs(held)
  return isShown ? undefined : text.trim()
}
const ROUNDING = 1e-9

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
