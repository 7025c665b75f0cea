import { make } from './dom.ts'
import { type Explorer, MOST_ROUTES } from './explorer.ts'

/** The routes to choose from, by family. */
export class RoutePicker {
  readonly #explorer: Explorer
  readonly #boxes = new Map<string, HTMLInputElement>()
  readonly #said: HTMLElement

  constructor(explorer: Explorer, into: HTMLElement, picked: () => void) {
    this.#explorer = explorer
    const { catalogue } = explorer.data
    this.#said = make('p', { class: 'ground', role: 'status' })
    const families = [...new Set(catalogue.map(({ family }) => family))]
    const lists = families.map((family) =>
      make(
        'fieldset',
        {},
        make('legend', {}, family === '' ? 'other' : family),
        ...catalogue
          .filter((entry) => entry.family === family)
          .map(({ name, title }) => {
            const box = make('input', { type: 'checkbox', value: name })
            box.addEventListener('change', () => {
              this.#pick(name, box.checked)
              picked()
            })
            this.#boxes.set(name, box)
            return make('label', { title }, box, ' ', name)
          }),
      ),
    )
    into.replaceChildren(this.#said, ...lists)
  }

  #pick(name: string, isShown: boolean): void {
    const { routes } = this.#explorer.state
    const others = routes.filter((one) => one !== name)
    const wanted = isShown ? [...others, name] : others
    const isTooMany = isShown && wanted.length > MOST_ROUTES
    if (wanted.length > 0 && !isTooMany) this.#explorer.show(wanted)
    this.#said.textContent = isTooMany
      ? `at most ${MOST_ROUTES} routes are shown at once`
      : wanted.length === 0
        ? 'one route at least is shown'
        : ''
  }

  refresh(): void {
    const { routes } = this.#explorer.state
    for (const [name, box] of this.#boxes) box.checked = routes.includes(name)
  }
}
