import type { PageData } from '../report/explorer/page-data.ts'
import { part } from './dom.ts'
import { Explorer } from './explorer.ts'
import { InputPanel } from './input-panel.ts'
import { Results } from './results.ts'
import { RoutePicker } from './route-picker.ts'

const data = JSON.parse(part('fabroute-data').textContent ?? '') as PageData
const explorer = new Explorer(data, location.hash)

/** Milliseconds without a move after which what is out of sight is drawn as well, and the address written: that takes a browser long. */
const REST = 150

let isAsked = false
let rest: ReturnType<typeof setTimeout> | undefined
/** Draws what is in sight anew in the next frame, once whatever is moved until then, and the rest when nothing moves any more. */
function changed(): void {
  document.body.toggleAttribute('data-moving', true)
  clearTimeout(rest)
  rest = setTimeout(settle, REST)
  if (isAsked) return
  isAsked = true
  requestAnimationFrame(() => {
    isAsked = false
    refresh(false)
  })
}

const inputs = new InputPanel(explorer, part('inputs'), part<HTMLInputElement>('filter'), changed)
const results = new Results(explorer, changed)
const picker = new RoutePicker(explorer, part('routes'), () => void loaded())

function refresh(isWhole: boolean): void {
  results.measure()
  picker.refresh()
  inputs.refresh()
  results.refresh(isWhole)
}

function settle(): void {
  refresh(true)
  document.body.removeAttribute('data-moving')
  const address = `#${explorer.address}`
  if (location.hash !== address) history.replaceState(null, '', address)
}

async function loaded(): Promise<void> {
  document.body.setAttribute('aria-busy', 'true')
  await explorer.load()
  settle()
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
window.addEventListener('scroll', changed, { passive: true })
void loaded()
