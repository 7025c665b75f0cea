import { Diagnostics } from '../document/diagnostic.ts'
import { optionText } from '../document/span.ts'
import { sweepCsv, sweepJson } from '../report/sweep-json.ts'
import { sweepText } from '../report/sweep-text.ts'
import { sweep } from '../study/sweep.ts'
import { type Axis, readVary, type Vary } from '../study/vary.ts'
import {
  askOfEach,
  checkComparable,
  conclude,
  EXIT,
  Failure,
  forEachFlow,
  printDiagnostics,
  refuse,
} from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { type Opened, openSubject, refuseUnknown, type StudyOptions, tellOnce } from './studies.ts'

const MOST_AXES = 2
const MOST_POINTS = 10_000

/** `fabroute sweep FLOW… --vary P=LO..HI:N`: cost over one or two inputs, and where flows cross. */
export function sweepCommand(flows: readonly string[], options: StudyOptions): void {
  const varied = readAxes(options)
  const opened = forEachFlow(askOfEach(flows, options), (asked) => openSubject(asked.flow, asked.options, varied))
  const [first] = opened as [Opened, ...Opened[]]
  checkComparable(opened.map(({ subject, basis }) => ({ name: subject.name, basis })))
  const idle = new Diagnostics()
  for (const [i, { input }] of varied.entries()) {
    if (opened.every(({ standing }) => standing[i] === 'absent')) refuseUnknown(flows[0] as string, options, input)
    for (const { subject, standing } of opened) {
      const facts = { flow: subject.name, name: input, absent: standing[i] === 'absent' }
      if (standing[i] !== 'effective') idle.warn('VARY_WITHOUT_EFFECT', undefined, facts)
    }
  }
  conclude(idle, options, () => undefined)
  const found = sweep(
    opened.map(({ subject }) => subject),
    varied.map(({ axis }) => axis),
  )
  const warnings = found.points.flatMap(({ readings }) =>
    readings.flatMap((reading) => ('reached' in reading ? [...reading.reached.warnings] : [])),
  )
  const before = opened.flatMap((flow) => [...flow.warnings])
  tellOnce(warnings, before, options, first.subject.model)
  if (options.json === true) printJson(sweepJson(found))
  else printData(options.csv === true ? sweepCsv(found) : sweepText(found, terminalWidth()))
  if (found.first.every((result) => result === undefined)) throw new Failure(EXIT.noAnswer)
}

function readAxes(options: StudyOptions): (Vary & { readonly axis: Axis })[] {
  if (options.vary.length === 0) refuse('VARY_MISSING', { command: 'sweep' })
  if (options.vary.length > MOST_AXES) refuse('VARY_TOO_MANY', { count: options.vary.length, most: MOST_AXES })
  const diagnostics = new Diagnostics()
  const varied: (Vary & { readonly axis: Axis })[] = []
  for (const text of options.vary) {
    const read = readVary(text, diagnostics)
    if (read === undefined) continue
    const { axis, input } = read
    if (axis === undefined) diagnostics.error('VARY_WITHOUT_RANGE', undefined, { name: input })
    else if (varied.some((other) => other.input === input)) diagnostics.error('VARY_TWICE', undefined, { name: input })
    else varied.push({ ...read, axis })
  }
  const points = varied.reduce((product, { axis }) => product * axis.values.length, 1)
  if (points > MOST_POINTS) diagnostics.error('VARY_POINTS', undefined, { points, most: MOST_POINTS })
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.command)
  return varied
}
