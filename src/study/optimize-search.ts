import { basins } from './optimize-basins.ts'
import { type Cloud, type Field, type Goal, ranking, scoresOf } from './optimize-field.ts'
import { isBetter, type Point, pointAt, Zoom } from './optimize-zoom.ts'

/** How much is looked at for one goal. */
export interface Effort {
  /** Basins that are gone into, and those of them that are followed to the end. */
  readonly starts: number
  readonly kept: number
}

/** More inputs, more corners that whole machines cut out. */
const thorough = (dimensions: number): Effort => ({ starts: 8 + 4 * dimensions, kept: 2 + dimensions })
export const BRIEF: Effort = { starts: 6, kept: 2 }

/** What was found in one basin: its best point, and those on the way to it, the last one first. */
export interface Found {
  readonly best: Point
  readonly trail: readonly Point[]
}

const FIRST_ROUNDS = 8
/** Points nearer than this part of all ranges are in one basin. */
const APART = 1e-3
const MOST_ROUNDS = 120
/** Points along one input through the best point. */
const ALONG = 4000
const MOST_PASSES = 4

/**
 * The best points of a goal, those of several basins, the best of all first. `design` is evaluated already; `further` are points of the
 * cube to begin at as well. Nothing is found where every point of the design is refused.
 */
export function search(
  field: Field,
  design: Cloud,
  goal: Goal,
  effort: Effort = thorough(field.inputs.length),
  further: readonly Float64Array[] = [],
): Found[] {
  const dimensions = field.inputs.length
  const near = dimensions === 1 ? 1e-3 : 0.5 * design.count ** (-1 / dimensions)
  const starts = [
    ...basins(design, scoresOf(design.columns, goal), effort.starts).map((place) => ({ place, width: near })),
    ...further.map((place) => ({ place, width: near })),
  ]
  const zooms = starts.map(({ place, width }, i) => new Zoom(field, goal, place, width, i).run(FIRST_ROUNDS))
  const kept = distinct(inOrder(zooms))
    .slice(0, effort.kept)
    .map((zoom) => zoom.run(MOST_ROUNDS))
  const [best, ...others] = inOrder(kept)
  if (best === undefined) return []
  return [alongEach(field, goal, best), ...others]
}

const inOrder = (zooms: readonly Zoom[]): Zoom[] =>
  [...zooms].sort((a, b) => (isBetter(a.best, b.best) ? -1 : isBetter(b.best, a.best) ? 1 : 0))

/** Those that have not run into a better one: of one basin the best. */
function distinct(zooms: readonly Zoom[]): Zoom[] {
  const kept: Zoom[] = []
  for (const zoom of zooms)
    if (kept.every(({ best }) => best.place.some((at, i) => Math.abs(at - (zoom.best.place[i] as number)) > APART)))
      kept.push(zoom)
  return kept
}

/** Looks along each input from end to end, where a step may hide a better point, and closes in on what it finds. */
function alongEach(field: Field, goal: Goal, zoom: Found): Found {
  let found = zoom
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const better = bestAlong(field, goal, found.best)
    if (better === undefined) return found
    const next = new Zoom(field, goal, better.place, 1e-3, pass).run(MOST_ROUNDS)
    found = { best: next.best, trail: [...next.trail, better, ...found.trail] }
  }
  return found
}

function bestAlong(field: Field, goal: Goal, { place, ...best }: Point): Point | undefined {
  const dimensions = place.length
  if (dimensions === 1) return undefined
  const places = new Float64Array(dimensions * (ALONG + 1) * dimensions)
  for (let i = 0; i < dimensions * (ALONG + 1); i++) {
    places.set(place, i * dimensions)
    places[i * dimensions + (i % dimensions)] = Math.floor(i / dimensions) / ALONG
  }
  const scores = scoresOf(field.cloud(places).columns, goal)
  const first = ranking(scores)[0] as number
  const found = pointAt(field, goal, places.slice(first * dimensions, (first + 1) * dimensions))
  return isBetter(found, { place, ...best }) ? found : undefined
}
