import { Diagnostics } from '../document/diagnostic.ts'
import { branchesAt, nearest } from '../document/nearest.ts'
import { explain } from '../evaluation/explain.ts'
import { figureNamed } from '../evaluation/figure.ts'
import { explainText } from '../report/explain-text.ts'
import { type CostingOptions, costFlow, EXIT, Failure, printDiagnostics } from './costing.ts'
import { printData } from './output.ts'

/** As many digits as a float64 can tell apart. */
const ALL_DIGITS = 17

/** `fabroute explain FLOW VARIABLE`: the derivation with values, units, places and sources. */
export function explainCommand(flow: string, name: string, options: CostingOptions & { readonly depth: number }): void {
  const { model, evaluation } = costFlow(flow, options)
  const { system } = model.compiled
  const figure = figureNamed(model, name)
  if (figure === undefined) {
    const diagnostics = new Diagnostics()
    const known = [...system.names()]
    diagnostics.error('VARIABLE_UNKNOWN', undefined, { name, near: nearest(name, known), ...branchesAt(name, known) })
    printDiagnostics(diagnostics.list, () => undefined)
    throw new Failure(EXIT.input)
  }
  const derivation = explain(evaluation, figure, options.depth, options.json === true ? ALL_DIGITS : undefined)
  const text = options.json === true ? JSON.stringify(derivation, undefined, 2) : explainText(derivation)
  printData(text)
}
