import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import type { Diagnostics } from '../../src/document/diagnostic.ts'
import { flowSchema, methodSchema, operationSchema, plantSchema, pricesSchema } from '../../src/document/schema.ts'
import { type Checked, kindOf, validate } from '../../src/document/validate.ts'
import { read } from './support.ts'

interface Checking<T> {
  checked: Checked<T> | undefined
  diagnostics: Diagnostics
  /** Code and underlined text of each problem. */
  problems: [string, string][]
}

function check<T>(schema: z.ZodMiniType<T>, text: string): Checking<T> {
  const { document, diagnostics } = read(text)
  const checked = document && validate(document, schema, diagnostics)
  const problems = diagnostics.list.map((d): [string, string] => [
    d.code,
    d.span ? text.slice(d.span.start, d.span.end) : '',
  ])
  return { checked, diagnostics, problems }
}

const flow = (more = ''): string =>
  `format: 1\nflow: wet-slurry\nproduct: { operation: membrane }\nsteps:\n  mixing: { operation: slurry-mixing }\n${more}`
const operation = (more: string): string => `format: 1\noperation: drying\n${more}`

describe('sound documents', () => {
  it('takes a flow with slots, settings, feeds and streams', () => {
    const text = `format: 1
flow: wet-slurry
title: Free-standing membrane
family: sulfide
product:
  operation: membrane
  from: slitting.membrane
  set: { thickness: { value: 50 um, low: 25 um, high: 75 um, source: song2023, at: 4.2.1 }, porosity: 0.15 }
  composition: { Li6PS5Cl: 95.2 wt%, NBR: 4.8 wt% }
supply: { Li6PS5Cl: argyrodite-ball-mill }
parameters: { share_of_line: 0.5 }
equations: { total: { is: share_of_line * 2, unit: "1", about: nothing much } }
tables: { dew: { points: [[-40 degC, 880 kWh/(m^2*yr)], [-20 degC, 1]], between: linear }, macrs: [14.29 %, 2], factor: { toluene: 1 } }
feeds: { mixing.feed: { Li6PS5Cl: 10 kg } }
steps:
  mixing: { operation: slurry-mixing, line: coater, solvent: { toluene: 50 wt%, IBIB: 50 wt% }, carrier: PET, set: { x: 1 } }
streams:
  - mixing.slurry -> casting.slurry
  - { "a.out -> b.in": 60 % }
`
    const { checked, problems } = check(flowSchema, text)
    expect(problems).toEqual([])
    expect(checked?.value.steps.mixing?.solvent).toEqual({ toluene: '50 wt%', IBIB: '50 wt%' })
    expect(checked?.value.product.set?.porosity).toBe('0.15')
    expect(checked?.at(['flow']).file).toBe('x.yaml')
  })

  it('takes an operation, a method, prices and a plant', () => {
    expect(
      check(
        operationSchema,
        operation(`materials: { solvent: { role: solvent, about: x }, composition: {} }
reaction: A -> B
ports:
  film: { in: web, carries: [solids, solvent] }
  vapour: { out: bulk, carries: solvent, counts_as: evaporated, disposal: waste, optional: true }
  feed: { in: bulk, market: true }
parameters: { t: { value: 2 min, range: 0 .. 10, counts_as: yield } }
through: [ dry.area = film.area ]
balance: { dry.solvent.each: x * film.solids }
equations: { heat: { is: x, unit: kWh } }
rate: { of: dry.area, is: x / t }
uses: { heat: heat / 2, labour: machine.operators }
equipment: { machine: oven, size: x * y }
`),
      ).problems,
    ).toEqual([])
    expect(
      check(
        methodSchema,
        `format: 1
method: levelized
parameters: { rate: 8 % }
expects: { price: { value: 0 USD, about: x, optional: true }, installation: 1 }
line: { machines: x }
step: { machines: { is: line.machines, counts_as: machines } }
totals: { capital: sum(steps.each.cost) }
years: { from: 0, to: life, start: { x: 1 }, equations: { y: previous.y + year } }
costs:
  - { for: use, of: [electricity], category: energy, is: amount * prices.each }
  - { for: plant, category: overhead, item: insurance, is: x }
`,
      ).problems,
    ).toEqual([])
    expect(
      check(
        pricesSchema,
        `format: 1
scenario: high
sources: { song2023: { title: A paper, authors: Song, year: 2023, doi: 10.1/x } }
materials: { Li2S: { role: precursor, formula: Li2S, measure: kg, price: { value: 140 USD/kg, year: 2026 }, density: 1.66 g/cm^3 } }
utilities: { electricity: { price: 0.083 USD/kWh, counts_as: electricity } }
labour: { labour: { price: 46 USD/h, counts_as: labour } }
services: { waste: { price: 5 USD/kg } }
equipment: { oven: { title: Oven, price: 1 USD, size: 1 m^2, exponent: 0.6, source: x, at: 3 } }
indices: { CEPCI: { about: plant cost, applies_to: [equipment, plant], source: x, values: { 2020: 596.2, 2021: 708 } } }
exchange_rates: { EUR: { about: USD per EUR, source: x, values: { 2020: 1.1410 } } }
bands:
  pilot: { title: Pilot, output_from: 0 m^2/yr, output_to: 1 m^2/yr, warn_below: 1 USD/m^2, expected_low: 2 USD/m^2, warn_above: 9 USD/m^2 }
`,
      ).problems,
    ).toEqual([])
    expect(
      check(
        plantSchema,
        'format: 1\nplant: default\nbased_on: other\nscenario: high\nregion: US\ncurrency: USD\nyear: 2024\nparameters: { annual_output: 1 m^2/yr }\n',
      ).problems,
    ).toEqual([])
  })
})

describe('problems', () => {
  it('gives an unknown key inside a number with the nearest one', () => {
    const { diagnostics, problems } = check(flowSchema, flow('parameters:\n  x: { value: 1 kg, lowe: 2 kg }\n'))
    expect(problems).toEqual([['KEY_UNKNOWN', 'lowe']])
    expect(diagnostics.list[0]?.facts).toMatchObject({ key: 'lowe', near: ['low'], in: 'a number' })
  })

  it('gives an unknown key at the top with all that are allowed', () => {
    const { diagnostics, problems } = check(flowSchema, flow('stream: []\n'))
    expect(problems).toEqual([['KEY_UNKNOWN', 'stream']])
    expect(diagnostics.list[0]?.facts).toMatchObject({ near: ['streams'], in: 'a flow' })
    expect(diagnostics.list[0]?.facts.allowed).toContain('supply')
  })

  it('gives an unknown key of a table of points, not of a table by key', () => {
    const { problems } = check(flowSchema, flow('tables: { t: { points: [[1, 2]], betwen: linear } }\n'))
    expect(problems).toEqual([['KEY_UNKNOWN', 'betwen']])
  })

  it('gives a missing key, and the key that may have been meant', () => {
    const { diagnostics, problems } = check(
      flowSchema,
      'format: 1\nflow: x\nproduct: { operation: membrane }\nsteps:\n  mixing: { operaton: mix }\n',
    )
    expect(problems).toEqual([['KEY_MISSING', 'mixing']])
    expect(diagnostics.list[0]?.facts).toMatchObject({ key: 'operation', near: ['operaton'], where: 'steps.mixing' })
  })

  it('gives a missing key of the document at its beginning', () => {
    const { diagnostics } = check(flowSchema, 'format: 1\nflow: x\nsteps: {}\n')
    expect(diagnostics.list).toMatchObject([{ code: 'KEY_MISSING', facts: { key: 'product' }, span: { start: 0 } }])
  })

  it.each([
    ['a list where a number is wanted', flow('parameters: { x: [1, 2] }\n'), 'TYPE_WRONG', '[1, 2]'],
    ['a text where a mapping is wanted', flow('parameters: none\n'), 'TYPE_WRONG', 'none'],
    ['a truth value where a number is wanted', flow('parameters: { x: true }\n'), 'TYPE_WRONG', 'true'],
    ['a mapping inside a number', flow('parameters: { x: { value: { a: 1 } } }\n'), 'TYPE_WRONG', '{ a: 1 }'],
    ['a key without a value', flow('method:\n'), 'VALUE_MISSING', 'method'],
    ['a point of three numbers', flow('tables: { t: { points: [[1, 2, 3]] } }\n'), 'LENGTH_WRONG', '[1, 2, 3]'],
    ['a name with a blank', flow('parameters: { my x: 1 }\n'), 'NAME_INVALID', 'my x'],
    ['a document name with a slash', flow().replace('wet-slurry', 'a/b'), 'NAME_INVALID', 'a/b'],
    ['a format of tomorrow', flow().replace('format: 1', 'format: 2'), 'FORMAT_UNSUPPORTED', '2'],
    ['a format as text', flow().replace('format: 1', 'format: one'), 'FORMAT_UNSUPPORTED', 'one'],
  ])('reports %s', (_, text, code, underlined) => {
    const { checked, problems } = check(flowSchema, text)
    expect(problems).toEqual([[code, underlined]])
    expect(checked).toBeUndefined()
  })

  it('reports a missing format together with what else is wrong', () => {
    const { problems } = check(flowSchema, flow('family: [a]\n').replace('format: 1\n', ''))
    expect(problems).toEqual([
      ['FORMAT_MISSING', ''],
      ['TYPE_WRONG', '[a]'],
    ])
  })

  it('gives the nearest of the choices', () => {
    const { diagnostics, problems } = check(
      operationSchema,
      operation('ports: { vapour: { out: bulk, counts_as: evaporatd } }\n'),
    )
    expect(problems).toEqual([['NOT_ONE_OF', 'evaporatd']])
    expect(diagnostics.list[0]?.facts).toMatchObject({ near: ['evaporated'], where: 'ports.vapour.counts_as' })
  })

  it('names the choices where no text stands', () => {
    const { diagnostics, problems } = check(operationSchema, operation('ports: { film: { in: [web] } }\n'))
    expect(problems).toEqual([['TYPE_WRONG', '[web]']])
    expect(diagnostics.list[0]?.facts.wanted).toBe('one of web, bulk, pieces')
  })

  it('says of a port that it has no direction, or two', () => {
    const { diagnostics, problems } = check(
      operationSchema,
      operation('ports: { a: { carries: solids }, b: { in: web, out: web } }\n'),
    )
    expect(problems).toEqual([
      ['PORT_DIRECTION', 'a'],
      ['PORT_DIRECTION', 'b'],
    ])
    expect(diagnostics.list.map((d) => d.facts.both)).toEqual([false, true])
  })

  it('takes a truth value as such only', () => {
    expect(check(operationSchema, operation('ports: { a: { in: web, market: "yes" } }\n')).problems).toEqual([
      ['TYPE_WRONG', '"yes"'],
    ])
  })

  it('gives a property of a material that is no number', () => {
    const text = 'format: 1\nmaterials: { Li2S: { price: 1 USD/kg, density: [1], role: precursr } }\n'
    expect(check(pricesSchema, text).problems).toEqual([
      ['NOT_ONE_OF', 'precursr'],
      ['TYPE_WRONG', '[1]'],
    ])
  })

  it('reports all problems of a document together', () => {
    const text = flow('parameters: { x: [1], y: { value: 1, lowe: 2 }, z: { low: 1 } }\nfoo: 1\n')
    expect(
      check(flowSchema, text)
        .problems.map(([code]) => code)
        .sort(),
    ).toEqual(['KEY_MISSING', 'KEY_UNKNOWN', 'KEY_UNKNOWN', 'TYPE_WRONG'])
  })

  it('does not report twice what a comma split', () => {
    const { problems } = check(flowSchema, flow('parameters: { x: { value: 1,5 kg } }\n'))
    expect(problems).toEqual([['COMMA_SPLIT', '1,5 kg']])
  })
})

describe('the kind of a document', () => {
  it.each([
    ['flow', { flow: 'x', method: 'levelized', plant: 'default' }],
    ['flow', { steps: {}, product: {} }],
    ['operation', { operation: 'x' }],
    ['method', { method: 'x' }],
    ['plant', { plant: 'x' }],
    ['prices', { format: '1', sources: {} }],
    [undefined, { format: '1' }],
    [undefined, 'text'],
    [undefined, null],
  ])('is %s by its keys', (kind, data) => {
    expect(kindOf(data)).toBe(kind)
  })
})
