import type { Equation, Part } from '../../evaluation/spreadsheet/formulas.ts'
import type { RouteBook } from './route-book.ts'
import type { SheetPage } from './sheet.ts'
import { formatFor, HEAD, moneyUnit, NOTE, TITLE, UNIT } from './styles.ts'

const HEADS = [
  'name',
  'value',
  'unit',
  'as its author wrote it',
  'about',
  'source',
  'assumption',
  'stated in',
  'remark',
]
/** Widths in characters, as the heads. */
export const EQUATION_WIDTHS: readonly number[] = [50, 18, 14, 70, 50, 30, 40, 40, 40]
/** Rows above the first equation. */
export const EQUATION_HEAD = 3

/** Every equation as a formula over the names of others, beside its text in the documents. */
export function equationsSheet(book: RouteBook): SheetPage {
  const page = book.page('Equations')
  page.put(0, 0, `Equations of ${book.result.flow}`, TITLE)
  page.put(
    1,
    0,
    'Each value is a formula of named cells: the names are those of the first column, here and on the sheet of inputs',
    NOTE,
  )
  page.row(2, HEADS, HEAD)
  const stands = new Map(book.equations.map((equation) => [equation.variable.id, equation]))
  let row = EQUATION_HEAD
  const told = new Set<Part>()
  const putPart = (part: Part): void => {
    const name = book.partName(part)
    page.put(row, 0, `   ${name}`, NOTE)
    page.put(
      row,
      1,
      { formula: book.formula(part.text), result: book.partHeld(part) },
      { ...NOTE, numFmt: formatFor(book.partHeld(part)) },
    )
    const idle = book.partHeld(part) === null ? '; without a value here, and not read' : ''
    page.put(row, 4, `part of ${part.of.name}, by itself because it is long or read more than once${idle}`, NOTE)
    book.name(name, page.at(row, 1))
    told.add(part)
    row += 1
  }
  for (const { id } of book.model.compiled.system.variables) {
    const equation = stands.get(id)
    if (equation === undefined) continue
    putEquation(page, row, equation, book)
    row += 1
    for (const part of equation.parts) putPart(part)
  }
  for (const part of book.parts) if (!told.has(part)) putPart(part)
  return page
}

function putEquation(page: SheetPage, row: number, { variable, text }: Equation, book: RouteBook): void {
  const unit = book.unitOf(variable)
  const { statement, choices, name, loop, changed, expressionBefore } = variable
  const others = loop?.filter((one) => one !== name)
  const remarks = [
    ...(book.nameOf(variable) === name ? [] : [`${book.nameOf(variable)} in formulas`]),
    ...(others === undefined ? [] : [`solved together with ${others.join(', ')}`]),
    ...(changed === undefined ? [] : [`set: ${changed}`]),
    ...(expressionBefore === undefined ? [] : [`before: ${expressionBefore.text}`]),
  ]
  page.row(row, [
    name,
    undefined,
    undefined,
    variable.text,
    statement?.title === undefined ? statement?.about : [statement.title, statement.about].filter(Boolean).join(': '),
    book.bibliography.cite(statement?.source),
    statement?.assumption,
    book.placeOf(variable),
    remarks.length === 0 ? undefined : remarks.join('; '),
  ])
  page.put(
    row,
    1,
    { formula: book.formula(text), result: book.held(variable) },
    { numFmt: formatFor(book.held(variable), moneyUnit(unit)) },
  )
  page.put(row, 2, choices === undefined ? unit.text : 'a word', UNIT)
  book.name(book.nameOf(variable), page.at(row, 1))
}
