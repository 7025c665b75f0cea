import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bundledNumbers, numberProblems } from '../../src/cli/count-numbers.ts'
import { Shelf } from '../../src/cli/shelf.ts'
import type { Result } from '../../src/evaluation/result.ts'
import { materialBalances } from '../flow/balances.ts'
import { type Costed, costRoute, expectClose } from '../support.ts'
import { LIBRARY } from './coverage.ts'
import { holdBetween, markdownTable } from './tables.ts'

const PLANTS = ['pilot', 'default', 'giga'] as const
const FAMILIES = [
  'wet slurry',
  'double casting',
  'scaffold infiltration',
  'PTFE dry',
  'thermocompression',
  'for the record',
]
const ROUTES = [...LIBRARY.routes].sort()

/** What the league table tells of a route. */
interface Row {
  readonly route: string
  readonly family: string
  readonly source: string
  /** USD/m² by plant. */
  readonly costs: readonly number[]
  readonly result: Pick<Result, 'membrane' | 'solvent'>
  /** Whether thickness and conductivity are figures of the source for this very film. */
  readonly isCited: boolean
  readonly electrolyteYield: number
  readonly bottleneck: string
}
const rows = new Map<string, Row>()

const shelf = new Shelf()
/** What a route says of itself; it does not take these words over from one that it is based on. */
function ownWords(route: string): { family: string; source: string; at: string } {
  const { family = '', source = '', at = '' } = parse(shelf.route(route)?.text ?? '')
  return { family, source, at }
}

/** Of the electrolytes in the product, what ends in it of what is bought or made. */
function electrolyteYield({ model, result }: Costed): number {
  const { components } = result.yields
  const found = [...components].filter(([component]) => model.route.roles.get(component) === 'electrolyte')
  expect(found.length, 'electrolytes with a yield').toBeGreaterThan(0)
  // where there are several, the worst
  return Math.min(...found.map(([, share]) => share))
}

function isCited({ model }: Costed): boolean {
  const said = ['thickness', 'conductivity'].map((name) => model.compiled.system.find(`product.${name}`)?.statement)
  return said.every((statement) => statement?.source !== undefined && statement.assumption === undefined)
}

function expectBalanced({ evaluation, model }: Costed): void {
  const open = [model.route, ...model.supply.values()]
    .flatMap((flow) => materialBalances(evaluation, flow))
    .filter((balance) => Math.abs(balance.in - balance.out) > 1e-12 * balance.greatest)
  expect(open).toEqual([])
}

function expectReported(costed: Costed): void {
  const { result, total } = costed
  expect(total).toBeGreaterThan(0)
  expect(Number.isFinite(total)).toBe(true)
  expect(result.throughput.line_per_h).toBeGreaterThan(0)
  expect(result.throughput.bottleneck).toBeTruthy()
  const { solvent, membrane, yields } = result
  for (const figure of [solvent.fresh_kg, solvent.evaporated_kg, solvent.residual_kg])
    expect(figure).toBeGreaterThanOrEqual(0)
  expectClose((solvent.recovered_kg ?? 0) + (solvent.emitted_kg ?? 0), solvent.evaporated_kg ?? Number.NaN, 1e-9)
  for (const share of [yields.area ?? Number.NaN, electrolyteYield(costed)]) {
    expect(share).toBeGreaterThan(0)
    expect(share).toBeLessThanOrEqual(1)
  }
  for (const [figure, value] of Object.entries(membrane ?? {})) expect(value, figure).not.toBeNull()
  const { thickness_um = 0, conductivity_ms_per_cm = 0, asr_ohm_cm2, porosity } = membrane as Record<string, number>
  expectClose(asr_ohm_cm2 as number, thickness_um / conductivity_ms_per_cm / 10, 1e-9, 'area-specific resistance')
  expect(porosity).toBeGreaterThanOrEqual(0)
  expect(porosity).toBeLessThan(1)
  expect(result.stated.product.form).toBeTruthy()
  expect(result.stated.product.facing).toBeTruthy()
}

describe('every bundled route', () => {
  test.each(ROUTES)('%s runs at three plants, balances, and reports', (route) => {
    const costs: number[] = []
    for (const plant of PLANTS) {
      const costed = costRoute(route, { plant })
      expectBalanced(costed)
      expectReported(costed)
      costs.push(costed.total)
      if (plant !== 'default') continue
      const { result } = costed
      const { family, source, at } = ownWords(route)
      expect(FAMILIES).toContain(family)
      expect(LIBRARY.sources.has(source), `source ${source}`).toBe(true)
      expect(at).toBeTruthy()
      rows.set(route, {
        route,
        family,
        source: `${source}, ${at}`,
        costs,
        result: { membrane: result.membrane, solvent: result.solvent },
        isCited: isCited(costed),
        electrolyteYield: electrolyteYield(costed),
        bottleneck: result.throughput.bottleneck ?? '',
      })
    }
    // a larger plant makes the same membrane no dearer
    expect([...costs].sort((a, b) => b - a)).toEqual(costs)
  })

  test('is of one of six families, each of which has some', () => {
    const families = new Set([...rows.values()].map(({ family }) => family))
    expect([...families].sort()).toEqual([...FAMILIES].sort())
  })

  test('has no number without a source or an assumption', () => {
    expect(numberProblems(bundledNumbers())).toEqual([])
  })
})

const money = (cost: number): string => (cost < 100 ? cost.toFixed(2) : cost.toFixed(0))
const grams = (kg: number | null): string => (kg === null ? '' : (kg * 1000).toFixed(kg > 0 && kg < 0.01 ? 1 : 0))

function resistance({ result, isCited }: Row): string {
  const { asr_ohm_cm2 = 0, conductivity_temperature_c = 25 } = result.membrane as Record<string, number>
  const at = Math.abs(conductivity_temperature_c - 25) < 1e-6 ? '' : ` (${conductivity_temperature_c.toFixed(0)} °C)`
  return `${isCited ? '' : '\\*'}${asr_ohm_cm2.toPrecision(3)}${at}`
}

test('the league table stands in the README (UPDATE_LIBRARY=1 writes it anew)', () => {
  expect([...rows.keys()], 'routes that passed').toEqual(ROUTES)
  const sorted = [...rows.values()].sort(
    (a, b) =>
      FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || (a.costs[1] as number) - (b.costs[1] as number),
  )
  const lines = sorted.map((row) => [
    `\`${row.route}\``,
    row.family,
    row.source,
    row.bottleneck,
    ...row.costs.map(money),
    resistance(row),
    grams(row.result.solvent.fresh_kg),
    grams(row.result.solvent.evaporated_kg),
    (row.electrolyteYield * 100).toFixed(1),
  ])
  const head = [
    ...['route', 'family', 'source', 'bottleneck'],
    ...PLANTS.map((plant) => `USD/m², ${plant}`),
    ...['Ω·cm²', 'solvent bought, g/m²', 'evaporated, g/m²', 'electrolyte yield, %'],
  ]
  holdBetween('league', markdownTable(head, lines, 7))
})

/** Cost of the membrane over its conductance: what a siemens of one square metre costs, in thousandths of USD. */
const perSiemens = ({ costs, result }: Row): number => ((costs[1] as number) * (result.membrane?.asr_ohm_cm2 ?? 0)) / 10

test('the best of each family stand in the README (UPDATE_LIBRARY=1 writes them anew)', () => {
  const lines = FAMILIES.flatMap((family) => {
    const own = [...rows.values()].filter((row) => row.family === family)
    const least = (among: readonly Row[], of: (row: Row) => number): Row[] =>
      among.length === 0 ? [] : [among.reduce((best, row) => (of(row) < of(best) ? row : best))]
    const cost = (row: Row): number => row.costs[1] as number
    // figures of the source for this very film
    const cited = own.filter((row) => row.isCited)
    const best = [...least(own, cost), ...least(cited, cost), ...least(cited, perSiemens)]
    return [...new Set(best)].map((row) => [
      family,
      `\`${row.route}\``,
      (row.result.membrane?.thickness_um ?? 0).toFixed(0),
      ...row.costs.map(money),
      resistance(row),
      perSiemens(row).toPrecision(3),
    ])
  })
  const head = [
    ...['family', 'route', 'µm'],
    ...PLANTS.map((plant) => `USD/m², ${plant}`),
    ...['Ω·cm²', 'mUSD/S, default'],
  ]
  holdBetween('families', markdownTable(head, lines, 6), 'README.md')
})
