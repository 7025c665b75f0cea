import { describe, expect, it } from 'vitest'
import { Shelf } from '../../../src/cli/shelf.ts'
import { flowDiagram } from '../../../src/report/diagram/flow-diagram.ts'
import type { StreamRoute } from '../../../src/report/diagram/flow-layout.ts'
import { layOut } from '../../../src/report/diagram/layout.ts'
import { networkOf } from '../../../src/report/diagram/network.ts'
import { PRODUCT } from '../../../src/report/diagram/network-data.ts'
import { sankey, sankeyGraph } from '../../../src/report/diagram/sankey.ts'
import { sumsOf } from '../../../src/report/diagram/sankey-graph.ts'
import { brief, readable } from '../../../src/report/diagram/wording.ts'
import { PAPER } from '../../../src/report/drawing/colours.ts'
import { costRoute } from '../../support.ts'
import { misplaced, textBoxes } from './text-boxes.ts'

const routes = [...new Shelf().names('flow', 'x.yaml')].sort()
const KINDS = ['mass', 'cost', 'solvent'] as const

describe.each(routes)('%s', (name) => {
  const { evaluation, result } = costRoute(name)
  const network = networkOf(evaluation, result)

  it.each([1, 2, 3, 5])('writes no text over another and cuts none off, in %i columns', (columns) => {
    expect(misplaced(flowDiagram(network, layOut(network, columns), PAPER))).toEqual([])
  })

  it.each([1, 3])('says in full per what and at which cost, in %i columns', (columns) => {
    const picture = flowDiagram(network, layOut(network, columns), PAPER)
    const written = textBoxes(picture)
      .map(({ text }) => text)
      .join(' ')
    const { basis, cost, currency } = network
    expect(written).toContain(
      `All amounts are per ${readable(basis)} of good product, which costs ${brief(cost, 4)} ${currency}`,
    )
    for (const { makes } of network.groups) if (makes !== undefined) expect(written).toContain(`${makes} made in house`)
  })

  it('names what streams carry without cutting the names', () => {
    const names = new Set(network.streams.flatMap(({ parts }) => parts.map(({ component }) => component)))
    for (const { text } of textBoxes(flowDiagram(network, layOut(network), PAPER)))
      if (/^\S+…\S+$/.test(text))
        expect([...names]).not.toContainEqual(expect.stringMatching(new RegExp(`^${text.split('…')[0]}`)))
  })

  it('leads no stream through the frame of another flow', () => {
    const { streams, frames } = layOut(network)
    const groupOf = (key: string): string | undefined => network.steps.find((step) => step.key === key)?.makes
    for (const { key, from, to } of network.streams) {
      const others = frames.filter(({ makes }) => makes !== groupOf(from) && makes !== groupOf(to))
      const { points } = streams[key] as StreamRoute
      for (const [i, [x, y]] of points.slice(1).entries()) {
        const [a, b] = points[i] as readonly [number, number]
        const crossed = others.filter(
          (frame) =>
            Math.max(x, a) > frame.x &&
            Math.min(x, a) < frame.x + frame.width &&
            Math.max(y, b) > frame.y &&
            Math.min(y, b) < frame.y + frame.height,
        )
        expect(
          crossed.map(({ makes }) => makes),
          key,
        ).toEqual([])
      }
    }
  })

  it.each(KINDS)('draws %s without a text over another', (of) => {
    expect(misplaced(sankey(network, of, PAPER))).toEqual([])
  })

  it.each(KINDS)('keeps %s at every step', (of) => {
    const graph = sankeyGraph(network, of)
    for (const [key, sum] of sumsOf(graph)) {
      if (key === PRODUCT) continue
      expect(Math.abs(sum.in - sum.out), `${key}: ${sum.in} in, ${sum.out} out`).toBeLessThanOrEqual(1e-9 * sum.in)
    }
    for (const { value } of [...graph.ribbons, ...graph.ends]) expect(value).toBeGreaterThan(0)
  })

  it('leads the whole cost to the product', () => {
    const sum = sumsOf(sankeyGraph(network, 'cost')).get(PRODUCT)
    expect((sum?.in ?? 0) - (sum?.out ?? 0)).toBeCloseTo(result.ledger.total.toNumber(), 9)
  })

  it('buys, loses and leaves in the product the solvent that a run reports', () => {
    const { ends } = sankeyGraph(network, 'solvent')
    const bought = network.steps.flatMap(({ enters }) =>
      enters.filter(({ role, kind }) => role === 'solvent' && kind === 'bought'),
    )
    const fresh = bought.reduce((total, { mass }) => total + (mass ?? 0), 0)
    expect(fresh).toBeCloseTo(result.solvent.fresh_kg ?? 0, 9)
    if (fresh === 0) expect(ends.filter(({ side }) => side === 'in')).toEqual([])
  })

  it('finds returns without which nothing runs in a circle', () => {
    const forward = network.streams.filter(({ isReturn }) => !isReturn)
    const waiting = new Map<string, number>()
    for (const { to } of forward) waiting.set(to, (waiting.get(to) ?? 0) + 1)
    const ready = network.steps.map(({ key }) => key).filter((key) => !waiting.has(key))
    for (const key of ready)
      for (const { to } of forward.filter(({ from }) => from === key)) {
        waiting.set(to, (waiting.get(to) as number) - 1)
        if (waiting.get(to) === 0) ready.push(to)
      }
    expect([...waiting].filter(([, left]) => left > 0)).toEqual([])
  })
})
