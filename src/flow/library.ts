/** The text of a document and the file it came from. */
export interface DocumentText {
  readonly file: string
  readonly text: string
  /** The document's values, where this very text was read and checked before: problems would have been told then. */
  readonly checked?: unknown
  /** Whether it came with the package. */
  readonly isBundled?: boolean
}

export type LibraryKind = 'flow' | 'finish' | 'operation' | 'method' | 'plant' | 'supply' | 'scenario'

/**
 * Where documents come from: the bundled folders and those beside a route. The engine asks by name and knows no file system,
 * so that it runs in a page as well.
 */
export interface Library {
  /** The document of that name: beside `beside` (the file that asks for it) first, then bundled; a path is taken as it is. */
  find(kind: LibraryKind, name: string, beside: string): DocumentText | undefined
  /** Names that `find` would answer, for suggestions. */
  names(kind: LibraryKind, beside: string): readonly string[]
  /** The rules that hold for a route: the bundled ones, then those beside it. */
  rules(beside: string): readonly DocumentText[]
  /** The price documents that lie beneath all others. */
  bundledPrices(): readonly DocumentText[]
  /** The price documents beside a route, which come over those and over the scenario of its plant. */
  ownPrices(beside: string): readonly DocumentText[]
}

/** A place no document lies beside, so that only bundled ones are found. */
export const NOWHERE = '/nowhere/x.yaml'
