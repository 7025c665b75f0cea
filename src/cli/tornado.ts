import { tornadoCsv, tornadoJson, tornadoText } from '../report/tornado-text.ts'
import type { StudyOutput } from '../study/outputs.ts'
import { tornado } from '../study/tornado.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { repeatOf } from './repeat.ts'
import {
  type OpenedScenarios,
  openScenarios,
  refuseSeveralOutputs,
  type ScenarioOptions,
  uncertainOf,
} from './scenarios.ts'

/** `fabroute tornado FLOW`: inputs ranked by what their spread does to the cost, or another figure. */
export function tornadoCommand(flow: string, options: ScenarioOptions, words: readonly string[]): void {
  refuseSeveralOutputs(options)
  const [opened] = openScenarios([flow], options, () => ['cost']) as [OpenedScenarios]
  const { model, result } = opened
  const found = tornado(model, uncertainOf(opened, options))
  const output = model.outputs[0] as StudyOutput
  if (options.json === true) printJson(tornadoJson(found, output, result, repeatOf(words, [opened])))
  else if (options.csv === true) printData(tornadoCsv(found, output, result))
  else printData(tornadoText(found, output, result, terminalWidth()))
}
