/** What a page shows, as its address keeps it. */
export interface PageState {
  /** Routes shown, by name. */
  readonly routes: readonly string[]
  /** The route whose tornado and diagram are shown. */
  readonly focus: string | undefined
  /** The input along which routes are drawn. */
  readonly along: string | undefined
  /** Inputs that are moved, in the unit of each. */
  readonly moved: ReadonlyMap<string, number>
  /** What an address says that could not be read. */
  readonly unread: readonly string[]
}

const SET = 'set'

/** The part of an address behind its `#`. */
export function addressOf({ routes, focus, along, moved }: PageState): string {
  const parts = new URLSearchParams()
  if (routes.length > 0) parts.set('routes', routes.join(','))
  if (focus !== undefined && focus !== routes[0]) parts.set('focus', focus)
  if (along !== undefined) parts.set('along', along)
  for (const [name, value] of moved) parts.append(SET, `${name}=${value}`)
  // as little escaped as an address allows, so that it can be read
  return parts.toString().replaceAll('%3D', '=').replaceAll('%2C', ',')
}

/** Reads an address; whatever in it is no state is told as unread, since a page must open whatever it is sent. */
export function stateOf(address: string): PageState {
  const parts = new URLSearchParams(address.replace(/^#/, ''))
  const moved = new Map<string, number>()
  const unread: string[] = []
  for (const text of parts.getAll(SET)) {
    const [, name, number] = /^([A-Za-z][\w.]*)=(-?[\d.]+(?:e[+-]?\d+)?)$/i.exec(text) ?? []
    const value = Number(number)
    if (name !== undefined && Number.isFinite(value)) moved.set(name, value)
    else unread.push(text)
  }
  const routes = [...new Set((parts.get('routes') ?? '').split(',').filter((name) => name !== ''))]
  const named = (key: string): string | undefined => parts.get(key) ?? undefined
  return { routes, focus: named('focus') ?? routes[0], along: named('along'), moved, unread }
}
