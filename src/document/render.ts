import { type Diagnostic, sayingOf } from './diagnostic.ts'
import { placeAt, type Span } from './span.ts'

/** The parts of a rendered diagnostic that a terminal may colour. */
export type Part = 'error' | 'warning' | 'place' | 'gutter' | 'caret' | 'label'
export type Style = (text: string, part: Part) => string

/** The widest stretch of a line that is shown, in characters. */
const WIDEST = 110

const plain: Style = (text) => text

/**
 * A diagnostic as text: what is wrong, the line with a caret under the span, related places, why and how to mend it.
 * Without the file's text only its name is shown.
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  textOf: (file: string) => string | undefined,
  style: Style = plain,
): string {
  const saying = sayingOf(diagnostic)
  const frames = [{ span: diagnostic.span, note: undefined as string | undefined }, ...diagnostic.related].map(
    (place) => ({
      note: place.note,
      frame: place.span && frameOf(place.span, textOf(place.span.file)),
    }),
  )
  const gutter = Math.max(1, ...frames.map(({ frame }) => String(frame?.line ?? '').length)) + 1
  const lines = [`${style(`${diagnostic.severity}[${diagnostic.code}]`, diagnostic.severity)}: ${shown(saying.what)}`]
  for (const { frame, note } of frames) if (frame) lines.push(...drawn(frame, note, gutter, style))
  const indent = ' '.repeat(gutter + 1)
  if (saying.why) lines.push(`${indent}${style('why:', 'label')} ${shown(saying.why)}`)
  if (saying.fix) lines.push(`${indent}${style('fix:', 'label')} ${shown(saying.fix)}`)
  return lines.join('\n')
}

interface Frame {
  readonly place: string
  readonly line: number | undefined
  readonly source: string
  /** Where the caret begins in `source`, and how many characters it underlines. */
  readonly caret: number
  readonly width: number
}

function drawn(frame: Frame, note: string | undefined, gutter: number, style: Style): string[] {
  const bar = style('|', 'gutter')
  const empty = ' '.repeat(gutter)
  const lines = [`${empty}${style('-->', 'gutter')} ${style(shown(frame.place), 'place')}`]
  if (frame.line === undefined) return note ? [`${lines[0]}  ${shown(note)}`] : lines
  const underline = style('^'.repeat(frame.width), 'caret')
  lines.push(`${empty} ${bar}`)
  lines.push(`${style(String(frame.line).padStart(gutter), 'gutter')} ${bar} ${frame.source}`.trimEnd())
  lines.push(`${empty} ${bar} ${' '.repeat(frame.caret)}${underline}${note ? ` ${shown(note)}` : ''}`)
  return lines
}

function frameOf(span: Span, text: string | undefined): Frame {
  if (text === undefined) return { place: span.file, line: undefined, source: '', caret: 0, width: 0 }
  const { line, column } = placeAt(text, span.start)
  const start = Math.min(span.start, text.length) - (column - 1)
  const rest = text.slice(start).search(/[\r\n]/)
  const lineEnd = rest < 0 ? text.length : start + rest
  // only the first line of a span is underlined
  const from = Math.min(span.start, lineEnd) - start
  const to = Math.max(Math.min(span.end, lineEnd) - start, from + 1)
  return { place: `${span.file}:${line}:${column}`, line, ...windowed(text.slice(start, lineEnd), from, to) }
}

/** The part of a line around a span, with tabs widened, so that the caret stands under what it means. */
function windowed(line: string, from: number, to: number): { source: string; caret: number; width: number } {
  let left = 0
  let right = line.length
  if (line.length > WIDEST) {
    left = Math.max(0, Math.min(from - 30, line.length - WIDEST))
    right = Math.min(line.length, left + WIDEST)
  }
  const head = left > 0 ? '…' : ''
  const tail = right < line.length ? '…' : ''
  const before = shown(line.slice(left, from))
  const under = shown(line.slice(from, Math.min(to, right)))
  return {
    source: `${head}${shown(line.slice(left, right))}${tail}`,
    caret: columns(head) + columns(before),
    width: Math.max(1, columns(under)),
  }
}

/** Text that is safe to print: tabs as two spaces, and no control characters, which could steer a terminal. */
function shown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  return text.replaceAll('\t', '  ').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '\u{fffd}')
}

/** Terminal columns: a character outside the basic plane is one, although it is two in a string. */
const columns = (text: string): number => [...text].length
