/**
 * The colours of a picture, as SVG paints. Categories are told apart by lightness as well as by hue, in the order in which they
 * stand beside each other, so that they differ in black and white and for colour-blind readers (hues after Okabe and Ito, Color
 * Universal Design, 2008).
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
    '#00507d',
    '#e69f00',
    '#56b4e9',
    '#7a3b00',
    '#009e73',
    '#f0e442',
    '#44337a',
    '#cc79a7',
    '#d55e00',
    '#8a949e',
    '#2b2f33',
    '#b9e3d3',
  ],
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
    '#4f9fd0',
    '#ffc247',
    '#9ad4f5',
    '#b86b26',
    '#21c795',
    '#f7ef80',
    '#9a86e0',
    '#e6a3c8',
    '#ff7f2a',
    '#8a949e',
    '#d5dbe0',
    '#5d8a7a',
  ],
}

const NAMES = ['background', 'ink', 'muted', 'line', 'surface', 'mark', 'low', 'high'] as const

/** For a picture within a page: the page's style sheet states the colours, and a theme changes them all. */
export const PAGE: Colours = {
  ...(Object.fromEntries(NAMES.map((name) => [name, `var(--${name})`])) as Record<(typeof NAMES)[number], string>),
  series: PAPER.series.map((_, i) => `var(--series-${i})`),
}

/** The declarations of a style sheet that give a page its colours. */
export function colourDeclarations(colours: Colours): string {
  const named = NAMES.map((name) => `--${name}: ${colours[name]};`)
  return [...named, ...colours.series.map((colour, i) => `--series-${i}: ${colour};`)].join(' ')
}
