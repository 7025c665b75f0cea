import { DirectedGraph } from 'graphology'
import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Path, PositionedDocument } from '../document/positioned.ts'
import { readExpression } from '../equation/read-expression.ts'
import type { Sourced } from '../equation/system.ts'
import type { PortAmounts, Step } from './model.ts'
import type { Port } from './template.ts'

/** One end of a stream. */
export interface PortEnd {
  readonly step: Step
  readonly port: Port
}

/** A stream between two ports; `share` is the stated part of the out-port that goes this way. */
export interface Stream {
  readonly text: string
  readonly from: PortEnd
  readonly to: PortEnd
  readonly share: Sourced | undefined
  readonly path: Path
}

const STREAM = /^\s*([A-Za-z][\w]*)\.([A-Za-z][\w]*)\s*->\s*([A-Za-z][\w]*)\.([A-Za-z][\w]*)\s*$/

/** Reads a `streams:` entry; undefined where it names nothing known, after reporting. */
export function readStream(
  document: PositionedDocument,
  index: number,
  entry: string | Readonly<Record<string, string>>,
  steps: ReadonlyMap<string, Step>,
  diagnostics: Diagnostics,
): Stream | undefined {
  const path: Path = ['streams', index]
  const pairs = typeof entry === 'string' ? [[entry, undefined] as const] : Object.entries(entry)
  const [text, share] = pairs[0] ?? ['', undefined]
  const parts = STREAM.exec(text)
  if (parts === null || pairs.length !== 1) {
    diagnostics.error('STREAM_SYNTAX', document.at(path), { text })
    return undefined
  }
  const [, fromStep, fromPort, toStep, toPort] = parts as unknown as [string, string, string, string, string]
  const from = findEnd(document, path, text, fromStep, fromPort, 'out', steps, diagnostics)
  const to = findEnd(document, path, text, toStep, toPort, 'in', steps, diagnostics)
  if (from === undefined || to === undefined) return undefined
  if (from.port.kind !== to.port.kind) {
    const facts = {
      from: `${fromStep}.${fromPort}`,
      fromKind: from.port.kind,
      to: `${toStep}.${toPort}`,
      toKind: to.port.kind,
    }
    diagnostics.error('STREAM_KIND', document.at(path), facts)
    return undefined
  }
  const read = share === undefined ? undefined : readExpression(document, [...path, text], share, diagnostics)
  return { text, from, to, share: read, path }
}

/** Finds `step.port` that faces the given way. */
export function findEnd(
  document: PositionedDocument,
  path: Path,
  text: string,
  stepName: string,
  portName: string,
  direction: 'in' | 'out',
  steps: ReadonlyMap<string, Step>,
  diagnostics: Diagnostics,
): PortEnd | undefined {
  const start = Math.max(0, text.indexOf(`${stepName}.${portName}`))
  const portStart = start + stepName.length + 1
  // a key is shown as a whole
  const span = (from: number, to: number) =>
    text === '' ? document.at(path, 'key') : document.within(path, from, Math.min(to, text.length))
  const step = steps.get(stepName)
  if (step === undefined) {
    diagnostics.error('STEP_UNKNOWN', span(start, start + stepName.length), {
      name: stepName,
      near: nearest(stepName, steps.keys()),
      known: [...steps.keys()],
    })
    return undefined
  }
  const port = step.template.ports.get(portName)
  if (port === undefined || port.direction !== direction) {
    const known = [...step.template.ports.values()]
      .filter((candidate) => candidate.direction === direction)
      .map((candidate) => candidate.name)
    const place = portName === '' ? span(0, text.length) : span(portStart, portStart + portName.length)
    if (port !== undefined)
      diagnostics.error('PORT_WRONG_WAY', place, { step: stepName, name: portName, direction: port.direction, known })
    else
      diagnostics.error('PORT_UNKNOWN', place, {
        step: stepName,
        name: portName,
        operation: step.template.name,
        direction,
        near: nearest(portName, known),
        known,
      })
    return undefined
  }
  return { step, port }
}

/** What the port at an end carries. */
export function amountsOf(end: PortEnd): PortAmounts {
  return end.step.ports.get(end.port.name) as PortAmounts
}

/** The variable that holds a stated share. */
export function shareName(prefix: string, stream: Stream): string {
  const { from, to } = stream
  return `${prefix}streams.${from.step.name}_${from.port.name}__${to.step.name}_${to.port.name}`
}

/** The name under which a port's streams are kept. */
export function endKey(end: PortEnd): string {
  return `${end.step.base}.${end.port.name}`
}

/**
 * The graph of steps and streams, checked: one stream between two ports, no n-to-m junction, every port connected or
 * allowed not to be, every step connected with the product. Edges run with the material.
 */
export function checkTopology(
  document: PositionedDocument,
  steps: readonly Step[],
  product: Step,
  streams: readonly Stream[],
  fed: ReadonlySet<string>,
  diagnostics: Diagnostics,
): void {
  const graph = new DirectedGraph()
  for (const step of [...steps, product]) graph.addNode(step.base)
  const bySource = new Map<string, Stream[]>()
  const byTarget = new Map<string, Stream[]>()
  for (const stream of streams) {
    graph.mergeEdge(stream.from.step.base, stream.to.step.base)
    push(bySource, endKey(stream.from), stream)
    push(byTarget, endKey(stream.to), stream)
  }
  const tangled = new Set<string>()
  for (const stream of streams) {
    const outs = byTarget.get(endKey(stream.to)) ?? []
    const ins = bySource.get(endKey(stream.from)) ?? []
    const span = () => document.at(stream.path)
    const twin = outs.find((other) => other !== stream && endKey(other.from) === endKey(stream.from))
    if (twin !== undefined) {
      if (streams.indexOf(twin) < streams.indexOf(stream))
        diagnostics.error('STREAM_TWICE', span(), { text: stream.text }, [
          { span: document.at(twin.path), note: 'first here' },
        ])
    } else if (ins.length > 1 && outs.length > 1 && !stream.to.port.market && !tangled.has(endKey(stream.to))) {
      tangled.add(endKey(stream.to))
      diagnostics.error('STREAM_MANY_TO_MANY', span(), {
        from: `${stream.from.step.name}.${stream.from.port.name}`,
        to: `${stream.to.step.name}.${stream.to.port.name}`,
      })
    }
  }
  for (const step of [...steps, product]) {
    for (const port of step.template.ports.values()) {
      const key = endKey({ step, port })
      const connected = (port.direction === 'in' ? byTarget : bySource).has(key) || fed.has(key)
      if (connected || port.optional || port.market || port.countsAs !== undefined) continue
      const facts = { step: step.name, port: port.name, operation: step.template.name }
      diagnostics.error(
        port.direction === 'in' ? 'PORT_UNFED' : 'STREAM_TO_NOWHERE',
        document.at(step.path, 'key'),
        facts,
      )
    }
  }
  const connected = reachable(graph, product.base)
  for (const step of steps) {
    // a model without streams (a list of costed stations) has no ports, and nothing to connect
    if (step.template.ports.size === 0 || connected.has(step.base)) continue
    diagnostics.error('STEP_NOT_DEMANDED', document.at(step.path, 'key'), { name: step.name })
  }
}

function reachable(graph: DirectedGraph, start: string): Set<string> {
  const seen = new Set([start])
  const open = [start]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    graph.forEachNeighbor(node, (other) => {
      if (seen.has(other)) return
      seen.add(other)
      open.push(other)
    })
  }
  return seen
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key)
  if (list === undefined) into.set(key, [value])
  else list.push(value)
}
