import { type Node, Operation } from '../equation/graph.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { figureNamed, productFigure } from '../evaluation/figure.ts'
import { inCurrency } from '../evaluation/shown.ts'
import { type Dimension, divide, MONEY } from '../quantity/dimension.ts'
import { displayUnit, readUnit, type Unit } from '../quantity/unit.ts'

/** A figure that a study reads of every scenario. */
export interface StudyOutput {
  /** As it is asked for: a name of the output or of a variable. */
  readonly name: string
  readonly node: Node
  /** The unit it is told in, in the currency of the results. */
  readonly unit: Unit
}

/** Names that studies use for what a walk accumulates, and what stands for them. */
const COST = 'cost'
const LINE = /^throughput\.line(?:_m2)?_per_h$/

/** Cost of a membrane per mass of it. */
const COST_PER_MASS = 'cost_per_kg'

/** Units of names that the output states a unit in. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/_kg$/, 'kg'],
  [/_kwh$/, 'kWh'],
  [/_h$/, 'h'],
  [/_m2$/, 'm^2'],
  [/_um$/, 'um'],
  [/_ohm_cm2$/, 'ohm*cm^2'],
  [/_ms_per_cm$/, 'mS/cm'],
]

/** Four accumulations of a walk and, of a membrane, its resistance: what studies keep where nothing else is asked for. */
export function usualOutputs(evaluation: Evaluation): string[] {
  const { model } = evaluation
  const { system } = model.compiled
  const isWeb = [...model.route.product.template.ports.values()].some((port) => port.kind === 'web')
  const yields = [...system.names()]
    .filter((name) => name.startsWith('yields.'))
    .map((name) => name.replace('yields.', 'yield.components.'))
  const wanted = [
    COST,
    isWeb ? 'throughput.line_m2_per_h' : 'throughput.line_per_h',
    'solvent.fresh_kg',
    ...(system.find('accumulated.area_yield') === undefined ? yields.slice(0, 1) : ['yield.area']),
    'membrane.asr_ohm_cm2',
  ]
  return wanted.filter((name) => studyOutput(evaluation, name) !== undefined)
}

/** The figure of a name; undefined where the route has none of it. Nodes it needs are added to the graph: lay the model out after. */
export function studyOutput(evaluation: Evaluation, name: string): StudyOutput | undefined {
  const { model } = evaluation
  const { system } = model.compiled
  const { graph } = system
  const basis = system.find('product.basis')
  if (name === COST || name === 'cost.total') {
    const cost = system.node(model.cost)
    const node = basis === undefined ? cost : graph.binary(Operation.divide, cost, system.node(basis))
    return { name: COST, node, unit: inCurrency(displayUnit(divide(MONEY, basis?.dimension ?? 0)), model.money) }
  }
  if (name === COST_PER_MASS) return perMass(evaluation)
  if (LINE.test(name)) return lineOutput(evaluation, name)
  const figure = figureNamed(model, name)
  if (figure === undefined) return undefined
  if (!('members' in figure)) {
    if (figure.choices !== undefined) return undefined
    const unit = unitByName(name, figure.dimension) ?? figure.unit ?? displayUnit(figure.dimension ?? 0)
    return { name, node: system.node(figure), unit: inCurrency(unit, model.money) }
  }
  const [first] = figure.members
  const unit = unitByName(name, first?.dimension) ?? first?.unit ?? displayUnit(first?.dimension ?? 0)
  const node = graph.sum(figure.members.map((member) => system.node(member)))
  return { name, node, unit: inCurrency(unit, model.money) }
}

function unitByName(name: string, dimension: Dimension | undefined): Unit | undefined {
  const [, text] = BY_NAME.find(([pattern]) => pattern.test(name)) ?? []
  const unit = text === undefined ? undefined : (readUnit(text) as Unit)
  return unit?.dimension === dimension ? unit : undefined
}

/** Capacity of the line in good product: that of the step which can make the fewest functional units. */
function lineOutput({ model, value }: Evaluation, name: string): StudyOutput | undefined {
  const { system } = model.compiled
  const { graph } = system
  const basis = system.find('product.basis')
  const rated = [...model.route.steps.values()].flatMap(({ base }) => {
    const [capacity, load] = [system.find(`${base}.capacity`), system.find(`${base}.load`)]
    // a step without a rate, or with nothing to do, limits nothing
    if (capacity === undefined || load === undefined || !value(capacity).isFinite() || !value(load).gt(0)) return []
    return [graph.divide(system.node(capacity), system.node(load))]
  })
  if (rated.length === 0 || basis?.dimension === undefined) return undefined
  const least = graph.reduce(rated, (a, b) => graph.binary(Operation.min, a, b))
  const node = graph.multiply(least, system.node(basis))
  const unit = basis.unit ?? displayUnit(basis.dimension)
  const perHour = readUnit(unit.text === '1' ? '1/h' : `${unit.text}/h`)
  return 'problem' in perHour ? undefined : { name, node, unit: perHour }
}

function perMass(evaluation: Evaluation): StudyOutput | undefined {
  const { model } = evaluation
  const { system } = model.compiled
  const mass = productFigure(model, 'areal_mass')
  const cost = studyOutput(evaluation, COST)
  if (mass === undefined || cost === undefined) return undefined
  const node = system.graph.divide(cost.node, system.node(mass))
  return { name: COST_PER_MASS, node, unit: inCurrency(readUnit('USD/kg') as Unit, model.money) }
}
