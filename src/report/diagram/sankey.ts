import type { Colours } from '../drawing/colours.ts'
import { type Attributes, element, escaped, type Markup, picture, short, textWidth } from '../drawing/svg.ts'
import { headingLines, headingOf } from './heading.ts'
import type { Network } from './network-data.ts'
import { costGraph } from './sankey-cost.ts'
import type { SankeyGraph } from './sankey-graph.ts'
import {
  type Bar,
  NAME,
  type PlacedEnd,
  type PlacedReturn,
  type PlacedRibbon,
  SANKEY,
  type SankeyLayout,
  sankeyLayout,
} from './sankey-layout.ts'
import { massGraph } from './sankey-mass.ts'
import { endWords, TEXT } from './sankey-words.ts'
import { line } from './wording.ts'

export type SankeyOf = 'mass' | 'cost' | 'solvent'

/** Thinner ribbons are drawn this wide, so that they are seen. */
const LEAST = 1.2

/** The graph behind a Sankey diagram. */
export function sankeyGraph(network: Network, of: SankeyOf): SankeyGraph {
  return of === 'cost' ? costGraph(network) : massGraph(network, of)
}

/** What flows through a route as bands as wide as it is much: mass, solvent alone, or the cost as it comes together. */
export function sankey(network: Network, of: SankeyOf, colours: Colours): Markup {
  const graph = sankeyGraph(network, of)
  const id = `sankey-${of}-${network.flow}`
  if (graph.ribbons.length === 0 && graph.ends.length === 0) return without(graph, of, id, colours)
  const layout = sankeyLayout(graph)
  const { width, height } = layout
  return picture(
    { width, height, title: graph.title, description: described(graph), id },
    colours.background,
    ...headingLines(layout.heading, SANKEY.margin, width - 2 * SANKEY.margin, colours),
    ...layout.ribbons.map((ribbon) => forward(ribbon, graph, colours)),
    ...layout.returns.map((one) => back(one, graph, colours)),
    ...layout.ends.map((end) => stub(end, layout, colours)),
    ...layout.bars.map((bar) =>
      element('rect', { x: bar.x, y: bar.y, width: Math.max(LEAST, bar.width), height: SANKEY.bar, fill: colours.ink }),
    ),
    ...layout.bars.flatMap((bar) => barWords(bar, layout, graph, colours)),
    ...layout.ends.map((end) => besideEnd(end, layout, graph, colours)),
    ...layout.returns.flatMap((one) => besideReturn(one, layout, colours)),
    ...layout.ribbons.flatMap((ribbon) => ribbonWords(ribbon, graph, colours)),
  )
}

const NARROW = 640

/** Nothing to draw is said in words. */
function without({ title }: SankeyGraph, of: SankeyOf, id: string, colours: Colours): Markup {
  const words = of === 'solvent' ? 'This route uses no solvent.' : `There is no ${of} to draw.`
  const room = NARROW - 2 * SANKEY.margin
  return picture(
    { width: NARROW, height: 90, title, description: words, id },
    colours.background,
    ...headingLines(headingOf(title, '', room), SANKEY.margin, room, colours),
    line(SANKEY.margin, 56, words, room, { size: 14, fill: colours.ink }),
  )
}

/** Names of bars by their keys, to speak of them. */
function titles({ nodes }: SankeyGraph): (key: string) => string {
  const found = new Map(nodes.map(({ key, title }) => [key, title]))
  return (key) => found.get(key) ?? key
}

function described(graph: SankeyGraph): string {
  const name = titles(graph)
  const { text } = graph
  const into = graph.ends.filter(({ side }) => side === 'in')
  const out = graph.ends.filter(({ side }) => side === 'out')
  const ends = (list: typeof into, word: string): string =>
    list.map(({ words, value, node }) => `${words} ${text(value)} ${word} ${name(node)}`).join('; ')
  const ways = graph.ribbons.map(
    ({ from, to, value, isReturn }) => `${name(from)} to ${name(to)} ${text(value)}${isReturn ? ', returned' : ''}`,
  )
  const parts = [
    graph.about,
    `Enters: ${ends(into, 'at')}`,
    `Runs on: ${ways.join('; ')}`,
    ...(out.length === 0 ? [] : [`Leaves: ${ends(out, 'from')}`]),
  ]
  return `${parts.join('. ')}.`
}

/** Ribbons thinner than this have an edge, without which a level stretch of them would vanish. */
const THIN = 4
const edged = ({ muted }: Colours): Attributes => ({ stroke: muted, 'stroke-opacity': 0.6, 'stroke-width': 0.8 })

/** A band with level ends: its left edge down, its right edge up. */
function forward({ ribbon, width, points }: PlacedRibbon, graph: SankeyGraph, colours: Colours): Markup {
  const wide = Math.max(LEAST, width)
  const edge = (shift: number, list: readonly (readonly [number, number])[]): string =>
    list
      .slice(1)
      .map(([x, y], i) => {
        const [a, b] = list[i] as readonly [number, number]
        if (a === x) return `V${short(y)}`
        const middle = short((b + y) / 2)
        return `C${short(a + shift)} ${middle} ${short(x + shift)} ${middle} ${short(x + shift)} ${short(y)}`
      })
      .join('')
  const [x, y] = points[0] as readonly [number, number]
  const upward = [...points].reverse()
  const [right] = upward[0] as readonly [number, number]
  const path = `M${short(x)} ${short(y)}${edge(0, points)}H${short(right + wide)}${edge(wide, upward)}Z`
  const name = titles(graph)
  return element(
    'path',
    { d: path, fill: colours.muted, 'fill-opacity': 0.38, ...(width < THIN && edged(colours)) },
    element('title', {}, escaped(`${name(ribbon.from)} to ${name(ribbon.to)}: ${graph.text(ribbon.value)}`)),
  )
}

/** What returns runs down, to the right, up beside all bars and in again from above. */
function back(
  { ribbon, width, from, to, start, low, lane, high, end }: PlacedReturn,
  graph: SankeyGraph,
  colours: Colours,
): Markup {
  const wide = Math.max(LEAST, width)
  const radius = SANKEY.radius + width / 2
  const a = short(from.x + width / 2)
  const arc = (x: number, y: number, sweep: 0 | 1): string =>
    `A${short(radius)} ${short(radius)} 0 0 ${sweep} ${short(x)} ${short(y)}`
  const path = [
    `M${a} ${short(start)}V${short(low)}`,
    arc(from.x + width / 2 + radius, low + radius, 0),
    `H${short(lane + width / 2 - radius)}`,
    arc(lane + width / 2, low, 0),
    `V${short(high)}`,
    arc(lane + width / 2 - radius, high - radius, 0),
    `H${short(to.x + width / 2 + radius)}`,
    arc(to.x + width / 2, high, 0),
    `V${short(end)}`,
  ].join('')
  const name = titles(graph)
  return element(
    'g',
    { fill: 'none' },
    element(
      'title',
      {},
      escaped(`${ribbon.words}: ${name(ribbon.from)} back to ${name(ribbon.to)}, ${graph.text(ribbon.value)}`),
    ),
    element('path', { d: path, stroke: colours.low, 'stroke-width': wide, 'stroke-opacity': 0.32 }),
    element('path', { d: path, stroke: colours.ink, 'stroke-width': 1, 'stroke-dasharray': '6 4' }),
  )
}

const SERIES = (colours: Colours, paint: number): string => colours.series[paint % colours.series.length] as string

/** The short piece of a band that enters or leaves, and a thin line to its words. */
function stub({ end, x, width, from, to }: PlacedEnd, { left, rightWords }: SankeyLayout, colours: Colours): Markup {
  const wide = Math.max(LEAST, width)
  const isIn = end.side === 'in'
  const side = isIn ? x : x + width
  const wordsAt = isIn ? SANKEY.margin + left - 14 : rightWords - 4
  return element(
    'g',
    {},
    element('rect', {
      x,
      y: Math.min(from, to),
      width: wide,
      height: Math.abs(from - to),
      fill: SERIES(colours, end.paint),
      'fill-opacity': 0.85,
      stroke: colours.background,
      'stroke-width': width > 3 ? 0.8 : undefined,
    }),
    element('polyline', {
      points: `${short(side)},${short(to)} ${short(wordsAt)},${short(to)}`,
      fill: 'none',
      stroke: colours.muted,
      'stroke-width': 0.7,
    }),
  )
}

function besideEnd(
  { end, to }: PlacedEnd,
  { left, right, rightWords }: SankeyLayout,
  graph: SankeyGraph,
  { ink }: Colours,
): Markup {
  const lettering = { size: TEXT, fill: ink }
  return end.side === 'in'
    ? line(SANKEY.margin + left - 18, to + 4, endWords(end, graph), left - 18, { ...lettering, anchor: 'end' })
    : line(rightWords, to + 4, endWords(end, graph), right, lettering)
}

/** What a bar is called, beside it: a bar of the first lane to the left, others to the right. */
function barWords(
  bar: Bar,
  { left }: SankeyLayout,
  { text, unit }: SankeyGraph,
  { ink, background }: Colours,
): Markup[] {
  const isFirst = bar.lane === 0
  const at = isFirst ? SANKEY.margin + left - 10 : bar.x + bar.width + 6
  const room = isFirst ? left - 10 : SANKEY.beside - 6
  const lettering = { size: NAME, fill: ink, anchor: isFirst ? 'end' : 'start', halo: background } as const
  const titled = bar.title
  return [
    ...titled.map((title, i) => line(at, bar.y + 8 + 15 * i, title, room, { ...lettering, bold: true })),
    line(at, bar.y + 8 + 15 * titled.length, `${text(bar.value)}${unit}`, room, { ...lettering, size: TEXT }),
  ]
}

function besideReturn(
  { words, low, lane, width }: PlacedReturn,
  { right, rightWords }: SankeyLayout,
  { ink, muted }: Colours,
): Markup[] {
  return [
    element('line', {
      x1: lane + width,
      y1: low + 4,
      x2: rightWords - 4,
      y2: low + 4,
      stroke: muted,
      'stroke-width': 0.7,
    }),
    ...words.map((text, i) => line(rightWords, low + 8 + 15 * i, text, right, { size: TEXT, fill: ink })),
  ]
}

/** What a broad ribbon is, written on it where it leaves its bar. */
function ribbonWords({ ribbon, width, points }: PlacedRibbon, { text }: SankeyGraph, { ink }: Colours): Markup[] {
  const words = ribbon.words === '' ? [] : [ribbon.words, text(ribbon.value)]
  const [x, y] = points[0] as readonly [number, number]
  if (words.some((word) => textWidth(word, TEXT) > 0.9 * width)) return []
  return words.map((word, i) =>
    line(x + width / 2, y + 15 + 15 * i, word, width, { size: TEXT, fill: ink, anchor: 'middle' }),
  )
}
