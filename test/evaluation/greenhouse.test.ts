import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Asked, type Costed, costRoute, costText, expectClose } from '../support.ts'

const ROUTE = readFileSync('flows/ptfe-dry.yaml', 'utf8')
/** kg of CO2 per measure of what is bought, chosen for this test. */
const BOUGHT = { Li2S: 11, P2S5: 3, LiCl: 5, PTFE: 7, Li6PS5Cl: 100 } as const
const NITROGEN = 0.5
/** Those of prices/utilities.yaml. */
const ELECTRICITY = 0.37
const HEAT = 0.22

function factors(names: readonly (keyof typeof BOUGHT)[], nitrogen = true): string {
  const given = (name: string, value: number): string =>
    `  ${name}: { co2e: { value: ${value} kg/kg, assumption: test } }`
  const materials = names.map((name) => given(name, BOUGHT[name])).join('\n')
  return `materials:\n${materials}\n${nitrogen ? `utilities:\n${given('nitrogen', NITROGEN)}\n` : ''}`
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
  return [...bought, ...nitrogen, energy].reduce((sum, part) => sum + part, 0)
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
    expect(costRoute('ptfe-dry').result.co2eLacks).toEqual(expect.arrayContaining(['Li2S', 'P2S5', 'LiCl', 'PTFE']))
  })

  test('are not known where a room draws from one of several kinds of electricity', () => {
    const solar = 'utilities: { solar: { counts_as: electricity, price: { value: 0.05 USD/kWh, assumption: test } } }\n'
    const { result } = costText([ROUTE, factors(MADE), solar], { bundled: true })
    expect(result).toMatchObject({ co2e: null, co2eLacks: ['electricity'] })
  })
})
