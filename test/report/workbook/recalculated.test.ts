import { type Cell, readXlsx, type Sheet, writeXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { workbook } from '../../../src/report/workbook/workbook.ts'
import { hasOffice, type Rows, recalculated, recalculatedSheets } from '../../evaluation/spreadsheet/office.ts'
import { LIBRARY } from '../../library/coverage.ts'
import { type Asked, type Costed, costRoute } from '../../support.ts'
import { changedCopies, fiveChanges, heldBy, STALE, valuesOf } from './changed-copy.ts'

const IS_ALL = process.env.POINTS === 'all'
const SECONDS = 600
const CLOSE = 1e-9
/** Where a figure is a difference of others it is exact to a part of those, not of itself. */
const FLOOR = 1e-18

const ROUTES = IS_ALL ? [...LIBRARY.routes].sort() : ['wet-slurry', 'ptfe-dry', 'wet-slurry-distilled']
const CASES: readonly (readonly [route: string, asked: Asked])[] = [
  ...ROUTES.map((route) => [route, {}] as const),
  ['wet-slurry', { currency: 'EUR' }],
  ['ptfe-dry', { method: 'cash-flow' }],
  ['wet-slurry', { method: 'cash-flow', currency: 'JPY' }],
  ['ptfe-dry', { method: 'batpac-style' }],
  ['wet-slurry', { fractional: true, set: ['supply.Li6PS5Cl=bought'] }],
]

/** What a recalculated workbook has otherwise than fabroute: ledger lines, total and equations. */
function differences(sheets: ReadonlyMap<string, Rows>, costed: Costed, what: string): string[] {
  const heldIn = (sheet: string, row: number, column: number): string => sheets.get(sheet)?.[row]?.[column] ?? ''
  const wrong: string[] = []
  const compare = (name: string, found: string, wanted: number | string, floor = FLOOR): void => {
    const isSame =
      typeof wanted === 'string'
        ? found === wanted
        : found !== '' && Math.abs(Number(found) - wanted) <= Math.max(CLOSE * Math.abs(wanted), floor)
    if (!isSame) wrong.push(`${what}: ${name} is ${found}, not ${wanted}`)
  }
  const lines = costed.ledger.lines
  compare('the total', heldIn('Ledger', 2, 3), costed.total)
  for (const [i, { step, category, item, amount }] of lines.entries()) {
    compare(
      `line ${i}`,
      [0, 1, 2].map((column) => heldIn('Ledger', i + 4, column)).join(),
      [step, category, item].join(),
    )
    compare([step, category, item].join(), heldIn('Ledger', i + 4, 3), amount.toNumber())
  }
  const { system } = costed.model.compiled
  const nothing = settledFloors(costed)
  let told = 0
  for (const [row, [name]] of (sheets.get('Equations') ?? []).entries()) {
    const variable = system.find(String(name))
    if (row < 3 || variable === undefined) continue
    told += 1
    if (!costed.evaluation.value(variable).isFinite()) continue
    const floor = nothing(String(name)) ?? FLOOR
    compare(String(name), heldIn('Equations', row, 1), heldBy(costed, variable), floor)
  }
  compare(
    'number of equations',
    String(told),
    system.variables.filter((v) => v.value === undefined && v.definition !== undefined).length,
  )
  return wrong
}

/** What a settled goal brings to nothing is exact to a part of what it is the sum of: cash of all years, or a price. */
function settledFloors(costed: Costed): (name: string) => number | undefined {
  const { model, evaluation } = costed
  if (evaluation.settlement === undefined) return () => undefined
  const cash = model.years.map((year) => evaluation.find(`years.${year}.present_cash`)?.abs().toNumber() ?? 0)
  const whole = (cash.reduce((sum, one) => sum + one, 0) / model.money.rate.toNumber()) * CLOSE
  const last = `years.${model.years.at(-1)}.value_to_date`
  return (name) => {
    if (name === 'totals.value_per_unit' || name === 'statements.price.net_present_value') return costed.total * CLOSE
    const isWhole = name.startsWith('goals.') || name === last || /net_present_value$|present_value\.total$/.test(name)
    return isWhole ? whole : undefined
  }
}

it.skipIf(!hasOffice)(
  'comes to the decimals of fabroute when LibreOffice recalculates it, also with five inputs changed in its cells',
  { timeout: SECONDS * 1000 },
  async () => {
    const made: { readonly what: string; readonly bytes: Uint8Array; readonly costed: Costed }[] = []
    for (const [route, asked] of CASES) {
      const what = [route, asked.method, asked.currency, asked.fractional && 'fractional'].filter(Boolean).join(' ')
      const costed = costRoute(route, asked)
      const bytes = await workbook([costed])
      const changed = fiveChanges(costed, asked)
      expect(changed.names.length, `inputs changed in ${what}`).toBe(5)
      const [base, copy] = await changedCopies(bytes, [new Map(), valuesOf(changed.costed, changed.names)])
      made.push({ what, bytes: base as Uint8Array, costed })
      made.push({
        what: `${what}, with ${changed.names.join(', ')}`,
        bytes: copy as Uint8Array,
        costed: changed.costed,
      })
    }
    const chosen = costRoute('wet-slurry', { set: ['plant.handling=inert_enclosure'] })
    const word = new Map([['plant.handling', 'inert_enclosure']])
    const [words] = await changedCopies(await workbook([costRoute('wet-slurry')]), [word])
    made.push({ what: 'a word chosen', bytes: words as Uint8Array, costed: chosen })
    const found = recalculatedSheets(
      made.map(({ bytes }) => bytes),
      ['Ledger', 'Equations'],
      SECONDS,
    )
    const wrong = made.flatMap(({ what, costed }, i) =>
      differences(found[i] as ReadonlyMap<string, Rows>, costed, what),
    )
    expect(wrong.slice(0, 30)).toEqual([])
    expect(wrong.some((one) => one.includes(String(STALE)))).toBe(false)
  },
)

/** Books with all their sheets, as they are handed out. */
const WHOLE: readonly (readonly [routes: readonly string[], asked: Asked])[] = [
  [['wet-slurry', 'ptfe-dry'], { currency: 'EUR' }],
  [['ptfe-dry'], { method: 'cash-flow' }],
]

function heldIn(sheet: Sheet | undefined, key: string): unknown {
  const cell: Partial<Cell> | undefined = sheet?.cells?.get(key)
  const [row, column] = key.split(',').map(Number) as [number, number]
  return cell?.formulaResult ?? cell?.value ?? sheet?.rows[row]?.[column]
}

it.skipIf(!hasOffice)(
  'shows on every sheet, before it is recalculated, what it shows after',
  { timeout: 200_000 },
  async () => {
    const books = await Promise.all(
      WHOLE.map(([routes, asked]) => workbook(routes.map((route) => costRoute(route, asked)))),
    )
    const wrong: string[] = []
    for (const [i, bytes] of recalculated(books, 190).entries()) {
      const [before, after] = [await readXlsx(books[i] as Uint8Array), await readXlsx(bytes)]
      for (const [at, { name, cells }] of before.sheets.entries()) {
        // the columns of the search pass through what is nothing but for rounding, and the equations are compared above
        if (/Goal$|Equations$/.test(name)) continue
        for (const [key, { formula }] of cells ?? []) {
          if (formula === undefined) continue
          const [written, found] = [before, after].map((book) => heldIn(book.sheets[at], key))
          const isSame =
            typeof written === 'number'
              ? typeof found === 'number' && Math.abs(found - written) <= CLOSE * Math.max(Math.abs(written), 1e-3)
              : found === written
          if (!isSame) wrong.push(`${name} ${key}: ${found}, not ${written}`)
        }
      }
    }
    expect(wrong.slice(0, 30)).toEqual([])
  },
)

/** A book with one changed value of its inputs. */
async function withInput(bytes: Uint8Array, name: string, value: number): Promise<Uint8Array> {
  const { sheets: read, namedRanges } = await readXlsx(bytes)
  const sheets = read.map(({ name, rows, cells }) => ({ name, rows, ...(cells && { cells }) }))
  const row = sheets[1]?.rows.findIndex(([label]) => label === name) ?? -1
  expect(row).toBeGreaterThan(0)
  sheets[1]?.rows[row]?.splice(1, 1, value)
  sheets[1]?.cells?.delete(`${row},1`)
  return await writeXlsx({ sheets, ...(namedRanges && { namedRanges }) })
}

it.skipIf(!hasOffice)(
  'no longer tells what was found by search once an input is changed, though the total stays',
  { timeout: 120_000 },
  async () => {
    const costed = costRoute('ptfe-dry', { method: 'cash-flow' })
    const title = costed.result.goals.find(({ settled }) => !settled)?.title
    const bytes = await workbook([costed])
    // what stands there while nothing is changed is compared above
    const [book] = recalculated([await withInput(bytes, 'product.conductivity', 1)], 110)
    const [summary] = (await readXlsx(book as Uint8Array)).sheets
    const row = summary?.rows.findIndex(([label]) => label === title) as number
    expect(heldIn(summary, `${row},1`)).toBe('found at writing only')
    expect(heldIn(summary, '4,1')).toBeCloseTo(costed.total, 9)
  },
)
