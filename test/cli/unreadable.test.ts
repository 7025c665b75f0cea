import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runFabroute } from '../run-fabroute.ts'

const before = process.cwd()
let folder = ''

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'fabroute-unreadable-')))
  process.chdir(folder)
  runFabroute(['init', 'mine', '--from', 'ptfe-dry'])
})
afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

const refused = (...words: string[]): string => {
  const { exit, stdout, stderr } = runFabroute(words)
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' })
  expect(stderr.match(/^error\[/gm)).toHaveLength(1)
  return stderr
}

describe('what lies beside a route and cannot be read is told, and never passed over', () => {
  it('a link to nothing among the prices', () => {
    mkdirSync('prices')
    symlinkSync('nowhere.yaml', 'prices/ours.yaml')
    expect(refused('run', 'mine.yaml')).toContain('prices/ours.yaml cannot be read: there is no such file')
  })

  it('a folder with the name of a price document', () => {
    mkdirSync('prices/ours.yaml', { recursive: true })
    expect(refused('run', 'mine.yaml')).toContain('prices/ours.yaml cannot be read: it is a folder')
  })

  it('a file with the name of the folder of prices', () => {
    writeFileSync('prices', '')
    expect(refused('run', 'mine.yaml')).toContain('cannot be read: it is not a folder')
  })

  it('a folder with the name of an operation', () => {
    mkdirSync('operations/dry-mixing.yaml', { recursive: true })
    expect(refused('run', 'mine.yaml')).toContain('operations/dry-mixing.yaml cannot be read: it is a folder')
  })

  it.runIf(process.platform !== 'win32')('a pipe, which would be waited for without end', () => {
    mkdirSync('prices')
    execFileSync('mkfifo', ['prices/ours.yaml'])
    expect(refused('run', 'mine.yaml')).toContain('prices/ours.yaml cannot be read: it is not a file')
    execFileSync('mkfifo', ['other.yaml'])
    expect(refused('run', 'nope')).toContain('there is no route "nope"')
  })
})

describe('a working folder that is gone', () => {
  it('is told as that', () => {
    const gone = join(folder, 'gone')
    mkdirSync(gone)
    process.chdir(gone)
    rmSync(gone, { recursive: true })
    expect(refused('run', 'wet-slurry')).toContain('the working folder cannot be read: there is no such file')
  })
})

describe('a setting that one of several routes has', () => {
  it('is left out for the others, which is told', () => {
    const set = ['--set', 'steps.drying.oven_length=5 m', '--set', 'product.thickness=30 um']
    const { exit, stdout, stderr } = runFabroute(['run', 'wet-slurry', 'ptfe-dry', '--json', ...set])
    expect(exit).toBe(0)
    expect(stderr).toContain('ptfe-dry has no steps.drying.oven_length, and stays as it is')
    const [wet, dry] = JSON.parse(stdout) as { warnings: { code: string }[] }[]
    const alone = (flow: string, words: readonly string[]): unknown =>
      JSON.parse(runFabroute(['run', flow, '--json', ...words]).stdout)
    expect(wet).toEqual(alone('wet-slurry', set))
    expect(dry?.warnings.map(({ code }) => code)).toEqual(['SET_ELSEWHERE'])
    expect({ ...dry, warnings: [] }).toEqual(alone('ptfe-dry', set.slice(2)))
  })

  it('is refused where none has it, and under --strict', () => {
    expect(runFabroute(['run', 'wet-slurry', 'ptfe-dry', '--set', 'steps.dryin.oven_length=5 m'])).toMatchObject({
      exit: 1,
      stdout: '',
    })
    const strict = ['run', 'wet-slurry', 'ptfe-dry', '--set', 'steps.drying.oven_length=5 m', '--strict']
    expect(runFabroute(strict)).toMatchObject({ exit: 1, stdout: '' })
  })
})
