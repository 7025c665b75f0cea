import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { PAPER } from '../src/report/drawing/colours.ts'
import { runFabroute, runFabrouteLater } from './run-fabroute.ts'
import { costRoute } from './support.ts'

const README = 'README.md'
const BLOCK = /```console\n([\s\S]*?)```/g
/** Blocks of a route of one's own run in a folder of their own. */
const OWN = /my-route/
const folder = mkdtempSync(join(tmpdir(), 'fabroute-readme-'))
const top = process.cwd()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Splits a command line as a shell does for the quotes that the README uses. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** What a command prints, problems first, as a terminal shows it. */
function printed(command: string): string {
  const [name, ...given] = words(command)
  if (name === 'sed') return edited(given)
  const { stdout, stderr } = runFabroute(given)
  return `${stderr}${stdout}`.trimEnd()
}

/** `sed -i 's/a/b/; s/c/d/' file`, on any system. */
function edited([, script = '', file = '']: readonly string[]): string {
  let text = readFileSync(file, 'utf8')
  for (const [, from = '', to = ''] of script.matchAll(/s\/([^/]*)\/([^/]*)\//g)) {
    expect(text).toMatch(new RegExp(from, 'm'))
    text = text.replace(new RegExp(from, 'm'), to)
  }
  writeFileSync(file, text)
  return ''
}

function current(block: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '))
  if (OWN.test(block)) process.chdir(folder)
  try {
    const parts = commands.map((line) => [line, printed(line.slice(2))].filter((text) => text !== '').join('\n'))
    return `\`\`\`console\n${parts.join('\n')}\n\`\`\``
  } finally {
    process.chdir(top)
  }
}

it('shows what its commands print (UPDATE_README=1 writes it anew)', () => {
  const text = readFileSync(README, 'utf8')
  const now = text.replace(BLOCK, (_, block: string) => current(block))
  if (process.env.UPDATE_README === '1') writeFileSync(README, now)
  else expect(text).toBe(now)
})

/** Pictures that the README shows, and the commands that draw them. */
const PICTURES = 'test/readme'

it('shows pictures as its commands draw them (UPDATE_README=1 draws them anew)', async () => {
  const diagram = join(folder, 'wet-slurry.svg')
  await runFabrouteLater(['diagram', 'wet-slurry', '-o', diagram])
  const report = join(folder, 'both.html')
  const set = ['--set', 'product.thickness=30 um', '--samples', '100']
  await runFabrouteLater(['report', 'wet-slurry', 'ptfe-dry', '-o', report, ...set])
  const pictures = readFileSync(report, 'utf8').match(/<svg.*?<\/svg>/gs) ?? []
  const chart = pictures.find((svg) => /<title id="figure-\d+-picture-title">Cost over /.test(svg))
  expect(chart).toBeDefined()
  // a page's style sheet gives its pictures their colours: by itself one has those of paper
  const colours: Readonly<Record<string, unknown>> = { ...PAPER }
  const onPaper = (chart as string).replace(/var\(--([a-z-]+?)(?:-(\d+))?\)/g, (_, name: string, place?: string) => {
    const found =
      place === undefined ? colours[name] : (name === 'series' ? PAPER.series : PAPER.onSeries)[Number(place)]
    return String(found)
  })
  const ground = onPaper.replace(/(<\/desc>)/, `$1<rect width="100%" height="100%" fill="${PAPER.background}"/>`)
  for (const [name, text] of [
    ['wet-slurry.svg', readFileSync(diagram, 'utf8')],
    ['crossing.svg', `${ground}\n`],
  ] as const) {
    const file = join(PICTURES, name)
    if (process.env.UPDATE_README === '1') writeFileSync(file, text)
    else expect(readFileSync(file, 'utf8')).toBe(text)
  }
})

it('states what the plants come to', () => {
  const text = readFileSync(README, 'utf8')
  const rows = [...text.matchAll(/^\| `(\w+)` \| [^|]+ \| [^|]+ \| ([\d.]+) \| ([\d.]+) \|/gm)]
  expect(rows.map(([, plant]) => plant)).toEqual(['pilot', 'default', 'giga'])
  const cost = (route: string, plant: string, ...set: string[]): string =>
    costRoute(route, { plant, set: ['product.thickness=30 um', ...set] }).result.ledger.total.toFixed(2)
  for (const [, plant = '', wet, dry] of rows)
    expect([wet, dry]).toEqual([cost('wet-slurry', plant), cost('ptfe-dry', plant)])
  expect(text).toContain(`comes to ${cost('wet-slurry', 'pilot', 'supply.Li6PS5Cl=bought')} USD/m²`)
})

it('states what the default plant takes and makes', () => {
  const text = readFileSync(README, 'utf8')
  const results = ['wet-slurry', 'ptfe-dry'].map(
    (route) => costRoute(route, { set: ['product.thickness=30 um'] }).result,
  )
  const tonnes = results.map(({ purchases, annualOutput }) => ((purchases.Li2S?.amount ?? 0) * annualOutput) / 1000)
  expect(text).toContain(`the default plant takes ${tonnes.map((mass) => mass.toFixed(0)).join(' to ')} t.`)
  const [, about] = /Li6PS5Cl comes to about (\d+) USD\/kg/.exec(text) ?? []
  for (const { supply } of results)
    expect(Math.abs((supply.get('Li6PS5Cl')?.unitCost.toNumber() ?? 0) - Number(about))).toBeLessThan(1)
})

it('states what the costing methods come to', () => {
  const text = readFileSync(README, 'utf8')
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| [^|]+ \| ([\d.]+) \| ([\d.]+) \|$/gm)]
  expect(rows.map(([, method]) => method)).toEqual(['levelized', 'batpac-style', 'cash-flow'])
  const cost = (route: string, method: string): string =>
    costRoute(route, { method, set: ['product.thickness=30 um'] }).result.ledger.total.toFixed(2)
  for (const [, method = '', wet, dry] of rows)
    expect([wet, dry]).toEqual([cost('wet-slurry', method), cost('ptfe-dry', method)])
})

it('counts the bundled routes', () => {
  const text = readFileSync(README, 'utf8')
  const routes = JSON.parse(runFabroute(['list', 'routes', '--json']).stdout) as readonly { family: string }[]
  const families = new Set(routes.map(({ family }) => family))
  expect(families.size).toBe(6)
  expect(text).toContain(`Bundled are ${routes.length} routes of six families`)
  expect(text).toContain(`and ${routes.filter(({ family }) => family === 'wet slurry').length - 1} more: other binders`)
  for (const family of families) expect(text).toMatch(new RegExp(`^\\| ${family} \\|`, 'm'))
})
