import { formatNumber } from '../quantity/format.ts'
import { type Correlate, type OutputSummary, type PairSummary, RANKED } from '../study/montecarlo.ts'
import type { StudyOutput } from '../study/outputs.ts'
import type { Histogram } from '../study/statistics/histogram.ts'
import type { Interval } from '../study/statistics/refused.ts'
import type { MonteCarlo, MonteCarloRoute } from './montecarlo-json.ts'
import { headingOf, headText, refusedText } from './study-head.ts'
import { PAGE_WIDTH, paragraph, table } from './table.ts'

const SAMPLERS: Readonly<Record<string, string>> = {
  random: 'random draws',
  'latin-hypercube': 'a Latin hypercube',
  sobol: 'scrambled Sobol points',
  'sobol-unscrambled': 'Sobol points as published',
}
const SHOWN: readonly number[] = [0.05, 0.5, 0.95]
/** Standard errors in half an interval of a mean at 95 %. */
const Z = 1.96
const BOUNDED: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95]
const BAR = 50
const DECIDING = 8

export function monteCarloText(found: MonteCarlo, width: number = PAGE_WIDTH): string {
  const [first] = found.routes as [MonteCarloRoute]
  const { samples, sampler, seed } = found.asked
  const varied = found.routes.map(({ inputs, result }) =>
    found.routes.length === 1
      ? `${inputs.length} ${inputs.length === 1 ? 'input varies' : 'inputs vary'}`
      : `${result.flow} ${inputs.length}`,
  )
  const how = `${samples} scenarios by ${SAMPLERS[sampler]}${sampler === 'sobol-unscrambled' ? '' : `, seed ${seed}`}; ${found.routes.length === 1 ? varied[0] : `inputs that vary: ${varied.join(', ')}`}`
  const together = found.asked.correlations.map(({ first: a, second: b, rank }) => `${a} and ${b} ${rank}`)
  const correlated = together.length === 0 ? '' : `; rank correlations: ${together.join(', ')}`
  const names = [...new Set(found.routes.flatMap(({ outputs }) => outputs.map(({ name }) => name)))]
  return [
    `${headText(`${found.routes.map(({ result }) => result.flow).join(', ')}: per ${first.result.basis}`, first.result, width)}\n${paragraph(`${how}${correlated}`, width)}`,
    distributions(found, names, width),
    ...found.routes.flatMap((route) => refusedText(route.refused, samples, width)),
    intervals(found, width),
    ...found.routes.flatMap((route) => chart(route)),
    ...settling(found, width),
    ...found.pairs.map((pair) => pairText(pair, found, width)),
    ...found.routes.flatMap((route) =>
      decidingText(`${route.result.flow}: ${first.outputs[0]?.name ?? ''} goes with`, route.decides, width),
    ),
    ...ranked(found, width),
    ...found.notes.map((note) => paragraph(note, width)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Rows are figures of one route, or routes by figure. */
function distributions({ routes }: MonteCarlo, names: readonly string[], width: number): string {
  const rows = names.flatMap((name) => {
    const own = routes.flatMap((route) => {
      const at = route.outputs.findIndex((output) => output.name === name)
      return at < 0
        ? []
        : [
            {
              route,
              output: route.outputs[at] as StudyOutput,
              found: route.summaries[at] as OutputSummary,
              base: route.standing[at] as number,
            },
          ]
    })
    const heading = headingOf(own[0]?.output as StudyOutput)
    if (routes.length === 1) return own.map((one) => [heading, ...figures(one.found, one.base)])
    return [
      [heading, ...SHOWN.map(() => ''), '', ''],
      ...own.map((one) => [`  ${one.route.result.flow}`, ...figures(one.found, one.base)]),
    ]
  })
  const columns = ['now', 'mean', ...SHOWN.map((share) => `${share * 100} %`)]
  return table([{ head: 'figure', align: 'left' }, ...columns.map((head) => ({ head }))], rows, width)
}

function figures({ moments, isLevel, percentiles }: OutputSummary, base: number): string[] {
  if (moments.count === 0) return [number(base), 'none', ...SHOWN.map(() => '')]
  if (isLevel) return [number(base), 'the same', 'in all', ...SHOWN.slice(1).map(() => '')]
  const shown = SHOWN.map((share) => percentiles.find(({ probability }) => probability === share)?.value)
  return [number(base), number(moments.mean), ...shown.map(number)]
}

const number = (value: number | undefined): string => (value === undefined ? '-' : formatNumber(value, 4))
const between = (interval: Interval | undefined): string =>
  interval === undefined ? 'too few' : `${formatNumber(interval.low, 5)} to ${formatNumber(interval.high, 5)}`

/** The first figure's percentiles with what the sample bounds them by. */
function intervals({ routes }: MonteCarlo, width: number): string {
  const told = routes.filter(({ summaries }) => summaries[0]?.isLevel === false)
  const [first] = told
  if (first === undefined) return ''
  const quantiles = BOUNDED.map((share) => [
    `${share * 100} %`,
    ...told.flatMap(({ summaries }) => {
      const percentile = summaries[0]?.percentiles.find(({ probability }) => probability === share)
      return [number(percentile?.value), between(percentile?.interval)]
    }),
  ])
  const means = told.flatMap(({ summaries }) => {
    const { mean, standardError: error } = (summaries[0] as OutputSummary).moments
    const isKnown = mean !== undefined && error !== undefined
    return [number(mean), isKnown ? between({ low: mean - Z * error, high: mean + Z * error }) : '-']
  })
  const deviations = told.flatMap(({ summaries }) => [number(summaries[0]?.moments.standardDeviation), ''])
  const rows = [['mean', ...means], ['standard deviation', ...deviations], ...quantiles]
  const heads = told.flatMap(({ result }) => [
    { head: told.length === 1 ? 'value' : result.flow },
    { head: '95 % interval' },
  ])
  return table([{ head: headingOf(first.outputs[0] as StudyOutput), align: 'left' }, ...heads], rows, width)
}

function chart({ summaries, outputs, result }: MonteCarloRoute): string[] {
  const found = summaries[0]?.histogram
  if (found === undefined || summaries[0]?.isLevel !== false) return []
  return [`${result.flow}: ${headingOf(outputs[0] as StudyOutput)}\n${histogramText(found)}`]
}

/** One line a bin, with the share of the scenarios in it. */
function histogramText({ low, high, counts, below, above, count }: Histogram): string {
  const most = Math.max(...counts, 1)
  const step = (high - low) / counts.length
  const edges = counts.map((_, i) => formatNumber(low + i * step, 4))
  const wide = Math.max(...edges.map((edge) => edge.length))
  const lines = counts.map((size, i) => {
    const bar = '#'.repeat(Math.round((size / most) * BAR))
    return `${(edges[i] as string).padStart(wide)} ${bar}`.trimEnd()
  })
  const share = (size: number): string => `${((100 * size) / count).toFixed(1)} %`
  return [
    ...lines,
    `below ${formatNumber(low, 4)}: ${share(below)}, above ${formatNumber(high, 4)}: ${share(above)}`,
  ].join('\n')
}

/** How the mean and the median come to rest. */
function settling({ routes, asked }: MonteCarlo, width: number): string[] {
  const [first] = routes
  const prefixes = first?.summaries[0]?.convergence ?? []
  if (prefixes.length < 2 || first?.summaries[0]?.isLevel !== false) return []
  const rows = prefixes.map(({ draws }, i) => [
    String(draws),
    ...routes.flatMap(({ summaries }) => {
      const prefix = summaries[0]?.convergence[i]
      const own = [number(prefix?.mean), number(prefix?.standardError)]
      return routes.length === 1 ? [...own, number(prefix?.median)] : own
    }),
  ])
  const heads = routes.flatMap(({ result }) => [
    { head: routes.length === 1 ? 'mean' : `${result.flow} mean` },
    { head: 'error' },
    ...(routes.length === 1 ? [{ head: 'median' }] : []),
  ])
  const note =
    asked.sampler === 'random'
      ? []
      : [paragraph('errors and intervals are those of random draws, which this sample improves on', width)]
  return [[table([{ head: 'first scenarios', align: 'right' }, ...heads], rows, width), ...note].join('\n')]
}

function pairText(
  { first, second, below, difference, decides }: PairSummary,
  { routes }: MonteCarlo,
  width: number,
): string {
  const [a, b] = [routes[first], routes[second]].map((route) => route?.result.flow ?? '') as [string, string]
  const output = routes[first]?.outputs[0] as StudyOutput
  if (below.probability === undefined) return `${a} and ${b} have no scenario in common`
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`
  const interval =
    below.interval === undefined ? '' : ` (${share(below.interval.low)} to ${share(below.interval.high)})`
  const ties = below.ties > 0 ? `, and the same in ${share(below.ties / below.count)}` : ''
  const less = `${a} has the lower ${output.name} in ${share(below.probability)} of the scenarios${interval}${ties}`
  const quantile = (probability: number): string =>
    number(difference.percentiles.find((percentile) => percentile.probability === probability)?.value)
  const over = `${b} less ${a}: ${quantile(0.05)} to ${quantile(0.95)} ${output.unit.text} (5 % to 95 %), median ${quantile(0.5)}`
  return [
    paragraph(less, width),
    paragraph(over, width),
    ...decidingText(`${b} less ${a} goes with`, decides, width),
  ].join('\n')
}

function decidingText(head: string, correlates: readonly Correlate[], width: number): string[] {
  if (correlates.length === 0) return []
  const shown = correlates.slice(0, DECIDING).map(({ input, rank }) => [input, rank.toFixed(2)])
  return [table([{ head, align: 'left' }, { head: 'rank correlation' }], shown, width)]
}

/** Rank correlations are told with what they rest on. */
function ranked({ asked: { samples } }: MonteCarlo, width: number): string[] {
  const count = Math.min(samples, RANKED)
  if (count < 3) return []
  const error = formatNumber(2 / Math.sqrt(count), 1)
  const of = count < samples ? `the first ${count} scenarios` : `${count} scenarios`
  return [paragraph(`rank correlations (Spearman) are of ${of}, within ${error} or so`, width)]
}
