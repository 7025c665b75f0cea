import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { runFabroute, runFabrouteLater } from '../run-fabroute.ts'

/** The base documents of the bad inputs and a second route, so that no golden text holds a figure of a bundled document. */
const here = dirname(fileURLToPath(import.meta.url))
const SOURCES = [join(here, '..', 'bad-input', 'base'), join(here, 'documents')]

const before = process.cwd()
let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-cli-')))
  for (const source of SOURCES) cpSync(source, folder, { recursive: true })
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

const BOTH = ['route.yaml', 'pressed.yaml']
/** A route with ranges, also of its prices. */
const UNCERTAIN = ['cast.yaml', '--prices', 'uncertain-prices.yaml']
const CASES: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'route.yaml'],
  'run-goals': ['run', 'route.yaml', '--method', 'returns'],
  'run-goals-given': [
    'run',
    'route.yaml',
    '--method',
    'returns',
    '--set',
    'method.selling_price=1 USD',
    '--currency',
    'EUR',
  ],
  'explain-goal': ['explain', 'route.yaml', 'goals.price', '--method', 'returns', '--depth', '1'],
  compare: ['compare', ...BOTH],
  'compare-goals': ['compare', ...BOTH, '--method', 'returns', '--set', 'method.finance=borrowed'],
  'compare-at-equal-thickness': ['compare', ...BOTH, '--equal', 'thickness=30 um'],
  'compare-csv': ['compare', ...BOTH, '--csv', '--currency', 'EUR'],
  'compare-settings': ['compare', ...BOTH, '--currency', 'EUR', '--set', 'product.thickness=30 um', '--fractional'],
  'sweep-one-input': ['sweep', ...BOTH, '--vary', 'prices.Ceramic=10..90 USD/kg:5'],
  'sweep-crossing': ['sweep', ...BOTH, '--vary', 'prices.Ceramic=60..300 USD/kg:5', '--fractional'],
  'sweep-two-inputs': [
    'sweep',
    ...BOTH,
    '--vary',
    'plant.annual_output=1e5..1e7 m^2/yr:5 log',
    '--vary',
    'product.thickness=30,50 um',
  ],
  'sweep-points-that-cannot-be': ['sweep', ...BOTH, '--vary', 'steps.press.press_yield=0.9..1.1:3'],
  'sweep-csv': ['sweep', ...BOTH, '--vary', 'prices.Ceramic=10..90 USD/kg:3', '--csv'],
  'sweep-json': ['sweep', ...BOTH, '--vary', 'steps.press.press_yield=0.9..1.1:2', '--json'],
  'breakeven-closed-form': ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '8 USD/m^2'],
  'breakeven-search': ['breakeven', 'pressed.yaml', '--vary', 'steps.press.press_yield', '--target', '10 USD/m^2'],
  'breakeven-machines': [
    'breakeven',
    'pressed.yaml',
    '--vary',
    'steps.press.speed=1..20 m^2/h',
    '--target',
    '11.6 USD/m^2',
    '--set',
    'plant.annual_output=20000 m^2/yr',
  ],
  'breakeven-against': ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--against', 'pressed.yaml'],
  'breakeven-in-euro': [
    'breakeven',
    'route.yaml',
    '--vary',
    'prices.Ceramic',
    '--target',
    '8 EUR/m^2',
    '--currency',
    'EUR',
  ],
  'breakeven-none': ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '0.01 USD/m^2'],
  'breakeven-none-in-range': [
    'breakeven',
    'pressed.yaml',
    '--vary',
    'steps.press.press_yield',
    '--target',
    '0.01 USD/m^2',
  ],
  'breakeven-without-effect-json': [
    'breakeven',
    'route.yaml',
    '--vary',
    'steps.oven.room_temperature',
    '--target',
    '9 USD/m^2',
    '--set',
    'prices.current=0 USD/kWh',
    '--json',
  ],
  'breakeven-json': ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '8 USD/m^2', '--json'],
  'breakeven-csv': ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '8 USD/m^2', '--csv'],
  tornado: ['tornado', ...UNCERTAIN],
  'tornado-not-smooth': [
    'tornado',
    'pressed.yaml',
    '--vary',
    'steps.press.press_yield=0.8..1.1',
    '--vary',
    'plant.annual_output=-50%..+50%',
    '--vary',
    'prices.Benzine=1..3 USD/kg',
  ],
  'tornado-of-another-figure': ['tornado', ...UNCERTAIN, '--output', 'solvent.fresh_kg'],
  'tornado-csv': ['tornado', ...UNCERTAIN, '--csv'],
  montecarlo: ['montecarlo', ...UNCERTAIN, '--samples', '2000'],
  'montecarlo-two-routes': ['montecarlo', 'pressed.yaml', ...UNCERTAIN, '--samples', '2000', '--currency', 'EUR'],
  'montecarlo-correlated-with-scenarios-left-out': [
    'montecarlo',
    'pressed.yaml',
    '--samples',
    '2000',
    '--sampler',
    'sobol',
    '--vary',
    'steps.press.press_yield=0.8..1.05',
    '--vary',
    'prices.Ceramic=-30%..+30% triangular',
    '--correlate',
    'prices.Ceramic,steps.press.press_yield=-0.5',
    '--output',
    'cost',
  ],
  'montecarlo-csv': ['montecarlo', 'pressed.yaml', ...UNCERTAIN, '--samples', '2000', '--csv', '--output', 'cost'],
  'sensitivity-sobol': ['sensitivity', ...UNCERTAIN, '--samples', '64'],
  'sensitivity-sobol-groups': [
    'sensitivity',
    ...UNCERTAIN,
    '--samples',
    '64',
    '--second-order',
    '--confidence',
    '0.9',
    '--group',
    'prices=prices.*',
    '--group',
    'process=steps.*',
  ],
  'sensitivity-morris': ['sensitivity', ...UNCERTAIN, '--estimator', 'morris', '--samples', '20'],
  'sensitivity-ranks': ['sensitivity', ...UNCERTAIN, '--estimator', 'rank-regression', '--samples', '256'],
  'sensitivity-csv': ['sensitivity', ...UNCERTAIN, '--samples', '64', '--csv'],
  diff: ['diff', 'before.json', 'after.json'],
  'diff-csv': ['diff', 'before.json', 'after.json', '--csv'],
  'diff-alike': ['diff', 'before.json', 'before.json'],
  init: ['init', 'mine', '--from', 'route.yaml'],
}

test.each(Object.entries(CASES))('%s', async (name, words) => {
  const { exit, stdout, stderr } = await runFabrouteLater(words)
  const line = `fabroute ${words.map((word) => (/^[\w./=-]+$/.test(word) ? word : `'${word}'`)).join(' ')}`
  const shown = `$ ${line}\nexit ${exit}\n--- stdout\n${stdout}--- stderr\n${stderr}`
  await expect(shown.replaceAll(folder, '<folder>')).toMatchFileSnapshot(join(here, 'golden', `${name}.txt`))
  expect(shown).not.toMatch(/^ {4}at |undefined|NaN|Infinity|\[object/m)
  expect(exit).toBe(/none|without-effect/.test(name) ? 3 : 0)
  expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true)
})

test('nothing printed is wider than 80 columns', async () => {
  for (const [name, words] of Object.entries(CASES)) {
    if (/csv|json|init/.test(name)) continue
    for (const line of (await runFabrouteLater(words)).stdout.split('\n'))
      expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(80)
  }
})

describe('--json', () => {
  const json = (words: readonly string[]): Record<string, unknown> =>
    JSON.parse(runFabroute([...words, '--json']).stdout) as Record<string, unknown>

  it('of compare has the fields it is documented to have', () => {
    const found = json(['compare', ...BOTH])
    expect(Object.keys(found).sort()).toEqual(
      [
        'at_equal',
        'attribution',
        'basis',
        'by_category',
        'by_item',
        'by_step',
        'compared',
        'conductivity_temperatures_c',
        'cost',
        'currency',
        'difference',
        'difference_to',
        'dominance',
        'flows',
        'year',
      ].sort(),
    )
    expect(found).toMatchObject({
      compared: ['route', 'pressed'],
      basis: '1 m^2',
      currency: 'USD',
      year: 2024,
      cost: { route: expect.stringMatching(/^\d+\.\d+$/), pressed: expect.stringMatching(/^\d+\.\d+$/) },
      difference_to: 'route',
      difference: { pressed: expect.stringMatching(/^-?\d+\.\d+$/) },
      flows: [{ flow: 'route' }, { flow: 'pressed' }],
    })
    expect((found.by_step as unknown[])[0]).toEqual({
      step: expect.any(String),
      cost: { route: expect.anything(), pressed: null },
      difference: { pressed: expect.any(String) },
    })
  })

  it('of sweep and breakeven is one object, and does not go with --csv', () => {
    const sweep = ['sweep', 'route.yaml', '--vary', 'prices.Ceramic=10, 20 USD/kg']
    expect(json(sweep)).toHaveProperty('points')
    const breakeven = ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '8 USD/m^2']
    expect(json(breakeven)).toHaveProperty('answers')
    for (const words of [sweep, breakeven]) {
      const { exit, stdout, stderr } = runFabroute([...words, '--json', '--csv'])
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
      expect(stderr).toContain("'--csv' cannot be used with option '--json'")
    }
  })
})

describe('exit codes', () => {
  test.each<[number, readonly string[]]>([
    [0, ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '8 USD/m^2']],
    [1, ['breakeven', 'route.yaml', '--vary', 'prices.Ceramics', '--target', '8 USD/m^2']],
    [1, ['sweep', 'route.yaml', '--vary', 'prices.Ceramic=1..2 kg']],
    [2, ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic']],
    [2, ['sweep', 'route.yaml']],
    [2, ['compare', 'route.yaml']],
    [3, ['breakeven', 'route.yaml', '--vary', 'prices.Ceramic', '--target', '-8 USD/m^2']],
    // no point of it has a cost: the question has no answer
    [3, ['sweep', 'pressed.yaml', '--vary', 'steps.press.press_yield=1.1..1.2:3']],
  ])('%i: %j', (wanted, words) => {
    expect(runFabroute(words).exit).toBe(wanted)
  })
})
