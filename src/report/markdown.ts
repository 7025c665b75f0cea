import type { Block, Entry, Inline, ReportDocument, Table, TableRow, Words } from './document/blocks.ts'
import { type NumberedSection, Numbering, numberedSections } from './document/numbered.ts'

/** The report in GitHub-flavoured Markdown: the same words and tables, without pictures. */
export function markdownReport(report: ReportDocument): string {
  const numbering = new Numbering()
  const sections = numberedSections(report)
  const parts = [
    `# ${plain(report.title)}`,
    plain(report.subtitle),
    facts(report.facts),
    sections.map((section) => `- ${titleOf(section)}`).join('\n'),
    ...sections.flatMap((section) => sectionText(section, numbering)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const titleOf = ({ number, title }: NumberedSection): string => `${number} ${plain(title)}`

function sectionText(section: NumberedSection, numbering: Numbering): string[] {
  return [
    `${'#'.repeat(section.level)} ${titleOf(section)}`,
    ...section.blocks.map((block) => blockText(block, numbering, section.level + 1)),
    ...section.sections.flatMap((inner) => sectionText(inner, numbering)),
  ]
}

function blockText(block: Block, numbering: Numbering, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return started(words(block.words))
    case 'facts':
      return facts(block.facts)
    case 'list': {
      const { start, items } = block
      return items.map((item, i) => `${start === undefined ? '-' : `${start + i}.`} ${started(words(item))}`).join('\n')
    }
    case 'entries':
      return block.entries.map(entry).join('\n')
    case 'folded':
      return [
        `${'#'.repeat(level)} ${plain(block.summary)}`,
        ...block.blocks.map((inner) => blockText(inner, numbering, level + 1)),
      ].join('\n\n')
    case 'table':
      return table(block, numbering.table())
    // its figures stand in the tables
    case 'figure':
      return ''
  }
}

const facts = (all: readonly (readonly [string, Words])[]): string =>
  all.map(([term, told]) => `- ${plain(term)}: ${words(told)}`).join('\n')

function entry({ name, expression, value, words: told, place }: Entry): string {
  const about = words(told).trim()
  const is = expression === '' ? '' : ` = ${code(expression)}`
  return `- ${code(name)}${is} = ${plain(value)}${about === '' ? '' : `: ${about}`}${place === '' ? '' : ` (${code(place)})`}`
}

function table({ caption, columns, rows, note }: Table, number: number): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : '---'))
  const body = rows.map((row: TableRow) =>
    'group' in row
      ? line(columns.map((_, i) => (i === 0 ? bold(plain(row.group)) : '')))
      : line(row.cells.map((cell) => (row.isTotal === true ? bold(words(cell, true)) : words(cell, true)))),
  )
  return [
    `Table ${number}. ${plain(caption)}`,
    [line(columns.map(({ head }) => plain(head))), line(rule), ...body].join('\n'),
    ...(note === undefined ? [] : [started(words(note))]),
  ].join('\n\n')
}

const bold = (text: string): string => (text.trim() === '' ? '' : `**${text.trim()}**`)

function words(given: Words, isCell = false): string {
  return typeof given === 'string' ? plain(given) : given.map((part) => inline(part, isCell)).join('')
}

function inline(part: Inline, isCell: boolean): string {
  if (typeof part === 'string') return plain(part)
  if ('code' in part) return code(part.code, isCell)
  if ('strong' in part)
    return part.strong.replace(
      /^(\s*)(.*?)(\s*)$/s,
      (_, before, text, after) => `${before}${bold(plain(text))}${after}`,
    )
  if ('cite' in part) return `\\[${part.cite}\\]`
  return `[${plain(part.text)}](<${part.href.replace(/[<>\n\r\\]/g, (one) => encodeURIComponent(one))}>)`
}

/** What Markdown takes for markup, so that it stands for itself; a line stays one line. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/!(?=\\\[)/g, '\\!')
}

/** What begins a paragraph begins no list, heading or rule. */
const started = (text: string): string =>
  text.replace(/^(\s*)([-+#=]|\d+(?=[.)]))/, (_, space, mark) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  )

/** A name or an expression as it is typed, between more backticks than it holds in a row. */
export function code(text: string, isCell = false): string {
  const shown = oneLine(text)
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = /^`|`$|^ .* $/.test(shown) ? ' ' : ''
  const held = isCell ? shown.replaceAll('|', '\\|') : shown
  return `${fence}${space}${held}${space}${fence}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

const oneLine = (text: string): string => text.replace(CONTROLS, '\ufffd').replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, ' ')
