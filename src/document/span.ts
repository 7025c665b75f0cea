/** A stretch of a file's text. Offsets count UTF-16 code units from 0; `end` is the first one outside. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

const OPTION = /^--[\w-]+ "(.*)"$/s

/** The place of an option of the command line, which is its own text: all of it, or its first `end` characters. */
export function optionSpan(option: string, text: string, end: number = text.length): Span {
  return { file: `--${option} "${text}"`, start: 0, end }
}

/** The text of an option by the file of its span; undefined for a file. */
export function optionText(file: string): string | undefined {
  return OPTION.exec(file)?.[1]
}

/** Where an editor would show an offset. Both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** The line and column of an offset. CR LF, LF and a lone CR end a line; a byte order mark takes no column. */
export function placeAt(text: string, offset: number): Place {
  const at = Math.max(0, Math.min(offset, text.length))
  let line = 1
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (let i = lineStart; i < at; i++) {
    const c = text.charCodeAt(i)
    // the CR of a CR LF does not end its line, the LF after it does
    if (c !== 10 && (c !== 13 || text.charCodeAt(i + 1) === 10)) continue
    line++
    lineStart = i + 1
  }
  return { line, column: Math.max(at - lineStart, 0) + 1 }
}
