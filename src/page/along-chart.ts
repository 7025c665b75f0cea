import { lineChart } from '../report/chart/line-chart.ts'
import { unitText } from '../report/document/typography.ts'
import { PAGE } from '../report/drawing/colours.ts'
import type { ExploredInput } from '../report/explorer/explored-route.ts'
import { crossingsOf } from '../report/explorer/route-model.ts'
import { draw, options, part, roomOf } from './dom.ts'
import { type Explorer, isBeyond, type Shown } from './explorer.ts'
import { isLogarithmic, spaced } from './slider.ts'
import { quantity } from './words.ts'

/** Values of the input at which every route is evaluated: as many as a kernel takes in one go. */
const POINTS = 256

/** Fills the choice of inputs along which routes are drawn, and answers which is taken: a price that decides much, at first. */
export function fillAlong(select: HTMLSelectElement, explorer: Explorer, focused: Shown): ExploredInput | undefined {
  const names = explorer.inputs().map(({ input }) => input.name)
  const sorted = [...names].sort()
  const { along } = explorer.state
  const chosen = along !== undefined && names.includes(along) ? along : usual(explorer, focused, names)
  options(select, sorted, chosen)
  return explorer.inputs().find(({ input }) => input.name === chosen)?.input
}

/** The price that moves the cost most, among inputs that all routes shown have. */
function usual(explorer: Explorer, focused: Shown, names: readonly string[]): string | undefined {
  const shared = new Set(
    explorer
      .inputs()
      .filter(({ routes }) => routes.length === explorer.shown().length)
      .map(({ input }) => input.name),
  )
  const ranked = explorer.ranked(focused.model).map(({ input }) => input.name)
  const common = ranked.filter((name) => shared.has(name))
  return common.find((name) => name.startsWith('prices.')) ?? common[0] ?? ranked[0] ?? names[0]
}

/** Cost over the range of an input, of every route shown, and where they cost the same. */
export function drawAlong(explorer: Explorer, input: ExploredInput | undefined, focused: Shown): void {
  const into = part('along-chart')
  if (input === undefined) return
  const shown = explorer.shown().filter(({ figures }) => figures.refused === undefined)
  const x = spaced(input, POINTS)
  const series = shown.map(({ model, moved }) => {
    const own = model.inputOf(input.name)
    const values = model.along(input.name, x, moved)
    // beyond its own range a route is not known
    return values.map((value, i) => (isBeyond(own, x[i] as number) ? Number.NaN : value))
  })
  const crossings = shown.flatMap(({ model }, i) =>
    shown.slice(i + 1).flatMap((other, j) =>
      crossingsOf(x, series[i] as number[], series[i + 1 + j] as number[]).map((at) => ({
        ...at,
        names: `${model.route.flow} and ${other.model.route.flow}`,
      })),
    ),
  )
  const stands = explorer.state.moved.get(input.name) ?? input.value
  const told = crossings.map(
    ({ x: at, y, names }) => `${names} cost the same, ${y.toFixed(3)}, at about ${quantity(at, input)}`,
  )
  draw(
    into,
    lineChart({
      id: 'along-lines',
      title: `Cost over ${input.name}`,
      description: told.length > 0 ? told.join('. ') : 'no two routes cost the same in this range',
      xLabel: input.unit.text === '1' ? input.name : `${input.name}, ${unitText(input.unit.text)}`,
      yLabel: unitText(focused.model.route.unit),
      x,
      logX: isLogarithmic(input),
      series: shown.map(({ model }, i) => ({
        name: model.route.flow,
        y: (series[i] as number[]).map((value) => (Number.isFinite(value) ? value : null)),
      })),
      crossings: crossings.map(({ x: at, y }) => ({ x: at, y, label: quantity(at, input) })),
      markers: [{ x: stands, label: 'now' }],
      colours: PAGE,
      background: false,
      width: roomOf(into),
    }),
  )
  part('crossings').textContent =
    shown.length < 2
      ? ''
      : told.length > 0
        ? `${told.join('. ')}.`
        : 'No two of these routes cost the same in this range.'
}
