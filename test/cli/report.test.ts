import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { version } from '../../src/cli/version.ts'
import { inFolderOfDocuments, ONE, reported, TWO } from '../report/documents.ts'
import { runFabroute, runFabrouteLater } from '../run-fabroute.ts'

const here = dirname(fileURLToPath(import.meta.url))
inFolderOfDocuments()

/** Without what changes with the package and with bundled documents, which stand behind those of the test. */
const settled = (text: string): string =>
  text
    .replaceAll(version(), '<version>')
    .split('\n')
    .filter((line) => !/^\| `fabroute\//.test(line))
    .join('\n')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<sha256>')

describe('a report', () => {
  test.each([
    ['one.md', ONE],
    ['two.md', TWO],
    ['one.csv', ONE],
    ['two.csv', TWO],
  ] as const)(
    '%s holds what it held',
    async (name, words) => {
      const text = await reported(words, name)
      await expect(settled(text)).toMatchFileSnapshot(join(here, 'golden', `report-${name}`))
      expect(text).not.toMatch(/undefined|\bNaN\b|Infinity|\[object/)
      expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true)
    },
    60_000,
  )

  it('is the same to the last byte when made again', async () => {
    const [first, again] = [await reported(ONE, 'a.html'), await reported(ONE, 'a.html')]
    expect(again).toBe(first)
  }, 60_000)

  it('is in JSON what a run prints, with the studies under keys of their own', async () => {
    const one = JSON.parse(await reported(ONE, 'a.json')) as Record<string, unknown>
    const run = JSON.parse(runFabroute(['run', ...ONE, '--json']).stdout) as Record<string, unknown>
    expect(one).toMatchObject(run)
    expect(one).toMatchObject({ tornado: { study: 'tornado' }, montecarlo: { study: 'montecarlo', samples: 1000 } })
    expect(one.repeat).toMatchObject({ command: expect.stringContaining('fabroute report cast.yaml') })
    const two = JSON.parse(await reported(TWO, 'b.json')) as Record<string, unknown>[]
    const runs = JSON.parse(runFabroute(['run', ...TWO, '--json']).stdout) as Record<string, unknown>[]
    expect(two).toMatchObject(runs)
    expect(two[0]).toMatchObject({
      comparison: { compared: ['pressed', 'cast'] },
      sweeps: [{ flows: ['pressed', 'cast'] }],
    })
  }, 60_000)

  it('charts the cost over the inputs that are asked for', async () => {
    const vary = ['--vary', 'product.thickness=30..60 um:4', '--vary', 'plant.annual_output=1e5..1e7 m^2/yr:5 log']
    const text = await reported([...TWO, ...vary], 'varied.md')
    expect(text).toMatch(/^\| product\.thickness, µm \| pressed \| cast \|$/m)
    expect(text).toMatch(/^\| plant\.annual_output, m²\/yr \| pressed \| cast \|$/m)
  }, 60_000)

  it('of routes without ranges says so', async () => {
    const text = await reported(['pressed.yaml'], 'bare.md')
    expect(text).toContain('No input states a range')
    expect(text).toContain('No scenarios were drawn')
  }, 60_000)

  it('is a workbook where the file is named so', async () => {
    const { exit, stderr } = await runFabrouteLater(['report', ...TWO, '-o', 'a.xlsx'])
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    expect(readFileSync('a.xlsx').subarray(0, 2).toString()).toBe('PK')
  }, 60_000)

  it('tells prices in the currency that is asked for', async () => {
    const text = await reported([...TWO, '--currency', 'EUR'], 'euro.md')
    expect(text).toMatch(/^\| prices\.Ceramic, EUR\/kg \| pressed \| cast \|$/m)
    expect(text).not.toMatch(/^\| Cost, USD/m)
  }, 60_000)

  it('is written whole or not at all', async () => {
    const words = ['report', 'cast.yaml', '--samples', '100', '-o']
    const gone = await runFabrouteLater([...words, 'no/such/folder/a.md'])
    expect(gone).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('cannot be written') })
    writeFileSync('kept.md', 'before')
    const wrong = await runFabrouteLater([...words, 'kept.md', '--set', 'product.thickness=-1 um'])
    expect(wrong.exit).toBe(1)
    expect(readFileSync('kept.md', 'utf8')).toBe('before')
    expect(readdirSync('.').filter((file) => file.endsWith('.tmp'))).toEqual([])
    expect(existsSync('no')).toBe(false)
  }, 60_000)
})
