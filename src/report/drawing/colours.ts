/**
 * The colours of a picture, as SVG paints. The members of a series are told apart by lightness as well as by hue: they go through
 * three levels (L* about 24, 61 and 43 on paper, 44, 86 and 66 by night), so that one beside another, also with one left out
 * between them, differs in black and white and for colour-blind readers. All stand off the background by 3:1, so that a line can
 * have any of them. test/report/chart/colours.test.ts computes all this.
 */
export interface Colours {
  readonly background: string
  /** Text and outlines. */
  readonly ink: string
  /** Secondary text, axes. */
  readonly muted: string
  /** Grid lines, frames. */
  readonly line: string
  /** Boxes. */
  readonly surface: string
  /** What is marked: a bottleneck. */
  readonly mark: string
  /** What lowers and what raises a figure, in a tornado or a difference. */
  readonly low: string
  readonly high: string
  /** For the members of a series, in turn. */
  readonly series: readonly string[]
  /** Text upon each of them: black or white, with a contrast of 4.5:1 at least. */
  readonly onSeries: readonly string[]
}

/** The text colours of a series whose members go through three levels of lightness. */
function onLevels(...levels: readonly [string, string, string]): string[] {
  return Array.from({ length: 12 }, (_, i) => levels[i % 3] as string)
}

/** For a picture that stands by itself, on white: whatever shows it need not know style sheets. */
export const PAPER: Colours = {
  background: '#ffffff',
  ink: '#1c2126',
  muted: '#565f68',
  line: '#c9d0d6',
  surface: '#f3f5f7',
  mark: '#b3261e',
  low: '#0072b2',
  high: '#d55e00',
  series: [
    '#1e2f82',
    '#b98c35',
    '#0e6d6f',
    '#6d1801',
    '#5599d3',
    '#b64908',
    '#064132',
    '#d87495',
    '#6256bf',
    '#542b53',
    '#829b67',
    '#64625c',
  ],
  onSeries: onLevels('#ffffff', '#000000', '#ffffff'),
}

/** The same on a dark page. */
export const NIGHT: Colours = {
  background: '#14181c',
  ink: '#e8ecef',
  muted: '#a5afb8',
  line: '#3a434b',
  surface: '#1e242a',
  mark: '#ff8a80',
  low: '#56b4e9',
  high: '#ff9447',
  series: [
    '#4862b8',
    '#ffd080',
    '#4eaaac',
    '#aa4930',
    '#b6dbff',
    '#fe844e',
    '#2d745f',
    '#fecad8',
    '#9a94fd',
    '#875a85',
    '#c4e0a9',
    '#9f9c96',
  ],
  onSeries: onLevels('#ffffff', '#000000', '#000000'),
}

const NAMES = ['background', 'ink', 'muted', 'line', 'surface', 'mark', 'low', 'high'] as const

/** For a picture within a page: the page's style sheet states the colours, and a theme changes them all. */
export const PAGE: Colours = {
  ...(Object.fromEntries(NAMES.map((name) => [name, `var(--${name})`])) as Record<(typeof NAMES)[number], string>),
  series: PAPER.series.map((_, i) => `var(--series-${i})`),
  onSeries: PAPER.series.map((_, i) => `var(--on-series-${i})`),
}

/** The declarations of a style sheet that give a page its colours. */
export function colourDeclarations(colours: Colours): string {
  const named = NAMES.map((name) => `--${name}: ${colours[name]};`)
  const series = colours.series.map((colour, i) => `--series-${i}: ${colour};`)
  const onSeries = colours.onSeries.map((colour, i) => `--on-series-${i}: ${colour};`)
  return [...named, ...series, ...onSeries].join(' ')
}
