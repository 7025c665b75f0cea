import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { fromBase, type Unit } from '../quantity/unit.ts'
import type { Optimum } from '../study/optimize.ts'
import type { SearchedInput } from '../study/optimize-field.ts'
import type { StudyOutput } from '../study/outputs.ts'
import { notesOf, type OptimizeTold, objectiveOf } from './optimize-words.ts'
import { headingOf, headText, refusedText } from './study-head.ts'
import { PAGE_WIDTH, paragraph, table } from './table.ts'

/** Significant digits of inputs and figures. */
const DIGITS = 6

/** The optimum beside the base case, or the front of two figures, with what is to be known of it. */
export function optimizeText(told: OptimizeTold, width: number = PAGE_WIDTH): string {
  const { found, question, result } = told
  const { name } = objectiveOf(told)
  const best = question.goal.sign === 1 ? 'least' : 'greatest'
  const other = question.against && told.outputs[question.against.output]
  const what =
    other === undefined
      ? `${result.flow}: ${best} ${name} per ${result.basis}`
      : `${result.flow}: ${name} against ${other.name} per ${result.basis}`
  const head = headText(what, result, width)
  const subject = question.constraints.map(({ text }) => text).join('; ')
  const parts = [
    subject === '' ? head : `${head}\n${paragraph(`subject to ${subject}`, width)}`,
    ...(found.front === undefined
      ? [inputTable(told, width), figureTable(told, width)]
      : [frontTable(told, found.front, width)]),
    ...notes(told, width),
    ...refusedText(found.refused, found.looked, width),
  ]
  return parts.join('\n\n')
}

const valueIn = (value: Decimal, unit: Unit): string => formatNumber(fromBase(value, unit), DIGITS)
const inputHeading = ({ name, unit }: SearchedInput): string => (unit.text === '1' ? name : `${name}, ${unit.text}`)

function inputTable({ inputs, found }: OptimizeTold, width: number): string {
  return table(
    [{ head: 'input', align: 'left' }, { head: 'low' }, { head: 'high' }, { head: 'base' }, { head: 'optimum' }],
    inputs.map((input, i) => [
      inputHeading(input),
      ...[input.low, input.high, input.base, found.best.values[i] as Decimal].map((value) =>
        valueIn(value, input.unit),
      ),
    ]),
    width,
  )
}

function figureTable({ outputs, found }: OptimizeTold, width: number): string {
  return table(
    [{ head: 'figure', align: 'left' }, { head: 'base' }, { head: 'optimum' }, { head: 'change' }],
    outputs.map((output, i) => {
      const [base, best] = [found.base[i], found.best.figures[i] as number]
      return [
        headingOf(output),
        base === undefined ? '-' : formatNumber(base, DIGITS),
        formatNumber(best, DIGITS),
        base === undefined || base === 0 ? '-' : change((best - base) / Math.abs(base)),
      ]
    }),
    width,
  )
}

function change(share: number): string {
  const text = formatNumber(Number((100 * share).toFixed(1)), 5)
  return `${share > 0 && text !== '0' ? '+' : ''}${text} %`
}

function frontTable(
  { inputs, outputs, question, found }: OptimizeTold,
  front: NonNullable<Optimum['front']>,
  width: number,
): string {
  const shown = outputs.map((output, i) => ({ output, i })).slice(0, question.outputs.length)
  const points = [
    ...front.map(({ values, figures }, k) => ({
      name: String(k + 1),
      values,
      figures,
    })),
    { name: 'base', values: inputs.map(({ base }) => base), figures: found.base },
  ]
  return table(
    [
      { head: 'point', align: 'left' },
      ...shown.map(({ output }) => ({ head: headingOf(output) })),
      ...inputs.map((input) => ({ head: inputHeading(input) })),
    ],
    points.map(({ name, values, figures }) => [
      name,
      ...shown.map(({ i }: { output: StudyOutput; i: number }) =>
        figures[i] === undefined ? '-' : formatNumber(figures[i] as number, DIGITS),
      ),
      ...inputs.map((input, i) => valueIn(values[i] as Decimal, input.unit)),
    ]),
    width,
  )
}

function notes(told: OptimizeTold, width: number): string[] {
  const lines = notesOf(told).map((line) => paragraph(line, width))
  if (lines.length === 0) return []
  const { front } = told.found
  return [
    front === undefined
      ? lines.join('\n')
      : [`of ${objectiveOf(told).name} at its best, point 1:`, ...lines].join('\n'),
  ]
}
