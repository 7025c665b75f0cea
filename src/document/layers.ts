import type { Path, PositionedDocument } from './positioned.ts'

/** A value that stands in another document. */
interface Place {
  readonly document: PositionedDocument
  readonly path: Path
}

/**
 * A document of which parts were written elsewhere: `top` with what was laid under it. Positions lead to where each part
 * stands.
 */
export class Layering {
  readonly #top: PositionedDocument
  readonly #places = new Map<string, Place>()

  constructor(top: PositionedDocument) {
    this.#top = top
  }

  /** Says that what is at a path, and everything in it, stands at `from` of another document. */
  put(path: Path, document: PositionedDocument, from: Path = path): void {
    const key = keyOf(path)
    for (const known of this.#places.keys()) if (known.startsWith(`${key}\u0000`)) this.#places.delete(known)
    this.#places.set(key, { document, path: from })
  }

  /** The document with these values. */
  with<T>(value: T): PositionedDocument & { readonly value: T } {
    const placed = (path: Path): Place => {
      for (let length = path.length; length >= 0; length--) {
        const place = this.#places.get(keyOf(path.slice(0, length)))
        if (place !== undefined) return { ...place, path: [...place.path, ...path.slice(length)] }
      }
      return { document: this.#top, path }
    }
    return {
      file: this.#top.file,
      text: this.#top.text,
      data: value,
      value,
      at(path, part) {
        const place = placed(path)
        return place.document.at(place.path, part)
      },
      within(path, from, to) {
        const place = placed(path)
        return place.document.within(place.path, from, to)
      },
    }
  }
}

const keyOf = (path: Path): string => path.join('\u0000')

export type Mapping = Readonly<Record<string, unknown>>

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The values of `base` under those of `top`: mappings at paths that `isJoined` are joined entry by entry, anything else is
 * that of `top` where it states it. What `top` removes is left out.
 */
export function laidOver(
  base: unknown,
  top: unknown,
  path: Path,
  joining: {
    readonly isJoined: (path: Path) => boolean
    readonly isRemoved: (path: Path) => boolean
    readonly taken: (path: Path) => void
  },
): unknown {
  if (!isMapping(base) || !isMapping(top) || !joining.isJoined(path)) return top
  const joined: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(base)) {
    const at = [...path, key]
    if (Object.hasOwn(top, key)) joined[key] = laidOver(value, top[key], at, joining)
    else if (!joining.isRemoved(at)) {
      joined[key] = value
      joining.taken(at)
    }
  }
  for (const [key, value] of Object.entries(top)) if (!Object.hasOwn(base, key)) joined[key] = value
  return joined
}

/** A document without the entries that state nothing, and their paths, where it is based on another. */
export function withoutEmpty(document: PositionedDocument): {
  readonly document: PositionedDocument
  readonly removed: readonly Path[]
} {
  const removed: Path[] = []
  if (!isMapping(document.data) || document.data.based_on === undefined) return { document, removed }
  const kept = (value: unknown, path: Path): unknown => {
    if (!isMapping(value)) return value
    // a format or a name without a value is a slip
    const isEmpty = (key: string): boolean => value[key] === null && path.length > 0
    for (const key of Object.keys(value)) if (isEmpty(key)) removed.push([...path, key])
    const entries = Object.entries(value).filter(([key]) => !isEmpty(key))
    return Object.fromEntries(entries.map(([key, entry]) => [key, kept(entry, [...path, key])]))
  }
  const data = kept(document.data, [])
  return { document: { ...document, data }, removed }
}
