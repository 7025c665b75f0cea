import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Told, watchFiles } from '../../src/cli/watch.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const before = process.cwd()
let folder = ''
let ended = new AbortController()
let running: Promise<void> | undefined
let rounds: Told[] = []
let wake: () => void = () => undefined

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-watch-')))
  cpSync(join(root, 'test', 'bad-input', 'base'), folder, { recursive: true })
  process.chdir(folder)
  ended = new AbortController()
  rounds = []
})

afterEach(async () => {
  ended.abort()
  await running
  running = undefined
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

function start(...files: string[]): void {
  running = watchFiles(files, {
    signal: ended.signal,
    settled: 20,
    tell: (round) => {
      rounds.push(round)
      wake()
    },
  })
}

/** The next round of which something holds; what is half done may be told before. */
async function round(holds: (told: Told) => boolean): Promise<Told> {
  for (;;) {
    const told = rounds.shift()
    if (told === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    } else if (holds(told)) return told
  }
}

const isValid = ({ lines }: Told): boolean => /, valid/.test(lines)
const isWrong = ({ lines }: Told): boolean => /, \d+ errors?/.test(lines)
const textOf = (file: string): string => readFileSync(file, 'utf8')
/** As an editor writes: to another file, which is then given the name. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.swp`, text)
  renameSync(`${file}.swp`, file)
}

it('tells of a file that is written, replaced, removed and made anew', async () => {
  start('route.yaml')
  const first = await round(isValid)
  expect(first.lines).toMatch(/^route\.yaml: flow, valid/)
  expect(first.note).toMatch(/^watching \d+ files; ctrl-c ends\n$/)
  const text = textOf('route.yaml')
  writeFileSync('route.yaml', text.replace(/^format: 1$/m, 'format: one'))
  expect((await round(isWrong)).problems).toContain('format: one')
  replace('route.yaml', text)
  await round(isValid)
  replace('route.yaml', `${text}\nnonsense: 1\n`)
  expect((await round(isWrong)).problems).toContain('nonsense')
  rmSync('route.yaml')
  expect((await round(({ problems }) => problems.includes('FILE_UNREADABLE'))).lines).toBe(
    'route.yaml: document, 1 error\n',
  )
  writeFileSync('route.yaml', text)
  await round(isValid)
})

it('follows the documents that a route is read with, also ones that come and go', async () => {
  start('route.yaml')
  await round(isValid)
  const oven = textOf('operations/dry.yaml')
  replace('operations/dry.yaml', `${oven}\nnonsense: 1\n`)
  expect((await round(isWrong)).problems).toContain('operations/dry.yaml')
  // the whole folder
  renameSync('operations', 'elsewhere')
  await round(({ problems }) => problems.includes('OPERATION_UNKNOWN'))
  renameSync('elsewhere', 'operations')
  await round(({ problems }) => problems.includes('operations/dry.yaml'))
  replace('operations/dry.yaml', oven)
  await round(isValid)
  // a document of prices that was not there
  writeFileSync('prices/more.yaml', 'format: 1\nmaterials: nonsense\n')
  expect((await round(isWrong)).problems).toContain('prices/more.yaml')
  rmSync('prices/more.yaml')
  await round(isValid)
})

it('says nothing of what it does not read', async () => {
  start('route.yaml')
  await round(isValid)
  writeFileSync('other.yaml', 'nonsense')
  writeFileSync('prices/test.yaml', textOf('prices/test.yaml'))
  replace('route.yaml', `${textOf('route.yaml')}# a remark\n`)
  await round(isValid)
  expect(rounds).toEqual([])
})

it('waits for a file that is not there yet, in a folder that is not there', async () => {
  start('new/route.yaml')
  await round(({ problems }) => problems.includes('there is no such file'))
  cpSync('route.yaml', 'copy/route.yaml')
  renameSync('copy', 'new')
  await round(({ problems }) => !problems.includes('there is no such file'))
})

it('ends well on an interruption', async () => {
  const bundle = join(root, 'node_modules', '.cache', `fabroute-watch-${process.pid}`)
  await build({
    entryPoints: [join(root, 'src', 'cli', 'watch.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(bundle, 'watch.js'),
    banner: { js: "import{createRequire as q}from'node:module';const require=q(import.meta.url);" },
  })
  const script = `import { watchCommand } from ${JSON.stringify(join(bundle, 'watch.js'))}\nawait watchCommand(['route.yaml'])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
  try {
    const said = await untilSaid(child, 'ctrl-c ends')
    expect(said).toContain('route.yaml: flow, valid')
    const over = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))
    child.kill('SIGINT')
    expect(await over).toEqual({ code: 0, signal: null })
  } finally {
    child.kill('SIGKILL')
    rmSync(bundle, { recursive: true })
  }
})

function untilSaid(child: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes(words)) resolve(said)
      })
    child.on('exit', () => reject(new Error(said)))
  })
}
