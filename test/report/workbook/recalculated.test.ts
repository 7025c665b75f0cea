import { type Cell, readXlsx, type Sheet } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { workbook } from '../../../src/report/workbook/workbook.ts'
import { hasOffice, recalculated } from '../../evaluation/spreadsheet/office.ts'
import { LIBRARY } from '../../library/coverage.ts'
import { type Asked, type Costed, costRoute } from '../../support.ts'
import { changedCopy, fiveChanges, heldBy, STALE, valuesOf } from './changed-copy.ts'

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

function heldIn(sheet: Sheet, row: number, column: number): unknown {
  const cell: Partial<Cell> | undefined = sheet.cells?.get(`${row},${column}`)
  return cell?.formulaResult ?? cell?.value ?? sheet.rows[row]?.[column]
}

/** What a recalculated workbook has otherwise than fabroute: ledger lines, total and equations. */
async function differences(bytes: Uint8Array, costed: Costed, what: string): Promise<string[]> {
  const { sheets } = await readXlsx(bytes)
  const named = (name: string): Sheet => sheets.find((sheet) => sheet.name === name) as Sheet
  const wrong: string[] = []
  const compare = (name: string, found: unknown, wanted: number | string, floor = FLOOR): void => {
    const isSame =
      typeof wanted === 'string'
        ? found === wanted
        : typeof found === 'number' && Math.abs(found - wanted) <= Math.max(CLOSE * Math.abs(wanted), floor)
    if (!isSame) wrong.push(`${what}: ${name} is ${found}, not ${wanted}`)
  }
  const ledger = named('Ledger')
  const lines = costed.ledger.lines
  compare('the total', heldIn(ledger, 2, 3), costed.total)
  for (const [i, { step, category, item, amount }] of lines.entries()) {
    compare(`line ${i}`, [0, 1, 2].map((column) => heldIn(ledger, i + 4, column)).join(), [step, category, item].join())
    compare([step, category, item].join(), heldIn(ledger, i + 4, 3), amount.toNumber())
  }
  const summary = named('Summary')
  compare('the total of the summary', heldIn(summary, 4, 1), costed.total)
  const equations = named('Equations')
  const { system } = costed.model.compiled
  const nothing = settledFloors(costed)
  let told = 0
  for (const [row, [name]] of equations.rows.entries()) {
    const variable = system.find(String(name))
    if (row < 3 || variable === undefined) continue
    told += 1
    if (!costed.evaluation.value(variable).isFinite()) continue
    const floor = nothing(String(name)) ?? FLOOR
    compare(String(name), heldIn(equations, row, 1), heldBy(costed, variable), floor)
  }
  compare(
    'number of equations',
    told,
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
      made.push({ what, bytes: await changedCopy(bytes, new Map()), costed })
      const copy = await changedCopy(bytes, valuesOf(changed.costed, changed.names))
      made.push({ what: `${what}, with ${changed.names.join(', ')}`, bytes: copy, costed: changed.costed })
    }
    const chosen = costRoute('wet-slurry', { set: ['plant.handling=inert_enclosure'] })
    const words = await changedCopy(
      await workbook([costRoute('wet-slurry')]),
      new Map([['plant.handling', 'inert_enclosure']]),
    )
    made.push({ what: 'a word chosen', bytes: words, costed: chosen })
    const found = recalculated(
      made.map(({ bytes }) => bytes),
      SECONDS,
    )
    const wrong: string[] = []
    for (const [i, { what, costed }] of made.entries())
      wrong.push(...(await differences(found[i] as Uint8Array, costed, what)))
    expect(wrong.slice(0, 30)).toEqual([])
    expect(wrong.some((one) => one.includes(String(STALE)))).toBe(false)
  },
)
