import { commandOf, overlayName, overlayOf, settingsOf } from '../report/explorer/overlay.ts'
import { make, part } from './dom.ts'
import type { Explorer, Shown } from './explorer.ts'

/** The what-if as a file, as a command and as an address. */
export class Takeaway {
  readonly #explorer: Explorer

  constructor(explorer: Explorer) {
    this.#explorer = explorer
    part('copy-link').addEventListener('click', () => void copied(location.href))
  }

  refresh(): void {
    const shown = this.#explorer.shown()
    const { moved } = this.#explorer.state
    const list = part('overlays')
    const key = JSON.stringify([shown.map(({ model }) => model.route.argument), [...moved]])
    if (list.dataset.made === key) return
    list.dataset.made = key
    list.replaceChildren(
      ...shown.map(({ model, moved: own }) => {
        const { route } = model
        const name = `${overlayName(route)}.yaml`
        const command = commandOf(route, own)
        const save = make('button', { type: 'button', 'data-overlay': route.argument }, `Download ${name}`)
        // inputs may have moved since this was drawn
        save.addEventListener('click', () => download(name, overlayOf(route, this.#movedOf(model))))
        const copy = make('button', { type: 'button' }, 'Copy command')
        copy.addEventListener('click', () => void copied(commandOf(route, this.#movedOf(model))))
        const count = settingsOf(route, own).length
        return make(
          'li',
          {},
          make(
            'p',
            {},
            make('b', {}, route.flow),
            `: ${count === 0 ? 'as it stands' : `${count} ${count === 1 ? 'input' : 'inputs'} set`}`,
          ),
          make('pre', { class: 'command', tabindex: 0 }, command),
          make('p', { class: 'buttons' }, save, copy),
        )
      }),
    )
  }

  #movedOf(model: Shown['model']): Shown['moved'] {
    return this.#explorer.shown().find((one) => one.model === model)?.moved ?? new Map()
  }
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = make('a', { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

async function copied(text: string): Promise<void> {
  const said = part('copied')
  try {
    await navigator.clipboard.writeText(text)
    said.textContent = 'Copied.'
  } catch {
    said.textContent = 'The browser does not let the page copy: select the text and copy it.'
  }
}
