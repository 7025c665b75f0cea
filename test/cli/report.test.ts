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

  it('says at what rate money is converted, and what the documents state', async () => {
    const text = await reported(['wet-slurry', '--currency', 'EUR'], 'rate.md', 10)
    expect(text).toMatch(/^- Exchange rate: 1\.1306\u00a0USD for 1\u00a0EUR, rate of 2025, \\\[\d+\\\]/m)
    expect(text).toMatch(/^- Money: EUR, .*; converted at 1\.1306\u00a0USD for 1\u00a0EUR, rate of 2025/m)
    expect(text).toMatch(/^\| `prices\.labour` \| 40\.686\u00a0EUR\/h; as stated 46\u00a0USD\/h \|/m)
    expect(text).toMatch(/^\d+\. .*Foreign Exchange Rates/m)
  }, 60_000)

  it('tells in what currency a figure is stated that is shown in another', async () => {
    const text = await reported(['wet-slurry', '--prices', 'germany'], 'germany.md', 10)
    expect(text).toMatch(/^\| `prices\.labour` \| [\d.]+\u00a0USD\/h; as stated 48\.3\u00a0EUR\/h \|/m)
    expect(text).not.toContain('Exchange rate:')
  }, 60_000)

  it('names no step that limits the line where machines are sized to the output', async () => {
    const text = await reported([...TWO, '--fractional'], 'fractional.md', 10)
    expect(text).toContain('all machines are sized to the output, and none limits the line')
    expect(text).not.toMatch(/bottleneck|relieved/i)
    const html = await reported([...TWO, '--fractional'], 'fractional.html', 10)
    expect(html).not.toMatch(/bottleneck/i)
  }, 60_000)

  it('tells investment with that of upstream plants by another name, and does not count terms', async () => {
    const text = await reported(['wet-slurry'], 'investment.md', 10)
    expect(text).toMatch(/^\| Investment, upstream plants included, million USD \|/m)
    expect(text).toMatch(/^Table \d+\. Investment, upstream plants included$/m)
    expect(text).not.toContain('first six')
    const bought = await reported(['wet-slurry', '--set', 'supply.Li6PS5Cl=bought'], 'bought.md', 10)
    expect(bought).toMatch(/^Table \d+\. Investment$/m)
    expect(bought).toMatch(/^Terms that come to nothing are left out: .*upstream plants\.$/m)
  }, 60_000)

  it('writes money year by year in whole units, and what is left of nothing as 0', async () => {
    const vary = ['--vary', 'prices.Li2S=100..200 USD/kg:2']
    const words = ['wet-slurry', '--method', 'cash-flow', '--currency', 'JPY', ...vary]
    const text = await reported(words, 'yen.md', 10)
    const [, table = ''] = /Year by year\n\n([\s\S]*?)\n\n/.exec(text) ?? []
    expect(table).toMatch(/[\d\u202f]{12,}/)
    expect(table).not.toMatch(/\de|\./)
    expect(text).not.toMatch(/\d[eE][-\u2212](?:1[89]|[2-9]\d)\u00a0JPY/)
    const rows = (await reported(words, 'yen.csv', 10)).split('\n')
    expect(rows).toContain('wet-slurry,statement,,,price,net_present_value,0,JPY,')
  }, 60_000)

  it('is in CSV with its warnings', async () => {
    const words = ['wet-slurry', '--set', 'plant.annual_output=100 m^2/yr']
    const text = await reported(words, 'warned.csv', 10)
    const json = JSON.parse(await reported(words, 'warned.json', 10)) as { warnings: { code: string }[] }
    const codes = text.split('\n').flatMap((line) => /^wet-slurry,warning,,,,(\w+),/.exec(line)?.[1] ?? [])
    expect(codes.length).toBeGreaterThan(0)
    expect(codes).toEqual(json.warnings.map(({ code }) => code))
  }, 60_000)

  it('does not compare routes of unlike thickness without saying so in the same breath', async () => {
    const text = await reported(['wet-slurry', 'wet-pib'], 'unlike.md', 100)
    for (const begins of ['Of 2 routes', '100 scenarios, drawn', 'Over the ranges of prices', '`prices.']) {
      const line = text.split('\n').find((one) => one.startsWith(begins) && !one.includes('|')) ?? ''
      expect(line, begins).toMatch(/not of one thickness/i)
    }
    expect(text).not.toContain('has one value in each scenario')
  }, 60_000)

  it('draws costs that lie far apart in charts of their own', async () => {
    const html = await reported(['ptfe-dry', 'record-pellet'], 'apart.html', 10)
    for (const caption of [
      'Cost by category of ptfe-dry, to a scale of its own, USD/m²',
      'Distribution of the cost of ptfe-dry, USD/m²',
      'Distribution of the cost of record-pellet, USD/m²',
      'Cost of ptfe-dry over prices.labour, USD/m²',
      'Cost of record-pellet over prices.labour, USD/m²',
    ])
      expect(html).toContain(`</b> ${caption}</figcaption>`)
  }, 60_000)

  it('takes a seed that its digits can hold', async () => {
    const wrong = await runFabrouteLater(['report', ...ONE, '-o', 'a.md', '--seed', '99999999999999999999'])
    expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('from 0 to 9007199254740991') })
  })

  it('is written whole or not at all', async () => {
    const words = ['report', 'cast.yaml', '--samples', '100', '-o']
    const gone = await runFabrouteLater([...words, 'no/such/folder/a.md'])
    expect(gone).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('cannot be written') })
    expect(gone.stderr).toContain('there is no folder no/such/folder')
    writeFileSync('kept.md', 'before')
    const wrong = await runFabrouteLater([...words, 'kept.md', '--set', 'product.thickness=-1 um'])
    expect(wrong.exit).toBe(1)
    expect(readFileSync('kept.md', 'utf8')).toBe('before')
    expect(readdirSync('.').filter((file) => file.endsWith('.tmp'))).toEqual([])
    expect(existsSync('no')).toBe(false)
  }, 60_000)
})
