import { Diagnostics } from '../../src/document/diagnostic.ts'
import type { PositionedDocument } from '../../src/document/positioned.ts'
import { readYaml } from '../../src/document/read-yaml.ts'
import { renderDiagnostic } from '../../src/document/render.ts'

export interface Outcome {
  document: PositionedDocument | undefined
  diagnostics: Diagnostics
  codes: string[]
}

/** Reads a text as the file x.yaml. */
export function read(text: string): Outcome {
  const diagnostics = new Diagnostics()
  const document = readYaml('x.yaml', text, diagnostics)
  return { document, diagnostics, codes: diagnostics.list.map((d) => d.code) }
}

/** The document of a text that is sound. */
export function sound(text: string): PositionedDocument {
  const { document, codes } = read(text)
  if (document === undefined || codes.length > 0) throw new Error(`not sound: ${codes.join(', ')}`)
  return document
}

/** What a diagnostic underlines. */
export const under = (text: string, { diagnostics }: Outcome, index = 0): string => {
  const span = diagnostics.list[index]?.span
  return span ? text.slice(span.start, span.end) : ''
}

export const rendered = (text: string, diagnostics: Diagnostics): string =>
  diagnostics.list.map((d) => renderDiagnostic(d, () => text)).join('\n\n')
