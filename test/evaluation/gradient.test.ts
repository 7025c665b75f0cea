import { describe, expect, it } from 'vitest'
import { float64 } from '../../src/evaluation/arithmetic.ts'
import { gradient } from '../../src/evaluation/gradient.ts'
import { run } from '../../src/evaluation/program.ts'
import { costRoute, costText } from '../support.ts'

type Evaluated = ReturnType<typeof costRoute>['evaluation']

/** The derivatives of one variable to all inputs, backward and by central differences. */
function both(
  { program, model }: Evaluated,
  name: string,
): { name: string; backward: number; central: number; kink: boolean }[] {
  const variable = model.compiled.system.find(name)
  const slot = program.slotOfVariable[variable?.id ?? -1] as number
  const constants = program.constants.map((value) => value.toNumber())
  const base = program.inputs.map((input) => (input.value ?? constants[0] ?? 0).valueOf()).map(Number)
  const at = (inputs: readonly number[]): number => run(program, float64, constants, inputs, [])[slot] as number
  const slopes = gradient(program, run(program, float64, constants, base, []), slot)
  return program.inputs.map((input, i) => {
    const value = base[i] as number
    const step = value === 0 ? 1e-7 : Math.abs(value) * 1e-5
    const moved = (by: number): number => at(base.map((other, k) => (k === i ? value + by : other)))
    const here = at(base)
    const [up, down] = [(moved(step) - here) / step, (here - moved(-step)) / step]
    const kink = Math.abs(up - down) > 0.1 * Math.max(Math.abs(up), Math.abs(down))
    return { name: input.name, backward: slopes[i] as number, central: (up + down) / 2, kink }
  })
}

function expectSame(found: ReturnType<typeof both>, scale: (name: string) => number): void {
  // a count of whole machines or filaments that just becomes another has no slope
  const smooth = found.filter(({ kink }) => !kink)
  expect(found.length - smooth.length).toBeLessThan(4)
  for (const { name, backward, central } of smooth) {
    const size = Math.max(Math.abs(backward), Math.abs(central), scale(name))
    expect(Math.abs(backward - central) / size, name).toBeLessThan(2e-5)
  }
}

describe('the backward pass', () => {
  it.each(['wet-slurry', 'test/reference/polysilicon/polysilicon.yaml'])(
    'agrees with central differences on %s',
    (route) => {
      const { evaluation } = costRoute(route)
      const cost = Number(evaluation.value(evaluation.model.cost))
      const values = new Map(evaluation.program.inputs.map((input) => [input.name, Math.abs(Number(input.value))]))
      // at 1e-9 of the cost over the input a difference is rounding; counts of whole machines do not move
      const found = both(evaluation, 'accumulated.cost').filter(({ name }) => (values.get(name) ?? 0) > 0)
      expectSame(found, (name) => (cost / (values.get(name) as number)) * 1e-6)
    },
  )

  it('knows every operation', () => {
    const flow = `flow: sums
product: { operation: nothing }
plant: p
method: m
parameters:
  a: { value: 1.7, assumption: test }
  b: { value: 0.6, assumption: test }
equations:
  y: a * b - a / b + a ^ b + sqrt(a) + exp(b) + ln(a) + log10(a) + min(a, b) + max(a, b) + annuity(b, a) + share(a, b) + if(a > b, a ^ 2, b) - -a + ceil(a) + floor(b)
steps: {}
`
    const texts = [
      flow,
      'operation: nothing\nparameters: { basis: { value: 1, assumption: test } }',
      'method: m',
      'plant: p\nparameters: { annual_output: { value: 1 1/yr, assumption: test } }',
    ]
    const { evaluation } = costText(texts)
    const found = both(evaluation, 'route.y').filter(({ name }) => name.startsWith('route.'))
    expect(found).toHaveLength(2)
    expectSame(found, () => 1e-9)
  })
})
