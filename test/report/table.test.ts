import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Column, cut, table, wrapped } from '../../src/report/table.ts'

const word = (longest: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('a', 'b', '.', '_', '7', 'é'), minLength: 1, maxLength: longest })

interface Given {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[] | null)[]
}

/** A name column and figures beside it; now and then a rule. */
const given = (names: number, cells: number): fc.Arbitrary<Given> =>
  fc.integer({ min: 1, max: 9 }).chain((count) =>
    fc.record({
      columns: fc
        .tuple(word(names), fc.array(word(cells), { minLength: count, maxLength: count }))
        .map(([name, heads]) => [{ head: name, align: 'left' as const }, ...heads.map((head) => ({ head }))]),
      rows: fc.array(
        fc.option(
          fc
            .tuple(word(names), fc.array(word(cells), { minLength: count, maxLength: count }))
            .map(([name, more]) => [name, ...more]),
          { nil: null, freq: 6 },
        ),
        { maxLength: 8 },
      ),
    }),
  )

describe('a table', () => {
  test('is never wider than asked for while each column fits beside a name', () => {
    fc.assert(
      fc.property(given(60, 24), fc.integer({ min: 40, max: 120 }), ({ columns, rows }, width) => {
        // 12 of a name, 2 between, 24 at most in a column
        for (const line of table(columns, rows, width).split('\n')) expect(line.length).toBeLessThanOrEqual(width)
      }),
      { numRuns: 1000 },
    )
  })

  test('keeps every column and every figure, in their order', () => {
    fc.assert(
      fc.property(given(30, 12), fc.integer({ min: 40, max: 120 }), ({ columns, rows }, width) => {
        const parts = table(columns, rows, width).split('\n\n')
        const heads: string[] = []
        const figures: string[][] = rows.map(() => [])
        for (const part of parts) {
          const [head, , ...lines] = part.split('\n') as [string, string, ...string[]]
          heads.push(...head.split(/ +/).slice(1))
          expect(lines).toHaveLength(rows.length)
          lines.forEach((line, i) => {
            if (rows[i] !== null) figures[i]?.push(...line.split(/ +/).slice(1))
          })
        }
        expect(heads).toEqual(columns.slice(1).map(({ head }) => head))
        expect(figures).toEqual(rows.map((row) => (row === null ? [] : row.slice(1))))
      }),
      { numRuns: 1000 },
    )
  })

  test('stands in one part with its names whole where there is room', () => {
    fc.assert(
      fc.property(given(20, 6), ({ columns, rows }) => {
        const text = table(columns, rows, 200)
        expect(text).not.toContain('…')
        expect(text).not.toContain('\n\n')
      }),
    )
  })

  test('ends no line in blanks, and draws rules as wide as the columns', () => {
    const text = table(
      [{ head: 'step', align: 'left' }, { head: 'USD' }],
      [['a', '1.5'], ['long', ''], null, ['total', '1.5']],
    )
    expect(text).toBe('step   USD\n-----  ---\na      1.5\nlong\n-----  ---\ntotal  1.5')
  })

  test('cuts all parts alike', () => {
    const columns: Column[] = [
      { head: 'step', align: 'left' },
      ...['first', 'second', 'third'].map((head) => ({ head: head.padEnd(14, 'x') })),
    ]
    const text = table(columns, [['supply.Li6PS5Cl.annealing', '1', '2', '3']], 40)
    const names = text.split('\n').filter((line) => line.startsWith('supply'))
    expect(names.length).toBe(3)
    expect(new Set(names.map((line) => line.split(' ')[0])).size).toBe(1)
  })
})

describe('a name that is cut', () => {
  test('keeps both its ends, and is as long as asked for', () => {
    fc.assert(
      fc.property(word(60), fc.integer({ min: 3, max: 60 }), (text, width) => {
        const found = cut(text, width)
        expect(found.length).toBe(Math.min(text.length, width))
        if (text.length <= width) {
          expect(found).toBe(text)
          return
        }
        const [head, tail] = found.split('…') as [string, string]
        expect(text.startsWith(head) && text.endsWith(tail)).toBe(true)
        expect(tail.length).toBeGreaterThanOrEqual(head.length)
      }),
    )
  })

  test('tells steps of an upstream flow apart', () => {
    const names = ['supply.Li6PS5Cl.annealing', 'supply.Li6PS5Cl.milling', 'supply.Li6PS5Cl.sieving']
    expect(new Set(names.map((name) => cut(name, 12))).size).toBe(3)
  })
})

test('words are wrapped at their separators only', () => {
  expect(wrapped(['a', 'b', 'c'], '; ', 80)).toBe('a; b; c')
  expect(wrapped(['aaaa', 'bbbb', 'cc'], '; ', 10)).toBe('aaaa; bbbb\ncc')
  fc.assert(
    fc.property(
      fc.array(word(30), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 30, max: 80 }),
      (parts, width) => {
        const lines = wrapped(parts, '; ', width).split('\n')
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
        expect(lines.join('; ')).toBe(parts.join('; '))
      },
    ),
  )
})
