import { Operation } from '../equation/graph.ts'
import type { Program } from './program.ts'

/** How a figure depends on an input: not at all, as a straight line everywhere, or otherwise. */
export type Dependence = 'none' | 'linear' | 'other'

const NONE = 0
const LINEAR = 1
const OTHER = 2

/**
 * Reads off the equations how a slot depends on an input, or on several together: `linear` is then without products of them.
 * `values` are those of one evaluation: they tell which branch an `if` takes where its condition does not depend on the inputs.
 * It may call a straight line `other`, never the reverse.
 */
export function dependence(
  program: Program,
  values: readonly number[],
  slot: number,
  input: number | ReadonlySet<number>,
): Dependence {
  const inputs = typeof input === 'number' ? new Set([input]) : input
  const { operations, first, second, third } = program
  const degree = new Uint8Array(operations.length)
  for (let at = 0; at <= slot; at++) {
    const operation = operations[at] as Operation
    const a = first[at] as number
    if (operation === Operation.constant) continue
    if (operation === Operation.variable) {
      degree[at] = inputs.has(a) ? LINEAR : NONE
      continue
    }
    const x = degree[a] as number
    const b = second[at] as number
    const y = b < 0 ? NONE : (degree[b] as number)
    if (operation === Operation.choose) {
      const chosen = values[a] === 0 ? (third[at] as number) : b
      degree[at] = x === NONE ? (degree[chosen] as number) : OTHER
      continue
    }
    degree[at] = combined(operation, x, y)
  }
  return (['none', 'linear', 'other'] as const)[degree[slot] as 0 | 1 | 2]
}

function combined(operation: Operation, x: number, y: number): number {
  if (x === NONE && y === NONE) return NONE
  switch (operation) {
    case Operation.add:
    case Operation.subtract:
    case Operation.negate:
      return Math.max(x, y)
    case Operation.multiply:
      return Math.min(OTHER, x + y)
    case Operation.divide:
    case Operation.share:
      return y === NONE ? x : OTHER
    default:
      return OTHER
  }
}
