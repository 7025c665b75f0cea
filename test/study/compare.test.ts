import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { compare, GROUPINGS } from '../../src/study/compare.ts'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute } from '../support.ts'
import { codesIn, json, type RunJson } from './support.ts'

interface Row {
  readonly category?: string
  readonly step?: string
  readonly item?: string
  readonly cost: Readonly<Record<string, string | null>>
  readonly difference: Readonly<Record<string, string>>
}
interface CompareJson {
  readonly difference_to: string
  readonly compared: readonly string[]
  readonly basis: string
  readonly currency: string
  readonly cost: Readonly<Record<string, string>>
  readonly difference: Readonly<Record<string, string>>
  readonly by_category: readonly Row[]
  readonly by_step: readonly Row[]
  readonly by_item: readonly Row[]
  readonly flows: readonly RunJson[]
}

const sum = (amounts: readonly (string | null | undefined)[]): string =>
  amounts.reduce((total, amount) => total.plus(amount ?? 0), new Decimal(0)).toFixed()

const SETTINGS: readonly (readonly string[])[] = [
  [],
  ['--fractional', '--set', 'product.thickness=30 um'],
  ['--currency', 'JPY'],
  ['--plant', 'pilot'],
  ['--set', 'supply.Li6PS5Cl=bought', '--currency', 'EUR', '--year', '2020'],
]
const FLOWS = ['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip']

describe('a comparison', () => {
  test.each(SETTINGS)('%s %s %s %s %s adds up to the last digit in every grouping', (...options) => {
    for (const flows of [FLOWS.slice(0, 2), [...FLOWS].reverse()]) {
      const words = options.filter((word) => word !== undefined)
      const found = json<CompareJson>(['compare', ...flows, ...words])
      expect(found.compared).toEqual(flows)
      const [first, ...others] = flows as [string, ...string[]]
      expect(found.difference_to).toBe(first)
      for (const [i, flow] of flows.entries()) {
        const alone = json<RunJson>(['run', flow, ...words])
        // each flow stands as run gives it
        expect(found.flows[i]).toEqual(alone)
        expect(found.cost[flow]).toBe(alone.cost.total)
        for (const grouping of GROUPINGS) {
          const rows = found[`by_${grouping}`]
          expect(sum(rows.map(({ cost }) => cost[flow])), `${flow} by ${grouping}`).toBe(found.cost[flow])
          const own = alone.cost[`by_${grouping}`]
          for (const row of rows) {
            expect(row.cost[flow] ?? null).toBe(own[row[grouping] as string] ?? null)
            if (flow !== first)
              expect(row.difference[flow]).toBe(new Decimal(row.cost[flow] ?? 0).minus(row.cost[first] ?? 0).toFixed())
          }
          expect(new Set(rows.map((row) => row[grouping])).size).toBe(rows.length)
          // a step that costs nothing is no row
          for (const [name, amount] of Object.entries(own))
            if (amount !== '0') expect(rows.map((row) => row[grouping])).toContain(name)
        }
      }
      for (const other of others) {
        expect(found.difference[other]).toBe(
          new Decimal(found.cost[other] as string).minus(found.cost[first] as string).toFixed(),
        )
        for (const grouping of GROUPINGS)
          expect(sum(found[`by_${grouping}`].map(({ difference }) => difference[other]))).toBe(found.difference[other])
      }
    }
  })

  test('tells the largest difference first', () => {
    for (const flows of [FLOWS.slice(0, 2), FLOWS]) {
      const found = json<CompareJson>(['compare', ...flows])
      for (const grouping of GROUPINGS) {
        const sizes = found[`by_${grouping}`].map(({ difference }) =>
          Math.max(...Object.values(difference).map((amount) => Math.abs(Number(amount)))),
        )
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
      }
    }
  })

  test('tells what a flow has none of as null, and counts it as 0', () => {
    const found = json<CompareJson>(['compare', 'wet-slurry', 'ptfe-dry'])
    const drying = found.by_step.find(({ step }) => step === 'drying')
    expect(drying?.cost['ptfe-dry']).toBeNull()
    expect(drying?.difference['ptfe-dry']).toBe(new Decimal(drying?.cost['wet-slurry'] as string).negated().toFixed())
  })

  test('of a flow with itself is 0 everywhere', () => {
    const { result } = costRoute('wet-slurry')
    const { differences, by } = compare([result, result])
    expect(differences.map((amount) => amount.toFixed())).toEqual(['0'])
    for (const grouping of GROUPINGS)
      for (const row of by[grouping]) expect(row.differences.map((amount) => amount.isZero())).toEqual([true])
  })

  test('turned round has the opposite differences', () => {
    const [there, back] = [
      json<CompareJson>(['compare', 'wet-slurry', 'ptfe-dry']),
      json<CompareJson>(['compare', 'ptfe-dry', 'wet-slurry']),
    ]
    for (const grouping of GROUPINGS) {
      const of = (found: CompareJson, flow: string): Map<string, string> =>
        new Map(found[`by_${grouping}`].map((row) => [row[grouping] as string, row.difference[flow] as string]))
      const [a, b] = [of(there, 'ptfe-dry'), of(back, 'wet-slurry')]
      expect([...a.keys()].sort()).toEqual([...b.keys()].sort())
      for (const [name, amount] of a) expect(new Decimal(amount).plus(b.get(name) as string).isZero(), name).toBe(true)
    }
  })
})

describe('the printed comparison', () => {
  const { stdout } = runFabroute(['compare', ...FLOWS])

  test('has tables of 80 columns', () => {
    const tables = stdout.split('\n\n').filter((part) => part.includes('\n---'))
    expect(tables.length).toBeGreaterThan(4)
    for (const line of tables.flatMap((part) => part.split('\n')).filter((line) => !line.startsWith('"')))
      expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('says of figures that were cut which they are', () => {
    const heads = stdout
      .split('\n')
      .filter((line) => line.startsWith('solvent'))
      .map((line) => line.slice(0, 30))
    for (const head of heads) expect(head, head).toMatch(/bought|evaporated/)
  })

  test('warns of membranes of unlike thickness, and not of like ones', () => {
    const unlike = runFabroute(['compare', 'wet-slurry', 'ptfe-dry', '--set', 'product.thickness*1.1'])
    expect(unlike.stdout).toContain('not of one thickness')
    const like = runFabroute(['compare', 'wet-slurry', 'ptfe-dry', '--set', 'product.thickness=30 um'])
    expect(like.stdout).not.toContain('not of one thickness')
  })

  test('names the plant, prices and method once where they are the same', () => {
    expect(stdout.match(/plant default/g)).toHaveLength(1)
  })
})

test('each flow’s problems are told, and nothing is compared', () => {
  const { exit, stdout, stderr } = runFabroute([
    'compare',
    'wet-slurry',
    'ptfe-dry',
    '--set',
    'product.thickness=30 kg',
  ])
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
  expect(codesIn(stderr)).toEqual(['INPUT_DIMENSION', 'INPUT_DIMENSION'])
})
