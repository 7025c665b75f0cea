import type { Block, Entry, Figure, Table, TableRow, Words } from '../document/blocks.ts'
import type { Numbering } from '../document/numbered.ts'
import { element, escaped, joined, type Markup } from '../drawing/svg.ts'
import { breakable, voided, wordsHtml } from './words.ts'

/** Widths that charts are drawn at: for a page, and for a phone. */
const PAGE_WIDTH = 720
const PHONE_WIDTH = 350

/** A table of so few columns takes no more room than they need. */
const FEW_COLUMNS = 3

/** A table of so few rows, with no cell of so many characters, stands on one page. */
const SHORT = 18
const LONG = 60

const lengthOf = (words: Words): number =>
  typeof words === 'string' ? words.length : words.reduce((sum, part) => sum + Object.values(part).join('').length, 0)

/** From so many columns on a table is set smaller in print. */
const MANY_COLUMNS = 8

export function blockHtml(block: Block, numbering: Numbering): Markup {
  switch (block.kind) {
    case 'paragraph':
      return element('p', {}, wordsHtml(block.words))
    case 'facts':
      return element(
        'dl',
        { class: 'facts' },
        ...block.facts.map(([term, words]) =>
          element('div', {}, element('dt', {}, escaped(term)), element('dd', {}, wordsHtml(words))),
        ),
      )
    case 'list':
      return block.start === undefined
        ? element('ul', {}, ...block.items.map((item) => element('li', {}, wordsHtml(item))))
        : element(
            'ol',
            { class: 'bibliography', start: block.start },
            ...block.items.map((item, i) => element('li', { id: `source-${(block.start ?? 1) + i}` }, wordsHtml(item))),
          )
    case 'entries':
      return element('ul', { class: 'entries' }, ...block.entries.map(entryHtml))
    case 'folded':
      return element(
        'details',
        { class: block.isPrinted ? 'printed' : undefined },
        element('summary', {}, escaped(block.summary)),
        ...block.blocks.map((inner) => blockHtml(inner, numbering)),
      )
    case 'table':
      return tableHtml(block, numbering.table())
    case 'figure':
      return figureHtml(block, numbering.figure())
  }
}

function entryHtml({ name, expression, value, words, place }: Entry): Markup {
  const about = wordsHtml(words)
  return element(
    'li',
    {},
    element('code', { class: 'name' }, breakable(name)),
    ...(expression === '' ? [] : [escaped(' = '), element('code', {}, breakable(expression))]),
    escaped(' = '),
    element('b', {}, escaped(value)),
    ...(about === '' ? [] : [element('span', {}, escaped(' — '), about)]),
    ...(place === '' ? [] : [element('small', {}, escaped(' '), breakable(place))]),
  )
}

function tableHtml({ caption, columns, rows, note, isCompact }: Table, number: number): Markup {
  const id = `table-${number}`
  const classOf = (i: number): string | undefined => (columns[i]?.align === 'right' ? 'figure' : undefined)
  const heads = columns.map(({ head }, i) => element('th', { scope: 'col', class: classOf(i) }, escaped(head)))
  const line = (row: TableRow): Markup => {
    if ('group' in row)
      return element(
        'tr',
        { class: 'group' },
        element('th', { scope: 'rowgroup', colspan: columns.length }, escaped(row.group)),
      )
    const cells = row.cells.map((cell, i) =>
      i === 0
        ? element('th', { scope: 'row' }, wordsHtml(cell))
        : element('td', { class: classOf(i) }, wordsHtml(cell)),
    )
    return element('tr', { class: row.isTotal === true ? 'total' : undefined }, ...cells)
  }
  const isShort =
    rows.length <= SHORT && rows.every((one) => 'group' in one || one.cells.every((cell) => lengthOf(cell) < LONG))
  const isFixed = columns.every(({ width }) => width !== undefined)
  const classes = [
    ...(isCompact === true ? ['compact'] : columns.length <= FEW_COLUMNS ? ['slim'] : []),
    ...(isFixed ? ['fixed'] : []),
    ...(columns.length > MANY_COLUMNS ? ['many'] : []),
  ]
  const table = element(
    'table',
    { id, class: classes.length === 0 ? undefined : classes.join(' ') },
    element(
      'caption',
      { id: `${id}-caption` },
      element('span', {}, element('b', {}, escaped(`Table ${number}.`)), escaped(` ${caption}`)),
    ),
    ...(isFixed
      ? [element('colgroup', {}, ...columns.map(({ width }) => voided('col', { style: `width: ${width}%` })))]
      : []),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows.map(line)),
  )
  return joined([
    element(
      'div',
      {
        class: isShort ? 'scroll short' : 'scroll',
        role: 'group',
        'aria-labelledby': `${id}-caption`,
        tabindex: 0,
      },
      table,
    ),
    ...(note === undefined ? [] : [element('p', { class: 'note' }, wordsHtml(note))]),
  ])
}

function figureHtml({ caption, picture, isWide }: Figure, number: number): Markup {
  const id = `figure-${number}`
  const pictures =
    isWide === true
      ? [
          element(
            'div',
            { class: 'scroll wide', tabindex: 0, role: 'group', 'aria-labelledby': `${id}-caption` },
            picture(`${id}-picture`, PAGE_WIDTH),
          ),
        ]
      : [
          element('div', { class: 'broad' }, picture(`${id}-picture`, PAGE_WIDTH)),
          element('div', { class: 'narrow' }, picture(`${id}-narrow`, PHONE_WIDTH)),
        ]
  return element(
    'figure',
    { id },
    ...pictures,
    element(
      'figcaption',
      { id: `${id}-caption` },
      element('b', {}, escaped(`Figure ${number}.`)),
      escaped(` ${caption}`),
    ),
  )
}
