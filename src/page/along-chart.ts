import { lineChart } from '../report/chart/line-chart.ts'
import { unitText } from '../report/document/typography.ts'
import { PAGE } from '../report/drawing/colours.ts'
import type { ExploredInput } from '../report/explorer/explored-route.ts'
import { type Passing, passings } from '../report/explorer/route-model.ts'
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
      .filter(({ own }) => own.length === explorer.shown().length)
      .map(({ input }) => input.name),
  )
  const ranked = explorer.ranked(focused.model).map(({ input }) => input.name)
  const common = ranked.filter((name) => shared.has(name))
  return common.find((name) => name.startsWith('prices.')) ?? common[0] ?? ranked[0] ?? names[0]
}

/** Cost over the range of an input, of every route shown, and where they pass each other: closely where nothing moves. */
export function drawAlong(
  explorer: Explorer,
  input: ExploredInput | undefined,
  focused: Shown,
  isClose: boolean,
): void {
  const into = part('along-chart')
  if (input === undefined) return
  const shown = explorer.shown().filter(({ figures }) => figures.refused === undefined)
  const x = spaced(input, POINTS)
  const costs = ({ model, moved }: Shown, at: readonly number[]): number[] => {
    const own = model.inputOf(input.name)
    // beyond its own range a route is not known
    return model.along(input.name, at, moved).map((value, i) => (isBeyond(own, at[i] as number) ? Number.NaN : value))
  }
  const series = shown.map((one) => costs(one, x))
  const crossings = shown.flatMap((one, i) =>
    shown
      .slice(i + 1)
      .flatMap((other, j) =>
        passings(
          x,
          [series[i] as number[], series[i + 1 + j] as number[]],
          isClose ? (at) => [costs(one, at), costs(other, at)] : undefined,
        ).map((passing) => ({ ...passing, names: `${one.model.route.flow} and ${other.model.route.flow}` })),
      ),
  )
  const stands = explorer.state.moved.get(input.name) ?? focused.model.inputOf(input.name)?.value ?? input.value
  const told = crossings.map((one) => passingText(one, input))
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
  const looked = `Looked for at ${POINTS} values of ${input.name}: what lies between two of them is not seen.`
  part('crossings').textContent =
    shown.length < 2
      ? ''
      : told.length > 0
        ? `${told.join('. ')}. ${looked}`
        : `No two of these routes pass each other in this range. ${looked}`
}

function passingText({ x, y, isLeap, names }: Passing & { readonly names: string }, input: ExploredInput): string {
  const at = quantity(x, input)
  return isLeap
    ? `${names} pass each other by a step at about ${at}`
    : `${names} cost the same, ${y.toFixed(3)}, at about ${at}`
}
