import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import {
  type AmountChange,
  type Both,
  type Difference,
  type Differences,
  figureChange,
  relative,
  SETTINGS,
} from './diff.ts'
import { type FigureTitle, titleOf } from './diff-figures.ts'
import type { Leaf, Printed } from './diff-read.ts'
import { money, signed } from './figures.ts'
import { type Column, PAGE_WIDTH, paragraph, table, wrapped } from './table.ts'

/** Rows of a grouping that are told one by one; the smaller differences are added up. */
const ROWS_SHOWN = 14

/** What changed between printed results, for a terminal of a width. */
export function diffText({ pairs, only }: Differences, width: number = PAGE_WIDTH): string {
  const alone = (
    [
      ['A', only.a],
      ['B', only.b],
    ] as const
  )
    .filter(([, flows]) => flows.length > 0)
    .map(([side, flows]) => paragraph(`only in ${side}: ${flows.map(printable).join(', ')}`, width))
  return [...pairs.map((pair) => pairText(pair, width)), ...(alone.length === 0 ? [] : [alone.join('\n')])].join(
    '\n\n\n',
  )
}

function pairText(found: Difference, width: number): string {
  const head = heading(found, width)
  if (found.isEqual) return `${head}\nno difference`
  return [
    head,
    settingText(found, width),
    costTable(found, width),
    ...(['category', 'step', 'item'] as const).map((grouping) => sumTable(found, grouping, width)),
    ...figureTables(found, width),
    aloneText(found, width),
    warningText(found, width),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The two results, and what they are costed in alike. */
function heading({ a, b, settings }: Difference, width: number): string {
  const title = ({ flow, figures }: Printed): string => {
    const words = figures.get('title')
    return typeof words === 'string' && words !== flow ? `${flow}: ${words}` : flow
  }
  const isOne = title(a) === title(b)
  const line = (side: string, one: Printed): string =>
    paragraph(printable(`${side}  ${one.file}${isOne ? '' : `: ${title(one)}`}`), width)
  const differ = new Set(settings.map(({ name }) => name))
  const alike = SETTINGS.filter((name) => !differ.has(name) && !/title|year/.test(name)).flatMap((name) => {
    const value = a.figures.get(name)
    return value === undefined ? [] : [`${settingName(name)} ${leafText(value)}${unitOf(name, a)}`]
  })
  const year = differ.has('year') ? undefined : a.figures.get('year')
  const per = `per ${a.basis}, ${a.currency}${year === undefined ? '' : ` ${leafText(year)}`}`
  const head = [...(isOne ? [paragraph(printable(title(a)), width)] : []), line('A', a), line('B', b)]
  return [...head, wrapped([per, ...alike].map(printable), '; ', width)].join('\n')
}

const settingName = (name: string): string => name.replaceAll('_', ' ')
const unitOf = (name: string, result: Printed): string => (name === 'annual_output' ? ` ${per(result)} a year` : '')

/** Settings and inputs as they were, and as they are. */
function settingText({ a: first, settings, inputs }: Difference, width: number): string {
  const lines = [
    ...settings.map(({ name, a, b }) => {
      const told = figureChange({ name, a, b })
      const [from, to] = told === undefined ? [leafText(a), leafText(b)] : apart(told)
      return `${settingName(name)}: ${from} -> ${to}${unitOf(name, first)}`
    }),
    ...inputs.map(({ name, a, b }) => `set ${name}: ${a ?? 'not set'} -> ${b ?? 'not set'}`),
  ]
  return lines.map((line) => paragraph(printable(line), width)).join('\n')
}

const COLUMNS: readonly Column[] = [{ head: 'A' }, { head: 'B' }, { head: 'difference' }, { head: '%' }]

function amountRow(name: string, change: AmountChange): string[] {
  const { a, b, difference } = change
  const part = relative(change)
  return [
    printable(name),
    a === undefined ? '-' : money(a),
    b === undefined ? '-' : money(b),
    small(difference),
    part === undefined ? '' : percentage(part),
  ]
}

/** A difference that four decimals would not show is told by its size. */
function small(difference: Decimal): string {
  const text = signed(difference)
  if (difference.isZero() || /[1-9]/.test(text)) return text
  return `${difference.gt(0) ? '+' : ''}${formatNumber(difference, 2)}`
}

const percentage = (part: number): string => `${part > 0 ? '+' : ''}${formatNumber(part * 100, 3)}`

/** Cost of a functional unit; also if machine counts were not rounded up. */
function costTable({ a, cost, figures }: Difference, width: number): string {
  const fractional = figures.find(({ name }) => name === FRACTIONAL)
  const change = fractional && figureChange(fractional)
  return table(
    [{ head: `${a.currency}/${per(a)}`, align: 'left' }, ...COLUMNS],
    [amountRow('cost', cost), ...(change === undefined ? [] : [amountRow('  machine counts not rounded up', change)])],
    width,
  )
}

const FRACTIONAL = 'cost.total_fractional'

const per = ({ basis }: Printed): string =>
  basis === '1' ? 'unit' : basis.startsWith('1 ') ? printable(basis.slice(2)) : `(${printable(basis)})`

function sumTable({ by, cost }: Difference, grouping: 'category' | 'step' | 'item', width: number): string {
  const rows = by[grouping]
  if (rows.length === 0) return ''
  const shown = rows.length > ROWS_SHOWN + 1 ? ROWS_SHOWN : rows.length
  const rest = rows.slice(shown)
  const sum = (of: (row: AmountChange) => Decimal | undefined): Decimal =>
    rest.reduce((total, row) => total.plus(of(row) ?? 0), new Decimal(0))
  const others: AmountChange = {
    name: `${rest.length} others`,
    a: sum(({ a }) => a),
    b: sum(({ b }) => b),
    difference: sum(({ difference }) => difference),
  }
  const listed = [...rows.slice(0, shown), ...(rest.length === 0 ? [] : [others])]
  const foot = ['difference in all', '', '', small(cost.difference), '']
  return table(
    [{ head: grouping, align: 'left' }, ...COLUMNS],
    [...listed.map((row) => amountRow(row.name, row)), null, foot],
    width,
  )
}

/** Figures besides the cost: those of the product and the flow, then step by step; how many others there are. */
function figureTables({ a, b, figures }: Difference, width: number): string[] {
  const titled = figures
    .filter(({ name }) => name !== FRACTIONAL)
    .map((figure) => ({ figure, title: titleOf(figure.name, a, b) }))
  const of = (group: FigureTitle['group']): string => {
    const rows = titled
      .flatMap(({ figure, title }) => (title?.group === group ? [{ figure, title }] : []))
      .sort((x, y) => x.title.place - y.title.place)
    if (rows.length === 0) return ''
    const heads = [{ head: group, align: 'left' } as const, { head: 'A' }, { head: 'B' }, { head: '%' }]
    return table(
      heads,
      rows.map(({ figure, title }) => figureRow(figure, title)),
      width,
    )
  }
  const rest = titled.filter(({ title }) => title === undefined).map(({ figure }) => figure.name.split('.')[0] ?? '')
  const told =
    rest.length === 0
      ? ''
      : `${rest.length} further ${rest.length === 1 ? 'figure differs' : 'figures differ'} (${[...new Set(rest)].map(printable).join(', ')}); --json and --csv have all`
  return [of('figure'), of('figure of a step'), paragraph(told, width)]
}

function figureRow(figure: Both<Leaf>, { words, scale }: FigureTitle): string[] {
  const scaled = (leaf: Leaf | undefined): Leaf | undefined =>
    typeof leaf === 'number' ? new Decimal(leaf).times(scale) : leaf
  const both = { ...figure, a: scaled(figure.a), b: scaled(figure.b) }
  const change = figureChange(both)
  const part = change && relative(change)
  const [a, b] = change === undefined ? [leafText(both.a, DIGITS), leafText(both.b, DIGITS)] : apart(change)
  return [printable(words), a, b, part === undefined ? '' : percentage(part)]
}

/** Digits that a number is told with, and the most that a float64 has. */
const DIGITS = 4
const ALL_DIGITS = 17

/** Two numbers, with as many digits as tell them apart. */
function apart({ a = new Decimal(0), b = new Decimal(0) }: AmountChange): [string, string] {
  for (let digits = DIGITS; digits < ALL_DIGITS; digits++) {
    const [x, y] = [formatNumber(a, digits), formatNumber(b, digits)]
    if (x !== y) return [x, y]
  }
  return [formatNumber(a, ALL_DIGITS), formatNumber(b, ALL_DIGITS)]
}

function leafText(leaf: Leaf | undefined, digits = 6): string {
  if (leaf === undefined || leaf === null) return '-'
  if (typeof leaf === 'number' || Decimal.isDecimal(leaf)) return formatNumber(leaf, digits)
  return printable(String(leaf))
}

function aloneText({ only }: Difference, width: number): string {
  const lines = (['step', 'item'] as const).flatMap((kind) =>
    (
      [
        ['A', only[kind].a],
        ['B', only[kind].b],
      ] as const
    )
      .filter(([, names]) => names.length > 0)
      .map(([side, names]) => `${kind}s only in ${side}: ${names.map(printable).join(', ')}`),
  )
  return lines.map((line) => paragraph(line, width)).join('\n')
}

function warningText({ warnings: { gone, came } }: Difference, width: number): string {
  return [...gone.map((text) => `warning gone, ${text}`), ...came.map((text) => `new warning, ${text}`)]
    .map((text) => paragraph(printable(text), width))
    .join('\n')
}

/** Characters that steer a terminal, break a line or turn its direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Text that is safe to print: characters that steer a terminal are told as `\u001b`. */
export function printable(text: string): string {
  return text.replaceAll(STEERING, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
