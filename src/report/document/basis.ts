import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Result } from '../../evaluation/result.ts'
import type { Flow } from '../../flow/model.ts'
import { textField } from '../../flow/price-book.ts'
import { moneyOf } from '../figures.ts'
import type { Bibliography } from './bibliography.ts'
import { type Block, columns, row, type TableRow, tableOf, type Words } from './blocks.ts'
import { rateWords } from './exchange.ts'
import { type ReportRoute, weights } from './found.ts'
import { capital, figure, grouped, listed, prose, share, spoken, stepName, unitText, withUnit } from './typography.ts'

/** What is costed, where, and by which method. */
export function basisBlocks({ result, evaluation }: ReportRoute, bibliography: Bibliography): Block[] {
  const { model } = evaluation
  const rate = rateWords(evaluation, bibliography)
  const { plant, method } = model
  const words = (title: string | undefined, about: string | undefined, name: string): Words => [
    { code: name },
    ...[title, about].flatMap((text) =>
      text === undefined ? [] : [`${text === title ? ' – ' : ' '}${stopped(text)}`],
    ),
  ]
  const stated = (document: { title?: string | undefined; about?: string | undefined }, name: string): Words =>
    words(document.title, document.about, name)
  const prices = [...(result.scenario === null ? [] : [result.scenario]), ...result.prices]
  const facts: (readonly [string, Words])[] = [
    [
      'Functional unit',
      `${unitText(result.basis)} of ${spoken(model.route.product.template.document.value.title ?? 'product').toLowerCase()}`,
    ],
    ['Route', words(result.title, model.route.document.value.about, result.flow)],
    ['Plant', stated(plant.document.value, result.plants.join(' + '))],
    ['Annual output', `${withUnit(result.annualOutput, result.basisUnit, 6)} a year of good product`],
    ['Money', [moneyOf(result), ...(rate.length === 0 ? [] : ['; converted at ', ...rate])]],
    ...(prices.length === 0
      ? []
      : [['Price scenario', prices.flatMap((name, i) => [...(i === 0 ? [] : [' + ']), { code: name }])] as const]),
    ['Costing method', stated(method.document.value, result.method)],
  ]
  return [{ kind: 'facts', facts }]
}

const stopped = (text: string): string => (/[.?!]$/.test(text.trim()) ? prose(text.trim()) : `${prose(text.trim())}.`)

/** What is inside the system boundary, what crosses it, and what is left out, as the documents say it. */
export function boundaryBlocks({ result, evaluation }: ReportRoute): Block[] {
  const { model } = evaluation
  const steps = [...model.route.steps.keys()].map(stepName)
  const made = [...model.supply].map(([component, flow]) => upstreamText(component, flow))
  const bought = Object.entries(result.purchases)
    .filter(([, { amount }]) => amount > 0)
    .map(([component, { amount, unit }]) => `${titled(evaluation, component)} (${withUnit(amount, unit, 3)})`)
  const free = Object.entries(result.purchases).flatMap(([component, { amount }]) => {
    const price = evaluation.find(`prices.${component}`)
    return amount > 0 && price?.isZero() === true ? [titled(evaluation, component)] : []
  })
  const categories = [...result.ledger.by('category')].filter(([, sum]) => !sum.isZero()).map(([name]) => spoken(name))
  const leaving = outlets(model.route, ['emitted', 'air'])
  const facts: (readonly [string, Words])[] = [
    ['Inside – steps of the route', capital(listed(steps))],
    ...(made.length === 0
      ? []
      : [['Inside – made in house', `${made.join('; ')}. Costed with its own steps, and never added twice.`] as const]),
    ['Inside – costs', capital(listed(categories))],
    ['Crossing – bought, per functional unit', bought.length === 0 ? 'Nothing.' : capital(bought.join(', '))],
    ['Crossing – disposed of at a price', disposed(evaluation)],
    ...(leaving.length === 0 ? [] : [['Crossing – to the air', listed(leaving)] as const]),
    ['Without a price', free.length === 0 ? 'Nothing that is bought is free of charge.' : capital(listed(free))],
    [
      'Without a greenhouse-gas factor',
      result.co2eLacks.length === 0
        ? 'Nothing that is bought or used.'
        : `${capital(listed(result.co2eLacks.map((name) => titled(evaluation, name))))}: the CO₂e told is the known part.`,
    ],
    [
      'Outside',
      'Whatever is not named above; what the route leaves out, and what the costing method counts, stands under these.',
    ],
  ]
  return [{ kind: 'facts', facts }]
}

const upstreamText = (component: string, flow: Flow): string =>
  `${spoken(component)} by ${flow.name} (${listed([...flow.steps.keys()].map(spoken))})`

function outlets(flow: Flow, tags: readonly string[]): string[] {
  return [...flow.steps.values()].flatMap((step) =>
    [...step.ports.values()]
      .filter(({ port }) => tags.includes(port.countsAs ?? ''))
      .map(({ port }) => `${spoken(port.name)} of ${stepName(step.name)}`),
  )
}

/** Services that take what leaves the steps. */
function disposed(evaluation: Evaluation): string {
  const { route, supply } = evaluation.model
  const services = new Map<string, string[]>()
  for (const flow of [route, ...supply.values()])
    for (const step of flow.steps.values())
      for (const { port } of step.ports.values()) {
        if (port.disposal === undefined) continue
        const key = flow.makes === undefined ? step.name : `supply.${flow.makes}.${step.name}`
        services.set(port.disposal, [
          ...(services.get(port.disposal) ?? []),
          `${spoken(port.name)} of ${stepName(key)}`,
        ])
      }
  if (services.size === 0) return 'Nothing.'
  const told = [...services].map(([service, ports]) => `${titled(evaluation, service)}: ${listed(ports)}`)
  return `${told.join('; ')}.`
}

/** What a document calls a component, a service or a machine; its name as words where nothing does. */
export function titled({ model }: Evaluation, name: string): string {
  const { materials, services, equipment } = model.book
  const entry = materials.get(name) ?? services.get(name) ?? equipment.get(name)
  return spoken(name) + (entry === undefined ? '' : ofTitle(name, textField(entry, 'title')))
}

/** The title in brackets, as far as its first comma, where it says more than the name. */
function ofTitle(name: string, title: string | undefined): string {
  const short = prose(title?.split(/[,;(]/)[0]?.trim() ?? '')
  if (short === '' || short.toLowerCase().includes(spoken(name).toLowerCase())) return ''
  // an abbreviation keeps its capitals
  return ` (${/^.[a-z]/.test(short) ? short.slice(0, 1).toLowerCase() + short.slice(1) : short})`
}

/** How an input is supported. */
type Support = 'cited' | 'adapted' | 'assumed' | 'bare'
const SUPPORTS: Readonly<Record<Support, string>> = {
  cited: 'Cited as the source gives it',
  adapted: 'Assumption that cites a source: another scale, year or material',
  assumed: 'Assumption without a source',
  bare: 'Neither stated',
}

export function supportOf({ statement, changed }: Variable): Support {
  const isAssumed = statement?.assumption !== undefined
  if (statement?.source !== undefined && changed === undefined) return isAssumed ? 'adapted' : 'cited'
  return isAssumed ? 'assumed' : 'bare'
}

/** Counts of inputs by what supports them, their share of the cost, ranges, and how old the sources are. */
export function qualityBlocks({ evaluation }: ReportRoute, bibliography: Bibliography): Block[] {
  const weight = weights(evaluation)
  const inputs = evaluation.program.inputs.filter(({ name }) => weight.has(name))
  const rows = (Object.keys(SUPPORTS) as Support[]).flatMap((support): TableRow[] => {
    const own = inputs.filter((input) => supportOf(input) === support)
    if (own.length === 0) return []
    const years = own
      .map(({ statement }) => (statement?.source === undefined ? undefined : bibliography.year(statement.source)))
      .filter((year) => year !== undefined)
      .sort((a, b) => a - b)
    const age = years.length === 0 ? '–' : `${years[0]} – ${years[years.length >> 1]} – ${years.at(-1)}`
    return [
      row(
        SUPPORTS[support],
        figure(own.length),
        share(own.length / inputs.length),
        share(own.reduce((sum, { name }) => sum + (weight.get(name) ?? 0), 0)),
        figure(own.filter(({ spread }) => spread !== undefined).length),
        age,
      ),
    ]
  })
  const ranged = inputs.filter(({ spread }) => spread !== undefined)
  const all = ranged.reduce((sum, { name }) => sum + (weight.get(name) ?? 0), 0)
  return tableOf({
    caption: 'Data quality: what the inputs rest on',
    columns: columns(
      'Support',
      'Inputs',
      'Of all',
      'Share of the cost',
      'With a range',
      'Year of source: first – median – last',
    ),
    rows: [
      ...rows,
      { cells: ['All', figure(inputs.length), share(1), share(1), figure(ranged.length), ''], isTotal: true },
    ],
    note: `Shares of the cost are of the sum of absolute elasticities. Inputs with a stated range carry ${share(all)} of it; the others are held at their value in the uncertainty analysis.`,
  })
}

/** What `--set` has changed. */
export function changedBlocks({ changed }: Result): Block[] {
  return tableOf({
    caption: 'Inputs changed for this report, which differ from the documents',
    columns: [
      { head: 'Asked for', align: 'left' },
      { head: 'Value now', align: 'right' },
      { head: 'Remark', align: 'left' },
    ],
    rows: changed.map(({ asked, value, outside, replaced, acted_on: actedOn }) => {
      const remarks = [
        ...(outside === undefined ? [] : [`outside its stated ${prose(outside)}`]),
        ...(replaced === undefined ? [] : [`in place of ${replaced}`]),
        ...(actedOn === undefined ? [] : [`acting on ${actedOn}`]),
      ]
      return row([{ code: asked }], grouped(unitText(value)), remarks.join('; '))
    }),
  })
}
