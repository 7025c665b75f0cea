import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { PLACES, placeOf, spaced, valueAt } from '../../../src/page/slider.ts'
import type { ExploredRoute } from '../../../src/report/explorer/explored-route.ts'
import { commandOf, overlayOf } from '../../../src/report/explorer/overlay.ts'
import { addressOf, type PageState, stateOf } from '../../../src/report/explorer/page-state.ts'

const names = fc.stringMatching(/^[a-z][a-z0-9_]*(\.[A-Za-z]\w*){0,3}$/)
// an address does not tell -0 from 0
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)

describe('the address of a page', () => {
  it('brings back what it was made of', () => {
    const states = fc.record({
      routes: fc.uniqueArray(fc.stringMatching(/^[\w./-]+$/), { minLength: 1, maxLength: 4 }),
      along: fc.option(names, { nil: undefined }),
      moved: fc.uniqueArray(fc.tuple(names, numbers), { selector: ([name]) => name, maxLength: 8 }),
    })
    fc.assert(
      fc.property(states, ({ routes, along, moved }) => {
        const state: PageState = { routes, focus: routes.at(-1), along, moved: new Map(moved), unread: [] }
        const back = stateOf(`#${addressOf(state)}`)
        expect({ ...back, moved: [...back.moved] }).toEqual({
          ...state,
          moved: moved.map(([name, value]) => [name, value]),
        })
      }),
    )
  })

  it('leaves out whatever is no state', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        stateOf(text)
      }),
    )
    expect([...stateOf('#set=prices.X=1e999&set=a b=3&set=prices.Y=3&set=Z&set==4').moved]).toEqual([['prices.Y', 3]])
    expect(stateOf('#set=a b=3&set=Z').unread).toEqual(['a b=3', 'Z'])
    expect(stateOf('#routes=a,,a,b').routes).toEqual(['a', 'b'])
  })
})

const input = (name: string, value: number, unit = 'USD/kg', more = {}) => ({
  name,
  title: '',
  about: '',
  unit: { text: unit, factor: 1, offset: 0 },
  value,
  exact: `${value} ${unit}`,
  low: 0,
  high: 100,
  isStated: true,
  ground: '',
  isSet: false,
  ...more,
})

function route(more: object = {}): ExploredRoute {
  const given = {
    flow: 'mine',
    title: 'A route',
    argument: 'folder/mine.yaml',
    options: "--plant 'my plant'",
    finish: undefined,
    supply: {},
    inputs: [input('prices.X', 3), input('plant.share', 0.2, '1'), input('steps.a.b', 7, 'h', { isSet: true })],
    ...more,
  }
  return given as unknown as ExploredRoute
}

describe('a what-if that is taken along', () => {
  it('is a flow laid over the route, with what is moved and what the command had set', () => {
    const text = overlayOf(
      route(),
      new Map([
        ['prices.X', 1e-7],
        ['plant.share', 0.25],
      ]),
    )
    expect(parse(text)).toEqual({
      format: 1,
      flow: 'mine-what-if',
      title: 'A route, what-if',
      based_on: 'folder/mine.yaml',
      assumption: 'a what-if, moved on the explorer page',
      set: { 'prices.X': '1e-7 USD/kg', 'plant.share': 0.25, 'steps.a.b': '7 h' },
    })
    expect(text).toContain("fabroute run mine-what-if.yaml --plant 'my plant'\n")
  })

  it('says the same as a command', () => {
    expect(commandOf(route(), new Map([['prices.X', 4.5]]))).toBe(
      "fabroute run folder/mine.yaml --set 'prices.X=4.5 USD/kg' --set 'steps.a.b=7 h' --plant 'my plant'",
    )
  })

  it('keeps a finish and what is bought', () => {
    const text = overlayOf(route({ finish: 'wip', supply: { X: 'bought' }, inputs: [] }), new Map())
    expect(parse(text)).toMatchObject({ finish: 'wip', supply: { X: 'bought' } })
    expect(parse(text)).not.toHaveProperty('set')
  })

  it('is the document it should be whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, argument) => {
        const read = parse(overlayOf(route({ title, argument }), new Map()))
        expect([read.title, String(read.based_on)]).toEqual([`${title}, what-if`, argument])
      }),
    )
  })
})

describe('a slider', () => {
  const ends = fc
    .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }))
    .map(([low, width]) => ({ low, high: low + width }))

  it('stays within its range, and reaches its ends', () => {
    fc.assert(
      fc.property(ends, fc.integer({ min: -5, max: PLACES + 5 }), (range, place) => {
        const value = valueAt(place, range)
        expect(value).toBeGreaterThanOrEqual(range.low)
        expect(value).toBeLessThanOrEqual(range.high)
        expect([valueAt(0, range), valueAt(PLACES, range)]).toEqual([range.low, range.high])
      }),
    )
  })

  it('comes back to about its place', () => {
    const range = { low: 20, high: 75 }
    for (let place = 0; place <= PLACES; place++)
      expect(Math.abs(placeOf(valueAt(place, range), range) - place)).toBeLessThanOrEqual(1)
    expect(valueAt(PLACES / 2, { low: 1, high: 10_000 })).toBe(100)
    expect(spaced({ low: 1, high: 10_000 }, 5)).toEqual(
      [1, 10, 100, 1000, 10_000].map((value) => expect.closeTo(value, 9)),
    )
  })
})
