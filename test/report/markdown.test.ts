import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportDocument, Words } from '../../src/report/document/blocks.ts'
import { code, markdownReport, plain } from '../../src/report/markdown.ts'

const documentOf = (words: Words): ReportDocument => ({
  title: 'A title',
  subtitle: 'below it',
  facts: [],
  sections: [
    {
      id: 'a',
      title: 'Section',
      blocks: [
        { kind: 'paragraph', words },
        {
          kind: 'table',
          caption: 'A table',
          columns: [{ head: 'Name' }, { head: 'Value', align: 'right' }],
          rows: [{ cells: [words, '1'] }, { group: 'Group' }, { cells: ['Total', words], isTotal: true }],
        },
        { kind: 'list', start: 1, items: [words] },
      ],
    },
  ],
})

describe('words in Markdown', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['<b>', '\\<b\\>'],
    ['[x](y)', '\\[x\\](y)'],
    ['`code`', '\\`code\\`'],
    ['*a* _b_ snake_case', '\\*a\\* \\_b\\_ snake_case'],
    ['R&D &lt;', 'R&D \\&lt;'],
    ['two\nlines', 'two lines'],
  ])('%j stands for itself', (text, written) => {
    expect(plain(text)).toBe(written)
  })

  it('of a paragraph begin no list, heading or quotation', () => {
    for (const [words, begins] of [
      ['# no head', '\\# no head'],
      ['- no item', '\\- no item'],
      ['1. no item', '1\\. no item'],
      ['> no quotation', '\\> no quotation'],
    ] as const)
      expect(markdownReport(documentOf(words))).toContain(`\n\n${begins}\n\n`)
  })

  it('typed as code stand between enough backticks, also in a cell', () => {
    expect(code('a`b')).toBe('``a`b``')
    expect(code('`a`')).toBe('`` `a` ``')
    expect(code('a | b', true)).toBe('`a \\| b`')
  })

  it('whatever they are, leave every row of a table with its cells', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), (text, isCode) => {
        const written = markdownReport(documentOf(isCode ? [{ code: text }] : text))
        const rows = written.split('\n').filter((line) => line.startsWith('| '))
        expect(rows).toHaveLength(5)
        // a bar that is not escaped ends a cell; a backslash before it may itself be one that is escaped
        const bars = (row: string): number => [...row.replaceAll(/\\[\\|]/g, '').matchAll(/\|/g)].length
        for (const row of rows) expect(bars(row)).toBe(3)
      }),
    )
  })

  it('with an address are a link that cannot be left', () => {
    const written = markdownReport(documentOf([{ href: 'https://a.example/(x)<y>', text: 'a](b' }]))
    expect(written).toContain('[a\\](b](<https://a.example/(x)%3Cy%3E>)')
  })
})
