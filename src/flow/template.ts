import type { Diagnostics } from '../document/diagnostic.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import type { OperationDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type Inherited, type NumberRead, readNumber } from '../equation/number.ts'
import { readExpression } from '../equation/read-expression.ts'
import type { Name } from '../equation/syntax.ts'
import type { Sourced } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { checkName } from './names.ts'
import { type ReactionRead, readReaction } from './reaction.ts'
import { readTables } from './tables.ts'

export type StreamKind = 'web' | 'bulk' | 'pieces'

/** What a port says of itself. */
export interface Port {
  readonly name: string
  readonly direction: 'in' | 'out'
  readonly kind: StreamKind
  /** Roles, `solids`, or components; undefined carries every component of the flow. */
  readonly carries: readonly string[] | undefined
  readonly market: boolean
  readonly optional: boolean
  readonly countsAs: string | undefined
  readonly disposal: string | undefined
  readonly path: Path
}

/** A `through:` line: two sides that are equal. */
export interface ThroughLine {
  readonly text: string
  readonly left: Sourced
  readonly right: Sourced
}

/** A `balance:` line: what its left side is. */
export interface BalanceLine {
  readonly target: Name
  readonly text: string
  readonly sourced: Sourced
  readonly about: string | undefined
  readonly path: Path
}

/** An operation read and parsed once, for all the steps that use it. */
export interface Template {
  readonly name: string
  readonly document: Checked<OperationDocument>
  readonly ports: ReadonlyMap<string, Port>
  readonly slots: ReadonlyMap<string, { readonly roles: readonly string[] | undefined; readonly optional: boolean }>
  readonly parameters: ReadonlyMap<string, NumberRead>
  readonly equations: ReadonlyMap<string, NumberRead>
  readonly through: readonly ThroughLine[]
  readonly balance: readonly BalanceLine[]
  readonly rate: { readonly of: Sourced; readonly is: Sourced } | undefined
  readonly uses: ReadonlyMap<string, Sourced>
  readonly machine: string | undefined
  readonly size: Sourced | undefined
  readonly reaction: ReactionRead | undefined
  readonly tables: ReadonlyMap<string, Table>
}

/** Parses everything an operation says; problems are reported with their places. */
export function readTemplate(document: Checked<OperationDocument>, diagnostics: Diagnostics): Template {
  const { value } = document
  const inherited: Inherited = { source: value.source, at: value.at, assumption: value.assumption }
  const ports = new Map<string, Port>()
  for (const [name, port] of Object.entries(value.ports ?? {})) {
    const carries = port.carries === undefined ? undefined : [port.carries].flat()
    ports.set(name, {
      name,
      carries,
      direction: port.in === undefined ? 'out' : 'in',
      kind: (port.in ?? port.out) as StreamKind,
      market: port.market === true,
      optional: port.optional === true,
      countsAs: port.counts_as,
      disposal: port.disposal,
      path: ['ports', name],
    })
    if (port.market === true && port.in === undefined)
      diagnostics.error('MARKET_OUTLET', document.at(['ports', name], 'key'), { name })
  }
  const expression = (path: Path, text: string | number | undefined): Sourced | undefined =>
    text === undefined ? undefined : readExpression(document, path, text, diagnostics)
  const numbers = (section: 'parameters' | 'equations', key: 'value' | 'is'): Map<string, NumberRead> => {
    const read = new Map<string, NumberRead>()
    for (const [name, given] of Object.entries(value[section] ?? {})) {
      const number = readNumber(document, [section, name], given, inherited, diagnostics, key)
      if (number !== undefined) read.set(name, number)
    }
    return read
  }
  const of = expression(['rate', 'of'], value.rate?.of)
  const is = expression(['rate', 'is'], value.rate?.is)
  const { equipment } = value
  const uses = new Map<string, Sourced>()
  for (const [utility, text] of Object.entries(value.uses ?? {})) {
    const use = readNumber(document, ['uses', utility], text, inherited, diagnostics, 'is')
    if (use !== undefined) uses.set(utility, use.sourced)
  }
  const template: Template = {
    name: value.operation,
    document,
    ports,
    slots: new Map(
      Object.entries(value.materials ?? {}).map(([name, slot]) => [
        name,
        { roles: slot?.role === undefined ? undefined : [slot.role].flat(), optional: slot?.optional === true },
      ]),
    ),
    parameters: numbers('parameters', 'value'),
    equations: numbers('equations', 'is'),
    through: readThrough(document, diagnostics),
    balance: readBalance(document, diagnostics),
    rate: of === undefined || is === undefined ? undefined : { of, is },
    uses,
    machine: typeof equipment === 'string' ? equipment : equipment?.machine,
    size: typeof equipment === 'string' ? undefined : expression(['equipment', 'size'], equipment?.size),
    reaction:
      value.reaction === undefined ? undefined : readReaction(document, ['reaction'], value.reaction, diagnostics),
    tables: readTables(document, value.tables, diagnostics),
  }
  checkNames(template, diagnostics)
  return template
}

/** The one `=` of a relation that is no comparison. */
const EQUALS = /(?<![<>=!])=(?!=)/

function readThrough(document: Checked<OperationDocument>, diagnostics: Diagnostics): ThroughLine[] {
  const lines: ThroughLine[] = []
  for (const [i, text] of (document.value.through ?? []).entries()) {
    const sides = readRelation(document, ['through', i], text, diagnostics)
    if (sides !== undefined) lines.push({ text, ...sides })
  }
  return lines
}

/** Reads `left = right`. */
export function readRelation(
  document: PositionedDocument,
  path: Path,
  text: string,
  diagnostics: Diagnostics,
): { readonly left: Sourced; readonly right: Sourced } | undefined {
  if (text.split(EQUALS).length !== 2) {
    diagnostics.error('RELATION_SYNTAX', document.at(path), { text })
    return undefined
  }
  const at = text.search(EQUALS)
  // each side keeps its column, so that a caret under a part of it stands right
  const left = readExpression(document, path, text.slice(0, at), diagnostics)
  const right = readExpression(document, path, ' '.repeat(at + 1) + text.slice(at + 1), diagnostics)
  return left && right && { left, right }
}

function readBalance(document: Checked<OperationDocument>, diagnostics: Diagnostics): BalanceLine[] {
  const lines: BalanceLine[] = []
  for (const [key, text] of Object.entries(document.value.balance ?? {})) {
    const path = ['balance', key]
    const parts = key.split('.')
    if (parts.length < 2 || !parts.every((part) => /^[A-Za-z][A-Za-z0-9_]*$/.test(part))) {
      diagnostics.error('BALANCE_TARGET', document.at(path, 'key'), { text: key })
      continue
    }
    const read = readNumber(document, path, text, {}, diagnostics, 'is')
    if (read === undefined) continue
    const target: Name = { kind: 'name', path: parts, start: 0, end: key.length }
    lines.push({
      target,
      text: `${key} = ${read.sourced.text.trim()}`,
      sourced: read.sourced,
      about: read.statement.about,
      path,
    })
  }
  return lines
}

function checkNames(template: Template, diagnostics: Diagnostics): void {
  const { document } = template
  const sections = [
    ['ports', template.ports.keys()],
    ['materials', template.slots.keys()],
    ['parameters', template.parameters.keys()],
    ['equations', template.equations.keys()],
    ['tables', template.tables.keys()],
  ] as const
  const first = new Map<string, Path>()
  for (const [section, names] of sections) {
    for (const name of names) {
      const path = [section, name]
      const span = () => document.at(path, 'key')
      // a slot may be named as its role: `solvent: toluene` fills the role solvent
      checkName(name, span, diagnostics)
      const earlier = first.get(name)
      if (earlier !== undefined) {
        diagnostics.error('NAME_TWICE', span(), { name }, [
          { span: document.at(earlier, 'key'), note: 'first used here' },
        ])
      }
      first.set(name, path)
    }
  }
}
