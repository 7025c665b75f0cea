import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decimals } from '../../../src/evaluation/arithmetic.ts'
import { Evaluator } from '../../../src/evaluation/evaluate.ts'
import type { Bounds } from '../../../src/evaluation/kernel/bounds.ts'
import { Kernel } from '../../../src/evaluation/kernel/kernel.ts'
import { planKernel } from '../../../src/evaluation/kernel/plan.ts'
import { run } from '../../../src/evaluation/program.ts'
import { Decimal } from '../../../src/quantity/decimal.ts'
import { attemptTexts } from '../../support.ts'

const PARAMETERS = ['a', 'b', 'c', 'd'] as const
const RANGES = [
  [0.2, 3],
  [-2, 2],
  [1, 40],
  [0, 1],
] as const
const least = (i: number): number => RANGES[i]?.[0] ?? 0
const most = (i: number): number => RANGES[i]?.[1] ?? 0

const flowOf = (equations: readonly string[]): string[] => [
  `flow: random
product: { operation: nothing }
plant: p
method: m
parameters:
${PARAMETERS.map((name, i) => `  ${name}: { value: ${(least(i) + most(i)) / 2}, range: "-100 .. 100", assumption: test }`).join('\n')}
equations:
${equations.map((text, i) => `  y${i}: "${text}"`).join('\n')}
steps: {}
`,
  'operation: nothing\nparameters: { basis: { value: 1, assumption: test } }',
  'method: m',
  'plant: p\nparameters: { annual_output: { value: 1 1/yr, assumption: test } }',
]

/** Expressions of parameters, numbers and equations before: every operation, and with numbers that make some of them impossible. */
function expression(before: number): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom(...PARAMETERS),
      fc.constantFrom('0', '1', '2', '0.5', '3', '1.7'),
      ...(before > 0 ? [fc.nat(before - 1).map((i) => `route.y${i}`)] : []),
    ),
    tree: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'tree' },
      tie('leaf'),
      fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree')).map(([x, op, y]) => `(${x} ${op} ${y})`),
      fc
        .tuple(tie('tree'), fc.constantFrom('0.6', '2', '3', '-1', '0.5', '-0.4', 'd'))
        .map(([x, p]) => `(${x}) ^ (${p})`),
      fc.tuple(fc.constantFrom('ceil', 'floor', 'sqrt', 'ln', 'log10'), tie('tree')).map(([f, x]) => `${f}(${x})`),
      tie('tree').map((x) => `exp(min(${x}, 3))`),
      fc.tuple(fc.constantFrom('min', 'max', 'share'), tie('tree'), tie('tree')).map(([f, x, y]) => `${f}(${x}, ${y})`),
      fc.tuple(fc.constantFrom('d / 10', '0', 'd'), fc.constantFrom('c', '5')).map(([r, n]) => `annuity(${r}, ${n})`),
      fc
        .tuple(tie('tree'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('tree'), tie('tree'), tie('tree'))
        .map(([x, op, y, u, v]) => `if(${x} ${op} ${y}, ${u}, ${v})`),
    ),
  }))
  return tree
}

const system = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => expression(i))))
/** Shares of the ranges; not their ends, where a power that varies may be whole. */
const point = fc.tuple(...PARAMETERS.map(() => fc.double({ min: 0.01, max: 0.99, noNaN: true })))

/** Seeds and numbers of runs: more are tried now and then by hand. */
const RUNS = Number(process.env.KERNEL_RUNS ?? 300)

it('gives what the decimal ledger gives, and no number where that gives none', () => {
  let [finite, none] = [0, 0]
  fc.assert(
    fc.property(system, fc.array(point, { minLength: 1, maxLength: 6 }), (equations, points) => {
      const { model } = attemptTexts(flowOf(equations))
      // an expression of numbers alone that has no value is refused before
      if (model === undefined) return
      const evaluator = new Evaluator(model)
      const { program } = evaluator
      const places = PARAMETERS.map((name) => program.inputs.findIndex((input) => input.name === `route.${name}`))
      const there = [...PARAMETERS.keys()].filter((i) => (places[i] ?? -1) >= 0)
      const boundsAt = (i: number): Bounds => ({ low: least(i), high: most(i), certain: true })
      const slots = equations.map((_, i) => program.slotOfVariable[model.compiled.system.find(`route.y${i}`)?.id ?? -1])
      const plan = planKernel({
        program,
        base: evaluator.numbers(new Map()),
        varied: new Map(there.map((i) => [places[i] as number, boundsAt(i)])),
        wanted: slots as number[],
        limits: [],
      })
      const valueAt = (i: number, share: number): number => least(i) + share * (most(i) - least(i))
      const exactAt = (at: readonly number[], by: number): Decimal[] => {
        const inputs = evaluator.inputs.map((value, place) => {
          const i = places.indexOf(place)
          return i < 0 ? value : new Decimal(valueAt(i, at[i] as number) * (1 + by))
        })
        return run(program, decimals, program.constants, inputs, [])
      }
      for (const output of equations.keys()) {
        // outputs are refused together: each is looked at by itself
        const kernel = new Kernel({ ...plan, outputs: plan.outputs.slice(output, output + 1) })
        for (const [column, i] of there.entries())
          for (const [k, at] of points.entries())
            (kernel.inputs[column] as Float64Array)[k] = valueAt(i, at[i] as number)
        kernel.run(points.length, new Float64Array(4))
        for (const [k, at] of points.entries()) {
          const found = kernel.outputs[0]?.[k] as number
          const slot = slots[output] as number
          // at a leap the last digit decides, and a reading may be on either side of it
          const beside = [0, 1e-13, -1e-13].map((by) => exactAt(at, by))
          const agrees = beside.some((values) => {
            const exact = values[slot] as Decimal
            if (!exact.isFinite() || exact.abs().gt(1e100)) return Number.isNaN(found)
            // what is a difference of large numbers has their error
            const sizes = values.map((value) => value.abs().toNumber()).filter((size) => size < 1e100)
            return Math.abs(found - exact.toNumber()) <= 1e-9 * Math.max(1, ...sizes)
          })
          if (Number.isNaN(found)) none++
          else finite++
          const exact = beside[0]?.[slot] as Decimal
          if (!agrees) expect.fail(`y${output} of\n${equations.join('\n')}\nat ${at}: ${found}, and not ${exact}`)
        }
      }
    }),
    { numRuns: RUNS },
  )
  // both happen, and often
  expect(finite).toBeGreaterThan(RUNS)
  expect(none).toBeGreaterThan(RUNS / 20)
})
