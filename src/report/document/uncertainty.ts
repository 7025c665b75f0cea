import { formatNumber } from '../../quantity/format.ts'
import { RANKED } from '../../study/montecarlo.ts'
import type { Tornado, TornadoRow } from '../../study/tornado.ts'
import type { NotVaried } from '../../study/uncertain.ts'
import { histogram } from '../chart/histogram.ts'
import { tornadoChart } from '../chart/tornado.ts'
import { PAGE } from '../drawing/colours.ts'
import type { MonteCarlo, MonteCarloRoute } from '../montecarlo-json.ts'
import { refusedWords, valueIn } from '../study-head.ts'
import { type Block, columns, type Inline, paragraph, row, tableOf, type Words } from './blocks.ts'
import { thicknessCaveat } from './caveat.ts'
import type { Found, ReportRoute } from './found.ts'
import { scaleGroups } from './scale.ts'
import { costUnit, percentileOf } from './summary.ts'
import { counted, figure, grouped, listed, unitText } from './typography.ts'

const BARS = 12
const ROWS = 20
const OTHERS = 8

/** Inputs ranked by what their ranges do to the cost. */
export function tornadoBlocks(route: ReportRoute): Block[] {
  const { tornado: found, result } = route
  if (found === undefined || found.rows.length === 0) return [paragraph('No input states a range that moves the cost.')]
  const unit = costUnit(result)
  const rows = found.rows.slice(0, ROWS)
  const bars = found.rows.slice(0, BARS).map((one) => ({
    name: one.input.name,
    low: one.atLow ?? null,
    high: one.atHigh ?? null,
    lowLabel: endOf(one, one.low),
    highLabel: endOf(one, one.high),
  }))
  return [
    paragraph(
      'Each input is moved to both ends of its stated range by itself, all others as they stand: bounds of a uniform, triangular or PERT distribution, the 5th and 95th percentile of a normal or lognormal one.',
    ),
    {
      kind: 'figure',
      caption: `Cost of ${result.flow} at the ends of the ranges of its inputs, ${unit}`,
      picture: (id, width) =>
        tornadoChart({
          id,
          width,
          unit,
          title: 'Tornado of the cost',
          description: `The cost stands at ${figure(found.base)}. ${bars.map(({ name, low, high }) => `${name}: ${figure(low)} to ${figure(high)}`).join('; ')}`,
          base: found.base,
          rows: bars,
          colours: PAGE,
          background: false,
        }),
    },
    ...tableOf({
      caption: `What the ranges of the inputs do to the cost, ${unit}`,
      columns: [
        { head: 'Input', align: 'left' },
        ...['Low', 'High', 'Cost at low', 'Cost at high', 'Elasticity'].map((head) => ({
          head,
          align: 'right' as const,
        })),
      ],
      rows: rows.map((one) =>
        row(
          [{ code: one.input.name }],
          endOf(one, one.low),
          endOf(one, one.high),
          figure(one.atLow, 5),
          figure(one.atHigh, 5),
          one.elasticity === undefined ? '–' : grouped(formatNumber(one.elasticity, 3)),
        ),
      ),
      note: `The cost stands at ${figure(found.base, 6)}. Elasticity: relative change of the cost over that of the input, where it stands.`,
    }),
    ...notesOf(found, route.left),
  ]
}

const endOf = ({ input }: TornadoRow, value: number): string => {
  const unit = unitText(input.unit.text)
  return grouped(valueIn(value, input.unit)) + (unit === '1' ? '' : `\u00a0${unit}`)
}

function notesOf(found: Tornado, left: readonly NotVaried[]): Block[] {
  const notes: Words[] = []
  const more = found.rows.length - ROWS
  if (more > 0) notes.push(`${counted(more, 'more input')} ${more === 1 ? 'moves' : 'move'} the cost less.`)
  const kinked = found.rows.slice(0, ROWS).filter(({ kinks }) => kinks.length > 0)
  if (kinked.length > 0)
    notes.push([
      'Between low and high the cost does not follow smoothly, by whole machines and other branches, for ',
      ...named(kinked.slice(0, OTHERS).map(({ input }) => [input.name, ''])),
      kinked.length > OTHERS ? ' and others.' : '.',
    ])
  if (found.without.length > 0)
    notes.push([
      'No range is stated for, by elasticity: ',
      ...named(found.without.slice(0, OTHERS).map(({ name, elasticity }) => [name, ` (${figure(elasticity, 2)})`])),
      found.without.length > OTHERS ? ' and others.' : '.',
    ])
  if (left.length > 0)
    notes.push(['Not varied, because they cannot be: ', ...named(left.map(({ name }) => [name, ''])), '.'])
  for (const one of found.refused.slice(0, 3))
    notes.push(`Left out: ${counted(one.count, 'end')}, because ${refusedWords(one)}.`)
  return notes.map((note) => paragraph(note))
}

/** Names as they are typed, each with what is said of it. */
const named = (all: readonly (readonly [string, string])[]): Inline[] =>
  all.flatMap(([name, said], i): Inline[] => [...(i === 0 ? [] : [', ']), { code: name }, said])

/** The distribution of the cost where every uncertain input varies; of several routes over the same draws. */
export function distributionBlocks({ monteCarlo }: Found, only?: string): Block[] {
  const routes = (monteCarlo?.routes ?? []).filter(({ result }) => only === undefined || result.flow === only)
  const drawn = routes.filter(({ summaries }) => (summaries[0]?.moments.count ?? 0) > 0)
  if (monteCarlo === undefined || drawn.length === 0)
    return [paragraph('No scenarios were drawn: no input states a range, or no scenario has a cost.')]
  return [
    paragraph(howDrawn(monteCarlo, drawn)),
    ...charts(drawn),
    ...outputs(drawn),
    ...refused(drawn, monteCarlo),
    ...decides(drawn, monteCarlo),
  ]
}

function howDrawn({ asked }: MonteCarlo, drawn: readonly MonteCarloRoute[]): string {
  const varied = drawn.map(({ result, inputs }) =>
    drawn.length === 1 ? counted(inputs.length, 'input') : `${counted(inputs.length, 'input')} of ${result.flow}`,
  )
  const together =
    drawn.length === 1
      ? ''
      : ' What is named alike in several routes stands in each scenario at the same quantile of the range that each route states for it.'
  const caveat = thicknessCaveat(drawn.map(({ result }) => result))
  return `${counted(asked.samples, 'scenario')}, drawn by a Latin hypercube with seed ${asked.seed}, vary ${listed(varied)} over their stated ranges, independently of each other except where one is computed from another.${together}${caveat}`
}

/** Costs further apart than so many times have charts of their own. */
const ONE_AXIS = 10

/** One chart, or several where the costs lie so far apart that one axis would show none of them. */
function charts(drawn: readonly MonteCarloRoute[]): Block[] {
  const shown = drawn.filter(({ summaries }) => summaries[0]?.isLevel === false && summaries[0].histogram !== undefined)
  const extents = shown.map((route) => [percentileOf(route, 0.05) ?? 0, percentileOf(route, 0.95) ?? 0] as const)
  const groups = scaleGroups(extents, ONE_AXIS)
  return groups.flatMap((group) =>
    chart(
      group.map((i) => shown[i] as MonteCarloRoute),
      groups.length > 1,
    ),
  )
}

function chart(shown: readonly MonteCarloRoute[], isPart: boolean): Block[] {
  const [first] = shown
  if (first === undefined) return []
  const unit = costUnit(first.result)
  const series = rebinned(shown)
  return [
    {
      kind: 'figure',
      caption: `Distribution of the cost${isPart ? ` of ${listed(shown.map(({ result }) => result.flow))}` : ''}, ${unit}`,
      picture: (id, width) =>
        histogram({
          id,
          width,
          unit,
          title: 'Distribution of the cost',
          description: shown
            .map(
              (route) =>
                `${route.result.flow}: 5th percentile ${figure(percentileOf(route, 0.05))}, median ${figure(percentileOf(route, 0.5))}, 95th percentile ${figure(percentileOf(route, 0.95))}`,
            )
            .join('; '),
          edges: series.edges,
          series: shown.map((route, i) => ({
            name: route.result.flow,
            counts: series.counts[i] as number[],
            p5: percentileOf(route, 0.05) as number,
            p50: percentileOf(route, 0.5) as number,
            p95: percentileOf(route, 0.95) as number,
            base: route.standing[0] as number,
          })),
          colours: PAGE,
          background: false,
        }),
    },
  ]
}

const MOST_BINS = 60

/** Counts of several histograms in bins that all have in common: each old bin's count is shared among those that it covers. */
function rebinned(routes: readonly MonteCarloRoute[]): { readonly edges: number[]; readonly counts: number[][] } {
  const found = routes.map(({ summaries }) => summaries[0]?.histogram).filter((one) => one !== undefined)
  const [low, high] = [Math.min(...found.map((one) => one.low)), Math.max(...found.map((one) => one.high))]
  const widths = found.map((one) => (one.high - one.low) / one.counts.length).filter((width) => width > 0)
  const finest = Math.min(...widths)
  const [only] = found
  const count =
    found.length === 1 && only !== undefined
      ? only.counts.length
      : Math.min(MOST_BINS, Math.max(1, Math.round((high - low) / finest)))
  const width = (high - low) / count
  const edges = Array.from({ length: count + 1 }, (_, i) => low + i * width)
  const counts = found.map((one) => {
    const own = (one.high - one.low) / one.counts.length
    return Array.from({ length: count }, (_, i) => {
      const [from, to] = [edges[i] as number, edges[i + 1] as number]
      if (found.length === 1) return one.counts[i] ?? 0
      return one.counts.reduce((sum, size, k) => {
        const [start, end] = [one.low + k * own, one.low + (k + 1) * own]
        const overlap = Math.min(to, end) - Math.max(from, start)
        return overlap > 0 && own > 0 ? sum + (size * overlap) / own : sum
      }, 0)
    })
  })
  return { edges, counts }
}

const SHOWN: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95]

function outputs(drawn: readonly MonteCarloRoute[]): Block[] {
  const several = drawn.length > 1
  return tableOf({
    caption: 'Figures over the scenarios',
    columns: columns(
      several ? 'Route and figure' : 'Figure',
      'As it stands',
      'Mean',
      'Standard deviation',
      ...SHOWN.map((part) => `${part * 100}\u00a0%`),
    ),
    rows: drawn.flatMap(({ result, outputs: read, summaries, standing }) => [
      ...(several ? [{ group: result.flow }] : []),
      ...read.map((output, i) => {
        const { moments, percentiles } = summaries[i] as (typeof summaries)[number]
        const unit = unitText(output.unit.text)
        return row(
          `${headingOf(output.name)}${unit === '1' ? '' : `, ${unit}`}`,
          figure(standing[i]),
          figure(moments.mean),
          figure(moments.standardDeviation, 3),
          ...SHOWN.map((part) => figure(percentiles.find(({ probability }) => probability === part)?.value)),
        )
      }),
    ]),
  })
}

/** Figures that studies read, as a table heads them. */
const FIGURES: Readonly<Record<string, string>> = {
  cost: 'Cost',
  'throughput.line_m2_per_h': 'Line',
  'throughput.line_per_h': 'Line',
  'solvent.fresh_kg': 'Solvent bought',
  'yield.area': 'Area yield',
  'membrane.asr_ohm_cm2': 'Area-specific resistance',
}

const headingOf = (name: string): string =>
  FIGURES[name] ?? (name.startsWith(YIELD) ? `Yield of ${name.slice(YIELD.length)}` : name)
const YIELD = 'yield.components.'

function refused(drawn: readonly MonteCarloRoute[], { asked }: MonteCarlo): Block[] {
  return drawn.flatMap(({ result, refused: all }) => {
    const sum = all.reduce((count, one) => count + one.count, 0)
    if (sum === 0) return []
    const reasons = all.slice(0, 3).map((one) => `${refusedWords(one)} (${figure(one.count)})`)
    return [
      paragraph(
        `${result.flow}: ${figure(sum)} of ${counted(asked.samples, 'scenario')} cannot be and are left out: ${reasons.join('; ')}.`,
      ),
    ]
  })
}

const DECIDING = 10

/** What the cost goes with. */
function decides(drawn: readonly MonteCarloRoute[], { asked }: MonteCarlo): Block[] {
  const count = Math.min(asked.samples, RANKED)
  return drawn.flatMap(({ result, decides: ranked }) =>
    tableOf({
      caption: `Inputs that the cost of ${result.flow} goes with most`,
      columns: columns('Input', 'Rank correlation'),
      rows: ranked
        .slice(0, DECIDING)
        .map(({ input, rank }) => row([{ code: input }], grouped(rank.toFixed(2).replace(/^-(?=0\.00$)/, '')))),
      note: `Spearman’s rank correlation over ${count < asked.samples ? `the first ${figure(count)}` : 'all'} scenarios; its sign says which way, and ${figure(2 / Math.sqrt(count), 1)} of it may be chance.`,
    }),
  )
}
