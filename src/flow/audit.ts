import type { DocumentKind } from '../document/kind.ts'
import { isMapping, type Mapping } from '../document/layers.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import { visit } from '../equation/syntax.ts'
import { TEXT_FIELDS } from './price-book.ts'

/** What a number of a document rests on. A figure of another scale, year or chemistry is an assumption that cites. */
export type Standing = 'cited' | 'assumption that cites' | 'assumption' | 'bare'

export interface AuditedNumber {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly standing: Standing
  /** Key of the bibliography. */
  readonly source: string | undefined
}

interface Ground {
  readonly source?: unknown
  readonly assumption?: unknown
}

/** What is closest to a number says what it rests on: itself, its entry or step, its document. */
function groundOf(value: unknown, around: Ground): Ground {
  if (!isMapping(value)) return around
  return value.source !== undefined || value.assumption !== undefined ? value : around
}

/** Keys of a flow's step that hold no number of their own. */
const STEP_WORDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, 'operation', 'line', 'set'])
const BAND_NUMBERS = ['output_from', 'output_to', 'warn_below', 'expected_low', 'expected_high', 'warn_above']
const PRICE_SECTIONS = ['materials', 'utilities', 'labour', 'services', 'equipment']

/**
 * Every number that a document states, with what it rests on: values of parameters, settings, fractions, prices, properties, tables,
 * and quantities inside equations. Plain numbers inside an expression are arithmetic, and `1 yr` converts a unit.
 */
export function auditNumbers(kind: DocumentKind, data: unknown): AuditedNumber[] {
  const found: AuditedNumber[] = []
  const document = data as Mapping
  const ground = groundOf(document, {})
  const add = (path: readonly (string | number)[], text: string, on: Ground): void => {
    const source = on.source === undefined ? undefined : String(on.source)
    found.push({ path, text, standing: standingOf(on), source })
  }
  const number = (path: readonly (string | number)[], value: unknown, around: Ground): void => {
    const text = String((isMapping(value) ? (value.value ?? value.is) : value) ?? '')
    const own = groundOf(value, around)
    const stated = isMapping(value) && own === value
    if (stated || quantities(text, isMapping(value) && value.is !== undefined).length > 0) add(path, text, own)
  }
  const each = (path: readonly string[], values: unknown, around: Ground): void => {
    if (isMapping(values)) for (const [key, value] of Object.entries(values)) number([...path, key], value, around)
  }
  const tables = (values: unknown): void => {
    for (const [name, table] of Object.entries((values ?? {}) as Mapping)) {
      const own = groundOf(table, ground)
      const cells = Array.isArray(table)
        ? table
        : isMapping(table) && Array.isArray(table.points)
          ? table.points
          : [table]
      add(['tables', name], `${cells.length} entries`, own)
    }
  }
  const expressions = (path: readonly (string | number)[], value: unknown, around: Ground): void => {
    if (typeof value === 'string') {
      if (quantities(value, true).length > 0) add(path, value, around)
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) expressions([...path, i], item, around)
    } else if (isMapping(value)) {
      const own = groundOf(value, around)
      for (const [key, item] of Object.entries(value))
        if (!TEXT_FIELDS.has(key) && key !== 'unit' && key !== 'item') expressions([...path, key], item, own)
    }
  }
  switch (kind) {
    case 'flow':
    case 'finish': {
      const product = (document.product ?? {}) as Mapping
      const on = groundOf(product, ground)
      each(['product', 'set'], product.set, on)
      each(['product', 'composition'], product.composition, on)
      each(['finished'], document.finished, ground)
      each(['parameters'], document.parameters, ground)
      tables(document.tables)
      expressions(['equations'], document.equations, ground)
      for (const [name, step] of Object.entries((document.steps ?? {}) as Mapping)) {
        // an entry without a value removes one of the flow beneath
        if (!isMapping(step)) continue
        const around = groundOf(step, ground)
        each(['steps', name, 'set'], step.set, around)
        for (const [key, slot] of Object.entries(step))
          if (!STEP_WORDS.has(key)) each(['steps', name, key], slot, around)
      }
      for (const [i, stream] of ((document.streams ?? []) as unknown[]).entries())
        if (isMapping(stream)) each(['streams', String(i)], stream, ground)
      for (const [port, feed] of Object.entries((document.feeds ?? {}) as Mapping)) each(['feeds', port], feed, ground)
      break
    }
    case 'rules':
      for (const severity of ['refuse', 'warn'])
        for (const [name, rule] of Object.entries((document[severity] ?? {}) as Mapping))
          if (isMapping(rule)) expressions([severity, name], { ...rule, because: '' }, ground)
      break
    case 'operation':
    case 'method':
      each(['parameters'], document.parameters, ground)
      each(['expects'], document.expects, ground)
      tables(document.tables)
      for (const key of ['equations', 'through', 'balance', 'rate', 'uses', 'line', 'step', 'totals', 'years', 'costs'])
        expressions([key], document[key], ground)
      break
    case 'plant':
      each(['parameters'], document.parameters, ground)
      break
    case 'prices':
      for (const section of PRICE_SECTIONS) {
        for (const [name, entry] of Object.entries((document[section] ?? {}) as Mapping)) {
          const around = groundOf(entry, ground)
          for (const [field, value] of Object.entries(entry as Mapping))
            if (!TEXT_FIELDS.has(field)) number([section, name, field], value, around)
        }
      }
      for (const section of ['indices', 'exchange_rates']) {
        for (const [name, entry] of Object.entries((document[section] ?? {}) as Mapping))
          each([section, name, 'values'], (entry as Mapping).values, groundOf(entry, ground))
      }
      for (const [name, band] of Object.entries((document.bands ?? {}) as Mapping)) {
        for (const key of BAND_NUMBERS)
          if ((band as Mapping)[key] !== undefined)
            number(['bands', name, key], (band as Mapping)[key], groundOf(band, ground))
      }
  }
  return found
}

function standingOf({ source, assumption }: Ground): Standing {
  if (source === undefined) return assumption === undefined ? 'bare' : 'assumption'
  return assumption === undefined ? 'cited' : 'assumption that cites'
}

/** The literals of an expression that state something: in an equation those with a unit, and not the 1 of a unit conversion. */
function quantities(text: string, inEquation: boolean): string[] {
  // of a relation, the side that is computed
  const parsed = parseExpression(
    text
      .split(/(?<![=<>!])=(?!=)/)
      .at(-1)
      ?.trim() ?? '',
  )
  if (isProblem(parsed)) return []
  const found: string[] = []
  if (parsed.kind === 'literal' && !inEquation) return [text]
  visit(parsed, (part) => {
    if (part.kind !== 'literal' || part.value.isZero() || part.unit.text === '1') return
    if (!part.value.equals(part.unit.factor)) found.push(part.unit.text)
  })
  return found
}
