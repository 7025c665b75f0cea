import type { Result } from '../evaluation/result.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { capacityTable } from './capacity-text.ts'
import { money, moneyOf, percent, perUnit, setting, shareOf } from './figures.ts'
import { methodTexts } from './method-text.ts'
import { normalisedTable } from './normalised-text.ts'
import { type Column, PAGE_WIDTH, paragraph, table, wrapped } from './table.ts'

/** A run as tables for a terminal of a width: cost, steps, solvent, yield, and the membrane's own figures. */
export function runText(result: Result, width: number = PAGE_WIDTH): string {
  return [
    heading(result, width),
    costTable(result, width),
    stepTable(result, width),
    capacityTable(result, width),
    itemTable(result, width),
    ...methodTexts(result, width),
    figures(result, width),
    normalisedTable(result, width),
    notes(result),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function heading(result: Result, width: number): string {
  const parts = [`per ${result.basis}, ${moneyOf(result)}`, ...setting(result)]
  return [paragraph(`${result.flow}: ${result.title}`, width), wrapped(parts, '; ', width)].join('\n')
}

function costTable(result: Result, width: number): string {
  const { ledger } = result
  const total = ledger.total
  const columns: Column[] = [
    { head: 'category', align: 'left' },
    { head: `${result.currency}/${perUnit(result)}` },
    { head: 'share' },
  ]
  const rows = [...ledger.by('category')]
    .filter(([, amount]) => !amount.isZero())
    .map(([category, amount]) => [category, money(amount), shareOf(amount, total)])
  return table(columns, [...rows, null, ['total', money(total), total.isZero() ? '' : '100.0 %']], width)
}

function stepTable(result: Result, width: number): string {
  const costs = result.ledger.by('step')
  const columns: Column[] = [
    { head: 'step', align: 'left' },
    { head: `${result.currency}/${perUnit(result)}` },
    { head: 'share' },
    { head: 'capacity' },
    { head: 'yield' },
  ]
  const names = [...new Set([...result.throughput.steps.keys(), ...costs.keys()])]
  const rows = names.map((name) => {
    const step = result.throughput.steps.get(name)
    const amount = costs.get(name)
    const yielded = result.yields.steps.get(name)
    return [
      name,
      amount === undefined ? '' : money(amount),
      amount === undefined ? '' : shareOf(amount, result.ledger.total),
      step?.rate_per_h === null || step === undefined ? '' : `${formatNumber(step.rate_per_h, 4)} ${step.unit}/h`,
      yielded === undefined ? '' : percent(yielded),
    ]
  })
  const area = result.yields.area
  const line = result.throughput.line_per_h
  const foot = [
    'total',
    money(result.ledger.total),
    result.ledger.total.isZero() ? '' : '100.0 %',
    line === null ? '' : `${formatNumber(line, 4)} ${result.basisUnit}/h`,
    area === null ? '' : percent(area),
  ]
  const note = line === null ? '' : '\ntotal capacity is in good product, by the steps of the route'
  return table(columns, [...rows, null, foot], width) + note
}

const ITEMS_SHOWN = 12

function itemTable(result: Result, width: number): string {
  const items = [...result.ledger.by('item')]
    .filter(([, amount]) => !amount.isZero())
    .sort(([, a], [, b]) => b.comparedTo(a))
  const shown = items.slice(0, ITEMS_SHOWN)
  const rest = items.slice(ITEMS_SHOWN)
  const rows = shown.map(([item, amount]) => [item, money(amount), shareOf(amount, result.ledger.total)])
  if (rest.length > 0) {
    const [first, ...others] = rest.map(([, amount]) => amount) as [Decimal, ...Decimal[]]
    const sum = others.reduce((a, b) => a.plus(b), first)
    rows.push([`${rest.length} others`, money(sum), shareOf(sum, result.ledger.total)])
  }
  return table(
    [{ head: 'item', align: 'left' }, { head: `${result.currency}/${perUnit(result)}` }, { head: 'share' }],
    rows,
    width,
  )
}

function figures(result: Result, width: number): string {
  const { solvent, membrane } = result
  const unit = perUnit(result)
  const rows: [string, string][] = []
  const add = (name: string, value: number | null, of: string, digits = 4): void => {
    if (value !== null) rows.push([name, `${formatNumber(value, digits)} ${of}`])
  }
  if (solvent.evaporated_kg !== 0 || solvent.fresh_kg !== 0) {
    add('solvent bought', solvent.fresh_kg, `kg/${unit}`)
    add('solvent evaporated', solvent.evaporated_kg, `kg/${unit}`)
    add('  recovered', solvent.recovered_kg, `kg/${unit}`)
    add('  not used again', solvent.emitted_kg, `kg/${unit}`)
    add('    to the air', solvent.to_air_kg, `kg/${unit}`)
    if (solvent.unused_kg !== 0) add('    recovered in vain', solvent.unused_kg, `kg/${unit}`)
    add('solvent in product', solvent.residual_kg, `kg/${unit}`)
    add('solvent in scrap', solvent.in_scrap_kg, `kg/${unit}`)
  } else rows.push(['solvent', 'none'])
  for (const [component, value] of result.yields.components) rows.push([`yield of ${component}`, percent(value)])
  add('scrap', result.scrap, `kg/${unit}`)
  for (const [component, { unitCost, unit: per }] of result.supply)
    rows.push([`${component} made in house`, unitCost.isFinite() ? `${money(unitCost)} ${per}` : 'not demanded'])
  add('electricity', result.energy.electricity, `kWh/${unit}`)
  add('heat', result.energy.heat, `kWh/${unit}`)
  add('labour', result.labour, `h/${unit}`)
  add('floor', result.floor, 'm^2')
  rows.push(...gasRows(result))
  if (membrane !== null) {
    add('thickness', membrane.thickness_um, 'um')
    const reference = membrane.reference_density_g_cm3
    if (membrane.porosity !== null)
      rows.push([
        'porosity',
        percent(membrane.porosity) + (reference === null ? '' : `, against ${formatNumber(reference, 4)} g/cm^3`),
      ])
    add('areal mass', membrane.areal_mass_kg === null ? null : membrane.areal_mass_kg * 1000, 'g/m^2')
    add('area-specific resistance', membrane.asr_ohm_cm2, 'ohm*cm^2')
    if (membrane.conductivity_ms_per_cm !== null) rows.push(['conductivity', conductivity(membrane)])
    if (result.stated.product.form !== undefined) rows.push(['form', result.stated.product.form])
    if (result.stated.product.facing !== undefined) rows.push(['facing', result.stated.product.facing])
  }
  rows.push(
    ['cost on cited figures', percent(result.provenance.cited)],
    ['cost on assumptions', percent(result.provenance.assumed)],
  )
  return list(rows, width)
}

function conductivity(membrane: NonNullable<Result['membrane']>): string {
  const { conductivity_ms_per_cm: value, conductivity_temperature_c: celsius } = membrane
  return `${formatNumber(value as number)} mS/cm${celsius === null ? '' : ` at ${formatNumber(celsius)} degC`}`
}

/** Names and what is told of them; long words go on below, where they began. */
function list(rows: readonly (readonly [string, string])[], width: number): string {
  const names = Math.max(...rows.map(([name]) => name.length))
  const indent = ' '.repeat(names + 2)
  const room = width - indent.length
  return rows
    .map(([name, value]) => `${name.padEnd(names)}  ${paragraph(value, room, '').replaceAll('\n', `\n${indent}`)}`)
    .join('\n')
}

/** Greenhouse gases; where something has no factor, the part that is known and what is missing. */
function gasRows(result: Result): [string, string][] {
  const { co2e, co2eKnown, co2eBySource, co2eLacks } = result
  const unit = perUnit(result)
  const total = co2e ?? co2eKnown
  const rows: [string, string][] = []
  if (total !== null) rows.push([co2e === null ? 'CO2e, known part' : 'CO2e', `${formatNumber(total, 4)} kg/${unit}`])
  for (const [source, value] of Object.entries(co2eBySource))
    if (value !== null && value !== total) rows.push([`  ${source}`, `${formatNumber(value, 4)} kg/${unit}`])
  if (co2e === null && co2eLacks.length > 0) rows.push(['CO2e not known of', co2eLacks.join(', ')])
  return rows
}

function notes(result: Result): string {
  return result.changed
    .map(({ input, asked, value, outside, replaced, acted_on: actedOn }) => {
      const range = outside === undefined ? '' : `, outside its stated ${outside}`
      const before =
        replaced === undefined ? (actedOn === undefined ? '' : `, acting on ${actedOn}`) : `, in place of ${replaced}`
      return `set: ${asked}  (${input} is now ${value}${range}${before})`
    })
    .join('\n')
}
