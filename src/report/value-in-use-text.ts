import { type Diagnostic, sayingOf } from '../document/diagnostic.ts'
import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import type { Unit } from '../quantity/unit.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { InUse, ValueInUse } from '../study/value-in-use.ts'
import { csv } from './csv.ts'
import { flowJson, headText, numberIn, type Repeat, valueIn } from './study-head.ts'
import { PAGE_WIDTH, paragraph, table } from './table.ts'

/** One input of the grid, in base units, shown in its unit. */
export interface InUseAxis {
  readonly input: string
  readonly unit: Unit
  readonly values: readonly number[]
}

/** What was asked, and what was found at every place of the grid. */
export interface InUseStudy {
  readonly input: string
  readonly unit: Unit
  /** Where the input stands, in base units. */
  readonly now: number
  readonly output: StudyOutput
  /** The figure as the route stands, and what it is to be, in its unit. */
  readonly standing: number
  readonly target: number
  readonly axes: readonly InUseAxis[]
  readonly found: ValueInUse
  readonly result: Result
}

export function valueInUseText(study: InUseStudy, width: number = PAGE_WIDTH): string {
  const { input, unit, now, output, standing, target, found, result } = study
  const goal = `${formatNumber(target, 6)} ${output.unit.text}`
  const ofUnit = unit.text === '1' ? '' : ` ${unit.text}`
  const which = found.rises === undefined ? '' : found.rises ? 'highest ' : 'lowest '
  const what = `${result.flow}: the ${which}${input} at which ${output.name} is ${goal}`
  const stands = `now: ${input} = ${valueIn(now, unit, 6)}${ofUnit}, ${output.name} ${formatNumber(standing, 6)} ${output.unit.text}`
  return [
    `${headText(what, result, width)}\n${paragraph(stands, width)}`,
    grid(study, width),
    ...reasons(study, width),
  ].join('\n\n')
}

const headOf = ({ input, unit }: Pick<InUseAxis, 'input' | 'unit'>): string =>
  unit.text === '1' ? input : `${input}, ${unit.text}`

/** The first axis goes down, the second across. */
function grid({ input, unit, axes, found }: InUseStudy, width: number): string {
  const [down, across] = axes
  const cell = (i: number): string => cellText(found.cells[i] as InUse, unit)
  if (down === undefined) return table([{ head: headOf({ input, unit }), align: 'right' }], [[cell(0)]], width)
  if (across === undefined) {
    const rows = down.values.map((value, i) => [valueIn(value, down.unit), cell(i)])
    return table([{ head: headOf(down), align: 'right' }, { head: headOf({ input, unit }) }], rows, width)
  }
  const heads = across.values.map((value) => ({ head: valueIn(value, across.unit) }))
  const rows = down.values.map((value, i) => [
    valueIn(value, down.unit),
    ...across.values.map((_, j) => cell(i * across.values.length + j)),
  ])
  const above = `${headOf({ input, unit })}; down ${headOf(down)}, across ${headOf(across)}`
  return `${paragraph(above, width)}\n${table([{ head: '', align: 'right' }, ...heads], rows, width)}`
}

const cellText = (cell: InUse, unit: Unit): string =>
  'value' in cell
    ? `${valueIn(cell.value, unit)}${cell.isOneOfSeveral ? '*' : ''}`
    : cell.missed === 'at zero'
      ? 'none'
      : '-'

function reasons({ input, output, found: { cells } }: InUseStudy, width: number): string[] {
  const lines: string[] = []
  const zeros = cells.flatMap((cell) => ('figure' in cell ? [cell.figure] : []))
  if (zeros.length > 0)
    lines.push(
      `none: with ${input} at 0 ${output.name} is still ${formatNumber(Math.min(...zeros), 4)}${zeros.length > 1 ? ` to ${formatNumber(Math.max(...zeros), 4)}` : ''} ${output.unit.text}`,
    )
  if (cells.some((cell) => 'value' in cell && cell.isOneOfSeveral))
    lines.push(
      `*: ${output.name} passes the target more than once, or leaps past it; this is the outermost value: without --over and --output all are told`,
    )
  if (cells.some((cell) => 'missed' in cell && cell.missed === 'nowhere'))
    lines.push(`-: ${output.name} does not pass the target as ${input} changes`)
  const problems = cells.flatMap((cell) => ('problem' in cell && cell.problem !== undefined ? [cell.problem] : []))
  for (const what of new Set(problems.map((problem: Diagnostic) => sayingOf(problem).what))) lines.push(`-: ${what}`)
  return lines.length === 0 ? [] : [lines.map((line) => paragraph(line, width)).join('\n')]
}

function cellJson(cell: InUse, unit: Unit): Record<string, unknown> {
  if ('value' in cell) return { value: numberIn(cell.value, unit), one_of_several: cell.isOneOfSeveral }
  if (cell.missed === 'at zero') return { value: null, why: 'at zero', figure_at_zero: cell.figure }
  if (cell.missed === 'nowhere') return { value: null, why: 'nowhere' }
  return { value: null, why: cell.problem === undefined ? 'refused' : sayingOf(cell.problem).what }
}

/** The values of the axes at a place of the grid, in their units. */
function placeOf(axes: readonly InUseAxis[], at: number): number[] {
  const found: number[] = []
  let rest = at
  for (const { values, unit } of axes.toReversed()) {
    found.unshift(numberIn(values[rest % values.length] as number, unit))
    rest = Math.floor(rest / values.length)
  }
  return found
}

export function valueInUseJson(study: InUseStudy, repeat: Repeat): Record<string, unknown> {
  const { input, unit, now, output, standing, target, axes, found, result } = study
  return {
    study: 'value-in-use',
    ...flowJson(result),
    input,
    unit: unit.text,
    now: numberIn(now, unit),
    output: output.name,
    output_unit: output.unit.text,
    base: standing,
    target,
    bound: found.rises === undefined ? null : found.rises ? 'highest' : 'lowest',
    over: axes.map((axis) => ({ input: axis.input, unit: axis.unit.text })),
    cells: found.cells.map((cell, i) => ({
      at: Object.fromEntries(placeOf(axes, i).map((value, j) => [axes[j]?.input, value])),
      ...cellJson(cell, unit),
    })),
    repeat,
  }
}

export function valueInUseCsv({ input, unit, output, target, axes, found, result }: InUseStudy): string {
  const heads = [...axes.map(headOf), headOf({ input, unit }), 'output', 'output_unit', 'target', 'flow', 'problem']
  const rows = found.cells.map((cell, i) => {
    const { value, why } = cellJson(cell, unit)
    return [
      ...placeOf(axes, i),
      value as number | null,
      output.name,
      output.unit.text,
      target,
      result.flow,
      (why as string | undefined) ?? null,
    ]
  })
  return csv(heads, rows)
}
