import type { Diagnostics } from '../document/diagnostic.ts'
import { optionSpan } from '../document/span.ts'
import { pointFromKelvin } from '../equation/dimension-check.ts'
import { isProblem, parseExpression } from '../equation/parse.ts'
import { isBareZero, reportNoQuantity } from '../equation/read-expression.ts'
import type { Literal } from '../equation/syntax.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText, POINT } from '../quantity/dimension.ts'
import { fromBase, toBase, type Unit } from '../quantity/unit.ts'

/** What a study varies: an input over a range, at points of it. Values are in base units. */
export interface Axis {
  readonly input: string
  /** The unit the range was written in, which its values are shown in. */
  readonly unit: Unit
  readonly low: Decimal
  readonly high: Decimal
  readonly values: readonly Decimal[]
  /** Values are parts by which the input changes: -0.5 for -50 %. */
  readonly relative: boolean
}

/** An input to vary, with the range where one is asked for. */
export interface Vary {
  readonly input: string
  readonly axis: Axis | undefined
  /** As it was asked for. */
  readonly text: string
}

const FORM = /^\s*([A-Za-z]\w*(?:\.\w+)*)\s*(?:=(.*))?$/s
const COUNT = /^(.*?)\s*:\s*(\d+)\s*(log)?\s*$/s
const DEFAULT_POINTS = 11
const MOST_POINTS = 1000

/**
 * Reads `P`, `P=50..300 USD/kg`, `P=50 USD/kg .. 300 USD/kg : 26`, `P=1..1000 t/yr : 13 log` (equal ratios) or
 * `P=20 um, 30 um, 50 um`. A bare number takes the unit of the last one. Percentages with a sign are relative, as in `--set`:
 * `P=-50%..+50%`.
 */
export function readVary(text: string, diagnostics: Diagnostics): Vary | undefined {
  const whole = optionSpan('vary', text)
  const { file } = whole
  const [, input, given] = FORM.exec(text) ?? []
  if (input === undefined || given?.trim() === '') {
    diagnostics.error('VARY_SYNTAX', whole, { text })
    return undefined
  }
  if (input.startsWith('supply.') && input.split('.').length === 2) {
    diagnostics.error('VARY_CHOICE', whole, { name: input })
    return undefined
  }
  if (input === 'finish') {
    diagnostics.error('VARY_CHOICE', whole, { name: input, words: ['NAME'] })
    return undefined
  }
  if (given === undefined) return { input, axis: undefined, text }
  const [, range, count, log] = COUNT.exec(given) ?? [undefined, given, undefined, undefined]
  const isRange = (range as string).includes('..')
  const comma = /\d,\d/.exec(range as string)
  if (isRange && comma !== null) {
    const at = text.length - given.length + comma.index
    const written = comma[0]
    const facts = { written, meant: written.replace(',', '.') }
    diagnostics.error('DECIMAL_COMMA', { file, start: at, end: at + written.length }, facts)
    return undefined
  }
  const parts = (range as string).split(isRange ? /\.\.(?!\.)/ : ',')
  const read: (Literal | undefined)[] = []
  let at = text.length - given.length
  for (const part of parts) {
    read.push(readQuantity(part, { file, from: at, text }, diagnostics))
    at += part.length + (isRange ? 2 : 1)
  }
  if (read.includes(undefined)) return undefined
  const signed = parts.filter((part) => /^\s*[+-].*%\s*$/.test(part))
  const relative = signed.length === parts.length
  if (signed.length > 0 && !relative) {
    diagnostics.error('VARY_MIXED', whole, { text })
    return undefined
  }
  const literals = alike(read as Literal[])
  const last = literals[literals.length - 1] as Literal
  const odd = literals.find((literal) => literal.dimension !== last.dimension && !isBareZero(literal))
  if (odd !== undefined) {
    diagnostics.error('VARY_ENDS', whole, { first: dimensionText(odd.dimension), last: dimensionText(last.dimension) })
    return undefined
  }
  const values = literals.map((literal) => literal.value)
  const about = { input, unit: last.unit, low: Decimal.min(...values), high: Decimal.max(...values), relative }
  if (!isRange && count === undefined) return { input, text, axis: { ...about, values } }
  const points = count === undefined ? DEFAULT_POINTS : Number(count)
  const cause = whyNoRange(values, isRange, points, log === undefined ? undefined : last)
  if (cause !== undefined) {
    diagnostics.error('VARY_RANGE', whole, { text, cause, most: MOST_POINTS })
    return undefined
  }
  const { low, high } = about
  const spread = log === undefined ? evenly(low, high, points, last.unit) : byRatio(low, high, points)
  return { input, text, axis: { ...about, values: spread } }
}

export type NoRange = 'list' | 'ends' | 'order' | 'points' | 'log' | 'scale'

function whyNoRange(
  values: readonly Decimal[],
  isRange: boolean,
  points: number,
  log: Literal | undefined,
): NoRange | undefined {
  const [low, high] = values as [Decimal, Decimal]
  if (!isRange) return 'list'
  if (values.length !== 2) return 'ends'
  if (!high.gt(low)) return 'order'
  if (points < 2 || points > MOST_POINTS) return 'points'
  if (log?.dimension === POINT) return 'scale'
  return log !== undefined && !low.gt(0) ? 'log' : undefined
}

/** A quantity written in an option. */
export function readQuantity(
  part: string,
  { file, from, text }: { file: string; from: number; text: string },
  diagnostics: Diagnostics,
): Literal | undefined {
  const lead = part.length - part.trimStart().length
  const parsed = parseExpression(part.trim())
  if (isProblem(parsed)) {
    const span = { file, start: from + lead + parsed.start, end: from + lead + parsed.end }
    diagnostics.error(parsed.code, span, parsed.facts as never)
    return undefined
  }
  const literal = parsed.kind === 'negation' && parsed.of.kind === 'literal' ? negated(parsed.of) : parsed
  const span = { file, start: from, end: Math.min(text.length, from + part.length) }
  if (literal.kind === 'literal' && literal.unit.currency === undefined) return literal
  if (literal.kind === 'literal') {
    diagnostics.error('CURRENCY_HERE', span, { currency: literal.unit.currency?.code ?? '' })
    return undefined
  }
  reportNoQuantity(
    part.trim(),
    parsed,
    (start, end) => ({ file, start: from + lead + start, end: from + lead + end }),
    diagnostics,
  )
  return undefined
}

function negated(literal: Literal): Literal {
  const value = toBase(fromBase(literal.value, literal.unit).negated(), literal.unit)
  return { ...literal, value }
}

/** Bare numbers take the unit of the last quantity: 50..300 USD/kg. */
function alike(literals: readonly Literal[]): Literal[] {
  const last = literals[literals.length - 1] as Literal
  return literals.map((literal) => {
    const point = pointFromKelvin(last.dimension, literal.dimension)
    if (literal.unit.text !== '1' && !point) return literal
    if (literal.unit.text !== '1') return { ...literal, dimension: last.dimension }
    return { ...literal, value: toBase(literal.value, last.unit), unit: last.unit, dimension: last.dimension }
  })
}

/** Points at equal distances in the unit asked for, so that 50..300 by 26 are 50, 60, 70 … to the last digit. */
function evenly(low: Decimal, high: Decimal, points: number, unit: Unit): Decimal[] {
  const [from, to] = [fromBase(low, unit), fromBase(high, unit)]
  return Array.from({ length: points }, (_, i) => {
    if (i === points - 1) return high
    return toBase(
      from.plus(
        to
          .minus(from)
          .times(i)
          .dividedBy(points - 1),
      ),
      unit,
    )
  })
}

function byRatio(low: Decimal, high: Decimal, points: number): Decimal[] {
  const ratio = high.dividedBy(low)
  return Array.from({ length: points }, (_, i) => {
    if (i === 0) return low
    return i === points - 1 ? high : low.times(ratio.pow(new Decimal(i).dividedBy(points - 1)))
  })
}
