import type { CellStyle } from 'hucre/xlsx'
import { sayingOf } from '../../document/diagnostic.ts'
import { CURRENCY } from '../../equation/exchange.ts'
import { quoted } from '../../evaluation/spreadsheet/term.ts'
import { moneyOf, setting } from '../figures.ts'
import type { GoalCells } from './goal-sheet.ts'
import type { LedgerCells } from './ledger-sheet.ts'
import type { RouteBook } from './route-book.ts'
import type { Content, Formula, SheetPage } from './sheet.ts'
import type { StepCells } from './steps-sheet.ts'
import {
  BOLD,
  formatFor,
  HEAD,
  isMoney,
  moneyFormat,
  moneyUnit,
  NOTE,
  PERCENT,
  RIGHT,
  styled,
  TITLE,
  TOTAL,
  UNIT,
  WRAPPED,
} from './styles.ts'
import { ROUTE_FLOOR, summaryFigures } from './summary-figures.ts'

export const SUMMARY_WIDTHS: readonly number[] = [46, 22, 14, 70]

/** A figure of a summary: its cell, what that holds, its format where no unit stands beside it, and its unit. */
export interface SummaryFigure {
  readonly at: string
  readonly result: Formula['result']
  readonly format: string | undefined
  readonly unit: string
}

/** What a comparison reads of a summary, by group and label. */
export interface SummaryCells {
  readonly page: SheetPage
  readonly figures: ReadonlyMap<string, SummaryFigure>
}

/** The result on one page, every figure read from the other sheets. */
export function summarySheet(
  book: RouteBook,
  {
    ledger,
    steps,
    goal,
    failing,
    changed,
  }: { ledger: LedgerCells; steps: StepCells; goal: GoalCells | undefined; failing: string; changed: string },
): SummaryCells {
  const { result } = book
  const page = book.page('Summary')
  const writer = new Summary(page, `${result.currency} per ${result.basis}`)
  const money = moneyFormat(result.currency)
  const total = result.ledger.total.toNumber()
  page.put(0, 0, `${result.flow}: ${result.title}`, TITLE)
  page.put(1, 0, [`per ${result.basis}, ${moneyOf(result)}`, ...setting(result)].join('; '), NOTE)
  page.put(2, 0, 'Yellow cells of the sheet of inputs may be changed; every figure follows', NOTE)
  writer.next = 4
  writer.figure('Cost', `total, per ${result.basis}`, { formula: ledger.total, result: total }, styled(BOLD, money))
  const at = writer.last
  writer.line(['fabroute computed, when this was written', total], { numFmt: money })
  writer.line(
    [
      'difference from it',
      { formula: `${at}-${writer.last}`, result: 0 },
      undefined,
      '0 until an input is changed, but for rounding of binary numbers',
    ],
    { numFmt: '0.0E+00' },
  )
  const difference = writer.last
  const equation = book.nameOf(book.model.cost)
  writer.line(
    [
      'total less its equation',
      { formula: `${at}-${equation}`, result: 0 },
      undefined,
      'nothing, but for rounding: the ledger holds every cost',
    ],
    { numFmt: '0.0E+00' },
  )
  writer.line([
    'checks that fail',
    { formula: failing, result: 0 },
    undefined,
    'where it is not 0, a changed input cannot be, and no figure holds: see the sheet of checks',
  ])
  writer.line([
    'inputs changed since this was written',
    { formula: changed, result: 0 },
    undefined,
    'values that differ from the column "when written" of the sheet of inputs',
  ])
  const isAsWritten = `AND(${writer.last}=0,ABS(${difference})<=${SAME}*ABS(${at}))`
  goalLines(book, writer, goal, isAsWritten)
  rateLine(book, writer)
  for (const key of ['category', 'step'] as const) {
    writer.head([`Cost by ${key}`, `${result.currency} per ${result.basis}`, 'share'])
    for (const [name, amount] of result.ledger.by(key)) {
      const label = page.at(writer.next, 0)
      const share = total === 0 ? 0 : amount.toNumber() / total
      const cost = { formula: ledger.sum([key, label]), result: amount.toNumber() }
      writer.figure(`Cost by ${key}`, name, cost, { numFmt: money })
      page.put(
        writer.next - 1,
        2,
        { formula: `IF(${at}=0,0,${writer.last}/${at})`, result: share },
        { numFmt: PERCENT },
      )
    }
    writer.sum(result.ledger.by(key).size, total, styled(TOTAL, money))
  }
  if (steps.line !== undefined) {
    writer.head(['Line', '', ''])
    const unit = `${result.basisUnit}/h`
    writer.figure(
      'Line',
      'capacity in good product',
      steps.line,
      { numFmt: formatFor(steps.line.result, unit) },
      { unit },
    )
    if (steps.bottleneck !== undefined) writer.figure('Line', 'bottleneck', steps.bottleneck)
  }
  for (const { title, figures } of summaryFigures(book)) {
    writer.head([title, '', 'unit'])
    for (const [label, variable] of figures) {
      const unit = book.unitOf(variable)
      const read = { formula: book.nameOf(variable), result: book.held(variable) }
      writer.figure(
        title,
        label,
        read,
        { numFmt: formatFor(read.result, moneyUnit(unit)) },
        { unit: unit.text, alone: formatFor(read.result, unit.text) },
      )
      page.put(writer.next - 1, 2, unit.text === '1' || isMoney(unit) ? undefined : unit.text, topped(UNIT))
      // what is told of the floor names the plant, and the line below has that
      if (variable.name !== ROUTE_FLOOR) page.put(writer.next - 1, 3, variable.statement?.about, WORDS)
    }
  }
  if (result.warnings.length > 0) writer.head(['Told by fabroute when this was written', '', ''])
  for (const warning of result.warnings) {
    const { what, why } = sayingOf(warning)
    writer.line([warning.code, undefined, undefined, why === undefined ? what : `${what}: ${why}`])
  }
  return { page, figures: writer.figures }
}

/** How far a total may be from the one at writing, as a part of it, by rounding alone. */
const SAME = '1E-9'

/** The exchange rate of the results, with its source. */
function rateLine({ model, bibliography }: RouteBook, writer: Summary): void {
  const { currency, year, rate } = model.money
  const table = model.book.exchangeRates.get(currency)
  if (currency === CURRENCY || table === undefined) return
  const { source, at, assumption } = table.statement
  const words = [bibliography.cite(source), at, assumption].filter((part) => part !== undefined)
  const told = `of ${year}, by which figures computed in ${CURRENCY} are shown in ${currency}`
  writer.line(
    [
      'exchange rate',
      rate.toNumber(),
      `${CURRENCY}/${currency}`,
      words.length === 0 ? told : `${told}: ${words.join(', ')}`,
    ],
    { numFmt: 'General' },
  )
}

/** Goals of the method: what is solved in cells is live, what is found by search stands only while everything is as it was. */
function goalLines(book: RouteBook, writer: Summary, goal: GoalCells | undefined, isAsWritten: string): void {
  for (const { title, input, settled, shown, reason, until } of book.result.goals) {
    const variable = book.model.compiled.system.find(input)
    if (settled && goal !== undefined && book.has(variable)) {
      const unit = book.unitOf(variable).text
      const format = styled(undefined, formatFor(book.held(variable), unit))
      writer.figure('Cost', title, { formula: book.nameOf(variable), result: book.held(variable) }, format, { unit })
      writer.line([
        `  holds that ${until}`,
        { formula: goal.holds, result: 'yes' },
        undefined,
        'solved on the sheet of the goal, anew for every change',
      ])
    } else {
      const found = shown.length === 0 ? (reason ?? 'none') : shown.join(', ')
      writer.line([
        title,
        { formula: `IF(${isAsWritten},${literalText(found)},"found at writing only")`, result: found },
        undefined,
        'as fabroute found it when this was written: it does not follow a change',
      ])
    }
  }
}

const WORDS: CellStyle = { ...NOTE, ...WRAPPED }

const topped = (style: CellStyle = {}): CellStyle => ({ ...style, alignment: { ...style.alignment, vertical: 'top' } })

/** A text in a formula, which takes no more than 255 characters in one piece. */
function literalText(text: string): string {
  return (text.match(/.{1,120}/gsu) ?? ['']).map(quoted).join('&')
}

class Summary {
  readonly figures = new Map<string, SummaryFigure>()
  readonly #page: SheetPage
  /** The unit of costs. */
  readonly #money: string
  next = 0

  constructor(page: SheetPage, money: string) {
    this.#page = page
    this.#money = money
  }

  /** The cell of the value last written. */
  get last(): string {
    return this.#page.at(this.next - 1, 1)
  }

  line(contents: readonly Content[], style?: CellStyle): void {
    const styles = [undefined, style ?? RIGHT, undefined, WORDS]
    for (const [column, content] of contents.entries())
      this.#page.put(this.next, column, content, topped(styles[column]))
    this.next += 1
  }

  head(contents: readonly Content[]): void {
    this.next += 1
    this.#page.row(this.next, contents, HEAD)
    this.next += 1
  }

  figure(
    group: string,
    label: string,
    value: Formula,
    style?: CellStyle,
    { unit = this.#money, alone = style?.numFmt }: { unit?: string; alone?: string | undefined } = {},
  ): void {
    this.line([label, value], style)
    this.figures.set(`${group}|${label}`, { at: this.last, result: value.result, format: alone, unit })
  }

  /** The sum of the lines above. */
  sum(count: number, result: number, style: CellStyle | undefined): void {
    const formula = `SUM(${this.#page.down(1, this.next - count, this.next - 1)})`
    this.#page.put(this.next, 0, 'total', TOTAL)
    this.#page.put(this.next, 1, { formula, result }, style)
    this.next += 1
  }
}
