import { textWidth } from '../drawing/svg.ts'
import { type Heading, headingOf } from './heading.ts'
import { type Entering, massOf, type Network, type NetworkGroup, type NetworkStream } from './network-data.ts'
import { amountText, brief, broken, brokenName, mainComponents, readable, roomOf, sumText } from './wording.ts'

export const TEXT = 12
const FRAME_TITLE = 13
const MOST_FRAME_LINES = 4
/** Purchases and losses that are written at a step, at most; the last line then sums up the rest. */
export const MOST_ROWS = 4

/** Stand in for figures where room is kept, which must do when inputs move. */
const ANY_COST = '00000.00'
const ANY_MASS = '88.8 mg'
const ANY_NUMBER = '0.000000'

export function flowHeading(network: Network, room: number, cost: string = brief(network.cost, 4)): Heading {
  const { title, basis, currency } = network
  return headingOf(
    title,
    `All amounts are per ${readable(basis)} of good product, which costs ${cost} ${currency}`,
    room,
  )
}

/** The heading for which a layout keeps room. */
export const widestHeading = (network: Network, room: number): Heading => flowHeading(network, room, ANY_COST)

/** What is made within a frame, how much of it and what it costs, in lines of a width. */
export function frameLines(
  { makes = '', demand, unitCost }: NetworkGroup,
  basis: string,
  room: number,
): readonly string[] {
  const asked = demand === undefined ? 'not asked for' : `${amountText(demand)} per ${readable(basis)}`
  const price = unitCost === undefined ? '' : `, ${brief(unitCost.amount, 4)} ${readable(unitCost.unit)}`
  return broken(`${makes} made in house: ${asked}${price}`, FRAME_TITLE, room, MOST_FRAME_LINES, true)
}

/** The lines for which a layout keeps room. */
export function mostFrameLines({ makes = '', unitCost }: NetworkGroup, basis: string, room: number): number {
  const price = `, ${ANY_COST} ${readable(unitCost?.unit ?? '')}`
  const words = `${makes} made in house: ${ANY_NUMBER} kg per ${readable(basis)}${price}`
  return broken(words, FRAME_TITLE, room, MOST_FRAME_LINES, true).length
}

const kindWords = ({ kind }: Pick<Entering, 'kind'>): string => (kind === 'fed' ? ', fed' : '')

/** What enters a step: its name, and how much beside it or, of a long name, beneath. */
function enteringLines(part: Entering, room: number): readonly string[] {
  const { component, unit, mass } = part
  const any = `${component} ${mass === null ? `${ANY_NUMBER} ${readable(unit)}` : ANY_MASS}${kindWords(part)}`
  const amount = `${amountText(part)}${kindWords(part)}`
  if (textWidth(any, TEXT) <= roomOf(room)) return [`${component} ${amount}`]
  return [...brokenName(component, TEXT, room, 2), `\u00a0\u00a0${amount}`]
}

const outsideOnly = (enters: readonly Entering[]): Entering[] => enters.filter(({ kind }) => kind !== 'made')

/** The greatest of what enters a step from outside, and the rest in one line. */
export function enteringRows(enters: readonly Entering[], room: number): string[] {
  const parts = outsideOnly(enters).filter(({ amount }) => amount > 0)
  const sorted = parts.sort((a, b) => (b.mass ?? 0) - (a.mass ?? 0))
  const lines = (some: readonly Entering[]): string[] => some.flatMap((part) => enteringLines(part, room))
  if (sorted.length <= MOST_ROWS) return lines(sorted)
  const rest = sorted.slice(MOST_ROWS - 1)
  const words = massOf(rest) === 0 ? '' : ` ${sumText(rest)}`
  return [...lines(sorted.slice(0, MOST_ROWS - 1)), `and ${rest.length} more${words}`]
}

/** Lines for which a layout keeps room, whichever amounts are the greatest. */
export function mostEnteringRows(enters: readonly Entering[], room: number): number {
  const counts = outsideOnly(enters).map((part) => (part.amount > 0 ? enteringLines(part, room).length : 1))
  const most = counts.sort((a, b) => b - a).slice(0, MOST_ROWS)
  return most.reduce((sum, count) => sum + count, 0)
}

/** Two names of a stream are written; a third may become one of them when inputs move. */
const MOST_NAMES = 3

/** Room for the names of what streams carry, up to a width; any may be the last that is named of several. */
export function labelWidth(streams: readonly Pick<NetworkStream, 'parts'>[], least: number, most: number): number {
  const names = streams.flatMap(({ parts }) =>
    mainComponents(parts, MOST_NAMES).map((name, _, all) => (all.length === MOST_NAMES ? `${name} …` : name)),
  )
  const widest = names.reduce((width, name) => Math.max(width, textWidth(name, TEXT)), 0)
  return Math.ceil(Math.min(most, Math.max(least, widest / roomOf(1) + 6)))
}
