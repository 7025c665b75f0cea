type Child = Node | string

/** An element with its properties and children; texts are texts. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Readonly<Record<string, unknown>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value as EventListener)
    else if (value === true) made.setAttribute(key, '')
    else if (value !== undefined && value !== false) made.setAttribute(key, String(value))
  }
  made.append(...children)
  return made
}

/** A part of the page by its id, which the page was made with. */
export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found as T
}

/** How far beyond the window a part still counts as in sight, in pixels. */
const NEARBY = 200

const measured = new Map<string, { readonly isInSight: boolean; readonly width: number }>()

/** Measures parts of the page, before anything is written to it: afterwards a browser would have to lay it out for that alone. */
export function measure(ids: readonly string[]): void {
  for (const id of ids) {
    const { top, bottom, width } = part(id).getBoundingClientRect()
    measured.set(id, { isInSight: bottom > -NEARBY && top < window.innerHeight + NEARBY, width })
  }
}

/** Whether a part of the page could be seen when it was measured. */
export const isInSight = (id: string): boolean => measured.get(id)?.isInSight ?? true

/** The width of a part of the page when it was measured, in pixels. */
// read only where it is wanted: reading it lays the page out
export const widthOf = (element: HTMLElement): number => measured.get(element.id)?.width ?? element.clientWidth

/** Puts a picture in a part of the page; where it is the same already, it stays. */
export function draw(into: HTMLElement, markup: string): void {
  into.innerHTML = markup
}

/** Fills a list of choices, leaving one alone that has them already. */
export function options(select: HTMLSelectElement, values: readonly string[], chosen: string | undefined): void {
  if ([...select.options].map(({ value }) => value).join() !== values.join())
    select.replaceChildren(...values.map((value) => make('option', { value }, value)))
  if (chosen !== undefined && select.value !== chosen) select.value = chosen
}

/** The width that a picture has in its part of the page. */
export const roomOf = (element: HTMLElement): number => Math.max(340, Math.min(1000, widthOf(element)))
