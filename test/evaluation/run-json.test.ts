import { describe, expect, test } from 'vitest'
import { runJson } from '../../src/report/run-json.ts'
import { type Costed, costRoute, costText } from '../support.ts'

/** What a field of `run --json` holds. A type ending in `?` may be null, where the documents do not give the figure. */
type Contract = string | { readonly [field: string]: Contract } | ((value: unknown, path: string) => void)

const DECIMAL = /^-?\d+(\.\d+)?$/

function check(value: unknown, wanted: Contract, path: string): void {
  if (typeof wanted === 'function') {
    wanted(value, path)
    return
  }
  if (typeof wanted === 'object') {
    expect(value, path).toBeTypeOf('object')
    expect(value, path).not.toBeNull()
    for (const [field, inner] of Object.entries(wanted)) {
      expect(Object.keys(value as object), `${path}.${field}`).toContain(field)
      check((value as Record<string, unknown>)[field], inner, `${path}.${field}`)
    }
    return
  }
  if (wanted.endsWith('?') && value === null) return
  const type = wanted.replace('?', '')
  if (type === 'money') {
    expect(value, path).toBeTypeOf('string')
    expect(value, path).toMatch(DECIMAL)
  } else if (type === 'number') {
    expect(value, path).toBeTypeOf('number')
    expect(Number.isFinite(value), path).toBe(true)
  } else expect(typeof value, path).toBe(type)
}

/** A mapping from names of the route's own to values of one kind. */
const each =
  (inner: Contract, least = 1): Contract =>
  (value, path) => {
    const entries = Object.entries(value as object)
    expect(entries.length, path).toBeGreaterThanOrEqual(least)
    for (const [key, entry] of entries) check(entry, inner, `${path}.${key}`)
  }
const list =
  (inner: Contract): Contract =>
  (value, path) => {
    expect(Array.isArray(value), path).toBe(true)
    for (const [i, entry] of (value as unknown[]).entries()) check(entry, inner, `${path}[${i}]`)
  }

const COMMON: Readonly<Record<string, Contract>> = {
  flow: 'string',
  basis: 'string',
  currency: 'string',
  year: 'number',
  annual_output: 'number',
  cost: {
    total: 'money',
    by_category: each('money'),
    by_step: each('money'),
    by_item: each('money'),
    supply: each({ unit_cost: 'money?', unit: 'string' }, 0),
  },
  solvent: {
    fresh_kg: 'number?',
    evaporated_kg: 'number?',
    recovered_kg: 'number?',
    emitted_kg: 'number?',
    residual_kg: 'number?',
  },
  yield: { area: 'number?', steps: each('number?', 0), components: each('number', 0) },
  energy_kwh: 'number?',
  labour_h: 'number?',
  floor_m2: 'number?',
  scrap_kg: 'number?',
  co2e_kg: 'number?',
  provenance: { cited: 'number', assumed: 'number' },
  warnings: list({ code: 'string', message: 'string' }),
}
const THROUGHPUT: Readonly<Record<string, Contract>> = {
  bottleneck: 'string?',
  steps: each({ rate_per_h: 'number?', unit: 'string?', machines: 'number?', utilization: 'number?' }),
}
/** A route whose product is a web. */
const WEB: Contract = {
  ...COMMON,
  throughput: { line_m2_per_h: 'number', ...THROUGHPUT },
  membrane: { thickness_um: 'number', porosity: 'number', areal_mass_kg: 'number', asr_ohm_cm2: 'number' },
}
/** A route whose product is none. */
const OTHER: Contract = {
  ...COMMON,
  throughput: { line_per_h: 'number?', unit: 'string', ...THROUGHPUT },
  membrane: (value, path) => expect(value, path).toBeNull(),
}

/** As a reader of the printed text gets it. */
const printed = (costed: Costed): Record<string, unknown> =>
  JSON.parse(JSON.stringify(runJson(costed.result))) as Record<string, unknown>

describe('the JSON of a run keeps its contract', () => {
  test('for a membrane', () => {
    const json = printed(costRoute('wet-slurry'))
    check(json, WEB, 'wet-slurry')
    expect(json).toMatchObject({ flow: 'wet-slurry', basis: '1 m^2', currency: 'USD', annual_output: 10_000_000 })
  })

  test('with machines unrounded, and with inputs set', () => {
    const set = ['prices.Li6PS5Cl=*1.2', 'steps.drying.residence_time=3 min']
    const json = printed(costRoute('wet-slurry', { fractional: true, set }))
    check(json, WEB, 'wet-slurry')
    expect((json.inputs_set as { input: string }[]).map(({ input }) => input).sort()).toEqual([
      'prices.Li6PS5Cl',
      'steps.drying.residence_time',
    ])
  })

  test('for a product that is no web', () => {
    const json = printed(costRoute('test/reference/polysilicon/polysilicon.yaml'))
    check(json, OTHER, 'polysilicon')
    expect(json).toMatchObject({ basis: '1 kg', throughput: { unit: 'kg' } })
    expect(json.throughput).not.toHaveProperty('line_m2_per_h')
  })

  test('notices a field that is missing or of another type', () => {
    const json = printed(costRoute('wet-slurry'))
    expect(() => check({ ...json, floor_m2: undefined }, WEB, 'x')).toThrow()
    expect(() => check({ ...json, cost: { ...(json.cost as object), total: 19.5 } }, WEB, 'x')).toThrow()
    const { scrap_kg: _, ...rest } = json
    expect(() => check(rest, WEB, 'x')).toThrow()
  })
})

test('figures that no document gives are null, never 0', () => {
  const { result } = costText([
    `flow: bare
assumption: test
product: { operation: thing }
steps: { work: { operation: work } }`,
    'operation: thing\nparameters: { basis: { value: 1 kg, assumption: test } }',
    'operation: work\nparameters: { effort: { value: 2 USD, assumption: test } }',
    `method: levelized
expects: { effort: { value: 0 USD, assumption: test } }
costs: [{ for: step, category: labour, item: work, is: effort }]`,
    'plant: default\ncurrency: USD\nparameters: { annual_output: { value: 5 kg/yr, assumption: test } }',
    'materials: {}',
  ])
  const json = runJson(result)
  expect(json).toMatchObject({ membrane: null, year: null, cost: { total: '2', by_step: { work: '2' } } })
  expect(json.throughput).toMatchObject({
    bottleneck: null,
    line_per_h: null,
    steps: { work: { rate_per_h: null, unit: null, machines: null, utilization: null } },
  })
})
