import type { Normalised } from '../evaluation/normalised.ts'
import type { Result } from '../evaluation/result.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { known } from './capacity-text.ts'
import { table } from './table.ts'

const MILLION = 1e6

/** What a membrane is and costs in a cell, and what its plant takes for a GWh of cells a year: names, and each result's figure. */
export function normalisedRows(results: readonly Result[]): string[][] {
  const [first] = results as [Result]
  const { currency } = first
  const rows: string[][] = []
  const add = (name: string, of: (figures: Normalised) => number | null, digits = 4): void => {
    const values = results.map(({ normalised }) => (normalised === null ? null : of(normalised)))
    if (values.some((value) => value !== null)) rows.push([name, ...values.map((value) => known(value, digits))])
  }
  const number = (amount: Decimal | null): number | null => amount?.toNumber() ?? null
  add(`cost, ${currency}/kWh`, ({ cost_per_kwh }) => number(cost_per_kwh))
  add('membrane, m^2/kWh', ({ area_per_kwh_m2 }) => area_per_kwh_m2)
  add('membrane, kg/kWh', ({ mass_per_kwh_kg }) => mass_per_kwh_kg)
  add('membrane, L/kWh', ({ volume_per_kwh_l }) => volume_per_kwh_l)
  add(`cost, ${currency}/S of conductance`, ({ cost_per_siemens }) => number(cost_per_siemens))
  add('cell with it, Wh/kg', ({ cell_wh_per_kg }) => cell_wh_per_kg)
  add('  membrane in its mass, %', ({ membrane_share_of_cell_mass: share }) => (share === null ? null : share * 100), 3)
  add('cells, GWh/yr', ({ per_gwh_per_year: per }) => per.cells_gwh_per_year)
  if (results.some(({ normalised }) => typeof normalised?.per_gwh_per_year.cells_gwh_per_year === 'number'))
    rows.push(['for each GWh/yr of cells', ...results.map(() => '')])
  add(`  investment, million ${currency}`, ({ per_gwh_per_year: { investment } }) =>
    investment === null ? null : investment.dividedBy(MILLION).toNumber(),
  )
  add('  machines', ({ per_gwh_per_year: per }) => per.machines)
  add('  floor, m^2', ({ per_gwh_per_year: per }) => per.floor_m2)
  add('  operators per shift', ({ per_gwh_per_year: per }) => per.operators)
  add('  electrolyte used, t/yr', ({ per_gwh_per_year: per }) => per.electrolyte_t_per_year)
  return rows
}

/** The block of a run. */
export function normalisedTable(result: Result, width: number): string {
  const rows = normalisedRows([result])
  return rows.length === 0 ? '' : table([{ head: 'in cells', align: 'left' }, { head: result.flow }], rows, width)
}
