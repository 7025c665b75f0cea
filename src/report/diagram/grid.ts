import { type Box, type FlowLayout, linesOf, SIZES, type StreamRoute } from './flow-layout.ts'
import { type Network, type NetworkStream, PRODUCT, stepsByKey } from './network-data.ts'
import { tracks } from './tracks.ts'

export interface Cell {
  readonly row: number
  readonly column: number
}

/** Steps in rows and columns; rows belong to groups, from the top. */
export interface Grid {
  readonly columns: number
  readonly groups: readonly { readonly makes: string | undefined; readonly rows: number }[]
  readonly cells: ReadonlyMap<string, Cell>
}

/** A stream on its way: out to the right of its step, along a channel between rows, in from the left of the step it leads to. */
interface Way {
  readonly stream: NetworkStream
  readonly from: Cell
  readonly to: Cell
  /** Between neighbours of a row: a straight line. */
  readonly isStraight: boolean
  readonly channel: number
}

/** Channels and rows from the top: the channels of a group stand before each of its rows and after the last; one more stands between groups. */
interface Strip {
  readonly kind: 'channel' | 'row' | 'top' | 'bottom'
  readonly row: number
  readonly group: number
}

/** Places for everything: the widths of gaps and the heights of channels follow from how many lines pass there. */
export function placed(network: Network, grid: Grid): FlowLayout {
  const strips = stripsOf(grid)
  const place = new Map(strips.map((strip, i) => [strip, i]))
  const rowAt = new Map(
    strips.filter(({ kind }) => kind === 'row').map((strip) => [strip.row, place.get(strip) as number]),
  )
  const ways = waysOf(network, grid, strips, rowAt)
  const bent = ways.filter(({ isStraight }) => !isStraight)
  const at = (cell: Cell): number => rowAt.get(cell.row) as number
  const outs = tracks(
    bent,
    ({ from }) => from.column,
    (way) => [at(way.from), way.channel],
  )
  const ins = tracks(
    bent,
    ({ to }) => to.column,
    (way) => [at(way.to), way.channel],
  )
  const lanes = tracks(
    bent,
    (way) => way.channel,
    ({ from, to }) => [2 * from.column + 1, 2 * to.column],
  )
  const columns = columnPlaces(grid, outs.counts, ins.counts)
  const heights = strips.map((strip, i) => heightOf(strip, network, grid, lanes.counts.get(i) ?? 0))
  const tops: number[] = []
  heights.reduce((sum, height, i) => {
    tops[i] = sum
    return sum + height
  }, SIZES.head as number)
  const height = (tops.at(-1) ?? SIZES.head) + (heights.at(-1) ?? 0) + SIZES.foot
  const boxes: Record<string, Box> = {}
  const above = linesAbove(network, grid)
  for (const [key, cell] of grid.cells) {
    const top = (tops[at(cell)] as number) + (above.get(cell.row) ?? 0)
    boxes[key] = { x: columns.boxes[cell.column] as number, y: top, ...SIZES.box }
  }
  const ports = portPlaces(ways)
  const streams: Record<string, StreamRoute> = {}
  for (const way of ways) {
    const [from, to] = [boxes[way.stream.from] as Box, boxes[way.stream.to] as Box]
    const out: [number, number] = [from.x + from.width, from.y + from.height * (ports.out.get(way) as number)]
    const into: [number, number] = [to.x, to.y + to.height * (ports.into.get(way) as number)]
    if (way.isStraight) {
      const x = columns.labels[way.to.column] as number
      streams[way.stream.key] = { points: [out, into], label: { x, y: out[1], width: SIZES.label, isShort: true } }
      continue
    }
    const x1 = out[0] + SIZES.clear + SIZES.track * (outs.track.get(way) as number)
    const x2 = into[0] - SIZES.clear - 6 - SIZES.track * (ins.track.get(way) as number)
    const y = (tops[way.channel] as number) + SIZES.lane * ((lanes.track.get(way) as number) + 1) - 3
    // the words stand under or over a column that the line passes, where no upright line is, or else between two
    const passed = Math.max(Math.min(way.from.column, grid.columns - 1), way.to.column)
    const isGap = way.to.column > way.from.column && way.to.column - way.from.column < 2
    const column = way.to.column > way.from.column ? way.from.column + 1 : passed
    const label = isGap
      ? { x: columns.labels[way.to.column] as number, y, width: SIZES.label, isShort: false }
      : { x: columns.boxes[column] as number, y, width: SIZES.box.width, isShort: false }
    streams[way.stream.key] = { points: [out, [x1, out[1]], [x1, y], [x2, y], [x2, into[1]], into], label }
  }
  return { width: columns.width, height, boxes, streams, frames: frames(grid, strips, tops, heights, columns.width) }
}

function stripsOf({ groups }: Grid): Strip[] {
  const strips: Strip[] = []
  let row = 0
  for (const [group, { rows }] of groups.entries()) {
    strips.push({ kind: 'top', row, group })
    for (let i = 0; i < rows; i++, row++) strips.push({ kind: 'channel', row, group }, { kind: 'row', row, group })
    strips.push({ kind: 'channel', row, group }, { kind: 'bottom', row, group })
    if (group < groups.length - 1) strips.push({ kind: 'channel', row: -1, group })
  }
  return strips
}

function waysOf(network: Network, grid: Grid, strips: readonly Strip[], rowAt: ReadonlyMap<number, number>): Way[] {
  const straight = new Set<string>()
  const between = new Map(
    strips.flatMap(({ kind, row, group }, i) => (kind === 'channel' && row < 0 ? [[group, i]] : [])),
  )
  return network.streams.map((stream) => {
    const from = grid.cells.get(stream.from) as Cell
    const to = grid.cells.get(stream.to) as Cell
    const pair = `${from.row} ${from.column}`
    const isNext = from.row === to.row && to.column === from.column + 1
    const isStraight = isNext && !stream.isReturn && !stream.isSupply && !straight.has(pair)
    if (isStraight) straight.add(pair)
    const row = rowAt.get(from.row) as number
    const group = strips[row]?.group ?? 0
    const isAcross = strips[rowAt.get(to.row) as number]?.group !== group
    // down to the channel below, up to the one above; a return within a row passes above it
    const beside = to.row > from.row || (to.row === from.row && !stream.isReturn) ? row + 1 : row - 1
    return { stream, from, to, isStraight, channel: isAcross ? (between.get(group) ?? beside) : beside }
  })
}

interface ColumnPlaces {
  readonly boxes: readonly number[]
  /** Where the words of a stream into a column begin. */
  readonly labels: readonly number[]
  readonly width: number
}

function columnPlaces(grid: Grid, outs: ReadonlyMap<number, number>, ins: ReadonlyMap<number, number>): ColumnPlaces {
  const room = (count: number | undefined): number => SIZES.clear + SIZES.track * (count ?? 0)
  const boxes: number[] = []
  const labels: number[] = []
  let x: number = SIZES.margin
  for (let column = 0; column < grid.columns; column++) {
    if (column > 0) {
      labels.push(x)
      x += SIZES.label
    } else labels.push(x)
    x += room(ins.get(column))
    boxes.push(x)
    x += SIZES.box.width + (column === grid.columns - 1 && !outs.has(column) ? 6 : room(outs.get(column)))
  }
  return { boxes, labels, width: x + SIZES.margin }
}

function linesAbove(network: Network, grid: Grid): Map<number, number> {
  return most(network, grid, ({ above }) => (above === 0 ? 4 : above * SIZES.line + 14))
}

function most(
  network: Network,
  grid: Grid,
  of: (lines: { above: number; below: number }) => number,
): Map<number, number> {
  const steps = stepsByKey(network)
  const found = new Map<number, number>()
  for (const [key, { row }] of grid.cells) {
    const step = steps.get(key)
    const value = of(step === undefined ? { above: 0, below: 0 } : linesOf(step))
    found.set(row, Math.max(found.get(row) ?? 0, value))
  }
  return found
}

function heightOf({ kind, row, group }: Strip, network: Network, grid: Grid, lanes: number): number {
  const { frame, lane, box, line } = SIZES
  const isFramed = grid.groups[group]?.makes !== undefined
  if (kind === 'top') return isFramed ? frame.top : 0
  if (kind === 'bottom') return isFramed ? frame.bottom : 0
  if (kind === 'channel') return lanes === 0 ? 8 : lanes * lane + 8
  const above = linesAbove(network, grid).get(row) ?? 0
  const below = most(network, grid, (lines) => (lines.below === 0 ? 4 : lines.below * line + 18)).get(row) ?? 0
  return above + box.height + below
}

function frames(
  { groups }: Grid,
  strips: readonly Strip[],
  tops: readonly number[],
  heights: readonly number[],
  width: number,
): FlowLayout['frames'] {
  return groups.flatMap(({ makes }, group) => {
    if (makes === undefined) return []
    const first = strips.findIndex((strip) => strip.group === group && strip.kind === 'top')
    const last = strips.findIndex((strip) => strip.group === group && strip.kind === 'bottom')
    const y = tops[first] as number
    const bottom = (tops[last] as number) + (heights[last] as number)
    return [{ makes, x: SIZES.frame.inset, y, width: width - 2 * SIZES.frame.inset, height: bottom - y }]
  })
}

/** How far down a side of its step each stream leaves and arrives: straight ones in the middle, others towards where they turn. */
function portPlaces(ways: readonly Way[]): { out: Map<Way, number>; into: Map<Way, number> } {
  const side = (of: (way: Way) => string, isUp: (way: Way) => boolean): Map<Way, number> => {
    const found = new Map<Way, number>()
    const used = new Map<string, number>()
    for (const way of ways) {
      if (way.isStraight || of(way) === PRODUCT) {
        found.set(way, 0.5)
        continue
      }
      const key = `${of(way)} ${isUp(way)}`
      const nth = used.get(key) ?? 0
      used.set(key, nth + 1)
      // spread over the third of the side that is nearest, the first of them outermost
      const away = Math.min(0.38, 0.08 * nth + 0.12)
      found.set(way, isUp(way) ? away : 1 - away)
    }
    return found
  }
  const turnsUp = (way: Way): boolean => way.stream.isReturn && way.to.row <= way.from.row
  return {
    out: side(({ stream }) => stream.from, turnsUp),
    // what comes back from below arrives in the lower part, what comes from above in the upper
    into: side(
      ({ stream }) => stream.to,
      ({ from, to, stream }) => (to.row === from.row ? stream.isReturn : to.row > from.row),
    ),
  }
}
