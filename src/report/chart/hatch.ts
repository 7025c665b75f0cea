import type { Colours } from '../drawing/colours.ts'
import { element, type Markup } from '../drawing/svg.ts'

/** Where a rectangle is. */
export type Place = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>

/** Textures that lie over the members of a series in turn; every other one is plain, so that neighbours differ without colour. */
const LINES = [
  '',
  'M-1 7 L7 -1',
  '',
  'M-1 -1 L7 7',
  '',
  'M-1 3 L7 3',
  '',
  'M3 -1 L3 7',
  '',
  'M-1 7 L7 -1 M-1 -1 L7 7',
  '',
  '',
] as const

export const colourOf = (colours: Colours, index: number): string =>
  colours.series[index % colours.series.length] as string
export const colourOn = (colours: Colours, index: number): string =>
  colours.onSeries[index % colours.onSeries.length] as string

/** One pattern: lines of a colour across a square of six pixels, which repeats without seams. */
function pattern(id: string, path: string, stroke: string, opacity: number): Markup {
  return element(
    'pattern',
    { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
    element('path', { d: path, stroke, 'stroke-width': 1, 'stroke-opacity': opacity, fill: 'none' }),
  )
}

/** Lines at a slant need their corners drawn too, or they break at the edge of the square. */
const slanted = (path: string): string =>
  path === LINES[1]
    ? 'M-1 1 L1 -1 M-1 7 L7 -1 M5 7 L7 5'
    : path === LINES[3]
      ? 'M5 -1 L7 1 M-1 -1 L7 7 M-1 5 L1 7'
      : path

const hasLines = (index: number): boolean => LINES[index % LINES.length] !== ''

/** The patterns that the members of a series need, to be referred to by {@link textured}. */
export function seriesHatches(id: string, indices: Iterable<number>, colours: Colours): Markup {
  const needed = [...new Set(indices)].filter(hasLines)
  const made = needed.map((index) =>
    pattern(`${id}-hatch-${index}`, slanted(LINES[index % LINES.length] as string), colourOn(colours, index), 0.34),
  )
  return element('defs', {}, ...made)
}

/** A rectangle in the colour of a member of a series, with its texture. */
export function textured(id: string, index: number, place: Place, colours: Colours): Markup[] {
  const plain = element('rect', { ...place, fill: colourOf(colours, index) })
  return hasLines(index) ? [plain, element('rect', { ...place, fill: `url(#${id}-hatch-${index})` })] : [plain]
}

/** The two sides of a difference: what lowers has lines, what raises has none. */
export function sideHatch(id: string, colours: Colours): Markup {
  return element('defs', {}, pattern(`${id}-hatch-low`, 'M-1 1 L1 -1 M-1 7 L7 -1 M5 7 L7 5', colours.background, 0.75))
}

export function sided(id: string, side: 'low' | 'high', place: Place, colours: Colours): Markup[] {
  return side === 'low' ? lined(id, place, colours.low) : [element('rect', { ...place, fill: colours.high })]
}

/** A rectangle of a colour with the lines of {@link sideHatch}. */
export function lined(id: string, place: Place, fill: string): Markup[] {
  return [element('rect', { ...place, fill }), element('rect', { ...place, fill: `url(#${id}-hatch-low)` })]
}
