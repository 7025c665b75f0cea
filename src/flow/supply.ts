import { type Node, Operation } from '../equation/graph.ts'
import type { Origin, Variable } from '../equation/system.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { ACCUMULATED, type Accumulation, type Accumulations } from './accumulate.ts'
import type { LedgerLine, PlannedLine } from './costs.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'
import { emitGreenhouse } from './greenhouse.ts'
import type { Purchase } from './market.ts'
import { atRouteDemand, unitsPerRouteUnit } from './route-demand.ts'

/** A flow in the walk with what was found of it: the route first, then each upstream flow. */
export interface Walked {
  readonly scope: FlowScope
  readonly purchases: readonly Purchase[]
  readonly lines: readonly PlannedLine[]
}

const MONEY_UNIT = readUnit('USD') as Unit

/** What an upstream flow is asked for, per functional unit of the route: declared before anything reads `plant.annual_output`. */
export function declareDemand(scope: FlowScope): void {
  const { bench, flow, globals } = scope
  const component = flow.makes as string
  const measure = globals.measure(component)
  const origin: Origin = { document: flow.document, path: ['flow'] }
  const demand = bench.declare(`${flow.prefix}demand`, origin, {
    about: `${component} that the route asks for, per functional unit of the route`,
  })
  demand.unit = measure
  demand.dimension = measure.dimension
  bench.declare(`${flow.prefix}plant.annual_output`, undefined, { about: `${component} made a year` })
  bench.declare(`${flow.prefix}unit_cost`, undefined, { about: `Cost of ${component} made in house` })
}

/** demand = purchases of the route + those of other upstream flows at their own demand. */
export function emitDemand(scope: FlowScope, walked: readonly Walked[]): void {
  const { bench, flow } = scope
  const { system } = bench
  const { graph } = system
  const terms: Node[] = []
  for (const { scope: consumer, purchases } of walked) {
    const bought = graph.sum(
      purchases.filter(({ component }) => component === flow.makes).map(({ variable }) => system.node(variable)),
    )
    terms.push(graph.multiply(bought, unitsPerRouteUnit(consumer)))
  }
  const demand = system.find(`${flow.prefix}demand`) as Variable
  bench.define(demand, graph.sum(terms), `sum of purchases of ${flow.makes}`)
  const output = system.find(`${flow.prefix}plant.annual_output`) as Variable
  const units = system.find('plant.units_per_year') as Variable
  bench.define(
    output,
    graph.multiply(system.node(demand), system.node(units)),
    'demand * plant.units_per_year of the route',
  )
}

/** Defines the yearly amounts that prices read: what the route and its upstream flows buy, and do not make. */
export function emitBought(route: FlowScope, walked: readonly Walked[]): void {
  const { bench, globals } = route
  const { system } = bench
  const { graph } = system
  const units = system.node(system.find('plant.units_per_year') as Variable)
  for (const [component, variable] of globals.boughtAmounts) {
    const made = system.find(`supply.${component}.demand`) !== undefined
    const terms = walked.map(({ scope, purchases }) =>
      graph.multiply(
        graph.sum(
          purchases.filter((entry) => entry.component === component).map((entry) => system.node(entry.variable)),
        ),
        unitsPerRouteUnit(scope),
      ),
    )
    bench.define(
      variable,
      made ? graph.zero : graph.multiply(graph.sum(terms), units),
      `purchases of ${component} a year`,
    )
  }
}

/** The route's ledger: its own lines, and those of upstream flows at the route's demand. Sets the cost and each unit cost. */
export function emitLedger(route: FlowScope, walked: readonly Walked[]): { lines: LedgerLine[]; total: Variable } {
  const { bench } = route
  const { system } = bench
  const { graph } = system
  const ledger: LedgerLine[] = []
  for (const { scope, lines, purchases } of walked) {
    const { flow } = scope
    if (flow.makes === undefined) {
      ledger.push(...lines)
      continue
    }
    const demand = system.node(system.find(`${flow.prefix}demand`) as Variable)
    const wanted = graph.binary(Operation.less, graph.zero, demand)
    const perUnit = unitsPerRouteUnit(scope)
    for (const { step, category, item, variable } of lines) {
      const name = `ledger.supply.${flow.makes}.${variable.name.slice(`${flow.prefix}costs.`.length)}`
      // an upstream flow that nothing demands has no cost per unit, and no line
      const node = graph.ternary(Operation.choose, wanted, graph.multiply(system.node(variable), perUnit), graph.zero)
      const scaled = declareFigure(
        route,
        name,
        node,
        MONEY_UNIT,
        `${category} of ${flow.makes} at the route's demand`,
        `${variable.name} * demand`,
      )
      ledger.push({ step: `supply.${flow.makes}.${step}`, category, item, variable: scaled })
    }
    // what it takes of other upstream flows is in their lines, and in the cost of what it makes
    const taken = purchases.flatMap(({ component, variable }) => {
      const upstream = system.find(`supply.${component}.unit_cost`)
      return upstream === undefined || component === flow.makes
        ? []
        : [graph.multiply(system.node(variable), system.node(upstream))]
    })
    const own = graph.sum([...lines.map(({ variable }) => system.node(variable)), ...taken])
    const basis = system.find(`${flow.prefix}product.basis`)
    const bought = scope.globals.price(flow.makes)
    const made = basis === undefined ? graph.zero : graph.divide(own, system.node(basis))
    const unitCost = system.find(`${flow.prefix}unit_cost`) as Variable
    bench.define(
      unitCost,
      bought === undefined ? made : graph.ternary(Operation.choose, wanted, made, system.node(bought)),
      '(sum of its lines + what it takes of upstream flows) / product.basis',
    )
  }
  const total = declareFigure(
    route,
    'accumulated.cost',
    graph.sum(ledger.map(({ variable }) => system.node(variable))),
    MONEY_UNIT,
    'Cost of one functional unit',
    'sum of the ledger',
  )
  return { lines: ledger, total }
}

/** Accumulations that upstream flows add to; floor space, scrap, yields and the product's residual solvent are the route's own. */
const INCLUDES_SUPPLY: ReadonlySet<Accumulation> = new Set([
  'fresh_solvent',
  'evaporated_solvent',
  'recovered_solvent',
  'emitted_solvent',
  'air_solvent',
  'unused_solvent',
  'disposed_solvent',
  'process_solvent',
  'scrap_solvent',
  'electricity',
  'heat',
  'labour',
  'co2e',
])

export function emitAccumulations(
  route: FlowScope,
  all: readonly (Accumulations & { readonly scope: FlowScope })[],
): void {
  const { system } = route.bench
  const { graph } = system
  for (const [name, { unit, about }] of Object.entries(ACCUMULATED) as [
    Accumulation,
    (typeof ACCUMULATED)[Accumulation],
  ][]) {
    const terms: Node[] = []
    for (const { scope, found } of all) {
      const node = found.get(name)
      if (node === undefined) continue
      if (scope.flow.makes === undefined || INCLUDES_SUPPLY.has(name)) terms.push(atRouteDemand(scope, node))
    }
    // greenhouse gases of a part would mislead; a flow that uses no heat adds none to another's
    const isPart = name === 'co2e' && all.some(({ found }) => !found.has(name))
    const how = name === 'area_yield' ? 'product over the steps' : 'sum over the steps'
    const text = INCLUDES_SUPPLY.has(name) ? `${how}, those of upstream flows at the route's demand` : how
    if (terms.length > 0 && !isPart) declareFigure(route, `accumulated.${name}`, graph.sum(terms), unit, about, text)
  }
  emitGreenhouse(route, all)
}
