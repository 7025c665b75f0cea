import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { type Ran, runFabroute, runFabrouteLater } from '../run-fabroute.ts'

type Fields = Record<string, unknown>
interface Amount extends Fields {
  readonly a: string | null
  readonly b: string | null
  readonly difference: string
  readonly relative: number | null
}
interface Pair extends Fields {
  readonly equal: boolean
  readonly settings: readonly Fields[]
  readonly cost: Amount
  readonly by_category: readonly Amount[]
  readonly by_step: readonly Amount[]
  readonly by_item: readonly Amount[]
  readonly lines: readonly Amount[]
  readonly figures: readonly Fields[]
}

const here = dirname(fileURLToPath(import.meta.url))
const before = process.cwd()
let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-diff-')))
  for (const source of [join(here, '..', 'bad-input', 'base'), join(here, 'documents')])
    cpSync(source, folder, { recursive: true })
  process.chdir(folder)
  save('route.json', 'route.yaml')
  save('dear.json', 'route.yaml', '--set', 'prices.Ceramic=+10%', '--set', 'plant.annual_output=*3')
  save('pressed.json', 'pressed.yaml')
  save('both.json', 'route.yaml', 'pressed.yaml')
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

function save(file: string, ...words: string[]): void {
  const { exit, stdout, stderr } = runFabroute(['run', ...words, '--json'])
  if (exit !== 0) throw new Error(stderr)
  writeFileSync(file, stdout)
}

/** A result with some fields of its own, and what is in it laid out anew. */
const result = (fields: Fields = {}, cost: Fields = {}): Fields => ({
  flow: 'route',
  basis: '1 m^2',
  currency: 'USD',
  cost: {
    total: '3.5',
    by_category: { materials: '3', labour: '0.5' },
    by_step: { mix: '3.5' },
    by_item: { binder: '3', labour: '0.5' },
    ...cost,
  },
  ...fields,
})
const diff = (...words: string[]): Promise<Ran> => runFabrouteLater(['diff', ...words])
function diffOf(a: unknown, b: unknown, ...words: string[]): Promise<Ran> {
  writeFileSync('a.json', JSON.stringify(a))
  writeFileSync('b.json', JSON.stringify(b))
  return diff('a.json', 'b.json', ...words)
}
const pairsIn = ({ stdout }: Ran): Pair[] => (JSON.parse(stdout) as { flows: Pair[] }).flows
const onlyPair = (ran: Ran): Pair => {
  const [pair, ...others] = pairsIn(ran)
  expect(others).toEqual([])
  return pair as Pair
}

describe('differences of money', () => {
  test.each([
    ['route.json', 'dear.json'],
    ['dear.json', 'route.json'],
    ['route.json', 'pressed.json'],
  ])('of %s and %s add up exactly', async (a, b) => {
    const pair = onlyPair(await diff(a, b, '--json'))
    const total = new Decimal(pair.cost.b as string).minus(pair.cost.a as string)
    expect(pair.cost.difference).toBe(total.toFixed())
    expect(total.isZero()).toBe(false)
    for (const rows of [pair.by_category, pair.by_step, pair.by_item, pair.lines]) {
      expect(rows.length).toBeGreaterThan(0)
      const sum = rows.reduce((sum, { difference }) => sum.plus(difference), new Decimal(0))
      expect(sum.toFixed()).toBe(total.toFixed())
      for (const { a, b, difference, relative } of rows) {
        expect(new Decimal(b ?? 0).minus(a ?? 0).toFixed()).toBe(difference)
        expect(difference).not.toBe('0')
        if (relative !== null) expect(relative).toBeCloseTo(Number(difference) / Math.abs(Number(a)), 12)
      }
      const sizes = rows.map(({ difference }) => Math.abs(Number(difference)))
      expect(sizes).toEqual(sizes.toSorted((x, y) => y - x))
    }
  })

  it('are exact to the last digit that a ledger posts', async () => {
    const tiny = { by_category: { materials: '3.000000000000000001', labour: '0.5' }, total: '3.500000000000000001' }
    const ran = await diffOf(
      result(),
      result({}, { ...tiny, by_step: { mix: tiny.total }, by_item: { all: tiny.total } }),
      '--json',
    )
    expect(onlyPair(ran).by_category).toEqual([
      expect.objectContaining({ category: 'materials', difference: '0.000000000000000001' }),
    ])
    const text = await diff('a.json', 'b.json')
    expect(text.stdout).toMatch(/materials +3\.0000 +3\.0000 +\+1e-18/)
  })
})

describe('what differs besides', () => {
  it('is told by settings, inputs and figures', async () => {
    const pair = onlyPair(await diff('route.json', 'dear.json', '--json'))
    expect(pair.settings.map(({ name }) => name)).toEqual(['annual_output'])
    expect(pair.inputs_set).toEqual([
      { input: 'prices.Ceramic', a: null, b: expect.stringContaining('USD/kg') },
      { input: 'plant.annual_output', a: null, b: expect.stringContaining('m^2/yr') },
    ])
    expect(pair.figures.map(({ name }) => name)).toContain('capacity.plant.machines')
    const { stdout } = await diff('route.json', 'dear.json')
    expect(stdout).toMatch(/^annual output: \d+ -> \d+ m\^2 a year$/m)
    expect(stdout).toMatch(/^set prices\.Ceramic: not set -> /m)
    expect(stdout).toMatch(/^machines of the plant +\d+ +\d+/m)
  })

  it('takes numbers within 1e-12 as alike, and no others', async () => {
    const pair = onlyPair(
      await diffOf(
        result({ floor_m2: 1000, scrap_kg: 0, labour_h: null, energy_kwh: 1 }),
        result({ floor_m2: 1000 + 5e-10, scrap_kg: 1e-300, labour_h: null, energy_kwh: 1 + 1e-11 }),
        '--json',
      ),
    )
    expect(pair.figures.map(({ name }) => name)).toEqual(['scrap_kg', 'energy_kwh'])
    expect(pair.figures[0]).toEqual({ name: 'scrap_kg', a: 0, b: 1e-300, difference: 1e-300, relative: null })
    expect((await diff('a.json', 'b.json')).stdout).toMatch(/energy, kWh +1 +1\.00000000001 +\+1e-9/)
  })

  it('tells a figure of one alone as precisely as others', async () => {
    const rate = { throughput: { steps: { press: { rate_per_h: 1722.4743, unit: 'm^2' } } } }
    expect((await diffOf(result(rate), result())).stdout).toMatch(/press: rate, m\^2\/h +1722 +-/)
  })

  it('tells steps and items of one alone, and warnings that came and went', async () => {
    const warning = (code: string): Fields => ({ code, message: `about ${code}` })
    const ran = await diffOf(
      result({ warnings: [warning('X'), warning('Y')] }, { by_step: { mix: '3.5', idle: '0' } }),
      result({ warnings: [warning('Y'), warning('Z')] }, { by_item: { resin: '3', labour: '0.5' } }),
    )
    expect(ran.stdout).toContain('steps only in A: idle\n')
    expect(ran.stdout).toContain('items only in A: binder\nitems only in B: resin\n')
    expect(ran.stdout).toContain('warning gone, X: about X\nnew warning, Z: about Z\n')
  })

  it('is nothing where a file is set against itself', async () => {
    const ran = await diff('both.json', 'both.json', '--exit-code')
    expect(ran.exit).toBe(0)
    expect(ran.stdout.match(/^no difference$/gm)).toHaveLength(2)
    expect((await diff('both.json', 'both.json', '--csv')).stdout.trim()).toBe('flow,kind,name,a,b,difference,relative')
    expect(JSON.parse((await diff('both.json', 'both.json', '--json')).stdout)).toMatchObject({ equal: true })
  })
})

describe('several flows', () => {
  it('are matched by name, and the others told', async () => {
    const ran = await diff('both.json', 'route.json', '--json')
    expect(JSON.parse(ran.stdout)).toMatchObject({ equal: false, flows_only_in_a: ['pressed'], flows_only_in_b: [] })
    expect(pairsIn(ran).map(({ flow_a, equal }) => [flow_a, equal])).toEqual([['route', true]])
    expect((await diff('both.json', 'route.json')).stdout).toMatch(/^only in A: pressed$/m)
  })

  it('of one each are compared whatever they are called', async () => {
    expect(onlyPair(await diff('route.json', 'pressed.json', '--json'))).toMatchObject({
      flow_a: 'route',
      flow_b: 'pressed',
      equal: false,
    })
  })
})

test('--exit-code tells by 4 that results differ, and by 1 that one is no result', async () => {
  for (const words of [[], ['--json'], ['--csv']]) {
    expect((await diff('route.json', 'dear.json', ...words)).exit).toBe(0)
    const { exit, stderr } = await diff('route.json', 'dear.json', '--exit-code', ...words)
    expect({ exit, stderr }).toEqual({ exit: 4, stderr: '' })
  }
  expect((await diff('route.json', 'route.yaml', '--exit-code')).exit).toBe(1)
})

test('comma-separated values hold what the JSON holds', async () => {
  const pair = onlyPair(await diff('route.json', 'pressed.json', '--json'))
  const rows = (await diff('route.json', 'pressed.json', '--csv')).stdout.trim().split('\n').slice(1)
  const ofKind = (kind: string): string[] => rows.filter((row) => row.split(',')[1] === kind)
  expect(ofKind('step')).toHaveLength(pair.by_step.length)
  expect(ofKind('line')).toHaveLength(pair.lines.length)
  expect(ofKind('figure')).toHaveLength(pair.figures.length)
  const { a, b, difference, relative } = pair.cost
  expect(ofKind('cost')).toEqual([`pressed,cost,cost,${a},${b},${difference},${relative}`])
})

test('names that steer a terminal or a spreadsheet do not', async () => {
  const name = '\u001b[2J\u202e=cmd|x\nforged'
  const hostile = result(
    { flow: name, title: name },
    { by_step: { [name]: '3.5' }, by_item: { '=1+1': '3', labour: '0.5' } },
  )
  for (const words of [[], ['--csv']]) {
    const { exit, stdout } = await diffOf(result(), hostile, ...words)
    expect(exit).toBe(0)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be printed
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(stdout).toContain('\\u001b[2J')
    expect(stdout).not.toMatch(/^forged/m)
    if (words.length > 0) expect(stdout).not.toMatch(/(^|,)[=+@]/m)
  }
  // names of what every object has are names like others
  const odd = JSON.parse('{"__proto__": "3", "constructor": "0.5"}') as Fields
  const pair = onlyPair(await diffOf(result(), result({}, { by_item: odd }), '--json'))
  expect(pair.items_only_in_b).toEqual(['__proto__', 'constructor'])
})

test('a file is read as shells write it', async () => {
  const text = JSON.stringify(result())
  writeFileSync('a.json', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
  writeFileSync('b.json', `\u{feff}${text}\r\n`)
  const { exit, stdout } = await diff('a.json', 'b.json')
  expect({ exit, said: /no difference/.test(stdout) }).toEqual({ exit: 0, said: true })
})

test('no line is wider than 80 columns', async () => {
  for (const [a, b] of [
    ['route.json', 'dear.json'],
    ['route.json', 'pressed.json'],
    ['both.json', 'dear.json'],
  ] as const) {
    const { stdout } = await diff(a, b)
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    expect(stdout).not.toMatch(/undefined|NaN|Infinity|\[object/)
  }
})
