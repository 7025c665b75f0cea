import type { Node } from '../../equation/graph.ts'
import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Result } from '../../evaluation/result.ts'
import { unitsPerRouteUnit } from '../../evaluation/step-solvent.ts'
import type { Flow, PortAmounts } from '../../flow/model.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../../quantity/unit.ts'
import type { ComponentAmount, CostPart, FigurePlace } from './network-data.ts'

const KILOGRAM = readUnit('kg') as Unit

/** Figures that are asked for beside their values, as nodes of the route's equations with the unit they are told in. */
export type FigureList = { readonly node: Node; readonly unit: Unit }[]

/** What an amount is multiplied by to be per functional unit of the route; the node of it where figures are listed. */
export interface Scale {
  readonly value: number
  readonly node: Node | undefined
  readonly list: FigureList | undefined
}

/** One flow of a model with what its amounts are multiplied by. */
export interface Reading {
  readonly evaluation: Evaluation
  readonly result: Result
  readonly flow: Flow
  readonly units: Scale
  readonly connected: ReadonlySet<string>
  readonly costs: ReadonlyMap<string, readonly CostPart[]>
  readonly bought: ReadonlySet<string>
}

export function keyOf(flow: Pick<Flow, 'makes'>, step: string): string {
  return flow.makes === undefined ? step : `supply.${flow.makes}.${step}`
}

/** Amounts as they are. */
export const asTheyAre = (list: FigureList | undefined): Scale => ({ value: 1, node: undefined, list })

/** Functional units of a flow for one of the route. */
export function unitsOf(evaluation: Evaluation, flow: Flow, list: FigureList | undefined): Scale {
  const value = unitsPerRouteUnit(evaluation, flow)
  if (list === undefined || flow.makes === undefined) return { value, node: undefined, list }
  const { system } = evaluation.model.compiled
  const demand = system.find(`${flow.prefix}demand`)
  const basis = system.find(`${flow.prefix}product.basis`)
  if (demand === undefined) return { value, node: system.graph.zero, list }
  const node = basis === undefined ? system.node(demand) : system.graph.divide(system.node(demand), system.node(basis))
  return { value, node, list }
}

/** A part of what a scale stands for, by the variable that states it. */
export function partOf(evaluation: Evaluation, units: Scale, share: Variable | undefined): Scale {
  if (share === undefined) return units
  const { system } = evaluation.model.compiled
  const node = system.node(share)
  return {
    value: units.value * evaluation.value(share).toNumber(),
    node: units.node === undefined ? node : system.graph.multiply(units.node, node),
    list: units.list,
  }
}

/** The place of a variable, times a scale, among the figures that are listed. */
export function listed(evaluation: Evaluation, variable: Variable, unit: Unit, units: Scale): FigurePlace | undefined {
  const { list, node } = units
  if (list === undefined) return undefined
  const { system } = evaluation.model.compiled
  const own = system.node(variable)
  list.push({ node: node === undefined ? own : system.graph.multiply(own, node), unit })
  return { place: list.length - 1, times: 1 }
}

/** What a port carries, component by component. */
export function partsOf(
  evaluation: Evaluation,
  flow: Flow,
  { components, amounts }: PortAmounts,
  units: Scale,
): ComponentAmount[] {
  return components.flatMap((component) => {
    const variable = amounts.get(component)
    return variable === undefined ? [] : [amountOf(evaluation, flow, component, variable, units)]
  })
}

export function amountOf(
  evaluation: Evaluation,
  flow: Flow,
  component: string,
  variable: Variable,
  units: Scale,
): ComponentAmount {
  const unit = variable.unit ?? displayUnit(variable.dimension ?? 0)
  const amount = fromBase(evaluation.value(variable), unit).toNumber() * units.value + 0
  const isMass = variable.dimension === KILOGRAM.dimension
  const kilograms = isMass ? unit.factor.dividedBy(KILOGRAM.factor).toNumber() : null
  const figure = listed(evaluation, variable, unit, units)
  return {
    component,
    role: flow.roles.get(component) ?? 'additive',
    mass: kilograms === null ? null : amount * kilograms,
    amount,
    unit: unit.text,
    kilograms,
    ...(figure && { figure }),
  }
}
