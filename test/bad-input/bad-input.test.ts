import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { catalogue } from '../../src/document/catalogue.ts'
import { runFabrouteLater } from '../run-fabroute.ts'

/** One bad input: the base documents with some text changed or files added, and a command line. */
interface Case {
  readonly name: string
  /** By file, pairs of a text that occurs once and the text that takes its place; `⟦x×9⟧` stands for nine x. */
  readonly change?: Readonly<Record<string, readonly string[]>>
  /** Whole files, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Files of bytes, in hexadecimal. */
  readonly bytes?: Readonly<Record<string, string>>
  /** Files of so many bytes that hold nothing. */
  readonly size?: Readonly<Record<string, number>>
  /** `run route.yaml` where nothing is said. */
  readonly arguments?: readonly string[]
  /** 1 where nothing is said. */
  readonly exit?: number
  /** What must stand in the golden text, as a process engineer would look for it. */
  readonly says: string | readonly string[]
  /** False where `validate` rightly takes what `run` refuses. */
  readonly sameInValidate?: boolean
  /** How many problems one mistake may raise; 1 where nothing is said. */
  readonly problems?: number
  /** False where a problem that has a place elsewhere has none here: what is varied stands in no one text. */
  readonly placed?: false
  /** What is warned of and costed all the same: the figures are left out of the golden text. */
  readonly warns?: true
}

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const cases: Case[] = readdirSync(join(here, 'cases'))
  .sort()
  .flatMap((file) => parse(readFileSync(join(here, 'cases', file), 'utf8')) as Case[])

const golden = (name: string): string => join(here, 'golden', `${name}.txt`)
const repeated = (text: string): string =>
  text.replace(/⟦(.+?)×(\d+)⟧/gsu, (_, part: string, times: string) => part.repeat(Number(times)))

/** Problems that no place in a file belongs to. */
const WITHOUT_PLACE = new Set([
  'FILE_UNREADABLE',
  'FILE_TOO_LARGE',
  'FLOW_UNKNOWN',
  'LIST_UNKNOWN',
  'VARIABLE_UNKNOWN',
  'STRICT',
  'TEMPERATURES_DIFFER',
  'SUPPLY_IDLE',
  'VARY_MISSING',
  'VARY_TOO_MANY',
  'VARY_TWICE',
  'VARY_WITHOUT_RANGE',
  'VARY_POINTS',
  'VARY_WITHOUT_EFFECT',
  'SET_ELSEWHERE',
  'GOAL_MISSING',
  'GOAL_TWICE',
  'BASES_DIFFER',
  'ONE_FLOW',
  'FLOW_TWICE',
  'FILE_EXISTS',
  'FILE_NOT_WRITTEN',
  'INIT_NAME',
  'SERVER_NOT_STARTED',
  'INIT_BUNDLED',
  'INIT_DOCUMENTS',
  'INDEX_BEYOND',
  'INDEX_MISSING',
  'PRICES_UNDATED',
  'OBJECTIVE_TWICE',
  'OBJECTIVE_LEVEL',
  'OPTIMUM_OUT_OF_REACH',
  'OPTIMUM_REFUSED',
  'NOTHING_VARIES',
  'OUTPUT_TWICE',
  'SAMPLES_TOO_MANY',
  'SOBOL_DIMENSIONS',
  'CORRELATIONS_IMPOSSIBLE',
  'NO_SCENARIO',
  'DRAWS_TOO_MANY',
  'NOTHING_MOVES',
  'SAMPLER_UNFIT',
  'OPTION_UNFIT',
  'OPTIONS_APART',
  'ROWS_TOO_MANY',
  'RESULT_NOT_JSON',
  'RESULT_UNLIKE',
  'RESULT_FIELD',
  'RESULT_SUM',
  'RESULT_FLOW_TWICE',
  'RESULTS_APART',
  'CURRENCIES_DIFFER',
  'DIAGRAM_ENDING',
  'REPORT_OUTPUT',
  'REPORT_ENDING',
  'REPORT_JSON',
])

/** Codes that no input can raise from the command line, and why they are kept. */
const NOT_RAISED: Readonly<Record<string, string>> = {
  FIGURE_ABSENT:
    'a name with `each` outside an aggregate is refused earlier; kept so that no equation may become a silent 0',
}

/** The base documents, by name. */
const base = new Map(
  readdirSync(join(here, 'base'), { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(here, 'base', file)).isFile())
    .map((file) => [file.replaceAll(sep, '/'), readFileSync(join(here, 'base', file), 'utf8')]),
)

/** Files and folders that the base documents lie in. */
const roots = new Set([...base.keys()].map((file) => file.split('/')[0] as string))

let folder = ''
const before = process.cwd()
/** Files that the case before has written. */
let strange: string[] = [...base.keys()]

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-bad-input-')))
  process.chdir(folder)
})

afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/** The documents of a case: the base documents with its own in their place. */
function layOut({ name, change = {}, files = {}, bytes = {}, size = {} }: Case): void {
  for (const file of strange) {
    const text = base.get(file)
    if (text !== undefined) write(file, text)
    else rmSync(dirname(file).endsWith('.yaml') ? dirname(file) : file, { recursive: true })
  }
  // what a command of the case before may have written
  for (const file of readdirSync('.')) if (!roots.has(file)) rmSync(file, { recursive: true })
  strange = [change, files, bytes, size].flatMap((part) => Object.keys(part))
  for (const [file, pairs] of Object.entries(change)) {
    let text = base.get(file) as string
    for (let i = 0; i < pairs.length; i += 2) {
      const parts = text.split(pairs[i] as string)
      if (parts.length !== 2) throw new Error(`${name}: "${pairs[i]}" occurs ${parts.length - 1} times in ${file}`)
      text = parts.join(repeated(pairs[i + 1] as string))
    }
    write(file, text)
  }
  for (const [file, text] of Object.entries(files)) write(file, repeated(text))
  for (const [file, hexadecimal] of Object.entries(bytes)) write(file, Buffer.from(hexadecimal, 'hex'))
  for (const [file, length] of Object.entries(size)) {
    write(file, '')
    truncateSync(file, length)
  }
}

/** Runs a command line in this process; bundled files are shown below `<fabroute>`. */
async function fabroute(words: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
  const { exit, stdout, stderr } = await runFabrouteLater(words)
  const shown = (text: string): string =>
    text.replaceAll(root + sep, '<fabroute>/').replaceAll(process.cwd(), '<folder>')
  return { exit, out: shown(stdout), err: shown(stderr) }
}

const codesIn = (text: string): string[] =>
  [...text.matchAll(/^(?:error|warning)\[(\w+)\]/gm)].map((match) => match[1] as string)

/** Whether `validate` must find the same: options change what is costed, and a warning is no error to it. */
const isValidated = (given: Case, words: readonly string[]): boolean =>
  words[0] === 'run' && words.length === 2 && /\.yaml$/.test(words[1] as string) && given.sameInValidate !== false

it.each(cases.map((given) => [given.name, given] as const))('%s is refused', async (name, given) => {
  const { arguments: asked = ['run', 'route.yaml'], exit: wanted = 1, problems = 1, warns = false } = given
  const words = asked.map(repeated)
  layOut(given)
  const { exit, out: printed, err } = await fabroute(words)
  if (warns) expect(printed).not.toBe('')
  const out = warns ? '' : printed
  const line = `fabroute ${words.map((word) => (/^[\w./=-]+$/.test(word) ? word : `'${word}'`)).join(' ')}`
  await expect(`$ ${line}\nexit ${exit}\n--- stdout\n${out}--- stderr\n${err}`).toMatchFileSnapshot(golden(name))

  expect(exit).toBe(wanted)
  // no number, however much else went well
  expect(words[0] === 'validate' ? out.replaceAll(/^\S+: [a-z]+, (\d+ errors?|valid)\n/gm, '') : out).toBe('')
  expect(err).not.toMatch(/^ {4}at |undefined|\[object/m)
  const blocks = err.split('\n\n').filter((block) => /^(error|warning)\[/.test(block))
  for (const block of blocks) {
    if (given.placed !== false && !WITHOUT_PLACE.has(codesIn(block)[0] as string))
      expect(block).toMatch(/^ +--> \S.*:\d+:\d+$/m)
  }
  if (wanted === 1) expect(blocks).toHaveLength(problems)
  for (const words_ of [given.says].flat()) expect(err).toContain(words_)
  if (isValidated(given, words)) {
    const validated = await fabroute(['validate', words[1] as string])
    // a question without an answer is a document at fault to `validate`
    expect({ exit: validated.exit, err: validated.err }).toEqual({ exit: exit === 3 ? 1 : exit, err })
  }
})

describe('the golden texts', () => {
  const texts = (): string[] => cases.map(({ name }) => readFileSync(golden(name), 'utf8'))

  it('stand for at least 80 different bad inputs', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(80)
  })

  it('belong to a case each', () => {
    const files = readdirSync(join(here, 'golden')).map((file) => basename(file, '.txt'))
    expect(files.sort()).toEqual(cases.map(({ name }) => name).sort())
  })

  it('raise every code of the catalogue', () => {
    const raised = new Set(texts().flatMap(codesIn))
    const dead = Object.keys(catalogue).filter((code) => !raised.has(code) && !(code in NOT_RAISED))
    expect(dead).toEqual([])
    expect(Object.keys(NOT_RAISED).filter((code) => raised.has(code))).toEqual([])
  })
})
