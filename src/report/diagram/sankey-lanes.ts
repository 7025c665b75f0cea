import { type SankeyGraph, type SankeyRibbon, sumsOf } from './sankey-graph.ts'
import { stepsBack } from './sankey-order.ts'

/** Which lane each bar stands in, and which each ribbon passes other bars in. */
export interface Lanes {
  readonly count: number
  readonly node: ReadonlyMap<string, number>
  readonly passage: ReadonlyMap<SankeyRibbon, number>
}

/**
 * Bars stand one below the other. The ribbon that leads to the product goes on in the lane of its bar; others take the first lane that is free down
 * to where they arrive, so that no ribbon runs over a bar.
 */
export function lanesOf({ nodes, ribbons }: Pick<SankeyGraph, 'nodes' | 'ribbons'>): Lanes {
  const row = new Map(nodes.map(({ key }, i) => [key, i]))
  const leaving = new Map<string, SankeyRibbon[]>()
  for (const ribbon of ribbons) {
    if (ribbon.isReturn) continue
    leaving.set(ribbon.from, [...(leaving.get(ribbon.from) ?? []), ribbon])
  }
  // a bar stands in the lane of the widest ribbon that leads to it
  const widest = new Map<string, SankeyRibbon>()
  for (const ribbon of ribbons) {
    const known = widest.get(ribbon.to)
    if (!ribbon.isReturn && (known === undefined || ribbon.value > known.value)) widest.set(ribbon.to, ribbon)
  }
  const last = nodes.at(-1)?.key ?? ''
  const leading = stepsBack(
    ribbons.filter(({ isReturn }) => !isReturn),
    [last],
  )
  const isWidest = (ribbon: SankeyRibbon): boolean => widest.get(ribbon.to) === ribbon
  const rank = (ribbon: SankeyRibbon): number => Number(isWidest(ribbon)) + 2 * Number(leading.has(ribbon.to))
  /** The row down to which a lane is taken. */
  const until: number[] = []
  const node = new Map<string, number>()
  const passage = new Map<SankeyRibbon, number>()
  const take = (from: number, to: number): number => {
    let lane = until.findIndex((end) => end < from)
    if (lane < 0) lane = until.length
    until[lane] = to
    return lane
  }
  for (const [at, { key }] of nodes.entries()) {
    const own = node.get(key) ?? take(at, at)
    node.set(key, own)
    until[own] = Math.max(until[own] ?? at, at)
    const ways = [...(leaving.get(key) ?? [])].sort((a, b) => rank(b) - rank(a) || b.value - a.value)
    let isFree = until[own] === at
    for (const ribbon of ways) {
      const to = row.get(ribbon.to) as number
      const lane = isFree ? own : take(at + 1, to)
      isFree = false
      // what goes on in a lane keeps it down to the bar it leads to
      until[lane] = isWidest(ribbon) ? to : Math.max(at, to - 1)
      if (isWidest(ribbon)) node.set(ribbon.to, lane)
      passage.set(ribbon, lane)
    }
  }
  return { count: until.length, node, passage }
}

/** The greater of what enters and what leaves each bar. */
export function sizesOf(graph: SankeyGraph): Map<string, number> {
  return new Map([...sumsOf(graph)].map(([key, sum]) => [key, Math.max(sum.in, sum.out)]))
}
