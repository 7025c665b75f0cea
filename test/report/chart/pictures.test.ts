import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NIGHT, PAGE, PAPER } from '../../../src/report/drawing/colours.ts'
import { EXAMPLES, PLAIN } from './examples.ts'
import { faults, textBoxes } from './svg-reading.ts'

const pictures = join(dirname(fileURLToPath(import.meta.url)), 'pictures')
/** Charts that are also kept as a phone shows them. */
const NARROW = [
  'cost-stack-routes',
  'ranked-steps',
  'tornado',
  'histogram-routes',
  'line-chart',
  'waterfall',
  'yield-chain',
  'capacity',
]

/** One element a line, so that a change can be read. */
const lines = (svg: string): string => `${svg.replaceAll('><', '>\n<')}\n`

describe.each(Object.entries(EXAMPLES))('%s', (name, draw) => {
  it('is drawn as the picture kept', async () => {
    await expect(lines(draw(PLAIN))).toMatchFileSnapshot(join(pictures, `${name}.svg`))
  })

  it.each([340, 390, 519, 520, 720, 1400])('is without faults %i px wide', (width) => {
    expect(faults(draw({ colours: width === 390 ? NIGHT : width === 720 ? PAGE : PAPER, width }))).toEqual([])
  })

  it('says in words what it shows, and has no ground within a page', () => {
    const svg = draw({ colours: PAGE, width: 720, background: false })
    expect(svg).toMatch(/<title id="[\w-]+-title">Example of /)
    expect(svg).toMatch(/<desc id="[\w-]+-desc">What the example /)
    expect(draw({ ...PLAIN, background: true })).toContain('<rect width="720"')
    expect(svg).not.toContain('<rect width="720"')
    expect(svg).not.toMatch(/(fill|stroke)="#/)
  })
})

it.each(NARROW)('%s is drawn narrow as the picture kept', async (name) => {
  const svg = EXAMPLES[name]?.({ ...PLAIN, width: 340 }) ?? ''
  await expect(lines(svg)).toMatchFileSnapshot(join(pictures, `${name}-narrow.svg`))
})

it('takes a strange width or id as well as it can', () => {
  const draw = EXAMPLES['cost-stack']
  for (const width of [0, 10, Number.NaN, Number.POSITIVE_INFINITY, -5, 1e9]) {
    expect(faults(draw?.({ ...PLAIN, width }) ?? 'none')).toEqual([])
  }
})

it('would find faults', () => {
  const at = (inner: string): string => `<svg viewBox="0 0 100 50">${inner}</svg>`
  expect(faults(at('<text x="5" y="20" font-size="12">one</text>'))).toEqual([])
  expect(
    faults(at('<text x="5" y="20" font-size="12">one</text><text x="9" y="22" font-size="12">two</text>')),
  ).toHaveLength(1)
  expect(faults(at('<text x="90" y="20" font-size="12">one</text>'))).toHaveLength(1)
  expect(faults(at('<text x="5" y="20" font-size="9">one</text>'))).toHaveLength(1)
  expect(faults(at('<rect x="NaN"/>'))).toHaveLength(1)
  expect(faults(at('<g><rect x="1"></g>'))).not.toEqual([])
  expect(faults(at('<rect fill="url(#none)"/>'))).toHaveLength(1)
  expect(faults(at('<text x="5" y="20" font-size="12">a " b</text>'))).toHaveLength(1)
})

it('names every category of a stack and every route', () => {
  const told = textBoxes(EXAMPLES['cost-stack-routes']?.(PLAIN) ?? '').map(({ content }) => content)
  for (const name of ['materials', 'waste', 'credit', 'wet-slurry', 'ptfe-dry', 'scaffold-nonwoven', '10.14']) {
    expect(told).toContain(name)
  }
})
