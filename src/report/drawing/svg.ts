/** An attribute's value; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** A piece of markup, made by {@link element} or {@link escaped} alone: no text of a document stands in it as it is. */
export type Markup = string & { readonly markup: unique symbol }

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that XML 1.0 has no place for, and halves of pairs. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text that stands for itself in markup and in the value of an attribute. */
export function escaped(text: string): Markup {
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] as string) as Markup
}

/** Several pieces of markup as one. */
export function joined(parts: readonly Markup[], between = ''): Markup {
  return parts.join(between) as Markup
}

/** A number as short as a picture needs it. */
export function short(value: number): string {
  const text = value.toFixed(2)
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text
}

/** An element of SVG or HTML; plain strings among its content are escaped by their maker, not here. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Markup[]): Markup {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined)
  const written = given.map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(String(value))}"`,
  )
  const head = `<${name}${written.join('')}`
  return (content.length === 0 ? `${head}/>` : `${head}>${content.join('')}</${name}>`) as Markup
}

/** Sans-serif faces that every system has one of, with figures of one width. */
export const FONT = 'Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif'

/** Widths of characters as parts of the font's size, as Helvetica has them; others are taken as wide as a capital. */
const WIDTHS: readonly (readonly [string, number])[] = [
  ["iljI'|", 0.222],
  [' .,:;/\\!ft[]()', 0.278],
  ['r-', 0.333],
  ['cksvxyzJ*^"', 0.5],
  ['abdeghnopqu0123456789$?_L=+<>~', 0.56],
  ['FTZ', 0.611],
  ['ABEKPSVXY&', 0.667],
  ['CDHNRUw', 0.722],
  ['GOQ', 0.778],
  ['mM', 0.833],
  ['W%', 0.944],
]
const WIDTH_OF = new Map(WIDTHS.flatMap(([characters, width]) => [...characters].map((one) => [one, width] as const)))

/** About how wide a text is, in the unit of the font's size; on the wide side, since faces differ. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += WIDTH_OF.get(character) ?? 0.72
  return width * size * 1.06
}

/** A text cut in its middle to a width: the ends of a name tell most. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  for (let length = text.length - 1; length > 2; length--) {
    const end = Math.ceil((length - 1) / 2)
    const cut = `${text.slice(0, length - 1 - end)}…${text.slice(text.length - end)}`
    if (textWidth(cut, size) <= width) return cut
  }
  return '…'
}

export interface PictureFrame {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
  /** Told apart from other pictures of a page. */
  readonly id: string
}

/** A picture: it scales to the room it is given, and says in words what it shows. */
export function picture(frame: PictureFrame, background: string | undefined, ...content: readonly Markup[]): Markup {
  const { width, height, title, description, id } = frame
  const ground = background === undefined ? [] : [element('rect', { width, height, fill: background })]
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': FONT,
      style: 'max-width: 100%; height: auto',
    },
    element('title', { id: `${id}-title` }, escaped(title)),
    element('desc', { id: `${id}-desc` }, escaped(description)),
    ...ground,
    ...content,
  )
}
