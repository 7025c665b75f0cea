import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Sheet } from './support.ts'

/** A chain of three yields and a split: s = c + d, c = b * .9, b = a * .8, d = a * .1. */
const CHAIN = ['c = b * 0.9', 'b = a * 0.8', 'd = a * 0.1', 's = c + d']
const chain = (known: string, relations: readonly string[] = CHAIN): Sheet =>
  new Sheet().amounts('kg', 'a', 'b', 'c', 'd', 's').relations(...relations, known)

describe('single unknowns are peeled', () => {
  test('from the front, from the back, and from the middle', () => {
    // with a = 10: b = 8, c = 7.2, d = 1, s = 8.2
    const wanted = { a: 10, b: 8, c: 7.2, d: 1, s: 8.2 }
    for (const known of ['a = 10 kg', 'b = 8 kg', 'c = 7.2 kg', '1 kg = d']) {
      const found = chain(known).solve()
      for (const [name, value] of Object.entries(wanted)) expect(found[name], known).toBeCloseTo(value, 12)
    }
  })

  test('and where no relation has one unknown, matching and elimination take over', () => {
    const found = chain('s = 8.2 kg').solve()
    expect(found.a).toBeCloseTo(10, 12)
    expect(found.c).toBeCloseTo(7.2, 12)
  })

  test('in any order of the relations', () => {
    const known = fc.constantFrom('a = 10 kg', 's = 8.2 kg')
    fc.assert(
      fc.property(fc.shuffledSubarray(CHAIN, { minLength: CHAIN.length }), known, (relations, given) => {
        const found = chain(given, relations).solve()
        expect(found.b).toBeCloseTo(8, 12)
        expect(found.d).toBeCloseTo(1, 12)
      }),
      { numRuns: 30 },
    )
  })
})

test('a relation is not turned round where that would divide by a figure that may be 0', () => {
  // all the trim goes back: with nothing trimmed the loop is still sound, whichever way it is written
  // a junction may be read either way, so that it must not take the amount that another relation gives
  const trim = [
    'main = inlet * kept',
    'side = inlet * (1 - kept)',
    'side = back',
    'joined = feed + back',
    'joined = inlet',
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(trim, { minLength: trim.length }), (relations) => {
      const sheet = new Sheet().input('kept', '1').input('feed', '10 kg')
      sheet.amounts('kg', 'main', 'inlet', 'side', 'back', 'joined').relations(...relations)
      expect(sheet.solve()).toMatchObject({ inlet: 10, main: 10, side: 0 })
    }),
    { numRuns: 30 },
  )
})

describe('degrees of freedom', () => {
  const told = (sheet: Sheet) => {
    sheet.compile()
    return sheet.diagnostics.list.map(({ code, facts }) => [code, (facts as { name: string }).name])
  }

  test('an amount that nothing determines is named', () => {
    expect(told(new Sheet().amounts('kg', 'a', 'b').relations('a = 2 kg'))).toEqual([['NOTHING_DETERMINES', 'b']])
    const free = new Sheet().amounts('kg', 'a', 'b').relations('a = b * 2')
    expect(told(free)).toEqual([['NOTHING_DETERMINES', 'a']])
    expect(free.diagnostics.list[0]?.facts).toMatchObject({ others: ['b'], more: 0 })
  })

  test('each group of amounts that lacks a statement is told once', () => {
    const sheet = new Sheet().amounts('kg', 'a', 'b', 'c', 'd').relations('a = b', 'c = d * 3')
    expect(told(sheet)).toEqual([
      ['NOTHING_DETERMINES', 'a'],
      ['NOTHING_DETERMINES', 'c'],
    ])
  })

  test('an amount determined twice is named', () => {
    const sheet = new Sheet().amounts('kg', 'a', 'b').relations('a = 2 kg', 'b = a', 'b = 3 kg')
    const found = told(sheet)
    expect(found).toHaveLength(1)
    expect(found[0]?.[0]).toBe('DETERMINED_TWICE')
    expect(['a', 'b']).toContain(found[0]?.[1])
  })

  test('a relation that is not linear is not turned round', () => {
    const forward = new Sheet().amounts('kg', 'a', 'b').relations('a = 2 kg', 'b = max(a, 3 kg)')
    expect(forward.solve()).toMatchObject({ b: 3 })
    const backward = new Sheet().amounts('kg', 'a', 'b').relations('b = 5 kg', 'b = max(a, 3 kg)')
    expect(backward.problems()).toEqual(['RELATION_NOT_LINEAR'])
  })
})
