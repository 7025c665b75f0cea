import type { BibliographyEntry, PriceBook } from '../../flow/price-book.ts'

/** The works that are cited, numbered as they first come. */
export class Bibliography {
  readonly #book: PriceBook
  readonly #numbers = new Map<string, number>()

  constructor(book: PriceBook) {
    this.#book = book
  }

  /** `[3] Author 2020 (key)`. */
  cite(key: string | undefined): string | undefined {
    if (key === undefined) return undefined
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1
    this.#numbers.set(key, number)
    const { authors, year } = this.#book.sources.get(key) ?? {}
    const words = [authors?.split(/[,;]/)[0], year].filter((part) => part !== undefined).join(' ')
    return words === '' ? `[${number}] ${key}` : `[${number}] ${words} (${key})`
  }

  get cited(): readonly {
    readonly number: number
    readonly key: string
    readonly entry: BibliographyEntry | undefined
  }[] {
    return [...this.#numbers].map(([key, number]) => ({ number, key, entry: this.#book.sources.get(key) }))
  }
}
