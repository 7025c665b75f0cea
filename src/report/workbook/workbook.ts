import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Result } from '../../evaluation/result.ts'
import { CellNames } from '../../evaluation/spreadsheet/names.ts'
import type { Repeat } from '../study-head.ts'
import { CHECK_WIDTHS, checksSheet } from './checks-sheet.ts'
import { COMPARISON_HEAD, comparisonSheet, comparisonWidths } from './comparison-sheet.ts'
import { EQUATION_HEAD, EQUATION_WIDTHS, equationsSheet } from './equations-sheet.ts'
import { GOAL_WIDTHS, goalSheet } from './goal-sheet.ts'
import { INPUT_HEAD, INPUT_WIDTHS, inputsSheet } from './inputs-sheet.ts'
import { LEDGER_HEAD, LEDGER_WIDTHS, ledgerSheet } from './ledger-sheet.ts'
import { RouteBook } from './route-book.ts'
import type { NamedRange, SheetPage } from './sheet.ts'
import { SOURCE_WIDTHS, sourcesSheet } from './sources-sheet.ts'
import { stepsSheet, stepWidths } from './steps-sheet.ts'
import { SUMMARY_WIDTHS, type SummaryCells, summarySheet } from './summary-sheet.ts'

export interface Costed {
  readonly evaluation: Evaluation
  readonly result: Result
}

/** The same workbook is the same bytes, whenever it is written. */
const WRITTEN = new Date(Date.UTC(1980, 0, 1))
/** Characters of a sheet's name, and of the longest name that a sheet of a route has by itself. */
const LONGEST_NAME = 31
const LONGEST_KIND = ' Equations'.length

interface Made {
  readonly sheets: readonly { readonly sheet: WriteSheet; readonly titles: NamedRange | undefined }[]
  readonly names: readonly NamedRange[]
  readonly result: Result
  readonly summary: SummaryCells
}

/**
 * A workbook of live formulas: one set of sheets for each route, and with several a comparison before them. Bundled documents are
 * named as `repeat` has them.
 */
export async function workbook(evaluations: readonly Costed[], repeat?: Repeat): Promise<Uint8Array> {
  const several = evaluations.length > 1
  const taken = new Set<string>()
  const routes = routeNames(evaluations.map(({ result }) => result.flow))
  const made = evaluations.map((costed, i) => {
    const route = routes[i] as string
    const names = new CellNames(several ? `${route.replaceAll(/\W/g, '_')}.` : '', taken)
    return routeSheets(new RouteBook(costed, names, (kind) => (several ? `${route} ${kind}` : kind), repeat))
  })
  const first = several ? [comparison(made)] : []
  const all = [...first, ...made.flatMap(({ sheets }) => sheets)]
  const titles = all.flatMap((one) => one.titles ?? [])
  return await writeXlsx({
    sheets: all.map(({ sheet }) => sheet),
    namedRanges: [...made.flatMap(({ names }) => names), ...titles],
    properties: {
      title: evaluations.map(({ result }) => result.flow).join(', '),
      creator: 'fabroute',
      created: WRITTEN,
      modified: WRITTEN,
    },
  })
}

function routeSheets(book: RouteBook): Made {
  const ledger = ledgerSheet(book)
  const steps = stepsSheet(book, ledger)
  const goal = goalSheet(book)
  const checks = checksSheet(book)
  const { page: inputs, changed } = inputsSheet(book, goal?.solved)
  const summary = summarySheet(book, { ledger, steps, goal, failing: checks.failing, changed })
  // after all that may need parts of formulas, and before the sources that it cites
  const equations = equationsSheet(book)
  const categories = book.result.ledger.by('category').size
  const laidOut: [SheetPage | undefined, Parameters<SheetPage['finished']>[0]][] = [
    [summary.page, { widths: SUMMARY_WIDTHS, rows: 3, isTall: true }],
    [inputs, { widths: INPUT_WIDTHS, rows: INPUT_HEAD, columns: 3, isWide: true }],
    [equations, { widths: EQUATION_WIDTHS, rows: EQUATION_HEAD, columns: 3, isWide: true }],
    [steps.page, { widths: stepWidths(categories), rows: 3, columns: 1 }],
    [ledger.page, { widths: LEDGER_WIDTHS, rows: LEDGER_HEAD, isTall: true }],
    [checks.page, { widths: CHECK_WIDTHS, rows: 3 }],
    [goal?.page, { widths: GOAL_WIDTHS, rows: 16, columns: 3, isWide: true }],
    [sourcesSheet(book), { widths: SOURCE_WIDTHS, rows: 2 }],
  ]
  return {
    sheets: laidOut.flatMap(([page, layout]) => page?.finished(layout) ?? []),
    names: book.namedRanges,
    result: book.result,
    summary,
  }
}

function comparison(routes: readonly Made[]): Made['sheets'][number] {
  return comparisonSheet('Comparison', routes).finished({
    widths: comparisonWidths(routes.length),
    rows: COMPARISON_HEAD,
    columns: 1,
  })
}

/** Names of routes as names of sheets begin: short, without signs that those may not have, each once. */
function routeNames(flows: readonly string[]): string[] {
  const taken = new Set<string>()
  return flows.map((flow) => {
    const most = LONGEST_NAME - LONGEST_KIND
    const plain = flow.replaceAll(/[^\w-]/g, '_')
    let name = plain.slice(0, most)
    for (let again = 2; taken.has(name.toLowerCase()); again++) name = `${plain.slice(0, most - 3)}_${again}`
    taken.add(name.toLowerCase())
    return name
  })
}
