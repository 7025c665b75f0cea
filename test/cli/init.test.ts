import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ran, runFabroute } from '../run-fabroute.ts'

const before = process.cwd()
let folder = ''

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-init-')))
  process.chdir(folder)
})
afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

const bundled = (name: string): string => readFileSync(join(before, 'flows', `${name}.yaml`), 'utf8')
const init = (...words: string[]): Ran => runFabroute(['init', ...words])
const json = (flow: string): Record<string, unknown> =>
  JSON.parse(runFabroute(['run', flow, '--json']).stdout) as Record<string, unknown>
const files = (): string[] => readdirSync('.', { recursive: true, encoding: 'utf8' }).sort()

describe('init', () => {
  test.each(['wet-slurry', 'ptfe-dry', 'wet-slurry-wip', 'ptfe-dry-wip'])(
    '%s gives a route that is valid, runs, and costs the same',
    (from) => {
      const { exit, stdout, stderr } = init('mine', '--from', from)
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
      expect(files()).toEqual(['mine.yaml'])
      // every command that it tells of works
      const told = stdout
        .split('\n')
        .filter((line) => line.startsWith('  fabroute '))
        .map((line) => line.trim().split(' ').slice(1))
      expect(told.map(([command]) => command)).toEqual(['validate', 'run', 'compare'])
      for (const words of told) expect(runFabroute(words)).toMatchObject({ exit: 0, stderr: '' })
      const [mine, original] = [json('mine.yaml'), json(from)]
      expect(mine).toMatchObject({ flow: 'mine', cost: original.cost })
      expect({ ...mine, flow: from }).toEqual(original)
    },
  )

  test('keeps comments and layout, and changes the name and the way to the schema alone', () => {
    init('mine', '--from', 'wet-slurry')
    const [copy, original] = [readFileSync('mine.yaml', 'utf8').split('\n'), bundled('wet-slurry').split('\n')]
    expect(copy).toHaveLength(original.length)
    const changed = copy.flatMap((line, i) => (line === original[i] ? [] : [line]))
    expect(changed).toHaveLength(2)
    expect(changed[1]).toBe('flow: mine')
    const schema = /^# yaml-language-server: \$schema=(.+)$/.exec(changed[0] as string)?.[1] as string
    expect(JSON.parse(readFileSync(resolve(folder, schema), 'utf8'))).toHaveProperty('$schema')
  })

  test('may be begun from a copy, and named with its ending', () => {
    init('mine', '--from', 'ptfe-dry')
    expect(init('other.yaml', '--from', 'mine.yaml').exit).toBe(0)
    expect(files()).toEqual(['mine.yaml', 'other.yaml'])
    expect(json('other.yaml').cost).toEqual(json('ptfe-dry').cost)
  })

  test('finds a route by the name of its file beside others', () => {
    init('mine', '--from', 'wet-slurry')
    expect(runFabroute(['run', 'mine']).exit).toBe(0)
  })

  test('reads a file of Windows', () => {
    writeFileSync('windows.yaml', bundled('wet-slurry').replaceAll('\n', '\r\n'))
    expect(init('mine', '--from', 'windows.yaml').exit).toBe(0)
    expect(readFileSync('mine.yaml', 'utf8')).toContain('\r\nflow: mine\r\n')
    expect(json('mine.yaml').cost).toEqual(json('wet-slurry').cost)
  })
})

describe('init refuses', () => {
  test('to write over anything, and leaves it as it is', () => {
    writeFileSync('mine.yaml', 'precious')
    expect(init('mine', '--from', 'wet-slurry')).toMatchObject({ exit: 1, stdout: '' })
    expect(readFileSync('mine.yaml', 'utf8')).toBe('precious')
    mkdirSync('theirs.yaml')
    expect(init('theirs', '--from', 'wet-slurry')).toMatchObject({ exit: 1, stdout: '' })
    expect(files()).toEqual(['mine.yaml', 'theirs.yaml'])
  })

  test.each<[string, string[], number]>([
    ['a name with a folder', ['a/mine', '--from', 'wet-slurry'], 2],
    ['a name that leads out of the folder', ['../mine', '--from', 'wet-slurry'], 2],
    ['a name with a blank', ['my route', '--from', 'wet-slurry'], 2],
    ['no name', ['', '--from', 'wet-slurry'], 2],
    ['a bundled name', ['ptfe-dry', '--from', 'wet-slurry'], 2],
    // it would come before the bundled flow that makes the electrolyte of all routes in the folder
    ['the name of a bundled upstream flow', ['argyrodite-ball-mill', '--from', 'wet-slurry'], 2],
    ['an unknown route', ['mine', '--from', 'wet-slury'], 1],
    ['a missing file', ['mine', '--from', 'nothing.yaml'], 1],
    ['a name too long for a file', ['n'.repeat(300), '--from', 'wet-slurry'], 1],
  ])('%s, and writes nothing', (_, words, exit) => {
    const ran = init(...words)
    expect({ exit: ran.exit, stdout: ran.stdout, files: files() }).toEqual({ exit, stdout: '', files: [] })
    expect(ran.stderr).toMatch(/^error\[/)
  })

  test.each([
    ['an operation', 'format: 1\noperation: press\ntitle: Press\nports: {}\n'],
    ['prices', 'format: 1\nmaterials: {}\n'],
    ['something else', 'a: 1\n'],
    ['what is no YAML', 'flow: [\n'],
  ])('%s to begin from, and writes nothing', (_, text) => {
    writeFileSync('given.yaml', text)
    const ran = init('mine', '--from', 'given.yaml')
    expect({ exit: ran.exit, stdout: ran.stdout, files: files() }).toEqual({
      exit: 1,
      stdout: '',
      files: ['given.yaml'],
    })
  })

  test('a route that would not find its own documents from here, or takes them along', () => {
    mkdirSync('theirs/operations', { recursive: true })
    writeFileSync(
      'theirs/route.yaml',
      bundled('wet-slurry')
        .replace('operation: calendering', 'operation: own-calendering')
        .replace('flow: wet-slurry', 'flow: route'),
    )
    const operation = readFileSync(join(before, 'flows', 'operations', 'calendering.yaml'), 'utf8')
    writeFileSync(
      'theirs/operations/own-calendering.yaml',
      operation.replace('operation: calendering', 'operation: own-calendering'),
    )
    expect(runFabroute(['run', 'theirs/route.yaml']).exit).toBe(0)
    const ran = init('mine', '--from', 'theirs/route.yaml')
    if (ran.exit === 0) expect(runFabroute(['run', 'mine.yaml']).exit).toBe(0)
    else expect(files()).not.toContain('mine.yaml')
  })
})
