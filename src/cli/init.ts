import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Diagnostics } from '../document/diagnostic.ts'
import { DOCUMENT_NAME, DOCUMENT_NAME_RULE } from '../document/schema/names.ts'
import { compileFlow } from '../flow/compile-flow.ts'
import { Documents } from '../flow/documents.ts'
import type { DocumentText } from '../flow/library.ts'
import { EXIT, Failure, openFlow, printDiagnostics, refuse } from './costing.ts'
import { printData } from './output.ts'
import { writeOutput } from './output-file.ts'
import { schemaFiles } from './schema-files.ts'
import { Shelf } from './shelf.ts'

/** `fabroute init NAME --from ROUTE`: a route of one's own in the working folder, with its comments. */
export function initCommand(name: string, { from }: { readonly from: string }): void {
  const named = name.replace(/\.ya?ml$/, '')
  if (!DOCUMENT_NAME.test(named)) refuse('INIT_NAME', { name, rule: DOCUMENT_NAME_RULE })
  const shelf = new Shelf()
  const bundled = join(shelf.root, 'flows', 'x.yaml')
  // a flow of that name beside a route would come before the bundled one
  const taken = [...shelf.names('flow', bundled), ...shelf.names('supply', bundled)]
  if (taken.includes(named)) refuse('INIT_BUNDLED', { name: named })
  const given = readFlowFrom(shelf, from)
  const file = `${named}.yaml`
  if (existsSync(file)) refuse('FILE_EXISTS', { file }, EXIT.input)
  const copy = renamed(given.text, named, schemaFrom(shelf, resolve(file)))
  const lost = documentsLost(shelf, given, { file, text: copy })
  if (lost.length > 0) refuse('INIT_DOCUMENTS', { from, file, names: lost }, EXIT.input)
  writeOutput(file, copy)
  printData(
    [
      `${file} is a copy of ${from}, to change as you like.`,
      '',
      `  fabroute validate ${file}`,
      `  fabroute run ${file}`,
      `  fabroute compare ${file} ${from}`,
      '',
      'Operations, prices and plants of your own go beside it, in operations/, prices/ and prices/plants/.',
    ].join('\n'),
  )
}

/** The document to begin from, which must be a flow. */
function readFlowFrom(shelf: Shelf, from: string): DocumentText {
  const diagnostics = new Diagnostics()
  const given = openFlow(shelf, from, diagnostics)
  if (given !== undefined) new Documents(shelf, diagnostics).flow({ file: given.file, text: given.text })
  printDiagnostics(
    diagnostics.list.filter(({ severity }) => severity === 'error'),
    (file) => (file === given?.file ? given.text : undefined),
  )
  if (given === undefined || diagnostics.failed) throw new Failure(EXIT.input)
  return given
}

/** Documents that a route finds where it lies, and its copy would not. */
function documentsLost(shelf: Shelf, given: DocumentText, copy: DocumentText): string[] {
  const missing = (document: DocumentText): string[] => {
    const diagnostics = new Diagnostics()
    const overrides = { inputs: new Map(), supply: new Map(), supplySpans: new Map() }
    compileFlow(document, shelf, { overrides, fractional: false, anyOutput: true }, diagnostics)
    return diagnostics.list.filter(({ code }) => code.endsWith('_UNKNOWN')).map(({ facts }) => String(facts.name))
  }
  const before = new Set(missing(given))
  return [...new Set(missing(copy))].filter((name) => !before.has(name))
}

/** The text under another name; comments and layout stay. */
function renamed(text: string, name: string, schema: string): string {
  // YAML reads some words and all numerals as something else than text
  const written = /^(?:null|true|false|yes|no|on|off|[\d.]+)$/i.test(name) ? `"${name}"` : name
  const named = text.replace(/^flow:.*$/m, `flow: ${written}`)
  return /^# yaml-language-server:.*$/m.test(named)
    ? named.replace(/^# yaml-language-server:.*$/m, `# yaml-language-server: $schema=${schema.replaceAll('$', '$$$$')}`)
    : named
}

/** The path at which an editor finds the schema of a flow from where the file lies. */
function schemaFrom(shelf: Shelf, file: string): string {
  return relative(dirname(file), join(shelf.root, schemaFiles.flow)).split(sep).join('/')
}
