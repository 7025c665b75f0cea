import { compareCsv, compareJson } from '../report/compare-json.ts'
import { compareText } from '../report/compare-text.ts'
import { compare } from '../study/compare.ts'
import { askOfEach, type CostingOptions, EXIT, forEachFlow, refuse, resultOfAsked } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'

/** `fabroute compare FLOW FLOW…`: side by side, and where the difference comes from. */
export function compareCommand(flows: readonly string[], options: CostingOptions & { readonly csv?: boolean }): void {
  if (flows.length < 2) refuse('ONE_FLOW', { command: 'compare' })
  const results = forEachFlow(askOfEach(flows, options), resultOfAsked)
  const [first, ...others] = results as [(typeof results)[number], ...typeof results]
  for (const [i, result] of results.entries())
    if (results.findIndex(({ flow }) => flow === result.flow) !== i) refuse('FLOW_TWICE', { name: result.flow })
  const other = others.find(({ basis }) => basis !== first.basis)
  if (other !== undefined)
    refuse('BASES_DIFFER', { first: first.flow, a: first.basis, second: other.flow, b: other.basis }, EXIT.input)
  const comparison = compare(results)
  if (options.json === true) printJson(compareJson(comparison))
  else printData(options.csv === true ? compareCsv(comparison) : compareText(comparison, terminalWidth()))
}
