import { resultOf } from '../evaluation/result.ts'
import { runJson } from '../report/run-json.ts'
import { runText } from '../report/run-text.ts'
import { type CostingOptions, costFlow, Failure } from './costing.ts'

/** `fabroute run FLOW…`: cost, throughput, solvent use and yield per functional unit. */
export function runCommand(flows: readonly string[], options: CostingOptions): void {
  const results = []
  let failed: Failure | undefined
  for (const flow of flows) {
    try {
      const { evaluation, warnings } = costFlow(flow, options)
      results.push(resultOf(evaluation, warnings))
    } catch (error) {
      // the other flows' problems are told as well
      if (!(error instanceof Failure)) throw error
      failed = error
    }
  }
  if (failed !== undefined) throw failed
  if (options.json === true) {
    const documents = results.map(runJson)
    process.stdout.write(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, undefined, 2)}\n`)
  } else {
    process.stdout.write(`${results.map(runText).join('\n\n\n')}\n`)
  }
}
