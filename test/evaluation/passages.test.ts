import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Passage, passages } from '../../src/evaluation/passages.ts'

const grid = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)

const SCALE = 1

describe('passages through 0', () => {
  test('of a straight line are its root to the last digit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (root, slope) => {
          const [only, ...more] = passages((x) => slope * (x - root), grid(0, 1, 7), SCALE)
          expect(more).toEqual([])
          expect(only?.jump).toBeUndefined()
          expect(only?.at).toBe(root)
        },
      ),
    )
  })

  test('of a polynomial are all its roots that lie further apart than the points', () => {
    const roots = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(roots, fc.constantFrom(1, -1), (given, sign) => {
        const wanted = [...given].sort((a, b) => a - b).map((root) => root + 0.25)
        const of = (x: number): number =>
          wanted.reduce((product, root) => product * (x - root), sign / 100 ** wanted.length)
        const found = passages(of, grid(0, 100, 1000), SCALE)
        expect(found.map(({ jump }) => jump)).toEqual(wanted.map(() => undefined))
        found.forEach(({ at }, i) => {
          expect(Math.abs(at - (wanted[i] as number))).toBeLessThan(1e-12 * 100)
        })
      }),
    )
  })

  test('that fall on a point are told once', () => {
    expect(passages((x) => x - 3, grid(0, 10, 10), SCALE)).toEqual([{ at: 3 }])
    expect(passages((x) => x, grid(0, 10, 10), SCALE)).toEqual([{ at: 0 }])
    expect(passages((x) => x - 10, grid(0, 10, 10), SCALE)).toEqual([{ at: 10 }])
    // touching 0 at a point is seen, between points it is not
    expect(passages((x) => (x - 3) ** 2, grid(0, 10, 10), SCALE)).toEqual([{ at: 3 }])
    expect(passages((x) => (x - 3.5) ** 2, grid(0, 10, 10), SCALE)).toEqual([])
  })

  test('of a function that is 0 over a stretch are the ends of it', () => {
    const flat = (x: number): number => Math.min(0, x - 3) + Math.max(0, x - 6)
    expect(passages(flat, grid(0, 10, 10), SCALE).map(({ at }) => at)).toEqual([3, 6])
    expect(passages(() => 0, grid(0, 10, 10), SCALE).length).toBeLessThanOrEqual(2)
  })

  test('of a step function are jumps, with the numbers on either side', () => {
    const step = fc.record({
      at: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      below: fc.double({ min: 0.001, max: 10, noNaN: true }),
      above: fc.double({ min: 0.001, max: 10, noNaN: true }),
      falls: fc.boolean(),
    })
    fc.assert(
      fc.property(step, ({ at, below, above, falls }) => {
        const sign = falls ? -1 : 1
        const of = (x: number): number => (x < at ? -below : above) * sign
        const found = passages(of, grid(0, 1, 13), SCALE)
        const [only, ...more] = found
        expect(more).toEqual([])
        expect(only).toMatchObject({ at, jump: { to: at } })
        // the neighbouring numbers on either side of it
        expect([only?.jump?.from, only?.jump?.to].map((x) => of(x as number))).toEqual([-below * sign, above * sign])
      }),
    )
  })

  test('of a sawtooth are roots and jumps, each of its kind', () => {
    // rises through 0 within each tooth and falls back past it at each whole number
    const saw = (x: number): number => x - Math.floor(x) - 0.4
    const found = passages(saw, grid(0.05, 4.95, 490), SCALE)
    const kinds = found.map(({ at, jump }: Passage) => `${jump === undefined ? 'root' : 'jump'} ${at.toFixed(6)}`)
    expect(kinds).toEqual([
      ...[0, 1, 2, 3].flatMap((n) => [`root ${n}.400000`, `jump ${n + 1}.000000`]),
      'root 4.400000',
    ])
  })

  test('are not sought where a function has no value', () => {
    const gap = (x: number): number => (x > 4 && x < 6 ? Number.NaN : x - 5)
    expect(passages(gap, grid(0, 10, 10), SCALE)).toEqual([])
    // the gap lies between two points
    for (const { at } of passages(gap, [0, 3, 7, 10], SCALE)) expect(Number.isFinite(gap(at))).toBe(true)
  })

  test('hold for functions of any size', () => {
    for (const size of [1e-9, 1, 1e9]) {
      const found = passages((x) => size * (x - 0.3), grid(0, 1, 10), size)
      expect(found.map(({ jump }) => jump)).toEqual([undefined])
      expect(found[0]?.at).toBeCloseTo(0.3, 14)
    }
  })
})
