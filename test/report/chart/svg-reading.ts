import { textWidth } from '../../../src/report/drawing/svg.ts'

/** A text of a picture with the room that it takes. */
export interface TextBox {
  readonly content: string
  readonly size: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const BOLDER = 1.13

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

/** Every text of a picture that has something in it, by the estimate of widths that the charts are laid out with. */
export function textBoxes(svg: string): TextBox[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(([, tag = '', inner = '']) => {
    const content = unescaped(inner)
    if (content.trim() === '') return []
    const size = Number(attribute(tag, 'font-size'))
    const [x, y] = [Number(attribute(tag, 'x')), Number(attribute(tag, 'y'))]
    const width = textWidth(content, size) * (attribute(tag, 'font-weight') === undefined ? 1 : BOLDER)
    const anchor = attribute(tag, 'text-anchor')
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x
    return [{ content, size, left, right: left + width, top: y - size * 0.76, bottom: y + size * 0.22 }]
  })
}

/** What is wrong with a picture: texts that meet or leave it, unreadable sizes, broken markup, values that are no numbers. */
export function faults(svg: string): string[] {
  return [...textFaults(svg), ...markupFaults(svg)]
}

const SLACK = 0.75

function textFaults(svg: string): string[] {
  const found: string[] = []
  const [, width = 0, height = 0] = (/viewBox="0 0 (\S+) (\S+)"/.exec(svg) ?? []).map(Number)
  const boxes = textBoxes(svg)
  for (const [i, box] of boxes.entries()) {
    const where = `"${box.content}" (${box.left.toFixed(1)} … ${box.right.toFixed(1)}, ${box.top.toFixed(1)} … ${box.bottom.toFixed(1)})`
    if (box.size < 11) found.push(`${where} is ${box.size} px`)
    const isIn = box.left >= -SLACK && box.right <= width + SLACK && box.top >= 0 && box.bottom <= height
    if (!isIn) found.push(`${where} leaves the picture of ${width} by ${height}`)
    for (const other of boxes.slice(i + 1)) {
      const meets =
        box.left < other.right - SLACK &&
        other.left < box.right - SLACK &&
        box.top < other.bottom - SLACK &&
        other.top < box.bottom - SLACK
      if (meets) found.push(`${where} meets "${other.content}"`)
    }
  }
  return found
}

function markupFaults(svg: string): string[] {
  const found: string[] = []
  const words = /="[^"]*(NaN|Infinity|undefined|null)[^"]*"/.exec(svg.replace(/<(title|desc)[^>]*>[^<]*/g, ''))
  if (words !== null) found.push(`an attribute says ${words[0]}`)
  const open: string[] = []
  const rest = svg.replace(
    /<(\/?)([a-z][\w:]*)((?:\s[\w:-]+="[^"<>]*")*)(\/?)>/gi,
    (_, closing, name, _attributes, empty) => {
      if (closing === '/') {
        if (open.pop() !== name) found.push(`</${name}> closes another element`)
      } else if (empty !== '/') open.push(name)
      return ''
    },
  )
  if (open.length > 0) found.push(`${open.join(', ')} not closed`)
  if (/[<>"']/.test(rest)) found.push(`markup outside elements: ${rest.slice(0, 200)}`)
  const ids = [...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
  if (new Set(ids).size !== ids.length) found.push('an id is given twice')
  for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) if (!ids.includes(id)) found.push(`#${id} is not there`)
  for (const [, width] of svg.matchAll(/\s(?:width|height)="(-[^"]*)"/g)) found.push(`a size is ${width}`)
  return found
}
