import { type Document, isMap, isSeq, parseDocument, type YAMLError } from 'yaml'
import type { Diagnostics } from './diagnostic.ts'
import { plainValues } from './plain-values.ts'
import { type PositionedDocument, positioned } from './positioned.ts'

/** The longest text that is read, in characters. */
export const SIZE_LIMIT = 5_000_000

/**
 * The values of a YAML document with their positions. Every problem goes to `diagnostics`; undefined where the text is
 * not one YAML mapping. A key given twice is reported and its first value kept, so that the schema can still be checked.
 */
export function readYaml(file: string, text: string, diagnostics: Diagnostics): PositionedDocument | undefined {
  const top = { file, start: 0, end: 0 }
  if (text.length > SIZE_LIMIT) {
    diagnostics.error('FILE_TOO_LARGE', top, { length: text.length, limit: SIZE_LIMIT })
    return undefined
  }
  const document = parse(text)
  if (document === undefined) {
    diagnostics.error('NESTED_TOO_DEEP', top, {})
    return undefined
  }
  if (reportParser(document, file, diagnostics)) return undefined

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

/** Reports what the parser found and says whether any of it was an error. */
function reportParser(document: Document.Parsed, file: string, diagnostics: Diagnostics): boolean {
  let lastEnd = -1
  for (const problem of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    // what follows inside the same stretch is a consequence of the first
    if (problem.pos[0] < lastEnd) continue
    lastEnd = problem.pos[1]
    const span = { file, start: problem.pos[0], end: problem.pos[1] }
    if (problem.code === 'MULTIPLE_DOCS') diagnostics.error('SEVERAL_DOCUMENTS', span, {})
    else if (problem.code === 'RESOURCE_EXHAUSTION') diagnostics.error('NESTED_TOO_DEEP', span, {})
    else if (problem.code === 'NON_STRING_KEY') diagnostics.error('KEY_NOT_TEXT', span, {})
    else diagnostics.error('YAML_SYNTAX', span, { rule: problem.code, message: inWords(problem) })
  }
  for (const problem of document.warnings) {
    const span = { file, start: problem.pos[0], end: problem.pos[1] }
    diagnostics.warn('YAML_WARNING', span, { rule: problem.code, message: inWords(problem) })
  }
  return document.errors.length > 0
}

const inWords = (problem: YAMLError): string => problem.message.charAt(0).toLowerCase() + problem.message.slice(1)
