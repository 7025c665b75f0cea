import { textWidth } from '../drawing/svg.ts'
import type { SankeyEnd, SankeyGraph, SankeyRibbon } from './sankey-graph.ts'
import { broken, roomOf } from './wording.ts'

export const TEXT = 12

/** Room for words to the left and to the right of what is drawn: as much as they need, up to a width. */
const LEFT = { least: 196, most: 300, clear: 18 } as const
const RIGHT = { least: 200, most: 320, clear: 0 } as const

export function sidesOf(graph: SankeyGraph): { left: number; right: number } {
  const wide = (words: readonly string[], { least, most, clear }: typeof LEFT | typeof RIGHT): number => {
    const widest = words.reduce((width, text) => Math.max(width, textWidth(text, TEXT)), 0)
    return Math.ceil(Math.min(most, Math.max(least, widest / roomOf(1) + clear + 1)))
  }
  const ends = (side: SankeyEnd['side']): string[] =>
    graph.ends.filter((end) => end.side === side).map((end) => endWords(end, graph))
  const returns = graph.ribbons.filter(({ isReturn }) => isReturn).flatMap((ribbon) => returnWords(ribbon, graph))
  return { left: wide(ends('in'), LEFT), right: wide([...ends('out'), ...returns], RIGHT) }
}

export function endWords({ words, value }: SankeyEnd, { text }: SankeyGraph): string {
  return `${words} ${text(value)}`
}

/** What is said of a return, in lines of a width. */
export function returnLines(ribbon: SankeyRibbon, graph: SankeyGraph, width: number): readonly string[] {
  return returnWords(ribbon, graph).flatMap((words) => broken(words, TEXT, width, 2))
}

function returnWords({ words, value, to }: SankeyRibbon, { nodes, text }: SankeyGraph): [string, string] {
  return [`${words} ${text(value)}`, `back to ${nodes.find(({ key }) => key === to)?.title ?? to}`]
}
