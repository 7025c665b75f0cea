/**
 * The names that `name` may be a slip of, best first: few letters dropped, added, changed or swapped, another case,
 * or the same last part of a dotted path; else, of a path of three parts or more, names that begin and end as it does,
 * as `steps.coat.line_speed` and `steps.casting.line_speed` do. Nothing where no name is plausible.
 */
export function nearest(name: string, among: Iterable<string>, most = 3): string[] {
  const found: { name: string; distance: number }[] = []
  const seen = new Set<string>([name])
  const alike: { name: string; distance: number }[] = []
  for (const other of among) {
    if (seen.has(other)) continue
    seen.add(other)
    const distance = slips(name, other)
    if (distance !== undefined) found.push({ name: other, distance })
    else if (framesAlike(name, other)) alike.push({ name: other, distance: editDistance(name, other, LONG) })
  }
  if (found.length === 0) found.push(...alike)
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return found.slice(0, most).map((hit) => hit.name)
}

/** How far apart two names are, or undefined where nobody would take one for the other. */
function slips(a: string, b: string): number | undefined {
  const [head, last] = parted(a)
  const [otherHead, otherLast] = parted(b)
  // what two paths share says nothing of how near their last parts are
  if (head !== '' && head === otherHead) return slips(last, otherLast)
  const x = plain(a)
  const y = plain(b)
  if (x === y) return 0.5
  if (x.length > 2 && y.length > 2 && (y.endsWith(`.${x}`) || x.endsWith(`.${y}`))) return 1
  const bound =
    x[0] === y[0] ? Math.max(1, Math.min(3, Math.floor(x.length / 3))) : Math.min(2, Math.floor(x.length / 3))
  const distance = editDistance(x, y, bound)
  return distance <= bound && distance < Math.max(x.length, y.length) ? distance : undefined
}

/**
 * How far a dotted path goes along the names there are, and what goes on from there: of `steps.oven.x`, `steps.oven` and the
 * parameters of that step, or `steps` and the steps there are. The first parts of all names where even the first is unknown.
 */
export function branchesAt(path: string, names: Iterable<string>): { under: string; branches: string[] } {
  const all = [...names].map((name) => name.split('.'))
  const parts = path.split('.')
  let here = all
  let depth = 0
  for (; depth < parts.length - 1; depth++) {
    const on = here.filter((name) => name.length > depth + 1 && name[depth] === parts[depth])
    if (on.length === 0) break
    here = on
  }
  const branches = [...new Set(here.map((name) => name[depth] as string))]
  return { under: parts.slice(0, depth).join('.'), branches }
}

/** Above any distance of names that share their ends. */
const LONG = 100

function framesAlike(a: string, b: string): boolean {
  const [x, y] = [a.split('.'), b.split('.')]
  return x.length > 2 && x.length === y.length && x[0] === y[0] && x.at(-1) === y.at(-1)
}

/** A dotted path as all but its last part, and that. */
function parted(path: string): [head: string, last: string] {
  const dot = path.lastIndexOf('.')
  return [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)]
}

/** The letters of a name without case and joints, since `film-Area` and `film_area` are one name to a reader. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '')

/** Damerau-Levenshtein distance (adjacent swaps count one), given up above `bound`. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > bound) return bound + 1
    before = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY
