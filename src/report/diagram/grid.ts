import { type Box, type FlowLayout, SIZES, type StreamRoute } from './flow-layout.ts'
import { footOf } from './flow-legend.ts'
import { labelWidth, mostFrameLines, widestHeading } from './flow-words.ts'
import { type Cell, frames, type Grid, heightOf, roomOfRows, type Strip, stripsOf } from './grid-rows.ts'
import { headingExcess } from './heading.ts'
import { type Network, type NetworkStream, PRODUCT } from './network-data.ts'
import { tracks } from './tracks.ts'

/** A stream on its way: out to the right of its step, along a channel between rows, in from the left of the step it leads to. */
interface Way {
  readonly stream: NetworkStream
  readonly from: Cell
  readonly to: Cell
  /** Between neighbours of a row: a straight line. */
  readonly isStraight: boolean
  readonly channel: number
  /** The channel from which it turns to the step it leads to: another one where it passes frames, outside of which it runs down. */
  readonly last: number
}

/** The part of a way that lies in a channel, in halves of columns; left of the first is what runs outside of the frames. */
interface Reach {
  readonly way: Way
  readonly channel: number
  readonly ends: readonly [number, number]
}

const OUTSIDE_FRAMES = -1

function reachesOf(way: Way): Reach[] {
  const { from, to, channel, last } = way
  const [start, end] = [2 * from.column + 1, 2 * to.column]
  if (channel === last) return [{ way, channel, ends: [start, end] }]
  return [
    { way, channel, ends: [start, OUTSIDE_FRAMES] },
    { way, channel: last, ends: [OUTSIDE_FRAMES, end] },
  ]
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
    (way) => [at(way.to), way.last],
  )
  const reaches = new Map(bent.map((way) => [way, reachesOf(way)]))
  const lanes = tracks(
    [...reaches.values()].flat(),
    ({ channel }) => channel,
    ({ ends }) => ends,
  )
  const outside = tracks(
    bent.filter(({ channel, last }) => channel !== last),
    () => 0,
    ({ channel, last }) => [channel, last],
  )
  const outsideRoom = outside.counts.has(0) ? SIZES.track * (outside.counts.get(0) as number) + 4 : 0
  const columns = columnPlaces(grid, ways, outs.counts, ins.counts, outsideRoom)
  const frameRoom = columns.width - SIZES.frame.inset - (columns.boxes[0] as number) - 12
  const rowRoom = roomOfRows(network, grid)
  const titles = network.groups.map((group) =>
    group.makes === undefined ? 0 : mostFrameLines(group, network.basis, frameRoom),
  )
  const heights = strips.map((strip, i) => heightOf(strip, lanes.counts.get(i) ?? 0, titles[strip.group] ?? 0, rowRoom))
  const head = SIZES.head + headingExcess(widestHeading(network, columns.width - 2 * SIZES.margin), 1)
  const tops: number[] = []
  heights.reduce((sum, height, i) => {
    tops[i] = sum
    return sum + height
  }, head)
  const height = (tops.at(-1) ?? head) + (heights.at(-1) ?? 0) + footOf(network, columns.width)
  const boxes: Record<string, Box> = {}
  for (const [key, cell] of grid.cells) {
    const top = (tops[at(cell)] as number) + (rowRoom.above.get(cell.row) ?? 0)
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
      const width = columns.labelWidths[way.to.column] as number
      streams[way.stream.key] = { points: [out, into], label: { x, y: out[1], width, isShort: true } }
      continue
    }
    const x1 = out[0] + SIZES.clear + SIZES.track * (outs.track.get(way) as number)
    const x2 = into[0] - SIZES.clear - 6 - SIZES.track * (ins.track.get(way) as number)
    const levels = (reaches.get(way) as Reach[]).map(
      (reach) => (tops[reach.channel] as number) + SIZES.lane * ((lanes.track.get(reach) as number) + 1) - 3,
    )
    const [y, low] = [levels[0] as number, levels.at(-1) as number]
    const left = SIZES.frame.inset + 2 + SIZES.track * (outside.track.get(way) ?? 0)
    const around: [number, number][] =
      levels.length === 1
        ? []
        : [
            [left, y],
            [left, low],
          ]
    // the words stand under or over a column that the line passes, where no upright line is, or else between two
    const passed = Math.max(Math.min(way.from.column, grid.columns - 1), way.to.column)
    const isForth = way.to.column > way.from.column && levels.length === 1
    const isGap = isForth && way.to.column - way.from.column < 2
    const column = levels.length > 1 ? way.from.column : isForth ? way.from.column + 1 : passed
    const label = isGap
      ? {
          x: columns.labels[way.to.column] as number,
          y,
          width: columns.labelWidths[way.to.column] as number,
          isShort: false,
        }
      : { x: columns.boxes[column] as number, y, width: SIZES.box.width, isShort: false }
    streams[way.stream.key] = { points: [out, [x1, out[1]], [x1, y], ...around, [x2, low], [x2, into[1]], into], label }
  }
  return {
    width: columns.width,
    height,
    boxes,
    streams,
    frames: frames(grid, strips, tops, heights, columns.width, outsideRoom),
  }
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
    const other = strips[rowAt.get(to.row) as number]?.group ?? 0
    const isAcross = other !== group
    // down to the channel below, up to the one above; a return within a row passes above it
    const beside = to.row > from.row || (to.row === from.row && !stream.isReturn) ? row + 1 : row - 1
    const channel = isAcross ? (between.get(group) ?? beside) : beside
    const isPassing = isAcross && other > group + 1
    return { stream, from, to, isStraight, channel, last: isPassing ? (between.get(other - 1) ?? channel) : channel }
  })
}

interface ColumnPlaces {
  readonly boxes: readonly number[]
  /** Where the words of a stream into a column begin. */
  readonly labels: readonly number[]
  readonly labelWidths: readonly number[]
  readonly width: number
}

function columnPlaces(
  grid: Grid,
  ways: readonly Way[],
  outs: ReadonlyMap<number, number>,
  ins: ReadonlyMap<number, number>,
  outsideRoom: number,
): ColumnPlaces {
  const room = (count: number | undefined): number => SIZES.clear + SIZES.track * (count ?? 0)
  const boxes: number[] = []
  const labels: number[] = []
  const labelWidths = Array.from({ length: grid.columns }, (_, column) => {
    const short = ways.filter(({ isStraight, to }) => isStraight && to.column === column)
    return labelWidth(
      short.map(({ stream }) => stream),
      SIZES.label.least,
      SIZES.label.most,
    )
  })
  let x = SIZES.margin + outsideRoom
  for (let column = 0; column < grid.columns; column++) {
    if (column > 0) {
      labels.push(x)
      x += labelWidths[column] as number
    } else labels.push(x)
    x += room(ins.get(column))
    boxes.push(x)
    x += SIZES.box.width + (column === grid.columns - 1 && !outs.has(column) ? 6 : room(outs.get(column)))
  }
  return { boxes, labels, labelWidths, width: x + SIZES.margin }
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
