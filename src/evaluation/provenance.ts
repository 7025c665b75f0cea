import type { Variable } from '../equation/system.ts'
import { float64 } from './arithmetic.ts'
import type { Evaluation } from './evaluation.ts'
import { gradient } from './gradient.ts'
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

/** Elasticities of the cost to every input, from one backward pass in float64; an input at 0 has none. */
export function elasticities(evaluation: Evaluation): Elasticity[] {
  const { program, model, inputs } = evaluation
  const constants = program.constants.map((value) => value.toNumber())
  const base = inputs.map((value) => value.toNumber())
  const slot = program.slotOfVariable[model.cost.id] as number
  const values = run(program, float64, constants, base, [])
  return elasticitiesOf(evaluation, values, slot)
}

/** Elasticities of a slot to every input, where all slots have the values given. */
export function elasticitiesOf(
  { program, settlement }: Pick<Evaluation, 'program' | 'settlement'>,
  values: readonly number[],
  slot: number,
): Elasticity[] {
  const whole = values[slot] as number
  const slopes = slopesOf({ program, settlement }, values, slot)
  return program.inputs.map((input, i) => {
    const elasticity = ((slopes[i] as number) * (values[program.slotOfVariable[input.id] as number] as number)) / whole
    return { input, elasticity: Number.isFinite(elasticity) ? elasticity : 0 }
  })
}

/** Derivatives of a slot to every input, in base units; what is settled in every run follows the inputs. */
export function slopesOf(
  { program, settlement }: Pick<Evaluation, 'program' | 'settlement'>,
  values: readonly number[],
  slot: number,
): Float64Array {
  const slopes = gradient(program, values, slot)
  if (settlement === undefined) return slopes
  // the settled input follows the others: dx/dy = -(df/dy) / (df/dx) along f = 0
  const along = gradient(program, values, settlement.slot)
  const toSettled = slopes[settlement.place] as number
  for (let i = 0; i < slopes.length; i++)
    slopes[i] = (slopes[i] as number) - (toSettled * (along[i] as number)) / (along[settlement.place] as number)
  return slopes
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
