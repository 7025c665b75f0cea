import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { fromBase, type Unit } from '../quantity/unit.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { Refused } from '../study/scenario-model.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { moneyOf, setting } from './figures.ts'
import { paragraph, wrapped } from './table.ts'

/** What a study needs to be repeated to the last byte. */
export interface Repeat {
  readonly fabroute: string
  readonly command: string
  readonly seed: number | undefined
  /** SHA-256 of each document's text. */
  readonly documents: Readonly<Record<string, string>>
}

/** What a study is of, in JSON. */
export function flowJson(result: Result): Record<string, unknown> {
  const { flow, basis, currency, year, annualOutput, plants, scenario, prices, method } = result
  return {
    flow,
    basis,
    currency,
    year,
    annual_output: annualOutput,
    plant: plants.join(' + '),
    scenario,
    prices,
    method,
  }
}

/** The lines above a study's tables: what is told, of which money, in which plant. */
export function headText(what: string, result: Result, width: number): string {
  return `${paragraph(`${what}, ${moneyOf(result)}`, width)}\n${wrapped(setting(result), '; ', width)}`
}

/** A name with its unit: `cost, USD/m^2`. */
export const headingOf = ({ name, unit }: Pick<StudyOutput, 'name' | 'unit'>): string =>
  unit.text === '1' ? name : `${name}, ${unit.text}`

/** A value in base units as a number in a unit. */
export function numberIn(value: number, unit: Unit): number {
  return fromBase(new Decimal(value), unit).toNumber()
}

/** A value in base units, to read, without its unit. */
export function valueIn(value: number, unit: Unit, significant = 4): string {
  return formatNumber(fromBase(new Decimal(value), unit), significant)
}

const WORDS: Readonly<Record<Refused['cause'], (refused: Refused) => string>> = {
  negative: ({ name }) => `${name} is negative`,
  yield: ({ name }) => `${name} is no yield above 0 and at most 1`,
  'not positive': ({ name }) => `${name} is not above 0`,
  range: ({ name, range }) => `${name} leaves its range ${range ?? ''}`,
  composition: ({ name }) => `the fractions of ${name} do not add up to 100 %`,
  loop: ({ name }) => `nothing leaves the loop through ${name}`,
  rule: ({ name }) => `the rule ${name} refuses it`,
  goal: ({ name }) => `no value was found for the goal ${name}`,
  'no number': () => 'a figure that is asked for has no finite value',
}

/** Why scenarios cannot be, in words. */
export const refusedWords = (refused: Refused): string => WORDS[refused.cause](refused)

export function refusedJson(all: readonly Refused[]): { readonly count: number; readonly why: string }[] {
  return all.map((one) => ({ count: one.count, why: refusedWords(one) }))
}

const MOST_REASONS = 3

/** `12 of 1000 scenarios cannot be and are left out: …`; nothing where all can be. */
export function refusedText(all: readonly Refused[], of: number, width: number): string[] {
  const sum = all.reduce((count, one) => count + one.count, 0)
  if (sum === 0) return []
  const reasons = all.slice(0, MOST_REASONS).map((one) => `${refusedWords(one)} (${one.count})`)
  const more = all.length > MOST_REASONS ? `; ${all.length - MOST_REASONS} other reasons` : ''
  return [paragraph(`${sum} of ${of} scenarios cannot be and are left out: ${reasons.join('; ')}${more}`, width)]
}

/** The inputs that vary, in their units. */
export function variedJson(inputs: readonly Uncertain[]): Record<string, unknown>[] {
  return inputs.map(({ name, unit, base, law }) => ({
    input: name,
    unit: unit.text,
    distribution: law.kind,
    value: numberIn(base, unit),
    low: numberIn(law.low, unit),
    high: numberIn(law.high, unit),
  }))
}
