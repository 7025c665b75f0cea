import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../support.ts'
import { Sheet } from './support.ts'

/** Solves A x = b by Gaussian elimination with the largest pivot of each column, in float. */
function gauss(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const rest = rows.slice(k).map((row) => Math.abs(row[k] as number))
    const best = k + rest.indexOf(Math.max(...rest))
    ;[rows[k], rows[best]] = [rows[best] as number[], rows[k] as number[]]
    for (let i = k + 1; i < n; i++) {
      const factor = (rows[i]?.[k] as number) / (rows[k]?.[k] as number)
      for (let j = k; j <= n; j++)
        (rows[i] as number[])[j] = (rows[i]?.[j] as number) - factor * (rows[k]?.[j] as number)
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] as number[]
    const known = x.reduce((sum, value, j) => (j > i ? sum + (row[j] as number) * value : sum), 0)
    x[i] = ((row[n] as number) - known) / (row[i] as number)
  }
  return x
}

/** x_i = sum of a_ij x_j + b_i, whose gains round any loop stay below 1. */
const system = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc.record({
    gains: fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -95, max: 95 })), { minLength: size, maxLength: size }),
      {
        minLength: size,
        maxLength: size,
      },
    ),
    // a loop that nothing enters is refused: see below
    right: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: size, maxLength: size }),
  }),
)

describe('linear loops', () => {
  test('are solved as an independent elimination solves them', () => {
    fc.assert(
      fc.property(system, ({ gains, right }) => {
        const size = gains.length
        const a = gains.map((row) => row.map((gain) => gain / 100 / size))
        const name = (i: number): string => `x${i}`
        const terms = (i: number): string =>
          (a[i] as number[]).map((gain, j) => (gain === 0 ? '0' : `${gain} * ${name(j)}`)).join(' + ')
        const sheet = new Sheet()
        sheet.equations(Object.fromEntries(a.map((_, i) => [name(i), `${terms(i)} + ${right[i]}`])), '1')
        const found = sheet.solve()
        const identity = a.map((row, i) => row.map((gain, j) => (i === j ? 1 : 0) - gain))
        gauss(identity, right).forEach((wanted, i) => {
          const size_ = Math.max(1, Math.abs(wanted))
          expectClose((found[name(i)] as number) / size_, wanted / size_, 1e-9, name(i))
        })
      }),
      { numRuns: 100 },
    )
  })

  test('with coefficients that are computed', () => {
    // x = 10 + r y, y = x / 2: x = 10 / (1 - r/2)
    const sheet = new Sheet()
      .input('part', '0.4')
      .equations({ r: 'part * 2' })
      .equations({ x: '10 + r * y', y: 'x / 2' }, '1')
    expect(sheet.solve().x).toBeCloseTo(10 / 0.6, 12)
  })

  test('stay linear under an `if` on an outside condition', () => {
    const loop = (switch_: string): Sheet =>
      new Sheet().input('switch', switch_).equations({ x: '10 + if(switch > 0, 0.5 * x, 0.2 * x)' }, '1')
    expect(loop('1').solve().x).toBeCloseTo(20, 12)
    expect(loop('0').solve().x).toBeCloseTo(12.5, 12)
  })

  test('know which variables were eliminated together', () => {
    const sheet = new Sheet().equations({ x: '1 + 0.5 * y', y: '0.5 * x', z: 'x + y' }, '1')
    sheet.compile()
    expect(sheet.system.find('x')?.loop).toEqual(['x', 'y'])
    expect(sheet.system.find('z')?.loop).toBeUndefined()
  })
})

describe('loops that are refused', () => {
  const told = (equations: Readonly<Record<string, string>>) => {
    const sheet = new Sheet().equations(equations, '1')
    sheet.compile()
    return sheet.diagnostics.list.map(({ code, facts }) => ({ code, loop: (facts as { loop: string[] }).loop }))
  }

  test.each(['ceil(y)', 'max(y, 2)', 'y ^ 2', 'y * x', '1 / y', 'if(y > 1, 1, 0.5)', 'sqrt(y)'])('x = %s', (text) => {
    const [problem, ...more] = told({ x: text, y: '0.5 * x + 1' })
    expect(more).toEqual([])
    expect(problem?.code).toBe('LOOP_NOT_LINEAR')
    expect(new Set(problem?.loop)).toContain('x')
    expect(problem?.loop[0]).toBe(problem?.loop.at(-1))
  })

  test('x = 2 * x rests on itself alone', () => {
    expect(told({ x: '2 * x' }).map(({ code }) => code)).toEqual(['LOOP_EMPTY'])
    expect(told({ x: 'y', y: '0.5 * x' }).map(({ code }) => code)).toEqual(['LOOP_EMPTY'])
  })

  test('x = x + 1 lets nothing out', () => {
    expect(told({ x: 'x + 1' }).map(({ code }) => code)).toEqual(['LOOP_CLOSED'])
    expect(told({ x: 'y + 1', y: 'x' }).map(({ code }) => code)).toEqual(['LOOP_CLOSED'])
  })
})
