import type { System, Variable } from '../equation/system.ts'
import type { Workbench } from './workbench.ts'

/** Names that `--set` takes. */
export function inputNames(bench: Workbench): string[] {
  return bench.system.variables.filter((variable) => variable.kind === 'input').map((variable) => variable.name)
}

/** The inputs that a computed variable rests on, nearest first; undefined for a name that is no variable. */
export function inputsBehind(bench: Workbench, name: string): string[] | undefined {
  const start = bench.system.find(name === 'cost' || name === 'cost.total' ? 'accumulated.cost' : name)
  return start && inputsOf(bench.system, start).map((variable) => variable.name)
}

/** The inputs that a variable rests on, nearest first; itself where it is one. */
export function inputsOf(system: System, start: Variable): Variable[] {
  const seen = new Set([start.id])
  const queue = [start.id]
  const found: Variable[] = []
  for (let next = 0; next < queue.length; next++) {
    const variable = system.variables[queue[next] as number] as Variable
    if (variable.kind === 'input') found.push(variable)
    if (variable.definition === undefined) continue
    const reads = new Set<number>()
    system.graph.variablesOf(variable.definition, reads)
    for (const id of reads) {
      if (seen.has(id)) continue
      seen.add(id)
      queue.push(id)
    }
  }
  return found
}
