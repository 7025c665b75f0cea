import type * as z from 'zod/mini'
import type { Diagnostics } from './diagnostic.ts'
import { nearest } from './nearest.ts'
import type { Path, PositionedDocument } from './positioned.ts'

export { type DocumentKind, kindOf } from './kind.ts'

import { FORMAT, nounOf } from './schema/describe.ts'
import { ruleOf } from './schema/names.ts'
import { childOf, isClosed, keysOf, nounAt, schemaAt } from './schema/navigate.ts'
import type { Span } from './span.ts'

/** A document whose values have the shape that its schema states. */
export interface Checked<T> extends PositionedDocument {
  readonly value: T
}

/** Checks a document against its schema. Every problem is reported, each at the value or key that it is about. */
export function validate<T>(
  document: PositionedDocument,
  schema: z.ZodMiniType<T>,
  diagnostics: Diagnostics,
): Checked<T> | undefined {
  if (!checkFormat(document, diagnostics)) return undefined
  const result = schema.safeParse(document.data)
  if (result.success) return { ...document, value: result.data }
  const checking: Checking = { document, schema, diagnostics, misplaced: new Set() }
  reportAll(result.error.issues, [], checking)
  return undefined
}

interface Checking {
  readonly document: PositionedDocument
  readonly schema: z.core.$ZodType
  readonly diagnostics: Diagnostics
  /** Mappings in which something stands that belongs elsewhere: it is told once. */
  readonly misplaced: Set<string>
}

/** Says whether the keys can be taken as this version means them. */
function checkFormat(document: PositionedDocument, diagnostics: Diagnostics): boolean {
  const found = childOf(document.data, 'format')
  if (found === undefined || found === null) {
    const start = document.at(found === null ? ['format'] : []).start
    diagnostics.error('FORMAT_MISSING', { file: document.file, start, end: start }, { supported: FORMAT })
    return true
  }
  if (found === String(FORMAT)) return true
  diagnostics.error('FORMAT_UNSUPPORTED', document.at(['format']), { found: shown(found), supported: FORMAT })
  return false
}

/** Reports the problems of one mapping. Where most of its keys are strange, it is another thing, and its keys are not told one by one. */
function reportAll(issues: readonly z.core.$ZodIssue[], above: Path, checking: Checking): void {
  const elsewhere = issues.filter((issue) => isElsewhere(issue, above, checking))
  const skipped = elsewhere.map((issue) => issue.path.join('.'))
  for (const issue of issues) {
    if (elsewhere.includes(issue)) reportMisplaced(issue as z.core.$ZodIssueUnrecognizedKeys, above, checking)
    else if (!skipped.some((path) => path === issue.path.join('.') || path === issue.path.slice(0, -1).join('.')))
      report(issue, above, checking)
  }
}

function isElsewhere(issue: z.core.$ZodIssue, above: Path, { document, schema }: Checking): boolean {
  const path = [...above, ...(issue.path as Path)]
  if (issue.code !== 'unrecognized_keys' || issue.keys.length < 2 || path.length < 2) return false
  const allowed = keysOf(schemaAt(schema, path, document.data))
  const present = Object.keys((valueAt(document, path) ?? {}) as object)
  return issue.keys.length * 2 > present.length && !issue.keys.some((key) => nearest(key, allowed).length > 0)
}

function reportMisplaced(issue: z.core.$ZodIssueUnrecognizedKeys, above: Path, checking: Checking): void {
  const path = [...above, ...(issue.path as Path)]
  const parent = path.slice(0, -1).join('.')
  if (checking.misplaced.has(parent)) return
  checking.misplaced.add(parent)
  const facts = { where: whereOf(path), noun: nounOfValue(path, checking), keys: issue.keys }
  checking.diagnostics.error('MISPLACED', checking.document.at(path, 'key'), facts)
}

function report(issue: z.core.$ZodIssue, above: Path, checking: Checking): void {
  const { document, diagnostics } = checking
  const path = [...above, ...(issue.path as Path)]
  if (issue.code === 'unrecognized_keys') for (const key of issue.keys) reportUnknownKey(key, path, checking)
  else if (issue.code === 'invalid_union') reportUnion(issue, path, checking)
  else if (issue.code === 'invalid_value') reportChoice(issue.values.map(String), path, checking)
  else if (issue.code === 'invalid_key') {
    const inner = issue.issues[0]
    reportName(String(path[path.length - 1]), document.at(path, 'key'), inner, checking)
  } else if (issue.code === 'invalid_format') {
    reportName(shown(valueAt(document, path)), document.at(path), issue, checking)
  } else if (issue.code === 'too_small' || issue.code === 'too_big') {
    const found = (valueAt(document, path) as unknown[]).length
    const wanted = nounAt(checking.schema, path, document.data) ?? 'another number of entries'
    diagnostics.error('LENGTH_WRONG', document.at(path), { where: whereOf(path), wanted, found })
  } else if (issue.code === 'custom' && issue.params?.code === 'PORT_DIRECTION') {
    const both = childOf(valueAt(document, path), 'in') !== undefined
    diagnostics.error('PORT_DIRECTION', document.at(path, 'key'), { where: whereOf(path), both })
  } else reportType(path, checking)
}

function reportName(name: string, span: Span, issue: z.core.$ZodIssue | undefined, { diagnostics }: Checking): void {
  const rule = (issue?.code === 'invalid_format' && ruleOf.get(issue.pattern ?? '')) || ''
  diagnostics.error('NAME_INVALID', span, { name, rule })
}

function reportUnknownKey(key: string, path: Path, { document, schema, diagnostics }: Checking): void {
  const allowed = keysOf(schemaAt(schema, path, document.data))
  const present = Object.keys((valueAt(document, path) ?? {}) as object)
  // a key that is there already is not the one that was meant
  const free = allowed.filter((name) => !present.includes(name))
  const near = nearest(key, free)
  const noun = nounOfValue(path, { document, schema })
  diagnostics.error('KEY_UNKNOWN', document.at([...path, key], 'key'), { key, in: noun, near, allowed })
}

/** Of a union, the problems of the branch that is made for this kind of value. */
function reportUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, checking: Checking): void {
  const near = issue.errors.filter((branch) => !branch.some(isAtRoot))
  let best = near[0]
  for (const branch of near) if (branch.length < (best?.length ?? 0)) best = branch
  if (best === undefined) reportType(path, checking)
  else reportAll(best, path, checking)
}

const isAtRoot = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_union')

function reportChoice(allowed: readonly string[], path: Path, checking: Checking): void {
  const { document, diagnostics } = checking
  const found = valueAt(document, path)
  if (typeof found === 'string') {
    diagnostics.error('NOT_ONE_OF', document.at(path), {
      where: whereOf(path),
      found,
      allowed,
      near: nearest(found, allowed),
    })
  } else reportType(path, checking, `one of ${allowed.join(', ')}`)
}

function reportType(path: Path, checking: Checking, choice?: string): void {
  const { document, schema, diagnostics } = checking
  const found = valueAt(document, path)
  const wanted = choice ?? nounAt(schema, path, document.data) ?? 'something else'
  const where = whereOf(path)
  if (found === undefined) reportMissing(path, checking)
  else if (found !== null)
    diagnostics.error('TYPE_WRONG', document.at(path), { where, wanted, found: kindOfValue(found) })
  // a format without a value, or an alias that stands for nothing, has been told
  else if (!diagnostics.isTold(document.at(path)))
    diagnostics.error('VALUE_MISSING', document.at(path), { where, wanted })
}

function reportMissing(path: Path, checking: Checking): void {
  const { document, schema, diagnostics } = checking
  const key = String(path[path.length - 1])
  // reported by checkFormat
  if (key === 'format' && path.length === 1) return
  const parent = path.slice(0, -1)
  const branch = schemaAt(schema, parent, document.data)
  const known = keysOf(branch)
  const present = Object.keys((valueAt(document, parent) ?? {}) as object)
  const strange = present.filter((name) => !known.includes(name))
  // a misspelt key is told as an unknown one, with this one as the nearest
  const free = known.filter((name) => !present.includes(name))
  if (isClosed(branch) && strange.some((name) => nearest(name, free).includes(key))) return
  const noun = nounOfValue(parent, checking)
  const place = parent.length === 0 ? { ...document.at([]), end: document.at([]).start } : document.at(parent, 'key')
  diagnostics.error('KEY_MISSING', place, { key, in: noun, where: whereOf(parent), near: nearest(key, strange) })
}

/** What a message calls the mapping at a path. */
function nounOfValue(path: Path, { document, schema }: Pick<Checking, 'document' | 'schema'>): string {
  const branch = schemaAt(schema, path, document.data)
  return (branch && nounOf(branch)) ?? nounAt(schema, path, document.data) ?? 'this mapping'
}

function valueAt(document: PositionedDocument, path: Path): unknown {
  let value = document.data
  for (const part of path) value = childOf(value, part)
  return value
}

/** A path as the command line writes it; list entries count from 1. */
function whereOf(path: Path): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${part}`))
  return parts.length === 0 ? 'the document' : parts.join('').replace(/^\./, '')
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (value !== null && typeof value === 'object') return 'a mapping'
  return typeof value === 'boolean' ? `"${value}"` : `the text "${shown(value)}"`
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? kindOfValue(value) : String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
