import type { Node } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { disposals } from './costs.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Purchase } from './market.ts'
import { atRouteDemand } from './route-demand.ts'
import type { Tagged } from './workbench.ts'

const KILOGRAM = readUnit('kg') as Unit
const DIRECT = 'direct'
const MATERIALS = 'materials'
const DISPOSAL = 'disposal'

/** Greenhouse gases of a flow by where they come from, as far as factors are known, and what has none. */
export interface Gases {
  /** By what a service counts as or its name, `materials`, `disposal`, and `direct` for equations that count as greenhouse gases. */
  readonly sources: ReadonlyMap<string, Node>
  readonly lacking: ReadonlySet<string>
}

/** Greenhouse gases of what is bought and used, and of what the documents' own equations emit. */
export function greenhouse(scope: FlowScope, purchases: readonly Purchase[], direct: readonly Tagged[]): Gases {
  const { bench, flow, globals } = scope
  const { graph } = bench.system
  const terms = new Map<string, Node[]>()
  const lacking = new Set<string>()
  const count = (source: string, node: Node): void => {
    const before = terms.get(source)
    if (before === undefined) terms.set(source, [node])
    else before.push(node)
  }
  const add = (source: string, name: string, amount: Variable | undefined, factor: Variable | undefined): void => {
    if (amount === undefined || factor === undefined) lacking.add(name)
    else count(source, graph.multiply(bench.system.node(amount), bench.system.node(factor)))
  }
  for (const { variable } of direct) count(DIRECT, bench.system.node(variable))
  for (const { component, variable } of purchases)
    add(MATERIALS, component, variable, globals.property(component, 'co2e'))
  const counted = new Set<Variable>()
  for (const step of flow.steps.values()) {
    for (const utility of step.template.uses.keys()) {
      const use = bench.system.find(`${step.base}.uses.${utility}`)
      if (use !== undefined) counted.add(use)
      const tag = countsAs(scope, utility)
      if (tag !== 'labour') add(isEnergy(tag) ? tag : utility, utility, use, globals.service(utility, 'co2e'))
    }
    for (const { item, amount } of disposals(scope, step)) {
      const factor = globals.service(item, 'co2e')
      if (factor === undefined || amount === undefined) lacking.add(item)
      else count(DISPOSAL, graph.multiply(amount, bench.system.node(factor)))
    }
  }
  // what a method counts beside the uses of steps, such as the air of a room, is that of the one service of its kind
  for (const { flow: of, tag, variable } of bench.tagged) {
    if (of !== flow.prefix || !isEnergy(tag) || counted.has(variable)) continue
    const services = [...bench.book.services.keys()].filter((service) => countsAs(scope, service) === tag)
    const [only] = services
    const factor = only === undefined || services.length > 1 ? undefined : globals.service(only, 'co2e')
    add(tag, only ?? tag, variable, factor)
  }
  // summed at once: a chain of additions would be as deep as the flow is long
  const sources = new Map([...terms].map(([source, nodes]) => [source, graph.sum(nodes)] as const))
  return { sources, lacking }
}

function isEnergy(tag: unknown): tag is 'electricity' | 'heat' {
  return tag === 'electricity' || tag === 'heat'
}

function countsAs({ bench }: FlowScope, service: string): unknown {
  return bench.book.services.get(service)?.fields.get('counts_as')?.given
}

/** The route's greenhouse gases by source and the known part of them, upstream flows at the route's demand. */
export function emitGreenhouse(
  route: FlowScope,
  all: readonly { readonly scope: FlowScope; readonly gases: Gases }[],
): void {
  const { graph } = route.bench.system
  const names = new Set(all.flatMap(({ gases }) => [...gases.sources.keys()]))
  const parts = [...names].map((source) => {
    const terms = all.flatMap(({ scope, gases }) => {
      const node = gases.sources.get(source)
      return node === undefined ? [] : [atRouteDemand(scope, node)]
    })
    const about = ABOUT[source] ?? `Greenhouse gases of ${source}, as CO2 equivalents`
    const text = "sum over the steps, those of upstream flows at the route's demand"
    const sum = graph.sum(terms)
    declareFigure(route, `accumulated.co2e_by_source.${source}`, sum, KILOGRAM, about, text)
    return sum
  })
  const isWhole = all.every(({ gases }) => gases.lacking.size === 0)
  if (parts.length === 0 && !isWhole) return
  const about = 'Greenhouse gases of what has a factor, as CO2 equivalents'
  declareFigure(route, 'accumulated.co2e_known', graph.sum(parts), KILOGRAM, about, 'sum of accumulated.co2e_by_source')
}

const ABOUT: Readonly<Record<string, string>> = {
  electricity: 'Greenhouse gases of electricity, as CO2 equivalents',
  heat: 'Greenhouse gases of heat, as CO2 equivalents',
  [MATERIALS]: 'Greenhouse gases of what is bought and has a factor, as CO2 equivalents',
  [DISPOSAL]: 'Greenhouse gases of disposal services that have a factor, as CO2 equivalents',
  [DIRECT]: 'Greenhouse gases that steps emit themselves, as CO2 equivalents',
}
