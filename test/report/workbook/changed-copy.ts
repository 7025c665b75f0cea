import { type Cell, readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Variable } from '../../../src/equation/system.ts'
import { inCurrency } from '../../../src/evaluation/shown.ts'
import { displayUnit, fromBase } from '../../../src/quantity/unit.ts'
import { type Asked, attemptRoute, Costed } from '../../support.ts'

/** What no cell of a route holds: a copy whose formulas were not recalculated is told by it. */
export const STALE = -12345.678

/** What the figures compared are computed from, and the columns of each that are kept: names and values, no notes and sources. */
const KEPT: Readonly<Record<string, number>> = { Inputs: 2, Equations: 2, Ledger: 4, Goal: Number.POSITIVE_INFINITY }

/**
 * Copies of a workbook as it lies on a disk, each with other values in some cells of its inputs, with every cached value of a formula
 * wrong, and without the texts that a spreadsheet would only carry along.
 */
export async function changedCopies(
  bytes: Uint8Array,
  changes: readonly ReadonlyMap<string, number | string>[],
): Promise<Uint8Array[]> {
  const read = await readXlsx(bytes)
  const kept = read.sheets.filter(({ name }) => KEPT[name] !== undefined)
  const namedRanges = read.namedRanges?.filter(({ name }) => !name.startsWith('_xlnm.'))
  return await Promise.all(
    changes.map((values) => {
      const found = new Set<string>()
      const sheets = kept.map((sheet) => {
        const columns = KEPT[sheet.name] as number
        const cells = new Map<string, Partial<Cell>>()
        for (const [key, { formula }] of sheet.cells ?? [])
          if (formula !== undefined && Number(key.split(',')[1]) < columns)
            cells.set(key, { formula, formulaResult: STALE })
        const rows = sheet.rows.map((row, at) => {
          const value = sheet.name === 'Inputs' ? values.get(String(row[0])) : undefined
          if (value === undefined) return row.slice(0, columns)
          found.add(String(row[0]))
          cells.delete(`${at},1`)
          return [row[0] as string, value]
        })
        return { name: sheet.name, rows, cells }
      })
      const missing = [...values.keys()].filter((name) => !found.has(name))
      if (missing.length > 0) throw new Error(`the workbook has no input ${missing.join(', ')}`)
      return writeXlsx({ sheets, ...(namedRanges && { namedRanges }) })
    }),
  )
}

/** What a variable's cell holds: its value in its unit, with the currency of the results, or a word. */
export function heldBy({ model, evaluation }: Costed, variable: Variable): number | string {
  const value = evaluation.value(variable)
  if (variable.choices !== undefined) return variable.choices[value.toNumber() - 1] as string
  return fromBase(value, inCurrency(variable.unit ?? displayUnit(variable.dimension ?? 0), model.money)).toNumber()
}

/** Five inputs that matter: thickness, yearly output, a price, a yield and a parameter of a step, as far as a route has and allows them. */
export function fiveChanges(
  costed: Costed,
  asked: Asked = {},
): { readonly costed: Costed; readonly names: readonly string[] } {
  const { model, evaluation } = costed
  const inputs = model.compiled.system.variables.filter(
    (variable) =>
      variable.value !== undefined &&
      !variable.fixed &&
      variable.choices === undefined &&
      variable.changed === undefined &&
      !evaluation.value(variable).isZero() &&
      variable !== evaluation.settlement?.goal.input,
  )
  const named = (pattern: RegExp): string[] => inputs.map(({ name }) => name).filter((name) => pattern.test(name))
  const candidates: [names: string[], change: string][] = [
    [named(/^product\.(?:thickness|areal_mass)$/), '*1.1'],
    [named(/^plant\.annual_output$/), '*1.7'],
    [named(/^prices\./), '*1.23'],
    [named(/^steps\.\w+\.\w*yield\w*$/), '*0.97'],
    [named(/^steps\.\w+\.(?!.*yield)\w*(?:time|speed|batch|mass|thickness)\w*$/), '*1.07'],
    [named(/^(?:steps|equipment)\./), '*1.02'],
    [named(/^plant\.(?!annual_output)/), '*1.03'],
  ]
  const asking = (sets: readonly string[]): Costed | undefined => {
    const outcome = attemptRoute(model.route.name, { ...asked, set: [...(asked.set ?? []), ...sets] })
    return outcome.evaluation === undefined || outcome.diagnostics.failed ? undefined : new Costed(outcome)
  }
  // mostly all are allowed at once; where they are not, one after the other tells which
  const first = candidates.flatMap(([among, change]) => (among[0] === undefined ? [] : [[among[0], change] as const]))
  const five = first.filter(([name], i) => first.findIndex(([other]) => other === name) === i).slice(0, 5)
  const atOnce = five.length < 5 ? undefined : asking(five.map(([name, change]) => `${name}=${change}`))
  if (atOnce !== undefined) return { costed: atOnce, names: five.map(([name]) => name) }
  let [names, sets, best]: [string[], string[], Costed] = [[], [], costed]
  for (const [among, change] of candidates) {
    if (names.length === 5) break
    for (const name of among.filter((one) => !names.includes(one)).slice(0, 3)) {
      const found = asking([...sets, `${name}=${change}`])
      if (found === undefined) continue
      ;[names, sets, best] = [[...names, name], [...sets, `${name}=${change}`], found]
      break
    }
  }
  return { costed: best, names }
}

/** The cells of the changed inputs. */
export function valuesOf(costed: Costed, names: readonly string[]): Map<string, number | string> {
  const { system } = costed.model.compiled
  return new Map(names.map((name) => [name, heldBy(costed, system.find(name) as Variable)]))
}
