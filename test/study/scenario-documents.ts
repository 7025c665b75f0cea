import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'

const here = dirname(fileURLToPath(import.meta.url))
const SOURCES = [join(here, '..', 'bad-input', 'base'), join(here, '..', 'cli', 'documents')]

/** Works in a folder with the small documents, two of which have ranges: `cast.yaml` and `uncertain-prices.yaml`. */
export function inSmallDocuments(): void {
  const before = process.cwd()
  let folder = ''
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-scenarios-')))
    for (const source of SOURCES) cpSync(source, folder, { recursive: true })
    process.chdir(folder)
  })
  afterAll(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })
}

/** The one cost that `run` gives, and other figures by the names that studies have for them. */
export interface Figures {
  readonly cost: { readonly total: string }
  readonly throughput: { readonly line_m2_per_h: number }
  readonly solvent: { readonly fresh_kg: number }
  readonly yield: { readonly area: number; readonly components: Readonly<Record<string, number>> }
  readonly membrane: { readonly asr_ohm_cm2: number }
}

/** What `run` gives with inputs set; undefined where it refuses. */
export function runWith(flow: string, set: readonly string[], ...options: string[]): Figures | undefined {
  const words = ['run', flow, '--json', ...options, ...set.flatMap((text) => ['--set', text])]
  const { exit, stdout } = runFabroute(words)
  return exit === 0 ? (JSON.parse(stdout) as Figures) : undefined
}

export const costWith = (flow: string, set: readonly string[], ...options: string[]): number =>
  Number(runWith(flow, set, ...options)?.cost.total)

/** `--set` text of a value in a unit; of a percentage without the sign, which would be relative. */
export function settingOf(input: string, value: number, unit: string): string {
  const [number, written] = unit === '%' || unit === 'wt%' ? [value / 100, '1'] : [value, unit]
  return `${input}=${number}${written === '1' ? '' : ` ${written}`}`
}

/** Words of a command as a shell splits them. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? []
  return words.map((word) => word.replace(/'([^']*)'|\\'/g, (_, quoted?: string) => quoted ?? "'"))
}

/** Expects output that a reader of comma-separated values takes: rows of one length, and numbers where numbers belong. */
export function expectCsv(text: string, numbers: readonly string[]): void {
  const [heads = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row).toHaveLength(heads.length)
    for (const name of numbers) {
      const cell = row[heads.indexOf(name)] as string
      expect(cell === '' || Number.isFinite(Number(cell)), `${name}: ${row.join()}`).toBe(true)
    }
  }
}

interface Repeated {
  readonly repeat: {
    readonly fabroute: string
    readonly command: string
    readonly documents: Readonly<Record<string, string>>
  }
}

/** Expects that a study comes out the same by the command that it tells, from the documents that it tells. */
export function expectRepeatable(words: readonly string[]): void {
  const { stdout } = runFabroute([...words, '--json'])
  const { repeat } = JSON.parse(stdout) as Repeated
  const [name, ...told] = wordsOf(repeat.command)
  expect(name).toBe('fabroute')
  const again = runFabroute(told)
  // only the seed may have been added to what was asked
  const apart = (text: string): string => text.replace(/"command": ".*"/, '')
  expect(apart(again.stdout)).toBe(apart(stdout))
  const twice = (JSON.parse(again.stdout) as Repeated).repeat
  expect(twice.command).toBe(repeat.command)
  const files = Object.entries(repeat.documents)
  expect(files.length).toBeGreaterThan(0)
  for (const [file, digest] of files)
    expect(
      createHash('sha256')
        .update(readFileSync(placeOf(file)))
        .digest('hex'),
      file,
    ).toBe(digest)
}

/** Bundled documents are named from the package. */
const placeOf = (file: string): string => file.replace(/^fabroute\//, `${join(here, '..', '..')}/`)
