import type { Diagnostics } from '../document/diagnostic.ts'
import type { FlowDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import { type NumberText, readNumber } from '../equation/number.ts'
import { groundOfFlow } from './grounds.ts'
import type { Override, Overrides } from './overrides.ts'

/**
 * What a flow sets under `set:`, of its own inputs, its prices and its plant, and over that what the command line changes: a
 * what-if that is kept in a file.
 */
export function withStated(overrides: Overrides, document: Checked<FlowDocument>, diagnostics: Diagnostics): Overrides {
  const inputs = new Map<string, readonly Override[]>()
  for (const [path, given] of Object.entries(document.value.set ?? {})) {
    const at = ['set', path]
    const read = readNumber(document, at, given as NumberText, groundOfFlow(document), diagnostics)
    if (read === undefined) continue
    const text = `${path}=${read.sourced.text.trim()}`
    inputs.set(path, [{ path, change: 'replace', read, text, stated: document.at(at, 'key') }])
  }
  for (const [path, list] of overrides.inputs) inputs.set(path, [...(inputs.get(path) ?? []), ...list])
  return { ...overrides, inputs }
}
