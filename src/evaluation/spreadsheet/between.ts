import { type Equation, type Part, readsOf } from './formulas.ts'

/** A cell that has a formula, by its number: a variable's own, or that of a part. */
export interface FormulaCell {
  readonly cell: number
  readonly text: string
}

/** The cells with formulas through which one cell reaches another, each after those that it reads. `equations` are in the order of evaluation. */
export function cellsBetween(equations: readonly Equation[], from: number, to: number): FormulaCell[] {
  const all = equations.flatMap(({ variable, text, parts }): FormulaCell[] => [
    ...parts.map((part: Part) => ({ cell: part.id, text: part.text })),
    { cell: variable.id, text },
  ])
  const reached = new Set([from])
  const following: (FormulaCell & { readonly reads: readonly number[] })[] = []
  for (const { cell, text } of all) {
    const reads = readsOf({ text })
    if (!reads.some((read) => reached.has(read))) continue
    reached.add(cell)
    following.push({ cell, text, reads })
  }
  const wanted = new Set([to])
  const found: FormulaCell[] = []
  for (const { cell, text, reads } of following.toReversed()) {
    if (!wanted.has(cell)) continue
    for (const read of reads) wanted.add(read)
    found.push({ cell, text })
  }
  return found.toReversed()
}
