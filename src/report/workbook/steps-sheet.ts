import { Operation } from '../../equation/graph.ts'
import type { Variable } from '../../equation/system.ts'
import { cell, operated } from '../../evaluation/spreadsheet/operations.ts'
import { resolved, type Term } from '../../evaluation/spreadsheet/term.ts'
import { tagged } from '../../evaluation/throughput.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../../quantity/unit.ts'
import type { LedgerCells } from './ledger-sheet.ts'
import type { RouteBook } from './route-book.ts'
import type { Formula, SheetPage } from './sheet.ts'
import { formatFor, HEAD, moneyFormat, moneyUnit, NOTE, PERCENT, styled, TITLE, TOTAL } from './styles.ts'

/** What other sheets read of the steps. */
export interface StepCells {
  readonly page: SheetPage
  /** The row of each step, and the column of its cost. */
  readonly rows: ReadonlyMap<string, number>
  /** Capacity of the line in good product, and the step that limits it. */
  readonly line: Formula | undefined
  readonly bottleneck: Formula | undefined
}

const HOUR = readUnit('h') as Unit
const STEP_HEAD = 3
const COST = 8
const FIGURES = [
  'step',
  'machines',
  'utilization',
  'time per unit, h',
  'capacity',
  'unit',
  'in good product, per h',
  'yield',
] as const
const COLUMN = { machines: 1, utilization: 2, time: 3, capacity: 4, unit: 5, line: 6, yield: 7 } as const

export const stepWidths = (categories: number): number[] => [
  36,
  12,
  12,
  16,
  16,
  12,
  20,
  10,
  16,
  ...Array(categories).fill(14),
]

/** Machines, capacity, yield and cost of each step. */
export function stepsSheet(book: RouteBook, ledger: LedgerCells): StepCells {
  const { result, model } = book
  const page = book.page('Steps')
  const categories = [...result.ledger.by('category').keys()]
  const costs = result.ledger.by('step')
  const names = [...new Set([...result.throughput.steps.keys(), ...costs.keys()])]
  const last = STEP_HEAD + names.length - 1
  const money = moneyFormat(result.currency)
  page.put(0, 0, `Steps of ${result.flow}, cost per ${result.basis}`, TITLE)
  page.put(1, 0, 'Steps of upstream flows stand under supply; what belongs to no step stands under plant', NOTE)
  page.row(2, [...FIGURES, `cost, ${result.currency}`, ...categories], HEAD)
  const rows = new Map(names.map((name, i) => [name, STEP_HEAD + i]))
  const ofRoute: number[] = []
  const sums = new Map<string, number>()
  for (const { step, category, amount } of result.ledger.lines) {
    const key = `${step}|${category}`
    sums.set(key, (sums.get(key) ?? 0) + amount.toNumber())
  }
  for (const [name, row] of rows) {
    page.put(row, 0, name)
    figuresOf(book, page, row, name, ofRoute)
    const at = page.at(row, 0)
    page.put(
      row,
      COST,
      { formula: ledger.sum(['step', at]), result: costs.get(name)?.toNumber() ?? 0 },
      { numFmt: money },
    )
    for (const [i, category] of categories.entries()) {
      const column = COST + 1 + i
      const sum = sums.get(`${name}|${category}`) ?? 0
      const formula = ledger.sum(['step', at], ['category', page.at(2, column)])
      page.put(row, column, { formula, result: sum }, { numFmt: money })
    }
  }
  page.put(last + 1, 0, 'total', TOTAL)
  for (let column = COST; column <= COST + categories.length; column++) {
    const category = categories[column - COST - 1]
    const sum = category === undefined ? result.ledger.total : result.ledger.by('category').get(category)
    const formula = `SUM(${page.down(column, STEP_HEAD, last)})`
    page.put(last + 1, column, { formula, result: sum?.toNumber() ?? 0 }, styled(TOTAL, money))
  }
  const [from, to] = [ofRoute[0] ?? STEP_HEAD, ofRoute.at(-1) ?? STEP_HEAD]
  const { line_per_h, bottleneck } = result.throughput
  const ranked = page.down(model.fractional ? COLUMN.time : COLUMN.utilization, from, to)
  return {
    page,
    rows,
    line: line_per_h === null ? undefined : { formula: `MIN(${page.down(COLUMN.line, from, to)})`, result: line_per_h },
    bottleneck:
      bottleneck === null || ofRoute.length === 0
        ? undefined
        : { formula: `INDEX(${page.down(0, from, to)},MATCH(MAX(${ranked}),${ranked},0))`, result: bottleneck },
  }
}

/** A step's own figures, as far as it has a rate; rows of the route that have are noted. */
function figuresOf(book: RouteBook, page: SheetPage, row: number, name: string, ofRoute: number[]): void {
  const { model, evaluation, result } = book
  const figures = result.throughput.steps.get(name)
  const flow = [model.route, ...model.supply.values()].find(({ makes, steps }) =>
    makes === undefined
      ? steps.has(name)
      : name.startsWith(`supply.${makes}.`) && steps.has(name.slice(makes.length + 8)),
  )
  const step = flow?.steps.get(flow.makes === undefined ? name : name.slice(flow.makes.length + 8))
  if (flow === undefined || step === undefined) return
  const { system } = model.compiled
  const put = (column: number, variable: Variable | undefined, numFmt?: string): void => {
    if (!book.has(variable) || !evaluation.value(variable).isFinite()) return
    const style = styled(undefined, numFmt ?? formatFor(book.held(variable), moneyUnit(book.unitOf(variable))))
    page.put(row, column, { formula: book.nameOf(variable), result: book.held(variable) }, style)
  }
  const of = (figure: string): Variable | undefined => system.find(`${step.base}.${figure}`)
  const tag = (wanted: string): Variable | undefined => tagged(evaluation, flow.prefix, step.name, wanted)[0]
  put(COLUMN.yield, tag('area_yield') ?? tag('yield'), percentFormat(book, tag('area_yield') ?? tag('yield')))
  if (figures === undefined || figures.rate_per_h === null) return
  put(COLUMN.machines, tag('machines_bought') ?? tag('machines'))
  put(COLUMN.utilization, of('utilization'), percentFormat(book, of('utilization')))
  const [capacity, load, time] = [of('capacity'), of('load'), of('time_per_unit')]
  if (time !== undefined && evaluation.value(time).isFinite())
    page.put(
      row,
      COLUMN.time,
      {
        formula: expressed(book, cellOf(book, time), HOUR.factor),
        result: fromBase(evaluation.value(time), HOUR).toNumber(),
      },
      { numFmt: formatFor(fromBase(evaluation.value(time), HOUR).toNumber()) },
    )
  if (capacity === undefined || load === undefined) return
  const unit = load.unit ?? displayUnit(load.dimension ?? 0)
  page.put(
    row,
    COLUMN.capacity,
    {
      formula: expressed(book, cellOf(book, capacity), unit.factor.dividedBy(HOUR.factor)),
      result: figures.rate_per_h,
    },
    { numFmt: formatFor(figures.rate_per_h) },
  )
  page.put(row, COLUMN.unit, `${unit.text}/h`)
  const basis = system.find('product.basis')
  if (flow.makes !== undefined || basis === undefined) return
  ofRoute.push(row)
  const loaded = evaluation.value(load)
  if (!loaded.gt(0)) return
  const units = operated(Operation.divide, cellOf(book, capacity), cellOf(book, load), cellOf(book, load))
  const good = operated(Operation.multiply, units, cellOf(book, basis), units)
  const basisUnit = book.unitOf(basis)
  const value = fromBase(evaluation.value(capacity).dividedBy(loaded).times(evaluation.value(basis)), basisUnit)
  const formula = `IF(${book.nameOf(load)}>0,${expressed(book, good, basisUnit.factor.dividedBy(HOUR.factor))},"")`
  page.put(
    row,
    COLUMN.line,
    { formula, result: value.times(HOUR.factor).toNumber() },
    { numFmt: formatFor(value.times(HOUR.factor).toNumber()) },
  )
}

function cellOf(book: RouteBook, variable: Variable): Term {
  const { factor, offset } = book.unitOf(variable)
  return cell(variable.id, book.nameOf(variable).length, { factor, offset })
}

function expressed(book: RouteBook, term: Term, factor: Unit['factor']): string {
  return book.formula(resolved(term, factor).text)
}

/** A share as a percentage, unless its own unit already is one. */
function percentFormat(book: RouteBook, variable: Variable | undefined): string | undefined {
  if (variable === undefined) return undefined
  return book.unitOf(variable).factor.eq(1) ? PERCENT : `0.0## "${book.unitOf(variable).text}"`
}
