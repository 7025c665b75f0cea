import type { Span } from './span.ts'

/** Keys and list indices from the top of a document to a value. */
export type Path = readonly (string | number)[]

/** The plain values of a YAML document, and where each one stands. */
export interface PositionedDocument {
  readonly file: string
  readonly text: string
  /** Mappings, lists, texts, booleans and null. A numeral is its source text, since 0.1 is no exact binary number. */
  readonly data: unknown
  /** Where a value or its key stands; where the path does not exist, its nearest ancestor that does. */
  at(path: Path, part?: 'key' | 'value'): Span
  /** Characters `from` to `to` of the text at a path; all of it where escapes keep them from being found. */
  within(path: Path, from: number, to: number): Span
}

/** A stretch of text that belongs to one value. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** The position of one value, and of those inside it. */
export interface Spot extends Extent {
  readonly key?: Extent
  readonly inside?: ReadonlyMap<string, Spot> | readonly Spot[]
  /** The text that a scalar stands for. */
  readonly string?: string
}

/** A document from its values and their positions. */
export function positioned(file: string, text: string, data: unknown, root: Spot): PositionedDocument {
  const span = (extent: Extent): Span => ({ file, start: extent.start, end: extent.end })
  return {
    file,
    text,
    data,
    at(path, part = 'value') {
      const { spot, whole } = spotAt(root, path)
      // an ancestor that stands in for a missing value is shown by its key: its value may be a page long
      return span((part === 'key' || !whole) && spot.key ? spot.key : spot)
    },
    within(path, from, to) {
      const { spot, whole } = spotAt(root, path)
      if (!whole || spot.string === undefined) return span(spot)
      const offsets = sourceOffsets(text, spot, spot.string)
      const start = offsets?.[from]
      const end = to > from ? offsets?.[to - 1] : undefined
      if (start === undefined) return span(spot)
      return { file, start, end: end === undefined ? start : end + 1 }
    },
  }
}

function spotAt(root: Spot, path: Path): { spot: Spot; whole: boolean } {
  let spot = root
  for (const part of path) {
    const inside = spot.inside
    const next =
      inside instanceof Map ? inside.get(String(part)) : (inside as readonly Spot[] | undefined)?.[Number(part)]
    if (next === undefined) return { spot, whole: false }
    spot = next
  }
  return { spot, whole: true }
}

/**
 * For each character of a scalar's string, and for its end, the offset in the source. Line folds, indentation and
 * doubled quotes are followed; undefined where an escape is met.
 */
function sourceOffsets(text: string, extent: Extent, string: string): number[] | undefined {
  const first = text[extent.start]
  const quote = first === '"' || first === "'" ? first : undefined
  let j = extent.start
  if (quote !== undefined) j++
  if (first === '|' || first === '>') {
    // the header of a block text, such as `>-`, ends with its line
    const lineEnd = text.indexOf('\n', j)
    if (lineEnd >= 0 && lineEnd < extent.end) j = lineEnd + 1
  }
  const offsets: number[] = []
  for (const c of unitsOf(string)) {
    if (text[j] !== c && quote === "'" && text[j] === "'" && text[j - 1] === "'") j++
    // any white space may stand for a folded line; before other characters it is indentation
    while (text[j] !== c && !isSpace(c) && isSpace(text[j]) && j < extent.end) j++
    if (j >= extent.end || (text[j] !== c && !(isSpace(c) && isSpace(text[j])))) {
      if (isSpace(c) && j >= extent.end) break
      return undefined
    }
    offsets.push(j)
    j++
  }
  offsets.push(j)
  return offsets
}

const unitsOf = (string: string): string[] => string.split('')
const isSpace = (c: string | undefined): boolean => c === ' ' || c === '\n' || c === '\r' || c === '\t'
