/** One symbol of a unit expression with its exponent, as written. */
export interface Factor {
  readonly symbol: string
  readonly start: number
  readonly end: number
  readonly exponent: number
}

/** What was read: the factors, and the place where reading stopped. */
export interface ScannedUnit {
  readonly factors: readonly Factor[]
  readonly end: number
}

/** Says whether a symbol is a unit where it stands; `start` at the very first symbol, `group` in parentheses. */
export type Known = (symbol: string, end: number, place: 'start' | 'group' | 'later') => boolean

// Any letter, so that a letter from another alphabet is an unknown unit and not a broken expression.
const SYMBOL = /[\p{L}_%°$€£¥₩][\p{L}\d_%°$]*/uy
const NORMAL_CUBIC_METRE = /Nm(?:\^3|³)(?![\p{L}\d_]|\.\d)/uy
// `m^2.5` and `m^2x` are powers of a quantity, not a unit, so neither may follow the digits.
const EXPONENT = /\^(?:([-−]?\d{1,2})|\(([-−]?\d{1,2})\))(?![\p{L}\d_]|\.\d)/uy
const SUPERSCRIPT = /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}/y
const MULTIPLIED = '*·⋅'
const DEEPEST = 16

/**
 * Reads the longest unit expression without spaces at `from`: symbols with whole exponents, `*`, `/` (from left to right) and
 * parentheses; `1` only in `1/…`. Stops before an operator that no unit follows.
 */
export function scanUnit(text: string, from: number, known: Known): ScannedUnit {
  return product(text, from, known, 0) ?? { factors: [], end: from }
}

function product(text: string, from: number, known: Known, depth: number): ScannedUnit | undefined {
  const first =
    text[from] === '1' && text[from + 1] === '/'
      ? { factors: [{ symbol: '1', start: from, end: from + 1, exponent: 1 }], end: from + 1 }
      : item(text, from, known, depth, depth > 0 ? 'group' : 'start')
  if (first === undefined) return undefined
  const factors = [...first.factors]
  let end = first.end
  for (let sign = operator(text[end]); sign !== 0; sign = operator(text[end])) {
    const next = item(text, end + 1, known, depth, depth > 0 ? 'group' : 'later')
    if (next === undefined) break
    for (const factor of next.factors) factors.push({ ...factor, exponent: factor.exponent * sign })
    end = next.end
  }
  // `1` is only a place for what it divides: alone before a `/` that leads to no unit, it is no unit.
  return factors.length === 1 && factors[0]?.symbol === '1' ? undefined : { factors, end }
}

function operator(character: string | undefined): 1 | -1 | 0 {
  if (character === '/') return -1
  return character !== undefined && MULTIPLIED.includes(character) ? 1 : 0
}

function item(text: string, from: number, known: Known, depth: number, place: 'start' | 'group' | 'later') {
  if (text[from] === '(') {
    const inner = depth < DEEPEST ? product(text, from + 1, known, depth + 1) : undefined
    return inner !== undefined && text[inner.end] === ')' ? raised(text, inner.factors, inner.end + 1) : undefined
  }
  const normal = matchAt(NORMAL_CUBIC_METRE, text, from)
  if (normal !== null) {
    const end = from + normal[0].length
    return { factors: [{ symbol: 'Nm3', start: from, end, exponent: 1 }], end }
  }
  const match = matchAt(SYMBOL, text, from)
  if (match === null) return undefined
  const end = from + match[0].length
  if (!known(match[0], end, place)) return undefined
  return raised(text, [{ symbol: match[0], start: from, end, exponent: 1 }], end)
}

function raised(text: string, factors: readonly Factor[], end: number): ScannedUnit {
  const written = matchAt(EXPONENT, text, end)
  const match = written ?? matchAt(SUPERSCRIPT, text, end)
  if (match === null) return { factors, end }
  const exponent = written === null ? fromSuperscript(match[0]) : Number((match[1] ?? match[2])?.replace('−', '-'))
  return {
    factors: factors.map((factor) => ({ ...factor, exponent: factor.exponent * exponent })),
    end: end + match[0].length,
  }
}

function fromSuperscript(text: string): number {
  return Number(text.replace(/./gu, (c) => (c === '⁻' ? '-' : c === '⁺' ? '+' : `${'⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)}`)))
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
