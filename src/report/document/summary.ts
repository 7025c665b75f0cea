import type { Result } from '../../evaluation/result.ts'
import type { StatementResult } from '../../evaluation/statements.ts'
import { moneyOf, perUnit } from '../figures.ts'
import type { MonteCarloRoute } from '../montecarlo-json.ts'
import { type Block, columns, type Inline, paragraph, row, type TableRow, tableOf, type Words } from './blocks.ts'
import { thicknessCaveat } from './caveat.ts'
import { type Found, limitingStep, type ReportRoute, weights } from './found.ts'
import { holdsUpstream, UPSTREAM } from './plant.ts'
import { capital, counted, figure, listed, prose, share, spoken, stepName, unitText, withUnit } from './typography.ts'

const NAMED = 3

/** The route's cost in a unit of its own: `USD/m²`. */
export const costUnit = (result: Result): string => unitText(`${result.currency}/${perUnit(result)}`)

/** What the draws of a route came to; undefined where none was drawn or all are alike. */
export function drawsOf({ monteCarlo }: Found, { result }: ReportRoute): MonteCarloRoute | undefined {
  const found = monteCarlo?.routes.find((route) => route.result.flow === result.flow)
  return (found?.summaries[0]?.moments.count ?? 0) > 0 ? found : undefined
}

/** A percentile of the cost over the draws. */
export function percentileOf(route: MonteCarloRoute | undefined, probability: number): number | undefined {
  return route?.summaries[0]?.percentiles.find((one) => one.probability === probability)?.value
}

export function summaryBlocks(found: Found): Block[] {
  const several = found.routes.length > 1
  return [
    ...(several ? verdict(found) : []),
    ...found.routes.map((route) => paragraph(inWords(found, route))),
    ...keyFigures(found),
  ]
}

/** Which of several routes costs least. */
function verdict({ routes, monteCarlo }: Found): Block[] {
  const ranked = [...routes].sort((a, b) => a.result.ledger.total.comparedTo(b.result.ledger.total))
  const [least] = ranked as [ReportRoute]
  const order = ranked.map(({ result }) => `${result.flow} at ${withUnit(result.ledger.total, costUnit(result))}`)
  const pairs = (monteCarlo?.pairs ?? []).flatMap(({ first, second, below }) => {
    const names = [first, second].map((at) => monteCarlo?.routes[at]?.result.flow ?? '')
    const { probability, ties, count } = below
    if (probability === undefined) return []
    const other = 1 - probability - ties / count
    const [cheap, dear, part] = other > probability ? [names[1], names[0], other] : [names[0], names[1], probability]
    return [`${cheap} costs less than ${dear} in ${share(part)} of the scenarios`]
  })
  const words = [
    `Of ${counted(routes.length, 'route')} ${least.result.flow} costs least as the documents stand: ${listed(order)}.`,
    ...(pairs.length === 0 ? [] : [`Where all vary together, ${listed(pairs)}.`]),
  ]
  return [paragraph(words.join(' ') + thicknessCaveat(routes.map(({ result }) => result)))]
}

/** One paragraph that says what the figures say. */
function inWords(found: Found, route: ReportRoute): Words {
  const { result, tornado } = route
  const { ledger, throughput, capacity, yields, annualOutput, basisUnit } = result
  const total = ledger.total
  const drawn = drawsOf(found, route)
  const [low, high] = [percentileOf(drawn, 0.05), percentileOf(drawn, 0.95)]
  const between =
    low === undefined || high === undefined || drawn?.summaries[0]?.isLevel === true
      ? ''
      : `; over the ranges of its inputs 90${'\u00a0'}% of the scenarios drawn lie between ${figure(low)} and ${withUnit(high, costUnit(result))}`
  const perEnergy = result.normalised?.cost_per_kwh
  const cell =
    perEnergy === null || perEnergy === undefined
      ? ''
      : `, or ${withUnit(perEnergy, `${result.currency}/kWh`)} of cells`
  const parts = total.isZero()
    ? []
    : [...ledger.by('category')]
        .filter(([, sum]) => sum.gt(0))
        .sort(([, a], [, b]) => b.comparedTo(a))
        .slice(0, NAMED)
        .map(([name, sum]) => `${spoken(name)} ${share(sum.dividedBy(total).toNumber())}`)
  const [item] = [...ledger.by('item')].sort(([, a], [, b]) => b.comparedTo(a))
  const machines = capacity.plant.machines
  const bottleneck = limitingStep(route)
  const used = bottleneck === null ? null : (throughput.steps.get(bottleneck)?.utilization ?? null)
  const next =
    throughput.nextBottleneck === null || throughput.slack === null
      ? ''
      : `; relieved, the line makes ${share(throughput.slack)} more, limited by ${stepName(throughput.nextBottleneck)}`
  const drivers = (tornado?.rows ?? []).slice(0, NAMED)
  const [heaviest] = [...weights(route.evaluation)]
    .filter(([name]) => route.evaluation.model.compiled.system.find(name)?.statement?.assumption !== undefined)
    .sort(([, a], [, b]) => b - a)
  const sentences = [
    `${capital(prose(result.title))} costs ${withUnit(total, costUnit(result))} (${moneyOf(result)})${cell}${between}.`,
    ...(between === '' ? [] : [`Of all scenarios ${share(belowBase(drawn))} cost less than the route as it stands.`]),
    ...(parts.length === 0
      ? []
      : [
          `The largest shares are ${listed(parts)}${item === undefined || !item[1].gt(0) ? '' : `; the largest item is ${spoken(item[0])} with ${share(item[1].dividedBy(total).toNumber())}`}.`,
        ]),
    `For ${withUnit(annualOutput, basisUnit, 6)} a year the plant holds ${machines === null ? 'its machines' : counted(machines, 'machine')}${capacity.plant.operators === null ? '' : ` and ${figure(capacity.plant.operators, 3)} operators a shift`}${route.evaluation.model.fractional && throughput.bottleneck !== null ? '; all are sized to the output, and none limits the line' : ''}${bottleneck === null ? '' : `; ${stepName(bottleneck)} limits the line${used === null ? '' : `, used to ${share(used)}`}${next}`}.`,
    ...(yields.area === null ? [] : [`Of the area that is begun ${share(yields.area)} ends in good product.`]),
  ]
  const driving = drivers.flatMap(({ input, atLow, atHigh }, i): Inline[] => [
    i === 0 ? '' : i === drivers.length - 1 ? ' and ' : ', ',
    { code: input.name },
    ` (${figure(atLow)} to ${figure(atHigh)})`,
  ])
  return [
    { strong: `${result.flow}. ` },
    `${sentences.join(' ')} `,
    ...(driving.length === 0
      ? []
      : ['Over their ranges the inputs that move the cost most are ', ...driving, `, in ${costUnit(result)}. `]),
    `Weighted by elasticity, ${share(result.provenance.cited)} of the cost rests on cited figures and ${share(result.provenance.assumed)} on assumptions`,
    ...(heaviest === undefined
      ? []
      : [', the heaviest of which is ', { code: heaviest[0] }, ` (${share(heaviest[1])})`]),
    '.',
    ...remarks(result).map((text) => ` ${text}`),
  ]
}

/** What a reader has to know before the figures are taken for those of the documents. */
function remarks({ changed, warnings }: Result): string[] {
  return [
    ...(changed.length === 0
      ? []
      : [
          `${counted(changed.length, 'input')} ${changed.length === 1 ? 'is' : 'are'} set to other than the documents state.`,
        ]),
    ...(warnings.length === 0
      ? []
      : [
          `The result comes with ${counted(warnings.length, 'warning')}, told in a section of ${warnings.length === 1 ? 'its' : 'their'} own.`,
        ]),
  ]
}

/** The figures that a reader looks for first. */
function keyFigures(found: Found): Block[] {
  const { routes } = found
  const rows: TableRow[] = []
  const add = (name: string, of: (route: ReportRoute) => string): void => {
    const values = routes.map(of)
    if (values.some((value) => value !== '–')) rows.push(row(name, ...values))
  }
  const [{ result: first }] = routes as [ReportRoute]
  const percentile = (probability: number) => (route: ReportRoute) => {
    const drawn = drawsOf(found, route)
    return drawn?.summaries[0]?.isLevel === true ? '–' : figure(percentileOf(drawn, probability))
  }
  add(`Cost, ${costUnit(first)}`, ({ result }) => figure(result.ledger.total))
  add('Cost, 5th percentile', percentile(0.05))
  add('Cost, median', percentile(0.5))
  add('Cost, 95th percentile', percentile(0.95))
  add(`Cost per energy of cells, ${first.currency}/kWh`, ({ result }) => figure(result.normalised?.cost_per_kwh))
  add('Thickness, µm', ({ result }) => figure(result.membrane?.thickness_um))
  add('Area-specific resistance, Ω·cm²', ({ result }) => figure(result.membrane?.asr_ohm_cm2))
  add('Areal mass, g/m²', ({ result }) => figure(scaled(result.membrane?.areal_mass_kg, 1000)))
  add(`Annual output, ${unitText(first.basisUnit)}/yr`, ({ result }) => figure(result.annualOutput, 6))
  add(`Line, ${unitText(first.basisUnit)}/h`, ({ result }) => figure(result.throughput.line_per_h))
  add('Bottleneck', (route) => named(limitingStep(route)))
  add('Area yield', ({ result }) => share(result.yields.area))
  const upstream = routes.some(({ evaluation, result }) => {
    const found = investmentIn(result)
    return found !== undefined && holdsUpstream(evaluation, found)
  })
  add(`Investment${upstream ? UPSTREAM : ''}, million ${first.currency}`, ({ result }) => figure(investmentOf(result)))
  add('Machines', ({ result }) => figure(result.capacity.plant.machines))
  add('Energy, kWh', ({ result }) => figure(result.energy.total))
  add('CO₂e, kg', ({ result }) => gases(result))
  add('Cost on cited figures', ({ result }) => share(result.provenance.cited))
  return tableOf({
    caption: `Key figures per ${unitText(first.basis)}, except those of the plant`,
    columns: columns('Figure', ...routes.map(({ result }) => result.flow)),
    rows,
  })
}

const named = (step: string | null): string => (step === null ? '–' : stepName(step))
const scaled = (value: number | null | undefined, by: number): number | null =>
  value === null || value === undefined ? null : value * by

/** Greenhouse gases, or the part that is known. */
export function gases({ co2e, co2eKnown }: Result): string {
  if (co2e !== null) return figure(co2e)
  return co2eKnown === null ? '–' : `≥ ${figure(co2eKnown)}`
}

const MILLION = 1e6

const investmentIn = ({ statements }: Result): StatementResult | undefined =>
  statements.find(({ name }) => name === 'investment')

/** The plant's investment in millions; null where the method states none. */
export function investmentOf(result: Result): number | null {
  const found = investmentIn(result)
  return found === undefined ? null : found.total.dividedBy(MILLION).toNumber()
}

/** The part of the scenarios that cost less than the route as it stands, by the bins of their histogram. */
function belowBase(route: MonteCarloRoute | undefined): number | null {
  const found = route?.summaries[0]?.histogram
  const base = route?.standing[0]
  if (found === undefined || base === undefined || found.high <= found.low) return null
  const width = (found.high - found.low) / found.counts.length
  const below = found.counts.reduce(
    (sum, size, i) => {
      const part = Math.min(1, Math.max(0, (base - (found.low + i * width)) / width))
      return sum + size * part
    },
    base > found.low ? found.below : 0,
  )
  return (below + (base > found.high ? found.above : 0)) / found.count
}
