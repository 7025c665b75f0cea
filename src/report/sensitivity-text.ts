import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { Sensitivity, SensitivityAsked } from '../study/sensitivity.ts'
import type { MorrisMeasures } from '../study/statistics/morris.ts'
import type { RankMeasures } from '../study/statistics/rank-regression.ts'
import type { SobolIndex, SobolIndices } from '../study/statistics/sobol-indices.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { regressionWords } from './sensitivity-words.ts'
import { headingOf, headText, refusedText } from './study-head.ts'
import { PAGE_WIDTH, paragraph, table } from './table.ts'

/** A sensitivity study with what it was asked. */
export interface SensitivityStudy {
  readonly asked: SensitivityAsked
  readonly found: Sensitivity
  readonly inputs: readonly Uncertain[]
  readonly idle: readonly string[]
  /** Columns of a given design that are no inputs. */
  readonly passedOver: readonly string[]
  readonly output: StudyOutput
  readonly result: Result
  readonly file: string | undefined
}

/** Rows that are printed; `--json` and `--csv` have all. */
const SHOWN = 20
const OTHERS = 8

export function sensitivityText(study: SensitivityStudy, width: number = PAGE_WIDTH): string {
  const { found, asked, output, result, idle, file, passedOver } = study
  const head = headText(`${result.flow}: what moves ${output.name} per ${result.basis}`, result, width)
  const from = file === undefined ? `seed ${asked.seed}` : `points of ${file}`
  const body = bodyOf(study, width)
  return [
    `${head}\n${paragraph(`${HOW[asked.estimator](study)}; ${from}; figures in ${output.unit.text}`, width)}`,
    ...body,
    ...(idle.length === 0 ? [] : [paragraph(`without effect in their ranges: ${shortened(idle)}`, width)]),
    ...(passedOver.length === 0
      ? []
      : [paragraph(`columns passed over, which are no inputs that vary: ${passedOver.join(', ')}`, width)]),
    ...refusedText(found.refused, found.rows, width),
  ].join('\n\n')
}

const shortened = (names: readonly string[]): string =>
  `${names.slice(0, OTHERS).join(', ')}${names.length > OTHERS ? `, … (${names.length} in all)` : ''}`

const HOW: Readonly<Record<SensitivityAsked['estimator'], (study: SensitivityStudy) => string>> = {
  sobol: ({ found }) =>
    `Sobol indices of ${found.groups.length} ${found.groups.some(({ members }) => members.length > 1) ? 'groups' : 'inputs'} from ${found.rows} scenarios`,
  morris: ({ found, inputs }) => `elementary effects of ${inputs.length} inputs from ${found.rows} scenarios`,
  'rank-regression': ({ found, inputs }) => `rank regression on ${inputs.length} inputs over ${found.rows} scenarios`,
}

function bodyOf({ found: { found, groups }, inputs, asked, output }: SensitivityStudy, width: number): string[] {
  if (found.estimator === 'sobol') {
    return 'reason' in found.indices
      ? []
      : sobolTables(
          found.indices,
          groups.map(({ name }) => name),
          asked.confidence,
          output,
          width,
        )
  }
  const names = inputs.map(({ name }) => name)
  if (found.estimator === 'morris')
    return 'reason' in found.screening ? [] : [morrisTable(found.screening.factors, names, width)]
  return 'reason' in found.measures ? [] : rankTables(found.measures, names, width)
}

const by = (size: (i: number) => number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => i).sort((a, b) => size(b) - size(a) || a - b)

/** Not -0.000. */
const share = (value: number): string => (Math.abs(value) < 0.0005 ? 0 : value).toFixed(3)
const between = ({ interval }: SobolIndex): string =>
  interval === undefined ? '-' : `${share(interval.low)} to ${share(interval.high)}`

function sobolTables(
  found: SobolIndices,
  names: readonly string[],
  confidence: number,
  output: StudyOutput,
  width: number,
): string[] {
  const { first, total, second } = found
  const order = by((i) => total[i]?.value ?? 0, names.length)
  const shown = order.slice(0, SHOWN)
  const level = `${formatNumber(confidence * 100, 4)} %`
  const rows = shown.map((i) => {
    const [own, all] = [first[i], total[i]] as [SobolIndex, SobolIndex]
    return [names[i] as string, share(own.value), between(own), share(all.value), between(all)]
  })
  const sum = first.reduce((all, one) => all + one.value, 0)
  // half the width of an interval at 95 % is two standard errors
  const halves = first.map(({ interval }) => (interval === undefined ? 0 : (interval.high - interval.low) / 4))
  const error = Math.sqrt(halves.reduce((all, half) => all + half * half, 0))
  const mean = `${headingOf(output)}: mean ${formatNumber(found.mean, 5)}, standard deviation ${formatNumber(Math.sqrt(found.variance), 4)}`
  const rest = order.length - shown.length
  const parts = [
    paragraph(mean, width),
    table(
      [{ head: 'input', align: 'left' }, { head: 'first' }, { head: level }, { head: 'total' }, { head: level }],
      rows,
      width,
    ),
    paragraph(
      `first: the part of the variance that the input brings by itself; total: with all that it does together with others. Both are estimates with the scatter of the sample: a first below 0 or above its total is none. The first-order parts add up to ${share(sum)}, within ${formatNumber(2 * error, 2)} or so.`,
      width,
      '',
    ),
  ]
  if (rest > 0) parts.push(`${rest} more bring less; --json and --csv have all`)
  if (second !== undefined) {
    const pairs = [...second].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, SHOWN)
    const lines = pairs.map((one) => [
      `${names[one.pair[0]]} and ${names[one.pair[1]]}`,
      share(one.value),
      between(one),
    ])
    parts.push(table([{ head: 'together', align: 'left' }, { head: 'second' }, { head: level }], lines, width))
  }
  return parts
}

function morrisTable(factors: readonly MorrisMeasures[], names: readonly string[], width: number): string {
  const number = (value: number | undefined): string => (value === undefined ? '-' : formatNumber(value, 4))
  const rows = by((i) => factors[i]?.muStar ?? 0, names.length)
    .slice(0, SHOWN)
    .map((i) => {
      const { mu, muStar, sigma, standardError } = factors[i] as MorrisMeasures
      return [names[i] as string, number(muStar), number(standardError), number(mu), number(sigma)]
    })
  const heads = ['mu*', 'error', 'mu', 'sigma'].map((head) => ({ head }))
  const note =
    'mu*: mean size of the effects; mu: their mean; sigma: how far they differ from place to place, 0 for a straight line without interaction'
  return `${table([{ head: 'input', align: 'left' }, ...heads], rows, width)}\n\n${paragraph(note, width, '')}`
}

function rankTables({ spearman, regression }: RankMeasures, names: readonly string[], width: number): string[] {
  const isRefused = 'reason' in regression
  const number = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3))
  const size = (i: number): number => Math.abs((isRefused ? spearman[i] : regression.coefficients[i]) ?? 0)
  const rows = by(size, names.length)
    .slice(0, SHOWN)
    .map((i) => [
      names[i] as string,
      ...(isRefused ? [] : [number(regression.coefficients[i]), number(regression.partial[i])]),
      number(spearman[i]),
    ])
  const heads = [...(isRefused ? [] : ['coefficient', 'partial']), 'Spearman'].map((head) => ({ head }))
  const fit = isRefused
    ? `no regression: ${regressionWords(regression.reason, names)}`
    : `the ranks of the inputs tell ${(100 * regression.rSquared).toFixed(1)} % of the variance of the ranks of the figure`
  return [table([{ head: 'input', align: 'left' }, ...heads], rows, width), paragraph(fit, width)]
}
