import type { Markup } from '../drawing/svg.ts'

/** A piece of running text: plain words, a name as it is typed, a number of the bibliography, or an address. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly cite: number }
  | { readonly href: string; readonly text: string }

/** Words to read; nothing in them is markup of any format. */
export type Words = string | readonly Inline[]

export interface TableColumn {
  readonly head: string
  /** Figures stand on the right. */
  readonly align?: 'left' | 'right'
  /** Part of the table's width in per cent, where the columns of several tables are to agree. */
  readonly width?: number
}

/** Cells of one line; a line of one group name heads those below it. */
export type TableRow = { readonly cells: readonly Words[]; readonly isTotal?: boolean } | { readonly group: string }

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly note?: Words | undefined
  /** Long tables of an appendix are set in small type. */
  readonly isCompact?: boolean
}

/** A picture; the tables beside it hold its figures, so that a format without pictures lacks nothing. */
export interface Figure {
  readonly kind: 'figure'
  readonly caption: string
  /** Drawn for a page of a width; `id` is the picture's own on the page. */
  readonly picture: (id: string, width: number) => Markup
  /** A picture of one size, which a narrow page scrolls sideways. */
  readonly isWide?: boolean
}

export interface Entry {
  readonly name: string
  readonly expression: string
  readonly value: string
  readonly words: Words
  readonly place: string
}

export type Block =
  | { readonly kind: 'paragraph'; readonly words: Words }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, Words])[] }
  | { readonly kind: 'list'; readonly items: readonly Words[]; readonly start?: number }
  /** Equations: name, expression and value, one after another. */
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'folded'
      readonly summary: string
      readonly blocks: readonly Block[]
      /** Unfolded on paper; else what a reader has unfolded is printed. */
      readonly isPrinted: boolean
    }
  | Table
  | Figure

export interface Section {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
  readonly sections?: readonly Section[]
  /** Lettered, after all others. */
  readonly isAppendix?: boolean
}

/** A report in no format yet. */
export interface ReportDocument {
  readonly title: string
  readonly subtitle: string
  readonly facts: readonly (readonly [string, Words])[]
  readonly sections: readonly Section[]
}

export const paragraph = (words: Words): Block => ({ kind: 'paragraph', words })

/** A table, or nothing where it has no rows. */
export function tableOf(table: Omit<Table, 'kind'>): Block[] {
  return table.rows.length === 0 ? [] : [{ kind: 'table', ...table }]
}

export const row = (...cells: Words[]): TableRow => ({ cells })
export const totalRow = (...cells: Words[]): TableRow => ({ cells, isTotal: true })

/** A text column and columns of figures. */
export function columns(name: string, ...figures: string[]): TableColumn[] {
  return [{ head: name, align: 'left' }, ...figures.map((head): TableColumn => ({ head, align: 'right' }))]
}

/** A section, or nothing where it has no content. */
export function sectionOf(section: Section): Section[] {
  return section.blocks.length === 0 && (section.sections ?? []).length === 0 ? [] : [section]
}

/** A name as part of an address within the page. */
export const anchor = (name: string): string => name.replace(/[^A-Za-z0-9_-]+/g, '-')
