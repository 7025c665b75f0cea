import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import type { PlannedLine } from './costs.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Purchase } from './market.ts'
import type { Overrides } from './overrides.ts'
import type { Workbench } from './workbench.ts'

/** A price, property or plant value that `--set` names exists even where this route does not read it. */
export function declareSetPrices(scope: FlowScope, overrides: Overrides): void {
  for (const path of overrides.inputs.keys()) {
    const [head, name, field] = path.split('.') as [string, string | undefined, string | undefined]
    if (name === undefined || scope.bench.system.find(path) !== undefined) continue
    if (head === 'prices') scope.globals.price(name)
    else if (head === 'materials' && field !== undefined) scope.globals.property(name, field)
    else if (head === 'equipment' && field !== undefined) scope.globals.figure(name, field)
    else if (head === 'plant') scope.plant.variable(scope, name)
  }
}

/** Warns of what is done in vain: purchases and uses that no cost line takes up, and inputs set that nothing reads. */
export function warnOfSilence(
  walked: readonly {
    readonly scope: FlowScope
    readonly purchases: readonly Purchase[]
    readonly lines: readonly PlannedLine[]
  }[],
  bench: Workbench,
  diagnostics: Diagnostics,
): void {
  const made = new Set(walked.map(({ scope }) => scope.flow.makes))
  for (const { scope, purchases, lines } of walked) {
    const bought = purchases.filter(({ component }) => !made.has(component))
    warnOfPurchases(scope, bought, lines, diagnostics)
    warnOfUses(scope, lines, diagnostics)
  }
  const read = new Set<number>()
  for (const variable of bench.system.variables) {
    if (variable.definition !== undefined) bench.system.graph.variablesOf(variable.definition, read)
  }
  for (const variable of bench.system.variables) {
    if (variable.changed === undefined || read.has(variable.id)) continue
    const isResult = bench.tagged.some((entry) => entry.variable === variable)
    if (isResult) continue
    const span = variable.origin === undefined ? undefined : spanOf(variable.origin)
    diagnostics.warn('SET_WITHOUT_EFFECT', span, { name: variable.name })
  }
}

function warnOfPurchases(
  { method }: FlowScope,
  purchases: readonly Purchase[],
  lines: readonly PlannedLine[],
  diagnostics: Diagnostics,
): void {
  // a method may pay for materials otherwise
  if (!method.costs.some((cost) => cost.for === 'purchase')) return
  const costed = new Set(lines.filter(({ cost }) => cost.for === 'purchase').map(({ step, item }) => `${step}.${item}`))
  const silent = new Map<string, string[]>()
  for (const { step, component } of purchases) {
    if (!costed.has(`${step}.${component}`)) silent.set(component, [...(silent.get(component) ?? []), step])
  }
  for (const [name, steps] of silent) {
    const facts = { name, method: method.document.value.method, steps: steps.slice(0, 6) }
    diagnostics.warn('PURCHASE_NOT_COSTED', method.document.at(['costs'], 'key'), facts)
  }
}

function warnOfUses(scope: FlowScope, lines: readonly PlannedLine[], diagnostics: Diagnostics): void {
  const { bench, flow, method } = scope
  const costed = new Set(lines.filter(({ cost }) => cost.for === 'use').map(({ step, item }) => `${step}.${item}`))
  // hours that the method works out itself are paid by its own lines
  const paysHours = bench.tagged.some(
    (entry) => entry.flow === flow.prefix && entry.tag === 'labour' && !entry.variable.name.includes('.uses.'),
  )
  const silent = new Map<string, string[]>()
  for (const step of flow.steps.values()) {
    for (const utility of step.template.uses.keys()) {
      const isHours = bench.book.services.get(utility)?.fields.get('counts_as')?.given === 'labour'
      if (costed.has(`${step.name}.${utility}`) || (isHours && paysHours)) continue
      silent.set(utility, [...(silent.get(utility) ?? []), step.name])
    }
  }
  for (const [name, steps] of silent) {
    const facts = { name, method: method.document.value.method, steps: steps.slice(0, 6) }
    diagnostics.warn('USE_NOT_COSTED', method.document.at(['costs'], 'key'), facts)
  }
}
