import { describe, expect, test } from 'vitest'
import { attemptRoute, costText } from '../support.ts'

/** A flow that buys 1 kg of A; `tags` say what its method counts. */
const cost = (tags: string): ReturnType<typeof costText> =>
  costText([
    'flow: small\nassumption: test\nproduct: { operation: goods, from: buy.out, composition: { A: 100 % } }\nsteps: { buy: { operation: buy } }',
    'operation: goods\nassumption: test\nmaterials: { composition: {} }\nports: { goods: { in: bulk, carries: [solids] } }\nparameters: { basis: 1 kg }\nbalance: { goods.composition.each: basis * composition.each.fraction }',
    'operation: buy\nports: { feed: { in: bulk, carries: [solids], market: true }, out: { out: bulk, carries: [solids] } }\nthrough: [out.each = feed.each]',
    'plant: default\nassumption: test\nparameters: { annual_output: 100 kg/yr }',
    `method: levelized\nstep: { space: { is: 0 m^2 + 3 m^2 - 3 m^2${tags} } }\ncosts: [{ for: purchase, category: materials, is: amount * prices.each }]`,
    'materials: { A: { role: electrolyte, price: { value: 2 USD/kg, assumption: test } } }',
  ])

describe('a figure that no document gives', () => {
  test('is null, and not 0', () => {
    const { result } = cost('')
    expect([
      result.floor,
      result.labour,
      result.energy.total,
      result.energy.heat,
      result.yields.area,
      result.co2e,
    ]).toEqual([null, null, null, null, null, null])
  })

  test('is 0 where something counts as it and comes to nothing', () => {
    expect(cost(', counts_as: floor').result.floor).toBe(0)
  })
})

test('the range of what a method expects holds for what --set gives one step', () => {
  expect(attemptRoute('wet-slurry', { set: ['steps.casting.availability=120%'] }).codes).toEqual(['VALUE_OUT_OF_RANGE'])
  expect(attemptRoute('wet-slurry', { set: ['steps.casting.machine.availability=120%'] }).codes).toEqual([
    'VALUE_OUT_OF_RANGE',
  ])
})
