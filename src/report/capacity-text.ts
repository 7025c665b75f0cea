import type { Capacity, StepCapacity } from '../evaluation/capacity.ts'
import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import { percent } from './figures.ts'
import { type Column, paragraph, table } from './table.ts'

/** A figure, or a dash where no document gives it. */
export const known = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? '-' : formatNumber(value, digits)

type Held = Capacity & Partial<StepCapacity>

const COLUMNS: readonly (readonly [head: string, of: (held: Held) => string])[] = [
  ['machines', ({ machines }) => known(machines)],
  ['used', ({ utilization: used }) => (used === undefined ? '' : used === null ? '-' : percent(used))],
  ['floor, m^2', ({ floor_m2 }) => known(floor_m2)],
  ['operators', ({ operators }) => known(operators)],
  ['power, kW', ({ power_kw }) => known(power_kw)],
]

/** What the plant holds, step by step: machines, how far they are used, floor, operators of a shift, electric power. */
export function capacityTable(result: Result, width: number): string {
  const { steps, route, supply, plant } = result.capacity
  const { bottleneck } = result.throughput
  // what no document gives of any step is no column
  const shown = COLUMNS.filter(([, of]) => [...steps.values()].some((step) => of(step) !== '-'))
  if (shown.length === 0) return ''
  const columns: Column[] = [{ head: 'plant', align: 'left' }, ...shown.map(([head]) => ({ head }))]
  const row = (name: string, held: Held): string[] => [name, ...shown.map(([, of]) => of(held))]
  const rows: (string[] | null)[] = [...steps].map(([name, step]) =>
    row(name + (name === bottleneck ? ' *' : ''), step),
  )
  rows.push(null)
  if (supply.size > 0) {
    rows.push(row('route', route))
    for (const [component, held] of supply) rows.push(row(`supply.${component}`, held))
  }
  rows.push(row('total', plant))
  return [table(columns, rows, width), ...notes(result).map((text) => paragraph(text, width))].join('\n')
}

function notes(result: Result): string[] {
  const { throughput, capacity } = result
  const { bottleneck, nextBottleneck, slack } = throughput
  const words = bottleneck === null ? [] : [`* bottleneck of the route${relieved(nextBottleneck, slack)}`]
  // upstream plants are sized for the output as it is
  const upstream = [...capacity.steps].filter(([name]) => name.startsWith('supply.'))
  const [name, used] = upstream.reduce<readonly [string, number]>(
    (most, [step, { utilization }]) => (utilization !== null && utilization > most[1] ? [step, utilization] : most),
    ['', 0],
  )
  if (used > 0 && used < 1) words.push(`upstream, ${name} allows ${percent(1 / used - 1)} more`)
  const electrolyte = capacity.electrolyte_kg_per_year
  if (capacity.lead_time_h !== null && capacity.lead_time_h > 0 && capacity.stock !== null) {
    const stock = `${formatNumber(capacity.stock * unitsOf(result), 4)} ${result.basisUnit}`
    words.push(`lead time of the route ${formatNumber(capacity.lead_time_h, 4)} h, with ${stock} on the way`)
  }
  if (electrolyte !== null) words.push(`electrolyte used: ${formatNumber(electrolyte / 1000, 4)} t a year`)
  return words
}

/** The functional unit as a number of its unit. */
function unitsOf({ basis }: Result): number {
  return Number.parseFloat(basis)
}

function relieved(next: string | null, slack: number | null): string {
  return next === null || slack === null ? '' : `; relieved, its line makes ${percent(slack)} more, limited by ${next}`
}

/** Rows of a comparison: what each plant holds in all, upstream flows included. */
export function plantRows(results: readonly Result[]): string[][] {
  const upstream = results.some(({ capacity }) => capacity.supply.size > 0)
  const cells = (name: string, of: (result: Result) => string): string[] => [name, ...results.map(of)]
  const both = (name: string, key: keyof Capacity): string[][] => [
    cells(name, ({ capacity }) => known(capacity.plant[key])),
    ...(upstream ? [cells('  of the route', ({ capacity }) => known(capacity.route[key]))] : []),
  ]
  const [first] = results as [Result]
  return [
    cells(`annual output, ${first.basisUnit}/yr`, ({ annualOutput }) => formatNumber(annualOutput, 6)),
    cells('electrolyte used, t/yr', ({ capacity: { electrolyte_kg_per_year: kg } }) =>
      known(kg === null ? null : kg / 1000),
    ),
    ...both('machines', 'machines'),
    ...both('floor, m^2', 'floor_m2'),
    ...both('operators per shift', 'operators'),
    ...both('electric power, kW', 'power_kw'),
    cells('bottleneck', ({ throughput }) => throughput.bottleneck ?? '-'),
    cells('  used', ({ throughput: { bottleneck, steps } }) => {
      const used = bottleneck === null ? null : steps.get(bottleneck)?.utilization
      return used === null || used === undefined ? '-' : percent(used)
    }),
    cells('next bottleneck', ({ throughput }) => throughput.nextBottleneck ?? '-'),
    cells('output when relieved', ({ throughput: { slack } }) => (slack === null ? '-' : `+${percent(slack)}`)),
  ]
}
