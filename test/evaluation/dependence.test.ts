import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Operation } from '../../src/equation/graph.ts'
import type { Variable } from '../../src/equation/system.ts'
import { float64 } from '../../src/evaluation/arithmetic.ts'
import { type Dependence, dependence } from '../../src/evaluation/dependence.ts'
import { Evaluator } from '../../src/evaluation/evaluate.ts'
import { type Program, run } from '../../src/evaluation/program.ts'
import { Decimal } from '../../src/quantity/decimal.ts'
import { costRoute } from '../support.ts'

/** A row of a program: an operation on earlier rows, or an input or a constant by its number. */
type Row = readonly [operation: Operation, a: number, b?: number, c?: number]

function programOf(rows: readonly Row[], constants: readonly number[], inputs: number): Program {
  return {
    operations: Uint8Array.from(rows.map(([operation]) => operation)),
    first: Int32Array.from(rows.map(([, a]) => a)),
    second: Int32Array.from(rows.map(([, , b]) => b ?? -1)),
    third: Int32Array.from(rows.map(([, , , c]) => c ?? -1)),
    constants: constants.map((value) => new Decimal(value)),
    inputs: Array.from({ length: inputs }, () => ({}) as Variable),
    slotOfVariable: new Int32Array(0),
    slotOf: (node) => node,
  }
}

function evaluated(program: Program, inputs: readonly number[]): number[] {
  return run(
    program,
    float64,
    program.constants.map((value) => value.toNumber()),
    inputs,
    [],
  )
}

const { variable, constant, add, subtract, multiply, divide, power, negate, min, max, ceil, share, less, choose } =
  Operation
const x: Row = [variable, 0]
const y: Row = [variable, 1]
const two: Row = [constant, 0]

/** How the last row depends on input 0, at x = 3 and y = 5, with a constant 2. */
function of(...rows: Row[]): Dependence {
  const program = programOf(rows, [2], 2)
  return dependence(program, evaluated(program, [3, 5]), rows.length - 1, 0)
}

describe('how a figure depends on an input', () => {
  test.each<[string, Dependence, Row[]]>([
    ['x', 'linear', [x]],
    ['y', 'none', [y]],
    ['2', 'none', [two]],
    ['x + y', 'linear', [x, y, [add, 0, 1]]],
    ['x - x y', 'linear', [x, y, [multiply, 0, 1], [subtract, 0, 2]]],
    ['-x / y', 'linear', [x, y, [divide, 0, 1], [negate, 2]]],
    ['share(x, y)', 'linear', [x, y, [share, 0, 1]]],
    ['share(y, x)', 'other', [x, y, [share, 1, 0]]],
    ['y / x', 'other', [x, y, [divide, 1, 0]]],
    ['x x', 'other', [x, [multiply, 0, 0]]],
    ['x (x + y)', 'other', [x, y, [add, 0, 1], [multiply, 0, 2]]],
    ['x ^ 2', 'other', [x, two, [power, 0, 1]]],
    ['y ^ 2', 'none', [y, two, [power, 0, 1]]],
    ['y ^ x', 'other', [x, y, [power, 1, 0]]],
    ['min(x, y)', 'other', [x, y, [min, 0, 1]]],
    ['max(y, 2)', 'none', [y, two, [max, 0, 1]]],
    ['ceil(x)', 'other', [x, [ceil, 0]]],
    ['ceil(y) x', 'linear', [x, y, [ceil, 1], [multiply, 0, 2]]],
    ['x < y', 'other', [x, y, [less, 0, 1]]],
    // 2 < y holds at y = 5, whatever x is
    ['if(2 < y, x, x x)', 'linear', [x, y, two, [less, 2, 1], [multiply, 0, 0], [choose, 3, 0, 4]]],
    ['if(y < 2, x, x x)', 'other', [x, y, two, [less, 1, 2], [multiply, 0, 0], [choose, 3, 0, 4]]],
    ['if(x < y, 2, 2)', 'other', [x, y, two, [less, 0, 1], [choose, 3, 2, 2]]],
  ])('%s: %s', (_, wanted, rows) => {
    expect(of(...rows)).toBe(wanted)
  })
})

const BINARY = [
  Operation.add,
  Operation.subtract,
  Operation.multiply,
  Operation.divide,
  Operation.power,
  Operation.min,
  Operation.max,
  Operation.annuity,
  Operation.share,
  Operation.less,
  Operation.lessOrEqual,
  Operation.equal,
  Operation.notEqual,
] as const
const UNARY = [
  Operation.negate,
  Operation.ceil,
  Operation.floor,
  Operation.sqrt,
  Operation.exp,
  Operation.ln,
  Operation.log10,
] as const
const INPUTS = 3
const CONSTANTS = [0, 1, 2, 0.5, -1, 7]

/** Programs that read their inputs and constants first, then compute a few rows from earlier ones. */
const randomProgram: fc.Arbitrary<Program> = fc
  .array(
    fc.record({
      // the arithmetic that keeps a line straight comes often, so that some figures are straight lines
      operation: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom<Operation>(add, subtract, multiply, negate, divide) },
        { weight: 2, arbitrary: fc.constantFrom<Operation>(...BINARY) },
        { weight: 1, arbitrary: fc.constantFrom<Operation>(...UNARY) },
        { weight: 1, arbitrary: fc.constant<Operation>(choose) },
      ),
      a: fc.nat(1000),
      b: fc.nat(1000),
      c: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((made) => {
    const rows: Row[] = [
      ...Array.from({ length: INPUTS }, (_, i): Row => [variable, i]),
      ...CONSTANTS.map((_, i): Row => [constant, i]),
    ]
    for (const { operation, a, b, c } of made) {
      const at = (n: number): number => n % rows.length
      if ((UNARY as readonly Operation[]).includes(operation)) rows.push([operation, at(a)])
      else if (operation === choose) rows.push([operation, at(a), at(b), at(c)])
      else rows.push([operation, at(a), at(b)])
    }
    return programOf(rows, CONSTANTS, INPUTS)
  })

const figure = fc.integer({ min: -400, max: 400 }).map((n) => n / 100)

test('a figure said not to depend never moves, and one said to be a straight line is one', () => {
  let straight = 0
  fc.assert(
    fc.property(
      randomProgram,
      fc.tuple(figure, figure, figure),
      fc.array(figure, { minLength: 3, maxLength: 6 }),
      (program, base, tries) => {
        const values = evaluated(program, base)
        const at = (to: number): number[] => evaluated(program, [to, base[1], base[2]])
        const others = tries.map(at)
        const [zero, one] = [at(0), at(1)]
        for (let slot = 0; slot < program.operations.length; slot++) {
          const found = dependence(program, values, slot, 0)
          if (found === 'other') continue
          for (const [i, to] of tries.entries()) {
            const is = others[i]?.[slot] as number
            if (found === 'none') {
              expect(Object.is(is, values[slot] as number) || is === values[slot]).toBe(true)
              continue
            }
            const [from, up] = [zero[slot] as number, one[slot] as number]
            const wanted = from + (up - from) * to
            // a straight line of figures that are none is none everywhere
            expect(Number.isFinite(is)).toBe(Number.isFinite(wanted))
            if (!Number.isFinite(wanted)) continue
            const before = rowsBefore([zero, one, others[i] as number[]], slot)
            const size = Math.max(Math.abs(from), Math.abs(up), Math.abs(is), ...before)
            expect(Math.abs(is - wanted)).toBeLessThanOrEqual(1e-9 * size)
            straight++
          }
        }
      },
    ),
    { numRuns: 3000 },
  )
  expect(straight).toBeGreaterThan(1000)
})

/** The largest figures that a row is computed from: what cancels in it leaves their rounding. */
function rowsBefore(evaluations: readonly (readonly number[])[], slot: number): number[] {
  return evaluations.map((values) =>
    Math.max(
      ...values
        .slice(0, slot + 1)
        .filter(Number.isFinite)
        .map(Math.abs),
    ),
  )
}

test.each(['wet-slurry', 'ptfe-dry', 'test/reference/polysilicon/polysilicon.yaml'])(
  'the cost of %s is a straight line of an input, or does not depend on it, only where that is said',
  (name) => {
    for (const fractional of [false, true]) {
      const { model } = costRoute(name, { fractional })
      const evaluator = new Evaluator(model)
      const { program, inputs } = evaluator
      const cost = program.slotOfVariable[model.cost.id] as number
      const values = evaluator.numbers(new Map())
      const kinds = new Set<Dependence>()
      program.inputs.forEach((input, place) => {
        const kind = dependence(program, values, cost, place)
        kinds.add(kind)
        if (kind === 'other') return
        const now = (inputs[place] as Decimal).toNumber()
        const step = now === 0 ? 1 : now
        const at = (to: number): number => evaluator.numbers(new Map([[place, to]]))[cost] as number
        const [start, end] = [at(now), at(now + step)]
        if (kind === 'none') expect(end, input.name).toBe(start)
        for (const far of [-3, -0.7, 0.1, 0.5, 2.5, 40]) {
          const wanted = start + (end - start) * far
          const size = Math.max(Math.abs(start), Math.abs(end), Math.abs(wanted))
          expect(Math.abs(at(now + step * far) - wanted) / size, `${input.name} by ${far}`).toBeLessThan(1e-9)
        }
      })
      expect([...kinds].sort()).toEqual(['linear', 'none', 'other'])
    }
  },
)
