import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { bundledNumbers, countText, numberProblems } from '../../src/cli/count-numbers.ts'
import { kindOf } from '../../src/document/kind.ts'
import { auditNumbers } from '../../src/flow/audit.ts'

/** The numbers of a document, as path, text and standing. */
function numbersOf(text: string): string[] {
  const data = parse(text, { schema: 'failsafe' }) as unknown
  const kind = kindOf(data)
  if (kind === undefined) throw new Error('of no kind')
  return auditNumbers(kind, data).map(
    ({ path, text: written, standing }) => `${path.join('.')} ${written}: ${standing}`,
  )
}

describe('the numbers of a document', () => {
  it('rest on what is nearest to them: themselves, their entry, their document', () => {
    expect(
      numbersOf(`
assumption: all of it
materials:
  A: { source: x, price: 1 USD/kg, density: { value: 2 kg/m^3, assumption: y } }
  B: { price: 3 USD/kg }
`),
    ).toEqual([
      'materials.A.price 1 USD/kg: cited',
      'materials.A.density 2 kg/m^3: assumption',
      'materials.B.price 3 USD/kg: assumption',
    ])
    expect(numbersOf('materials: { A: { price: 1 USD/kg } }')).toEqual(['materials.A.price 1 USD/kg: bare'])
    expect(numbersOf('materials: { A: { source: x, assumption: y, price: 1 USD/kg } }')).toEqual([
      'materials.A.price 1 USD/kg: assumption that cites',
    ])
  })

  it('are those of settings, fractions, feeds and shares of a flow', () => {
    expect(
      numbersOf(`
flow: f
product: { operation: membrane, set: { thickness: 30 um }, composition: { A: 95 wt%, B: rest } }
parameters: { width: 1 m, half: width / 2 }
steps: { s: { operation: o, solvent: { T: 40 wt%, I: rest }, set: { speed: { value: 2 m/min, source: x } } } }
feeds: { s.feed: { A: 3 kg } }
streams: [ { "s.a -> s.b": 60 % } ]
`),
    ).toEqual([
      'product.set.thickness 30 um: bare',
      'product.composition.A 95 wt%: bare',
      'parameters.width 1 m: bare',
      'steps.s.set.speed 2 m/min: cited',
      'steps.s.solvent.T 40 wt%: bare',
      'streams.0.s.a -> s.b 60 %: bare',
      'feeds.s.feed.A 3 kg: bare',
    ])
  })

  it('are quantities inside equations, and not arithmetic or the 1 of a unit', () => {
    expect(
      numbersOf(`
operation: o
parameters: { p: { value: "2 * q + 3 kg", assumption: y } }
equations:
  double: 2 * p
  years: p / 1 yr
  more: { is: p + 5 kg, assumption: y }
  less: p - 5 kg
through: [ a.each = b.each * 0.5, "a.area = b.area + 4 m^2" ]
tables: { t: { points: [[1, 2], [3, 4]], source: x } }
`),
    ).toEqual([
      'parameters.p 2 * q + 3 kg: assumption',
      'tables.t 2 entries: cited',
      'equations.more.is p + 5 kg: assumption',
      'equations.less p - 5 kg: bare',
      'through.1 a.area = b.area + 4 m^2: bare',
    ])
  })

  it('are those of plants, indices, rates and bands', () => {
    expect(numbersOf('plant: p\nparameters: { a: 1 m }')).toEqual(['parameters.a 1 m: bare'])
    expect(numbersOf('indices: { I: { source: x, values: { 2020: 100 } } }')).toEqual([
      'indices.I.values.2020 100: cited',
    ])
    expect(numbersOf('exchange_rates: { EUR: { values: { 2020: 1.1 } } }')).toEqual([
      'exchange_rates.EUR.values.2020 1.1: bare',
    ])
    expect(numbersOf('bands: { b: { assumption: y, warn_below: 1 USD/m^2 } }')).toEqual([
      'bands.b.warn_below 1 USD/m^2: assumption',
    ])
  })
})

describe('the bundled documents', () => {
  const numbers = bundledNumbers()

  it('hold no number that rests on nothing, and cite nothing that is not in the bibliography', () => {
    expect(numberProblems(numbers)).toEqual([])
  })

  it('are counted in full', () => {
    const all = [...numbers.values()].reduce((sum, list) => sum + list.length, 0)
    const counts = countText(numbers).split('\n').at(-1)?.split(/\s+/).slice(1).map(Number) ?? []
    expect(counts).toHaveLength(4)
    expect(counts.reduce((a, b) => a + b)).toBe(all)
    expect(all).toBeGreaterThan(500)
  })

  it('would be told of a number without a source, and of a source that nobody knows', () => {
    const bare = auditNumbers('plant', {
      plant: 'p',
      parameters: { a: '1 m', b: { value: '2 m', source: 'nobody1999' } },
    })
    expect(numberProblems(new Map([['p.yaml', bare]]))).toEqual([
      'p.yaml: parameters.a = 1 m has neither a source nor an assumption',
      'p.yaml: parameters.b = 2 m cites nobody1999, which no bibliography has',
    ])
  })
})
