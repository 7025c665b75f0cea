import { costStack } from '../report/chart/cost-stack.ts'
import { tornadoChart } from '../report/chart/tornado.ts'
import { unitText } from '../report/document/typography.ts'
import { PAGE } from '../report/drawing/colours.ts'
import type { ExploredRoute } from '../report/explorer/explored-route.ts'
import { drawAlong, fillAlong } from './along-chart.ts'
import { bottleneckOf } from './bottleneck.ts'
import { drawDiagram } from './diagram.ts'
import { draw, isInSight, make, measure, options, part, roomOf } from './dom.ts'
import type { Explorer, Shown } from './explorer.ts'
import { Takeaway } from './takeaway.ts'
import { quantity, readable } from './words.ts'

/** Parts that are drawn where they are in sight. */
const PARTS = ['costs', 'cost-table', 'along-chart', 'tornado', 'diagram', 'overlays']

/** Bars of the tornado. */
const BARS = 12

/** What the figures are where the sliders stand. */
export class Results {
  readonly #explorer: Explorer
  readonly #focus = part<HTMLSelectElement>('focus')
  readonly #along = part<HTMLSelectElement>('along')
  readonly #takeaway: Takeaway

  constructor(explorer: Explorer, changed: () => void) {
    this.#explorer = explorer
    this.#takeaway = new Takeaway(explorer)
    this.#focus.addEventListener('change', () => {
      explorer.focus(this.#focus.value)
      changed()
    })
    part('cost-table').closest('details')?.addEventListener('toggle', changed)
    this.#along.addEventListener('change', () => {
      explorer.drawAlong(this.#along.value)
      changed()
    })
  }

  /** Looks at what is in sight, before anything is written to the page. */
  measure(): void {
    measure(PARTS)
  }

  /** Draws the pictures that are in sight, or all. */
  refresh(isWhole: boolean): void {
    const shown = this.#explorer.shown()
    const focused = this.#explorer.focused()
    const problems = part('problems')
    problems.replaceChildren(...this.#explorer.problems().map((problem) => make('pre', {}, problem)))
    problems.hidden = problems.childElementCount === 0
    const leftOut = part('left-out')
    leftOut.replaceChildren(...this.#explorer.leftOut().map((words) => make('li', {}, words)))
    leftOut.hidden = leftOut.childElementCount === 0
    if (focused === undefined) return
    summary(shown)
    const isWanted = (id: string): boolean => isWhole || isInSight(id)
    if (isWanted('costs')) costs(shown)
    if (isWanted('cost-table')) costTable(shown)
    options(
      this.#focus,
      shown.map(({ model }) => model.route.argument),
      this.#explorer.state.focus,
    )
    const along = fillAlong(this.#along, this.#explorer, focused)
    if (isWanted('along-chart')) drawAlong(this.#explorer, along, focused, isWhole)
    if (isWanted('tornado')) tornado(focused)
    if (isWanted('diagram')) drawDiagram(focused)
    if (isWanted('overlays')) this.#takeaway.refresh()
    if (isWhole) settled(shown)
  }
}

const FIGURES: readonly (readonly [head: string, name: (route: ExploredRoute) => string, digits: number])[] = [
  ['cost', () => 'cost', 4],
  ['thickness, µm', () => 'membrane.thickness_um', 4],
  ['resistance, Ω·cm²', () => 'membrane.asr_ohm_cm2', 4],
  ['line output, per h', ({ outputs }) => outputs.find(({ name }) => /^throughput\.line/.test(name))?.name ?? '', 4],
  ['area yield', () => 'yield.area', 4],
  ['solvent emitted, g', () => 'solvent.emitted_kg', 4],
  ['electricity and heat, kWh', () => 'energy_kwh', 4],
]

function summary(shown: readonly Shown[]): void {
  const head = ['route', ...FIGURES.map(([title]) => title), 'bottleneck']
  const rows = shown.map((one) => {
    const { model, figures } = one
    const { route } = model
    const cells = FIGURES.map(([title, name, digits]) => {
      const value = figures.of(name(route))
      if (value === undefined) return '–'
      const told = title === 'solvent emitted, g' ? value * 1000 : value
      const text = title === 'area yield' ? `${(value * 100).toFixed(1)} %` : readable(told, digits)
      return title === 'cost' ? `${value.toFixed(4)} ${unitText(route.unit)}` : text
    })
    const name = make('th', { scope: 'row' }, route.flow)
    if (figures.refused !== undefined)
      return make(
        'tr',
        {},
        name,
        make('td', { colspan: head.length - 1, class: 'refused' }, `cannot be: ${figures.refused}`),
      )
    const beyond = one.outside.map(
      (input) => `${input.name} beyond the stated ${readable(input.low)} to ${quantity(input.high, input)}`,
    )
    if (beyond.length > 0) name.append(make('div', { class: 'outside' }, beyond.join('; ')))
    return make(
      'tr',
      { 'data-route': route.argument },
      name,
      ...[...cells, bottleneckOf(one) ?? '–'].map((cell, i) =>
        make('td', i === 0 ? { class: 'cost', 'data-cost': figures.of('cost') } : {}, cell),
      ),
    )
  })
  const { basisUnit = '1', money = '' } = shown[0]?.model.route ?? {}
  part('per').textContent = `Per ${basisUnit === '1' ? 'unit' : `1 ${unitText(basisUnit)}`}, ${money}`
  part('summary').replaceChildren(
    make('thead', {}, make('tr', {}, ...head.map((title) => make('th', { scope: 'col' }, title)))),
    make('tbody', {}, ...rows),
  )
  part('setting').textContent = [...new Set(shown.map(({ model }) => model.route.setting))].join(' | ')
}

/** What is told when nothing moves any more: what was said before is not said again. */
function settled(shown: readonly Shown[]): void {
  const said = shown
    .map(({ model, figures }) => `${model.route.flow} ${figures.of('cost')?.toFixed(3) ?? 'cannot be'}`)
    .join(', ')
  if (part('said').textContent !== said) part('said').textContent = said
  const warnings = part('warnings')
  const told = shown.flatMap(({ model }) => model.route.warnings)
  warnings.hidden = told.length === 0
  warnings.querySelector('ul')?.replaceChildren(...[...new Set(told)].map((words) => make('li', {}, words)))
  // what takes the focus must not lie beneath the summary
  const summary = part('summary').closest('section')
  document.documentElement.style.scrollPaddingTop = `${(summary?.offsetHeight ?? 0) + 12}px`
}

function costs(shown: readonly Shown[]): void {
  const into = part('costs')
  const categories = [...new Set(shown.flatMap(({ model }) => model.route.categories))]
  const bars = shown.map(({ model, figures }) => ({
    name: model.route.flow,
    segments: categories.map((name) => ({ name, value: figures.of(`cost.by_category.${name}`) ?? 0 })),
  }))
  const unit = unitText(shown[0]?.model.route.unit ?? '')
  draw(
    into,
    costStack({
      id: 'cost-stack',
      title: 'Cost by category',
      description: bars
        .map(
          ({ name, segments }) =>
            `${name}: ${segments.map((segment) => `${segment.name} ${readable(segment.value, 3)}`).join(', ')}`,
        )
        .join('. '),
      unit,
      bars,
      colours: PAGE,
      background: false,
      width: roomOf(into),
    }),
  )
}

/** The same as a table, which is filled where it is open. */
function costTable(shown: readonly Shown[]): void {
  const into = part('cost-table')
  if (into.closest('details')?.open !== true) return
  const categories = [...new Set(shown.flatMap(({ model }) => model.route.categories))]
  const unit = unitText(shown[0]?.model.route.unit ?? '')
  const steps = [...new Set(shown.flatMap(({ model }) => model.route.steps))]
  const amount = ({ figures }: Shown, name: string): string => figures.of(name)?.toFixed(4) ?? ''
  const group = (title: string, key: string, names: readonly string[]): HTMLElement =>
    make(
      'tbody',
      {},
      make('tr', {}, make('th', { scope: 'colgroup', colspan: shown.length + 1 }, title)),
      ...names.map((name) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, name),
          ...shown.map((one) => make('td', {}, amount(one, `cost.by_${key}.${name}`))),
        ),
      ),
    )
  into.replaceChildren(
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        make('th', { scope: 'col' }, unit),
        ...shown.map(({ model }) => make('th', { scope: 'col' }, model.route.flow)),
      ),
    ),
    group('by category', 'category', categories),
    group('by step', 'step', steps),
  )
}

function tornado({ model, moved, figures }: Shown): void {
  const into = part('tornado')
  const base = figures.of('cost')
  const bars = base === undefined ? [] : model.tornado(moved).slice(0, BARS)
  const end = (value: number, { input }: (typeof bars)[number]): string => quantity(value, input)
  draw(
    into,
    tornadoChart({
      id: 'tornado-chart',
      title: `What the stated range of each input does to the cost of ${model.route.flow}`,
      description: bars
        .map(({ input, atLow, atHigh }) => `${input.name}: ${atLow?.toFixed(3)} to ${atHigh?.toFixed(3)}`)
        .join('. '),
      unit: model.route.unit,
      base: base ?? 0,
      rows: bars.map((bar) => ({
        name: bar.input.name,
        low: bar.atLow ?? null,
        high: bar.atHigh ?? null,
        lowLabel: end(bar.input.low, bar),
        highLabel: end(bar.input.high, bar),
      })),
      colours: PAGE,
      background: false,
      width: roomOf(into),
    }),
  )
}
