import { type ComponentAmount, massOf, type Network, type NetworkStep, PRODUCT, stepsByKey } from './network-data.ts'
import { gathered, type SankeyEnd, type SankeyGraph, type SankeyRibbon, sumsOf } from './sankey-graph.ts'
import { processOrder } from './sankey-order.ts'
import { leavingByTag, massText, readable } from './wording.ts'

/** What differs by this part of the mass at a step, or less, is rounding. */
const ROUNDING = 1e-9

const PAINT = { bought: 4, fed: 10, formed: 3, left: 8, other: 9 } as const
const TAG_PAINT: Readonly<Record<string, number>> = {
  scrap: 1,
  waste: 3,
  air: 7,
  emitted: 7,
  evaporated: 7,
  sale: 4,
  by_product: 2,
}

/** The mass that enters, runs through and leaves a route, or that of its solvent alone. */
export function massGraph(network: Network, of: 'mass' | 'solvent'): SankeyGraph {
  const counts = (parts: readonly ComponentAmount[]): number =>
    massOf(of === 'mass' ? parts : parts.filter(({ role }) => role === 'solvent'))
  const ribbons = network.streams
    .map(
      ({ from, to, parts, isReturn, tag }): SankeyRibbon => ({
        from,
        to,
        value: counts(parts),
        isReturn,
        words: isReturn ? (tag === 'recovered' ? 'recovered' : 'returned') : tag === 'evaporated' ? 'evaporated' : '',
      }),
    )
    .filter(({ value }) => value > 0)
  const ends = network.steps.flatMap((step) => endsOf(step, counts))
  const balanced = [...ends, ...boundary(network, ribbons, ends)]
  const order = processOrder(network)
  const sums = sumsOf({ nodes: order.map((key) => ({ key, title: key })), ribbons, ends: balanced })
  const steps = stepsByKey(network)
  const nodes = order
    .filter((key) => key === PRODUCT || (sums.get(key)?.in ?? 0) > 0 || (sums.get(key)?.out ?? 0) > 0)
    .map((key) => ({ key, title: key === PRODUCT ? network.productTitle : (steps.get(key)?.title ?? key) }))
  const whole = Math.max(0, ...[...sums.values()].map((sum) => sum.in))
  return {
    nodes,
    ribbons,
    ends: gathered(balanced, whole, { others: 'others', all: 'in all' }, PAINT.other),
    title: of === 'mass' ? `Mass: ${network.title}` : `Solvent: ${network.title}`,
    about: of === 'mass' ? massWords(network) : solventWords(network),
    text: massText,
    unit: '',
  }
}

function endsOf(step: NetworkStep, counts: (parts: readonly ComponentAmount[]) => number): SankeyEnd[] {
  const node = step.key
  const enters = step.enters
    .filter(({ kind }) => kind !== 'made')
    .map((part): SankeyEnd => {
      const words = part.kind === 'fed' ? `${part.component}, fed` : part.component
      return { node, side: 'in', words, value: counts([part]), paint: PAINT[part.kind as 'bought' | 'fed'] }
    })
  const leaves = leavingByTag(step.leaves).map(
    ({ tag, words, parts }): SankeyEnd => ({
      node,
      side: 'out',
      words,
      value: counts(parts),
      paint: TAG_PAINT[tag] ?? PAINT.left,
    }),
  )
  // what a reaction turns into something else stays in the stream; only what it takes from or adds to it shows
  const net = counts(step.formed) - counts(step.consumed)
  const size = counts(step.formed) + counts(step.consumed)
  const reacted: SankeyEnd[] =
    Math.abs(net) <= ROUNDING * size
      ? []
      : [
          {
            node,
            side: net > 0 ? 'in' : 'out',
            words: net > 0 ? 'formed by reaction' : 'consumed by reaction',
            value: Math.abs(net),
            paint: PAINT.formed,
          },
        ]
  return [...enters, ...leaves, ...reacted]
}

/** An upstream flow's product is one component to whoever takes it: what it is made of counts as that component from there on. */
function boundary({ streams }: Network, ribbons: readonly SankeyRibbon[], ends: readonly SankeyEnd[]): SankeyEnd[] {
  const sources = new Map(
    streams.filter(({ isSupply }) => isSupply).map((stream) => [stream.from, stream.parts[0]?.component ?? '']),
  )
  const nodes = [...sources.keys()].map((key) => ({ key, title: key }))
  return [...sumsOf({ nodes, ribbons, ends })].flatMap(([node, sum]): SankeyEnd[] => {
    const left = sum.in - sum.out
    if (Math.abs(left) <= ROUNDING * Math.max(sum.in, sum.out)) return []
    const component = sources.get(node)
    return left > 0
      ? [{ node, side: 'out', words: `left in ${component}`, value: left, paint: PAINT.left }]
      : [{ node, side: 'in', words: `counted as ${component}`, value: -left, paint: PAINT.formed }]
  })
}

function massWords({ basis, steps, streams }: Network): string {
  const parts = [...steps.flatMap(({ enters }) => enters), ...streams.flatMap((stream) => stream.parts)]
  const counted = [
    ...new Set(parts.filter(({ mass, amount }) => mass === null && amount > 0).map(({ component }) => component)),
  ]
  const without = counted.length === 0 ? '' : `; without ${counted.join(', ')}, counted by area or number`
  const returning = streams.some(({ isReturn, mass }) => isReturn && mass > 0)
  return `Per ${readable(basis)} of good product${returning ? '; a broken line runs along what returns' : ''}${without}`
}

/** As the output of a run has them; what is not used again is in part burnt or disposed of. */
const SOLVENT_WORDS = [
  ['fresh_kg', 'bought'],
  ['in_process_kg', 'in process'],
  ['evaporated_kg', 'evaporated'],
  ['recovered_kg', 'recovered'],
  ['emitted_kg', 'not used again'],
  ['to_air_kg', 'of that to the air'],
  ['unused_kg', 'recovered in vain'],
  ['residual_kg', 'left in the product'],
  ['in_scrap_kg', 'in scrap'],
] as const

function solventWords({ basis, solvent }: Network): string {
  const said = SOLVENT_WORDS.flatMap(([key, words]) => {
    const value = solvent[key]
    const isTold = typeof value === 'number' && (value !== 0 || key !== 'unused_kg')
    return isTold ? [`${words} ${massText(value)}`.replaceAll(' ', '\u00a0')] : []
  })
  return `Per ${readable(basis)} of good product: ${said.join(', ')}`
}
