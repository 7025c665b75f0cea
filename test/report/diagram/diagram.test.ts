import { describe, expect, it } from 'vitest'
import { dotText } from '../../../src/report/diagram/dot.ts'
import { flowDiagram } from '../../../src/report/diagram/flow-diagram.ts'
import { layOut } from '../../../src/report/diagram/layout.ts'
import { type Network, PRODUCT } from '../../../src/report/diagram/network-data.ts'
import { sankey, sankeyGraph } from '../../../src/report/diagram/sankey.ts'
import { sumsOf } from '../../../src/report/diagram/sankey-graph.ts'
import { amountText, brief, broken, massText } from '../../../src/report/diagram/wording.ts'
import { NIGHT, PAPER } from '../../../src/report/drawing/colours.ts'
import { textWidth } from '../../../src/report/drawing/svg.ts'
import { costed, FILLED, IN_HOUSE, networkOfCosted, networkOfText } from './fixture.ts'
import { misplaced } from './text-boxes.ts'

const filled = networkOfText(FILLED)
const inHouse = networkOfText(IN_HOUSE)

describe('the network of a route', () => {
  it('has amounts that are plain data', () => {
    expect(JSON.parse(JSON.stringify(inHouse))).toEqual(JSON.parse(JSON.stringify(networkOfText(IN_HOUSE))))
  })

  it('tells what returns by the streams alone, in whatever order the steps are written', () => {
    const back = (network: Network): string[] =>
      network.streams.filter(({ isReturn }) => isReturn).map(({ from, to }) => `${from} -> ${to}`)
    expect(back(filled)).toEqual(['condenser -> mixing'])
    const lines = FILLED.split('steps:\n')[1]?.split('streams:')[0] as string
    const [mixing, ...others] = lines.split(/\n(?= {2}\w)/)
    expect(back(networkOfText(FILLED.replace(lines, `${others.join('\n')}${mixing}\n`)))).toEqual([
      'condenser -> mixing',
    ])
  })

  it('counts an upstream flow at what the route asks for', () => {
    const route = costed(IN_HOUSE)
    const { groups, streams } = networkOfCosted(route)
    const [upstream] = groups
    expect(upstream?.makes).toBe('Sulfide')
    expect(upstream?.demand?.mass).toBeCloseTo(route.value('supply.Sulfide.demand', 'kg'), 12)
    const arrives = streams.filter(({ isSupply }) => isSupply)
    expect(arrives.map(({ from, to }) => `${from} -> ${to}`)).toEqual(['supply.Sulfide.joining -> mixing'])
    expect(arrives[0]?.mass).toBeCloseTo(route.value('steps.mixing.purchase.Sulfide', 'kg'), 12)
    const [main, side] = ['main', 'side'].map(
      (port) => streams.find(({ key }) => key.includes(`dividing.${port}`))?.mass ?? 0,
    )
    expect((main as number) / (side as number)).toBeCloseTo(7 / 3, 12)
    expect((main as number) + (side as number)).toBeCloseTo(arrives[0]?.mass as number, 12)
  })
})

describe('a layout', () => {
  it('does not follow the amounts', () => {
    const other = networkOfText(FILLED, { set: ['steps.mixing.solids_content=30 wt%', 'prices.Ceramic=1 USD/kg'] })
    expect(layOut(other)).toEqual(layOut(filled))
  })

  it('draws other amounts where the same steps stand', () => {
    const other = networkOfText(FILLED, { set: ['steps.mixing.solids_content=30 wt%'] })
    const picture = flowDiagram(other, layOut(filled), PAPER)
    expect(picture).not.toBe(flowDiagram(filled, layOut(filled), PAPER))
    expect(misplaced(picture)).toEqual([])
  })

  it('keeps boxes apart and inside', () => {
    for (const columns of [1, 2, 3, 4]) {
      const { boxes, width, height } = layOut(inHouse, columns)
      const all = Object.values(boxes)
      for (const [i, a] of all.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true)
        for (const b of all.slice(i + 1))
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          )
      }
    }
  })
})

/** A line of many steps with branches and returns, as no document of the tests is. */
function long(steps: number): Network {
  const [step] = filled.steps
  const keys = Array.from({ length: steps }, (_, i) => `step${i}`)
  const [stream] = filled.streams
  const way = (from: string, to: string, isReturn = false): Network['streams'][number] => ({
    ...(stream as Network['streams'][number]),
    key: `${from} -> ${to}`,
    from,
    to,
    isReturn,
  })
  const streams = keys.flatMap((key, i) => [
    way(key, keys[i + 1] ?? PRODUCT),
    ...(i % 7 === 3 && keys[i + 4] !== undefined ? [way(key, keys[i + 4] as string)] : []),
    ...(i % 11 === 10 ? [way(key, keys[i - 5] as string, true)] : []),
  ])
  return {
    ...filled,
    groups: [{ ...(filled.groups[0] as Network['groups'][number]), steps: keys }],
    steps: keys.map((key) => ({ ...(step as Network['steps'][number]), key, title: `Step ${key}` })),
    streams,
  }
}

it('lays out hundreds of steps', () => {
  const network = long(300)
  const picture = flowDiagram(network, layOut(network), PAPER)
  expect(picture.split('<rect').length).toBeGreaterThan(300)
})

it('writes no text over another where many streams pass', () => {
  const network = long(40)
  for (const columns of [2, 3, 4]) expect(misplaced(flowDiagram(network, layOut(network, columns), PAPER))).toEqual([])
})

describe('names that mean harm, or are long', () => {
  const evil = `<script>alert("x")</script>' & =cmd|' /C calc'!A0 ${'endless '.repeat(40)}`
  const named = (network: Network): Network => ({
    ...network,
    title: evil,
    productTitle: evil,
    currency: '<b>',
    groups: network.groups.map((group) => ({ ...group, title: evil, flow: evil })),
    steps: network.steps.map((step) => ({
      ...step,
      title: evil,
      operation: evil,
      machine: evil,
      enters: step.enters.map((part) => ({ ...part, component: evil })),
    })),
    streams: network.streams.map((stream) => ({
      ...stream,
      parts: stream.parts.map((part) => ({ ...part, component: `${'W'.repeat(60)}<i>` })),
    })),
  })
  const network = named(inHouse)
  const pictures = [
    flowDiagram(network, layOut(network), PAPER),
    flowDiagram(network, layOut(network, 2), NIGHT),
    ...(['mass', 'cost', 'solvent'] as const).map((of) => sankey(network, of, PAPER)),
  ]

  it('stay texts, in their places', () => {
    for (const picture of pictures) {
      expect(picture).not.toMatch(/<script|<b>|<i>/)
      expect(misplaced(picture)).toEqual([])
    }
  })

  it('stay within quotation marks for Graphviz', () => {
    const text = dotText({ ...network, title: 'a"] evil [label="\\' })
    expect(text).toContain('label="a\\"] evil [label=\\"\\\\"')
  })
})

it('takes out what turns the direction of a text', () => {
  const title = 'a\u202eb\u2066c\u200fd'
  const pictures = [flowDiagram({ ...filled, title }, layOut(filled), PAPER), dotText({ ...filled, title })]
  for (const text of pictures) {
    expect(text).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    expect(text).toContain('a\ufffdb\ufffdc\ufffdd')
  }
})

describe('text for Graphviz', () => {
  it('has all that enters and leaves, and what the product costs', () => {
    const text = dotText(filled)
    for (const { key, enters, leaves } of filled.steps) {
      for (const [i, { component }] of enters.filter(({ amount }) => amount > 0).entries()) {
        expect(text).toContain(`"${key} in ${i}" [label="${component}`)
        expect(text).toContain(`"${key} in ${i}" -> "${key}" [label=`)
      }
      if (leaves.some(({ parts }) => parts.some(({ amount }) => amount > 0)))
        expect(text).toContain(`"${key}" -> "${key} out `)
    }
    expect(text).toContain(`${brief(filled.cost, 4)} ${filled.currency}"`)
  })
})

describe('words above a Sankey diagram', () => {
  it('tell of the solvent what a run tells', () => {
    const { about } = sankeyGraph(
      { ...filled, solvent: { emitted_kg: 0.5, to_air_kg: 0.001, unused_kg: 0 } },
      'solvent',
    )
    expect(about.replaceAll('\u00a0', ' ')).toMatch(/: not used again 500 g, of that to the air 1 g$/)
  })

  it('tell of returns only where something returns', () => {
    expect(sankeyGraph(filled, 'mass').about).toContain('what returns')
    const streams = filled.streams.filter(({ isReturn }) => !isReturn)
    expect(sankeyGraph({ ...filled, streams }, 'mass').about).not.toContain('what returns')
  })
})

describe('costs', () => {
  it('have one paint a category, whatever they come to', () => {
    const paints = (network: Network): Map<string, number> =>
      new Map(sankeyGraph(network, 'cost').ends.map(({ words, paint }) => [words.replace('shared ', ''), paint]))
    const [category] = filled.categories
    const steps = filled.steps.map((step) => ({
      ...step,
      costs: step.costs.map((part) => (part.category === category ? { ...part, amount: part.amount * 1e-3 } : part)),
    }))
    const [as, other] = [paints(filled), paints({ ...filled, steps })]
    for (const [i, name] of filled.categories.entries())
      for (const found of [as, other]) if (found.has(name)) expect(found.get(name)).toBe(i)
  })

  it('below 0 leave as credit, later where less has been spent so far', () => {
    const steps = filled.steps.map((step) =>
      step.key === 'mixing'
        ? {
            ...step,
            costs: [
              { category: 'credit', item: 'x', amount: -2 },
              { category: 'materials', item: 'y', amount: 1 },
            ],
          }
        : step,
    )
    const added = steps.flatMap(({ costs }) => costs).reduce((sum, { amount }) => sum + amount, 0)
    const plant = (filled.groups[0]?.costs ?? []).reduce((sum, { amount }) => sum + amount, 0)
    const graph = sankeyGraph({ ...filled, steps, cost: added + plant }, 'cost')
    const sums = sumsOf(graph)
    for (const { value } of [...graph.ribbons, ...graph.ends]) expect(value).toBeGreaterThan(0)
    for (const { key } of graph.nodes.slice(0, -1))
      expect(sums.get(key)?.in).toBeCloseTo(sums.get(key)?.out as number, 12)
    const credits = graph.ends.filter(({ side }) => side === 'out').reduce((sum, { value }) => sum + value, 0)
    const product = sums.get(PRODUCT)
    expect((product?.in ?? 0) - (product?.out ?? 0)).toBeCloseTo(Math.max(0, added + plant), 12)
    expect(credits).toBeCloseTo(Math.min(2, 2 + Math.min(0, added + plant)), 12)
  })

  it('of what serves a step go back to it', () => {
    const back = sankeyGraph(filled, 'cost').ribbons.filter(({ isReturn }) => isReturn)
    for (const { from, to } of back) expect([from, to]).toEqual(['condenser', 'mixing'])
  })
})

describe('wording', () => {
  it('writes masses in a unit that keeps them short', () => {
    const masses = [0, 12.345, 1, 0.99999, 0.5, 0.0012345, 1e-3, 5e-6, 1e-9]
    expect(masses.map(massText)).toEqual([
      '0 kg',
      '12.3 kg',
      '1 kg',
      '1 kg',
      '500 g',
      '1.23 g',
      '1 g',
      '5 mg',
      '< 1 mg',
    ])
  })

  it('keeps the digits before the point', () => {
    expect([123456.7, 0.1234, 99.96, 1e20].map((value) => brief(value, 3))).toEqual([
      '123457',
      '0.123',
      '100',
      '1.00e+20',
    ])
    expect(amountText({ mass: null, amount: 2.5, unit: 'm^2' })).toBe('2.5 m²')
  })

  it('breaks at spaces and cuts the last line at its end', () => {
    const lines = broken('a rather long name of a step that has no end', 12, 80, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]?.endsWith('…')).toBe(true)
    for (const text of lines) expect(textWidth(text, 12)).toBeLessThanOrEqual(80)
  })
})

it('notices a text over another, and one that is cut off', () => {
  const svg =
    '<svg viewBox="0 0 100 50"><text x="10" y="20" font-size="12">one</text><text x="12" y="22" font-size="12">two</text><text x="95" y="40" font-size="12">three</text></svg>'
  expect(misplaced(svg)).toEqual(['"three" is cut off', '"one" over "two"'])
})
