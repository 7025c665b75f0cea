import { Operation } from '../equation/graph.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Program, run, valueAt } from './program.ts'

/** The slots through which an input, by its place, reaches a slot. */
export function slotsBetween({ operations, first, second, third }: Program, place: number, to: number): number[] {
  const children = (slot: number): number[] =>
    [first[slot] as number, second[slot] as number, third[slot] as number].filter((child) => child >= 0)
  const reached = new Uint8Array(operations.length)
  const reaching = new Uint8Array(operations.length)
  for (let slot = 0; slot <= to; slot++) {
    const operation = operations[slot] as Operation
    if (operation === Operation.variable) reached[slot] = first[slot] === place ? 1 : 0
    else if (operation !== Operation.constant) reached[slot] = children(slot).some((child) => reached[child]) ? 1 : 0
  }
  reaching[to] = 1
  for (let slot = to; slot >= 0; slot--) {
    if (!reaching[slot] || (operations[slot] as Operation) <= Operation.variable) continue
    for (const child of children(slot)) reaching[child] = 1
  }
  return [...reached.keys()].filter((slot) => reached[slot] && reaching[slot])
}

/** The value of one slot as one input changes: a run, and then only the slots between the two. */
export function along<T>(
  program: Program,
  arithmetic: Arithmetic<T>,
  constants: readonly T[],
  inputs: readonly T[],
  place: number,
  to: number,
  slots: readonly number[] = slotsBetween(program, place, to),
): (x: T) => T {
  const into = run(program, arithmetic, constants, inputs, [])
  const changed = [...inputs]
  return (x) => {
    changed[place] = x
    for (const slot of slots) into[slot] = valueAt(program, arithmetic, constants, changed, into, slot)
    return into[to] as T
  }
}
