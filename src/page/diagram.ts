import { flowDiagram } from '../report/diagram/flow-diagram.ts'
import { networkAt } from '../report/diagram/network-at.ts'
import { PAGE } from '../report/drawing/colours.ts'
import { drawnFigure } from '../report/explorer/page-data.ts'
import { bottleneckOf } from './bottleneck.ts'
import { draw, part, widthOf } from './dom.ts'
import type { Shown } from './explorer.ts'

/** Pages narrower than this have two steps in a row. */
const NARROW = 620

/** The process flow of a route, with its figures where the sliders stand. */
export function drawDiagram(shown: Shown): void {
  const { model, figures } = shown
  const into = part('diagram')
  const { network, layouts } = model.route
  if (figures.refused !== undefined) return
  const now = networkAt(network, {
    figure: (place) => figures.of(drawnFigure(place)),
    step: (key) => ({
      machines: figures.of(`throughput.steps.${key}.machines`),
      utilization: figures.of(`throughput.steps.${key}.utilization`),
      perHour: figures.of(`throughput.steps.${key}.rate_per_h`),
    }),
    cost: figures.of('cost') ?? Number.NaN,
    bottleneck: bottleneckOf(shown),
  })
  draw(into, flowDiagram(now, layouts[widthOf(into) < NARROW ? 1 : 0], PAGE))
}
