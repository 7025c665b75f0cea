import dagre from '@dagrejs/dagre'
import type { FlowLayout } from './flow-layout.ts'
import { placed } from './grid.ts'
import type { Cell, Grid } from './grid-rows.ts'
import { type Network, type NetworkGroup, PRODUCT } from './network-data.ts'

/** Steps beside each other: three read well on a page, two on a narrow screen. */
const COLUMNS = 3
/** A flow of more steps is ranked by the plainer way, which is fast. */
const LARGE = 150

/** Where the steps and streams of a network stand: layers as dagre finds them, folded into rows of so many columns. */
export function layOut(network: Network, columns: number = COLUMNS): FlowLayout {
  const cells = new Map<string, Cell>()
  const groups: { makes: string | undefined; rows: number }[] = []
  let row = 0
  for (const group of network.groups) {
    const rows = fold(network, group, columns, row, cells)
    groups.push({ makes: group.makes, rows })
    row += rows
  }
  const grid: Grid = { columns, groups, cells }
  return placed(network, grid)
}

/** Cells for the steps of one flow; answers how many rows they take. */
function fold(
  network: Network,
  group: NetworkGroup,
  columns: number,
  firstRow: number,
  cells: Map<string, Cell>,
): number {
  const nodes = group.makes === undefined ? [...group.steps, PRODUCT] : group.steps
  const own = new Set(nodes)
  const edges = network.streams.filter(
    ({ from, to, isReturn, isSupply }) => !isReturn && !isSupply && own.has(from) && own.has(to),
  )
  const places = layers(nodes, edges)
  const main = mainPath(group, edges, places)
  const lanes = new Map<string, number>()
  let row = firstRow
  /** Columns taken of the last row so far. */
  let lastRow = new Set<number>()
  const last = Math.max(0, ...[...places.values()].map(({ rank }) => rank))
  const byRank = new Map<number, string[]>()
  for (const node of nodes) {
    const { rank } = places.get(node) as Place
    byRank.set(rank, [...(byRank.get(rank) ?? []), node])
  }
  const before = new Map<string, string[]>()
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from])
  for (let start = 0; start <= last; start += columns) {
    let height = 1
    const block: { node: string; lane: number; column: number }[] = []
    for (let rank = start; rank < start + columns; rank++) {
      const members = [...(byRank.get(rank) ?? [])].sort(
        (a, b) =>
          Number(main.has(b)) - Number(main.has(a)) || (places.get(a) as Place).order - (places.get(b) as Place).order,
      )
      const taken = new Set<number>()
      for (const node of members) {
        const wanted = main.has(node)
          ? [0]
          : (before.get(node) ?? [])
              .filter((from) => (places.get(from) as Place).rank >= start)
              .map((from) => lanes.get(from) ?? 0)
        let lane = wanted.find((one) => !taken.has(one)) ?? 0
        while (taken.has(lane)) lane++
        taken.add(lane)
        lanes.set(node, lane)
        block.push({ node, lane, column: rank - start })
        height = Math.max(height, lane + 1)
      }
    }
    const inLane = (lane: number): Set<number> =>
      new Set(block.filter((one) => one.lane === lane).map(({ column }) => column))
    // a block goes on in the last row of the one before where its own places are free there
    const first = [...inLane(0)].some((column) => lastRow.has(column)) || start === 0 ? row : row - 1
    for (const { node, lane, column } of block) cells.set(node, { row: first + lane, column })
    lastRow = new Set([...inLane(height - 1), ...(first < row && height === 1 ? lastRow : [])])
    row = first + height
  }
  return row - firstRow
}

interface Place {
  readonly rank: number
  readonly order: number
}

/** The layer of each step and its place within, as dagre finds them. */
function layers(nodes: readonly string[], edges: readonly { from: string; to: string }[]): Map<string, Place> {
  const graph = new dagre.graphlib.Graph()
  const ranker = nodes.length > LARGE ? 'longest-path' : 'network-simplex'
  graph.setGraph({ rankdir: 'LR', ranksep: 10, nodesep: 10, ranker })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of nodes) graph.setNode(node, { width: 10, height: 10 })
  for (const { from, to } of edges) graph.setEdge(from, to)
  dagre.layout(graph)
  const at = (node: string): { x: number; y: number } => graph.node(node) as { x: number; y: number }
  const columns = [...new Set(nodes.map((node) => at(node).x))].sort((a, b) => a - b)
  const rankOf = new Map(columns.map((x, i) => [x, i]))
  return new Map(nodes.map((node) => [node, { rank: rankOf.get(at(node).x) as number, order: at(node).y }]))
}

/** The longest line of steps that ends in the product. */
function mainPath(
  group: NetworkGroup,
  edges: readonly { from: string; to: string }[],
  places: ReadonlyMap<string, Place>,
): Set<string> {
  const into = new Map<string, string[]>()
  for (const { from, to } of edges) into.set(to, [...(into.get(to) ?? []), from])
  const rank = (node: string): number => (places.get(node) as Place).rank
  const furthest = (nodes: readonly string[]): string | undefined =>
    nodes.length === 0 ? undefined : nodes.reduce((a, b) => (rank(b) > rank(a) ? b : a))
  const path = new Set<string>()
  for (
    let node = group.makes === undefined ? PRODUCT : furthest(group.steps);
    node !== undefined;
    node = furthest(into.get(node) ?? [])
  )
    path.add(node)
  return path
}
