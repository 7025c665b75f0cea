import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inFolderOfDocuments, ONE, reported, TWO } from '../documents.ts'

inFolderOfDocuments()

/** Elements that HTML closes by themselves. */
const VOID = new Set(['meta', 'col', 'wbr', 'br', 'hr', 'img', 'link'])

/** The start tags of a page in their order; throws where one is not closed as it should be, or an attribute is not quoted. */
function tagsOf(html: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string> }[] {
  const tags: { name: string; attributes: Map<string, string> }[] = []
  const open: string[] = []
  const text = html.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '<style></style>')
  for (const [whole, close, name = '', given = '', self] of text.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (close === '/') {
      if (open.pop() !== name) throw new Error(`${whole} closes what is not open`)
      continue
    }
    const attributes = [...given.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
      ([, key, value]) => [key, value] as [string, string],
    )
    tags.push({ name, attributes: new Map(attributes) })
    if (self !== '/' && !VOID.has(name)) open.push(name)
  }
  expect(open).toEqual([])
  // nothing else looks like a tag: what a document says is escaped
  const rest = text.replace(/<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, '')
  expect(rest).not.toMatch(/[<>]/)
  return tags
}

const FIGURES_OF_ONE = [
  'Process flow of cast',
  'Cost by category',
  'Cost by step',
  'Cost as it builds up along the route',
  'Utilization by step',
  'Solvent per functional unit',
  'Yield along the route',
  'Mass per functional unit',
  'Cost of cast at the ends of the ranges of its inputs',
  'Distribution of the cost',
  'Cost over prices.Ceramic',
]
const FIGURES_OF_TWO = ['From pressed to cast, by category']

describe.each([
  ['one route', ONE, FIGURES_OF_ONE],
  ['two routes', TWO, [...FIGURES_OF_ONE, ...FIGURES_OF_TWO]],
] as const)('the page of %s', (_, words, figures) => {
  it('is well formed, offline, without a script, and every address within it leads somewhere', async () => {
    const html = await reported(words, 'a.html')
    const tags = tagsOf(html)
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const hrefs = tags.flatMap(({ attributes }) => attributes.get('href') ?? [])
    for (const href of hrefs) {
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1))
      else expect(href).toMatch(/^https?:\/\//)
    }
    for (const { attributes } of tags)
      for (const key of ['aria-labelledby'])
        for (const id of attributes.get(key)?.split(' ') ?? []) expect(ids).toContain(id)
    expect(tags.map(({ name }) => name)).not.toContain('script')
    expect(
      tags.flatMap(({ attributes }) => [...attributes.keys()]).filter((key) => /^on|^src$|^xlink/.test(key)),
    ).toEqual([])
    expect(
      tags.filter(({ name }) => ['link', 'img', 'iframe', 'object', 'embed', 'form', 'base'].includes(name)),
    ).toEqual([])
    // of pictures, only parts of their own are referred to
    for (const [, inside] of html.matchAll(/url\(([^)]*)\)/g)) expect(inside).toMatch(/^#[\w-]+$/)
    expect(html).toContain('default-src &#39;none&#39;')
    expect(html).not.toMatch(/\bNaN\b|undefined|Infinity|\[object/)
  }, 60_000)

  it('has every chart, every heading in order and every table with its heads', async () => {
    const html = await reported(words, 'a.html')
    const tags = tagsOf(html)
    const captions = [...html.matchAll(/<figcaption[^>]*><b>Figure \d+\.<\/b> ([^<]*)<\/figcaption>/g)].map(
      ([, text]) => text,
    )
    for (const figure of figures)
      expect(
        captions.some((caption) => caption?.startsWith(figure)),
        figure,
      ).toBe(true)
    expect(tags.filter(({ name }) => name === 'figure')).toHaveLength(captions.length)
    const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
    for (const [table] of html.matchAll(/<table.*?<\/table>/gs)) {
      expect(table).toMatch(/<caption/)
      expect(table).toMatch(/<thead><tr><th scope="col"/)
      const width = [...table.matchAll(/<th scope="col"/g)].length
      for (const [, row = ''] of table.matchAll(/<tr(?: class="total")?>(.*?)<\/tr>/gs))
        expect([...row.matchAll(/<t[hd]\b/g)].length).toBe(width)
    }
    for (const landmark of ['header', 'nav', 'main'])
      expect(tags.filter(({ name }) => name === landmark)).toHaveLength(1)
  }, 60_000)
})

describe('hostile texts', () => {
  const SCRIPT = '</style></title><script>alert(1)</script><img src=x onerror=alert(2)>'

  /** The documents with texts in them that mean something in other formats. */
  function poison(): void {
    const change = (file: string, from: string | RegExp, to: string): void => {
      const text = readFileSync(file, 'utf8')
      const changed = text.replace(from, () => to)
      expect(changed, file).not.toBe(text)
      writeFileSync(file, changed)
    }
    const yaml = (text: string): string => JSON.stringify(text)
    change(
      'cast.yaml',
      /^title: .*$/m,
      `title: ${yaml(`=cmd|'/c calc'!A1 ${SCRIPT} | [x](javascript:alert(3)) \`code\` **bold** "quoted"`)}`,
    )
    change('operations/dry.yaml', /^title: .*$/m, `title: ${yaml(`| ${SCRIPT}`)}`)
    change(
      'prices/test.yaml',
      /^sources:\n/m,
      `sources:\n  evil: { title: ${yaml(`${SCRIPT} [y](http://evil.example)`)}, url: "javascript:alert(4)", doi: ${yaml('10.1/"><script>alert(5)</script>')} }\n  worse: { title: "@SUM(1+1)", url: ${yaml('javascript:alert(6)')} }\n`,
    )
    change(
      'cast.yaml',
      'low: 40 um, high: 60 um, distribution: uniform }',
      `low: 40 um, high: 60 um, distribution: uniform, source: evil, at: ${yaml(`+cmd ${SCRIPT}`)}, note: ${yaml(`a | b\n# head\n- item ${SCRIPT}`)} }`,
    )
    change('cast.yaml', 'low: 40 wt%, high: 65 wt% }', 'low: 40 wt%, high: 65 wt%, source: worse }')
  }

  it('stand for themselves in every format', async () => {
    poison()
    const html = await reported(ONE, 'h.html')
    const tags = tagsOf(html)
    expect(tags.map(({ name }) => name)).not.toContain('script')
    expect(tags.map(({ name }) => name)).not.toContain('img')
    for (const { attributes } of tags) expect(attributes.get('href') ?? '#').not.toMatch(/^\s*javascript:/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')

    const markdown = await reported(ONE, 'h.md')
    // outside of code no tag opens, no link but those of the bibliography stands, and rows of tables keep their cells
    const outside = markdown.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
    expect(outside).not.toMatch(/(?<!\\)<(?!https?:)/)
    expect(outside).not.toMatch(/(?<!\\)\]\((?!<https:\/\/doi\.org\/)/)
    expect(outside).not.toMatch(/(?<!\\)\]\(<?javascript:/)
    for (const table of outside.matchAll(/(?:^\|.*\|\n)+/gm)) {
      const widths = table[0]
        .trimEnd()
        .split('\n')
        .map((line) => [...line.matchAll(/(?<!\\)\|/g)].length)
      expect(new Set(widths).size, table[0].slice(0, 200)).toBe(1)
    }

    const csv = await reported(ONE, 'h.csv')
    // no cell begins as a formula does
    expect(csv).not.toMatch(/(?:^|,)"?[=+@]/m)
  }, 60_000)
})
