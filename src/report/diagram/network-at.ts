import type { ComponentAmount, FigurePlace, Network } from './network-data.ts'

/** What a network is read anew from where inputs have moved. */
export interface Anew {
  /** A figure by its place in the list that the network was read with; undefined where it is no number. */
  figure(place: number): number | undefined
  /** What a step holds and how much of it is used. */
  step(key: string): { machines: number | undefined; utilization: number | undefined; perHour: number | undefined }
  readonly cost: number
  readonly bottleneck: string | undefined
}

/** The same network with other figures: of the same steps and streams, so that a layout of it stays. */
export function networkAt(network: Network, anew: Anew): Network {
  const read = (place: FigurePlace | undefined): number | undefined => {
    const value = place && anew.figure(place.place)
    return value === undefined ? undefined : value * (place as FigurePlace).times
  }
  const part = <A extends ComponentAmount>(amount: A): A => {
    const value = read(amount.figure)
    if (value === undefined) return amount
    return { ...amount, amount: value, mass: amount.kilograms === null ? null : value * amount.kilograms }
  }
  return {
    ...network,
    cost: anew.cost,
    groups: network.groups.map((group) => ({
      ...group,
      demand: group.demand && part(group.demand),
      unitCost: group.unitCost && { ...group.unitCost, amount: read(group.unitCost.figure) ?? group.unitCost.amount },
    })),
    steps: network.steps.map((step) => {
      const { machines, utilization, perHour } = anew.step(step.key)
      return {
        ...step,
        machines: step.machines === null ? null : (machines ?? null),
        utilization: step.utilization === null ? null : (utilization ?? null),
        capacity: step.capacity && { ...step.capacity, perHour: perHour ?? step.capacity.perHour },
        isBottleneck: step.makes === undefined && step.name === anew.bottleneck,
        yield: read(step.yieldFigure) ?? step.yield,
        enters: step.enters.map(part),
        leaves: step.leaves.map((leaving) => ({ ...leaving, parts: leaving.parts.map(part) })),
        formed: step.formed.map(part),
        consumed: step.consumed.map(part),
      }
    }),
    streams: network.streams.map((stream) => {
      const parts = stream.parts.map(part)
      return {
        ...stream,
        parts,
        mass: parts.reduce((sum, { mass }) => sum + (mass ?? 0), 0),
        area: read(stream.areaFigure) ?? stream.area,
        count: read(stream.countFigure) ?? stream.count,
      }
    }),
  }
}
