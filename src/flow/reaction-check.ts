import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { isFormulaProblem, parseFormula } from '../quantity/formula.ts'
import type { FlowScope } from './flow-scope.ts'
import { textField } from './price-book.ts'
import type { Reactant } from './reaction.ts'

/** Each element must come out of a reaction as it went in. */
export function checkReactions(scopes: readonly FlowScope[], diagnostics: Diagnostics): void {
  const done = new Set<string>()
  for (const scope of scopes) {
    for (const { template } of scope.flow.steps.values()) {
      const { reaction } = template
      if (reaction === undefined) continue
      const place = `${reaction.origin.document.file} ${reaction.origin.path.join('.')}`
      if (done.has(place)) continue
      done.add(place)
      const left = elements(scope, reaction.consumed)
      const right = elements(scope, reaction.generated)
      if (left === undefined || right === undefined) continue
      const off: string[] = []
      for (const element of new Set([...left.keys(), ...right.keys()])) {
        const a = left.get(element) ?? new Decimal(0)
        const b = right.get(element) ?? new Decimal(0)
        if (!a.minus(b).abs().lte(1e-9)) off.push(`${element}: ${a.toString()} in, ${b.toString()} out`)
      }
      if (off.length > 0)
        diagnostics.error('REACTION_UNBALANCED', spanOf(reaction.origin), { text: reaction.text, elements: off })
    }
  }
}

/** Atoms of each element; undefined where a component has no formula, which is reported where its molar mass is needed. */
function elements(scope: FlowScope, side: readonly Reactant[]): Map<string, Decimal> | undefined {
  const sum = new Map<string, Decimal>()
  for (const { name, coefficient } of side) {
    const entry = scope.bench.book.materials.get(name)
    const formula = entry === undefined ? undefined : textField(entry, 'formula')
    const counts = formula === undefined ? undefined : parseFormula(formula)
    if (counts === undefined || isFormulaProblem(counts)) return undefined
    for (const [element, count] of counts)
      sum.set(element, (sum.get(element) ?? new Decimal(0)).plus(count.times(coefficient)))
  }
  return sum
}
