import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interactivePage } from '../../src/cli/explorer.ts'
import { isOwnHost, type Serving, serve } from '../../src/cli/serve.ts'
import { runFabroute } from '../run-fabroute.ts'

const CHROMIUM = '/usr/bin/chromium'
const isThere = existsSync(CHROMIUM)
if (!isThere) console.warn(`${CHROMIUM} is not there: the explorer is not driven in a browser`)

const OPTIONS = { set: [], plant: [], prices: [] }
const ROUTES = ['wet-slurry', 'ptfe-dry']
const folder = mkdtempSync(join(tmpdir(), 'fabroute-page-'))
let serving: Serving
let browser: Browser | undefined
/** What pages complained of. */
const said: string[] = []

beforeAll(async () => {
  await build({
    entryPoints: { explorer: 'src/page/main.ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'dist',
    logLevel: 'warning',
  })
  serving = await serve(ROUTES, { ...OPTIONS, host: '127.0.0.1', port: 0 })
  if (isThere) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser?.close()
  serving?.close()
  rmSync(folder, { recursive: true })
})

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  await page.goto(address)
  await ready(page)
  return page
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.body.hasAttribute('aria-busy') &&
      !document.body.hasAttribute('data-moving') &&
      document.querySelector('td.cost, td.refused') !== null,
  )
}

async function costOf(page: Page, route: string): Promise<number> {
  await ready(page)
  const text = await page.locator(`tr[data-route="${route}"] td.cost`).getAttribute('data-cost')
  return Number(text)
}

function costBy(...words: string[]): number {
  const { exit, stdout, stderr } = runFabroute(['run', ...words, '--json'])
  if (exit !== 0) throw new Error(stderr)
  return Number(JSON.parse(stdout).cost.total)
}

const near = (value: number, wanted: number): void =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))

/** A slider of the page by the name of its input. */
const sliderOf = (page: Page, name: string) => page.locator(`[id="input-${name}"]`)
const numberOf = (page: Page, name: string) => sliderOf(page, name).locator('xpath=..').locator('input[type=text]')

async function savedOverlay(page: Page, route: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`button[data-overlay="${route}"]`).click(),
  ])
  const file = join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

describe.skipIf(!isThere)('the explorer in a browser', () => {
  it('shows what the command line says, and so after a slider is moved by keyboard', async () => {
    const page = await open(serving.address)
    for (const route of ROUTES) near(await costOf(page, route), costBy(route))
    const before = await numberOf(page, 'prices.Li2S').inputValue()
    await sliderOf(page, 'prices.Li2S').focus()
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('PageDown')
    await ready(page)
    const value = await numberOf(page, 'prices.Li2S').inputValue()
    expect(Number(value)).toBeLessThan(Number(before))
    for (const route of ROUTES) near(await costOf(page, route), costBy(route, '--set', `prices.Li2S=${value} USD/kg`))
    // the chart of the range, its crossings and the bars follow
    expect(await page.locator('#along-chart svg').count()).toBe(1)
    expect(await page.locator('#tornado svg text').allTextContents()).toContain('product.thickness')
    await page.context().close()
  })

  it('takes numbers, and hands out a what-if that the command line accepts', async () => {
    const page = await open(serving.address)
    await numberOf(page, 'product.thickness').fill('33.5')
    await page.keyboard.press('Enter')
    await page.locator('#filter').fill('coating_speed')
    await numberOf(page, 'steps.casting.coating_speed').fill('17.25')
    await page.keyboard.press('Enter')
    await page.locator('#filter').fill('milling_time')
    await numberOf(page, 'supply.Li6PS5Cl.steps.milling.milling_time').fill('5')
    await page.keyboard.press('Enter')
    for (const route of ROUTES) {
      const shown = await costOf(page, route)
      near(shown, costBy(await savedOverlay(page, route)))
      const command = await page.locator(`li:has(button[data-overlay="${route}"]) pre`).innerText()
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, a, b]) => a ?? b ?? '')
      near(shown, costBy(...words.slice(2)))
    }
    await page.context().close()
  })

  it('keeps its state in its address', async () => {
    const page = await open(serving.address)
    await numberOf(page, 'prices.Li2S').fill('91')
    await page.keyboard.press('Enter')
    await page.locator('#focus').selectOption('ptfe-dry')
    const cost = await costOf(page, 'wet-slurry')
    const again = await open(page.url())
    expect(await costOf(again, 'wet-slurry')).toBe(cost)
    expect(await again.locator('#focus').inputValue()).toBe('ptfe-dry')
    await again.locator('#reset').click()
    near(await costOf(again, 'wet-slurry'), costBy('wet-slurry'))
    await again.waitForURL((url) => !url.hash.includes('set='))
    await page.context().close()
    await again.context().close()
  })

  it('holds a value for every route that has the input, also where one stands there already', async () => {
    const page = await open(serving.address)
    await numberOf(page, 'product.thickness').fill('50')
    await page.keyboard.press('Enter')
    near(await costOf(page, 'wet-slurry'), costBy('wet-slurry'))
    // beyond the range that this route states, and told so
    near(await costOf(page, 'ptfe-dry'), costBy('ptfe-dry', '--set', 'product.thickness=50 um'))
    await numberOf(page, 'product.thickness').fill('60')
    await page.keyboard.press('Enter')
    near(await costOf(page, 'ptfe-dry'), costBy('ptfe-dry', '--set', 'product.thickness=60 um'))
    expect(await page.locator('tr[data-route="ptfe-dry"] .outside').innerText()).toContain(
      'product.thickness beyond the stated',
    )
    await page.context().close()
  })

  it('says what it makes of a number, and never shows one that is not in effect', async () => {
    const page = await open(serving.address)
    const field = numberOf(page, 'prices.Li2S')
    const note = page.locator('[id="input-prices.Li2S-note"]')
    for (const [typed, shown, said] of [
      ['99999', '1400', 'limited to'],
      ['5000', '1400', 'limited to'],
      ['60,5', '1400', 'no number'],
      ['', '1400', 'no number'],
      ['1e2', '100', ''],
    ] as const) {
      await field.fill(typed)
      await page.keyboard.press('Enter')
      await ready(page)
      expect([typed, await field.inputValue()]).toEqual([typed, shown])
      expect(await note.textContent()).toContain(said)
    }
    near(await costOf(page, 'wet-slurry'), costBy('wet-slurry', '--set', 'prices.Li2S=100 USD/kg'))
    await page.locator('#filter').fill('no such thing')
    expect(await page.locator('#found').innerText()).toContain('No input')
    await page.context().close()
  })

  it('finds where routes pass each other as the command does', async () => {
    const page = await open(`${serving.address}#along=prices.Li2S&set=product.thickness=30`)
    const words = await page.locator('#crossings').innerText()
    const { stdout } = runFabroute([
      'breakeven',
      'wet-slurry',
      '--vary',
      'prices.Li2S',
      '--against',
      'ptfe-dry',
      '--set',
      'product.thickness=30 um',
      '--json',
    ])
    const [{ value }] = JSON.parse(stdout).answers as [{ value: number }]
    expect(words).toContain(`at about ${value.toPrecision(4)}`)
    await page.context().close()
  })

  it('shows other routes when they are picked, and what one alone has', async () => {
    const page = await open(serving.address)
    await page.locator('details.routes summary').click()
    await page.getByLabel('scaffold-nonwoven', { exact: true }).check()
    await page.waitForFunction(() => document.querySelectorAll('td.cost').length === 3)
    near(await costOf(page, 'scaffold-nonwoven'), costBy('scaffold-nonwoven'))
    await page.getByLabel('ptfe-dry', { exact: true }).uncheck()
    await page.waitForFunction(() => document.querySelectorAll('td.cost').length === 2)
    await page.context().close()
  })

  it('opens whatever its address says', async () => {
    const page = await open(`${serving.address}#routes=<script>,nothing&set=prices.Li2S=9e99&set=x&along=y&focus=z`)
    expect(await page.locator('td.refused').first().innerText()).toContain(
      'the page knows this route for prices.Li2S of 14 .. 1400 USD/kg alone',
    )
    const left = await page.locator('#left-out li').allInnerTexts()
    expect(left).toEqual([
      'no route is called <script>',
      'no route is called nothing',
      '"x" of the address cannot be read',
    ])
    await page.locator('#reset').click()
    near(await costOf(page, 'wet-slurry'), costBy('wet-slurry'))
    await page.context().close()
  })

  it('is one file without a server, of less than 1.5 MB, that asks for nothing', async () => {
    const file = join(folder, 'explorer.html')
    const html = interactivePage(ROUTES, { ...OPTIONS, plant: ['pilot'] })
    writeFileSync(file, html)
    expect(Buffer.byteLength(html)).toBeLessThan(1.5e6)
    const asked: string[] = []
    const context = await (browser as Browser).newContext({ offline: true })
    const offline = await context.newPage()
    offline.on('request', (one) => asked.push(one.url()))
    offline.on('pageerror', (error) => said.push(error.message))
    await offline.goto(pathToFileURL(file).href)
    near(await costOf(offline, 'wet-slurry'), costBy('wet-slurry', '--plant', 'pilot'))
    await offline.locator('#filter').fill('prices.li2s')
    await numberOf(offline, 'prices.Li2S').fill('300')
    await offline.keyboard.press('Enter')
    const shown = await costOf(offline, 'ptfe-dry')
    near(shown, costBy('ptfe-dry', '--plant', 'pilot', '--set', 'prices.Li2S=300 USD/kg'))
    near(shown, costBy(await savedOverlay(offline, 'ptfe-dry'), '--plant', 'pilot'))
    expect(asked.filter((url) => !url.startsWith('file:') && !/^(?:blob|data):/.test(url))).toEqual([])
    await context.close()
  })

  it('runs nothing that a document is called', async () => {
    const file = join(folder, 'hostile.yaml')
    const hostile = '</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>'
    writeFileSync(
      file,
      `format: 1\nflow: hostile\nbased_on: wet-slurry\nassumption: ${JSON.stringify(hostile)}\ntitle: ${JSON.stringify(hostile)}\nproduct: { set: { thickness: { value: 40 um, low: 20 um, high: 60 um, note: ${JSON.stringify(hostile)}, source: song2023 } } }\n`,
    )
    const html = join(folder, 'hostile.html')
    writeFileSync(html, interactivePage([file], OPTIONS))
    const page = await open(pathToFileURL(html).href)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('img').count()).toBe(0)
    near(costBy(await savedOverlay(page, file)), costBy(file))
    await page.context().close()
  })

  it.each([
    { width: 1280, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ] as const)('fits $width px, $colorScheme, and names every control', async ({ width, colorScheme }) => {
    const page = await open(serving.address, { viewport: { width, height: 844 }, colorScheme })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const unnamed = await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLInputElement>('input, select, button')]
      return controls
        .filter((control) => {
          const labels = [...(control.labels ?? [])].map((label) => label.textContent?.trim())
          return !control.getAttribute('aria-label') && !labels.some(Boolean) && !control.textContent?.trim()
        })
        .map(({ outerHTML }) => outerHTML)
    })
    expect(unnamed).toEqual([])
    const pictures = await page.evaluate(() =>
      [...document.querySelectorAll('.picture > svg')].map((svg) => [
        svg.getAttribute('role'),
        svg.querySelector('desc')?.textContent !== '',
      ]),
    )
    expect(pictures.length).toBeGreaterThanOrEqual(4)
    for (const picture of pictures) expect(picture).toEqual(['img', true])
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    await page.context().close()
  })

  it('has nothing to complain of', () => {
    expect(said).toEqual([])
  })
})

/** What a server answers to a request line by line, as a browser would not send it. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { port } = new URL(serving.address)
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => {
        body += part.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('the server of the explorer', () => {
  it('answers to its own address alone', async () => {
    const { port } = new URL(serving.address)
    expect((await ask('/')).status).toBe(200)
    expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200)
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1:1', `127.0.0.1.evil.example:${port}`, 'a b'])
      expect({ host, status: (await ask('/', { host })).status }).toEqual({ host, status: 421 })
    expect(isOwnHost(undefined, 80, '127.0.0.1')).toBe(false)
    expect(isOwnHost('[::1]:9', 9, '::1')).toBe(true)
    // one that others can reach answers to addresses, which no name can be pointed at
    expect([isOwnHost('192.0.2.7:9', 9, '0.0.0.0'), isOwnHost('evil.example:9', 9, '0.0.0.0')]).toEqual([true, false])
  })

  it('has a page and routes, and reads no files', async () => {
    const page = await ask('/')
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]+=*' 'wasm-unsafe-eval'/,
    )
    expect(Buffer.byteLength(page.body)).toBeLessThan(1.5e6)
    expect((await ask('/', {}, 'POST')).status).toBe(405)
    expect((await ask('/', {}, 'HEAD')).body).toBe('')
    for (const path of [
      '/../package.json',
      '/routes/../../package.json',
      '/routes/nothing.json',
      '/routes/%2e%2e%2fpackage.json',
      '//',
    ])
      expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 404 })
    const { status, body } = await ask('/routes/ptfe-dry-wip.json')
    expect([status, JSON.parse(body).flow]).toEqual([200, 'ptfe-dry-wip'])
  })

  it('says what keeps a route from being costed', async () => {
    const other = await serve([], {
      ...OPTIONS,
      set: ['steps.casting.coating_speed=20 m/min'],
      host: '127.0.0.1',
      port: 0,
    })
    const before = serving
    serving = other
    try {
      const { status, body } = await ask('/routes/ptfe-dry.json')
      expect([status, JSON.parse(body).problem]).toEqual([422, expect.stringContaining('error[SET_UNKNOWN]')])
      const page = readFileSync('dist/explorer.js', 'utf8')
      expect((await ask('/')).body).toContain(page.slice(0, 200))
    } finally {
      serving = before
      other.close()
      await other.ended
    }
  })
})
