import { Diagnostics } from '../document/diagnostic.ts'
import { resultOf } from '../evaluation/result.ts'
import { compareCsv, compareJson } from '../report/compare-json.ts'
import { compareText } from '../report/compare-text.ts'
import { type Comparison, compare } from '../study/compare.ts'
import { askOfEach, type CostingOptions, checkComparable, conclude, costFlow, forEachFlow, refuse } from './costing.ts'
import { atEqual } from './equal.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { comparePairs } from './pairs.ts'

export interface CompareOptions extends CostingOptions {
  readonly csv?: boolean
  readonly equal?: string
}

/** `fabroute compare FLOW FLOW…`: side by side, and where the difference comes from. */
export function compareCommand(flows: readonly string[], options: CompareOptions): void {
  if (flows.length < 2) refuse('ONE_FLOW', { command: 'compare' })
  const each = askOfEach(flows, options)
  const { asked, equal } =
    options.equal === undefined ? { asked: each, equal: undefined } : atEqual(each, options.equal)
  const costed = forEachFlow(asked, (one) => {
    const { evaluation, warnings } = costFlow(one.flow, one.options)
    return { asked: one, evaluation, result: resultOf(evaluation, [...one.warnings, ...warnings]) }
  })
  const results = costed.map(({ result }) => result)
  checkComparable(results.map(({ flow, basis }) => ({ name: flow, basis })))
  const comparison = compare(results, equal, comparePairs(costed))
  warnOfTemperatures(comparison, options)
  if (options.json === true) printJson(compareJson(comparison))
  else printData(options.csv === true ? compareCsv(comparison) : compareText(comparison, terminalWidth()))
}

/** Conductivities rise with temperature: those of unlike temperatures do not compare. */
function warnOfTemperatures({ results, temperatures }: Comparison, options: CompareOptions): void {
  if (temperatures === undefined) return
  const diagnostics = new Diagnostics()
  const each = results.map(({ flow }, i) => ({ flow, celsius: temperatures[i] ?? null }))
  diagnostics.warn('TEMPERATURES_DIFFER', undefined, { each })
  conclude(diagnostics, options, () => undefined)
}
