import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'

const folder = mkdtempSync(join(tmpdir(), 'fabroute-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SETTINGS = [
  ['prices.Li2S', '60 USD/kg'],
  ['product.thickness', '30 um'],
  ['steps.casting.coating_speed', '20 m/min'],
  ['plant.annual_output', '2e6 m^2/yr'],
  ['equipment.calender.price', '1e6 EUR'],
  ['supply.Li6PS5Cl.steps.milling.milling_time', '4 h'],
] as const

function overlay(name: string, lines: readonly string[], base = 'wet-slurry'): string {
  const file = join(folder, `${name}.yaml`)
  const set = lines.map((line) => `  ${line}\n`).join('')
  writeFileSync(file, `format: 1\nflow: ${name}\nbased_on: ${base}\nassumption: what-if\nset:\n${set}`)
  return file
}

function cost(...words: string[]): unknown {
  const { exit, stdout, stderr } = runFabroute(['run', ...words, '--json'])
  expect({ exit, stderr: exit === 0 ? '' : stderr }).toEqual({ exit: 0, stderr: '' })
  return JSON.parse(stdout).cost
}

describe('inputs that a flow sets', () => {
  it('come to what the same settings of the command line come to', () => {
    const file = overlay(
      'all-kinds',
      SETTINGS.map(([path, value]) => `${path}: ${value}`),
    )
    const set = SETTINGS.flatMap(([path, value]) => ['--set', `${path}=${value}`])
    expect(cost(file)).toEqual(cost('wet-slurry', ...set))
  })

  it('are what the command line changes further, and replaces', () => {
    const file = overlay('further', ['prices.Li2S: 60 USD/kg'])
    expect(cost(file, '--set', 'prices.Li2S=+10%')).toEqual(cost('wet-slurry', '--set', 'prices.Li2S=66 USD/kg'))
    expect(cost(file, '--set', 'prices.Li2S=90 USD/kg')).toEqual(cost('wet-slurry', '--set', 'prices.Li2S=90 USD/kg'))
  })

  it('are laid over those of the flow beneath', () => {
    const beneath = overlay('beneath', ['prices.Li2S: 60 USD/kg', 'product.thickness: 30 um'])
    const above = overlay('above', ['prices.Li2S: 80 USD/kg'], beneath)
    const set = ['--set', 'prices.Li2S=80 USD/kg', '--set', 'product.thickness=30 um']
    expect(cost(above)).toEqual(cost('wet-slurry', ...set))
  })

  it('bring their range and their source, and are told in the result', () => {
    const file = overlay('ranged', [
      'prices.Li2S: { value: 60 USD/kg, low: 50 USD/kg, high: 90 USD/kg, source: song2023 }',
    ])
    const { stdout } = runFabroute(['run', file, '--json'])
    expect(JSON.parse(stdout).inputs_set).toMatchObject([{ input: 'prices.Li2S', asked: 'prices.Li2S=60 USD/kg' }])
    expect(runFabroute(['explain', file, 'prices.Li2S']).stdout).toContain('50 USD/kg .. 90 USD/kg')
    expect(runFabroute(['tornado', file, '--vary', 'prices.Li2S']).exit).toBe(0)
  })
})
