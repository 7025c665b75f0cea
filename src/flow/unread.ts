import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { Plant } from './plant.ts'
import { type Entry, type PriceBook, TEXT_FIELDS } from './price-book.ts'

/** Whether something reads a figure, by its path; `name.` stands for any figure of an entry. Undefined where no route is known. */
export type IsRead = ((path: string) => boolean) | undefined

/**
 * Warns of what overlays state, nothing reads, and is spelt nearly like something known: `Li2SS` among the materials, or a
 * parameter `discont_rate` laid over a plant. It would change nothing, and nothing would show.
 */
export function warnOfParameters(plant: Plant, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const { name, span } of plant.additions()) {
    const near = isRead?.(`plant.${name}`) === true ? [] : nearest(name, plant.beneath())
    const facts = { name: `plant.${name}`, near, certain: isRead !== undefined }
    if (near.length > 0) diagnostics.warn('FIGURE_UNREAD', span(), facts)
  }
}

/** The same of entries of price documents, and of their fields. */
export function warnOfEntries(book: PriceBook, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const entries of [book.materials, book.services, book.equipment]) {
    const bundled = [...entries.values()].filter(({ isOwn }) => !isOwn)
    const names = bundled.map(({ name }) => name)
    const stated = bundled.flatMap(({ fields }) => [...fields].filter(([, { isOwn }]) => !isOwn))
    const fields = new Set(stated.map(([field]) => field))
    for (const entry of entries.values()) {
      if (entry.isOwn && isRead?.(`${entry.name}.`) !== true) {
        const facts = { name: entry.name, near: nearest(entry.name, names), certain: isRead !== undefined }
        if (facts.near.length > 0) diagnostics.warn('FIGURE_UNREAD', entry.document.at(entry.path, 'key'), facts)
      }
      warnOfFields(entry, fields, isRead, diagnostics)
    }
  }
}

function warnOfFields(entry: Entry, known: ReadonlySet<string>, isRead: IsRead, diagnostics: Diagnostics): void {
  for (const [name, { isOwn, document, path }] of entry.fields) {
    if (!isOwn || known.has(name) || TEXT_FIELDS.has(name) || isRead?.(`${entry.name}.${name}`) === true) continue
    const near = nearest(name, known)
    const facts = { name: `${entry.name}.${name}`, near, certain: isRead !== undefined }
    if (near.length > 0) diagnostics.warn('FIGURE_UNREAD', document.at(path, 'key'), facts)
  }
}
