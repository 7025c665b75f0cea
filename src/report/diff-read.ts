import type { Code, FactsOf } from '../document/catalogue.ts'
import { Decimal } from '../quantity/decimal.ts'

/** A figure or a word of a result; amounts of money are decimals. */
export type Leaf = number | string | boolean | Decimal | null

export const SUMS = ['category', 'step', 'item'] as const
export type SumOf = (typeof SUMS)[number] | 'line'

/** An input that was set, as a result tells it. */
export interface PrintedInput {
  readonly value: string
  /** With all digits, where it is a quantity. */
  readonly exact: string
}

/** A result as it was printed. */
export interface Printed {
  readonly file: string
  readonly flow: string
  readonly basis: string
  readonly currency: string
  readonly total: Decimal
  /** Amounts by category, step and item; lines by the name of their variable, where the file has them. */
  readonly by: Readonly<Record<SumOf, ReadonlyMap<string, Decimal>>>
  readonly inputsSet: ReadonlyMap<string, PrintedInput>
  readonly warnings: readonly string[]
  /** All other figures and words, by their path in the file; those that are null are left out. */
  readonly figures: ReadonlyMap<string, Leaf>
}

/** What keeps a file from being read as results. */
export class NotPrinted<C extends Code = Code> extends Error {
  readonly code: C
  readonly facts: FactsOf<C>
  constructor(code: C, facts: FactsOf<C>) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

type Fields = Readonly<Record<string, unknown>>

/** As ledger lines are posted: of more digits, differences would not be exact. */
const AMOUNT = /^-?\d{1,20}(?:\.\d{1,18})?$/
/** A figure that is printed as a text, so that it keeps its digits. */
const DECIMAL = /^-?\d{1,40}(?:\.\d{1,40})?$/
/** A result is nested less deeply; what is not read is not walked through either. */
const DEEPEST = 12

/** Reads the text of a file as `run --json` wrote it: one result, or several. Throws {@link NotPrinted}. */
export function readPrinted(file: string, text: string): Printed[] {
  const found = parsed(file, text)
  const list = Array.isArray(found) ? found : [found]
  if (list.length === 0) throw new NotPrinted('RESULT_UNLIKE', { file, found: 'an empty list' })
  const results = list.map((one, i) => readOne(file, one, list.length > 1 ? `[${i}].` : ''))
  const twice = results.find(({ flow }, i) => results.findIndex((other) => other.flow === flow) !== i)
  if (twice !== undefined) throw new NotPrinted('RESULT_FLOW_TWICE', { file, name: twice.flow })
  return results
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const found =
      text.trim() === '' ? 'nothing' : /^(?:format|flow|operation|plant)[ ]*:/m.test(text) ? 'document' : 'other'
    throw new NotPrinted('RESULT_NOT_JSON', { file, found })
  }
}

function readOne(file: string, found: unknown, at: string): Printed {
  const unlike = kindOf(found)
  if (unlike !== undefined) throw new NotPrinted('RESULT_UNLIKE', { file, found: unlike })
  const { cost, inputs_set: inputs, warnings, flow, basis, currency, ...others } = found as Fields
  const { total, by_category, by_step, by_item, lines, ...costs } = cost as Fields
  const where = (path: string): Place => ({ file, path: at + path })
  const sum = amountAt(total, where('cost.total'))
  const by = {
    category: amountsAt(by_category, where('cost.by_category')),
    step: amountsAt(by_step, where('cost.by_step')),
    item: amountsAt(by_item, where('cost.by_item')),
    line: linesAt(lines, where('cost.lines')),
  }
  for (const [name, path] of Object.entries({ ...COST_PATHS, ...(lines === undefined ? {} : { line: 'cost.lines' }) }))
    checkSum(by[name as SumOf], sum, where(path))
  return {
    file,
    flow: wordAt(flow, where('flow')),
    basis: wordAt(basis, where('basis')),
    currency: wordAt(currency, where('currency')),
    total: sum,
    by,
    inputsSet: inputsAt(inputs ?? [], where('inputs_set')),
    warnings: listAt(warnings ?? [], where('warnings')).map((warning, i) => {
      const { code, message } = fieldsAt(warning, where(`warnings[${i}]`))
      return `${wordAt(code, where(`warnings[${i}].code`))}: ${wordAt(message, where(`warnings[${i}].message`))}`
    }),
    figures: leaves({ ...others, cost: costs }, where('')),
  }
}

const COST_PATHS = { category: 'cost.by_category', step: 'cost.by_step', item: 'cost.by_item' } as const

interface Place {
  readonly file: string
  readonly path: string
}

/** Fields by which other outputs of fabroute are told from a result. */
const KINDS: readonly (readonly [field: string, words: string])[] = [
  ['compared', 'a comparison of flows (fabroute compare)'],
  ['difference_of', 'a comparison of results (fabroute diff)'],
  ['crossings', 'a sweep'],
  ['answers', 'a break-even'],
  ['objective', 'an optimum'],
  ['study', 'a study'],
  ['kind', 'the derivation of a figure (fabroute explain)'],
  ['format', 'a document, and no result'],
]

/** What a value is that is no result; undefined where it looks like one. */
function kindOf(found: unknown): string | undefined {
  if (Array.isArray(found)) return 'a list within a list'
  if (typeof found !== 'object' || found === null) return told(found)
  const fields = found as Fields
  const { study } = fields
  const known = KINDS.find(([field]) => Object.hasOwn(fields, field))
  if (known !== undefined) return known[0] === 'study' && typeof study === 'string' ? `a study (${study})` : known[1]
  const lacks = ['flow', 'basis', 'currency', 'cost'].filter((field) => !Object.hasOwn(fields, field))
  if (lacks.length > 0) return `an object without ${lacks.join(', ')}`
  return isFields(fields.cost) ? undefined : `an object whose cost is ${told(fields.cost)}`
}

const isFields = (found: unknown): found is Fields =>
  typeof found === 'object' && found !== null && !Array.isArray(found)

function wrong(place: Place, found: unknown, wanted: string): never {
  throw new NotPrinted('RESULT_FIELD', { ...place, found: told(found), wanted })
}

/** Characters of a text that are told. */
const TOLD = 40

function told(found: unknown): string {
  if (found === undefined) return 'missing'
  if (Array.isArray(found)) return 'a list'
  if (typeof found === 'object' && found !== null) return 'an object'
  if (typeof found !== 'string') return String(found)
  return found === '' ? 'an empty text' : `"${found.length > TOLD ? `${found.slice(0, TOLD)}…` : found}"`
}

function fieldsAt(found: unknown, place: Place): Fields {
  return isFields(found) ? found : wrong(place, found, 'an object')
}

function listAt(found: unknown, place: Place): readonly unknown[] {
  return Array.isArray(found) ? found : wrong(place, found, 'a list')
}

function wordAt(found: unknown, place: Place): string {
  return typeof found === 'string' && found !== '' ? found : wrong(place, found, 'a text')
}

function amountAt(found: unknown, place: Place): Decimal {
  return typeof found === 'string' && AMOUNT.test(found)
    ? new Decimal(found)
    : wrong(place, found, 'an amount of money as a decimal text, like "12.3456",')
}

function amountsAt(found: unknown, place: Place): Map<string, Decimal> {
  return new Map(
    Object.entries(fieldsAt(found, place)).map(([name, amount]) => [
      name,
      amountAt(amount, { ...place, path: `${place.path}.${name}` }),
    ]),
  )
}

/** Amounts of the ledger's lines; of lines of one variable together. */
function linesAt(found: unknown, place: Place): Map<string, Decimal> {
  const sums = new Map<string, Decimal>()
  for (const [i, line] of (found === undefined ? [] : listAt(found, place)).entries()) {
    const of = (field: string): Place => ({ ...place, path: `${place.path}[${i}].${field}` })
    const { variable, amount } = fieldsAt(line, { ...place, path: `${place.path}[${i}]` })
    const name = wordAt(variable, of('variable'))
    sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(amountAt(amount, of('amount'))))
  }
  return sums
}

/** Only so do the differences of the parts add up to that of the totals. */
function checkSum(amounts: ReadonlyMap<string, Decimal>, total: Decimal, place: Place): void {
  const sum = [...amounts.values()].reduce((a, b) => a.plus(b), new Decimal(0))
  if (!sum.eq(total)) throw new NotPrinted('RESULT_SUM', { ...place, sum: sum.toFixed(), total: total.toFixed() })
}

function inputsAt(found: unknown, place: Place): Map<string, PrintedInput> {
  return new Map(
    listAt(found, place).map((one, i) => {
      const of = (field: string): Place => ({ ...place, path: `${place.path}[${i}].${field}` })
      const { input, value, exact = value } = fieldsAt(one, { ...place, path: `${place.path}[${i}]` })
      return [wordAt(input, of('input')), { value: wordAt(value, of('value')), exact: wordAt(exact, of('exact')) }]
    }),
  )
}

/** Every number and word beneath, by its path; a list of words is one word, and of rows with a year each is named by it. */
function leaves(fields: Fields, { file, path: before }: Place): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  const stack: { readonly path: string; readonly depth: number; readonly value: unknown }[] = [
    { path: '', depth: 0, value: fields },
  ]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, depth, value } = next
    if (value === null || value === undefined) continue
    if (depth > DEEPEST) throw new NotPrinted('RESULT_UNLIKE', { file, found: 'nested more deeply than a result is' })
    if (typeof value === 'string') found.set(path, DECIMAL.test(value) ? new Decimal(value) : value)
    else if (typeof value === 'number') {
      if (!Number.isFinite(value)) wrong({ file, path: before + path }, value, 'a number that a float64 holds')
      found.set(path, value)
    } else if (typeof value === 'boolean') found.set(path, value)
    else if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)) {
      if (value.length > 0) found.set(path, value.join(', '))
    } else {
      const entries = Array.isArray(value)
        ? value.map((one, i): [string, unknown] => [String((isFields(one) ? one.year : undefined) ?? i), one])
        : Object.entries(value as Fields)
      // the last pushed is the first read
      for (const [name, one] of entries.reverse())
        stack.push({ path: path === '' ? name : `${path}.${name}`, depth: depth + 1, value: one })
    }
  }
  return found
}
