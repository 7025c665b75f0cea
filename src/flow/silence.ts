import type { Diagnostics } from '../document/diagnostic.ts'
import { visit } from '../equation/syntax.ts'
import { spanOf } from '../equation/system.ts'
import type { PlannedLine } from './costs.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Purchase } from './market.ts'
import type { Method } from './method.ts'
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
    warnOfOutlets(scope, diagnostics)
  }
  const read = new Set<number>()
  const seen = new Set<number>()
  // what only a price is held against has no effect on a result
  const bounds = new Set(bench.priceBounds.map(({ bound }) => bound))
  for (const variable of bench.system.variables) {
    // the bought price of what is made in house stands in only where nothing is made
    const isRead = !bounds.has(variable) && !variable.name.endsWith('.unit_cost')
    if (variable.definition !== undefined && isRead) bench.system.graph.variablesOf(variable.definition, read, seen)
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
    diagnostics.warn('PURCHASE_NOT_COSTED', method.costsDocument.at(['costs'], 'key'), facts)
  }
}

function warnOfUses(scope: FlowScope, lines: readonly PlannedLine[], diagnostics: Diagnostics): void {
  const { flow, method } = scope
  const costed = new Set(lines.filter(({ cost }) => cost.for === 'use').map(({ step, item }) => `${step}.${item}`))
  // what the method's own equations take up is paid by its own lines
  const taken = usesRead(method)
  const silent = new Map<string, string[]>()
  for (const step of flow.steps.values()) {
    for (const utility of step.template.uses.keys()) {
      if (costed.has(`${step.name}.${utility}`) || taken.has(utility)) continue
      silent.set(utility, [...(silent.get(utility) ?? []), step.name])
    }
  }
  for (const [name, steps] of silent) {
    const facts = { name, method: method.document.value.method, steps: steps.slice(0, 6) }
    diagnostics.warn('USE_NOT_COSTED', method.costsDocument.at(['costs'], 'key'), facts)
  }
}

/** Utilities that a method names as `uses.x`. */
function usesRead(method: Method): Set<string> {
  const found = new Set<string>()
  const numbers = [...method.step.values(), ...method.totals.values(), ...method.line.values()]
  for (const { expression } of [...numbers.map((read) => read.sourced), ...method.costs.map((cost) => cost.sourced)]) {
    visit(expression, (part) => {
      const at = part.kind === 'name' ? part.path.indexOf('uses') : -1
      if (part.kind === 'name' && at >= 0 && part.path[at + 1] !== undefined) found.add(part.path[at + 1] as string)
    })
  }
  return found
}

/** Outlets that a service disposes of, or whose goods are sold, where the method has no cost line of that kind. */
function warnOfOutlets({ flow, method, connected }: FlowScope, diagnostics: Diagnostics): void {
  const missing = (['disposal', 'sale'] as const).filter((kind) => !method.costs.some((cost) => cost.for === kind))
  for (const kind of missing) {
    const ports: string[] = []
    for (const step of flow.steps.values()) {
      for (const { port } of step.ports.values()) {
        const wants = kind === 'disposal' ? port.disposal !== undefined : port.countsAs === 'sale'
        if (wants && !connected.has(`${step.base}.${port.name}`)) ports.push(`${step.name}.${port.name}`)
      }
    }
    if (ports.length === 0) continue
    const facts = { kind, method: method.document.value.method, ports: ports.slice(0, 6) }
    diagnostics.warn('OUTLET_NOT_COSTED', method.costsDocument.at(['costs'], 'key'), facts)
  }
}
