import { describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'
import { costRoute, expectClose } from '../support.ts'

interface SweepJson {
  readonly vary: readonly { readonly relative: boolean; readonly unit: string; readonly values: readonly number[] }[]
  readonly points: readonly { readonly results: readonly { readonly flow: string; readonly cost: string }[] }[]
  readonly crossings: readonly { readonly at: Record<string, number>; readonly jump: boolean }[]
  readonly crossings_fractional: readonly { readonly at: Record<string, number> }[] | null
}

const ask = <T>(...words: string[]): T => JSON.parse(runFabroute([...words, '--json']).stdout) as T
const total = (flow: string, ...set: string[]): string => costRoute(flow, { set }).result.ledger.total.toFixed()

describe('signed percentages', () => {
  it.each(['prices.Li2S', 'plant.annual_output', 'steps.hot_calendering.roll_speed', 'steps.forming.trim_reuse'])(
    'change %s by a part of what it is, as --set does',
    (input) => {
      const { vary, points } = ask<SweepJson>('sweep', 'ptfe-dry', '--vary', `${input}=-10%..+10%:3`)
      expect(vary).toEqual([{ input, unit: '%', relative: true, values: [-10, 0, 10] }])
      expect(points.map(({ results }) => results[0]?.cost)).toEqual([
        total('ptfe-dry', `${input}=-10%`),
        total('ptfe-dry'),
        total('ptfe-dry', `${input}=+10%`),
      ])
    },
  )

  it('are of what each route has, also where its value is an expression', () => {
    const { points } = ask<SweepJson>(
      'sweep',
      'wet-slurry',
      'ptfe-dry',
      '--vary',
      'steps.slitting.inspection_reject=-50%,+50%',
    )
    for (const [i, change] of ['-50%', '+50%'].entries()) {
      for (const { flow, cost } of points[i]?.results ?? [])
        expectClose(Number(cost), Number(total(flow, `steps.slitting.inspection_reject=${change}`)), 1e-15)
    }
  })

  it('bound the answers of breakeven', () => {
    interface Answer {
      readonly range: { readonly low: number; readonly high: number }
      readonly answers: readonly { readonly value: number }[]
    }
    const found = ask<Answer>('breakeven', 'ptfe-dry', '--vary', 'prices.Li2S=-50%..+50%', '--target', '6 USD/m^2')
    expect(found.range).toEqual({ low: 70, high: 210 })
    const free = ask<Answer>('breakeven', 'ptfe-dry', '--vary', 'prices.Li2S', '--target', '6 USD/m^2')
    expect(found.answers).toEqual(free.answers)
  })
})

describe('machine counts not rounded up', () => {
  it('give the cost of --fractional beside the other', () => {
    const { result } = costRoute('ptfe-dry')
    expect(result.fractionalTotal?.toFixed(15)).toBe(
      costRoute('ptfe-dry', { fractional: true }).result.ledger.total.toFixed(15),
    )
    expect(costRoute('ptfe-dry', { fractional: true }).result.fractionalTotal).toBeNull()
  })

  it('have crossings of their own', () => {
    const words = [
      'sweep',
      'wet-slurry',
      'ptfe-dry',
      '--vary',
      'prices.Li2S=50..400 USD/kg:8',
      '--set',
      'product.thickness=30 um',
    ]
    const { crossings_fractional: own } = ask<SweepJson>(...words)
    const { crossings, crossings_fractional: none } = ask<SweepJson>(...words, '--fractional')
    expect(none).toBeNull()
    expect(own).toHaveLength(1)
    expectClose(own?.[0]?.at['prices.Li2S'] ?? 0, crossings[0]?.at['prices.Li2S'] ?? 1, 1e-9)
  })

  it('are told where they turn the order of two routes round', () => {
    const told = (width: string): string =>
      runFabroute(['compare', 'wet-slurry', 'ptfe-dry', '--set', 'product.thickness=30 um', '--set', width]).stdout
    const turned = ['160', '170', '180'].map((price) => told(`prices.Li2S=${price} USD/kg`))
    expect(turned.some((text) => text.includes('the order turns round'))).toBe(true)
    expect(told('prices.Li2S=140 USD/kg')).not.toContain('the order turns round')
  })
})
