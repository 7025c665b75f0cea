import { textWidth } from '../../../src/report/drawing/svg.ts'

/** Where a text of a picture stands, as wide as it may be. */
export interface TextBox {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1]

/** The texts of a picture; its parts are not moved or turned, which is checked. */
export function textBoxes(svg: string): TextBox[] {
  if (svg.includes('transform=')) throw new Error('a part of the picture is moved')
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', written = '']) => {
    const text = written.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] as string)
    const size = Number(attribute(attributes, 'font-size'))
    const [x, y] = [Number(attribute(attributes, 'x')), Number(attribute(attributes, 'y'))]
    const width = textWidth(text, size) * (attribute(attributes, 'font-weight') === 'bold' ? 1.12 : 1)
    const anchor = attribute(attributes, 'text-anchor') ?? 'start'
    const left = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    return { text, left, right: left + width, top: y - 0.74 * size, bottom: y + 0.2 * size }
  })
}

/** Texts that lie over each other or reach out of the picture. */
export function misplaced(svg: string): string[] {
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  const boxes = textBoxes(svg)
  const out = boxes
    .filter(({ left, right, top, bottom }) => !(left >= 0 && right <= width && top >= 0 && bottom <= height))
    .map(({ text }) => `"${text}" is cut off`)
  const over = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `"${a.text}" over "${b.text}"`),
  )
  return [...out, ...over]
}
