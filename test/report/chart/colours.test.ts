import { describe, expect, it } from 'vitest'
import { type Colours, colourDeclarations, NIGHT, PAGE, PAPER } from '../../../src/report/drawing/colours.ts'
import { contrast, difference, lab, type Rgb, VISION } from './colour-vision.ts'

it('computes the difference of two colours as its authors tabulate it', () => {
  const pairs: [Rgb, Rgb, number][] = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1, 2], [50, 0, 0], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  ]
  for (const [one, other, expected] of pairs) expect(difference(one, other)).toBeCloseTo(expected, 3)
})

it('computes contrast as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 6)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each([
  ['on paper', PAPER],
  ['by night', NIGHT],
] as [string, Colours][])('the colours %s', (_, colours) => {
  const { series, onSeries, background } = colours

  it.each(Object.keys(VISION))('are told apart in %s vision', (vision) => {
    const seen = series.map((colour) => lab(colour, vision))
    for (const [i, one] of seen.entries()) {
      for (const [k, other] of seen.slice(i + 1).entries()) {
        // beside each other, with one left out between them, anywhere
        const least = k === 0 ? 19 : k === 1 ? 15 : 5
        expect(difference(one, other), `${series[i]} and ${series[i + 1 + k]}`).toBeGreaterThanOrEqual(least)
      }
    }
  })

  it('are told apart in greyscale where they are neighbours', () => {
    const levels = series.map((colour) => lab(colour)[0])
    for (const [i, level] of levels.entries()) {
      for (const next of levels.slice(i + 1, i + 3))
        expect(Math.abs(level - next), series[i]).toBeGreaterThanOrEqual(15)
    }
  })

  it('stand off the background as lines and marks', () => {
    for (const colour of [...series, colours.low, colours.high, colours.mark]) {
      expect(contrast(colour, background), colour).toBeGreaterThanOrEqual(3)
    }
  })

  it('leave text upon them and upon the background readable', () => {
    for (const [i, colour] of series.entries()) {
      expect(contrast(colour, onSeries[i] as string), colour).toBeGreaterThanOrEqual(4.5)
    }
    for (const ground of [background, colours.surface]) {
      for (const text of [colours.ink, colours.muted, colours.mark]) {
        expect(contrast(text, ground), text).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('tell low from high', () => {
    for (const vision of Object.keys(VISION)) {
      expect(difference(lab(colours.low, vision), lab(colours.high, vision)), vision).toBeGreaterThanOrEqual(19)
    }
  })
})

it('declares for a page every colour that a picture within it refers to', () => {
  const declared = colourDeclarations(PAPER)
  const referred = [...Object.values(PAGE).flat()].map((value) => /^var\((--[\w-]+)\)$/.exec(value as string)?.[1])
  expect(referred).toHaveLength(8 + 12 + 12)
  for (const name of referred) expect(declared).toContain(`${name}: #`)
})
