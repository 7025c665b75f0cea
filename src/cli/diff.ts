import { readFileSync, statSync } from 'node:fs'
import type { Code, FactsOf } from '../document/catalogue.ts'
import { differences, pairsOf } from '../report/diff.ts'
import { diffCsv, diffJson } from '../report/diff-json.ts'
import { NotPrinted, type Printed, readPrinted } from '../report/diff-read.ts'
import { diffText } from '../report/diff-text.ts'
import { EXIT, Failure, forEachFlow, refuse } from './costing.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { reasonOf } from './shelf.ts'

export interface DiffOptions {
  readonly json?: boolean
  readonly csv?: boolean
  readonly exitCode?: boolean
}

/** Bytes of a file of results; one of a flow of 10 000 steps is a tenth of it. */
const MOST_BYTES = 200_000_000

/** Exit code of `--exit-code` where the results differ: no other has it, so that a difference is told from what went wrong. */
const DIFFERENT = 4

/** `fabroute diff A.json B.json`: what changed between two results that were printed. */
export function diffCommand(a: string, b: string, options: DiffOptions): Promise<void> {
  return Promise.resolve().then(() => {
    const [first = [], second = []] = forEachFlow([a, b], read)
    const pairs = pairsOf(first, second)
    if (pairs.length === 0)
      refuse('RESULTS_APART', { a: first.map(({ flow }) => flow), b: second.map(({ flow }) => flow) }, EXIT.input)
    for (const pair of pairs) checkAlike(...pair)
    const found = differences(first, second)
    if (options.json === true) printJson(diffJson(found, { a, b }))
    else printData(options.csv === true ? diffCsv(found) : diffText(found, terminalWidth()))
    if (options.exitCode === true && !found.isEqual) throw new Failure(DIFFERENT)
  })
}

function checkAlike(a: Printed, b: Printed): void {
  const sides = { first: `${a.flow} (${a.file})`, second: `${b.flow} (${b.file})` }
  if (a.basis !== b.basis) refuse('BASES_DIFFER', { ...sides, a: a.basis, b: b.basis }, EXIT.input)
  if (a.currency !== b.currency) refuse('CURRENCIES_DIFFER', { ...sides, a: a.currency, b: b.currency }, EXIT.input)
}

function read(file: string): Printed[] {
  try {
    return readPrinted(file, textOf(file))
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error
    return refuse(error.code as Code, error.facts as FactsOf<Code>, EXIT.input)
  }
}

function textOf(file: string): string {
  try {
    const found = statSync(file)
    if (found.isDirectory()) return refuse('FILE_UNREADABLE', { file, reason: 'it is a folder', near: [] }, EXIT.input)
    if (found.size > MOST_BYTES)
      return refuse('FILE_TOO_LARGE', { file, length: found.size, limit: MOST_BYTES }, EXIT.input)
    return decoded(readFileSync(file))
  } catch (error) {
    if (error instanceof Failure) throw error
    return refuse('FILE_UNREADABLE', { file, reason: reasonOf(error), near: [] }, EXIT.input)
  }
}

/** UTF-8, or UTF-16 as a Windows shell writes what it is told to redirect; the mark of either is left out. */
function decoded(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
}
