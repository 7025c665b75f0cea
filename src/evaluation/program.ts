import type { Compiled } from '../equation/compile.ts'
import { type Node, Operation } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import type { Decimal } from '../quantity/decimal.ts'
import type { Arithmetic } from './arithmetic.ts'

/** The equations as straight-line code over numbered slots: each slot reads only slots before it. */
export interface Program {
  readonly operations: Uint8Array
  readonly first: Int32Array
  readonly second: Int32Array
  readonly third: Int32Array
  readonly constants: readonly Decimal[]
  /** Inputs that are plain quantities, in slot order: what a study may vary. */
  readonly inputs: readonly Variable[]
  /** Slot of each variable, by its number. */
  readonly slotOfVariable: Int32Array
  /** Slot of a node that is asked for beside the variables (a check, a pivot). */
  slotOf(node: Node): number
}

/** Lays the definitions out in the order compiled. `beside` are nodes wanted that no variable is defined by. */
export function layOut(compiled: Compiled, beside: readonly Node[]): Program {
  const { system, order } = compiled
  const { graph } = system
  const slotOfNode = new Int32Array(graph.size).fill(-1)
  const slotOfVariable = new Int32Array(system.variables.length).fill(-1)
  const operations: number[] = []
  const first: number[] = []
  const second: number[] = []
  const third: number[] = []
  const constants: Decimal[] = []
  const inputs: Variable[] = []
  const push = (operation: number, a: number, b: number, c: number): number => {
    operations.push(operation)
    first.push(a)
    second.push(b)
    third.push(c)
    return operations.length - 1
  }
  const place = (root: Node): number => {
    const open: Node[] = [root]
    while (open.length > 0) {
      const node = open[open.length - 1] as Node
      if (slotOfNode[node] !== -1) {
        open.pop()
        continue
      }
      const operation = graph.operation[node] as Operation
      const a = graph.first[node] as number
      if (operation === Operation.constant) {
        constants.push((graph.constants[a] as { value: Decimal }).value)
        slotOfNode[node] = push(operation, constants.length - 1, -1, -1)
        continue
      }
      if (operation === Operation.variable) {
        slotOfNode[node] = slotOfVariable[a] as number
        if (slotOfNode[node] === -1) throw new Error(`${system.variables[a]?.name} is read before it is computed`)
        continue
      }
      const b = graph.second[node] as number
      const c = graph.third[node] as number
      const before = open.length
      if (slotOfNode[a] === -1) open.push(a)
      if (b >= 0 && slotOfNode[b] === -1) open.push(b)
      if (c >= 0 && slotOfNode[c] === -1) open.push(c)
      if (open.length > before) continue
      const slot = (child: number): number => (child < 0 ? -1 : (slotOfNode[child] as number))
      slotOfNode[node] = push(operation, slot(a), slot(b), slot(c))
    }
    return slotOfNode[root] as number
  }
  for (const id of order) {
    const variable = system.variables[id] as Variable
    if (variable.value !== undefined) {
      inputs.push(variable)
      slotOfVariable[id] = push(Operation.variable, inputs.length - 1, -1, -1)
    } else if (variable.definition !== undefined) {
      slotOfVariable[id] = place(variable.definition)
    }
  }
  for (const node of beside) place(node)
  return {
    operations: Uint8Array.from(operations),
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    third: Int32Array.from(third),
    constants,
    inputs,
    slotOfVariable,
    slotOf: (node) => slotOfNode[node] as number,
  }
}

/**
 * Runs a program in one arithmetic. `if` takes a value only from the branch chosen: the other may divide by 0 without harm,
 * since nothing throws and its value is left aside.
 */
export function run<T>(
  program: Program,
  arithmetic: Arithmetic<T>,
  constants: readonly T[],
  inputs: readonly T[],
  into: T[],
): T[] {
  const { length } = program.operations
  for (let slot = 0; slot < length; slot++) into[slot] = valueAt(program, arithmetic, constants, inputs, into, slot)
  return into
}

/** The value of one slot; those that it reads are in `into`. */
export function valueAt<T>(
  { operations, first, second, third }: Program,
  arithmetic: Arithmetic<T>,
  constants: readonly T[],
  inputs: readonly T[],
  into: readonly T[],
  slot: number,
): T {
  const operation = operations[slot] as Operation
  const a = first[slot] as number
  if (operation === Operation.constant) return constants[a] as T
  if (operation === Operation.variable) return inputs[a] as T
  if (operation === Operation.choose) {
    const condition = into[a] as T
    const chosen = arithmetic.isTrue(condition) ? second[slot] : third[slot]
    return arithmetic.isFinite(condition) ? (into[chosen as number] as T) : condition
  }
  return arithmetic.apply(operation, into[a] as T, into[second[slot] as number] as T)
}
