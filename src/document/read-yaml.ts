import { type Document, isMap, isSeq, parseDocument, type YAMLError } from 'yaml'
import type { Diagnostics } from './diagnostic.ts'
import { plainValues } from './plain-values.ts'
import { type PositionedDocument, positioned } from './positioned.ts'
import type { Span } from './span.ts'

/** The longest text that is read, in characters. */
export const SIZE_LIMIT = 5_000_000

/**
 * The values of a YAML document with their positions. Every problem goes to `diagnostics`; undefined where the text is
 * not one YAML mapping. A key given twice is reported and its first value kept, so that the schema can still be checked.
 */
export function readYaml(file: string, text: string, diagnostics: Diagnostics): PositionedDocument | undefined {
  const top = { file, start: 0, end: 0 }
  if (text.length > SIZE_LIMIT) {
    diagnostics.error('FILE_TOO_LARGE', top, { file, length: text.length, limit: SIZE_LIMIT })
    return undefined
  }
  // what is no UTF-8 has been read as the replacement character, and a text holds no NUL
  const strange = text.search(/[\0\uFFFD]/)
  if (strange >= 0) {
    diagnostics.error('FILE_NOT_TEXT', { file, start: strange, end: strange + 1 }, { file })
    return undefined
  }
  const document = parse(text)
  if (document === undefined) {
    diagnostics.error('NESTED_TOO_DEEP', deepPlace(file, text), {})
    return undefined
  }
  if (reportParser(document, file, text, diagnostics)) return undefined

  const contents = document.contents
  if (isMap(contents)) {
    const values = plainValues(contents, file, text, diagnostics)
    return values && positioned(file, text, values.data, values.root)
  }
  const [start = 0, end = 0] = contents?.range ?? []
  if (/^\uFEFF?\s*(#.*\s*|---\s*)*$/.test(text.slice(0, end)) && start === end) diagnostics.error('FILE_EMPTY', top, {})
  else {
    const found = isSeq(contents) ? 'a list' : 'a single text'
    diagnostics.error('NOT_A_MAPPING', { file, start, end: Math.max(start, end) }, { found })
  }
  return undefined
}

function parse(text: string): Document.Parsed | undefined {
  try {
    // Keys are compared in plain-values.ts: the check of the parser takes the square of their number.
    return parseDocument(text, {
      merge: false,
      stringKeys: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error', // "silent" would also silence a second document
    })
  } catch (problem) {
    // the parser calls itself for each level of nesting
    if (problem instanceof RangeError) return undefined
    throw problem
  }
}

/** Where brackets begin to pile up; the parser itself gives up at a depth that differs from machine to machine. */
function deepPlace(file: string, text: string): Span {
  const start = Math.max(0, text.search(/(?:[[{][ \t]*){100}/))
  return { file, start, end: start }
}

/** Reports what the parser found and says whether any of it was an error. */
function reportParser(document: Document.Parsed, file: string, text: string, diagnostics: Diagnostics): boolean {
  let lastEnd = -1
  const told = new Set<string>()
  for (const problem of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    // what follows inside the same stretch, or further down in the same words, is most likely a consequence of the first
    const follows = problem.pos[0] < lastEnd || told.has(problem.code)
    told.add(problem.code)
    lastEnd = Math.max(lastEnd, problem.pos[1])
    if (follows) continue
    const span = { file, start: problem.pos[0], end: problem.pos[1] }
    if (problem.code === 'MULTIPLE_DOCS') diagnostics.error('SEVERAL_DOCUMENTS', span, {})
    else if (problem.code === 'RESOURCE_EXHAUSTION') diagnostics.error('NESTED_TOO_DEEP', deepPlace(file, text), {})
    else if (problem.code === 'NON_STRING_KEY') diagnostics.error('KEY_NOT_TEXT', span, {})
    else diagnostics.error('YAML_SYNTAX', span, { rule: ruleOf(problem), message: inWords(problem) })
  }
  for (const problem of document.warnings) {
    const span = { file, start: problem.pos[0], end: problem.pos[1] }
    diagnostics.warn('YAML_WARNING', span, { rule: problem.code, message: inWords(problem) })
  }
  return document.errors.length > 0
}

/** The parser takes an open bracket for a matter of indentation. */
const OPEN_BRACKET = /must be sufficiently indented and end with a (.)$/
const ruleOf = (problem: YAMLError): string => (OPEN_BRACKET.test(problem.message) ? 'MISSING_CHAR' : problem.code)

function inWords(problem: YAMLError): string {
  const missing = OPEN_BRACKET.exec(problem.message)?.[1]
  if (missing !== undefined) return `a "${missing}" is missing before this line`
  if (problem.code === 'BLOCK_AS_IMPLICIT_KEY') return 'a second ": " stands in this entry'
  const words = problem.message.charAt(0).toLowerCase() + problem.message.slice(1)
  return words.replace(/^missing closing (["'])quote$/, 'a quoted text begins with $1 and does not end')
}
