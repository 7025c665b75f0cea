import { resultOf } from '../evaluation/result.ts'
import { dotText } from '../report/diagram/dot.ts'
import { flowDiagram } from '../report/diagram/flow-diagram.ts'
import { layOut } from '../report/diagram/layout.ts'
import { networkOf } from '../report/diagram/network.ts'
import { type SankeyOf, sankey } from '../report/diagram/sankey.ts'
import { PAPER } from '../report/drawing/colours.ts'
import { type CostingOptions, costFlow, refuse } from './costing.ts'
import { printData, printJson } from './output.ts'
import { checkOutput, writeOutput } from './output-file.ts'

export interface DiagramOptions extends CostingOptions {
  /** A file, or `-` for stdout. */
  readonly output: string
  readonly sankey?: SankeyOf
  readonly dot?: boolean
  readonly columns: number
}

/** `fabroute diagram FLOW -o FILE.svg`: the process flow, or what flows through it as a Sankey diagram. */
export function diagramCommand(flow: string, options: DiagramOptions): void {
  const { output } = options
  const isText = options.dot === true
  const endings = options.json === true ? ['.json'] : isText ? ['.dot', '.gv'] : ['.svg']
  if (output !== '-' && !endings.some((ending) => output.toLowerCase().endsWith(ending)))
    refuse('DIAGRAM_ENDING', { file: output, endings })
  checkOutput(output)
  const { evaluation, warnings } = costFlow(flow, options)
  const network = networkOf(evaluation, resultOf(evaluation, warnings))
  if (options.json === true && output === '-') {
    printJson(network)
    return
  }
  const text =
    options.json === true
      ? JSON.stringify(network, undefined, 2)
      : isText
        ? dotText(network)
        : options.sankey === undefined
          ? flowDiagram(network, layOut(network, options.columns), PAPER)
          : sankey(network, options.sankey, PAPER)
  if (output === '-') printData(text)
  else writeOutput(output, `${text}\n`)
}
