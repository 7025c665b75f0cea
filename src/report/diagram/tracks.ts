/** Lines laid beside each other in several corridors. */
export interface Tracks<T> {
  /** Which track of its corridor a line has, from 0. */
  readonly track: ReadonlyMap<T, number>
  /** Tracks in use by corridor. */
  readonly counts: ReadonlyMap<number, number>
}

/**
 * Gives each line the first track of its corridor on which nothing else lies where it does. Long lines come last, so that the
 * short ones lie inside of them.
 */
export function tracks<T>(
  lines: readonly T[],
  corridor: (line: T) => number,
  extent: (line: T) => readonly [number, number],
): Tracks<T> {
  const ends = (line: T): [number, number] => {
    const [a, b] = extent(line)
    return [Math.min(a, b), Math.max(a, b)]
  }
  const length = (line: T): number => ends(line)[1] - ends(line)[0]
  const taken = new Map<number, [number, number][][]>()
  const track = new Map<T, number>()
  for (const line of [...lines].sort((a, b) => length(a) - length(b))) {
    const [low, high] = ends(line)
    const used = taken.get(corridor(line)) ?? []
    taken.set(corridor(line), used)
    let free = used.findIndex((others) => others.every(([from, to]) => high < from || low > to))
    if (free < 0) free = used.push([]) - 1
    used[free]?.push([low, high])
    track.set(line, free)
  }
  return { track, counts: new Map([...taken].map(([key, used]) => [key, used.length])) }
}
