import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/quantity/decimal.ts'
import { type Attribution, attribute } from '../../src/study/attribution.ts'
import { ScenarioModel } from '../../src/study/scenario-model.ts'
import { exactShapley, type Game, MOST_EXACT, sampledShapley, shapley } from '../../src/study/shapley.ts'
import { sharedInputs } from '../../src/study/shared-inputs.ts'
import { totalCost } from '../../src/study/total-cost.ts'
import { GOODS, onePress } from '../one-press.ts'
import { runFabroute } from '../run-fabroute.ts'
import { type Costed, costRoute, costText, expectClose } from '../support.ts'
import { json } from './support.ts'

/** A works whose cost is an expression of the plant's a, b, c and e, which are plain numbers. */
function works(cost: string, values: Readonly<Record<string, number | string>>, range = ''): Costed {
  const stated = { a: 1, b: 1, c: 1, e: 1, ...values }
  return costText([
    onePress('works', 'stuff'),
    GOODS,
    `operation: press
assumption: test
ports:
  in_: { in: bulk, carries: [solids], market: true }
  out: { out: bulk, carries: [solids] }
through: [ out.each = in_.each ]`,
    `method: simple
assumption: test
costs:
  - { for: plant, category: running, item: all, is: "(${cost}) * 1 USD" }`,
    `plant: works
currency: USD
year: 2024
assumption: test
parameters:
  annual_output: 100 kg/yr
${Object.entries(stated)
  .map(([name, value]) => `  ${name}: { value: ${typeof value === 'string' ? `"${value}"` : value}${range} }`)
  .join('\n')}`,
    'assumption: test\nmaterials: { stuff: { role: electrolyte, price: 0 USD/kg } }',
  ])
}

function attributed(a: Costed, b: Costed): Attribution {
  const models = [a, b].map(({ evaluation }) => new ScenarioModel(evaluation, [totalCost(evaluation)]))
  const totals = [a.ledger.total, b.ledger.total] as const
  return attribute(
    [models[0] as ScenarioModel, models[1] as ScenarioModel],
    sharedInputs(a.evaluation, b.evaluation),
    totals,
  )
}

const partOf = ({ parts }: Attribution, name: string | undefined): number =>
  parts.find(({ group }) => group?.name === name)?.part.toNumber() ?? Number.NaN

const sumOf = ({ parts }: Attribution): string =>
  parts.reduce((sum, { part }) => sum.plus(part), new Decimal(0)).toFixed()

/** What a game is worth to those in a coalition, in closed form. */
const gameOf = (players: number, worth: (holds: (player: number) => boolean) => number): Game => ({
  players,
  worth: (count, holds) => Float64Array.from({ length: count }, (_, i) => worth((player) => holds(player, i))),
})

describe('the parts of a difference', () => {
  test('of a product are each factor’s change at the mean of the other', () => {
    const found = attributed(works('plant.a * plant.b', { a: 2, b: 3 }), works('plant.a * plant.b', { a: 5, b: 11 }))
    expect(found.isExact).toBe(true)
    expectClose(partOf(found, 'plant.a'), (5 - 2) * ((3 + 11) / 2), 1e-14)
    expectClose(partOf(found, 'plant.b'), (11 - 3) * ((2 + 5) / 2), 1e-14)
    expect(partOf(found, undefined)).toBe(0)
    expect(sumOf(found)).toBe('49')
    expect(found.parts.every(({ standardError }) => standardError === 0)).toBe(true)
  })

  test('of a sum are the effects of the single inputs, and of an input without effect 0', () => {
    const cost = 'plant.a + 2 * plant.b + if(plant.e > 0, plant.e, plant.c)'
    const found = attributed(works(cost, { a: 1, b: 2, c: 3 }), works(cost, { a: 4, b: 1, c: 5 }))
    expect(found.parts.map(({ group, part }) => [group?.name, part.toNumber()])).toEqual([
      ['plant.a', 3],
      ['plant.b', -2],
      ['plant.c', 0],
      [undefined, 0],
    ])
  })

  test('of players that do the same are the same', () => {
    const cost = 'plant.a * plant.b * plant.c + plant.e'
    const found = attributed(works(cost, {}), works(cost, { a: 3, b: 3, c: 3, e: 7 }))
    const [a, b, c] = ['plant.a', 'plant.b', 'plant.c'].map((name) => partOf(found, name)) as [number, number, number]
    expectClose(a, 26 / 3, 1e-14)
    expectClose(b, a, 1e-14)
    expectClose(c, a, 1e-14)
    expectClose(partOf(found, 'plant.e'), 6, 1e-14)
  })

  test('give the route itself what its equations differ in', () => {
    // worth a, b: 10 a + 1 and 20 b: from 21 to 60, whose halves are by hand
    const found = attributed(works('10 * plant.a + 1', { a: 2 }), works('20 * plant.a', { a: 3 }))
    expectClose(partOf(found, 'plant.a'), (31 - 21 + (60 - 40)) / 2, 1e-14)
    expectClose(partOf(found, undefined), (40 - 21 + (60 - 31)) / 2, 1e-14)
    expect(sumOf(found)).toBe('39')
  })

  test('are the opposite where the flows are turned round', () => {
    const [a, b] = [
      works('plant.a * plant.b + plant.c ^ 2', { a: 2, b: 3, c: 0.3 }),
      works('plant.a * exp(plant.b)', { a: 5, b: 0.1, c: 7 }),
    ]
    const [there, back] = [attributed(a, b), attributed(b, a)]
    for (const { group, part } of there.parts) expectClose(partOf(back, group?.name), -part.toNumber(), 1e-12)
  })

  test('add up to the last digit, whatever the values', () => {
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
    const values = fc.record({ a: value, b: value, c: value, e: value })
    const rounded = (given: Record<string, number>): Record<string, number> =>
      Object.fromEntries(Object.entries(given).map(([name, x]) => [name, Number(x.toPrecision(9))]))
    fc.assert(
      fc.property(values, values, (x, y) => {
        const cost = 'plant.a * plant.b / plant.c + sqrt(plant.e) * plant.a'
        const [a, b] = [works(cost, rounded(x)), works(cost, rounded(y))]
        const found = attributed(a, b)
        expect(sumOf(found)).toBe(b.ledger.total.minus(a.ledger.total).toFixed())
        // what is put on the largest part is rounding
        const route = Math.abs(partOf(found, undefined))
        expect(route).toBeLessThanOrEqual(1e-12 * Math.max(a.total, b.total))
      }),
      { numRuns: 40 },
    )
  })

  test('count what a plant cannot have with the cost it would have, and say so', () => {
    const ranged = (a: number, range: string): Costed => works('plant.a ^ 2', { a }, `, range: ${range}`)
    const found = attributed(ranged(2, '1 .. 2.5'), ranged(3, '1 .. 5'))
    // the first route at the second's value
    expect(found.refused).toEqual([{ count: 1, cause: 'range', name: 'plant.a', range: '1 .. 2.5' }])
    expect(found.combinations).toBe(4)
    expect(found.left).toEqual([])
    expectClose(partOf(found, 'plant.a'), 5, 1e-14)
    expect(attributed(ranged(2, '1 .. 4'), ranged(3, '1 .. 5')).refused).toEqual([])
  })

  test.each([4, 8, 14])('of %i inputs are those of the closed form, however they are evaluated', (count) => {
    const names = Array.from({ length: count }, (_, i) => `x${i}`)
    // neighbours multiplied, and one input without effect
    const cost = `${names.map((name, i) => `plant.${name} * plant.${names[(i + 1) % count]}`).join(' + ')} + 0 * plant.idle`
    const valuesOf = (of: (i: number) => number): Record<string, number> =>
      Object.fromEntries([...names.map((name, i) => [name, of(i)]), ['idle', of(0)]])
    const [from, to] = [(i: number): number => 1 + i / 4, (i: number): number => 3 - i / 8]
    const found = attributed(works(cost, valuesOf(from)), works(cost, valuesOf(to)))
    expect(found.isExact).toBe(count < MOST_EXACT)
    expect(sumOf(found)).toBe(found.difference.toFixed())
    for (const [i, name] of names.entries()) {
      const beside = [(i + 1) % count, (i + count - 1) % count].map((j) => (from(j) + to(j)) / 2)
      const wanted = (to(i) - from(i)) * ((beside[0] as number) + (beside[1] as number))
      expect(Math.abs(partOf(found, `plant.${name}`) - wanted), name).toBeLessThan(1e-11)
    }
    const idle = found.parts.find(({ group }) => group?.name === 'plant.idle')
    if (idle !== undefined) expect(idle).toMatchObject({ standardError: 0 })
  })

  test('leave to the route what has no cost at the value of the other', () => {
    const found = attributed(
      works('sqrt(plant.a) + plant.c', { a: 4 }),
      works('sqrt(5 - plant.a) + 2 + plant.c', { a: 1, c: 3 }),
    )
    // both have a cost at both
    expect(found.left).toEqual([])
    const lost = attributed(
      works('sqrt(plant.a - 3) + plant.c', { a: 4 }),
      works('sqrt(2 - plant.a) + 2 + plant.c', { a: 1, c: 3 }),
    )
    expect(lost.left).toEqual([{ name: 'plant.a', cause: 'refused' }])
    expectClose(partOf(lost, 'plant.c'), 2, 1e-14)
    expectClose(partOf(lost, undefined), 2, 1e-14)
    expect(sumOf(lost)).toBe('4')
  })

  test('of what follows from the same expression in both go to what that is made of', () => {
    const found = attributed(
      works('plant.a * plant.b', { a: 2, b: '2 * plant.a' }),
      works('plant.a * plant.b', { a: 3, b: '2 * plant.a' }),
    )
    expect(found.parts.map(({ group, part }) => [group?.name, part.toNumber()])).toEqual([
      ['plant.a', 10],
      [undefined, 0],
    ])
    const unlike = sharedInputs(
      works('plant.b', { a: 2, b: '2 * plant.a' }).evaluation,
      works('plant.b', { a: 2, b: '3 * plant.a' }).evaluation,
    )
    expect(unlike).toMatchObject({ groups: [], left: [{ name: 'plant.b', cause: 'expression' }] })
  })
})

describe('Shapley values', () => {
  const players = MOST_EXACT + 1
  const weights = Array.from({ length: players }, (_, i) => ((i * 7) % 5) - 2)
  // a sum, products of two, and one of three
  const worth = (holds: (player: number) => boolean): number => {
    const x = weights.map((weight, i) => (holds(i) ? 1 + weight : 1))
    return (
      x.reduce((sum, value) => sum + value, 0) +
      (x[0] as number) * (x[1] as number) +
      (x[2] as number) * (x[3] as number) * (x[5] as number) +
      Math.max(...x.slice(6, 12))
    )
  }
  const game = gameOf(players, worth)
  const exact = exactShapley(game)

  test('of many players are drawn, and agree within their standard errors', () => {
    const found = shapley(game)
    expect(found.isExact).toBe(false)
    expect(found.orders).toBeGreaterThan(1000)
    for (const [i, part] of found.parts.entries()) {
      const [error, wanted] = [found.errors[i] as number, exact.parts[i] as number]
      expect(Math.abs(part - wanted), `player ${i}`).toBeLessThanOrEqual(4 * error + 1e-12)
      expect(error).toBeLessThan(0.05)
    }
    const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0)
    expectClose(sum(found.parts), worth(() => true) - worth(() => false), 1e-12)
    expectClose(sum(exact.parts), worth(() => true) - worth(() => false), 1e-12)
  })

  test('are exact from two orders where players act in pairs at most', () => {
    const pairs = gameOf(14, (holds) => {
      const x = Array.from({ length: 14 }, (_, i) => (holds(i) ? i : -1))
      return x.reduce((total, value, i) => total + value * (x[(i + 3) % 14] as number) + value, 0)
    })
    const [one, all] = [sampledShapley(pairs, 1), exactShapley(pairs)]
    for (const [i, part] of one.parts.entries()) expectClose(part, all.parts[i] as number, 1e-12)
    expect(sampledShapley(pairs, 20).errors.every((error) => error < 1e-12)).toBe(true)
  })

  test('drawn for a game and its dual are the same', () => {
    const dual = gameOf(players, (holds) => -worth((player) => !holds(player)))
    const [there, back] = [sampledShapley(game, 100), sampledShapley(dual, 100)]
    for (const [i, part] of there.parts.entries()) expectClose(back.parts[i] as number, part, 1e-12)
  })

  test('are the definition over all orders', () => {
    const small = gameOf(
      4,
      (holds) => (holds(0) ? 1 : 0) * 3 + (holds(1) && holds(2) ? 5 : 0) + (holds(3) || holds(0) ? 2 : 0),
    )
    const found = exactShapley(small).parts
    for (const [i, wanted] of [3 + 1, 2.5, 2.5, 1].entries()) expectClose(found[i] as number, wanted, 1e-14)
  })
})

interface AttributionJson {
  readonly difference: Readonly<Record<string, string>>
  readonly attribution: readonly {
    readonly flow: string
    readonly against: string
    readonly exact: boolean
    readonly left_to_route: readonly { readonly input: string; readonly why: string }[]
    readonly players: readonly {
      readonly input: string
      readonly unit: string | null
      readonly values: readonly unknown[] | null
      readonly part: string
      readonly standard_error: number
    }[]
  }[]
}

describe('of bundled routes', () => {
  const PAIR = ['wet-slurry', 'ptfe-dry']

  test.each([
    '',
    '--set product.thickness=30um',
    '--currency EUR --fractional',
    '--method cash-flow --equal areal_mass',
  ])('they add up to the difference %s', (options) => {
    const words = options.split(' ').filter((word) => word !== '')
    const found = json<AttributionJson>(['compare', ...PAIR, 'wet-slurry-wip', ...words])
    expect(found.attribution.map(({ flow, against }) => [flow, against])).toEqual([
      ['ptfe-dry', 'wet-slurry'],
      ['wet-slurry-wip', 'wet-slurry'],
    ])
    for (const { flow, players, exact } of found.attribution) {
      const sum = players.reduce((total, { part }) => total.plus(part), new Decimal(0))
      expect(sum.toFixed()).toBe(found.difference[flow])
      expect(exact).toBe(true)
      expect(players.filter(({ input }) => input === 'the route itself')).toHaveLength(1)
    }
  })

  test('thickness is a player where it differs, and none where it is set', () => {
    const [free, set] = [[], ['--set', 'product.thickness=30 um']].map(
      (words) => json<AttributionJson>(['compare', ...PAIR, ...words]).attribution[0]?.players,
    )
    expect(free?.[0]).toMatchObject({ input: 'product.thickness', unit: 'um', values: [50, 25] })
    expect(set?.map(({ input }) => input)).not.toContain('product.thickness')
    expect(set?.map(({ input }) => input)).toContain('product.porosity')
  })

  test('the coalitions are what compare and run give with --set', () => {
    const words = ['--set', 'product.thickness=30 um', '--set', 'product.conductivity=1 mS/cm']
    const at = (flow: string, porosity: number): number =>
      costRoute(flow, {
        set: ['product.thickness=30 um', 'product.conductivity=1 mS/cm', `product.porosity=${porosity}`],
      }).total
    const found = json<AttributionJson>(['compare', ...PAIR, ...words]).attribution[0]
    const porosity = found?.players.find(({ input }) => input === 'product.porosity')
    const wanted = (at('wet-slurry', 0.12) - at('wet-slurry', 0.15) + at('ptfe-dry', 0.12) - at('ptfe-dry', 0.15)) / 2
    expectClose(Number(porosity?.part), wanted, 1e-9)
    expect(found?.players).toHaveLength(2)
  })

  test('an expression in one is made plain, and fractions stated in full go together', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fabroute-attribution-'))
    const write = (name: string, composition: string, more = ''): string => {
      const file = join(folder, `${name}.yaml`)
      const head = `format: 1\nflow: ${name}\nbased_on: wet-slurry\ntitle: ${name}\nassumption: test\n`
      writeFileSync(file, `${head}product: { composition: { ${composition} } }\n${more}`)
      return file
    }
    try {
      const slitting = 'steps: { slitting: { set: { defect_density: 1.2 1/m^2 } } }\n'
      const files = [
        write('one', 'Li6PS5Cl: 95 wt%, NBR: 5 wt%'),
        write('two', 'Li6PS5Cl: 97 wt%, NBR: 3 wt%', slitting),
      ]
      const [found] = json<AttributionJson>(['compare', ...files]).attribution
      expect(found?.left_to_route).toEqual([])
      expect(found?.players.map(({ input }) => input)).toEqual([
        'product.composition',
        'steps.slitting.defect_density',
        'the route itself',
      ])
      expect(found?.players[0]?.values).toEqual([
        { Li6PS5Cl: 95, NBR: 5 },
        { Li6PS5Cl: 97, NBR: 3 },
      ])
      expect(Math.abs(Number(found?.players[2]?.part))).toBeLessThan(1e-12)
      expect(runFabroute(['compare', ...files]).stdout).toMatch(/product\.composition +95\/5 +97\/3 /)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
