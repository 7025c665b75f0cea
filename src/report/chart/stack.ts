import { placeable } from './number-label.ts'

interface Segment {
  readonly name: string
  readonly value: number
}

export interface Part {
  readonly name: string
  readonly value: number
  /** Where it begins. */
  readonly from: number
  /** Its place among the members. */
  readonly index: number
}

/** One bar, its parts laid end to end from nought, negative ones to the other side. */
export interface Stack {
  readonly parts: readonly Part[]
  readonly positive: number
  readonly negative: number
  readonly total: number
}

const OTHER = 'other'

/**
 * The members of all bars in one order: `order` first, then each new one after its predecessor in the bar that has it. Members that
 * are nought everywhere are left out unless `order` names them; more than there are colours, the last are one member, `other`.
 */
export function membersOf(
  bars: readonly { readonly segments: readonly Segment[] }[],
  order: readonly string[],
  most: number,
): string[] {
  const members = [...order]
  for (const { segments } of bars) {
    let place = 0
    for (const { name, value } of segments) {
      const known = members.indexOf(name)
      if (known >= 0) place = Math.max(place, known + 1)
      else if (placeable(value) !== 0) {
        place = Math.max(place, order.length)
        members.splice(place++, 0, name)
      }
    }
  }
  return members.length <= most ? members : [...members.slice(0, most - 1), OTHER]
}

/** Undefined where a figure is missing: a total without it would be another total. */
export function stackOf(segments: readonly Segment[], members: readonly string[]): Stack | undefined {
  const sums = new Map<number, number>()
  for (const { name, value } of segments) {
    const placed = placeable(value)
    if (placed === undefined) return undefined
    const index = members.indexOf(name)
    const at = index >= 0 ? index : members.length - 1
    if (placed !== 0) sums.set(at, (sums.get(at) ?? 0) + placed)
  }
  let [positive, negative] = [0, 0]
  const parts = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([index, value]) => {
      const from = value < 0 ? negative : positive
      if (value < 0) negative += value
      else positive += value
      return { name: members[index] as string, value, from, index }
    })
  const total = positive + negative
  return placeable(positive) === undefined || placeable(negative) === undefined
    ? undefined
    : { parts, positive, negative, total }
}
