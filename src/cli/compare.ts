import { compareCsv, compareJson } from '../report/compare-json.ts'
import { compareText } from '../report/compare-text.ts'
import { compare } from '../study/compare.ts'
import { askOfEach, type CostingOptions, checkComparable, forEachFlow, refuse, resultOfAsked } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'

/** `fabroute compare FLOW FLOW…`: side by side, and where the difference comes from. */
export function compareCommand(flows: readonly string[], options: CostingOptions & { readonly csv?: boolean }): void {
  if (flows.length < 2) refuse('ONE_FLOW', { command: 'compare' })
  const results = forEachFlow(askOfEach(flows, options), resultOfAsked)
  checkComparable(results.map(({ flow, basis }) => ({ name: flow, basis })))
  const comparison = compare(results)
  if (options.json === true) printJson(compareJson(comparison))
  else printData(options.csv === true ? compareCsv(comparison) : compareText(comparison, terminalWidth()))
}
