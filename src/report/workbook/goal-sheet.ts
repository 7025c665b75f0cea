import type { Variable } from '../../equation/system.ts'
import { cellsBetween, type FormulaCell } from '../../evaluation/spreadsheet/between.ts'
import { written } from '../../evaluation/spreadsheet/term.ts'
import { Decimal } from '../../quantity/decimal.ts'
import { fromBase, toBase } from '../../quantity/unit.ts'
import type { RouteBook } from './route-book.ts'
import { letters, type SheetPage } from './sheet.ts'
import { BOLD, formatFor, HEAD, NOTE, TITLE } from './styles.ts'

/** What other sheets read of a goal that is solved in cells. */
export interface GoalCells {
  readonly page: SheetPage
  /** The value found. */
  readonly solved: string
  /** "yes" where the figure is nothing there. */
  readonly holds: string
}

/** Columns in which the value is narrowed: bundled methods take 7 from a range of nine decades. */
const NARROWED = 16
/** How near to nothing the figure must come, as a part of the larger of those at the ends of the range. */
const MET = 1e-9
const FIRST = 3
const ROW = { tried: 7, low: 8, atLow: 9, high: 10, atHigh: 11, side: 12, gap: 13, miss: 14, head: 15 } as const
const ANSWER = { solved: 3, miss: 4, holds: 5 } as const

/**
 * The input at which the method's figure is nothing, by false position with halved ends (the Illinois rule): each column works out
 * everything between the two once more, with the value that the columns before leave. The answer is the value tried that comes nearest.
 */
export function goalSheet(book: RouteBook): GoalCells | undefined {
  const { settlement } = book.evaluation
  if (settlement === undefined || settlement.place < 0) return undefined
  const { goal } = settlement
  const { input, gap, read } = goal
  const unit = book.unitOf(input)
  const page = book.page('Goal')
  const cells = cellsBetween(book.equations, input.id, gap.id)
  const rows = new Map(cells.map(({ cell }, i) => [cell, ROW.head + 1 + i]))
  const gapRow = rows.get(gap.id)
  if (gapRow === undefined) return undefined
  rows.set(input.id, ROW.tried)
  const last = FIRST + NARROWED + 1
  const until = read.until.trim()
  page.put(0, 0, `${read.words.title ?? goal.name}: ${input.name} such that ${until}`, TITLE)
  page.put(
    1,
    0,
    'A spreadsheet has no solver: each column tries the value that those before it leave, and works out all that lies between',
    NOTE,
  )
  putColumns(book, page, cells, rows, gapRow)
  const across = (row: number): string => `$${letters(FIRST)}$${row + 1}:$${letters(last)}$${row + 1}`
  const found = book.held(input)
  page.row(
    ANSWER.solved,
    [
      `value found, ${unit.text}`,
      undefined,
      { formula: `INDEX(${across(ROW.tried)},MATCH(MIN(${across(ROW.miss)}),${across(ROW.miss)},0))`, result: found },
    ],
    BOLD,
  )
  page.row(ANSWER.miss, [
    `nearest to nothing, ${book.unitOf(gap).text}`,
    undefined,
    { formula: `MIN(${across(ROW.miss)})`, result: book.held(gap) },
  ])
  const scale = `MAX($${letters(FIRST)}$${ROW.miss + 1}:$${letters(FIRST + 1)}$${ROW.miss + 1})`
  page.row(ANSWER.holds, [
    'holds',
    undefined,
    { formula: `IF(ISNUMBER($C$5),IF($C$5<=${MET}*${scale},"yes","no"),"no")`, result: 'yes' },
  ])
  return { page, solved: page.at(ANSWER.solved, 2), holds: page.at(ANSWER.holds, 2) }
}

export const GOAL_WIDTHS: readonly number[] = [50, 14, ...Array(NARROWED + 3).fill(18)]

/** The state of the search before a column: an interval, the figure at its ends (halved at one that stays), which end was moved last. */
interface State {
  readonly low: number
  readonly atLow: number
  readonly high: number
  readonly atHigh: number
  readonly side: number
}

function putColumns(
  book: RouteBook,
  page: SheetPage,
  cells: readonly FormulaCell[],
  rows: ReadonlyMap<number, number>,
  gapRow: number,
): void {
  const { settlement } = book.evaluation
  if (settlement === undefined) return
  const { goal, place } = settlement
  const unit = book.unitOf(goal.input)
  const ends = [goal.low, goal.high].map((end) => fromBase(end, unit).toNumber()) as [number, number]
  putHeads(book, page, cells)
  let state: State | undefined
  const found: { tried: number; gap: number }[] = []
  for (let i = 0; i < NARROWED + 2; i++) {
    const column = FIRST + i
    const own = letters(column)
    const before = letters(column - 1)
    const at = (letter: string, row: number): string => `${letter}${row + 1}`
    const heads = ['low end', 'high end']
    page.put(ROW.head, column, heads[i] ?? i - 1, HEAD)
    let tried = ends[i] ?? 0
    if (i < 2) page.put(ROW.tried, column, tried)
    else {
      state =
        i === 2 ? firstState(ends, found) : narrowed(state as State, found[i - 1] as { tried: number; gap: number })
      const { low, atLow, high, atHigh, side } = state
      tried = atHigh === atLow ? low : low - (atLow * (high - low)) / (atHigh - atLow)
      const [first, second] = [letters(FIRST), letters(FIRST + 1)]
      const isLow = `SIGN(${at(before, ROW.gap)})=SIGN(${at(before, ROW.atLow)})`
      const isMet = `${at(before, ROW.gap)}=0`
      const formulas: [row: number, start: string, later: string, result: number][] = [
        [
          ROW.low,
          at(first, ROW.tried),
          `IF(${isMet},${at(before, ROW.tried)},IF(${isLow},${at(before, ROW.tried)},${at(before, ROW.low)}))`,
          low,
        ],
        [
          ROW.atLow,
          at(first, ROW.gap),
          `IF(${isMet},0,IF(${isLow},${at(before, ROW.gap)},IF(${at(before, ROW.side)}=1,${at(before, ROW.atLow)}/2,${at(before, ROW.atLow)})))`,
          atLow,
        ],
        [
          ROW.high,
          at(second, ROW.tried),
          `IF(${isMet},${at(before, ROW.tried)},IF(${isLow},${at(before, ROW.high)},${at(before, ROW.tried)}))`,
          high,
        ],
        [
          ROW.atHigh,
          at(second, ROW.gap),
          `IF(${isMet},0,IF(${isLow},IF(${at(before, ROW.side)}=-1,${at(before, ROW.atHigh)}/2,${at(before, ROW.atHigh)}),${at(before, ROW.gap)}))`,
          atHigh,
        ],
        [ROW.side, '0', `IF(${isLow},-1,1)`, side],
      ]
      for (const [row, start, later, result] of formulas)
        page.put(row, column, { formula: i === 2 ? start : later, result })
      const [l, fl, h, fh] = [ROW.low, ROW.atLow, ROW.high, ROW.atHigh].map((row) => at(own, row))
      page.put(ROW.tried, column, {
        formula: `IF(${fh}=${fl},${l},${l}-${fl}*(${h}-${l})/(${fh}-${fl}))`,
        result: tried,
      })
    }
    const values = book.slots(place, toBase(new Decimal(tried), unit).toNumber())
    for (const { cell, text } of cells) {
      const refer = (read: number): string => {
        const row = rows.get(read)
        return row === undefined ? book.cellName(read) : at(own, row)
      }
      page.put(
        rows.get(cell) as number,
        column,
        { formula: written(text, refer), result: valueIn(book, cell, values) },
        { numFmt: formatFor(valueIn(book, cell, values)) },
      )
    }
    const gap = valueIn(book, goal.gap.id, values) ?? Number.NaN
    found.push({ tried, gap })
    page.put(ROW.gap, column, { formula: at(own, gapRow), result: gap })
    page.put(ROW.miss, column, { formula: `IFERROR(ABS(${at(own, ROW.gap)}),1E+300)`, result: Math.abs(gap) })
  }
}

function putHeads(book: RouteBook, page: SheetPage, cells: readonly FormulaCell[]): void {
  const { goal } = book.evaluation.settlement as NonNullable<typeof book.evaluation.settlement>
  const unit = book.unitOf(goal.input).text
  const gapUnit = book.unitOf(goal.gap).text
  const { variables } = book.model.compiled.system
  page.row(ROW.tried, [`${goal.input.name}, tried`, unit], BOLD)
  page.row(ROW.low, ['low end of the interval', unit])
  page.row(ROW.atLow, ['figure at the low end', gapUnit])
  page.row(ROW.high, ['high end of the interval', unit])
  page.row(ROW.atHigh, ['figure at the high end', gapUnit])
  page.row(ROW.side, ['end that was moved last: -1 low, 1 high'])
  page.row(ROW.gap, ['figure that is to be 0', gapUnit], BOLD)
  page.row(ROW.miss, ['by how much it is missed', gapUnit])
  page.row(ROW.head, ['cells between', 'unit', undefined], HEAD)
  for (const [i, { cell }] of cells.entries()) {
    const variable = cell < 0 ? undefined : (variables[cell] as Variable)
    page.row(ROW.head + 1 + i, [variable?.name ?? `   ${book.cellName(cell)}`, variable && book.unitOf(variable).text])
  }
}

function valueIn(book: RouteBook, cell: number, values: readonly number[]): number | null {
  if (cell < 0) return book.partHeld(book.parts[-1 - cell] as (typeof book.parts)[number], values)
  const variable = book.model.compiled.system.variables[cell] as Variable
  const value = values[book.evaluation.program.slotOfVariable[cell] as number] as number
  return Number.isFinite(value) ? fromBase(new Decimal(value), book.unitOf(variable)).toNumber() + 0 : null
}

function firstState(ends: readonly [number, number], found: readonly { readonly gap: number }[]): State {
  return { low: ends[0], atLow: found[0]?.gap ?? 0, high: ends[1], atHigh: found[1]?.gap ?? 0, side: 0 }
}

function narrowed(state: State, { tried, gap }: { readonly tried: number; readonly gap: number }): State {
  const isLow = Math.sign(gap) === Math.sign(state.atLow)
  if (gap === 0) return { low: tried, atLow: 0, high: tried, atHigh: 0, side: isLow ? -1 : 1 }
  if (isLow)
    return { ...state, low: tried, atLow: gap, atHigh: state.side === -1 ? state.atHigh / 2 : state.atHigh, side: -1 }
  return { ...state, high: tried, atHigh: gap, atLow: state.side === 1 ? state.atLow / 2 : state.atLow, side: 1 }
}
