import { Operation } from '../../equation/graph.ts'
import type { Reference, Remainder } from './partial.ts'
import { pushRow, readsOf, type Writing } from './row-code.ts'
import { type ConstantPool, VectorCode } from './vector-code.ts'

/** What a value must keep to in every scenario, ends included; `code` tells which condition it is, from 1. */
export interface Condition {
  readonly least: number
  readonly most: number
  readonly code: number
}

/** Scenarios in one block: what a block touches stays in the cache. */
export const BLOCK = 256
export const COLUMN_BYTES: number = BLOCK * 8

/** Rows in one function: a compiler takes long for straight-line functions of thousands. */
const MOST_ROWS = 400

/** Where values are kept for a block: each row that has a column has one place. */
export class Columns {
  readonly #of = new Map<number, number>()
  #count = 0

  /** The column of a row; a new one where it has none. */
  at(row: number): number {
    let column = this.#of.get(row)
    if (column === undefined) {
      column = this.#count++
      this.#of.set(row, column)
    }
    return column
  }

  /** A column that belongs to no row. */
  another(): number {
    return this.#count++
  }

  get count(): number {
    return this.#count
  }
}

/** What chunks are written with. */
export interface ChunkSettings {
  readonly rest: Remainder
  readonly columns: Columns
  readonly pool: ConstantPool
  /** Places in the module of the two functions that code calls. */
  readonly logarithm: number
  readonly exponential: number
  /** The column that tells the first condition that a scenario breaks. */
  readonly status: number
}

/**
 * Code for some rows, in their order, as functions over a block. Rows that they read and that are not among them are read from
 * their columns; those in `kept`, and what one chunk leaves to another, are written to theirs. `conditions` are looked at after the
 * rows they are of.
 */
export function chunksOf(
  settings: ChunkSettings,
  rows: readonly number[],
  kept: ReadonlySet<number>,
  conditions: ReadonlyMap<number, readonly Condition[]>,
): VectorCode[] {
  const { rest } = settings
  // an input is filled in, and looked at where it has to keep to something itself
  const emitted = rows.filter((row) => rest.operations[row] !== Operation.variable || conditions.has(row))
  const chunkOf = new Map<number, number>()
  for (const [i, row] of emitted.entries()) chunkOf.set(row, Math.floor(i / MOST_ROWS))
  const uses = new Map<number, number>()
  const leaving = new Set<number>()
  for (const row of emitted) {
    for (const read of readsOf(rest, row)) {
      if (read < 0) continue
      uses.set(read, (uses.get(read) ?? 0) + 1)
      if (chunkOf.get(read) !== chunkOf.get(row)) leaving.add(read)
    }
  }
  const count = Math.ceil(emitted.length / MOST_ROWS)
  const groups = Array.from({ length: count }, (_, i) => emitted.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS))
  const isKept = (row: number): boolean => kept.has(row) || leaving.has(row)
  return groups.map((group) => new ChunkWriter(settings, group, uses, isKept, conditions).write())
}

/** Writes one chunk: a value that is read once is written where it is read, any other has a local. */
class ChunkWriter implements Writing {
  readonly rest: Remainder
  readonly code: VectorCode
  readonly logarithm: number
  readonly exponential: number
  readonly #settings: ChunkSettings
  readonly #group: readonly number[]
  readonly #members: ReadonlySet<number>
  readonly #uses: ReadonlyMap<number, number>
  readonly #isKept: (row: number) => boolean
  readonly #conditions: ReadonlyMap<number, readonly Condition[]>
  readonly #locals = new Map<Reference, number>()

  constructor(
    settings: ChunkSettings,
    group: readonly number[],
    uses: ReadonlyMap<number, number>,
    isKept: (row: number) => boolean,
    conditions: ReadonlyMap<number, readonly Condition[]>,
  ) {
    this.rest = settings.rest
    this.code = new VectorCode(settings.pool, 2)
    this.logarithm = settings.logarithm
    this.exponential = settings.exponential
    this.#settings = settings
    this.#group = group
    this.#members = new Set(group.filter((row) => this.rest.operations[row] !== Operation.variable))
    this.#uses = uses
    this.#isKept = isKept
    this.#conditions = conditions
  }

  write(): VectorCode {
    this.code.loop(() => {
      for (const row of this.#group) this.#row(row)
    })
    return this.code
  }

  #row(row: number): void {
    const conditions = this.#conditions.get(row)
    const uses = this.#uses.get(row) ?? 0
    const isKept = this.#isKept(row)
    if (uses < 2 && !isKept && conditions === undefined) return
    const local = this.local(row)
    for (const condition of conditions ?? []) this.#check(local, condition)
    if (isKept && this.#members.has(row)) this.code.store(local, this.#settings.columns.at(row) * COLUMN_BYTES)
  }

  push = (reference: Reference): void => {
    const local = this.#locals.get(reference)
    if (local !== undefined) this.code.get(local)
    else if (reference < 0) this.code.constant(this.rest.constants[-1 - reference] as number)
    else if (this.#members.has(reference)) pushRow(this, reference)
    else if ((this.#uses.get(reference) ?? 0) > 1) this.code.get(this.local(reference))
    // computed before, or an input
    else this.code.load(this.#settings.columns.at(reference) * COLUMN_BYTES)
  }

  local = (reference: Reference): number => {
    const known = this.#locals.get(reference)
    if (known !== undefined) return known
    const local = this.code.local()
    if (reference < 0) this.push(reference)
    else if (this.#members.has(reference)) pushRow(this, reference)
    else this.code.load(this.#settings.columns.at(reference) * COLUMN_BYTES)
    this.code.set(local)
    // a constant is as near in memory as in a local
    if (reference >= 0) this.#locals.set(reference, local)
    return local
  }

  /** Where a condition is the first that a scenario breaks, its code goes to the status; NaN breaks every condition. */
  #check(local: number, { least, most, code }: Condition): void {
    const status = this.#settings.status * COLUMN_BYTES
    const from = this.code
    from.constant(code)
    if (least > Number.NEGATIVE_INFINITY) from.constant(least).get(local).vector('lessOrEqual')
    if (most < Number.POSITIVE_INFINITY) from.get(local).constant(most).vector('lessOrEqual')
    if (least > Number.NEGATIVE_INFINITY && most < Number.POSITIVE_INFINITY) from.vector('and')
    const before = from.local()
    from.load(status).tee(before).constant(0).vector('notEqual').vector('or')
    const marked = from.local()
    from.vector('andNot').get(before).vector('or').set(marked).store(marked, status)
  }
}
