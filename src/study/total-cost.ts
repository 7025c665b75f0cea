import type { Evaluation } from '../evaluation/evaluation.ts'
import { inCurrency } from '../evaluation/shown.ts'
import { MONEY } from '../quantity/dimension.ts'
import { displayUnit } from '../quantity/unit.ts'
import type { StudyOutput } from './outputs.ts'

/** What one functional unit costs, as the ledger adds it up, in the currency of the results. */
export function totalCost({ model }: Pick<Evaluation, 'model'>): StudyOutput {
  return {
    name: 'cost',
    node: model.compiled.system.node(model.cost),
    unit: inCurrency(displayUnit(MONEY), model.money),
  }
}
