/** A document's text with the name it is shown under. */
export interface DocumentText {
  readonly file: string
  readonly text: string
  /** The values of the text, where they have been read and checked against their schema before. */
  readonly checked?: unknown
}

export type LibraryKind = 'flow' | 'operation' | 'method' | 'plant' | 'supply'

/**
 * Where documents come from: the bundled folders and those beside a route. The engine asks by name and knows no file system,
 * so that it runs in a page as well.
 */
export interface Library {
  /** The document of that name: beside `beside` (the file that asks for it) first, then bundled. */
  find(kind: LibraryKind, name: string, beside: string): DocumentText | undefined
  /** Names that `find` would answer, for suggestions. */
  names(kind: LibraryKind, beside: string): readonly string[]
  /** Price documents, bundled ones first; a later entry of the same name replaces an earlier one. */
  prices(beside: string): readonly DocumentText[]
}
