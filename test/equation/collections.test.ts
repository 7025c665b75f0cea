import { describe, expect, test } from 'vitest'
import { attemptTexts, type Costed, costText } from '../support.ts'

/** Two presses on one line; A and B are solids, S and T solvents, K a carrier in m² that nothing carries. */
const FLOW = `flow: small
assumption: test
product: { operation: goods, from: second.out, composition: { A: 75 %, B: rest } }
components: [K]
steps:
  source: { operation: source }
  first: { operation: press, line: pair, solvent: { S: 60 %, T: rest }, set: { speed: 5 kg/h } }
  second: { operation: press, line: pair, solvent: S, set: { speed: 2 kg/h } }
streams: [source.out -> first.in_, first.out -> second.in_]`
const GOODS = `operation: goods
materials: { composition: {} }
ports: { goods: { in: bulk, carries: [solids, solvent] } }
parameters: { basis: { value: 4 kg, assumption: test } }
balance: { goods.composition.each: basis * composition.each.fraction }`
const SOURCE = `operation: source
ports: { market_: { in: bulk, carries: [solids], market: true }, out: { out: bulk, carries: [solids] } }
through: [market_.each = out.each]
rate: { of: out.mass, is: 100 kg/h }`
const PRICES = `materials:
  A: { role: electrolyte, density: { value: 2 kg/L, assumption: test }, price: { value: 10 USD/kg, assumption: test } }
  B: { role: binder, density: { value: 1 kg/L, assumption: test }, price: { value: 4 USD/kg, assumption: test } }
  S: { role: solvent, density: { value: 0.8 kg/L, assumption: test }, price: { value: 1 USD/kg, assumption: test } }
  T: { role: solvent, density: { value: 0.9 kg/L, assumption: test }, price: { value: 2 USD/kg, assumption: test } }
  K: { role: carrier, measure: m^2, price: { value: 1 USD/m^2, assumption: test } }`
const PLANT = `plant: default
currency: USD
parameters: { annual_output: { value: 400 kg/yr, assumption: test } }`
const METHOD = `method: levelized
line:
  slowest: { is: min(members.each.rate), unit: kg/h }
  size: sum(members.each.one)
  greatest_kept_: max(members.each.kept)
step:
  one: 1 + 0
totals:
  steps_: sum(steps.each.one)
  lines_: { is: sum(lines.each.size) }
  heaviest: { is: max(steps.each.load), unit: kg }
  greatest_kept: max(steps.each.kept)
  volumes: { is: sum(steps.each.volume), unit: L }
costs: [{ for: purchase, category: materials, is: amount * prices.each }]`

const press = (equations: string): string => `operation: press
materials: { solvent: { role: solvent } }
ports:
  in_: { in: bulk, carries: [solids, solvent] }
  wet: { in: bulk, carries: solvent, market: true }
  out: { out: bulk, carries: [solids, solvent] }
parameters: { speed: { value: 1 kg/h, assumption: test }, kept: { value: 0.5, assumption: test } }
through: [out.solids.each = in_.solids.each]
balance:
  wet.solvent.each: 1 kg * solvent.each.fraction
  out.solvent.each: in_.solvent.each + wet.solvent.each
equations:
${equations}
tables: { weight: { A: 3, T: 5 } }
rate: { of: out.mass, is: speed }`

const equations = (given: Readonly<Record<string, string>>): string =>
  Object.entries(given)
    .map(([name, text]) => `  ${name}: ${text}`)
    .join('\n')
const cost = (given: Readonly<Record<string, string>>): Costed =>
  costText([FLOW, GOODS, SOURCE, press(equations(given)), PLANT, METHOD, PRICES])
const refused = (given: Readonly<Record<string, string>>): readonly string[] =>
  attemptTexts([FLOW, GOODS, SOURCE, press(equations(given)), PLANT, METHOD, PRICES]).codes

describe('collections', () => {
  const costed = cost({
    all: 'sum(out.each)',
    all_solids: 'sum(out.solids.each)',
    bare_solids: 'out.solids',
    bare_solvent: 'out.solvent',
    one_: 'out.S',
    least: 'min(out.each)',
    most: 'max(out.solids.each)',
    most_of_two: 'max(out.A, out.B)',
    volume: 'sum(out.solids.each / solids.each.density) + sum(out.solvent.each / solvent.each.density)',
    fractions: 'sum(solvent.each.fraction)',
    weighted: 'sum(out.each * weight.each)',
    missing: 'out.carrier + 1 kg - 1 kg',
  })
  // 3 kg of A and 1 kg of B go through; each press adds 1 kg of solvent of its own recipe
  const first = (name: string, unit = 'kg'): number => costed.value(`steps.first.${name}`, unit)

  test('run over the components of a port, of a role, and over solids', () => {
    expect(first('all')).toBe(5)
    expect(first('all_solids')).toBe(4)
    expect(first('bare_solids')).toBe(4)
    expect(first('bare_solvent')).toBe(1)
    expect(first('one_')).toBe(0.6)
    expect(first('least')).toBe(0.4)
    expect(first('most')).toBe(3)
    expect(first('most_of_two')).toBe(3)
  })

  test('take a property, a fraction or a figure of a table for each', () => {
    expect(first('volume', 'L')).toBeCloseTo(3 / 2 + 1 / 1 + 0.6 / 0.8 + 0.4 / 0.9, 12)
    expect(first('fractions', '1')).toBe(1)
    // 3 kg of A at 3 and 0.4 kg of T at 5; what the table does not name weighs nothing
    expect(first('weighted')).toBeCloseTo(3 * 3 + 0.4 * 5, 12)
  })

  test('of an empty role are nothing', () => {
    expect(first('missing')).toBe(0)
  })

  test('run over the steps, over the lines, and over the members of one', () => {
    expect(costed.value('totals.steps_')).toBe(3)
    expect(costed.value('totals.lines_')).toBe(3)
    expect(costed.value('lines.pair.size')).toBe(2)
    expect(costed.value('lines.pair.slowest', 'kg/h')).toBe(2)
    expect(costed.value('totals.greatest_kept')).toBe(0.5)
    expect(costed.value('lines.pair.greatest_kept_')).toBe(0.5)
    // a figure that steps of other lines have is no misspelt one
    expect(costed.value('lines.source.greatest_kept_')).toBe(0)
    expect(costed.value('totals.heaviest', 'kg')).toBe(6)
    // the second press adds 1 kg of S; the source has no volume, and is left out of the sum
    const second = 3 / 2 + 1 + 1.6 / 0.8 + 0.4 / 0.9
    expect(costed.value('totals.volumes', 'L')).toBeCloseTo(first('volume', 'L') + second, 12)
  })
})

describe('refused', () => {
  test.each([
    ['sum(out.S)', 'AGGREGATE_WITHOUT_EACH'],
    ['max(out.S)', 'AGGREGATE_WITHOUT_EACH'],
    ['out.each', 'EACH_UNBOUND'],
    ['out.solids.each * 2', 'EACH_UNBOUND'],
    ['out', 'PORT_AMOUNT_UNKNOWN'],
    ['out.K_or_not', 'PORT_AMOUNT_UNKNOWN'],
    ['solvent.each.fraction', 'EACH_UNBOUND'],
    ['sum(steps.each.nothing_of_this_name)', 'NOTHING_HAS'],
    ['sum(solvent.each.colour)', 'PROPERTY_MISSING'],
  ])('%s', (text, code) => {
    expect(refused({ volume: '1 L', x: text })).toContain(code)
  })
})

test('a left side that holds two components must say how they divide', () => {
  const undivided = press('  volume: 1 L').replace(
    'wet.solvent.each: 1 kg * solvent.each.fraction',
    'wet.solvent: 1 kg',
  )
  expect(attemptTexts([FLOW, GOODS, SOURCE, undivided, PLANT, METHOD, PRICES]).codes).toContain('BALANCE_NOT_DIVIDED')
})
