import type { Inline, Words } from '../document/blocks.ts'
import { type Attributes, element, escaped, joined, type Markup } from '../drawing/svg.ts'

/** Running text as HTML; nothing in it is markup of its own. */
export function wordsHtml(words: Words): Markup {
  return typeof words === 'string' ? escaped(words) : joined(words.map(inlineHtml))
}

function inlineHtml(part: Inline): Markup {
  if (typeof part === 'string') return escaped(part)
  if ('code' in part) return element('code', {}, breakable(part.code))
  if ('strong' in part) return element('strong', {}, escaped(part.strong))
  if ('cite' in part) return element('a', { class: 'cite', href: `#source-${part.cite}` }, escaped(`[${part.cite}]`))
  return element('a', { href: part.href, rel: 'noreferrer' }, escaped(part.text))
}

/** A long name may go on in the next line after each of its parts. */
export function breakable(name: string): Markup {
  return joined(
    name.split(/(?<=[._/])(?=\w)/).map((part) => escaped(part)),
    '<wbr>',
  )
}

/** An element that HTML closes by itself. */
export function voided(name: string, attributes: Attributes): Markup {
  return element(name, attributes).replace(/\/>$/, '>') as Markup
}
