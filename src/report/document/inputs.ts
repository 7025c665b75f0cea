import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Money } from '../../flow/money.ts'
import type { Decimal } from '../../quantity/decimal.ts'
import type { Bibliography } from './bibliography.ts'
import { type Block, type Inline, paragraph, row, type TableColumn, tableOf, type Words } from './blocks.ts'
import { asStated, currenciesRead, rateWords } from './exchange.ts'
import { type ReportRoute, weights } from './found.ts'
import { printedValue, prose, share, spoken } from './typography.ts'

/** Where a number comes from, in words, with the number of its source. */
export function supportWords({ statement, changed }: Variable, bibliography: Bibliography): Words {
  const words: Inline[] = []
  if (changed !== undefined) words.push({ strong: 'Set: ' }, { code: changed }, '. ')
  if (statement?.source !== undefined) {
    words.push(bibliography.cite(statement.source))
    if (statement.at !== undefined) words.push(` ${prose(statement.at)}`)
    words.push('. ')
  }
  if (statement?.assumption !== undefined) words.push({ strong: 'Assumption: ' }, stopped(statement.assumption))
  const basis = [statement?.year, statement?.basis].filter((part) => part !== undefined)
  if (basis.length > 0) words.push(`Basis: ${basis.map(prose).join(', ')}. `)
  if (statement?.note !== undefined) words.push(stopped(statement.note))
  const last = words.at(-1)
  return typeof last === 'string' ? [...words.slice(0, -1), last.trimEnd()] : words
}

const stopped = (text: string): string => `${prose(text.trim()).replace(/[.\s]+$/, '')}. `

/** Its range and the distribution over it. */
export function rangeOf({ model }: Evaluation, variable: Variable): string {
  const { spread } = variable
  if (spread === undefined) return ''
  const ends = [spread.low, spread.high].map((end) => printedValue(variable, end, model.money))
  return `${ends.join(' – ')}, ${spread.distribution === 'pert' ? 'PERT' : spread.distribution}`
}

/** What an input is: its name, and what its document says of it. */
export function inputWords(variable: Variable): Words {
  const about = variable.statement?.about ?? variable.statement?.title
  return about === undefined ? [{ code: variable.name }] : [{ code: variable.name }, ` ${prose(about)}`]
}

/** Inputs of one part of the documents stand together. */
function groupOf(name: string): string {
  const step = /^(?:(supply\.\w+)\.)?steps\.(\w+)\./.exec(name)
  if (step !== null)
    return step[1] === undefined
      ? `step ${spoken(step[2] as string)}`
      : `${spoken(step[1].slice(7))}: step ${spoken(step[2] as string)}`
  const upstream = /^supply\.(\w+)\./.exec(name)
  if (upstream !== null) return `${spoken(upstream[1] as string)}, made in house`
  return spoken(name.split('.')[0] as string)
}

/** An input as it is told: of all routes that have it so. */
interface Told {
  readonly name: string
  readonly cells: readonly [name: Words, value: Words, range: Words]
  readonly support: readonly Inline[]
  readonly flows: string[]
  /** The greatest that it has in any of them; undefined where it is an expression. */
  weight: number | undefined
}

/** Every input of the routes with its value, range, source and notes; what several have alike is told once. */
export function inputBlocks(routes: readonly ReportRoute[], bibliography: Bibliography): Block[] {
  const several = routes.length > 1
  const groups = new Map<string, Told[]>()
  for (const told of toldOnce(routes, bibliography)) {
    const group = groupOf(told.name)
    groups.set(group, [...(groups.get(group) ?? []), told])
  }
  const columns: TableColumn[] = [
    { head: 'Input', align: 'left', width: several ? 25 : 27 },
    { head: 'Value', align: 'right', width: several ? 12 : 14 },
    { head: 'Range, distribution', align: 'left', width: several ? 13 : 14 },
    { head: 'Weight', align: 'right', width: 8 },
    ...(several ? [{ head: 'Routes', align: 'left' as const, width: 10 }] : []),
    { head: 'Source, assumption, note', align: 'left', width: several ? 32 : 37 },
  ]
  const tables = [...groups].flatMap(([group, inputs]) =>
    tableOf({
      caption: `Inputs: ${group}`,
      columns,
      isCompact: true,
      rows: inputs.map(({ cells, weight, flows, support }) => {
        const own = several ? [flows.length === routes.length ? 'all' : flows.join(', ')] : []
        return row(...cells, weight === undefined ? '' : weightText(weight), ...own, support)
      }),
    }),
  )
  const words = [
    'Numbers in brackets are those of the bibliography.',
    `Weight: the input’s part of the sum of all elasticities of the cost, by absolute value${several ? '; the greatest that it has in any of its routes' : ''}.`,
    'An input whose value is an expression has the weight of what it is made of.',
  ]
  return [paragraph(words.join(' ')), ...rates(routes, bibliography), ...tables]
}

/** What money is converted at, and where its rates stand. */
function rates(routes: readonly ReportRoute[], bibliography: Bibliography): Block[] {
  const [{ evaluation }] = routes as [ReportRoute]
  const { book, money } = evaluation.model
  const rate = rateWords(evaluation, bibliography)
  const others = [...new Set(routes.flatMap((route) => [...currenciesRead(route.evaluation)]))]
    .filter((currency) => currency !== money.currency)
    .flatMap((currency): Inline[] => {
      const source = book.exchangeRates.get(currency)?.statement.source
      return source === undefined ? [] : [`, ${currency} `, bibliography.cite(source)]
    })
  const words: Inline[] = [
    ...(rate.length === 0 ? [] : ['Money is converted at ', ...rate, '. Beside it stands what the documents state.']),
    ...(others.length === 0
      ? []
      : [
          `${rate.length === 0 ? '' : ' '}Rates of other currencies that inputs are stated in stand in their notes`,
          ...others,
          '.',
        ]),
  ]
  return words.length === 0 ? [] : [paragraph(words)]
}

function toldOnce(routes: readonly ReportRoute[], bibliography: Bibliography): Told[] {
  const all = new Map<string, Told>()
  for (const { evaluation, result } of routes) {
    const { model, value } = evaluation
    const weight = weights(evaluation)
    for (const input of model.compiled.system.variables) {
      if (input.kind !== 'input') continue
      const cells = [
        inputWords(input),
        valueWords(input, value(input), model.money),
        rangeOf(evaluation, input),
      ] as const
      const support = [...expressionWords(evaluation, input), ...[supportWords(input, bibliography)].flat()]
      const key = JSON.stringify([cells, support])
      const known = all.get(key) ?? { name: input.name, cells, support, flows: [], weight: undefined }
      known.flows.push(result.flow)
      const own = weight.get(input.name)
      if (own !== undefined) known.weight = Math.max(known.weight ?? 0, own)
      all.set(key, known)
    }
  }
  return [...all.values()]
}

/** A value, beside it what its document states where that is other money. */
function valueWords(input: Variable, value: Decimal, money: Money): string {
  const stated = asStated(input, money)
  return printedValue(input, value, money) + (stated === undefined ? '' : `; as stated ${stated}`)
}

const weightText = (weight: number): string =>
  weight === 0 ? '0' : weight < 0.0005 ? '<\u00a00.1\u00a0%' : share(weight)

/** What an input is computed from, where it is no plain quantity. */
function expressionWords({ settlement }: Evaluation, input: Variable): Inline[] {
  if (settlement?.goal.input === input)
    return ['Solved for, so that ', { code: settlement.goal.read.until.trim() }, '. ']
  return input.value !== undefined || input.text === undefined ? [] : ['= ', { code: input.text }, '. ']
}
