import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Result } from '../../evaluation/result.ts'
import { inCurrency } from '../../evaluation/shown.ts'
import type { Model } from '../../flow/compile-flow.ts'
import type { Flow, Step } from '../../flow/model.ts'
import { textField } from '../../flow/price-book.ts'
import { amountsOf, endKey } from '../../flow/streams.ts'
import { displayUnit, readUnit, type Unit } from '../../quantity/unit.ts'
import type {
  ComponentAmount,
  CostPart,
  Entering,
  FigurePlace,
  Leaving,
  Network,
  NetworkGroup,
  NetworkStep,
} from './network-data.ts'
import { streamsOf, supplyStreams } from './network-streams.ts'
import {
  amountOf,
  asTheyAre,
  type FigureList,
  keyOf,
  listed,
  partsOf,
  type Reading,
  type Scale,
  unitsOf,
} from './reading.ts'
import { readable } from './wording.ts'

export type { Network } from './network-data.ts'

const ONE = readUnit('1') as Unit

/** Reads off an evaluated route what diagrams draw; a `list` is given each figure as a node as well, to be read anew with other inputs. */
export function networkOf(evaluation: Evaluation, result: Result, list?: FigureList): Network {
  const { model } = evaluation
  const costs = costsByStep(result)
  const bought = new Set(model.method.costs.filter((cost) => cost.for === 'purchase').map(({ category }) => category))
  const flows = [...supplyInOrder(model.supply), model.route]
  const readings = flows.map((flow) => ({
    evaluation,
    result,
    flow,
    units: unitsOf(evaluation, flow, list),
    connected: new Set(flow.streams.flatMap(({ from, to }) => [endKey(from), endKey(to)])),
    costs,
    bought,
  }))
  const steps = readings.flatMap((reading) => [...reading.flow.steps.values()].map((step) => stepOf(reading, step)))
  const own = readings.flatMap((reading) => streamsOf(reading))
  const supply = readings.flatMap((reading) => supplyStreams(reading, readings, steps))
  return {
    flow: result.flow,
    title: result.title,
    basis: result.basis,
    currency: result.currency,
    cost: result.ledger.total.toNumber(),
    categories: categoriesOf(model),
    productTitle: model.route.product.template.document.value.title ?? 'product',
    solvent: result.solvent,
    groups: readings.map(groupOf),
    steps,
    streams: [...own, ...supply],
  }
}

/** The categories of the route's method in the order in which it states them, then others of upstream flows. */
function categoriesOf({ method, ledger }: Model): string[] {
  return [...new Set([...method.categories, ...ledger.map(({ category }) => category)])]
}

/** A name as a heading. */
function spoken(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Upstream flows, each after those whose product it takes. */
function supplyInOrder(supply: ReadonlyMap<string, Flow>): Flow[] {
  const takes = (flow: Flow): string[] =>
    [...supply.keys()].filter((component) => component !== flow.makes && flow.roles.has(component))
  const done = new Set<string>()
  const ordered: Flow[] = []
  let waiting = [...supply.values()]
  while (waiting.length > 0) {
    const free = waiting.filter((flow) => takes(flow).every((component) => done.has(component)))
    // what takes of each other has no order
    const next = free.length > 0 ? free : waiting.slice(0, 1)
    for (const flow of next) done.add(flow.makes as string)
    ordered.push(...next)
    waiting = waiting.filter((flow) => !next.includes(flow))
  }
  return ordered
}

function costsByStep({ ledger }: Result): Map<string, CostPart[]> {
  const found = new Map<string, CostPart[]>()
  for (const { step, category, item, amount } of ledger.lines) {
    const list = found.get(step) ?? []
    list.push({ category, item, amount: amount.toNumber() })
    found.set(step, list)
  }
  return found
}

function groupOf({ evaluation, result, flow, units, costs }: Reading): NetworkGroup {
  const { makes } = flow
  const unitCost = makes === undefined ? undefined : result.supply.get(makes)
  const demand = evaluation.model.compiled.system.find(`${flow.prefix}demand`)
  return {
    makes,
    flow: flow.name,
    title: flow.document.value.title ?? flow.name,
    steps: [...flow.steps.keys()].map((name) => keyOf(flow, name)),
    demand:
      makes === undefined || demand === undefined || units.value === 0
        ? undefined
        : amountOf(evaluation, flow, makes, demand, asTheyAre(units.list)),
    unitCost: unitCost?.unitCost.isFinite()
      ? { amount: unitCost.unitCost.toNumber(), unit: unitCost.unit, ...unitCostFigure(evaluation, flow, units) }
      : undefined,
    costs: costs.get(keyOf(flow, 'plant')) ?? [],
  }
}

function stepOf(reading: Reading, step: Step): NetworkStep {
  const { evaluation, result, flow, units } = reading
  const { model } = evaluation
  const key = keyOf(flow, step.name)
  const { throughput, yields } = result
  const line = throughput.steps.get(key)
  const { machine, document } = step.template
  const entry = machine === undefined ? undefined : model.book.equipment.get(machine)
  const operation = document.value.title ?? step.template.name
  return {
    key,
    name: step.name,
    makes: flow.makes,
    title: flow.document.value.steps[step.name]?.title ?? spoken(step.name),
    operation,
    machine: entry === undefined ? machine : readable(textField(entry, 'title') ?? entry.name),
    machines: line?.machines ?? null,
    utilization: line?.utilization ?? null,
    // machines that are not rounded up are all sized to the output
    isBottleneck: !model.fractional && flow.makes === undefined && throughput.bottleneck === step.name,
    capacity:
      line === undefined || line.rate_per_h === null || line.unit === null
        ? undefined
        : { perHour: line.rate_per_h, unit: line.unit },
    yield: yields.steps.get(key) ?? null,
    ...yieldFigure(evaluation, flow, step, units),
    costs: reading.costs.get(key) ?? [],
    enters: entersOf(reading, step, key),
    leaves: leavesOf(reading, step),
    formed: reacted(reading, step, 'generated'),
    consumed: reacted(reading, step, 'consumed'),
  }
}

/** What a unit of an upstream product costs, among the figures that are listed. */
function unitCostFigure(
  evaluation: Evaluation,
  { prefix }: Flow,
  { list }: Scale,
): { readonly figure?: FigurePlace | undefined } {
  const { compiled, money } = evaluation.model
  const variable = compiled.system.find(`${prefix}unit_cost`)
  if (variable === undefined || list === undefined) return {}
  const unit = inCurrency(variable.unit ?? displayUnit(variable.dimension ?? 0), money)
  return { figure: listed(evaluation, variable, unit, asTheyAre(list)) }
}

/** The yield of a step, among the figures that are listed: of the web, where the step states both. */
function yieldFigure(
  evaluation: Evaluation,
  flow: Flow,
  step: Step,
  { list }: Scale,
): { readonly yieldFigure?: FigurePlace | undefined } {
  const of = (tag: string): Variable | undefined =>
    evaluation.model.tagged.findLast(
      (entry) => entry.tag === tag && entry.flow === flow.prefix && entry.step === step.name,
    )?.variable
  const variable = of('area_yield') ?? of('yield')
  if (variable === undefined || list === undefined) return {}
  return { yieldFigure: listed(evaluation, variable, ONE, asTheyAre(list)) }
}

function reacted({ evaluation, flow, units }: Reading, step: Step, side: 'generated' | 'consumed'): ComponentAmount[] {
  const { system } = evaluation.model.compiled
  return [...flow.roles.keys()].flatMap((component) => {
    const variable = system.find(`${step.base}.${side}.${component}`)
    return variable === undefined ? [] : [amountOf(evaluation, flow, component, variable, units)]
  })
}

function entersOf({ evaluation, flow, units, connected, costs, bought }: Reading, step: Step, key: string): Entering[] {
  const { system } = evaluation.model.compiled
  const { supply } = evaluation.model
  const lines = costs.get(key) ?? []
  const costOf = (component: string): number =>
    lines
      .filter(({ item, category }) => item === component && bought.has(category))
      .reduce((sum, { amount }) => sum + amount, 0)
  const purchased = [...flow.roles.keys()].flatMap((component): Entering[] => {
    const variable = system.find(`${step.base}.purchase.${component}`)
    if (variable === undefined) return []
    const made = supply.has(component)
    const amount = amountOf(evaluation, flow, component, variable, units)
    return [{ ...amount, kind: made ? 'made' : 'bought', cost: made ? 0 : costOf(component) }]
  })
  // what a flow feeds to a port that buys nothing has no price
  const feeds = flow.document.value.feeds ?? {}
  const fed = [...step.ports.values()]
    .filter(
      ({ port }) => !port.market && `${step.name}.${port.name}` in feeds && !connected.has(endKey({ step, port })),
    )
    .flatMap((amounts) => {
      const given = feeds[`${step.name}.${amounts.port.name}`] ?? {}
      return partsOf(evaluation, flow, amounts, units).filter(({ component }) => component in given)
    })
    .map((part): Entering => ({ ...part, kind: 'fed', cost: 0 }))
  return [...purchased, ...fed]
}

function leavesOf({ evaluation, flow, units, connected }: Reading, step: Step): Leaving[] {
  const { system } = evaluation.model.compiled
  const outlets = [...step.ports.values()]
    .filter(({ port }) => port.direction === 'out' && !connected.has(endKey({ step, port })))
    .map((amounts): Leaving => {
      const { name, countsAs = 'waste', disposal } = amounts.port
      return { port: name, tag: countsAs, disposal, parts: partsOf(evaluation, flow, amounts, units) }
    })
  // what streams bring to a market beyond its demand
  const arriving = flow.streams.filter(({ to }) => to.step === step && to.port.market)
  const brought = new Set(arriving.flatMap(({ from }) => amountsOf(from).components))
  const surplus = [...flow.roles.keys()].flatMap((component) => {
    const variable = system.find(`${step.base}.surplus.${component}`)
    if (variable === undefined || !brought.has(component)) return []
    return [amountOf(evaluation, flow, component, variable, units)]
  })
  if (surplus.length === 0) return outlets
  return [...outlets, { port: 'surplus', tag: 'unused', disposal: undefined, parts: surplus }]
}
