import { Decimal } from '../quantity/decimal.ts'
import { matchUnit, readUnit, toBase, type Unit } from '../quantity/unit.ts'
import type { Extent, SyntaxProblem } from './syntax.ts'

/** A token of an expression. A quantity keeps its plain number, so that a sign before it counts before the unit's offset. */
export type Token = Extent &
  (
    | { readonly kind: 'quantity'; readonly number: Decimal; readonly unit: Unit }
    | { readonly kind: 'name'; readonly path: readonly string[] }
    | { readonly kind: 'sign'; readonly sign: string }
    | { readonly kind: 'end' }
  )

const NUMBER = /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*/y
/** What YAML and programs write for what is no number. */
const NO_NUMBER = /(?:\.(?:nan|inf)\b|(?:NaN|Infinity)\b|∞)/iy
const SIGN = /<=|>=|==|!=|[-+*/^<>(),−–·×]/y
const WORD = /[^\s,()]+/y
const SIGNS_READ_AS: Readonly<Record<string, string>> = { '−': '-', '–': '-', '·': '*', '×': '*' }
const PLAIN_UNIT = '1'

/** Cuts an expression's text into tokens; a unit after a number belongs to the number. Throws nothing: a problem is returned. */
export function tokenize(text: string): Token[] | SyntaxProblem {
  const tokens: Token[] = []
  let at = 0
  let depth = 0
  const match = (pattern: RegExp, from: number): string | undefined => {
    pattern.lastIndex = from
    return pattern.exec(text)?.[0]
  }
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++
    if (at >= text.length) break
    const start = at
    const strange = match(NO_NUMBER, at)
    if (strange !== undefined) return notFinite(strange, start, start + strange.length)
    const number = match(NUMBER, at)
    if (number !== undefined) {
      at += number.length
      const comma = separatorAfter(text, start, at, depth)
      if (comma !== undefined) return comma
      const quantity = readUnitAfter(text, number, start, at)
      if ('code' in quantity) return quantity
      tokens.push(quantity)
      at = quantity.end
      continue
    }
    const name = match(NAME, at)
    if (name !== undefined) {
      at += name.length
      tokens.push({ kind: 'name', path: name.split('.'), start, end: at })
      continue
    }
    const sign = match(SIGN, at)
    if (sign === undefined) {
      return syntaxProblem(text, start, start + 1, `"${text.charAt(start)}" has no place in an expression`)
    }
    if (sign === '(') depth++
    if (sign === ')') depth--
    at += sign.length
    tokens.push({ kind: 'sign', sign: SIGNS_READ_AS[sign] ?? sign, start, end: at })
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length })
  return tokens
}

/** A problem of grammar, in words. */
export function syntaxProblem(text: string, start: number, end: number, detail: string): SyntaxProblem {
  return { code: 'EXPRESSION_SYNTAX', start, end, facts: { text, detail } }
}

/** A number beyond what both decimal and binary arithmetic hold. */
export function notFinite(name: string, start: number, end: number): SyntaxProblem {
  return { code: 'NOT_FINITE', start, end, facts: { name } }
}

/** `0,5` outside a call is a decimal comma, `12 000` a thousands separator: both refused in words. */
function separatorAfter(text: string, start: number, at: number, depth: number): SyntaxProblem | undefined {
  const rest = text.slice(at)
  const thousands = /^(?:(?:[ _'\u00a0\u202f]\d{3})+|(?:,\d{3}){2,})(?!\d)/.exec(rest)
  const comma = /^,(\d+)/.exec(rest)
  if (comma !== null && thousands === null && depth === 0) {
    const end = at + comma[0].length
    const written = text.slice(start, end)
    return { code: 'DECIMAL_COMMA', start, end, facts: { written, meant: written.replace(',', '.') } }
  }
  if (thousands === null || (comma !== null && depth > 0)) return undefined
  const end = at + thousands[0].length
  const written = text.slice(start, end)
  return { code: 'THOUSANDS_SEPARATOR', start, end, facts: { written, meant: written.replace(/[^\d.]/g, '') } }
}

function readUnitAfter(text: string, number: string, start: number, at: number): Token | SyntaxProblem {
  const plain = (): Token => ({
    kind: 'quantity',
    number: new Decimal(number),
    unit: unitNamed(PLAIN_UNIT),
    start,
    end: at,
  })
  let from = at
  while (text.charAt(from) === ' ') from++
  const end = matchUnit(text, from)
  WORD.lastIndex = from
  const word = WORD.exec(text)?.[0] ?? ''
  if (end > from && !/^[A-Za-z0-9_]/.test(text.slice(end))) {
    const unit = readUnit(text.slice(from, end))
    if (!('problem' in unit)) return { kind: 'quantity', number: new Decimal(number), unit, start, end }
  }
  if (!/^[A-Za-z%µμ°Ω$€£¥₩]/.test(word)) return plain()
  return unitProblem(word.replace(/[+\-<>=!]+$/, ''), from)
}

/** What is said of a unit that cannot be read. */
export const UNIT_CODES = {
  unknown: 'UNIT_UNKNOWN',
  syntax: 'UNIT_UNKNOWN',
  ambiguous: 'UNIT_AMBIGUOUS',
  currency: 'UNIT_CURRENCY',
  offset: 'UNIT_OFFSET',
} as const

function unitProblem(word: string, from: number): SyntaxProblem {
  const unit = readUnit(word)
  const problem = 'problem' in unit ? unit : undefined
  const symbol = problem?.symbol ?? word
  const start = from + (problem?.start ?? 0)
  const end = from + (problem?.end ?? word.length)
  const near = problem?.near ?? []
  return { code: UNIT_CODES[problem?.problem ?? 'unknown'], start, end, facts: { symbol, near } }
}

function unitNamed(text: string): Unit {
  const unit = readUnit(text)
  if ('problem' in unit) throw new Error(`the unit table lacks ${text}`)
  return unit
}

/** A quantity's value in base units, its sign taken before the unit's offset (-50 degC is 223.15 K). */
export function baseValue(number: Decimal, unit: Unit, negative: boolean): Decimal {
  return toBase(negative ? number.negated() : number, unit)
}
