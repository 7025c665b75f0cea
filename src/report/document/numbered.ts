import type { ReportDocument, Section } from './blocks.ts'

/** A section with its number, `3.2`, or its letter. */
export interface NumberedSection extends Omit<Section, 'sections'> {
  readonly number: string
  readonly level: 2 | 3
  readonly sections: readonly NumberedSection[]
}

/** Sections numbered, appendices lettered, so that every format counts alike. */
export function numberedSections({ sections }: ReportDocument): NumberedSection[] {
  let [numbers, letters] = [0, 0]
  return sections.map((section) => {
    const number = section.isAppendix === true ? letterOf(letters++) : String(++numbers)
    const inner = (section.sections ?? []).map(
      (one, i): NumberedSection => ({ ...one, number: `${number}.${i + 1}`, level: 3, sections: [] }),
    )
    return { ...section, number, level: 2, sections: inner }
  })
}

const LETTERS = 26

function letterOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % LETTERS))
  return at < LETTERS ? letter : `${letterOf(Math.floor(at / LETTERS) - 1)}${letter}`
}

/** Tables and figures in the order in which they are written. */
export class Numbering {
  #tables = 0
  #figures = 0

  table(): number {
    return ++this.#tables
  }

  figure(): number {
    return ++this.#figures
  }
}
