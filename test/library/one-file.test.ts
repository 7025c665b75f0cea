import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { expectClose } from '../support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabroute-one-file-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes one document into an empty folder, and what `run --json` prints of it. */
function runAlone(name: string, text: string, ...words: string[]) {
  const own = mkdtempSync(join(folder, `${name}-`))
  const file = join(own, `${name}.yaml`)
  writeFileSync(file, text)
  const { exit, stdout, stderr } = runFabroute(['run', file, '--json', ...words])
  expect(exit, stderr).toBe(0)
  expect(readdirSync(own)).toEqual([`${name}.yaml`])
  return JSON.parse(stdout)
}

const WHOLE = `
format: 1
flow: kneaded
product: { operation: membrane, from: slitting.membrane, set: { thickness: 40 um, porosity: 20 %, conductivity: 2 mS/cm }, composition: { Li6PS5Cl: rest, PTFE: 1 wt% } }
supply: { Li6PS5Cl: argyrodite-ball-mill }
steps:
  mixing: { operation: dry-mixing }
  fibrillation: { operation: extruder-fibrillation }
  forming: { operation: dry-film-forming, set: { film_thickness: product.thickness } }
  rolling: { operation: hot-calendering, set: { film_width: steps.forming.trimmed_width, film_thickness: product.thickness } }
  slitting: { operation: slitting-and-inspection, set: { film_width: steps.rolling.trimmed_width } }
streams:
  - mixing.mix -> fibrillation.mix
  - fibrillation.dough -> forming.dough
  - forming.film -> rolling.film
  - rolling.pressed -> slitting.film
`

test('a route of existing operations is one file', () => {
  expect(WHOLE.trim().split('\n').length).toBeLessThanOrEqual(16)
  const { cost, membrane, throughput, yield: yields, purchases, solvent } = runAlone('kneaded', WHOLE)
  expect(membrane.thickness_um).toBe(40)
  expectClose(membrane.asr_ohm_cm2, 2, 1e-9)
  // 40 um with 20 % of pores; 99 parts of 1.865 g/cm³, 1 part of 2.17 g/cm³
  expectClose(membrane.areal_mass_kg, (0.032 * 1) / (0.99 / 1.865 + 0.01 / 2.17), 1e-5)
  expect(Number(cost.total)).toBeGreaterThan(0)
  expect(Object.keys(cost.by_step)).toContain('supply.Li6PS5Cl.milling')
  expect(throughput.line_m2_per_h).toBeGreaterThan(0)
  expect(solvent.fresh_kg).toBe(0)
  expect(yields.area).toBeGreaterThan(0.5)
  expect(purchases.PTFE.amount).toBeGreaterThan(membrane.areal_mass_kg * 0.01)
})

const BASED = `
format: 1
flow: my-film
based_on: wet-slurry
product: { set: { thickness: 30 um }, composition: { Li6PS5Cl: rest, HNBR: 2.5 wt% } }
steps:
  mixing: { solvent: xylene, set: { solids_content: 50 wt% } }
`

test('a route like another states what differs, and is finished by one option', () => {
  const { cost, membrane, solvent, purchases } = runAlone('my-film', BASED)
  expect(membrane.thickness_um).toBe(30)
  expectClose(membrane.asr_ohm_cm2, 30 / 1.1 / 10, 1e-9)
  expect(Object.keys(purchases)).toEqual(expect.arrayContaining(['HNBR', 'xylene']))
  expect(Object.keys(purchases)).not.toEqual(expect.arrayContaining(['NBR']))
  // a part of solids takes a part of solvent
  expect(solvent.evaporated_kg).toBeGreaterThan(membrane.areal_mass_kg)
  const pressed = runAlone('my-film', BASED, '--set', 'finish=wip')
  expect(pressed.membrane.porosity).toBeLessThan(membrane.porosity)
  expect(pressed.membrane.thickness_um).toBe(30)
  expect(Number(pressed.cost.total)).toBeGreaterThan(Number(cost.total))
})
