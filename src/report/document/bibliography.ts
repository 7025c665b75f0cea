import type { Variable } from '../../equation/system.ts'
import type { Evaluation } from '../../evaluation/evaluation.ts'
import type { BibliographyEntry } from '../../flow/price-book.ts'
import { type Block, type Inline, paragraph, type Words } from './blocks.ts'
import { currenciesRead } from './exchange.ts'
import { prose } from './typography.ts'

/** The works that a report cites, numbered in the order in which its inputs, then its equations name them. */
export class Bibliography {
  readonly #numbers = new Map<string, number>()
  readonly #entries = new Map<string, BibliographyEntry>()

  constructor(evaluations: readonly Evaluation[]) {
    const variables = evaluations.map(({ model }) => model.compiled.system.variables)
    const isInput = ({ kind }: Variable): boolean => kind === 'input'
    const ordered = [
      ...variables.flatMap((all) => all.filter(isInput)),
      ...variables.flatMap((all) => all.filter((variable) => !isInput(variable))),
    ]
    for (const { statement } of ordered) {
      const key = statement?.source
      if (key !== undefined && !this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size + 1)
    }
    for (const evaluation of evaluations)
      for (const currency of currenciesRead(evaluation)) {
        const key = evaluation.model.book.exchangeRates.get(currency)?.statement.source
        if (key !== undefined && !this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size + 1)
      }
    for (const { model } of evaluations)
      for (const key of this.#numbers.keys()) {
        const entry = model.book.sources.get(key)
        if (entry !== undefined && !this.#entries.has(key)) this.#entries.set(key, entry)
      }
  }

  cite(key: string): Inline {
    return { cite: this.#numbers.get(key) ?? 0 }
  }

  /** The year of a work; undefined where its entry states none. */
  year(key: string): number | undefined {
    const found = /\b(?:19|20)\d\d\b/.exec(String(this.#entries.get(key)?.year ?? ''))?.[0]
    return found === undefined ? undefined : Number(found)
  }

  get size(): number {
    return this.#numbers.size
  }

  blocks(): Block[] {
    const items = [...this.#numbers.keys()].map((key) => reference(key, this.#entries.get(key)))
    return items.length === 0 ? [paragraph('No work is cited.')] : [{ kind: 'list', start: 1, items }]
  }
}

/** Authors (year). Title. Journal. DOI or address. Note. */
function reference(key: string, entry: BibliographyEntry | undefined): Words {
  if (entry === undefined) return [{ code: key }]
  const { authors, year, title, journal, doi, url, note } = entry
  const head = [authors, year === undefined ? undefined : `(${year})`].filter((part) => part !== undefined).join(' ')
  const parts: Inline[] = [`${head}${head === '' ? '' : '. '}${stopped(title)}`]
  if (journal !== undefined) parts.push(` ${stopped(journal)}`)
  if (doi !== undefined) parts.push(' ', { href: `https://doi.org/${encodeURI(doi)}`, text: `doi:${doi}` })
  else if (url !== undefined) parts.push(' ', isAddress(url) ? { href: url, text: url } : url)
  if (note !== undefined) parts.push(` ${prose(note)}`)
  return [...parts, ' (', { code: key }, ')']
}

const stopped = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)

/** Nothing but a web page is made a link. */
export const isAddress = (url: string): boolean => /^https?:\/\/[^\s<>"']+$/.test(url)
