import type { Diagnostics } from '../document/diagnostic.ts'
import { branchesAt, nearest } from '../document/nearest.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import { optionSpan, type Span } from '../document/span.ts'
import { LATER, useExchange } from '../equation/exchange.ts'
import { type NumberRead, type NumberText, readNumber } from '../equation/number.ts'

/** How a `--set` acts on an input. */
export type Change = 'replace' | 'add' | 'subtract' | 'multiply' | 'divide' | 'percent'

/** One `--set PATH=VALUE`, read. */
export interface Override {
  readonly path: string
  readonly change: Change
  readonly read: NumberRead
  readonly text: string
  /** Where a document states it; an option of the command line is its own place. */
  readonly stated?: Span
}

/** A finish that is asked for in place of that of the route. */
export interface FinishAsked {
  readonly finish: string
  readonly name: Span
  readonly value: () => Span
}

/** What the command line changes: inputs, the finish, and which components are made or bought. */
export interface Overrides {
  readonly finish?: FinishAsked | undefined
  readonly inputs: ReadonlyMap<string, readonly Override[]>
  readonly supply: ReadonlyMap<string, string>
  /** Spans of the supply choices, for messages. */
  readonly supplySpans: ReadonlyMap<string, { readonly name: Span; readonly value: Span }>
}

const SETTING = /^\s*([A-Za-z][\w]*(?:\.[\w]+)*)\s*(=|\+|-|\*|\/)(.*)$/s
const SIGN_AFTER = /^\s*([+*/-])(.*)$/s

/**
 * Reads `--set` texts. `P=3 USD/kg` replaces; `P=+10 USD/kg` (or `P+10 USD/kg`) adds, `P=*1.2` multiplies, `P=+10%` and
 * `P=-10%` change by a part of the value. `P=-50 degC` is a negative value: only a percentage is taken relatively after `=-`.
 * `varied` are settings that a study makes, after those.
 */
export function readOverrides(
  texts: readonly string[],
  diagnostics: Diagnostics,
  varied: readonly string[] = [],
): Overrides {
  const inputs = new Map<string, Override[]>()
  const supply = new Map<string, string>()
  const supplySpans = new Map<string, { readonly name: Span; readonly value: Span }>()
  let finish: FinishAsked | undefined
  const settings = [
    ...texts.map((text) => ({ text, option: 'set' })),
    ...varied.map((text) => ({ text, option: 'vary' })),
  ]
  for (const { text, option } of settings) {
    const document = commandLine(text, option)
    const parts = SETTING.exec(text)
    if (parts === null || (parts[3] as string).trim() === '') {
      diagnostics.error('SET_SYNTAX', { file: document.file, start: 0, end: text.length }, { text })
      continue
    }
    const [, path, operator, value] = parts as unknown as [string, string, string, string]
    const made = /^supply\.([A-Za-z]\w*)$/.exec(path)
    if (made !== null) {
      supply.set(made[1] as string, value.trim())
      const { file } = document
      const start = text.indexOf(path) + 'supply.'.length
      supplySpans.set(made[1] as string, {
        name: { file, start, end: start + (made[1] as string).length },
        value: { file, start: text.length - value.length, end: text.length },
      })
      continue
    }
    if (path === 'finish') {
      const { file } = document
      const start = text.length - value.length
      finish = {
        finish: value.trim(),
        name: { file, start: text.indexOf(path), end: text.indexOf(path) + path.length },
        value: () => ({ file, start, end: text.length }),
      }
      continue
    }
    const override = readOverride(document, text, path, operator, value, diagnostics)
    if (override !== undefined) inputs.set(path, [...(inputs.get(path) ?? []), override])
  }
  return { finish, inputs, supply, supplySpans }
}

const CHANGES: Readonly<Record<string, Change>> = {
  '=': 'replace',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
}
const MAP = /^\s*\{(.*)\}\s*$/s

function readOverride(
  document: PositionedDocument,
  text: string,
  path: string,
  operator: string,
  value: string,
  diagnostics: Diagnostics,
): Override | undefined {
  const signed = operator === '=' ? SIGN_AFTER.exec(value) : null
  const percentage = /^\s*[+-]?\s*[\d.]+\s*%\s*$/.test(value)
  let sign = operator
  let amount = value
  if (signed !== null && (signed[1] !== '-' || percentage)) {
    sign = signed[1] as string
    amount = signed[2] as string
  }
  let change = CHANGES[sign] as Change
  if (percentage && (change === 'add' || change === 'subtract')) {
    if (change === 'subtract') amount = `-${amount.trim()}`
    change = 'percent'
  }
  const inner = MAP.exec(amount)
  const given =
    inner === null ? amount.trim() : readMap(document, text.indexOf('{') + 1, inner[1] as string, diagnostics)
  if (given === undefined) return undefined
  const read = readNumber(
    document,
    [text.indexOf(amount.trim())],
    given,
    { assumption: 'set on the command line' },
    diagnostics,
  )
  return read === undefined ? undefined : { path, change, read, text: text.trim() }
}

/** `{ value: 3 USD/kg, low: 2 USD/kg, high: 4 USD/kg }` on the command line: a new value that brings its range. */
function readMap(
  { file }: PositionedDocument,
  from: number,
  text: string,
  diagnostics: Diagnostics,
): NumberText | undefined {
  const map: Record<string, string> = {}
  const keys = ['value', 'low', 'high', 'distribution']
  const inside = { file, start: from, end: from + text.length }
  let at = from
  for (const pair of text.split(',')) {
    const [key = '', ...rest] = pair.split(':')
    const start = at + (pair.length - pair.trimStart().length)
    const span = { file, start, end: start + key.trim().length }
    at += pair.length + 1
    if (!keys.includes(key.trim())) {
      const near = nearest(key.trim(), keys)
      diagnostics.error('KEY_UNKNOWN', span, { key: key.trim(), in: 'a number', near, allowed: keys })
      return undefined
    }
    map[key.trim()] = rest.join(':').trim()
  }
  const { value, distribution } = map
  if (value === undefined) {
    diagnostics.error('KEY_MISSING', inside, { key: 'value', in: 'a number', where: 'the document', near: [] })
    return undefined
  }
  if (distribution !== undefined && !DISTRIBUTIONS.includes(distribution)) {
    const near = nearest(distribution, DISTRIBUTIONS)
    const facts = { where: 'distribution', found: distribution, allowed: DISTRIBUTIONS, near }
    diagnostics.error('NOT_ONE_OF', inside, facts)
    return undefined
  }
  return map
}

const DISTRIBUTIONS: readonly string[] = ['pert', 'triangular', 'uniform', 'normal', 'lognormal']

/** A `--set` text as a document of one line; its path holds the column at which a value starts. */
function commandLine(text: string, option: string): PositionedDocument {
  const { file } = optionSpan(option, text)
  const shift = (path: Path): number => (typeof path[0] === 'number' ? Math.max(0, path[0]) : 0)
  const document: PositionedDocument = {
    file,
    text,
    data: text,
    at: (path) => ({ file, start: shift(path), end: text.length }),
    within: (path, from, to) => ({ file, start: shift(path) + from, end: Math.min(text.length, shift(path) + to) }),
  }
  useExchange(document, LATER)
  return document
}

/** Reports `--set` paths that changed nothing: computed names with the inputs behind them, unknown ones with the nearest. */
export function reportUnused(
  overrides: Overrides,
  used: ReadonlySet<string>,
  inputNames: () => string[],
  inputsBehind: (name: string) => string[] | undefined,
  isBought: (component: string) => boolean,
  diagnostics: Diagnostics,
): void {
  for (const [path, list] of overrides.inputs) {
    if (used.has(path)) continue
    const text = list[0]?.text ?? path
    const span = list[0]?.stated ?? optionSpan('set', text, path.length)
    if (path === 'plant.fractional') {
      diagnostics.error('SET_OPTION', span, { name: path, option: '--fractional' })
      continue
    }
    const [, made] = /^supply\.(\w+)\./.exec(path) ?? []
    if (list[0]?.stated !== undefined && made !== undefined && isBought(made)) {
      // a what-if of a flow that is made in house holds on where it is bought
      diagnostics.warn('SET_WITHOUT_EFFECT', span, { name: path })
      continue
    }
    const behind = inputsBehind(path)
    if (behind !== undefined) diagnostics.error('SET_COMPUTED', span, { name: path, inputs: behind })
    else {
      // the output names an upstream step as supply.X.STEP, and its parameters are supply.X.steps.STEP.PARAMETER
      const known = inputNames()
      const upstream = path.replace(/^(supply\.\w+)\.(?!steps\.|route\.|product\.)/, '$1.steps.')
      const near = known.includes(upstream) ? [upstream] : nearest(path, known)
      diagnostics.error('SET_UNKNOWN', span, { name: path, near, ...branchesAt(path, known) })
    }
  }
}
