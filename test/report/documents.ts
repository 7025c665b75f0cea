import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'
import { runFabrouteLater } from '../run-fabroute.ts'

const here = dirname(fileURLToPath(import.meta.url))
/** The suite's own documents: no text made of them holds a figure of a bundled route. */
const SOURCES = [join(here, '..', 'bad-input', 'base'), join(here, '..', 'cli', 'documents')]

/** A route with ranges, also of its prices, and one of another kind that shares its prices. */
export const ONE: readonly string[] = ['cast.yaml', '--prices', 'uncertain-prices.yaml']
export const TWO: readonly string[] = ['pressed.yaml', ...ONE]

/** Puts the tests of a file into a folder that holds the suite's documents. */
export function inFolderOfDocuments(): () => string {
  const before = process.cwd()
  let folder = ''
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-report-')))
    for (const source of SOURCES) cpSync(source, folder, { recursive: true })
    process.chdir(folder)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })
  return () => folder
}

/** Writes a report and reads it back. */
export async function reported(words: readonly string[], file: string, samples = 1000): Promise<string> {
  const { exit, stdout, stderr } = await runFabrouteLater([
    'report',
    ...words,
    '-o',
    file,
    '--samples',
    String(samples),
  ])
  expect({ exit, stdout }, stderr).toEqual({ exit: 0, stdout: '' })
  return readFileSync(file, 'utf8')
}
