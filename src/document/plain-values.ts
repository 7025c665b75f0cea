import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { splitByComma } from './comma-split.ts'
import type { Diagnostics } from './diagnostic.ts'
import type { Extent, Spot } from './positioned.ts'

/** The most uses of aliases, aliases inside aliased values counted each time. */
export const ALIAS_LIMIT = 100
/** The most values that aliases may repeat. */
const COPIED_LIMIT = 100_000
/** The deepest nesting of mappings and lists; a document of any kind needs fewer than ten levels. */
const DEPTH_LIMIT = 100

/** One value, and what it weighs once its aliases are unfolded. */
interface Read {
  readonly data: unknown
  readonly spot: Spot
  readonly aliases: number
  readonly values: number
}

interface Reading {
  readonly file: string
  readonly text: string
  readonly diagnostics: Diagnostics
  readonly anchors: Map<string, Read | 'open'>
  /** Uses of aliases so far, and the values that they repeat. */
  aliases: number
  copied: number
  stopped: boolean
}

/** Plain values and positions of a parsed mapping, or undefined where it cannot be unfolded. */
export function plainValues(
  top: YAMLMap,
  file: string,
  text: string,
  diagnostics: Diagnostics,
): { data: unknown; root: Spot } | undefined {
  const reading: Reading = { file, text, diagnostics, anchors: new Map(), aliases: 0, copied: 0, stopped: false }
  const { data, spot } = readNode(top, undefined, reading, 0)
  return reading.stopped ? undefined : { data, root: spot }
}

function readNode(node: Node | null | undefined, key: Extent | undefined, reading: Reading, depth: number): Read {
  if (reading.stopped || !node) return nothing(key)
  if (isAlias(node)) return readAlias(node, key, reading)
  if (depth > DEPTH_LIMIT) {
    reading.stopped = true
    reading.diagnostics.error('NESTED_TOO_DEEP', { file: reading.file, ...extentOf(node, reading.text) }, {})
    return nothing(key)
  }
  if (isScalar(node)) return keepAnchor(node.anchor, readScalar(node, key, reading), reading)
  if (node.anchor !== undefined && (isMap(node) || isSeq(node))) reading.anchors.set(node.anchor, 'open')
  if (isMap(node)) return keepAnchor(node.anchor, readMap(node, key, reading, depth), reading)
  if (isSeq(node)) return keepAnchor(node.anchor, readSeq(node, key, reading, depth), reading)
  return nothing(key)
}

/** A missing value stands where its key stands. */
const nothing = (key: Extent | undefined): Read => ({
  data: null,
  spot: { start: key?.start ?? 0, end: key?.end ?? 0, key },
  aliases: 0,
  values: 1,
})

function keepAnchor(anchor: string | undefined, read: Read, reading: Reading): Read {
  if (anchor !== undefined) reading.anchors.set(anchor, read)
  return read
}

function readScalar(node: Node & { value: unknown; source?: string }, key: Extent | undefined, reading: Reading): Read {
  const value = node.value
  if (value === null || value === undefined) {
    const extent = extentOf(node, reading.text)
    return extent.end > extent.start ? { ...nothing(key), spot: { ...extent, key } } : nothing(key)
  }
  // a number keeps the digits that were written
  const data = typeof value === 'string' || typeof value === 'boolean' ? value : (node.source ?? String(value))
  const string = typeof data === 'string' ? data : undefined
  return { data, spot: { ...extentOf(node, reading.text), key, string }, aliases: 0, values: 1 }
}

function readSeq(node: YAMLSeq, key: Extent | undefined, reading: Reading, depth: number): Read {
  const data: unknown[] = []
  const inside: Spot[] = []
  let aliases = 0
  let values = 1
  for (const item of node.items) {
    const read = readNode(item as ParsedNode, undefined, reading, depth + 1)
    data.push(read.data)
    inside.push(read.spot)
    aliases += read.aliases
    values += read.values
  }
  return { data, spot: { ...extentOf(node, reading.text), key, inside }, aliases, values }
}

function readMap(node: YAMLMap, key: Extent | undefined, reading: Reading, depth: number): Read {
  const data: Record<string, unknown> = {}
  const inside = new Map<string, Spot>()
  let aliases = 0
  let values = 1
  const split = node.flow ? splitByComma(node.items, reading) : undefined
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    if (split?.has(pair)) continue
    const name = keyOf(pair, reading)
    if (name === undefined) continue
    const place = extentOf(pair.key, reading.text)
    const earlier = inside.get(name)
    const read = readNode(pair.value, place, reading, depth + 1)
    aliases += read.aliases
    values += read.values
    if (earlier === undefined) {
      data[name] = read.data
      inside.set(name, read.spot)
      continue
    }
    const first = { span: { file: reading.file, ...(earlier.key ?? earlier) }, note: 'it is given here first' }
    reading.diagnostics.error('DUPLICATE_KEY', { file: reading.file, ...place }, { key: name }, [first])
  }
  return { data, spot: { ...extentOf(node, reading.text), key, inside }, aliases, values }
}

/** The text of a key, or undefined where it is reported and left out. */
function keyOf(pair: Pair<Node, unknown>, reading: Reading): string | undefined {
  const span = { file: reading.file, ...extentOf(pair.key, reading.text) }
  if (!isScalar(pair.key)) reading.diagnostics.error('KEY_NOT_TEXT', span, {})
  else if (pair.key.value === '<<') reading.diagnostics.error('MERGE_KEY', span, {})
  else if (pair.key.value === '__proto__') reading.diagnostics.error('NAME_RESERVED', span, { name: '__proto__' })
  else return String(pair.key.source ?? pair.key.value ?? '')
  return undefined
}

function readAlias(node: Alias, key: Extent | undefined, reading: Reading): Read {
  const place = extentOf(node, reading.text)
  const span = { file: reading.file, ...place }
  const target = reading.anchors.get(node.source)
  if (target === undefined || target === 'open') {
    const code = target === 'open' ? 'ALIAS_IN_ITSELF' : 'ALIAS_UNKNOWN'
    reading.diagnostics.error(code, span, { name: node.source })
    return { ...nothing(key), spot: { ...place, key } }
  }
  reading.aliases += target.aliases + 1
  reading.copied += target.values
  if (reading.aliases > ALIAS_LIMIT || reading.copied > COPIED_LIMIT) {
    reading.stopped = true
    reading.diagnostics.error('ALIAS_BOMB', span, { limit: ALIAS_LIMIT })
  }
  return { ...target, aliases: target.aliases + 1, spot: { ...target.spot, key } }
}

/** Where a node stands, without the white space that its range may end with. */
function extentOf(node: Node, text: string): Extent {
  const [start = 0, valueEnd = start] = node.range ?? []
  let end = valueEnd
  while (end > start && /\s/.test(text[end - 1] as string)) end--
  return { start, end }
}
