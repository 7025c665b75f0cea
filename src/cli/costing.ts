import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Code, FactsOf } from '../document/catalogue.ts'
import { type Diagnostic, Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { SIZE_LIMIT } from '../document/read-yaml.ts'
import { renderDiagnostic } from '../document/render.ts'
import { optionText, type Span } from '../document/span.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { type Result, resultOf } from '../evaluation/result.ts'
import { compileFlow, type Model } from '../flow/compile-flow.ts'
import type { DocumentText, LibraryKind } from '../flow/library.ts'
import { readOverrides } from '../flow/overrides.ts'
import { reasonOf, Shelf, Unreadable } from './shelf.ts'

/** Exit codes, as the README states them. */
export const EXIT = { done: 0, input: 1, command: 2, noAnswer: 3, defect: 70 } as const

/** Options of every command that costs a flow. */
export interface CostingOptions {
  readonly set: readonly string[]
  readonly fractional?: boolean
  readonly method?: string
  readonly plant: readonly string[]
  readonly currency?: string
  readonly year?: string
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

/** A flow compiled, as far as that went. */
export interface Compiled {
  readonly model: Model | undefined
  readonly textOf: (file: string) => string | undefined
}

/** Compiles a flow with further settings, those of a study, after those of the options; problems go to the diagnostics. */
export function compileNamed(
  name: string,
  options: CostingOptions,
  diagnostics: Diagnostics,
  further: readonly string[] = [],
): Compiled {
  const shelf = new Shelf()
  // a file that cannot be read is told, and left out so that it is not told again
  const readable = (names: readonly string[]): string[] =>
    names.filter((named) => !isPath(named) || checkReadable(named, diagnostics))
  const given = openFlow(shelf, name, diagnostics)
  // what an option names may lie in the working folder, also where the route is a bundled one
  const here = (kind: LibraryKind, names: readonly string[]): string[] =>
    names.map((named) => (isPath(named) ? named : (shelf.here(kind, named) ?? named)))
  const settings = {
    overrides: readOverrides(options.set, diagnostics, further),
    fractional: options.fractional === true,
    method: options.method === undefined ? undefined : here('method', [options.method])[0],
    plants: readable(here('plant', options.plant)),
    prices: readable(here('scenario', options.prices)),
    money: { currency: options.currency, year: options.year },
  }
  const model = given === undefined ? undefined : compileFlow(given, shelf, settings, diagnostics)
  return { model, textOf: (file) => model?.texts.get(file) ?? textOfFile(shelf, file) }
}

/** Compiles and evaluates a flow; prints its problems to stderr and fails where there are errors. */
export function costFlow(
  name: string,
  options: CostingOptions,
): { model: Model; evaluation: Evaluation; warnings: Diagnostic[] } {
  const diagnostics = new Diagnostics()
  const { model, textOf } = compileNamed(name, options, diagnostics)
  const evaluation = model === undefined ? undefined : evaluate(model, diagnostics)
  conclude(diagnostics, options, textOf)
  if (model === undefined || evaluation === undefined) throw new Failure(EXIT.input)
  return { model, evaluation, warnings: diagnostics.list.filter((diagnostic) => diagnostic.severity === 'warning') }
}

/** Prints problems to stderr and fails where there are errors, or warnings under --strict. */
export function conclude(
  diagnostics: Diagnostics,
  options: Pick<CostingOptions, 'strict'>,
  textOf: (file: string) => string | undefined,
): void {
  printDiagnostics(diagnostics.list, textOf)
  const refused = options.strict === true && diagnostics.list.length > 0
  if (refused && !diagnostics.failed)
    printDiagnostics(
      [{ code: 'STRICT', severity: 'error', span: undefined, facts: { count: diagnostics.list.length }, related: [] }],
      textOf,
    )
  if (!diagnostics.failed && !refused) return
  const errors = diagnostics.list.filter(({ severity }) => severity === 'error')
  const all = (is: (diagnostic: Diagnostic) => boolean): boolean => errors.length > 0 && errors.every(is)
  throw new Failure(all(isOfCommand) ? EXIT.command : all(isWithoutAnswer) ? EXIT.noAnswer : EXIT.input)
}

/** A value that a method solves for does not exist, or is not one. */
function isWithoutAnswer({ code }: Diagnostic): boolean {
  return code === 'GOAL_NOT_REACHED' || code === 'GOAL_NOT_ONE'
}

/** An option that cannot be read at all, unlike one that asks for something impossible. */
function isOfCommand({ code, span }: Diagnostic): boolean {
  return (
    (code === 'SET_SYNTAX' || code === 'YEAR_UNREADABLE') && span !== undefined && optionText(span.file) !== undefined
  )
}

const NOT_THERE: ReadonlySet<string> = new Set(['SET_UNKNOWN', 'SUPPLY_UNUSED'])

/** One of several flows with the options that hold for it, and what was left out of them. */
export interface Asked<O extends CostingOptions> {
  readonly flow: string
  readonly options: O
  readonly warnings: readonly Diagnostic[]
}

/**
 * The options of each of several flows: what `--set` names in one of them alone is left out for the others, which is told. What
 * none of them has stays, to be refused.
 */
export function askOfEach<O extends CostingOptions>(flows: readonly string[], options: O): Asked<O>[] {
  if (flows.length < 2 || options.set.length === 0) return flows.map((flow) => ({ flow, options, warnings: [] }))
  const lacking = flows.map((flow) => {
    const diagnostics = new Diagnostics()
    compileNamed(flow, options, diagnostics)
    const missing = diagnostics.list.filter(({ code }) => NOT_THERE.has(code))
    return new Set(
      missing.map(({ code, facts }) => `${code === 'SUPPLY_UNUSED' ? 'supply.' : ''}${String(facts.name)}`),
    )
  })
  const isNowhere = (path: string): boolean => lacking.every((paths) => paths.has(path))
  const all = new Diagnostics()
  const each = flows.map((flow, i) => {
    const absent = [...(lacking[i] ?? [])].filter((path) => !isNowhere(path))
    const own = new Diagnostics()
    for (const name of absent) own.warn('SET_ELSEWHERE', undefined, { flow, name })
    all.list.push(...own.list)
    const set = options.set.filter((text) => !absent.includes(/^\s*([\w.]+)/.exec(text)?.[1] ?? ''))
    return { flow, options: { ...options, set }, warnings: own.list }
  })
  conclude(all, options, () => undefined)
  return each
}

/** Refuses flows that cannot be set against each other: one of them twice, or of unlike things. */
export function checkComparable(flows: readonly { readonly name: string; readonly basis: string }[]): void {
  for (const [i, { name }] of flows.entries())
    if (flows.findIndex((flow) => flow.name === name) !== i) refuse('FLOW_TWICE', { name })
  const [first] = flows
  const other = flows.find(({ basis }) => basis !== first?.basis)
  if (first === undefined || other === undefined) return
  refuse('BASES_DIFFER', { first: first.name, a: first.basis, second: other.name, b: other.basis }, EXIT.input)
}

/** What one of several flows comes to, with all that was warned of it. */
export function resultOfAsked({ flow, options, warnings: before }: Asked<CostingOptions>): Result {
  const { evaluation, warnings } = costFlow(flow, options)
  return resultOf(evaluation, [...before, ...warnings])
}

/** Runs something for each flow, so that the problems of all are told; fails with the last that failed. */
export function forEachFlow<F, T>(flows: readonly F[], run: (flow: F) => T): T[] {
  const done: T[] = []
  let failed: Failure | undefined
  for (const flow of flows) {
    try {
      done.push(run(flow))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failed = error
    }
  }
  if (failed !== undefined) throw failed
  return done
}

/** Tells of a document that is there and cannot be read; anything else is no such thing. */
export function tellUnreadable(error: unknown): boolean {
  const gone = (error as NodeJS.ErrnoException).syscall === 'uv_cwd'
  if (!gone && !(error instanceof Unreadable)) return false
  const diagnostics = new Diagnostics()
  const facts = gone ? { file: 'the working folder', reason: reasonOf({ code: 'ENOENT' }) } : (error as Unreadable)
  diagnostics.error('FILE_UNREADABLE', undefined, { file: facts.file, reason: facts.reason, near: [] })
  printDiagnostics(diagnostics.list, () => undefined)
  return true
}

/** Prints a problem of the command line itself, and fails. */
export function refuse<C extends Code>(code: C, facts: FactsOf<C>, exit: number = EXIT.command, span?: Span): never {
  const diagnostics = new Diagnostics()
  diagnostics.error(code, span, facts)
  printDiagnostics(diagnostics.list, optionText)
  throw new Failure(exit)
}

/** The document of a FLOW argument: a path, or the name of a bundled route. */
export function openFlow(shelf: Shelf, name: string, diagnostics: Diagnostics): DocumentText | undefined {
  if (isPath(name) && !checkReadable(name, diagnostics)) return undefined
  const given = shelf.route(name)
  if (given === undefined) {
    const known = shelf.names('flow', 'x.yaml').filter((known_) => known_ !== name && isFlow(shelf, known_))
    diagnostics.error('FLOW_UNKNOWN', undefined, { name, near: nearest(name, known), known: [...known] })
  }
  return given
}

/** A route's own folder holds documents of other kinds as well. */
function isFlow(shelf: Shelf, name: string): boolean {
  try {
    return /^(?:flow|product|steps):/m.test(shelf.route(name)?.text ?? '')
  } catch {
    return false
  }
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
    const reason = reasonOf(error)
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
  return optionText(file) ?? shelf.read(file)?.text
}

export function printDiagnostics(list: readonly Diagnostic[], textOf: (file: string) => string | undefined): void {
  for (const diagnostic of list) process.stderr.write(`${renderDiagnostic(diagnostic, textOf)}\n\n`)
}
