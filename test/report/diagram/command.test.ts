import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runFabrouteLater } from '../../run-fabroute.ts'

const route = join(import.meta.dirname, '..', '..', 'bad-input', 'base', 'route.yaml')
const folder = mkdtempSync(join(tmpdir(), 'fabroute-diagram-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (...words: string[]): ReturnType<typeof runFabrouteLater> => runFabrouteLater(['diagram', route, ...words])

describe('fabroute diagram', () => {
  it('writes a picture to a file, whole', async () => {
    const file = join(folder, 'flow.svg')
    expect(await run('-o', file)).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[\s\S]*<\/svg>\n$/)
    expect(readdirSync(folder)).toEqual(['flow.svg'])
  })

  it.each(['mass', 'cost', 'solvent'])('prints a Sankey diagram of %s', async (of) => {
    const { exit, stdout } = await run('-o', '-', '--sankey', of)
    expect(exit).toBe(0)
    expect(stdout).toContain(`<title id="sankey-${of}-route-title">`)
  })

  it('follows the settings', async () => {
    const [as, other] = [await run('-o', '-'), await run('-o', '-', '--set', 'prices.Ceramic=1 USD/kg')]
    expect(other.stdout).not.toBe(as.stdout)
  })

  it('prints text for Graphviz, or what it draws as JSON', async () => {
    expect((await run('-o', '-', '--dot')).stdout).toMatch(/^digraph "route" \{\n[\s\S]*\n\}\n$/)
    expect(JSON.parse((await run('-o', '-', '--json')).stdout)).toMatchObject({ flow: 'route', basis: '1 m^2' })
  })

  it('keeps the permissions of a file that is there, and the link that leads to it', async () => {
    const [file, link, ahead] = ['kept.svg', 'link.svg', 'ahead.svg'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(file, 'before')
    chmodSync(file, 0o640)
    symlinkSync('kept.svg', link)
    expect((await run('-o', link)).exit).toBe(0)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg /)
    expect(statSync(file).mode & 0o777).toBe(0o640)
    symlinkSync('new.svg', ahead)
    expect((await run('-o', ahead)).exit).toBe(0)
    expect(lstatSync(ahead).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'new.svg'), 'utf8')).toMatch(/^<svg /)
    expect((await run('-o', '/dev/null', '--json')).exit).toBe(2)
    symlinkSync('/dev/null', join(folder, 'nothing.svg'))
    expect((await run('-o', join(folder, 'nothing.svg'))).exit).toBe(0)
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it.each([
    ['--sankey', 'mass', '--json'],
    ['--dot', '--json'],
    ['--dot', '--sankey', 'mass'],
    ['--columns', '2', '--sankey', 'mass'],
    ['--columns', '2', '--dot'],
    ['--columns', '2', '--json'],
  ])('refuses %s with %s %s', async (...words) => {
    const { exit, stdout, stderr } = await run('-o', '-', ...words)
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain('cannot be used with')
  })

  it('refuses an ending that is not that of what it writes', async () => {
    expect(await run('-o', join(folder, 'flow.png'))).toMatchObject({ exit: 2, stdout: '' })
    expect(await run('-o', join(folder, 'flow.svg'), '--dot')).toMatchObject({ exit: 2 })
    expect(await run()).toMatchObject({ exit: 2 })
  })
})
