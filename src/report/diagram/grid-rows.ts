import { type FlowLayout, linesOf, SIZES } from './flow-layout.ts'
import { type Network, stepsByKey } from './network-data.ts'

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

/** Channels and rows from the top: the channels of a group stand before each of its rows and after the last; one more stands between groups. */
export interface Strip {
  readonly kind: 'channel' | 'row' | 'top' | 'bottom'
  readonly row: number
  readonly group: number
}

export function stripsOf({ groups }: Grid): Strip[] {
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

/** Room by rows for what is written above the boxes and below them. */
export interface RowRoom {
  readonly above: ReadonlyMap<number, number>
  readonly below: ReadonlyMap<number, number>
}

export function roomOfRows(network: Network, grid: Grid): RowRoom {
  const steps = stepsByKey(network)
  const [above, below] = [new Map<number, number>(), new Map<number, number>()]
  const grow = (map: Map<number, number>, row: number, lines: number, clear: number): void => {
    map.set(row, Math.max(map.get(row) ?? 0, lines === 0 ? 4 : lines * SIZES.line + clear))
  }
  for (const [key, { row }] of grid.cells) {
    const step = steps.get(key)
    const lines = step === undefined ? { above: 0, below: 0 } : linesOf(step)
    grow(above, row, lines.above, 14)
    grow(below, row, lines.below, 18)
  }
  return { above, below }
}

export function heightOf({ kind, row }: Strip, lanes: number, titles: number, { above, below }: RowRoom): number {
  const { frame, lane, box } = SIZES
  if (kind === 'top') return titles === 0 ? 0 : frame.top + 16 * (titles - 1)
  if (kind === 'bottom') return titles === 0 ? 0 : frame.bottom
  if (kind === 'channel') return lanes === 0 ? 8 : lanes * lane + 8
  return (above.get(row) ?? 0) + box.height + (below.get(row) ?? 0)
}

export function frames(
  { groups }: Grid,
  strips: readonly Strip[],
  tops: readonly number[],
  heights: readonly number[],
  width: number,
  left: number,
): FlowLayout['frames'] {
  return groups.flatMap(({ makes }, group) => {
    if (makes === undefined) return []
    const first = strips.findIndex((strip) => strip.group === group && strip.kind === 'top')
    const last = strips.findIndex((strip) => strip.group === group && strip.kind === 'bottom')
    const y = tops[first] as number
    const bottom = (tops[last] as number) + (heights[last] as number)
    const x = SIZES.frame.inset + left
    return [{ makes, x, y, width: width - SIZES.frame.inset - x, height: bottom - y }]
  })
}
