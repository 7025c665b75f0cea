import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { SIZE_LIMIT } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { compileFlow, type Model } from '../flow/compile-flow.ts'
import type { DocumentText } from '../flow/library.ts'
import { readOverrides } from '../flow/overrides.ts'
import { Shelf } from './shelf.ts'

/** Exit codes, as the README states them. */
export const EXIT = { done: 0, input: 1, command: 2, noAnswer: 3, defect: 70 } as const

/** Options of every command that costs a flow. */
export interface CostingOptions {
  readonly set: readonly string[]
  readonly fractional?: boolean
  readonly method?: string
  readonly plant?: string
  readonly prices: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
}

/** A command's end with the problems it found, already printed. */
export class Failure extends Error {
  readonly exit: number
  constructor(exit: number) {
    super(`exit ${exit}`)
    this.exit = exit
  }
}

/** Compiles and evaluates a flow; prints its problems to stderr and fails where there are errors. */
export function costFlow(
  name: string,
  options: CostingOptions,
): { model: Model; evaluation: Evaluation; warnings: Diagnostic[] } {
  const diagnostics = new Diagnostics()
  const shelf = new Shelf(options.prices)
  const texts = new Map<string, string>()
  for (const file of options.prices) checkReadable(file, diagnostics)
  const given = openFlow(shelf, name, diagnostics)
  const overrides = readOverrides(options.set, diagnostics)
  const settings = { overrides, fractional: options.fractional === true, method: options.method, plant: options.plant }
  const model = given === undefined ? undefined : compileFlow(given, shelf, settings, diagnostics)
  const evaluation = model === undefined ? undefined : evaluate(model, diagnostics)
  const textOf = (file: string): string | undefined =>
    model?.texts.get(file) ?? texts.get(file) ?? textOfFile(shelf, file)
  printDiagnostics(diagnostics.list, textOf)
  const refused = options.strict === true && diagnostics.list.length > 0
  if (refused && !diagnostics.failed)
    printDiagnostics(
      [{ code: 'STRICT', severity: 'error', span: undefined, facts: { count: diagnostics.list.length }, related: [] }],
      textOf,
    )
  if (model === undefined || evaluation === undefined || diagnostics.failed || refused) throw new Failure(EXIT.input)
  return { model, evaluation, warnings: diagnostics.list.filter((diagnostic) => diagnostic.severity === 'warning') }
}

/** The document of a FLOW argument: a path, or the name of a bundled route. */
export function openFlow(shelf: Shelf, name: string, diagnostics: Diagnostics): DocumentText | undefined {
  if (isPath(name) && !checkReadable(name, diagnostics)) return undefined
  const given = shelf.route(name)
  if (given === undefined) {
    const known = shelf.names('flow', 'x.yaml').filter((known_) => known_ !== name)
    diagnostics.error('FLOW_UNKNOWN', undefined, { name, near: nearest(name, known), known: [...known] })
  }
  return given
}

/** Reports a file that cannot be read, or is too large to be a document, before it is read. */
export function checkReadable(file: string, diagnostics: Diagnostics): boolean {
  try {
    const found = statSync(file)
    if (found.isFile() && found.size <= SIZE_LIMIT * 4) return true
    if (found.isFile()) diagnostics.error('FILE_TOO_LARGE', undefined, { file, length: found.size, limit: SIZE_LIMIT })
    else {
      const reason = found.isDirectory() ? 'it is a folder' : 'it is not a file'
      diagnostics.error('FILE_UNREADABLE', undefined, { file, reason, near: [] })
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'permission is denied'
          : `the system answers ${code}`
    diagnostics.error('FILE_UNREADABLE', undefined, { file, reason, near: nearest(file, documentsBeside(file)) })
  }
  return false
}

/** Whether an argument is the path of a file, and not the name of a bundled document. */
const isPath = (name: string): boolean => /\.ya?ml$|[\\/]/.test(name)

function documentsBeside(file: string): string[] {
  try {
    return readdirSync(dirname(file))
      .filter((other) => /\.ya?ml$/.test(other))
      .map((other) => join(dirname(file), other))
  } catch {
    return []
  }
}

/** Text of a file for a code frame; an option of the command line is its own text. */
export function textOfFile(shelf: Shelf, file: string): string | undefined {
  const option = /^--(?:set|method|plant) "(.*)"$/s.exec(file)
  return option === null ? shelf.read(file)?.text : option[1]
}

export function printDiagnostics(list: readonly Diagnostic[], textOf: (file: string) => string | undefined): void {
  for (const diagnostic of list) process.stderr.write(`${renderDiagnostic(diagnostic, textOf)}\n\n`)
}
