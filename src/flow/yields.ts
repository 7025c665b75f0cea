import { readUnit, type Unit } from '../quantity/unit.ts'
import { declareFigure } from './declare-figure.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Purchase } from './market.ts'

/** kg in the product over kg bought or made, for the components of the product's composition. */
export function emitComponentYields(scope: FlowScope, purchases: readonly Purchase[]): void {
  const { bench, flow } = scope
  const { system } = bench
  const { graph } = system
  const port = [...flow.product.ports.values()][0]
  const wanted = [...flow.product.slots.values()].flatMap((slot) => [...slot.fractions.keys()])
  for (const component of wanted) {
    const amount = port?.amounts.get(component)
    if (amount === undefined) continue
    const bought = purchases
      .filter((purchase) => purchase.component === component)
      .map(({ variable }) => system.node(variable))
    const made = [...flow.steps.values()]
      .map((step) => system.find(`${step.base}.generated.${component}`))
      .filter((variable) => variable !== undefined)
    const whole = graph.sum([...bought, ...made.map((variable) => system.node(variable))])
    if (whole === graph.zero) continue
    declareFigure(
      scope,
      `yields.${component}`,
      graph.divide(system.node(amount), whole),
      readUnit('%') as Unit,
      `${component} in the product over ${component} bought or made`,
      'in product / bought or made',
    )
  }
}
