import type { PageData } from '../report/explorer/page-data.ts'
import { part } from './dom.ts'
import { Explorer } from './explorer.ts'
import { InputPanel } from './input-panel.ts'
import { Results } from './results.ts'
import { RoutePicker } from './route-picker.ts'

const data = JSON.parse(part('fabroute-data').textContent ?? '') as PageData
const explorer = new Explorer(data, location.hash)

let isAsked = false
/** Draws everything anew in the next frame, once whatever is moved until then. */
function changed(): void {
  if (isAsked) return
  isAsked = true
  requestAnimationFrame(() => {
    isAsked = false
    refresh()
  })
}

const inputs = new InputPanel(explorer, part('inputs'), part<HTMLInputElement>('filter'), changed)
const results = new Results(explorer, changed)
const picker = new RoutePicker(explorer, part('routes'), () => void loaded())

function refresh(): void {
  picker.refresh()
  inputs.refresh()
  results.refresh()
  const address = `#${explorer.address}`
  if (location.hash !== address) history.replaceState(null, '', address)
}

async function loaded(): Promise<void> {
  document.body.setAttribute('aria-busy', 'true')
  await explorer.load()
  refresh()
  document.body.removeAttribute('aria-busy')
}

part('reset').addEventListener('click', () => {
  explorer.reset()
  changed()
})
window.addEventListener('hashchange', () => {
  if (location.hash === `#${explorer.address}`) return
  explorer.read(location.hash)
  void loaded()
})
window.addEventListener('resize', changed)
void loaded()
