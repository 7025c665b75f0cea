import type { Variable } from '../equation/system.ts'
import { float64 } from './arithmetic.ts'
import type { Evaluation } from './evaluation.ts'
import { run } from './program.ts'

/** Share of the cost, weighted by elasticity, that rests on cited figures and on assumptions. */
export interface Provenance {
  readonly cited: number
  readonly assumed: number
}

/** An input's elasticity: relative change of the cost over relative change of the input. */
export interface Elasticity {
  readonly input: Variable
  readonly elasticity: number
}

const STEP = 1e-4

/** Elasticities of the cost to every input, by central differences in float64; an input at 0 has none. */
export function elasticities(evaluation: Evaluation): Elasticity[] {
  const { program, model } = evaluation
  const constants = program.constants.map((value) => value.toNumber())
  const base = program.inputs.map((input) => (input.value as NonNullable<typeof input.value>).toNumber())
  const slot = program.slotOfVariable[model.cost.id] as number
  const values: number[] = []
  const cost = (inputs: readonly number[]): number => run(program, float64, constants, inputs, values)[slot] as number
  const whole = cost(base)
  const changed = [...base]
  return program.inputs.map((input, i) => {
    const value = base[i] as number
    if (value === 0 || whole === 0) return { input, elasticity: 0 }
    changed[i] = value * (1 + STEP)
    const above = cost(changed)
    changed[i] = value * (1 - STEP)
    const below = cost(changed)
    changed[i] = value
    const elasticity = (above - below) / (2 * STEP * whole)
    return { input, elasticity: Number.isFinite(elasticity) ? elasticity : 0 }
  })
}

/** Inputs that say what is asked, not how the world is. */
const DEFINITIONS: ReadonlySet<string> = new Set(['plant.fractional', 'product.basis'])

/** cited = Σ|elasticity| of inputs with a source and no assumption, over all; assumed = 1 − cited. */
export function provenance(evaluation: Evaluation): Provenance {
  let cited = 0
  let all = 0
  for (const { input, elasticity } of elasticities(evaluation)) {
    if (DEFINITIONS.has(input.name)) continue
    const weight = Math.abs(elasticity)
    all += weight
    if (input.statement?.source !== undefined && input.statement.assumption === undefined) cited += weight
  }
  const share = all === 0 ? 0 : cited / all
  return { cited: share, assumed: all === 0 ? 0 : 1 - share }
}
