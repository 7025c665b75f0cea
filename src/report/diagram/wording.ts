import { type Attributes, element, escaped, fitted, type Markup, textWidth } from '../drawing/svg.ts'
import { type ComponentAmount, type Leaving, massOf, type NetworkStream } from './network-data.ts'

/** A little is left over: widths of letters are estimates. */
const ROOM = 0.99
/** Bold letters are wider. */
const BOLD = 1.13

export interface Lettering {
  readonly size: number
  readonly fill: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Drawn around the letters, so that a line behind them does not disturb. */
  readonly halo?: string
}

/** How wide a text may be by its estimate to go into a width. */
export const roomOf = (width: number, bold = false): number => (width * ROOM) / (bold ? BOLD : 1)

/** A line of text, cut to a width. */
export function line(x: number, y: number, text: string, width: number, lettering: Lettering): Markup {
  const { size, fill, bold, anchor, halo } = lettering
  const given: Attributes = {
    x,
    y,
    'font-size': size,
    fill,
    'font-weight': bold ? 'bold' : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    stroke: halo,
    'stroke-width': halo === undefined ? undefined : 4,
    'stroke-linejoin': halo === undefined ? undefined : 'round',
    'paint-order': halo === undefined ? undefined : 'stroke',
  }
  return element('text', given, escaped(fitted(text, size, roomOf(width, bold))))
}

/** A text broken at spaces into lines of a width; what is too much for the last of them is cut. */
export function broken(text: string, size: number, width: number, most: number, bold = false): readonly string[] {
  if (most < 1) return []
  const room = roomOf(width, bold)
  const key = `${size} ${most} ${room} ${text}`
  const known = BROKEN.get(key)
  if (known !== undefined) return known
  if (BROKEN.size >= MOST_BROKEN) BROKEN.clear()
  const lines = breakLines(text, size, room, most)
  BROKEN.set(key, lines)
  return lines
}

/** Lines by text and room: a diagram is drawn again and again with the same names. */
const BROKEN = new Map<string, readonly string[]>()
const MOST_BROKEN = 2000

function breakLines(text: string, size: number, room: number, most: number): string[] {
  const space = textWidth(' ', size)
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(/[ \n\t]+/)) {
    if (word === '') continue
    const length = textWidth(word, size)
    const isLast = lines.length === most - 1
    if (line !== '' && !isLast && used + space + length > room) {
      lines.push(cut(line, size, room))
      line = word
      used = length
    } else {
      used += line === '' ? length : space + length
      line = line === '' ? word : `${line} ${word}`
    }
    if (lines.length === most - 1 && used > room) break
  }
  return line === '' ? lines : [...lines, cut(line, size, room)]
}

/** A text cut at its end: a sentence is understood from how it begins. */
function cut(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  const characters = [...text]
  let room = width - textWidth('…', size)
  let kept = 0
  for (const character of characters) {
    room -= textWidth(character, size)
    if (room < 0) break
    kept++
  }
  return `${characters.slice(0, kept).join('').trimEnd()}…`
}

/** A name broken at spaces and after the strokes that join its parts. */
export function brokenName(name: string, size: number, width: number, most: number): readonly string[] {
  if (textWidth(name, size) <= roomOf(width)) return [name]
  return broken(name.replaceAll('_', '_ '), size, width, most).map((text) => text.replaceAll('_ ', '_'))
}

/** The first of several wordings that a width has room for, or the last. */
export function firstThatFits(wordings: readonly string[], size: number, width: number): string {
  return wordings.find((words) => textWidth(words, size) <= roomOf(width)) ?? (wordings.at(-1) as string)
}

/** A number of so many digits; those before its point are all kept. A diagram is drawn anew as an input moves, so this is plain and fast. */
export function brief(value: number, digits: number): string {
  if (Math.abs(value) >= 10 ** digits)
    return Math.abs(value) < 1e15 ? String(Math.round(value)) : value.toExponential(digits - 1)
  return String(Number(value.toPrecision(digits)))
}

/** A mass to read, in a unit that keeps it short. */
export function massText(kilograms: number): string {
  const size = Math.abs(kilograms)
  if (size === 0) return '0 kg'
  if (size >= 0.9995) return `${brief(kilograms, 3)} kg`
  if (size >= 0.9995e-3) return `${brief(kilograms * 1e3, 3)} g`
  return size >= 1e-6 ? `${brief(kilograms * 1e6, 3)} mg` : '< 1 mg'
}

export function amountText({ mass, amount, unit }: Pick<ComponentAmount, 'mass' | 'amount' | 'unit'>): string {
  if (mass !== null) return massText(mass)
  return `${brief(amount, 3)} ${readable(unit)}`
}

export const percentText = (fraction: number): string => `${brief(fraction * 100, 3)} %`

/** `m^2` as it is printed. */
export function readable(unit: string): string {
  return unit.replace(/\^2\b/g, '²').replace(/\^3\b/g, '³')
}

/** The components of an amount, the greatest first. */
export function mainComponents(parts: readonly ComponentAmount[], most: number): string[] {
  const present = parts.filter(({ amount }) => amount > 0)
  const byMass = [...present].sort((a, b) => (b.mass ?? 0) - (a.mass ?? 0))
  return byMass.slice(0, most).map(({ component }) => component)
}

/** Parts of a mass that its digits do not tell. */
const TRACE = 0.005

/** Whether some components are all that an amount holds, but for traces. */
export function areAll(parts: readonly ComponentAmount[], named: readonly string[]): boolean {
  const others = parts.filter(({ component, amount }) => amount > 0 && !named.includes(component))
  return others.every(({ mass }) => mass !== null) && massOf(others) <= TRACE * massOf(parts)
}

/** The same in words, the fuller wording first; where others are left out it says so, lest the amount beside be taken for theirs. */
export function componentWordings(parts: readonly ComponentAmount[], most: number): string[] {
  const named = mainComponents(parts, most)
  const words = named.join(', ')
  return areAll(parts, named) ? [words] : [`mainly ${words}`, `${words} …`]
}

/** How much flows, by area, pieces and mass. */
export function flowTexts({ area, count, mass, parts }: NetworkStream): string[] {
  const counted = parts.filter((part) => part.mass === null && part.amount > 0)
  return [
    ...(area === undefined ? [] : [`${brief(area, 3)} m²`]),
    ...(count === undefined ? [] : [`${brief(count, 3)} pieces`]),
    ...(mass === 0 && counted.length > 0 ? [amountText(counted[0] as ComponentAmount)] : [massText(mass)]),
  ]
}

const TAGS: Readonly<Record<string, string>> = {
  evaporated: 'vapour to air',
  emitted: 'emitted',
  air: 'to air',
  scrap: 'scrap',
  waste: 'waste',
  sale: 'sold',
  by_product: 'by-product',
  recovered: 'recovered, not used',
  unused: 'arrives, not used',
  fresh: 'leaves',
}

/** What leaves at a step, by what it counts as. */
export function leavingByTag(leaves: readonly Leaving[]): { tag: string; words: string; parts: ComponentAmount[] }[] {
  const tags = [...new Set(leaves.map(({ tag }) => tag))]
  return tags.map((tag) => ({
    tag,
    words: TAGS[tag] ?? tag,
    parts: leaves.filter((one) => one.tag === tag).flatMap(({ parts }) => parts),
  }))
}

/** A sum of amounts to read: its mass, or the first of what is counted otherwise. */
export function sumText(parts: readonly ComponentAmount[]): string {
  const mass = massOf(parts)
  const counted = parts.find((part) => part.mass === null && part.amount > 0)
  return mass === 0 && counted !== undefined ? amountText(counted) : massText(mass)
}
