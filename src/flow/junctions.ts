import type { Node } from '../equation/graph.ts'
import { type NumberText, readNumber } from '../equation/number.ts'
import type { FanOut } from '../equation/orient.ts'
import type { Origin, Relation } from '../equation/system.ts'
import { dimensionText } from '../quantity/dimension.ts'
import type { FlowScope } from './flow-scope.ts'
import { buy, type Purchase } from './market.ts'
import { amountsOf, endKey, type PortEnd, type Stream, shareName } from './streams.ts'

/**
 * Joins the ports of a flow: one balance per junction and amount, shares where they are stated, purchases at market ports.
 * Answers the fan-outs, whose pushed amounts are divided when relations are oriented, and the purchases.
 */
export function joinPorts(scope: FlowScope): { fanOuts: FanOut[]; purchases: Purchase[] } {
  const { flow } = scope
  const leaving = groupBy(flow.streams, (stream) => endKey(stream.from))
  const arriving = groupBy(flow.streams, (stream) => endKey(stream.to))
  const fanOuts: FanOut[] = []
  const fed = feed(scope)
  for (const streams of leaving.values()) {
    const first = streams[0] as Stream
    if (streams.length > 1 || first.share !== undefined) {
      const fanOut = split(scope, streams)
      if (fanOut !== undefined) fanOuts.push(fanOut)
      continue
    }
    if (first.to.port.market) continue
    const together = arriving.get(endKey(first.to)) as Stream[]
    if (together.length === 1) balance(scope, first, [first.from], [first.to])
    else if (together[0] === first)
      balance(
        scope,
        first,
        together.map((stream) => stream.from),
        [first.to],
      )
  }
  closeUnconnected(scope, leaving, arriving, fed)
  const purchases: Purchase[] = []
  for (const step of flow.steps.values()) {
    const markets = [...step.ports.values()].filter((amounts) => amounts.port.market)
    if (markets.length > 0) purchases.push(...buy(scope, step.name, markets, arriving))
  }
  return { fanOuts, purchases }
}

/** sum of outs = sum of ins, for every amount that either side has. */
function balance(
  scope: FlowScope,
  stream: Stream,
  outs: readonly PortEnd[],
  ins: readonly PortEnd[],
): Map<string, Relation> {
  const { system, diagnostics } = scope.bench
  const origin: Origin = { document: scope.flow.document, path: stream.path }
  const keys = new Set([...outs, ...ins].flatMap((end) => [...amountsOf(end).amounts.keys()]))
  const relations = new Map<string, Relation>()
  const side = (ends: readonly PortEnd[], key: string): Node =>
    system.graph.sum(
      ends
        .map((end) => amountsOf(end).amounts.get(key))
        .filter((variable) => variable !== undefined)
        .map((variable) => system.node(variable)),
    )
  for (const key of keys) {
    const left = side(outs, key)
    const right = side(ins, key)
    if (right === system.graph.zero) {
      const end = outs.find((out) => amountsOf(out).amounts.has(key)) as PortEnd
      const to = ins[0] as PortEnd
      diagnostics.error('STREAM_NOT_TAKEN', scope.flow.document.at(stream.path), {
        from: `${end.step.name}.${end.port.name}`,
        to: `${to.step.name}.${to.port.name}`,
        component: key,
      })
      continue
    }
    const relation: Relation = { left, right, text: stream.text, origin }
    system.relations.push(relation)
    relations.set(key, relation)
  }
  return relations
}

/** One out-port to several ins: by stated shares, or pulled by each and divided where pushed. */
function split(scope: FlowScope, streams: readonly Stream[]): FanOut | undefined {
  const { bench, flow } = scope
  const { system } = bench
  const first = streams[0] as Stream
  const stated = streams.filter((stream) => stream.share !== undefined)
  if (stated.length > 0 && stated.length < streams.length) {
    const without = streams.find((stream) => stream.share === undefined) as Stream
    bench.diagnostics.error('SHARE_MISSING', flow.document.at(without.path), { text: without.text })
    return undefined
  }
  const out = amountsOf(first.from)
  if (stated.length === 0) {
    // a market takes what it is given, so that nothing says how much of the port goes there
    const market = streams.find((stream) => stream.to.port.market)
    if (market !== undefined) {
      bench.diagnostics.error('SHARE_MISSING', flow.document.at(market.path), { text: market.text })
      return undefined
    }
    const ends = streams.map((stream) => stream.to)
    const relations = balance(scope, first, [first.from], ends)
    const text = streams.map((stream) => stream.text).join(', ')
    return {
      text,
      origin: { document: flow.document, path: first.path },
      out: out.amounts,
      branches: ends.map((end) => amountsOf(end).amounts),
      balance: relations,
    }
  }
  const shares = streams.map((stream) => {
    const share = stream.share as NonNullable<Stream['share']>
    const name = shareName(flow.prefix, stream)
    const read = readNumber(
      flow.document,
      [...stream.path, stream.text],
      share.text,
      { source: flow.document.value.source, at: flow.document.value.at, assumption: flow.document.value.assumption },
      bench.diagnostics,
    )
    if (read === undefined) return system.graph.zero
    const variable = bench.inputs.declare(name, read, scope)
    bench.checks.push({
      kind: 'range',
      variable,
      origin: share.origin,
      low: system.graph.zero,
      high: system.graph.one,
      text: '0 .. 100 %',
    })
    return system.node(variable)
  })
  bench.checks.push({
    kind: 'whole',
    node: system.graph.sum(shares),
    origin: { document: flow.document, path: first.path },
    name: `${first.from.step.name}.${first.from.port.name}`,
    shares: true,
  })
  streams.forEach((stream, i) => {
    const to = amountsOf(stream.to)
    const origin: Origin = { document: flow.document, path: stream.path }
    for (const key of new Set([...out.amounts.keys(), ...to.amounts.keys()])) {
      const whole = out.amounts.get(key)
      const part = to.amounts.get(key)
      if (part === undefined) {
        bench.diagnostics.error('STREAM_NOT_TAKEN', flow.document.at(stream.path), {
          from: `${stream.from.step.name}.${stream.from.port.name}`,
          to: `${stream.to.step.name}.${stream.to.port.name}`,
          component: key,
        })
        continue
      }
      const right =
        whole === undefined ? system.graph.zero : system.graph.multiply(system.node(whole), shares[i] as Node)
      if (!stream.to.port.market) system.relations.push({ left: system.node(part), right, text: stream.text, origin })
    }
  })
  return undefined
}

/** `feeds:` fix amounts at an in-port; the other components of a port that buys nothing are then nothing. */
function feed(scope: FlowScope): Set<string> {
  const { bench, flow } = scope
  const fed = new Set<string>()
  const { value } = flow.document
  for (const [key, amounts] of Object.entries(value.feeds ?? {})) {
    const [stepName, portName] = key.split('.') as [string, string]
    const port = flow.steps.get(stepName)?.ports.get(portName)
    if (port === undefined) continue
    fed.add(`${flow.steps.get(stepName)?.base}.${portName}`)
    for (const [component, given] of Object.entries(amounts)) {
      const path = ['feeds', key, component]
      const variable = port.amounts.get(component)
      if (variable === undefined) {
        bench.diagnostics.error('STREAM_NOT_TAKEN', flow.document.at(path, 'key'), {
          from: 'feeds',
          to: key,
          component,
        })
        continue
      }
      const read = readNumber(
        flow.document,
        path,
        given as NumberText,
        { source: value.source, at: value.at, assumption: value.assumption },
        bench.diagnostics,
      )
      if (read === undefined) continue
      const input = bench.inputs.declare(`${flow.prefix}feeds.${stepName}.${portName}.${component}`, read, scope)
      if (input.dimension !== undefined && input.dimension !== variable.dimension) {
        bench.diagnostics.error('INPUT_DIMENSION', flow.document.at(path), {
          name: input.name,
          found: dimensionText(input.dimension),
          wanted: dimensionText(variable.dimension as number),
          text: read.sourced.text,
        })
      }
      bench.define(variable, bench.system.node(input), `feeds: ${component}`)
      variable.origin = { document: flow.document, path }
    }
    if (port.port.market) continue
    for (const variable of port.amounts.values())
      if (variable.definition === undefined) bench.define(variable, bench.system.graph.zero, 'not fed')
  }
  return fed
}

/** Ports that may stay unconnected carry nothing when they do; tagged outlets carry whatever leaves. */
function closeUnconnected(
  scope: FlowScope,
  leaving: ReadonlyMap<string, unknown>,
  arriving: ReadonlyMap<string, unknown>,
  fed: ReadonlySet<string>,
): void {
  for (const step of scope.flow.steps.values()) {
    for (const amounts of step.ports.values()) {
      const key = endKey({ step, port: amounts.port })
      const { direction, optional, market, countsAs } = amounts.port
      if (
        !optional ||
        market ||
        countsAs !== undefined ||
        fed.has(key) ||
        (direction === 'in' ? arriving : leaving).has(key)
      )
        continue
      for (const variable of amounts.amounts.values()) {
        if (variable.definition === undefined)
          scope.bench.define(variable, scope.bench.system.graph.zero, 'not connected')
      }
    }
  }
}

function groupBy(streams: readonly Stream[], key: (stream: Stream) => string): Map<string, Stream[]> {
  const groups = new Map<string, Stream[]>()
  for (const stream of streams) {
    const list = groups.get(key(stream))
    if (list === undefined) groups.set(key(stream), [stream])
    else list.push(stream)
  }
  return groups
}
