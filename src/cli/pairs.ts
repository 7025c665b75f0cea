import { Diagnostics } from '../document/diagnostic.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Result } from '../evaluation/result.ts'
import { displayUnit } from '../quantity/unit.ts'
import { attribute } from '../study/attribution.ts'
import type { ComparedPair } from '../study/compare.ts'
import { dominance } from '../study/dominance.ts'
import { ScenarioModel } from '../study/scenario-model.ts'
import { isPlain, type OfBoth, type Shared, type SharedInput, sharedInputs } from '../study/shared-inputs.ts'
import { totalCost } from '../study/total-cost.ts'
import { type Asked, type CostingOptions, compileNamed } from './costing.ts'
import { settingOf } from './studies.ts'

/** A flow as it is asked for, and as it stands. */
export interface CostedFlow {
  readonly asked: Asked<CostingOptions>
  readonly evaluation: Evaluation
  readonly result: Result
}

/** Each later flow against the first: where the difference comes from, and over which prices it holds. */
export function comparePairs(flows: readonly CostedFlow[]): ComparedPair[] {
  const models = flows.map(({ evaluation }) => modelOf(evaluation))
  return flows.slice(1).map((flow, i): ComparedPair => {
    const both = [flows[0] as CostedFlow, flow] as const
    const stand = [models[0] as ScenarioModel, models[i + 1] as ScenarioModel] as const
    const totals = [both[0].result.ledger.total, both[1].result.ledger.total] as const
    const { shared, plain } = madePlain(both, stand)
    return { attribution: attribute(plain, shared, totals), dominance: dominance(stand) }
  })
}

const modelOf = (evaluation: Evaluation): ScenarioModel => new ScenarioModel(evaluation, [totalCost(evaluation)])

/**
 * The routes with all inputs that they share as plain quantities: where one is an expression in a route, that route is compiled
 * again with its value set. Where it cannot be, these inputs are left to the route.
 */
function madePlain(
  both: OfBoth<CostedFlow>,
  models: OfBoth<ScenarioModel>,
): { readonly shared: Shared; readonly plain: OfBoth<ScenarioModel> } {
  const shared = sharedInputs(both[0].evaluation, both[1].evaluation)
  const inputs = shared.groups.flatMap((group) => group.inputs)
  const plain = both.map((flow, route) => {
    const set = inputs.filter(({ variables }) => !isPlain(variables[route as 0 | 1]))
    return set.length === 0 ? models[route] : modelWith(flow, route as 0 | 1, set)
  })
  if (plain[0] !== undefined && plain[1] !== undefined) return { shared, plain: [plain[0], plain[1]] }
  const isEverPlain = ({ variables }: SharedInput): boolean => variables.every(isPlain)
  const left = inputs.filter((input) => !isEverPlain(input))
  return {
    shared: {
      groups: shared.groups.filter((group) => group.inputs.every(isEverPlain)),
      left: [...shared.left, ...left.map(({ name }) => ({ name, cause: 'expression' as const }))],
    },
    plain: models,
  }
}

/** A route with some inputs set to the values that they have in it. */
function modelWith({ asked }: CostedFlow, route: 0 | 1, inputs: readonly SharedInput[]): ScenarioModel | undefined {
  const diagnostics = new Diagnostics()
  const set = inputs.map(({ name, values, variables }) => {
    const { unit, dimension } = variables[route]
    return settingOf(name, values[route], unit ?? displayUnit(dimension ?? 0))
  })
  const { model } = compileNamed(asked.flow, asked.options, diagnostics, set)
  const evaluation = model && evaluate(model, diagnostics)
  return evaluation === undefined || diagnostics.failed ? undefined : modelOf(evaluation)
}
