import type { Result } from '../../evaluation/result.ts'
import { normalisedRows } from '../normalised-text.ts'
import { type Block, columns, row, type TableRow, tableOf } from './blocks.ts'
import type { ReportRoute } from './found.ts'
import { UPSTREAM } from './plant.ts'
import { capital, grouped, prose, share, unitText, withUnit } from './typography.ts'

/** What the membrane is, and what it is and costs in a cell. */
export function productBlocks({ result }: ReportRoute): Block[] {
  return [...membrane(result), ...cellTable([result])]
}

function membrane({ membrane: found, stated, supply }: Result): Block[] {
  const rows: TableRow[] = []
  const add = (name: string, value: string): void => {
    if (value !== '–') rows.push(row(name, value))
  }
  if (found !== null) {
    add('Thickness', withUnit(found.thickness_um, 'um'))
    add('Porosity', share(found.porosity))
    add('Density it is measured against', withUnit(found.reference_density_g_cm3, 'g/cm^3'))
    add('Areal mass', withUnit(found.areal_mass_kg === null ? null : found.areal_mass_kg * 1000, 'g/m^2'))
    add('Conductivity', withUnit(found.conductivity_ms_per_cm, 'mS/cm'))
    add('at a temperature of', withUnit(found.conductivity_temperature_c, 'degC'))
    add('Area-specific resistance, L/σ', withUnit(found.asr_ohm_cm2, 'ohm*cm^2'))
    add('Form', prose(stated.product.form ?? '–'))
    add('Facing', prose(stated.product.facing ?? '–'))
  }
  for (const [component, { unitCost, unit }] of supply)
    add(`${component} made in house`, unitCost.isFinite() ? withUnit(unitCost, unit) : 'not demanded')
  return tableOf({ caption: found === null ? 'Product' : 'The membrane', columns: columns('Figure', 'Value'), rows })
}

/** Figures of cells, for one route or several. */
export function cellTable(results: readonly Result[]): Block[] {
  const normalised = normalisedRows(results)
  const hasUpstream = results.some(({ supply }) => supply.size > 0)
  return tableOf({
    caption: 'The membrane in cells',
    columns: columns('Figure', ...(results.length === 1 ? ['Value'] : results.map(({ flow }) => flow))),
    rows: normalised.map(([name = '', ...values]): TableRow => {
      if (values.every((value) => value === '')) return { group: capital(name) }
      const named = unitText(name.trim()).replace(/^investment/, `$&${hasUpstream ? UPSTREAM : ''}`)
      return row(capital(named), ...values.map((value) => (value === '-' ? '–' : grouped(value))))
    }),
  })
}
