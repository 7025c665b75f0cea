import type { Variable } from '../equation/system.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'

const PER_ENERGY = readUnit('USD/kWh') as Unit
const PER_CONDUCTANCE = readUnit('USD/S') as Unit

/** The route's cost per energy of the cells that its product makes, and per conductance, where its product tells them. */
export function emitNormalised(route: FlowScope, cost: Variable): void {
  const { system, tagged } = route.bench
  const { graph } = system
  const figure = (tag: string): Variable | undefined =>
    tagged.find((entry) => entry.flow === '' && entry.step === 'product' && entry.tag === tag)?.variable
  const energy = figure('cell_energy')
  if (energy !== undefined) {
    const node = graph.divide(system.node(cost), system.node(energy))
    const about = 'Cost of the membrane per energy of cells'
    declareFigure(route, 'normalised.cost_per_kwh', node, PER_ENERGY, about, `${cost.name} / ${energy.name}`)
  }
  const [conductance, basis] = [figure('areal_conductance'), system.find('product.basis')]
  if (conductance !== undefined && basis !== undefined) {
    const area = graph.multiply(system.node(conductance), system.node(basis))
    const about = 'Cost of the membrane per conductance'
    const text = `${cost.name} / (${conductance.name} * product.basis)`
    declareFigure(
      route,
      'normalised.cost_per_siemens',
      graph.divide(system.node(cost), area),
      PER_CONDUCTANCE,
      about,
      text,
    )
  }
}
