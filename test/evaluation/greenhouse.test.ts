import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figureNamed } from '../../src/evaluation/figure.ts'
import { type Asked, type Costed, costRoute, costText, expectClose } from '../support.ts'

const ROUTE = readFileSync('flows/ptfe-dry.yaml', 'utf8')
/** kg of CO2 per measure of what is bought, chosen for this test. */
const BOUGHT = { Li2S: 11, P2S5: 3, LiCl: 5, PTFE: 7, Li6PS5Cl: 100 } as const
const NITROGEN = 0.5
const DISPOSAL = 2
/** Price of the disposal, USD/kg: what is paid tells how much leaves. */
const SULFIDE_WASTE = 5
/** Those of prices/utilities.yaml. */
const ELECTRICITY = 0.39
const HEAT = 0.2235

function factors(names: readonly (keyof typeof BOUGHT)[], nitrogen = true): string {
  const given = (name: string, value: number): string =>
    `  ${name}: { co2e: { value: ${value} kg/kg, assumption: test } }`
  const materials = names.map((name) => given(name, BOUGHT[name])).join('\n')
  return `materials:\n${materials}\n${nitrogen ? `utilities:\n${given('nitrogen', NITROGEN)}\n` : ''}services:\n${given('sulfide_waste', DISPOSAL)}\n`
}
const cost = (overlay: string, asked: Asked = {}): Costed => costText([ROUTE, overlay], { ...asked, bundled: true })
const MADE = ['Li2S', 'P2S5', 'LiCl', 'PTFE'] as const

/** The same sum from what the result tells of purchases and energy. */
function byHand({ result, model, evaluation }: Costed): number {
  const bought = Object.entries(result.purchases).map(
    ([name, { amount }]) => amount * BOUGHT[name as keyof typeof BOUGHT],
  )
  const nitrogen = [model.route, ...model.supply.values()].flatMap((flow) => {
    const demand = evaluation.find(`${flow.prefix}demand`)?.toNumber() ?? 1
    return [...flow.steps.values()].map(
      (step) => (evaluation.find(`${step.base}.uses.nitrogen`)?.toNumber() ?? 0) * demand * NITROGEN,
    )
  })
  const energy = (result.energy.electricity ?? 0) * ELECTRICITY + (result.energy.heat ?? 0) * HEAT
  const waste = (result.ledger.by('item').get('sulfide_waste')?.toNumber() ?? 0) / SULFIDE_WASTE
  return [...bought, ...nitrogen, energy, waste * DISPOSAL].reduce((sum, part) => sum + part, 0)
}

describe('greenhouse gases', () => {
  test('count what is bought, all electricity and heat with that of hall and dry room, and upstream flows', () => {
    const costed = cost(factors(MADE))
    expect(costed.result.co2eLacks).toEqual([])
    expect(costed.result.energy.electricity).toBeGreaterThan(1)
    expectClose(costed.result.co2e as number, byHand(costed), 1e-12)
  })

  test('a component made in house counts by what it is made of, whatever its own figure', () => {
    const without = cost(factors(MADE)).result.co2e as number
    expect(cost(factors([...MADE, 'Li6PS5Cl'])).result.co2e).toBe(without)
  })

  test('a component bought counts by its own figure', () => {
    const set = ['supply.Li6PS5Cl=bought']
    const costed = cost(factors(['PTFE', 'Li6PS5Cl']), { set })
    expectClose(costed.result.co2e as number, byHand(costed), 1e-12)
    expect(cost(factors(MADE), { set }).result).toMatchObject({ co2e: null, co2eLacks: ['Li6PS5Cl'] })
  })

  test('are not known where something has no figure, which is then named', () => {
    expect(cost(factors(['Li2S', 'P2S5', 'LiCl'], false)).result).toMatchObject({
      co2e: null,
      co2eLacks: ['PTFE', 'nitrogen'],
    })
    expect(costRoute('ptfe-dry').result.co2eLacks).toEqual(
      expect.arrayContaining(['Li2S', 'P2S5', 'LiCl', 'PTFE', 'sulfide_waste']),
    )
  })

  test('are not known where a room draws from one of several kinds of electricity', () => {
    const solar = 'utilities: { solar: { counts_as: electricity, price: { value: 0.05 USD/kWh, assumption: test } } }\n'
    const { result } = costText([ROUTE, factors(MADE), solar], { bundled: true })
    expect(result).toMatchObject({ co2e: null, co2eLacks: ['electricity'] })
  })

  test('by source add up to the whole, and each is what was bought or used times its factor', () => {
    const costed = cost(factors(MADE))
    const { co2e, co2eBySource: parts, co2eKnown, energy, purchases } = costed.result
    const bought = MADE.reduce((sum, name) => sum + (purchases[name]?.amount ?? 0) * BOUGHT[name], 0)
    expectClose(parts.materials as number, bought, 1e-12)
    expectClose(parts.electricity as number, (energy.electricity as number) * ELECTRICITY, 1e-12)
    expect(parts).toMatchObject({ heat: null, direct: null })
    expect(parts.nitrogen).toBeGreaterThan(0)
    const sum = Object.values(parts).reduce<number>((total, part) => total + (part ?? 0), 0)
    expectClose(sum, co2e as number, 1e-12)
    expectClose(co2eKnown as number, co2e as number, 1e-12)
  })

  test('are told as far as they are known, where something has no figure', () => {
    const { co2e, co2eBySource: parts, co2eKnown } = cost(factors(['Li2S'], false)).result
    const whole = cost(factors(MADE)).result.co2eBySource
    expect(co2e).toBeNull()
    expectClose(parts.electricity as number, whole.electricity as number, 1e-12)
    expect(parts.materials as number).toBeLessThan(whole.materials as number)
    expect(parts).not.toHaveProperty('nitrogen')
    expectClose(
      co2eKnown as number,
      (parts.electricity as number) + (parts.materials as number) + (parts.disposal as number),
      1e-12,
    )
    expect(costRoute('ptfe-dry').result.co2eBySource).toMatchObject({ materials: null })
  })

  test('that a step emits itself are direct', () => {
    const furnace = `operation: dry-mixing-with-fumes
assumption: test
ports: { feed: { in: bulk, carries: [solids], market: true }, mix: { out: bulk, carries: [solids] } }
through: [mix.each = feed.each]
equations: { fumes: { is: 0.25 kg/kg * mix.mass, unit: kg, counts_as: co2e } }`
    const mill = `flow: mill
method: levelized
plant: electrolyte
assumption: test
components: [Li2S]
product: { operation: powder, from: mixing.mix, composition: { Li2S: 100 % } }
steps: { mixing: { operation: dry-mixing-with-fumes } }`
    const costed = costText([mill, furnace, factors(['Li2S'])], { bundled: true })
    expect(costed.result.co2eBySource).toMatchObject({ direct: 0.25, materials: 11, electricity: 0, heat: null })
    expectClose(costed.result.co2e as number, 11.25, 1e-12)
    const found = figureNamed(costed.model, 'co2e_by_source.direct')
    expect(found?.name).toBe('accumulated.co2e_by_source.direct')
    expect(figureNamed(costed.model, 'co2e_known_kg')?.name).toBe('accumulated.co2e_known')
    expect(figureNamed(costed.model, 'co2e_by_source.heat')).toBeUndefined()
  })
})
