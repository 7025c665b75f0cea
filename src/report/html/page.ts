import type { ReportDocument } from '../document/blocks.ts'
import { type NumberedSection, Numbering, numberedSections } from '../document/numbered.ts'
import { element, escaped, joined, type Markup } from '../drawing/svg.ts'
import { blockHtml } from './blocks.ts'
import { STYLE } from './style.ts'
import { voided } from './words.ts'

/** Nothing is fetched and nothing runs: the page is one file that any browser shows offline. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** The report as one page of HTML without a script, for a screen of any width, light or dark, and for print. */
export function htmlReport(report: ReportDocument): string {
  const sections = numberedSections(report)
  const numbering = new Numbering()
  const head = element(
    'head',
    {},
    voided('meta', { charset: 'utf-8' }),
    voided('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    voided('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    voided('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, escaped(report.title)),
    // the style sheet is our own text, in which nothing of a document stands
    `<style>${STYLE}</style>` as Markup,
  )
  const body = element(
    'body',
    {},
    element('a', { class: 'skip', href: '#content' }, escaped('To the content')),
    element(
      'header',
      {},
      element('p', { class: 'subtitle' }, escaped(report.subtitle)),
      element('h1', {}, escaped(report.title)),
      blockHtml({ kind: 'facts', facts: report.facts }, numbering),
    ),
    contents(sections),
    element('main', { id: 'content' }, ...sections.map((section) => sectionHtml(section, numbering))),
  )
  return `<!doctype html>\n${element('html', { lang: 'en' }, head, escaped('\n'), body)}\n`
}

const titleOf = ({ number, title }: NumberedSection): Markup =>
  joined([element('span', { class: 'number' }, escaped(number)), escaped(` ${title}`)])

function contents(sections: readonly NumberedSection[]): Markup {
  const list = (all: readonly NumberedSection[]): Markup =>
    element(
      'ol',
      {},
      ...all.map((section) =>
        element(
          'li',
          {},
          element('a', { href: `#${section.id}` }, titleOf(section)),
          ...(section.sections.length === 0 ? [] : [list(section.sections)]),
        ),
      ),
    )
  return element(
    'nav',
    { 'aria-labelledby': 'contents' },
    element('h2', { id: 'contents' }, escaped('Contents')),
    list(sections),
  )
}

function sectionHtml(section: NumberedSection, numbering: Numbering): Markup {
  const { id, level, isAppendix, blocks, sections } = section
  return joined([
    element(
      'section',
      { id, 'aria-labelledby': `${id}-title`, class: isAppendix === true ? 'appendix' : undefined },
      element(`h${level}`, { id: `${id}-title` }, titleOf(section)),
      ...blocks.map((block) => blockHtml(block, numbering)),
      ...sections.map((inner) => sectionHtml(inner, numbering)),
    ),
    escaped('\n'),
  ])
}
