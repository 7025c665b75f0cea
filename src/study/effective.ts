import { remainderOf } from '../evaluation/kernel/plan.ts'
import type { ScenarioInput, ScenarioModel } from './scenario-model.ts'

/** Which inputs the figures of a model depend on, where all of them vary together; a limit that they must keep to is no figure. */
export function effectiveInputs(model: ScenarioModel, inputs: readonly ScenarioInput[]): boolean[] {
  const { inputs: rows } = remainderOf({ ...model.asked(inputs), limits: [] })
  return inputs.map((_, i) => rows[i] !== undefined)
}
