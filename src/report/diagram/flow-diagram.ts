import type { Colours } from '../drawing/colours.ts'
import { element, escaped, joined, type Markup, picture } from '../drawing/svg.ts'
import { flowDescription } from './description.ts'
import { type Box, type FlowLayout, OUTSIDE, SIZES, type StreamRoute } from './flow-layout.ts'
import { legend } from './flow-legend.ts'
import { enteringRows, flowHeading, frameLines, MOST_ROWS, TEXT } from './flow-words.ts'
import { headingLines } from './heading.ts'
import { type ComponentAmount, type Network, type NetworkGroup, type NetworkStream, PRODUCT } from './network-data.ts'
import { stepBox } from './step-box.ts'
import { arrow, strokeOf } from './strokes.ts'
import {
  areAll,
  brief,
  broken,
  brokenName,
  componentWordings,
  firstThatFits,
  flowTexts,
  leavingByTag,
  line,
  mainComponents,
  readable,
  sumText,
} from './wording.ts'

/** The process flow of a route, drawn where a layout of the same steps and streams has put them. */
export function flowDiagram(network: Network, layout: FlowLayout, colours: Colours): Markup {
  const { width, height } = layout
  const routes = network.streams.flatMap((stream) => {
    const route = layout.streams[stream.key]
    return route === undefined ? [] : [{ stream, route }]
  })
  return picture(
    {
      width,
      height,
      title: `Process flow of ${network.title}`,
      description: flowDescription(network),
      id: `process-flow-${network.flow}`,
    },
    colours.background,
    ...headingLines(flowHeading(network, width - 2 * SIZES.margin), SIZES.margin, width - 2 * SIZES.margin, colours),
    ...layout.frames.flatMap((frame) => {
      const group = network.groups.find(({ makes }) => makes === frame.makes)
      return group === undefined ? [] : [framed(group, network, frame, layout.boxes, colours)]
    }),
    ...routes.map(({ stream, route }) => drawn(stream, route, colours)),
    ...network.steps.flatMap((step) => {
      const box = layout.boxes[step.key]
      return box === undefined ? [] : [stepBox(step, box, colours), ...outside(step, box, colours)]
    }),
    ...product(network, layout.boxes[PRODUCT], colours),
    ...routes.map(({ stream, route }) => labelled(stream, route, colours)),
    ...legend(network, layout, colours),
  )
}

function framed(
  group: NetworkGroup,
  { basis }: Network,
  box: Box,
  boxes: FlowLayout['boxes'],
  colours: Colours,
): Markup {
  const { makes = '', flow, steps } = group
  const { x, y, width, height } = box
  // clear of the lines that pass to the left of the steps
  const left = Math.min(...steps.map((key) => boxes[key]?.x ?? x + 12))
  return element(
    'g',
    {},
    element('title', {}, escaped(`${makes}, made in house by ${flow}`)),
    element('rect', { x, y, width, height, rx: 6, fill: 'none', stroke: colours.muted, 'stroke-dasharray': '2 3' }),
    ...frameLines(group, basis, x + width - left - 12).map((text, i) =>
      line(left, y + 20 + 16 * i, text, x + width - left - 12, {
        size: 13,
        fill: colours.ink,
        bold: true,
        halo: colours.background,
      }),
    ),
  )
}

function drawn(stream: NetworkStream, { points }: StreamRoute, colours: Colours): Markup {
  return joined([
    element('polyline', {
      points: points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(' '),
      fill: 'none',
      'stroke-linejoin': 'round',
      ...strokeOf(stream, colours),
    }),
    arrow(points, colours),
  ])
}

/** What is said of a stream: how much, and of what. */
function labelled(stream: NetworkStream, { label }: StreamRoute, colours: Colours): Markup {
  const { x, y, width, isShort } = label
  const lettering = { size: TEXT, fill: colours.ink, halo: colours.background }
  const amounts = flowTexts(stream)
  const components = mainComponents(stream.parts, 2)
  if (!isShort) {
    const of = [...[2, 1].flatMap((most) => componentWordings(stream.parts, most)), '']
    const wordings = of.map((words) => `${amounts.join(' · ')} ${words}`.trim())
    return line(x, y - 6, firstThatFits([...wordings, amounts.at(-1) as string], TEXT, width), width, lettering)
  }
  const above = amounts.map((text, i) => line(x + 5, y - 7 - 14 * (amounts.length - 1 - i), text, width - 5, lettering))
  const isAll = areAll(stream.parts, components)
  const below = components
    .map((component, i) => (isAll || i < components.length - 1 ? component : `${component} …`))
    .flatMap((name) => brokenName(name, TEXT, width - 5, 2))
    .map((text, i) => line(x + 5, y + 15 + 14 * i, text, width - 5, { ...lettering, fill: colours.muted }))
  return joined([...above, ...below])
}

/** What enters from above and what leaves below. */
function outside(step: Network['steps'][number], box: Box, colours: Colours): Markup[] {
  const x = box.x + 12
  const enters = enteringRows(step.enters, OUTSIDE)
  const leaves = leavingByTag(step.leaves)
    .filter(({ parts }) => parts.some(({ amount }) => amount > 0))
    .slice(0, MOST_ROWS)
    .map(({ words, parts }) => {
      const amount = `${words} ${sumText(parts)}`
      return firstThatFits([`${amount} ${onlyOne(parts)}`.trim(), amount], TEXT, OUTSIDE)
    })
  const lettering = { size: TEXT, fill: colours.ink }
  const texts = [
    ...enters.map((text, i) =>
      line(x + 10, box.y - 13 - SIZES.line * (enters.length - 1 - i), text, OUTSIDE, lettering),
    ),
    ...leaves.map((text, i) => line(x + 10, box.y + box.height + 16 + SIZES.line * i, text, OUTSIDE, lettering)),
  ]
  const top = box.y - 8 - SIZES.line * enters.length
  const bottom = box.y + box.height
  const thin = { kind: 'bulk', isReturn: false } as const
  const strokes = [
    ...(enters.length === 0 ? [] : [[top, box.y] as const]),
    ...(leaves.length === 0 ? [] : [[bottom, bottom + 6 + SIZES.line * leaves.length + 4] as const]),
  ].flatMap(([from, to]) => [
    element('line', { x1: x, y1: from, x2: x, y2: to, ...strokeOf(thin, colours) }),
    arrow(
      [
        [x, from],
        [x, to],
      ],
      colours,
    ),
  ])
  return [...strokes, ...texts]
}

const onlyOne = (parts: readonly ComponentAmount[]): string => {
  const present = mainComponents(parts, 2)
  return present.length === 1 ? (present[0] as string) : ''
}

/** The product at the end, with rounded ends. */
function product(network: Network, box: Box | undefined, colours: Colours): Markup[] {
  if (box === undefined) return []
  const { x, y, width, height } = box
  const middle = y + height / 2
  const lettering = { size: 13, fill: colours.ink, anchor: 'middle' } as const
  const titles = broken(network.productTitle, 13, width - 36, 3, true)
  const words = [...titles, readable(network.basis), `${brief(network.cost, 4)} ${network.currency}`]
  const size = 17 * words.length + 4
  return [
    element(
      'g',
      {},
      element('title', {}, escaped(`Product: ${network.productTitle}`)),
      element('rect', {
        x,
        y: middle - size / 2 - 4,
        width,
        height: size + 8,
        rx: (size + 8) / 2,
        fill: colours.surface,
        stroke: colours.ink,
        'stroke-width': 1.5,
      }),
      ...words.map((text, i) =>
        line(x + width / 2, middle - size / 2 + 15 + 17 * i, text, width - 36, {
          ...lettering,
          bold: i < titles.length,
        }),
      ),
    ),
  ]
}
