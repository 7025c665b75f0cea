import { type Heading, headingExcess, headingOf } from './heading.ts'
import type { SankeyEnd, SankeyGraph, SankeyRibbon } from './sankey-graph.ts'
import { lanesOf, sizesOf } from './sankey-lanes.ts'
import { returnLines, sidesOf } from './sankey-words.ts'
import { broken } from './wording.ts'

/** Sizes in the units of the picture. */
export const SANKEY = {
  margin: 16,
  /** Beside a bar of a lane that is not the first. */
  beside: 150,
  gap: 26,
  bar: 16,
  widest: 210,
  /** Of what returns: it turns in wide bends. */
  widestReturn: 80,
  line: 16,
  bend: 34,
  radius: 7,
  head: 84,
  foot: 20,
} as const

/** Size of the letters beside a bar, and its name in lines. */
export const NAME = 13
const MOST_NAME_LINES = 3

export interface Bar {
  readonly key: string
  readonly title: readonly string[]
  readonly value: number
  readonly lane: number
  readonly x: number
  readonly y: number
  readonly width: number
}

/** A piece of a bar's upper or lower edge. */
interface Slot {
  readonly x: number
  readonly width: number
}

export interface PlacedEnd {
  readonly end: SankeyEnd
  readonly x: number
  readonly width: number
  /** From its bar to where it ends. */
  readonly from: number
  readonly to: number
}

export interface PlacedRibbon {
  readonly ribbon: SankeyRibbon
  readonly width: number
  /** Left edges from bar to bar: a forward one bends between each two. */
  readonly points: readonly (readonly [number, number])[]
}

export interface PlacedReturn {
  readonly ribbon: SankeyRibbon
  readonly width: number
  readonly words: readonly string[]
  readonly from: Slot
  readonly to: Slot
  /** Down from its bar, where it turns; x of its lane; where it turns above the bar it leads to. */
  readonly start: number
  readonly low: number
  readonly lane: number
  readonly high: number
  readonly end: number
}

export interface SankeyLayout {
  readonly width: number
  readonly height: number
  readonly heading: Heading
  /** Room for words to the left and to the right, and where those to the right begin. */
  readonly left: number
  readonly right: number
  readonly rightWords: number
  readonly bars: readonly Bar[]
  readonly ends: readonly PlacedEnd[]
  readonly ribbons: readonly PlacedRibbon[]
  readonly returns: readonly PlacedReturn[]
}

/** Bars from the top down, all to one scale; between two bars what leaves the upper one, then bends, then what enters the lower one. */
export function sankeyLayout(graph: SankeyGraph): SankeyLayout {
  const { nodes } = graph
  const lanes = lanesOf(graph)
  const sizes = sizesOf(graph)
  const greatest = Math.max(0, ...sizes.values())
  const backs = graph.ribbons.filter(({ isReturn }) => isReturn)
  const greatestBack = Math.max(0, ...backs.map(({ value }) => value))
  const scale = greatest > 0 ? 1 / Math.max(greatest / SANKEY.widest, greatestBack / SANKEY.widestReturn) : 0
  const wide = (value: number): number => value * scale
  const laneOf = (key: string): number => lanes.node.get(key) ?? 0
  const { left, right } = sidesOf(graph)
  const laneX = lanePlaces(graph, SANKEY.margin + left, lanes.count, laneOf, wide, sizes, lanes.passage)
  const byNode = bundles(graph, laneOf)
  let x = laneX.end
  const returnLane = new Map<SankeyRibbon, number>()
  for (const ribbon of backs) {
    returnLane.set(ribbon, x + SANKEY.radius)
    x += wide(ribbon.value) + SANKEY.radius + 8
  }
  const width = x + 18 + right + SANKEY.margin
  const heading = headingOf(graph.title, graph.about, width - 2 * SANKEY.margin)
  const words = new Map(backs.map((ribbon) => [ribbon, returnLines(ribbon, graph, right)]))
  const turn = (ribbon: SankeyRibbon): number =>
    Math.max((words.get(ribbon)?.length ?? 0) * SANKEY.line + 4, wide(ribbon.value) + SANKEY.radius + 6)
  const sum = (list: readonly SankeyRibbon[]): number => list.reduce((total, ribbon) => total + turn(ribbon), 0)
  const endRoom = (count: number): number => (count === 0 ? 8 : count * SANKEY.line + 12)
  const titles = new Map(
    nodes.map(({ key, title }) => {
      const room = laneOf(key) === 0 ? left - 10 : SANKEY.beside - 6
      return [key, broken(title, NAME, room, MOST_NAME_LINES, true)]
    }),
  )
  // what leaves a bar whose name stands to the right does so below its name
  const clear = (key: string): number =>
    laneOf(key) === 0 ? 20 : Math.max(20, 15 * (titles.get(key)?.length ?? 0) + 12)
  const below = (key: string): number => {
    const { outEnds, outBack } = byNode.get(key) as Bundle
    const written = 15 * (titles.get(key)?.length ?? 0) + 16 - SANKEY.bend
    return Math.max(written, clear(key) + SANKEY.line * outEnds.length + (outEnds.length === 0 ? 0 : 4)) + sum(outBack)
  }
  const tops: number[] = []
  let y = SANKEY.head + headingExcess(heading, 2)
  for (const { key } of nodes) {
    const { inEnds, inBack } = byNode.get(key) as Bundle
    y += sum(inBack) + endRoom(inEnds.length)
    tops.push(y)
    y += SANKEY.bar + below(key) + SANKEY.bend
  }
  const row = new Map(nodes.map(({ key }, i) => [key, i]))
  const bars = nodes.map(({ key }, i): Bar => {
    const value = sizes.get(key) ?? 0
    return {
      key,
      title: titles.get(key) ?? [],
      value,
      lane: laneOf(key),
      x: laneX.at[laneOf(key)] as number,
      y: tops[i] as number,
      width: wide(value),
    }
  })
  const upper = new Map<SankeyEnd | SankeyRibbon, Slot>()
  const lower = new Map<SankeyEnd | SankeyRibbon, Slot>()
  const ends: PlacedEnd[] = []
  const lows = new Map<SankeyRibbon, number>()
  const highs = new Map<SankeyRibbon, number>()
  for (const bar of bars) {
    const bundle = byNode.get(bar.key) as Bundle
    slots(bar.x, [...bundle.inEnds, ...bundle.inForward, ...bundle.inBack], wide, upper)
    slots(bar.x, [...bundle.outForward, ...bundle.outBack, ...bundle.outEnds], wide, lower)
    for (const [i, end] of bundle.inEnds.entries())
      ends.push({ end, ...(upper.get(end) as Slot), from: bar.y, to: bar.y - 14 - SANKEY.line * i })
    const edge = bar.y + SANKEY.bar
    const count = bundle.outEnds.length
    for (const [i, end] of bundle.outEnds.entries())
      ends.push({
        end,
        ...(lower.get(end) as Slot),
        from: edge,
        to: edge + clear(bar.key) + SANKEY.line * (count - 1 - i),
      })
    let deep = edge + clear(bar.key) + (count === 0 ? 0 : SANKEY.line * count + 4)
    for (const ribbon of [...bundle.outBack].reverse()) {
      lows.set(ribbon, deep)
      deep += turn(ribbon)
    }
    let high = bar.y - endRoom(bundle.inEnds.length) - sum(bundle.inBack)
    for (const ribbon of bundle.inBack) {
      high += turn(ribbon)
      highs.set(ribbon, high)
    }
  }
  const floor = (i: number): number => {
    const bar = bars[i] as Bar
    const { inEnds, inBack } = byNode.get(bar.key) as Bundle
    return bar.y - endRoom(inEnds.length) - sum(inBack)
  }
  const forward = graph.ribbons.filter(({ isReturn }) => !isReturn)
  const ribbons = forward.map((ribbon): PlacedRibbon => {
    const [a, b] = [row.get(ribbon.from) as number, row.get(ribbon.to) as number]
    const [from, to] = [lower.get(ribbon) as Slot, upper.get(ribbon) as Slot]
    const pass = laneX.at[lanes.passage.get(ribbon) ?? 0] as number
    const points: [number, number][] = [[from.x, (bars[a] as Bar).y + SANKEY.bar]]
    for (let i = a + 1; i <= b; i++) {
      const high = floor(i) - SANKEY.bend
      // it bends where nothing enters or leaves
      points.push([(points.at(-1) as [number, number])[0], high], [i === b ? to.x : pass, floor(i)])
    }
    points.push([to.x, (bars[b] as Bar).y])
    return { ribbon, width: wide(ribbon.value), points }
  })
  const returns = backs.map((ribbon): PlacedReturn => {
    const [a, b] = [bars[row.get(ribbon.from) as number] as Bar, bars[row.get(ribbon.to) as number] as Bar]
    return {
      ribbon,
      width: wide(ribbon.value),
      words: words.get(ribbon) ?? [],
      from: lower.get(ribbon) as Slot,
      to: upper.get(ribbon) as Slot,
      start: a.y + SANKEY.bar,
      low: lows.get(ribbon) as number,
      lane: returnLane.get(ribbon) as number,
      high: highs.get(ribbon) as number,
      end: b.y,
    }
  })
  return {
    width,
    height: y + SANKEY.foot,
    heading,
    left,
    right,
    rightWords: x + 18,
    bars,
    ends,
    ribbons,
    returns,
  }
}

/** What meets a bar, each from left to right. */
interface Bundle {
  readonly inEnds: SankeyEnd[]
  readonly inForward: SankeyRibbon[]
  readonly inBack: SankeyRibbon[]
  readonly outForward: SankeyRibbon[]
  readonly outBack: SankeyRibbon[]
  readonly outEnds: SankeyEnd[]
}

function bundles({ nodes, ribbons, ends }: SankeyGraph, laneOf: (key: string) => number): Map<string, Bundle> {
  const found = new Map(
    nodes.map(({ key }): [string, Bundle] => [
      key,
      { inEnds: [], inForward: [], inBack: [], outForward: [], outBack: [], outEnds: [] },
    ]),
  )
  for (const end of ends) found.get(end.node)?.[end.side === 'in' ? 'inEnds' : 'outEnds'].push(end)
  for (const ribbon of ribbons) {
    found.get(ribbon.from)?.[ribbon.isReturn ? 'outBack' : 'outForward'].push(ribbon)
    found.get(ribbon.to)?.[ribbon.isReturn ? 'inBack' : 'inForward'].push(ribbon)
  }
  for (const { inForward, outForward } of found.values()) {
    inForward.sort((a, b) => laneOf(a.from) - laneOf(b.from))
    outForward.sort((a, b) => laneOf(a.to) - laneOf(b.to))
  }
  return found
}

function slots<T extends { readonly value: number }>(
  start: number,
  parts: readonly T[],
  wide: (value: number) => number,
  into: Map<T, Slot>,
): void {
  let x = start
  for (const part of parts) {
    into.set(part, { x, width: wide(part.value) })
    x += wide(part.value)
  }
}

/** The left edges of the lanes: each is as wide as what stands in it or passes. */
function lanePlaces(
  { nodes, ribbons }: SankeyGraph,
  start: number,
  count: number,
  laneOf: (key: string) => number,
  wide: (value: number) => number,
  sizes: ReadonlyMap<string, number>,
  passage: ReadonlyMap<SankeyRibbon, number>,
): { at: number[]; end: number } {
  const widths = Array.from({ length: Math.max(1, count) }, () => 0)
  const grow = (lane: number, width: number): void => {
    widths[lane] = Math.max(widths[lane] ?? 0, width)
  }
  for (const { key } of nodes) grow(laneOf(key), wide(sizes.get(key) ?? 0) + (laneOf(key) === 0 ? 0 : SANKEY.beside))
  for (const ribbon of ribbons) if (!ribbon.isReturn) grow(passage.get(ribbon) ?? 0, wide(ribbon.value))
  let x = start
  const at = widths.map((width) => {
    const lane = x
    x += width + SANKEY.gap
    return lane
  })
  return { at, end: x }
}
