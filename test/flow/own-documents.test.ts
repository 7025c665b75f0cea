import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { commandLine } from '../../src/cli/command-line.ts'
import { expectClose } from '../support.ts'

/** A folder of a user: a route with an operation, a method, a material, a lamp and a price of its own beside it. */
let folder: string
const put = (path: string, text: string): void => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

interface Printed {
  readonly cost: {
    readonly total: string
    readonly by_category: Record<string, string>
    readonly by_step: Record<string, string>
    readonly by_item: Record<string, string>
    readonly lines: readonly { step: string; category: string; item: string; amount: string }[]
  }
  readonly yield: { readonly steps: Record<string, number> }
  readonly throughput: { readonly steps: Record<string, { machines: number; utilization: number }> }
  readonly method: string
}

/** What `fabroute run FLOW --json` prints. */
function run(flow: string, ...options: string[]): Printed {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    expect(commandLine(['run', join(folder, flow), '--json', ...options])).toBe(0)
  } finally {
    write.mockRestore()
  }
  return JSON.parse(out) as Printed
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fabroute-'))
  const route = readFileSync('flows/wet-slurry.yaml', 'utf8')
  put('plain.yaml', route.replace('flow: wet-slurry', 'flow: plain'))
  // the route with a curing station between calender and slitter, and a monomer in the film
  put(
    'cured.yaml',
    route
      .replace('flow: wet-slurry', 'flow: cured\nmethod: with-licence')
      .replace('NBR: 4.8 wt%', 'acrylate: 4.8 wt%')
      .replace(
        '  slitting:\n',
        '  curing: { operation: uv-curing, title: UV curing, set: { dose: 2 kJ/m^2 } }\n  slitting:\n',
      )
      .replace(
        'calendering.pressed -> slitting.film',
        'calendering.pressed -> curing.film\n  - curing.cured -> slitting.film',
      ),
  )
  put(
    'operations/uv-curing.yaml',
    `format: 1
operation: uv-curing
title: UV curing of a web
ports:
  film:  { in: web,  carries: [solids, solvent, carrier] }
  cured: { out: web, carries: [solids, solvent, carrier] }
parameters:
  dose:       { value: 1 kJ/m^2, range: "0 kJ/m^2 .. 100 kJ/m^2", assumption: "of this test" }
  efficiency: { value: 25 %, assumption: "of this test" }
  lit_width:  { value: 1 m, assumption: "of this test" }
through:
  - cured.each = film.each
  - cured.area = film.area
rate: { of: film.area, is: machine.power * efficiency / dose }
uses: { electricity: dose / efficiency * film.area, labour: machine.operators }
equipment: { machine: uv_lamp, size: lit_width }
`,
  )
  put(
    'prices/own.yaml',
    `format: 1
assumption: "of this test"
materials:
  acrylate: { role: binder, price: 12 USD/kg, density: 1.1 g/cm^3 }
utilities: { electricity: { price: 0.2 USD/kWh } }
equipment:
  uv_lamp: { price: 90000 USD, size: 1 m, lifetime: 5 yr, power: 20 kW, operators: 0, availability: 90 %, floor_area: 4 m^2 }
`,
  )
  const method = readFileSync('flows/methods/levelized.yaml', 'utf8')
  put(
    'methods/with-licence.yaml',
    method
      .replace('method: levelized', 'method: with-licence')
      .replace(
        '\ncosts:\n',
        '\ncosts:\n  - { for: plant, category: licence, item: patent, is: 2 % * categories.materials }\n',
      ),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a route of one’s own runs with an operation, a machine, a material, a price and a method of one’s own', () => {
  const { cost, throughput, method, yield: yields } = run('cured.yaml')
  expect(method).toBe('with-licence')
  expect(Object.keys(cost.by_step)).toContain('curing')
  // all area lost after curing is lost in the slitter; cured at 2 kJ/m² and 25 %
  const area = 1 / (yields.steps.slitting as number)
  const electricity = ((2 / 3600) * area) / 0.25
  // 20 kW light 2.5 m² a second, 9 000 m² an hour
  const rate = ((20 * 0.25) / 2) * 3600
  const needed = (1e7 * area) / rate / (7680 * 0.9)
  const curing = throughput.steps.curing
  expect(curing?.machines).toBe(Math.ceil(needed))
  expectClose(curing?.utilization as number, needed / Math.ceil(needed), 1e-12)
  const line = cost.lines.find(({ step, item }) => step === 'curing' && item === 'electricity')
  expectClose(Number(line?.amount), electricity * 0.2, 1e-12, 'electricity of curing')
  // the user's own price of electricity holds in the bundled operations as well
  const [own, halved] = [run('plain.yaml'), run('plain.yaml', '--set', 'prices.electricity=0.1 USD/kWh')]
  expectClose(Number(own.cost.by_item.electricity) / Number(halved.cost.by_item.electricity), 2, 1e-12)
  const materials = Number(cost.by_category.materials)
  expectClose(Number(cost.by_category.licence), 0.02 * materials, 1e-12, 'licence')
  expect(cost.by_item.NBR).toBeUndefined()
  expect(Number(cost.by_item.acrylate)).toBeGreaterThan(0)
})

test('the bundled method stands beside the changed copy', () => {
  const own = run('cured.yaml')
  const bundled = run('cured.yaml', '--method', 'levelized')
  expect(bundled.cost.by_category.licence).toBeUndefined()
  expectClose(Number(own.cost.total) - Number(own.cost.by_category.licence), Number(bundled.cost.total), 1e-12)
})

test('what a user sets works on documents of his own', () => {
  const one = run('cured.yaml')
  const two = run('cured.yaml', '--set', 'steps.curing.dose=+100 %', '--set', 'prices.acrylate=*2')
  expectClose(Number(two.cost.by_item.acrylate), 2 * Number(one.cost.by_item.acrylate), 1e-12)
  // a lamp does half the area a time at twice the dose: (1e7 * area / 4 500) / (7 680 * 0.9) is 0.34, still one lamp
  expectClose(
    two.throughput.steps.curing?.utilization as number,
    2 * (one.throughput.steps.curing?.utilization as number),
    1e-12,
  )
})

test('a folder copied elsewhere gives the same result', () => {
  const other = mkdtempSync(join(tmpdir(), 'fabroute-'))
  const before = run('cured.yaml')
  cpSync(folder, other, { recursive: true })
  const first = folder
  folder = other
  try {
    expect(run('cured.yaml')).toEqual(before)
  } finally {
    folder = first
    rmSync(other, { recursive: true, force: true })
  }
})
