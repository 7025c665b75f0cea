import type { Node } from '../equation/graph.ts'
import { Operation } from '../equation/graph.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { ANY, dimensionText, PLAIN } from '../quantity/dimension.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'
import { type Gases, greenhouse } from './greenhouse.ts'
import type { Purchase } from './market.ts'
import { componentsNamed } from './model.ts'
import type { Tagged } from './workbench.ts'

const unitOf = (text: string): Unit => readUnit(text) as Unit

/** The accumulations of a walk besides cost, each a variable `accumulated.NAME` per functional unit (floor: absolute). */
export type Accumulation =
  | 'fresh_solvent'
  | 'evaporated_solvent'
  | 'recovered_solvent'
  | 'emitted_solvent'
  | 'air_solvent'
  | 'unused_solvent'
  | 'disposed_solvent'
  | 'residual_solvent'
  | 'process_solvent'
  | 'scrap_solvent'
  | 'electricity'
  | 'heat'
  | 'labour'
  | 'floor'
  | 'scrap'
  | 'co2e'
  | 'area_yield'

export const ACCUMULATED: Readonly<Record<Accumulation, { readonly unit: Unit; readonly about: string }>> = {
  fresh_solvent: { unit: unitOf('kg'), about: 'Solvent bought' },
  evaporated_solvent: { unit: unitOf('kg'), about: 'Solvent that leaves as vapour' },
  recovered_solvent: { unit: unitOf('kg'), about: 'Evaporated solvent that returns to use' },
  emitted_solvent: { unit: unitOf('kg'), about: 'Evaporated solvent that does not return to use' },
  air_solvent: { unit: unitOf('kg'), about: 'Of the solvent emitted, what leaves to the air' },
  unused_solvent: { unit: unitOf('kg'), about: 'Of the solvent emitted, what is recovered and not used again' },
  disposed_solvent: { unit: unitOf('kg'), about: 'Of the solvent emitted, what leaves otherwise: burnt, or as waste' },
  residual_solvent: { unit: unitOf('kg'), about: 'Solvent left in the product' },
  process_solvent: { unit: unitOf('kg'), about: 'Solvent put to use, bought or recovered' },
  scrap_solvent: { unit: unitOf('kg'), about: 'Solvent that leaves in scrap' },
  electricity: { unit: unitOf('kWh'), about: 'Electricity used' },
  heat: { unit: unitOf('kWh'), about: 'Heat used' },
  labour: { unit: unitOf('h'), about: 'Working hours' },
  floor: { unit: unitOf('m^2'), about: 'Floor space of the route' },
  scrap: { unit: unitOf('kg'), about: 'Scrap that leaves the route' },
  co2e: { unit: unitOf('kg'), about: 'Greenhouse gases, as CO2 equivalents' },
  area_yield: { unit: unitOf('1'), about: 'Product of the area yields, elongation left out' },
}

/** A flow's own accumulation; those of upstream flows are added by the route at its demand. */
export interface Accumulations {
  readonly found: ReadonlyMap<Accumulation, Node>
  readonly gases: Gases
}

/** What one flow accumulates by the tags of its ports and equations, per functional unit of its own. */
export function accumulate(
  scope: FlowScope,
  purchases: readonly Purchase[],
  madeInHouse: ReadonlySet<string>,
): Accumulations {
  const { bench, flow } = scope
  const { graph } = bench.system
  const tagged = (tag: string): Tagged[] =>
    bench.tagged.filter((entry) => entry.flow === flow.prefix && entry.tag === tag)
  const solvents = componentsNamed(flow.roles, 'solvent')
  const outlets = (tag: string, key: 'solvent' | 'mass', only?: 'connected' | 'unconnected'): Node =>
    graph.sum(
      [...flow.steps.values()].flatMap((step) =>
        [...step.ports.values()]
          .filter(
            (amounts) =>
              amounts.port.countsAs === tag &&
              (only === undefined ||
                scope.connected.has(`${step.base}.${amounts.port.name}`) === (only === 'connected')),
          )
          .map((amounts) => scope.scopeOf(step).inside([amounts.port.name, key], new Map()) ?? graph.zero),
      ),
    )
  const surplus = graph.sum(
    purchases
      .filter(({ component }) => solvents.includes(component))
      .map(({ step, component }) => {
        const variable = bench.system.find(`${flow.prefix}steps.${step}.surplus.${component}`)
        return variable === undefined ? graph.zero : bench.system.node(variable)
      }),
  )
  const evaporated = outlets('evaporated', 'solvent')
  const recovered = graph.subtract(outlets('recovered', 'solvent', 'connected'), surplus)
  const emitted = graph.subtract(evaporated, recovered)
  // vapour that nothing takes leaves to the air
  const air = graph.sum([
    outlets('emitted', 'solvent'),
    outlets('air', 'solvent'),
    outlets('evaporated', 'solvent', 'unconnected'),
  ])
  const unused = graph.add(outlets('recovered', 'solvent', 'unconnected'), surplus)
  // hours that a method pays for stand in place of the hours that machines run
  const paid = tagged('labour').filter((entry) => !entry.variable.name.includes('.uses.'))
  const fresh = graph.sum(
    purchases
      .filter(({ component }) => solvents.includes(component))
      .map(({ variable }) => bench.system.node(variable)),
  )
  const found = new Map<Accumulation, Node>([
    ['fresh_solvent', fresh],
    ['process_solvent', graph.add(fresh, recovered)],
    ['scrap_solvent', outlets('scrap', 'solvent', 'unconnected')],
    ['evaporated_solvent', evaporated],
    ['recovered_solvent', recovered],
    ['emitted_solvent', emitted],
    ['air_solvent', air],
    ['unused_solvent', unused],
    ['disposed_solvent', graph.binary(Operation.max, graph.zero, graph.subtract(emitted, graph.add(air, unused)))],
    ['residual_solvent', residual(scope, solvents)],
    // what a stream takes up is used again
    ['scrap', outlets('scrap', 'mass', 'unconnected')],
  ])
  // what nothing counts as is not known, which is not 0
  const figure = (name: Accumulation, entries: readonly Tagged[], join: (a: Node, b: Node) => Node): void => {
    const terms = entries.map((entry) => bench.system.node(entry.variable))
    if (terms.length > 0) found.set(name, graph.reduce(terms, join))
  }
  const plus = (a: Node, b: Node): Node => graph.add(a, b)
  figure('electricity', tagged('electricity'), plus)
  figure('heat', tagged('heat'), plus)
  figure('labour', paid.length > 0 ? paid : tagged('labour'), plus)
  figure('floor', tagged('floor'), plus)
  figure('area_yield', tagged('area_yield'), (a, b) => graph.multiply(a, b))
  const bought = purchases.filter(({ component }) => !madeInHouse.has(component))
  const gases = greenhouse(scope, bought, tagged('co2e'))
  if (gases.lacking.size === 0) found.set('co2e', graph.sum([...gases.sources.values()]))
  for (const name of gases.lacking) bench.withoutFactor.add(name)
  return { found, gases }
}

function residual(scope: FlowScope, solvents: readonly string[]): Node {
  const { system } = scope.bench
  const amounts = [...scope.flow.product.ports.values()].flatMap((port) =>
    solvents.map((solvent) => port.amounts.get(solvent)),
  )
  return system.graph.sum(amounts.filter((variable) => variable !== undefined).map((variable) => system.node(variable)))
}

/** Capacity, utilization and yield of each step, as variables beside the documents' own. */
export function emitFigures(scope: FlowScope): void {
  const { bench, flow } = scope
  const { system } = bench
  const { graph } = system
  const units = system.find(`${flow.prefix}plant.units_per_year`)
  const time = scope.plant.variable(scope, 'operating_time')
  const byStep = new Map<string, Map<string, Variable>>()
  for (const entry of bench.tagged) {
    if (entry.flow !== flow.prefix || entry.step === undefined) continue
    const tags = byStep.get(entry.step) ?? new Map<string, Variable>()
    if (!tags.has(entry.tag)) tags.set(entry.tag, entry.variable)
    byStep.set(entry.step, tags)
  }
  for (const step of flow.steps.values()) {
    const machines = byStep.get(step.name)?.get('machines')
    emitCount(scope, step.base, byStep.get(step.name)?.get('machines_bought') ?? machines)
    const availability = byStep.get(step.name)?.get('availability')
    const rate = system.find(`${step.base}.rate`)
    const own = system.find(`${step.base}.time_per_unit`)
    if (machines === undefined || rate === undefined || own === undefined || units === undefined || time === undefined)
      continue
    const running = graph.multiply(
      system.node(machines),
      availability === undefined ? graph.one : system.node(availability),
    )
    const capacity = graph.multiply(running, system.node(rate))
    const variable = bench.declare(`${step.base}.capacity`, undefined, {
      about: 'What all machines of the step can do in an operating hour, availability included',
    })
    bench.define(variable, capacity, 'machines * availability * rate')
    const needed = graph.multiply(system.node(units), system.node(own))
    const utilization = graph.binary(Operation.divide, needed, graph.multiply(running, system.node(time)))
    declareFigure(
      scope,
      `${step.base.slice(flow.prefix.length)}.utilization`,
      utilization,
      unitOf('%'),
      'Required over capacity',
      'plant.units_per_year * time_per_unit / (machines * availability * plant.operating_time)',
    ).dimension = PLAIN
  }
}

/** Machines over the most that their machine's figures hold for. */
function emitCount(scope: FlowScope, base: string, machines: Variable | undefined): void {
  const { bench, flow } = scope
  const { system } = bench
  const most = system.find(`${base}.machine.most_machines`)
  if (most === undefined || machines === undefined) return
  const { name, origin, text = '', dimension = PLAIN } = most
  if (dimension !== PLAIN && dimension !== ANY) {
    const facts = { name, found: dimensionText(dimension), wanted: 'a number of machines', text }
    bench.diagnostics.error('INPUT_DIMENSION', origin && spanOf(origin), facts)
    return
  }
  declareFigure(
    scope,
    `${base.slice(flow.prefix.length)}.machines_of_most`,
    system.graph.divide(system.node(machines), system.node(most)),
    unitOf('1'),
    'Machines over the most that may stand side by side',
    'machines / machine.most_machines',
  )
}
