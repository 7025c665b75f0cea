import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import type { ComparedRow, Comparison, Grouping } from '../study/compare.ts'
import { EQUAL_FIGURES, told } from '../study/equal.ts'
import { attributionText } from './attribution-text.ts'
import { known, plantRows } from './capacity-text.ts'
import { dominanceText } from './dominance-text.ts'
import { money, moneyOf, percent, perUnit, setting, signed, unlike } from './figures.ts'
import { normalisedRows } from './normalised-text.ts'
import { type Column, PAGE_WIDTH, paragraph, table, wrapped } from './table.ts'

/** Rows of a grouping that are told one by one; the smaller differences are added up. */
const ROWS_SHOWN = 14

/** Flows side by side in a terminal of a width: figures, then cost by category, step and item with what each adds to the difference. */
export function compareText(comparison: Comparison, width: number = PAGE_WIDTH): string {
  const [first] = comparison.results as [Result]
  const settings = comparison.results.map((result) => setting(result).join('; '))
  const alike = settings.every((text) => text === settings[0])
  const head = [
    ...comparison.results.map(({ flow, title }) => paragraph(`${flow}: ${title}`, width)),
    wrapped([`per ${first.basis}, ${moneyOf(first)}`, ...(alike ? setting(first) : [])], '; ', width),
    ...equalText(comparison).map((text) => paragraph(text, width)),
    ...(alike ? [] : comparison.results.map(({ flow }, i) => paragraph(`${flow}: ${settings[i]}`, width))),
  ].join('\n')
  return [
    head,
    figureTable(comparison, width),
    ...(comparison.equal === undefined ? unlike(comparison.results, [], WAYS) : []).map((text) =>
      paragraph(text, width),
    ),
    ...turned(comparison).map((text) => paragraph(text, width)),
    plantTable(comparison, width),
    cellTable(comparison, width),
    ...(['category', 'step', 'item'] as const).map((grouping) => costTable(comparison, grouping, width)),
    ...comparison.pairs.flatMap(({ attribution, dominance }, i) => {
      const both = [first, comparison.results[i + 1] as Result] as const
      return [attributionText(attribution, both, width), dominanceText(dominance, both, width)]
    }),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const WAYS = '--equal thickness=30 um, or --equal areal_mass'

/** At what the flows are compared, where that was asked for. */
function equalText({ equal, results }: Comparison): string[] {
  if (equal === undefined) return []
  const { figure, value } = equal
  const { title } = EQUAL_FIGURES[figure]
  const each = results.map(({ flow, membrane }) => `${flow} ${known(membrane?.thickness_um)} um`)
  return [`at equal ${title}, ${told(figure, value)}${figure === 'thickness' ? '' : `; thickness: ${each.join(', ')}`}`]
}

function costTable(comparison: Comparison, grouping: Grouping, width: number): string {
  const { results, totals, differences } = comparison
  const [first, ...others] = results as [Result, ...Result[]]
  const columns: Column[] = [
    { head: grouping, align: 'left' },
    ...results.map(({ flow }) => ({ head: flow })),
    ...others.map(({ flow }) => ({ head: others.length === 1 ? 'difference' : `+/- ${flow}` })),
  ]
  const present = comparison.by[grouping].filter(({ amounts }) =>
    amounts.some((amount) => amount !== undefined && !amount.isZero()),
  )
  const shown = present.length > ROWS_SHOWN + 1 ? ROWS_SHOWN : present.length
  const listed = present
    .slice(0, shown)
    .map(({ name, amounts, differences: by }) => [
      name,
      ...amounts.map((amount) => (amount === undefined ? '-' : money(amount))),
      ...by.map(signed),
    ])
  const rest = present.slice(shown)
  if (rest.length > 0) listed.push(added(`${rest.length} others`, rest, results.length))
  const foot = ['total', ...totals.map(money), ...differences.map(signed)]
  const note = others.length > 1 ? `\n+/-: difference to ${first.flow}` : ''
  return table(columns, [...listed, null, foot], width) + note
}

function added(name: string, rows: readonly ComparedRow[], flows: number): string[] {
  const sum = (of: (row: ComparedRow) => Decimal | undefined): Decimal =>
    rows.reduce((total, row) => total.plus(of(row) ?? 0), new Decimal(0))
  const amounts = Array.from({ length: flows }, (_, i) => money(sum(({ amounts }) => amounts[i])))
  const differences = Array.from({ length: flows - 1 }, (_, i) => signed(sum(({ differences }) => differences[i])))
  return [name, ...amounts, ...differences]
}

/** What a flow is besides its cost: a cheap square metre may still lose on resistance. */
function figureTable({ results, totals, temperatures }: Comparison, width: number): string {
  const [first] = results as [Result]
  const unit = perUnit(first)
  const rows: string[][] = []
  const add = (name: string, of: (result: Result) => number | null | undefined, digits = 4): void => {
    const values = results.map(of)
    if (values.every((value) => value === null || value === undefined)) return
    rows.push([
      name,
      ...values.map((value) => (value === null || value === undefined ? '-' : formatNumber(value, digits))),
    ])
  }
  rows.push([`cost, ${first.currency}/${unit}`, ...totals.map(money)])
  const fractional = results.map(({ fractionalTotal }) => fractionalTotal)
  if (fractional.some((total) => total !== null))
    rows.push(['  machine counts not rounded up', ...fractional.map((total) => (total === null ? '-' : money(total)))])
  add('area-specific resistance, ohm*cm^2', ({ membrane }) => membrane?.asr_ohm_cm2)
  add('conductivity, mS/cm', ({ membrane }) => membrane?.conductivity_ms_per_cm)
  if (temperatures !== undefined)
    add('  at a temperature of, degC', ({ membrane }) => membrane?.conductivity_temperature_c)
  add('thickness, um', ({ membrane }) => membrane?.thickness_um)
  add('porosity, %', ({ membrane }) => (membrane?.porosity == null ? null : membrane.porosity * 100), 3)
  add('areal mass, g/m^2', ({ membrane }) => (membrane?.areal_mass_kg == null ? null : membrane.areal_mass_kg * 1000))
  const made = new Map(results.flatMap(({ supply }) => [...supply]))
  for (const [component, { unit: per }] of made)
    add(`${component} made, ${per}`, ({ supply }) => supply.get(component)?.unitCost.toNumber())
  for (const component of new Set(results.flatMap(({ yields }) => [...yields.components.keys()])))
    if (results.every(({ yields }) => yields.components.has(component)))
      add(`yield of ${component}, %`, ({ yields }) => (yields.components.get(component) ?? 0) * 100, 3)
  add('area yield, %', ({ yields }) => (yields.area === null ? null : yields.area * 100), 3)
  add(`solvent bought, kg/${unit}`, ({ solvent }) => solvent.fresh_kg)
  add(`solvent evaporated, kg/${unit}`, ({ solvent }) => solvent.evaporated_kg)
  add(`scrap, kg/${unit}`, ({ scrap }) => scrap)
  add(`energy, kWh/${unit}`, ({ energy }) => energy.total)
  add(`labour, h/${unit}`, ({ labour }) => labour)
  add(`CO2e, kg/${unit}`, ({ co2e }) => co2e)
  if (results.some(({ co2e }) => co2e === null)) add(`CO2e, known part, kg/${unit}`, ({ co2eKnown }) => co2eKnown)
  add(`line, ${first.basisUnit}/h`, ({ throughput }) => throughput.line_per_h)
  for (const { name, title } of first.goals) {
    const found = results.map(({ goals }) => goals.find((goal) => goal.name === name)?.shown.join(', '))
    rows.push([title, ...found.map((values) => (values === undefined ? '-' : values === '' ? 'none' : values))])
  }
  rows.push(['cost on cited figures', ...results.map(({ provenance }) => percent(provenance.cited))])
  return table([{ head: 'figure', align: 'left' }, ...results.map(({ flow }) => ({ head: flow }))], rows, width)
}

/** What each plant holds; a row that no flow has a figure for is left out. */
function plantTable({ results }: Comparison, width: number): string {
  const rows = plantRows(results).filter(([, ...cells]) => cells.some((cell) => cell !== '-'))
  return table([{ head: 'plant', align: 'left' }, ...results.map(({ flow }) => ({ head: flow }))], rows, width)
}

/** Membranes by what they are in a cell. */
function cellTable({ results }: Comparison, width: number): string {
  const rows = normalisedRows(results)
  if (rows.length === 0) return ''
  return table([{ head: 'in cells', align: 'left' }, ...results.map(({ flow }) => ({ head: flow }))], rows, width)
}

/** Whole machines can decide which flow is cheaper: another plant size may turn it round. */
function turned({ results, totals }: Comparison): string[] {
  const fractional = results.map(({ fractionalTotal }) => fractionalTotal)
  const [first] = results as [Result]
  const [total, own] = [totals[0] as Decimal, fractional[0]]
  return results.flatMap(({ flow }, i) => {
    const other = fractional[i]
    if (i === 0 || own === null || own === undefined || other === null || other === undefined) return []
    const [rounded, unrounded] = [(totals[i] as Decimal).minus(total), other.minus(own)]
    if (!rounded.times(unrounded).lt(0)) return []
    return [
      `${flow} and ${first.flow} are within a machine of each other: with machine counts not rounded up the order turns round`,
    ]
  })
}
