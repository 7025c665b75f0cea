import { runJson } from '../report/run-json.ts'
import { runText } from '../report/run-text.ts'
import { askOfEach, type CostingOptions, forEachFlow, resultOfAsked } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'

/** `fabroute run FLOW…`: cost, throughput, solvent use and yield per functional unit. */
export function runCommand(flows: readonly string[], options: CostingOptions): void {
  const results = forEachFlow(askOfEach(flows, options), resultOfAsked)
  if (options.json === true) {
    const documents = results.map(runJson)
    printJson(documents.length === 1 ? documents[0] : documents)
  } else {
    const width = terminalWidth()
    printData(results.map((result) => runText(result, width)).join('\n\n\n'))
  }
}
