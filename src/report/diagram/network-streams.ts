import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { Flow, PortAmounts } from '../../flow/model.ts'
import { amountsOf, endKey, type Stream, shareName } from '../../flow/streams.ts'
import { readUnit, type Unit } from '../../quantity/unit.ts'
import { type FigurePlace, massOf, type NetworkStep, type NetworkStream, PRODUCT } from './network-data.ts'
import { keyOf, listed, partOf, partsOf, type Reading, type Scale } from './reading.ts'
import { returnsOf } from './returns.ts'

/** Areas and counts are told in base units. */
const BASE = readUnit('1') as Unit

/** The streams of a flow; those of an upstream flow that end in its product lead to whoever takes it. */
export function streamsOf({ evaluation, flow, units }: Reading): NetworkStream[] {
  const returns = returnsOf(flow)
  const inside = flow.streams.filter(({ to }) => flow.makes === undefined || to.step !== flow.product)
  return inside.map((stream) => {
    const { from, to } = stream
    const { port, scale } = carrierOf(evaluation, flow, stream, units)
    const parts = partsOf(evaluation, flow, port, scale)
    const [area, count] = [port.amounts.get('area'), port.amounts.get('count')]
    const figure = (variable: Variable | undefined): number | undefined =>
      variable && evaluation.value(variable).toNumber() * scale.value
    const place = (variable: Variable | undefined): FigurePlace | undefined =>
      variable && listed(evaluation, variable, BASE, scale)
    return {
      key: `${flow.prefix}${stream.text}`,
      from: keyOf(flow, from.step.name),
      to: to.step === flow.product ? PRODUCT : keyOf(flow, to.step.name),
      kind: from.port.kind,
      isReturn: returns.has(stream),
      isSupply: false,
      tag: from.port.countsAs,
      parts,
      mass: massOf(parts),
      area: figure(area),
      count: figure(count),
      areaFigure: place(area),
      countFigure: place(count),
    }
  })
}

/** The port whose amounts a stream has, and which part of them: a port that feeds several is shared, one that several feed takes all. */
function carrierOf(
  evaluation: Evaluation,
  flow: Flow,
  stream: Stream,
  units: Scale,
): { port: PortAmounts; scale: Scale } {
  if (stream.share !== undefined) {
    const share = evaluation.model.compiled.system.find(shareName(flow.prefix, stream))
    return { port: amountsOf(stream.from), scale: partOf(evaluation, units, share) }
  }
  const from = endKey(stream.from)
  const leaving = flow.streams.filter((other) => endKey(other.from) === from).length
  return { port: amountsOf(leaving > 1 ? stream.to : stream.from), scale: units }
}

/** The product of an upstream flow, from the steps that deliver it to each step that takes it. */
export function supplyStreams(
  { evaluation, flow, units }: Reading,
  readings: readonly Reading[],
  steps: readonly NetworkStep[],
): NetworkStream[] {
  if (flow.makes === undefined) return []
  const users = steps.flatMap((step) =>
    step.enters
      .filter(({ kind, component }) => kind === 'made' && component === flow.makes)
      .map((part) => ({ step, part })),
  )
  // a market may offer what nothing at its step needs
  const taking = users.filter(({ part }) => part.amount > 0)
  const ends = flow.streams.filter(({ to }) => to.step === flow.product)
  const delivered = ends.map((stream) => {
    const { port, scale } = carrierOf(evaluation, flow, stream, { ...units, list: undefined })
    return massOf(partsOf(evaluation, flow, port, scale))
  })
  const whole = delivered.reduce((sum, mass) => sum + mass, 0)
  const place = (makes: string | undefined): number => readings.findIndex((reading) => reading.flow.makes === makes)
  return ends.flatMap((end, i) => {
    const share = whole > 0 ? (delivered[i] as number) / whole : 1 / ends.length
    return (taking.length > 0 ? taking : users).map(({ step, part }) => {
      const parts = [
        {
          component: part.component,
          role: part.role,
          mass: part.mass === null ? null : part.mass * share,
          amount: part.amount * share,
          unit: part.unit,
          kilograms: part.kilograms,
          ...(part.figure && { figure: { place: part.figure.place, times: share } }),
        },
      ]
      return {
        key: `${flow.prefix}${end.from.step.name}.${end.from.port.name} -> ${step.key}`,
        from: keyOf(flow, end.from.step.name),
        to: step.key,
        kind: end.from.port.kind,
        isReturn: place(step.makes) <= place(flow.makes),
        isSupply: true,
        tag: undefined,
        parts,
        mass: massOf(parts),
        area: undefined,
        count: undefined,
      }
    })
  })
}
