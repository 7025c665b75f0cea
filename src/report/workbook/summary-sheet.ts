import { sayingOf } from '../../document/diagnostic.ts'
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
} from './styles.ts'
import { summaryFigures } from './summary-figures.ts'

export const SUMMARY_WIDTHS: readonly number[] = [46, 22, 14, 70]

/** What a comparison reads of a summary: by label, the cell, what it holds, and its format. */
export interface SummaryCells {
  readonly page: SheetPage
  readonly figures: ReadonlyMap<
    string,
    { readonly at: string; readonly result: Formula['result']; readonly format: string | undefined }
  >
}

/** The result on one page, every figure read from the other sheets. */
export function summarySheet(
  book: RouteBook,
  {
    ledger,
    steps,
    goal,
    failing,
  }: { ledger: LedgerCells; steps: StepCells; goal: GoalCells | undefined; failing: string },
): SummaryCells {
  const { result } = book
  const page = book.page('Summary')
  const writer = new Summary(page)
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
  goalLines(book, writer, goal)
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
    writer.figure('Line', `capacity in good product`, steps.line, {
      numFmt: formatFor(steps.line.result, `${result.basisUnit}/h`),
    })
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
        formatFor(read.result, unit.text),
      )
      page.put(writer.next - 1, 2, unit.text === '1' || isMoney(unit) ? undefined : unit.text, UNIT)
      page.put(writer.next - 1, 3, variable.statement?.about, NOTE)
    }
  }
  if (result.warnings.length > 0) writer.head(['Told by fabroute when this was written', '', ''])
  for (const warning of result.warnings) {
    const { what, why } = sayingOf(warning)
    writer.line([why === undefined ? what : `${what}: ${why}`])
  }
  return { page, figures: writer.figures }
}

/** Goals of the method: what is solved in cells is live, what is found by search is told as it was. */
function goalLines(book: RouteBook, writer: Summary, goal: GoalCells | undefined): void {
  for (const { title, input, settled, shown, reason, until } of book.result.goals) {
    const variable = book.model.compiled.system.find(input)
    if (settled && goal !== undefined && book.has(variable)) {
      const format = styled(undefined, formatFor(book.held(variable), book.unitOf(variable).text))
      writer.figure('Cost', title, { formula: book.nameOf(variable), result: book.held(variable) }, format)
      writer.line([
        `  holds that ${until}`,
        { formula: goal.holds, result: 'yes' },
        undefined,
        'solved on the sheet of the goal, anew for every change',
      ])
    } else {
      writer.line([
        title,
        shown.length === 0 ? (reason ?? 'none') : shown.join(', '),
        undefined,
        'as fabroute found it when this was written: it does not follow a change',
      ])
    }
  }
}

class Summary {
  readonly figures = new Map<string, { at: string; result: Formula['result']; format: string | undefined }>()
  readonly #page: SheetPage
  next = 0

  constructor(page: SheetPage) {
    this.#page = page
  }

  /** The cell of the value last written. */
  get last(): string {
    return this.#page.at(this.next - 1, 1)
  }

  line(contents: readonly Content[], style?: Parameters<SheetPage['put']>[3]): void {
    for (const [column, content] of contents.entries())
      this.#page.put(this.next, column, content, column === 1 ? (style ?? RIGHT) : column === 3 ? NOTE : undefined)
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
    style?: Parameters<SheetPage['put']>[3],
    alone = style?.numFmt,
  ): void {
    this.line([label, value], style)
    this.figures.set(`${group}|${label}`, { at: this.last, result: value.result, format: alone })
  }

  /** The sum of the lines above. */
  sum(count: number, result: number, style: Parameters<SheetPage['put']>[3]): void {
    const formula = `SUM(${this.#page.down(1, this.next - count, this.next - 1)})`
    this.#page.put(this.next, 0, 'total', TOTAL)
    this.#page.put(this.next, 1, { formula, result }, style)
    this.next += 1
  }
}
