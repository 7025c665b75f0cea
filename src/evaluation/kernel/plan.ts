import { Operation } from '../../equation/graph.ts'
import type { Program } from '../program.ts'
import type { Bounds } from './bounds.ts'
import { COLUMN_BYTES, Columns, type Condition, chunksOf } from './chunks.ts'
import { exponential, logarithm } from './elementary.ts'
import { constantOf, partialEvaluation, type Reference, type Remainder } from './partial.ts'
import { ConstantPool } from './vector-code.ts'
import { type ModuleFunction, moduleBytes } from './wasm-module.ts'

/** What a slot must keep to in every scenario, ends included. */
export interface Limit {
  readonly slot: number
  readonly least: number
  readonly most: number
}

/** What is asked of a kernel. */
export interface KernelAsked {
  readonly program: Program
  /** The values of all slots at the inputs as they stand. */
  readonly base: readonly number[]
  /** Places of the inputs that vary, with the bounds of their values. */
  readonly varied: ReadonlyMap<number, Bounds>
  /** Slots whose values are wanted for each scenario. */
  readonly wanted: readonly number[]
  readonly limits: readonly Limit[]
  /** An input that takes the value, between two ends, at which a slot comes to 0. */
  readonly settled?: { readonly place: number; readonly slot: number; readonly low: number; readonly high: number }
}

/** Where an output comes from: a column, or a number that no varied input moves. */
export type Output = { readonly column: number } | { readonly constant: number }

/** How an input is settled in each scenario of a block. */
export interface Settling {
  readonly input: number
  readonly gap: number
  readonly low: number
  readonly high: number
  /** Functions from the input to the gap; what else they read is in the columns already. */
  readonly functions: readonly number[]
  /** The condition that it has a value. */
  readonly code: number
}

/** A kernel as plain data, which another thread or a page can be handed. */
export interface KernelPlan {
  /** The module's bytes. */
  readonly module: Uint8Array<ArrayBuffer>
  /** What stands in memory from `constantsFrom`, in bytes, on. */
  readonly constants: Float64Array
  readonly constantsFrom: number
  /** The column of each varied input, in the order asked for. */
  readonly inputs: readonly number[]
  readonly outputs: readonly Output[]
  readonly status: number
  /** Functions of the module, by their place, in the order in which they run. */
  readonly before: readonly number[]
  readonly settling: Settling | undefined
  readonly after: readonly number[]
  /** How many equations each scenario evaluates. */
  readonly equations: number
  /** The inputs on which something wanted depends, or a limit, as places in `inputs`: these have to be filled in. */
  readonly effective: readonly boolean[]
  /** The inputs on which something wanted depends. */
  readonly moving: readonly boolean[]
  /** The limit, by its place in those asked for, of each code from 1. */
  readonly limits: readonly number[]
}

/** Columns that a block may take, as a bound on memory; constants stand behind them. */
const MOST_COLUMNS = 1 << 20

/** Generates the code that evaluates what is wanted for each scenario. */
export function planKernel(asked: KernelAsked): KernelPlan {
  const { wanted, limits, settled } = asked
  const rest = remainderOf(asked)
  const columns = new Columns()
  const varied = asked.varied.size
  const inputs = rest.inputs.slice(0, varied).map((row) => (row === undefined ? columns.another() : columns.at(row)))
  const input = settled === undefined ? undefined : rest.inputs[varied]
  const gap = settled === undefined ? undefined : (rest.wanted[wanted.length + limits.length] as Reference)
  const status = columns.another()
  const { conditions, told } = conditionsOf(rest, limits, wanted.length)
  const references = rest.wanted.slice(0, wanted.length)
  const outputs = references.map((reference) =>
    reference < 0 ? { constant: constantOf(rest, reference) } : { column: columns.at(reference) },
  )
  const kept = new Set(references.filter((reference) => reference >= 0))
  const parts = partsOf(rest, input, gap)
  // columns are counted while code is written, and constants stand behind them
  const constantsFrom = (rest.operations.length + varied + 2) * COLUMN_BYTES
  if (constantsFrom > MOST_COLUMNS * COLUMN_BYTES) throw new Error('a kernel of more than a million equations')
  const pool = new ConstantPool(constantsFrom)
  const functions: ModuleFunction[] = [logarithm(pool), exponential(pool)].map((code) => ({ kind: 'vector', code }))
  const settings = { rest, columns, pool, logarithm: 0, exponential: 1, status }
  const written = (rows: readonly number[], keep: ReadonlySet<number>, held: typeof conditions): number[] =>
    chunksOf(settings, rows, keep, held).map((code) => functions.push({ kind: 'block', code }) - 1)
  const before = written(parts.before, new Set([...kept, ...parts.crossing]), conditions)
  const settling =
    settled === undefined || input === undefined || gap === undefined || gap < 0
      ? undefined
      : {
          input: columns.at(input),
          gap: columns.at(gap),
          low: settled.low,
          high: settled.high,
          functions: written(parts.settling, new Set([gap]), new Map()),
          code: told.length + 1,
        }
  const after = written(parts.after, kept, conditions)
  return {
    module: moduleBytes(functions),
    constants: pool.values,
    constantsFrom,
    inputs,
    outputs,
    status,
    before,
    settling,
    after,
    equations: rest.operations.length,
    effective: rest.inputs.slice(0, varied).map((row) => row !== undefined),
    moving: movingOf(rest, references, input, gap).slice(0, varied),
    limits: told,
  }
}

/** Of each input, whether some outputs depend on it: also by what is settled, where they depend on that. */
function movingOf(
  rest: Remainder,
  outputs: readonly Reference[],
  settled: number | undefined,
  gap: Reference | undefined,
): boolean[] {
  const isRead = new Uint8Array(rest.operations.length)
  const follow = (roots: readonly Reference[]): void => {
    for (const root of roots) if (root >= 0) isRead[root] = 1
    for (let row = isRead.length - 1; row >= 0; row--)
      if (isRead[row] && rest.operations[row] !== Operation.variable)
        for (const child of [rest.first[row], rest.second[row], rest.third[row]] as Reference[])
          if (child >= 0) isRead[child] = 1
  }
  follow(outputs)
  if (settled !== undefined && gap !== undefined && isRead[settled]) follow([gap])
  return rest.inputs.map((row) => row !== undefined && isRead[row] === 1)
}

/** The arithmetic that a kernel generates code from. */
export function remainderOf({ program, base, varied, wanted, limits, settled }: KernelAsked): Remainder {
  const all = new Map(varied)
  if (settled !== undefined) all.set(settled.place, { low: settled.low, high: settled.high, certain: true })
  const slots = [...wanted, ...limits.map(({ slot }) => slot), ...(settled === undefined ? [] : [settled.slot])]
  return partialEvaluation(program, base, all, slots)
}

/** Limits that some scenario can break, by the row they are of; what bounds prove is not looked at. */
function conditionsOf(
  rest: Remainder,
  limits: readonly Limit[],
  from: number,
): { conditions: Map<number, Condition[]>; told: number[] } {
  const conditions = new Map<number, Condition[]>()
  const told: number[] = []
  for (const [i, { least, most }] of limits.entries()) {
    const reference = rest.wanted[from + i] as Reference
    // what no varied input moves has been looked at where the route stands
    if (reference < 0) continue
    const { low, high, certain } = rest.bounds[reference] as Bounds
    if (certain && low >= least && high <= most) continue
    told.push(i)
    const list = conditions.get(reference) ?? []
    list.push({ least, most, code: told.length })
    conditions.set(reference, list)
  }
  return { conditions, told }
}

interface Parts {
  /** Rows that the settled input does not move; all, where nothing is settled. */
  readonly before: readonly number[]
  /** Rows from the settled input to its gap. */
  readonly settling: readonly number[]
  /** Rows that it moves. */
  readonly after: readonly number[]
  /** Rows of the first part that the others read. */
  readonly crossing: ReadonlySet<number>
}

function partsOf(rest: Remainder, input: number | undefined, gap: Reference | undefined): Parts {
  const rows = [...rest.operations.keys()]
  if (input === undefined || gap === undefined || gap < 0)
    return { before: rows, settling: [], after: [], crossing: new Set() }
  const argumentsOf = (row: number): number[] =>
    rest.operations[row] === Operation.variable
      ? []
      : [rest.first[row] as number, rest.second[row] as number, rest.third[row] as number].filter((child) => child >= 0)
  const moved = new Uint8Array(rows.length)
  moved[input] = 1
  for (const row of rows) if (argumentsOf(row).some((child) => moved[child])) moved[row] = 1
  const toGap = new Uint8Array(rows.length)
  toGap[gap] = 1
  for (let row = gap; row >= 0; row--) if (toGap[row]) for (const child of argumentsOf(row)) toGap[child] = 1
  const after = rows.filter((row) => moved[row])
  const crossing = new Set(after.flatMap((row) => argumentsOf(row).filter((child) => !moved[child])))
  return { before: rows.filter((row) => !moved[row]), settling: after.filter((row) => toGap[row]), after, crossing }
}
