import type { RouteBook } from './route-book.ts'
import type { SheetPage } from './sheet.ts'
import { HEAD, TITLE, WRAPPED } from './styles.ts'

const HEADS = ['no.', 'key', 'authors', 'year', 'title', 'journal', 'doi', 'url', 'note']
export const SOURCE_WIDTHS: readonly number[] = [6, 26, 34, 8, 60, 26, 28, 40, 60]

/** The works that inputs and equations are cited from; made after the sheets that cite them. */
export function sourcesSheet(book: RouteBook): SheetPage {
  const page = book.page('Sources')
  page.put(0, 0, `Sources of ${book.result.flow}`, TITLE)
  page.row(1, HEADS, HEAD)
  for (const [i, { number, key, entry }] of book.bibliography.cited.entries()) {
    const { authors, year, title, journal, doi, url, note } = entry ?? {}
    page.row(i + 2, [number, key, authors, year, title, journal, doi, url, note], WRAPPED)
  }
  return page
}
