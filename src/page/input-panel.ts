import { unitText } from '../report/document/typography.ts'
import type { ExploredInput } from '../report/explorer/explored-route.ts'
import { make, part } from './dom.ts'
import type { Explorer, SharedInput } from './explorer.ts'
import { PLACES, placeOf, valueAt } from './slider.ts'
import { quantity, readable } from './words.ts'

/** Inputs that stand open on top: those that do most. */
const FOREMOST = 8

interface Row {
  readonly element: HTMLElement
  readonly input: ExploredInput
  readonly words: string
  readonly show: (value: number, isMoved: boolean) => void
}

/** The sliders. Rows stay as they are while they are moved; they are made anew when other routes are shown. */
export class InputPanel {
  readonly #explorer: Explorer
  readonly #changed: () => void
  readonly #list: HTMLElement
  readonly #filter: HTMLInputElement
  #rows: readonly Row[] = []
  #made = ''

  constructor(explorer: Explorer, list: HTMLElement, filter: HTMLInputElement, changed: () => void) {
    this.#explorer = explorer
    this.#list = list
    this.#filter = filter
    this.#changed = changed
    filter.addEventListener('input', () => this.#search())
  }

  refresh(): void {
    const inputs = this.#explorer.inputs()
    const key = JSON.stringify(inputs.map(({ input, own }) => [input.name, own.map(({ route }) => route)]))
    if (key !== this.#made) {
      this.#made = key
      this.#build(inputs)
    }
    const { moved } = this.#explorer.state
    for (const { input, show } of this.#rows) show(moved.get(input.name) ?? input.value, moved.has(input.name))
  }

  #build(inputs: readonly SharedInput[]): void {
    const focused = this.#explorer.focused()
    const bars = focused === undefined ? [] : this.#explorer.ranked(focused.model)
    const first = bars.slice(0, FOREMOST).map(({ input }) => input.name)
    const rank = new Map(bars.map(({ input }, i) => [input.name, i]))
    const place = (name: string): number => rank.get(name) ?? Number.POSITIVE_INFINITY
    const groups = new Map<string, SharedInput[]>([['What decides most', []]])
    for (const shared of inputs) {
      const { name } = shared.input
      const group = first.includes(name) ? 'What decides most' : groupOf(name)
      groups.set(group, [...(groups.get(group) ?? []), shared])
    }
    const isOfSeveral = this.#explorer.shown().length > 1
    const rows: Row[] = []
    const parts = [...groups].filter(([, members]) => members.length > 0)
    this.#list.replaceChildren(
      ...parts.map(([title, members], i) => {
        const made = members
          .toSorted((a, b) => place(a.input.name) - place(b.input.name))
          .map((shared) => this.#row(shared, isOfSeveral))
        rows.push(...made)
        return make(
          'details',
          { open: i === 0 },
          make('summary', {}, title, ' ', make('span', { class: 'count' }, String(members.length))),
          ...made.map(({ element }) => element),
        )
      }),
    )
    this.#rows = rows
    this.#search()
  }

  #row({ input, own }: SharedInput, isOfSeveral: boolean): Row {
    const { name, title, about, unit, least, most, ground } = input
    const id = `input-${name}`
    const printed = unit.text === '1' ? '' : unitText(unit.text)
    // held for every route that has the input, also where one of them stands there already
    const move = (value: number | undefined): void => {
      this.#explorer.move(name, value)
      this.#changed()
    }
    const slider = make('input', { type: 'range', id, min: 0, max: PLACES, step: 1 })
    slider.addEventListener('input', () => move(valueAt(Number(slider.value), input)))
    const note = make('p', { class: 'note', id: `${id}-note`, hidden: true })
    const say = (words: string): void => {
      note.textContent = words
      note.hidden = words === ''
      if (words !== '') part('noted').textContent = `${name}: ${words}`
    }
    const number = make('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      'aria-label': `${name}, ${printed === '' ? 'a number' : printed}`,
      'aria-describedby': `${id}-note`,
    })
    const take = (): void => {
      const asked = numberOf(number.value)
      const value = asked === undefined ? undefined : Math.min(most, Math.max(least, asked))
      say(
        asked === undefined
          ? `"${number.value}" is no number; a decimal point is a point`
          : value === asked
            ? ''
            : `limited to ${readable(least)} to ${quantity(most, input)}`,
      )
      number.setAttribute('aria-invalid', String(value !== asked || asked === undefined))
      shown = undefined
      if (value === undefined) this.#changed()
      else move(value)
    }
    number.addEventListener('change', take)
    // also a value at which one of several routes stands already
    number.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') take()
    })
    const back = make('button', { type: 'button', class: 'back', 'aria-label': `${name} back to where it stood` }, '↺')
    back.addEventListener('click', () => {
      say('')
      move(undefined)
      slider.focus()
    })
    let shown: number | undefined
    const stands = own.map(({ route, input: one }) => (isOfSeveral ? `${route}: ${standing(one)}` : standing(one)))
    const element = make(
      'div',
      { class: 'row', role: 'group', 'aria-label': name },
      make('label', { for: id }, title === '' ? name : title, ...(title === '' ? [] : [' ', make('code', {}, name)])),
      make('div', { class: 'set' }, slider, number, make('span', { class: 'unit' }, printed), back),
      note,
      make('p', { class: 'ground' }, [...new Set(stands)].join('; ')),
      make('p', { class: 'ground' }, [about, ground].filter((text) => text !== '').join(' — ')),
    )
    return {
      element,
      input,
      words: [name, title, about, ground].join(' ').toLowerCase(),
      show: (value, isMoved) => {
        if (value === shown && back.hidden === !isMoved) return
        shown = value
        slider.value = String(placeOf(value, input))
        slider.setAttribute('aria-valuetext', quantity(value, input))
        number.value = String(Number(value.toPrecision(12)))
        element.classList.toggle('moved', isMoved)
        back.hidden = !isMoved
      },
    }
  }

  /** Shows the rows that have all words of the search, and opens their groups. */
  #search(): void {
    const words = this.#filter.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    for (const { element, words: own } of this.#rows) element.hidden = !words.every((word) => own.includes(word))
    for (const [i, group] of [...this.#list.querySelectorAll('details')].entries()) {
      const isFound = group.querySelector('.row:not([hidden])') !== null
      group.hidden = !isFound
      group.open = words.length > 0 ? isFound : i === 0
    }
    const isNone = this.#rows.every(({ element }) => element.hidden)
    part('found').textContent = isNone ? 'No input of these routes has all these words.' : ''
  }
}

/** Where a route has an input, and between which ends. */
function standing(input: ExploredInput): string {
  const { low, high, value, isStated } = input
  const range = `${readable(low)} to ${quantity(high, input)}`
  return `${quantity(value, input)}, ${isStated ? range : `no range is stated (${range} for a look)`}`
}

/** A number as it is typed; undefined for anything else, a decimal comma among it. */
function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(/^\u2212/, '-')
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain))
    ? Number(plain)
    : undefined
}

const GROUPS: Readonly<Record<string, string>> = {
  product: 'Product',
  prices: 'Prices',
  plant: 'Plant',
  equipment: 'Machines',
  materials: 'Materials',
  method: 'Costing method',
  parameters: 'Route',
}

/** The group that an input stands in: by step, or by the first part of its name. */
function groupOf(name: string): string {
  const parts = name.split('.')
  const [head = '', second = ''] = parts
  if (head === 'steps') return `Step ${second}`
  if (head === 'supply') return `Made in house: ${second}`
  return GROUPS[head] ?? 'Other'
}
