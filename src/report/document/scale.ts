/** The least and the greatest of what one line or bar of a chart shows. */
export type Extent = readonly [low: number, high: number]

/**
 * Places of what can be read on one axis, in groups from the least up, each in the order given. A member of a group begins at no
 * more than `most` times where another ends, so that none is flat against the axis. Figures that are not positive are all one group.
 */
export function scaleGroups(extents: readonly Extent[], most: number): number[][] {
  const all = extents.map((_, i) => i)
  if (extents.some(([, high]) => !(high > 0))) return [all]
  const rising = [...all].sort((a, b) => (extents[a] as Extent)[0] - (extents[b] as Extent)[0])
  const groups: number[][] = []
  let least = Number.NaN
  for (const i of rising) {
    const [low, high] = extents[i] as Extent
    if (groups.length > 0 && low <= most * least) {
      groups.at(-1)?.push(i)
      least = Math.min(least, high)
    } else {
      groups.push([i])
      least = high
    }
  }
  return groups.map((group) => group.sort((a, b) => a - b))
}
