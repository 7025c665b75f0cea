import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFolderOfDocuments, reported, TWO } from '../documents.ts'

const CHROMIUM = '/usr/bin/chromium'
const isThere = existsSync(CHROMIUM)
if (!isThere) console.warn(`${CHROMIUM} is not there: reports are not looked at in a browser`)

const folder = inFolderOfDocuments()

interface OnScreen {
  readonly scrollWidth: number
  readonly beyond: readonly string[]
  /** Channels of the colours, 0 … 255. */
  readonly ground: readonly number[]
  readonly ink: readonly number[]
  readonly figures: number
  readonly shown: number
}

/** Run in the page; what scrolls in a frame of its own may be wider. */
const ON_SCREEN = `({
  scrollWidth: document.documentElement.scrollWidth,
  beyond: [...document.querySelectorAll('body *')]
    .filter((one) => one.closest('.scroll, .skip') === null && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 160)),
  ground: getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number),
  ink: getComputedStyle(document.body).color.match(/[0-9.]+/g).map(Number),
  figures: document.querySelectorAll('figure').length,
  shown: [...document.querySelectorAll('figure svg')].filter((one) => one.getBoundingClientRect().width > 0).length,
})`

interface OnPaper {
  readonly colour: string
  readonly scrollWidth: number
  readonly width: number
  readonly beyond: readonly string[]
  readonly narrow: number
}

const ON_PAPER = `({
  colour: getComputedStyle(document.body).color,
  scrollWidth: document.documentElement.scrollWidth,
  width: innerWidth,
  beyond: [...document.querySelectorAll('main *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 160)),
  narrow: [...document.querySelectorAll('.narrow')].filter((one) => one.getBoundingClientRect().width > 0).length,
})`

const luminance = ([r = 0, g = 0, b = 0]: readonly number[]): number => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255

describe.skipIf(!isThere)('a report in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    const { chromium } = await import('playwright-core')
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    await reported(TWO, 'page.html', 200)
  }, 60_000)
  afterAll(() => browser.close())

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'of %i px, %s, says nothing to the console, asks for nothing and does not overflow',
    async (width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      const told: string[] = []
      const asked: string[] = []
      page.on('console', (message) => told.push(message.text()))
      page.on('pageerror', (error) => told.push(String(error)))
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(`file://${join(folder(), 'page.html')}`)
      expect(told).toEqual([])
      expect(asked).toHaveLength(1)
      const found = await page.evaluate<OnScreen>(ON_SCREEN)
      expect(found.scrollWidth).toBeLessThanOrEqual(width)
      expect(found.beyond).toEqual([])
      // one picture of each figure, of the width that fits
      expect(found.shown).toBe(found.figures)
      const over = luminance(found.ground) - luminance(found.ink)
      expect(colorScheme === 'light' ? over : -over).toBeGreaterThan(0.7)
      await context.close()
    },
    60_000,
  )

  it.each(['A4', 'Letter'])(
    'prints on %s, light also where the screen is dark, with nothing beyond the page',
    async (format) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' })
      const page = await context.newPage()
      await page.goto(`file://${join(folder(), 'page.html')}`)
      const pdf = (await page.pdf({ format })).toString('latin1')
      const pages = [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length
      expect(pages).toBeGreaterThan(8)
      expect(pages).toBeLessThan(40)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      // the width of what is printed, in pixels of 1/96 inch: the page without its margins
      await page.setViewportSize({
        width: Math.floor(((format === 'A4' ? 210 : 215.9) - 30) * (96 / 25.4)),
        height: 900,
      })
      const found = await page.evaluate<OnPaper>(ON_PAPER)
      expect(found.colour).toBe('rgb(28, 33, 38)')
      expect(found.scrollWidth).toBeLessThanOrEqual(found.width)
      expect(found.beyond).toEqual([])
      expect(found.narrow).toBe(0)
      await context.close()
    },
    60_000,
  )
})
