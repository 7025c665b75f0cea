import { nearest } from '../document/nearest.ts'
import { roles } from '../document/schema.ts'
import type { Node } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Purchase } from './market.ts'
import type { Cost } from './method.ts'
import { MethodScope } from './method-scope.ts'
import type { Step } from './model.ts'

/** A line of the ledger: step × category × item, with the equation that it posts. */
export interface LedgerLine {
  readonly step: string
  readonly category: string
  readonly item: string
  readonly variable: Variable
}

export interface Target {
  readonly step: Step | undefined
  readonly item: string
  readonly amount: Node | undefined
  /** What `prices.each` stands for. */
  readonly each: string | undefined
  /** What a unit of it is worth: its cost where it is made in house, else its price. */
  readonly worth?: Node | undefined
}

const MONEY_UNIT = readUnit('USD') as Unit

/** A line declared, with what is needed to define it. */
export interface PlannedLine extends LedgerLine {
  readonly cost: Cost
  readonly target: Target
}

/** Declares a variable for each ledger line of a flow, and a total for each category. Components made in house are not priced as purchases. */
export function declareCosts(
  scope: FlowScope,
  purchases: readonly Purchase[],
  madeInHouse: ReadonlySet<string>,
): PlannedLine[] {
  const { bench, flow, method } = scope
  const planned: PlannedLine[] = []
  for (const cost of method.costs) {
    checkOf(scope, cost)
    for (const target of targetsOf(scope, cost, purchases, madeInHouse)) {
      const step = target.step?.name ?? 'plant'
      const base = `${flow.prefix}costs.${step}.${cost.category}.${target.item}`
      let name = base
      for (let again = 2; bench.system.find(name) !== undefined; again++) name = `${base}_${again}`
      const variable = bench.declare(name, cost.sourced.origin, { about: cost.about })
      variable.unit = MONEY_UNIT
      variable.dimension = MONEY_UNIT.dimension
      planned.push({ step, category: cost.category, item: target.item, variable, cost, target })
    }
  }
  for (const category of method.categories) {
    const variable = bench.declare(`${flow.prefix}categories.${category}`, undefined, {
      about: `Sum of the flow's own lines of ${category}, without those of upstream flows`,
    })
    variable.unit = MONEY_UNIT
    variable.dimension = MONEY_UNIT.dimension
  }
  return planned
}

/** Whatever a cost is of must be something: a misspelt name would cost nothing. */
function checkOf({ bench, method }: FlowScope, cost: Cost): void {
  const { materials, services } = bench.book
  const known = cost.for === 'use' ? [...services.keys()] : [...roles, ...materials.keys(), ...services.keys()]
  for (const [i, name] of (cost.of ?? []).entries()) {
    if (known.includes(name)) continue
    const facts = { name, for: cost.for, near: nearest(name, known) }
    bench.diagnostics.error('COST_OF_UNKNOWN', method.costsDocument.at(['costs', cost.index, 'of', i]), facts)
  }
}

export function emitCosts(scope: FlowScope, planned: readonly PlannedLine[]): void {
  const { bench, flow, method } = scope
  const { graph } = bench.system
  const byCategory = new Map<string, Node[]>([...method.categories].map((category) => [category, []]))
  for (const { cost, target, variable, category } of planned) {
    const bindings = target.each === undefined ? undefined : new Map([['component', target.each]])
    const extra = new Map<string, Node>(target.amount === undefined ? [] : [['amount', target.amount]])
    if (target.worth !== undefined) extra.set('worth', target.worth)
    const within = target.step === undefined ? scope : new MethodScope(scope.scopeOf(target.step), extra)
    bench.define(variable, bench.expand(cost.sourced, within, bindings), cost.sourced.text.trim())
    byCategory.get(category)?.push(bench.system.node(variable))
  }
  for (const [category, nodes] of byCategory) {
    const variable = bench.system.find(`${flow.prefix}categories.${category}`) as Variable
    bench.define(variable, graph.sum(nodes), `sum of ${category}`)
  }
}

function targetsOf(
  scope: FlowScope,
  cost: Cost,
  purchases: readonly Purchase[],
  madeInHouse: ReadonlySet<string>,
): Target[] {
  const { bench, flow } = scope
  const { system } = bench
  const steps = [...flow.steps.values()]
  const wanted = (name: string): boolean => cost.of === undefined || cost.of.includes(name)
  switch (cost.for) {
    case 'purchase':
      return purchases
        .filter(
          ({ component }) =>
            !madeInHouse.has(component) && (wanted(component) || wanted(flow.roles.get(component) ?? '')),
        )
        .map(({ step, component, variable }) => ({
          step: flow.steps.get(step),
          item: component,
          amount: system.node(variable),
          each: component,
        }))
    case 'use':
      return steps.flatMap((step) =>
        [...step.template.uses.keys()].filter(wanted).map((utility) => ({
          step,
          item: utility,
          amount: system.node(system.find(`${step.base}.uses.${utility}`) as Variable),
          each: utility,
        })),
      )
    case 'step':
      return steps.map((step) => ({ step, item: itemOf(cost, step), amount: undefined, each: undefined }))
    case 'plant':
      return [{ step: undefined, item: cost.item ?? cost.category, amount: undefined, each: undefined }]
    case 'disposal':
      return steps.flatMap((step) => disposals(scope, step).filter((target) => wanted(target.item)))
    case 'scrap':
      return steps.flatMap((step) => scraps(scope, step, wanted, madeInHouse))
    case 'sale':
      return steps.flatMap((step) => sales(scope, step).filter((target) => wanted(target.item)))
  }
}

/** `item: machine` is the machine's name, or the operation's for a step without one. */
function itemOf(cost: Cost, step: Step): string {
  if (cost.item === undefined) return cost.category
  return cost.item === 'machine' ? (step.template.machine ?? step.template.name) : cost.item
}

/** What leaves a step to a priced service, with its mass. */
export function disposals(scope: FlowScope, step: Step): Target[] {
  const { bench } = scope
  const targets: Target[] = []
  for (const amounts of step.ports.values()) {
    const { disposal } = amounts.port
    if (disposal === undefined || isConnected(scope, step, amounts.port.name)) continue
    if (!bench.book.services.has(disposal)) continue
    const mass = scope.scopeOf(step).inside([amounts.port.name, 'mass'], new Map())
    targets.push({ step, item: disposal, amount: mass ?? bench.system.graph.zero, each: disposal })
  }
  return targets
}

/** Each component that leaves as scrap, with what it is worth. */
function scraps(
  scope: FlowScope,
  step: Step,
  wanted: (name: string) => boolean,
  madeInHouse: ReadonlySet<string>,
): Target[] {
  const { flow, globals, bench } = scope
  const { system } = bench
  const worthOf = (component: string): Node | undefined => {
    const made = madeInHouse.has(component)
    // its own cost is not known while it is reckoned: what it makes is worth its raw materials there
    const own = globals.property(component, 'raw_material_cost') ?? globals.price(component)
    const variable = !made
      ? globals.price(component)
      : flow.makes === component
        ? own
        : system.find(`supply.${component}.unit_cost`)
    return variable && system.node(variable)
  }
  return [...step.ports.values()]
    .filter(({ port }) => port.countsAs === 'scrap' && !isConnected(scope, step, port.name))
    .flatMap(({ components, amounts }) =>
      components
        .filter((component) => wanted(component) || wanted(flow.roles.get(component) ?? ''))
        .map((component) => ({
          step,
          item: component,
          amount: system.node(amounts.get(component) as Variable),
          each: component,
          worth: worthOf(component) ?? system.graph.zero,
        })),
    )
}

function sales(scope: FlowScope, step: Step): Target[] {
  const { system } = scope.bench
  return [...step.ports.values()]
    .filter((amounts) => amounts.port.countsAs === 'sale' && !isConnected(scope, step, amounts.port.name))
    .flatMap((amounts) =>
      amounts.components.map((component) => ({
        step,
        item: component,
        amount: system.node(amounts.amounts.get(component) as Variable),
        each: component,
      })),
    )
}

function isConnected(scope: FlowScope, step: Step, port: string): boolean {
  return scope.connected.has(`${step.base}.${port}`)
}
