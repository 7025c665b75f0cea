import { type Node, Operation } from '../equation/graph.ts'
import type { Variable } from '../equation/system.ts'
import { MASS } from '../quantity/dimension.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'
import { componentsNamed } from './model.ts'
import type { Tagged } from './workbench.ts'

/** What a plant holds, as variables `capacity.steps.STEP.FIGURE` and their sums; the names are those of the output. */
export const CAPACITY = {
  machines: { unit: readUnit('1') as Unit, about: 'Machines bought' },
  floor_m2: { unit: readUnit('m^2') as Unit, about: 'Floor' },
  operators: { unit: readUnit('1') as Unit, about: 'Operators of one shift: hours paid over operating hours' },
  power_kw: {
    unit: readUnit('kW') as Unit,
    about: 'Electricity of a year over its operating hours, that of rooms included',
  },
} as const
export type CapacityFigure = keyof typeof CAPACITY
export const CAPACITY_FIGURES = Object.keys(CAPACITY) as CapacityFigure[]

/** What belongs to no step stands under this name. */
export const BESIDE = 'plant'

/** Declares what each step of the route and of its upstream flows takes, and the sums: of the route, of each upstream flow, of all. */
export function emitCapacity(route: FlowScope, scopes: readonly FlowScope[]): void {
  const { graph } = route.bench.system
  const all = new Map<CapacityFigure, Node[]>()
  for (const scope of scopes) {
    const { flow } = scope
    const own = flow.makes === undefined ? '' : `supply.${flow.makes}.`
    const whole = flow.makes === undefined ? 'capacity.route' : `capacity.supply.${flow.makes}`
    const sums = new Map<CapacityFigure, Node[]>()
    const entries = byStepAndTag(scope)
    for (const step of [...flow.steps.keys(), undefined]) {
      for (const [figure, node] of figuresOf(scope, step, entries)) {
        const name = `capacity.steps.${own}${step ?? BESIDE}.${figure}`
        const { unit, about } = CAPACITY[figure]
        const variable = declareFigure(route, name, whereDemanded(scope, node), unit, about, TEXTS[figure])
        put(sums, figure, route.bench.system.node(variable))
      }
    }
    for (const [figure, nodes] of sums) {
      const variable = sumOf(route, `${whole}.${figure}`, figure, graph.sum(nodes))
      put(all, figure, route.bench.system.node(variable))
    }
  }
  for (const [figure, nodes] of all) sumOf(route, `capacity.plant.${figure}`, figure, graph.sum(nodes))
  emitElectrolyte(route)
}

/** Components of role electrolyte that the route's steps demand in a year beyond what arrives. */
function emitElectrolyte(route: FlowScope): void {
  const { bench, flow } = route
  const { system } = bench
  const { graph } = system
  const bought = [...flow.steps.values()].flatMap(({ base }) =>
    componentsNamed(flow.roles, 'electrolyte')
      .filter((component) => route.globals.measure(component).dimension === MASS)
      .map((component) => system.find(`${base}.purchase.${component}`))
      .filter((variable) => variable !== undefined),
  )
  const units = system.find('plant.units_per_year')
  if (bought.length === 0 || units === undefined) return
  const sum = graph.sum(bought.map((variable) => system.node(variable)))
  const about = 'Electrolyte that the route puts to use in a year, bought or made in house'
  const text = 'purchases of electrolyte * plant.units_per_year'
  declareFigure(route, ELECTROLYTE, graph.multiply(sum, system.node(units)), KILOGRAMS_A_YEAR, about, text)
}

export const ELECTROLYTE = 'capacity.plant.electrolyte_kg_per_year'
export const KILOGRAMS_A_YEAR: Unit = readUnit('kg/yr') as Unit

const TEXTS: Readonly<Record<CapacityFigure, string>> = {
  machines: 'what counts as machines',
  floor_m2: 'what counts as floor',
  operators: 'what counts as labour * plant.units_per_year / plant.operating_time',
  power_kw: 'what counts as electricity * plant.units_per_year / plant.operating_time',
}

function sumOf(route: FlowScope, name: string, figure: CapacityFigure, node: Node): Variable {
  const { unit, about } = CAPACITY[figure]
  return declareFigure(route, name, node, unit, `${about}, all together`, 'sum over the steps')
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

const isUse = ({ variable }: Tagged): boolean => variable.name.includes('.uses.')
/** There where the method pays for hours of any step. */
const PAID = '|paid'

/** What a flow tags, by `STEP|TAG`; what belongs to no step stands under `plant`. */
function byStepAndTag({ bench, flow }: FlowScope): Map<string, Tagged[]> {
  const found = new Map<string, Tagged[]>()
  for (const entry of bench.tagged) {
    if (entry.flow !== flow.prefix) continue
    const step = entry.step === undefined || entry.step === 'product' ? BESIDE : entry.step
    put(found, `${step}|${entry.tag}`, entry)
    if (entry.tag === 'labour' && !isUse(entry)) put(found, PAID, entry)
  }
  return found
}

/** What a step takes; without a step, what the flow has beside its steps. */
function figuresOf(
  scope: FlowScope,
  step: string | undefined,
  entries: ReadonlyMap<string, readonly Tagged[]>,
): Map<CapacityFigure, Node> {
  const { bench, flow } = scope
  const { system } = bench
  const { graph } = system
  const tagged = (tag: string): readonly Tagged[] => entries.get(`${step ?? BESIDE}|${tag}`) ?? []
  const found = new Map<CapacityFigure, Node>()
  const add = (figure: CapacityFigure, terms: readonly Tagged[], times?: Node): void => {
    if (terms.length === 0) return
    const sum = graph.sum(terms.map(({ variable }) => system.node(variable)))
    found.set(figure, times === undefined ? sum : graph.multiply(sum, times))
  }
  // a step without a rate has machines of no number
  const isRated = step !== undefined && system.find(`${flow.prefix}steps.${step}.capacity`) !== undefined
  const bought = tagged('machines_bought')
  if (isRated) add('machines', (bought.length > 0 ? bought : tagged('machines')).slice(0, 1))
  add('floor_m2', tagged('floor'))
  const units = system.find(`${flow.prefix}plant.units_per_year`)
  const time = scope.plant.variable(scope, 'operating_time')
  if (units === undefined || time === undefined) return found
  const inOperation = graph.divide(system.node(units), system.node(time))
  // hours that a method pays for stand in place of the hours that machines run
  const isPaid = entries.has(PAID)
  add(
    'operators',
    tagged('labour').filter((entry) => !isPaid || !isUse(entry)),
    inOperation,
  )
  add('power_kw', tagged('electricity'), inOperation)
  return found
}

/** An upstream flow that nothing demands takes nothing. */
function whereDemanded({ bench, flow }: FlowScope, node: Node): Node {
  if (flow.makes === undefined) return node
  const { graph } = bench.system
  const demand = bench.system.node(bench.system.find(`${flow.prefix}demand`) as Variable)
  return graph.ternary(Operation.choose, graph.binary(Operation.less, graph.zero, demand), node, graph.zero)
}
