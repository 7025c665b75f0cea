/** A bar of a Sankey diagram: a step, or the product. */
export interface SankeyNode {
  readonly key: string
  readonly title: string
}

/** What runs from one bar to another, or, of a return, back to one above. */
export interface SankeyRibbon {
  readonly from: string
  readonly to: string
  readonly value: number
  readonly isReturn: boolean
  /** What it is, where that is not plain: what returns has a name, and vapour. */
  readonly words: string
}

/** What enters or leaves at a bar. */
export interface SankeyEnd {
  readonly node: string
  readonly side: 'in' | 'out'
  readonly words: string
  readonly value: number
  /** Place of its paint in a series of colours. */
  readonly paint: number
}

/** The bars in the order in which they stand, each below those that lead to it, and what runs between them. */
export interface SankeyGraph {
  readonly nodes: readonly SankeyNode[]
  readonly ribbons: readonly SankeyRibbon[]
  readonly ends: readonly SankeyEnd[]
  /** What is drawn, in a heading and a line beneath. */
  readonly title: string
  readonly about: string
  readonly text: (value: number) => string
  /** Written after the value of a bar. */
  readonly unit: string
}

/** What enters and leaves each bar; the last bar keeps what it takes. */
export function sumsOf({
  nodes,
  ribbons,
  ends,
}: Pick<SankeyGraph, 'nodes' | 'ribbons' | 'ends'>): Map<string, { in: number; out: number }> {
  const sums = new Map(nodes.map(({ key }) => [key, { in: 0, out: 0 }]))
  const add = (key: string, side: 'in' | 'out', value: number): void => {
    const sum = sums.get(key)
    if (sum !== undefined) sum[side] += value
  }
  for (const { from, to, value } of ribbons) {
    add(from, 'out', value)
    add(to, 'in', value)
  }
  for (const { node, side, value } of ends) add(node, side, value)
  return sums
}

/** Ends of one bar that are written one by one, at most. */
const MOST_ENDS = 7
/** So many are always written one by one. */
const FEW = 2
/** Ends of several that are this part of all, or less, are written as one. */
const SLIGHT = 0.004

/** The greatest ends of each bar and side; several slight ones become one. */
export function gathered(
  ends: readonly SankeyEnd[],
  whole: number,
  { others, all }: { readonly others: string; readonly all: string },
  paint: number,
): SankeyEnd[] {
  const groups = new Map<string, SankeyEnd[]>()
  for (const end of ends) {
    if (!(end.value > 0)) continue
    const key = `${end.node} ${end.side}`
    groups.set(key, [...(groups.get(key) ?? []), end])
  }
  return [...groups.values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => b.value - a.value)
    const kept = sorted.filter(({ value }, i) => i < MOST_ENDS && value > SLIGHT * whole)
    const rest = sorted.slice(kept.length)
    if (rest.length < 2 || sorted.length <= FEW) return sorted
    const { node, side } = sorted[0] as SankeyEnd
    return [
      ...kept,
      {
        node,
        side,
        words: kept.length === 0 ? all : others,
        value: rest.reduce((sum, { value }) => sum + value, 0),
        paint,
      },
    ]
  })
}
