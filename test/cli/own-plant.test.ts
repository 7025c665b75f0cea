import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'

const before = process.cwd()
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-own-plant-')))

beforeAll(() => {
  process.chdir(folder)
  mkdirSync('prices/plants', { recursive: true })
  mkdirSync('prices/scenarios')
  writeFileSync(
    'prices/plants/ours.yaml',
    'format: 1\nplant: ours\nbased_on: default\nscenario: quotes\nparameters: { annual_output: { value: 3000000 m^2/yr, assumption: ours } }\n',
  )
  writeFileSync(
    'prices/scenarios/quotes.yaml',
    'format: 1\nscenario: quotes\nmaterials: { Li2S: { price: { value: 900 CNY/kg, year: 2024, assumption: a quote } } }\n',
  )
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

interface Ran {
  readonly plant: string
  readonly scenario: string
  readonly annual_output: number
  readonly cost: { readonly by_item: Record<string, string> }
  readonly purchases: Record<string, { readonly amount: number }>
}

const run = (...words: string[]): Ran => JSON.parse(runFabroute(['run', 'ptfe-dry', '--json', ...words]).stdout) as Ran
const priceOf = ({ cost, purchases }: Ran): number => Number(cost.by_item.Li2S) / (purchases.Li2S?.amount ?? 0)

describe('a plant and a scenario in the working folder', () => {
  it.each(['ours', 'prices/plants/ours.yaml'])('serve a bundled route: %s', (plant) => {
    const found = run('--plant', plant)
    expect(found).toMatchObject({ plant: 'ours', scenario: 'quotes', annual_output: 3_000_000 })
    // Federal Reserve G.5A: 0.138972 USD for one CNY in 2024
    expect(priceOf(found)).toBeCloseTo(900 * 0.138972, 9)
  })

  it('are named by --prices too, and valid by themselves', () => {
    expect(priceOf(run('--prices', 'quotes'))).toBeCloseTo(900 * 0.138972, 9)
    const { exit, stdout } = runFabroute(['validate', 'prices/plants/ours.yaml', 'prices/scenarios/quotes.yaml'])
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: 'prices/plants/ours.yaml: plant, valid\nprices/scenarios/quotes.yaml: prices, valid\n',
    })
  })

  it('may state prices in a currency without a year: they are of the year of the plant beneath', () => {
    writeFileSync(
      'prices/plants/euro.yaml',
      'format: 1\nplant: euro\nbased_on: default\nassumption: ours\nparameters: { building_price: 2000 EUR/m^2 }\n',
    )
    expect(runFabroute(['validate', 'prices/plants/euro.yaml'])).toMatchObject({
      exit: 0,
      stdout: 'prices/plants/euro.yaml: plant, valid\n',
    })
    expect(runFabroute(['run', 'ptfe-dry', '--plant', 'euro']).exit).toBe(0)
  })

  it('keeps the ranges of the plant beneath: a fraction written as a percentage is refused', () => {
    writeFileSync(
      'prices/plants/slip.yaml',
      'format: 1\nplant: slip\nbased_on: default\nassumption: ours\nparameters: { engineering: 12 }\n',
    )
    const { exit, stderr } = runFabroute(['run', 'ptfe-dry', '--plant', 'slip'])
    expect(exit).toBe(1)
    expect(stderr).toContain('plant.engineering is 12, outside 0 .. 5')
  })

  it('of a few figures and no base lies over the plant of the route', () => {
    writeFileSync(
      'prices/plants/few.yaml',
      'format: 1\nplant: few\nparameters: { annual_output: { value: 2000000 m^2/yr, assumption: ours } }\n',
    )
    expect(run('--plant', 'few')).toMatchObject({ scenario: 'pilot-contract', annual_output: 2_000_000 })
    expect(runFabroute(['run', 'ptfe-dry', '--plant', 'few']).stdout).toContain(
      'plant default + few, 2000000 m^2 a year',
    )
  })

  it('serve routes of both kinds side by side', () => {
    runFabroute(['init', 'mine', '--from', 'ptfe-dry'])
    const { exit, stdout } = runFabroute(['compare', 'mine', 'ptfe-dry', '--plant', 'ours'])
    expect(exit).toBe(0)
    expect(stdout).toContain('plant ours, 3000000 m^2 a year')
  })
})

describe('a bundled upstream flow', () => {
  it('runs by itself, at the plant that it names', () => {
    const { exit, stdout } = runFabroute(['run', 'argyrodite-ball-mill', '--json'])
    expect(exit).toBe(0)
    const found = JSON.parse(stdout) as Ran & { readonly basis: string; readonly warnings: unknown[] }
    expect(found).toMatchObject({ plant: 'electrolyte', basis: '1 kg', annual_output: 500_000, warnings: [] })
    expect(Object.keys(found.purchases)).toEqual(expect.arrayContaining(['Li2S', 'P2S5', 'LiCl']))
  })
})
