import type { Node } from './graph.ts'
import type { System } from './system.ts'

/** Variables in an order in which each comes after all it reads; those that read each other stand together as one group. */
export type Order = readonly (readonly number[])[]

/** Strongly connected components of the reading relation, dependencies first (Tarjan 1972, without recursion). */
export function orderVariables(system: System): Order {
  const count = system.variables.length
  const { starts, targets } = readings(system)
  const index = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const cursor = new Int32Array(count)
  const stack: number[] = []
  const groups: number[][] = []
  let counter = 0

  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue
    const path = [root]
    while (path.length > 0) {
      const v = path[path.length - 1] as number
      if (index[v] === -1) {
        index[v] = counter
        low[v] = counter++
        cursor[v] = starts[v] as number
        stack.push(v)
        onStack[v] = 1
      }
      const next = cursor[v] as number
      if (next < (starts[v + 1] as number)) {
        cursor[v] = next + 1
        const w = targets[next] as number
        if (index[w] === -1) path.push(w)
        else if (onStack[w] === 1) low[v] = Math.min(low[v] as number, index[w] as number)
        continue
      }
      path.pop()
      const parent = path[path.length - 1]
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[v] as number)
      if (low[v] !== index[v]) continue
      const group: number[] = []
      for (let w = stack.pop() as number; ; w = stack.pop() as number) {
        onStack[w] = 0
        group.push(w)
        if (w === v) break
      }
      groups.push(group)
    }
  }
  return groups
}

/** Which variables each variable reads, in compressed rows. */
function readings(system: System): { starts: Int32Array; targets: number[] } {
  const starts = new Int32Array(system.variables.length + 1)
  const targets: number[] = []
  const into = new Set<number>()
  for (const variable of system.variables) {
    starts[variable.id] = targets.length
    if (variable.definition === undefined) continue
    into.clear()
    system.graph.variablesOf(variable.definition as Node, into)
    for (const id of into) targets.push(id)
  }
  starts[system.variables.length] = targets.length
  return { starts, targets }
}

/** True where a group is a loop: several variables, or one that reads itself. */
export function isLoop(system: System, group: readonly number[]): boolean {
  if (group.length > 1) return true
  const variable = system.variables[group[0] as number]
  if (variable?.definition === undefined) return false
  const reads = new Set<number>()
  system.graph.variablesOf(variable.definition, reads)
  return reads.has(variable.id)
}
