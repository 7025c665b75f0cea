import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { csv } from './csv.ts'
import type { Found, ReportRoute } from './document/found.ts'
import { sentencesOf } from './document/repeat.ts'
import { perUnit } from './figures.ts'
import type { Observation } from './tidy-observation.ts'
import { distribution, inputs, sensitivity } from './tidy-studies.ts'

const HEADS = ['flow', 'group', 'step', 'category', 'item', 'name', 'value', 'unit', 'source'] as const

/** The figures of a report as one long table, one observation a row, all digits; what no document gives is no row. */
export function tidyCsv(found: Found): string {
  const rows = found.routes.flatMap((route) => {
    const { flow } = route.result
    return observations(route, found)
      .filter(({ value }) => value !== null)
      .map(({ group, step = '', category = '', item = '', name, value, unit, source = '' }) => [
        flow,
        group,
        step,
        category,
        item,
        name,
        value,
        unit,
        source,
      ])
  })
  return csv(HEADS, rows)
}

function observations(route: ReportRoute, found: Found): Observation[] {
  const { result, evaluation } = route
  return [
    ...setting(result),
    ...costs(result),
    ...throughput(result),
    ...solvent(result),
    ...yields(result),
    ...resources(result),
    ...product(result),
    ...method(result),
    ...sensitivity(route),
    ...distribution(result, found),
    ...inputs(evaluation),
    ...warnings(result),
  ]
}

function setting(result: Result): Observation[] {
  const one = (name: string, value: string | number | null, unit = ''): Observation => ({
    group: 'setting',
    name,
    value,
    unit,
  })
  return [
    one('title', result.title),
    one('basis', result.basis),
    one('plant', result.plants.join(' + ')),
    one('annual_output', result.annualOutput, `${result.basisUnit}/yr`),
    one('method', result.method),
    one('scenario', result.scenario),
    ...result.prices.map((name) => one('prices', name)),
    one('currency', result.currency),
    one('year', result.year),
    ...result.changed.map(({ asked }) => one('input_set', asked)),
  ]
}

function costs({ ledger, currency, fractionalTotal, supply, ...result }: Result): Observation[] {
  const unit = `${currency}/${perUnit(result as Result)}`
  return [
    { group: 'cost.total', name: 'cost', value: ledger.total.toFixed(), unit },
    { group: 'cost.total', name: 'cost_fractional', value: fractionalTotal?.toFixed() ?? null, unit },
    ...[...ledger.by('category')].map(([category, sum]) => ({
      group: 'cost.category',
      category,
      name: 'cost',
      value: sum.toFixed(),
      unit,
    })),
    ...[...ledger.by('step')].map(([step, sum]) => ({
      group: 'cost.step',
      step,
      name: 'cost',
      value: sum.toFixed(),
      unit,
    })),
    ...[...ledger.by('item')].map(([item, sum]) => ({
      group: 'cost.item',
      item,
      name: 'cost',
      value: sum.toFixed(),
      unit,
    })),
    ...ledger.lines.map(({ step, category, item, amount }) => ({
      group: 'cost.line',
      step,
      category,
      item,
      name: 'cost',
      value: amount.toFixed(),
      unit,
    })),
    ...[...supply].map(([item, { unitCost, unit: per }]) => ({
      group: 'cost.supply',
      item,
      name: 'unit_cost',
      value: unitCost.isFinite() ? unitCost.toFixed() : null,
      unit: per,
    })),
  ]
}

function throughput({ throughput: line, capacity, basisUnit, stated: _, ...rest }: Result): Observation[] {
  const group = 'throughput'
  const units = { machines: '1', floor_m2: 'm^2', operators: '1', power_kw: 'kW' } as const
  const keys = Object.keys(units) as (keyof typeof units)[]
  return [
    { group, name: 'line_per_h', value: line.line_per_h, unit: `${basisUnit}/h` },
    { group, name: 'bottleneck', value: line.bottleneck, unit: '' },
    { group, name: 'next_bottleneck', value: line.nextBottleneck, unit: '' },
    { group, name: 'slack', value: line.slack, unit: '1' },
    ...[...line.steps].flatMap(([step, { rate_per_h: rate, unit, utilization }]) => [
      { group, step, name: 'rate_per_h', value: rate, unit: `${unit}/h` },
      { group, step, name: 'utilization', value: utilization, unit: '1' },
    ]),
    ...[...capacity.steps].flatMap(([step, held]) =>
      keys.map((name) => ({ group: 'capacity', step, name, value: held[name], unit: units[name] })),
    ),
    ...keys.map((name) => ({ group: 'capacity.plant', name, value: capacity.plant[name], unit: units[name] })),
    { group: 'capacity.plant', name: 'lead_time', value: capacity.lead_time_h, unit: 'h' },
    { group: 'capacity.plant', name: 'electrolyte', value: capacity.electrolyte_kg_per_year, unit: 'kg/yr' },
    ...(rest.floor === null ? [] : [{ group: 'capacity.route', name: 'floor', value: rest.floor, unit: 'm^2' }]),
  ]
}

function solvent(result: Result): Observation[] {
  const unit = `kg/${perUnit(result)}`
  const bare = (name: string): string => name.replace(/_kg$/, '')
  return [
    ...Object.entries(result.solvent).map(([name, value]) => ({ group: 'solvent', name: bare(name), value, unit })),
    ...[...result.solventBySteps].flatMap(([step, amounts]) =>
      Object.entries(amounts).map(([name, value]) => ({
        group: 'solvent.step',
        step,
        name: bare(name),
        value: value as number,
        unit,
      })),
    ),
  ]
}

function yields({ yields: found }: Result): Observation[] {
  return [
    { group: 'yield', name: 'area', value: found.area, unit: '1' },
    ...[...found.steps].map(([step, value]) => ({ group: 'yield.step', step, name: 'yield', value, unit: '1' })),
    ...[...found.components].map(([item, value]) => ({
      group: 'yield.component',
      item,
      name: 'yield',
      value,
      unit: '1',
    })),
  ]
}

function resources(result: Result): Observation[] {
  const per = perUnit(result)
  return [
    ...Object.entries(result.purchases).map(([item, { amount, unit }]) => ({
      group: 'purchase',
      item,
      name: 'amount',
      value: amount,
      unit: `${unit}/${per}`,
    })),
    { group: 'energy', name: 'electricity', value: result.energy.electricity, unit: `kWh/${per}` },
    { group: 'energy', name: 'heat', value: result.energy.heat, unit: `kWh/${per}` },
    { group: 'labour', name: 'labour', value: result.labour, unit: `h/${per}` },
    { group: 'scrap', name: 'scrap', value: result.scrap, unit: `kg/${per}` },
    { group: 'co2e', name: 'co2e', value: result.co2e, unit: `kg/${per}` },
    { group: 'co2e', name: 'co2e_known', value: result.co2eKnown, unit: `kg/${per}` },
    ...Object.entries(result.co2eBySource).map(([item, value]) => ({
      group: 'co2e.source',
      item,
      name: 'co2e',
      value,
      unit: `kg/${per}`,
    })),
    ...result.co2eLacks.map((item) => ({ group: 'co2e.lacks', item, name: 'factor', value: 'none', unit: '' })),
  ]
}

/** What a route was warned of: the code, and what it says. */
function warnings({ warnings: all }: Result): Observation[] {
  return all.map((warning) => ({ group: 'warning', name: warning.code, value: sentencesOf(warning), unit: '' }))
}

const UNITS: Readonly<Record<string, string>> = {
  thickness_um: 'um',
  porosity: '1',
  areal_mass_kg: 'kg/m^2',
  asr_ohm_cm2: 'ohm*cm^2',
  reference_density_g_cm3: 'g/cm^3',
  conductivity_ms_per_cm: 'mS/cm',
  conductivity_temperature_c: 'degC',
  area_per_kwh_m2: 'm^2/kWh',
  mass_per_kwh_kg: 'kg/kWh',
  volume_per_kwh_l: 'L/kWh',
  conductance_s_per_cm2: 'S/cm^2',
  cell_wh_per_kg: 'Wh/kg',
  membrane_share_of_cell_mass: '1',
}

function product({ membrane, normalised, currency }: Result): Observation[] {
  const { cost_per_kwh: perEnergy, cost_per_siemens: perSiemens, per_gwh_per_year: _, ...figures } = normalised ?? {}
  const told = (group: string, all: Readonly<Record<string, number | null>>): Observation[] =>
    Object.entries(all).map(([name, value]) => ({ group, name, value, unit: UNITS[name] ?? '' }))
  return [
    ...told('membrane', membrane ?? {}),
    ...told('cell', figures as Record<string, number | null>),
    { group: 'cell', name: 'cost_per_kwh', value: perEnergy?.toFixed() ?? null, unit: `${currency}/kWh` },
    { group: 'cell', name: 'cost_per_siemens', value: perSiemens?.toFixed() ?? null, unit: `${currency}/S` },
  ]
}

function method({ statements, goals, provenance }: Result): Observation[] {
  return [
    ...statements.flatMap(({ name, terms, total, unit }) => {
      // terms that cancel leave the rounding of their last digit
      const least = Decimal.max(0, ...terms.map(({ value }) => value.abs())).times('1e-20')
      const one = (term: string, value: Decimal): Observation => ({
        group: 'statement',
        item: name,
        name: term,
        value: value.abs().lt(least) ? '0' : value.toFixed(),
        unit,
      })
      return [...terms.map((term) => one(term.name, term.value)), one('total', total)]
    }),
    ...goals.flatMap(({ name, input, values, unit }) =>
      values.map((value) => ({ group: 'goal', item: input, name, value, unit })),
    ),
    { group: 'provenance', name: 'cited', value: provenance.cited, unit: '1' },
    { group: 'provenance', name: 'assumed', value: provenance.assumed, unit: '1' },
  ]
}
