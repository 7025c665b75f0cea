import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Costed, costRoute, expectClose } from '../../support.ts'

const SAME = 1e-12
/** Fractions of the cost stack: README.md beside this file. */
const STACK = { profit: 0.05, working_capital: 0.15, equipment_life: 10, building_life: 20 }

interface Sums {
  readonly category: (name: string) => number
  readonly item: (name: string) => number
}
function sums(costed: Costed): Sums {
  const [categories, items] = [costed.ledger.by('category'), costed.ledger.by('item')]
  return {
    category: (name) => categories.get(name)?.toNumber() ?? 0,
    item: (name) => items.get(name)?.toNumber() ?? 0,
  }
}

/** The stack from what a route takes of materials, labour and capital, by hand. */
function expectStack(costed: Costed, warranty: number): void {
  const { category, item } = sums(costed)
  const labour = category('labour')
  const depreciation = category('capital') + category('building')
  const overhead = 0.4 * labour + 0.2 * depreciation
  const materials = category('materials') + category('consumables')
  const variable = materials + category('energy') + category('waste') + category('credit') + labour + overhead
  const general = 0.25 * (labour + overhead) + 0.25 * depreciation
  const research = 0.4 * depreciation
  const capital =
    (category('capital') + item('dry_room') + item('enclosure')) * STACK.equipment_life +
    item('building') * STACK.building_life
  const launch = 0.05 * materials + 0.1 * (labour + overhead)
  const profit = STACK.profit * (capital + launch + STACK.working_capital * variable)
  const price = variable + general + research + depreciation + profit
  expectClose(category('overhead'), overhead, SAME, 'overhead')
  expectClose(category('general'), general, SAME, 'general')
  expectClose(category('research'), research, SAME, 'research')
  expectClose(category('profit'), profit, SAME, 'profit')
  expectClose(category('warranty'), warranty * price, SAME, 'warranty')
  expectClose(costed.total, (1 + warranty) * price, SAME, 'total')
}

// every route that is bundled, and the electrolyte by itself
const ROUTES = readdirSync('flows')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => basename(file, '.yaml'))

describe.each([...ROUTES, 'argyrodite-ball-mill'])('%s', (route) => {
  const costed = costRoute(route, { method: 'batpac-style' })
  const levelized = costRoute(route)

  // the stack is linear, so route and upstream flow together bear what one firm that makes both would
  test('bears the stack once, with what is made in house', () => {
    expectStack(costed, 0)
    expectStack(costRoute(route, { method: 'batpac-style', set: ['plant.warranty=5.6 %'] }), 0.056)
    expectStack(
      costRoute(route, {
        method: 'batpac-style',
        set: ['plant.handling=inert_enclosure', 'plant.scrap_recovery=30 %'],
      }),
      0,
    )
  })

  test('buys the machines, hours and materials of the levelized method', () => {
    const [own, other] = [sums(costed), sums(levelized)]
    for (const name of ['materials', 'consumables', 'energy', 'labour', 'waste', 'credit'])
      expectClose(own.category(name), other.category(name), SAME, name)
    expect(costed.result.throughput).toEqual(levelized.result.throughput)
    const prefixes =
      costed.model.compiled.system.find('supply.Li6PS5Cl.totals.fixed_capital') === undefined
        ? ['']
        : ['', 'supply.Li6PS5Cl.']
    for (const prefix of prefixes)
      expectClose(
        costed.value(`${prefix}totals.fixed_capital`, 'USD'),
        levelized.value(`${prefix}totals.fixed_capital`, 'USD'),
        SAME,
        `${prefix}capital`,
      )
  })
})

test('an electrolyte that is bought bears no stack of its own, and is part of the materials', () => {
  expectStack(costRoute('ptfe-dry', { method: 'batpac-style', set: ['supply.Li6PS5Cl=bought'] }), 0)
})

test('what a step states is added to its machines', () => {
  const set = (text: string): Costed => costRoute('ptfe-dry', { method: 'batpac-style', set: [`steps.mixing.${text}`] })
  const base = costRoute('ptfe-dry', { method: 'batpac-style' })
  const units = 1e7
  const more = (costed: Costed): number => costed.ledger.total.minus(base.ledger.total).toNumber()
  // slopes of README.md without the warranty of 5.6 %, which a membrane does not bear
  expectClose(more(set('stated_materials=0.1 USD')), (0.1 * 1.06656) / 1.056, 1e-9, 'materials')
  expectClose(more(set('stated_capital=1000000 USD')), (1e6 / units) * (0.253704 / 1.056), 1e-9, 'capital')
})

test('floor that a step states is built and lit', () => {
  // solvent recovery stands outside the dry room
  const wet = (set: string[]): Costed => costRoute('wet-slurry', { method: 'batpac-style', set })
  const [base, floor] = [wet([]), wet(['steps.recovery.stated_floor=100 m^2'])]
  expectClose(floor.value('accumulated.floor', 'm^2') - base.value('accumulated.floor', 'm^2'), 100, 1e-9, 'floor')
  const lit = sums(floor).category('energy') - sums(base).category('energy')
  const energy = base.value('plant.building_energy', 'kWh/(m^2*yr)') * base.value('prices.electricity', 'USD/kWh')
  expectClose(lit, (100 * energy) / 1e7, 1e-9, 'electricity of the hall')
  const bound = lit * 0.15 * 0.05 // in working capital, and so in the profit
  const more = floor.ledger.total.minus(base.ledger.total).toNumber()
  expectClose(more - lit - bound, ((100 * 3000) / 1e7) * (0.153252 / 1.056), 1e-9, 'building')
})
