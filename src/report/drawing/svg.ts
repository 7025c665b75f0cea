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

/** Characters that XML 1.0 has no place for, those that turn the direction of the text around them, and halves of pairs. */
export const UNWRITABLE: RegExp =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** What most texts and values are made of, which need no look at each character. */
const PLAIN = /^[ !#-%(-;=?-~\u00a0-\u200d\u2010-\u2029\u202f-\u2065\u206a-\u2fff]*$/

/** A text that stands for itself in markup and in the value of an attribute. */
export function escaped(text: string): Markup {
  if (PLAIN.test(text)) return text as Markup
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] as string) as Markup
}

/** Several pieces of markup as one. */
export function joined(parts: readonly Markup[], between = ''): Markup {
  return parts.join(between) as Markup
}

/** A number as short as a picture needs it. */
export function short(value: number): string {
  if (Number.isInteger(value)) return String(value + 0)
  const text = value.toFixed(2)
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text
}

/** An element of SVG or HTML; plain strings among its content are escaped by their maker, not here. */
export function element(name: string, attributes: Attributes = {}, ...content: readonly Markup[]): Markup {
  let head = `<${name}`
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined) head += ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`
  }
  return (content.length === 0 ? `${head}/>` : `${head}>${content.join('')}</${name}>`) as Markup
}

/** Sans-serif faces that every system has one of, with figures of one width. */
export const FONT = 'Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif'

/**
 * Widths of characters as parts of the font's size: the wider one of Helvetica and of DejaVu Sans, which stands in where a system
 * has no face like Helvetica. Others are taken as wide as a capital.
 */
const WIDTHS: readonly (readonly [string, number])[] = [
  ["'ijl", 0.28],
  ['I', 0.3],
  [' ,.·', 0.32],
  ['/:;\\|', 0.34],
  ['-f', 0.36],
  ['!()[]t²³₂', 0.4],
  ['r', 0.42],
  ['"', 0.46],
  ['*J`°', 0.5],
  ['s', 0.52],
  ['z', 0.54],
  ['?L_c–', 0.56],
  ['k', 0.58],
  ['vxy', 0.6],
  ['FTaeo', 0.62],
  ['$0123456789bdghnpqu{}µ', 0.64],
  ['EKPSY', 0.68],
  ['ABVXZ', 0.7],
  ['CR', 0.72],
  ['U', 0.74],
  ['HN', 0.76],
  ['&DGΩ', 0.78],
  ['OQ', 0.8],
  ['w', 0.82],
  ['#+<=>^~−×≥≤', 0.84],
  ['M', 0.86],
  ['%', 0.96],
  ['m', 0.98],
  ['W…—→', 1],
  ['@', 1.02],
]
const OTHER = 0.72
const WIDTH_OF = new Map(WIDTHS.flatMap(([characters, width]) => [...characters].map((one) => [one, width] as const)))
/** The same for the characters that make up nearly all texts, by their codes. */
const BY_CODE = Array.from({ length: 128 }, (_, code) => WIDTH_OF.get(String.fromCharCode(code)) ?? OTHER)

/** East Asian characters and pictographs are as wide as they are high. */
const isWide = (character: string): boolean => character >= '\u1100' && !(character >= '\u1ab0' && character < '\u2e80')

function widthOfOthers(text: string): number {
  let width = 0
  for (const character of text) width += WIDTH_OF.get(character) ?? (isWide(character) ? 1 : OTHER)
  return width
}

/** About how wide a text is, in the unit of the font's size; on the wide side, since faces differ. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const known = BY_CODE[text.charCodeAt(i)]
    if (known === undefined) return (width + widthOfOthers(text.slice(i))) * size * 1.02
    width += known
  }
  return width * size * 1.02
}

/** A text cut in its middle to a width: the ends of a name tell most. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  // no character is narrower than an i, so a long text need not be tried character by character
  const most = Math.ceil(width / (size * 0.28))
  for (let length = Math.min(text.length - 1, most); length > 2; length--) {
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
