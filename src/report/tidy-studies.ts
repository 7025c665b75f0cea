import type { Evaluation } from '../evaluation/evaluation.ts'
import type { Result } from '../evaluation/result.ts'
import { fromBase } from '../quantity/unit.ts'
import type { Found, ReportRoute } from './document/found.ts'
import { unitOf } from './document/typography.ts'
import { numberIn } from './study-head.ts'
import type { Observation } from './tidy-observation.ts'

/** What the ranges of the inputs do to the cost. */
export function sensitivity({ tornado, output }: ReportRoute): Observation[] {
  const group = 'sensitivity'
  return (tornado?.rows ?? []).flatMap(({ input, atLow, atHigh, elasticity }) => [
    { group, item: input.name, name: 'cost_at_low', value: atLow ?? null, unit: output.unit.text },
    { group, item: input.name, name: 'cost_at_high', value: atHigh ?? null, unit: output.unit.text },
    { group, item: input.name, name: 'elasticity', value: elasticity ?? null, unit: '1' },
  ])
}

/** The figures of a route over the scenarios drawn. */
export function distribution({ flow }: Result, { monteCarlo }: Found): Observation[] {
  const route = monteCarlo?.routes.find(({ result }) => result.flow === flow)
  if (route === undefined) return []
  return route.outputs.flatMap(({ name: item, unit }, i) => {
    const { moments, percentiles } = route.summaries[i] as (typeof route.summaries)[number]
    const one = (name: string, value: number | undefined): Observation => ({
      group: 'distribution',
      item,
      name,
      value: value ?? null,
      unit: unit.text,
    })
    return [
      one('mean', moments.mean),
      one('standard_deviation', moments.standardDeviation),
      ...percentiles.map(({ probability, value }) => one(`p${probability * 100}`, value)),
    ]
  })
}

/** Inputs with their ranges; the source is a key of the bibliography, or says that the value is an assumption. */
export function inputs({ model, value }: Evaluation): Observation[] {
  return model.compiled.system.variables.flatMap((variable) => {
    if (variable.kind !== 'input') return []
    const { name, choices, spread, statement } = variable
    const unit = unitOf(variable, model.money)
    const source = [
      statement?.source,
      statement?.assumption === undefined ? undefined : `assumption: ${statement.assumption}`,
    ]
      .filter((part) => part !== undefined)
      .join('; ')
    const found = value(variable)
    const shown =
      choices === undefined
        ? found.isFinite()
          ? fromBase(found, unit).toNumber()
          : null
        : (choices[found.toNumber() - 1] ?? null)
    const at = (figure: string, end: number | undefined): Observation[] =>
      end === undefined
        ? []
        : [{ group: 'input', item: name, name: figure, value: numberIn(end, unit), unit: unit.text, source }]
    return [
      { group: 'input', item: name, name: 'value', value: shown, unit: choices === undefined ? unit.text : '', source },
      ...at('low', spread?.low.toNumber()),
      ...at('high', spread?.high.toNumber()),
    ]
  })
}
