import type { MorrisMeasures } from '../study/statistics/morris.ts'
import type { SobolIndex } from '../study/statistics/sobol-indices.ts'
import { csv } from './csv.ts'
import type { SensitivityStudy } from './sensitivity-text.ts'
import { regressionWords } from './sensitivity-words.ts'
import { flowJson, type Repeat, refusedJson, variedJson } from './study-head.ts'

export function sensitivityJson(study: SensitivityStudy, repeat: Repeat): Record<string, unknown> {
  const { asked, found, inputs, idle, output, result, passedOver } = study
  const { estimator, samples, seed, sampler, confidence, design } = asked
  return {
    study: 'sensitivity',
    ...flowJson(result),
    output: output.name,
    unit: output.unit.text,
    estimator,
    ...(design === undefined ? { samples, seed, ...(estimator === 'morris' ? {} : { sampler }) } : {}),
    ...(estimator === 'sobol' ? { confidence } : {}),
    scenarios: found.rows,
    varied: variedJson(inputs),
    ...figuresJson(study),
    without_effect: idle,
    passed_over: passedOver,
    refused: refusedJson(found.refused),
    repeat,
  }
}

const indexJson = ({ value, interval }: SobolIndex): Record<string, unknown> => ({ value, interval: interval ?? null })

function figuresJson({ found: { found, groups }, inputs }: SensitivityStudy): Record<string, unknown> {
  const names = inputs.map(({ name }) => name)
  if (found.estimator === 'sobol') {
    if ('reason' in found.indices) return {}
    const { mean, variance, count, refused, first, total, second } = found.indices
    return {
      base_points: count,
      base_points_left_out: refused,
      mean,
      variance,
      indices: groups.map(({ name, members }, i) => ({
        name,
        inputs: members.map((member) => names[member]),
        first: indexJson(first[i] as SobolIndex),
        total: indexJson(total[i] as SobolIndex),
      })),
      ...(second && {
        second_order: second.map((one) => ({ names: one.pair.map((i) => groups[i]?.name), ...indexJson(one) })),
      }),
    }
  }
  if (found.estimator === 'morris') {
    if ('reason' in found.screening) return {}
    const { trajectories, factors } = found.screening
    return { trajectories, effects: factors.map((factor, i) => ({ input: names[i], ...effectJson(factor) })) }
  }
  if ('reason' in found.measures) return {}
  const { spearman, regression } = found.measures
  const isRefused = 'reason' in regression
  return {
    r_squared: isRefused ? null : regression.rSquared,
    no_regression: isRefused ? regressionWords(regression.reason, names) : null,
    ranks: names.map((input, i) => ({
      input,
      spearman: spearman[i] ?? null,
      coefficient: isRefused ? null : (regression.coefficients[i] ?? null),
      partial: isRefused ? null : (regression.partial[i] ?? null),
    })),
  }
}

function effectJson({ count, mu, muStar, sigma, standardError }: MorrisMeasures): Record<string, number | null> {
  return {
    effects: count,
    mu: mu ?? null,
    mu_star: muStar ?? null,
    sigma: sigma ?? null,
    standard_error: standardError ?? null,
  }
}

/** One row for each input or group and measure. */
export function sensitivityCsv({ found: { found, groups }, inputs, output, result }: SensitivityStudy): string {
  const names = inputs.map(({ name }) => name)
  const rows: (string | number | null)[][] = []
  const add = (name: string, measure: string, value: number | undefined, low?: number, high?: number): void => {
    rows.push([result.flow, output.name, name, measure, value ?? null, low ?? null, high ?? null])
  }
  if (found.estimator === 'sobol' && !('reason' in found.indices)) {
    const { first, total, second } = found.indices
    for (const [i, { name }] of groups.entries())
      for (const [measure, index] of [
        ['first', first[i]],
        ['total', total[i]],
      ] as const)
        add(name, measure, index?.value, index?.interval?.low, index?.interval?.high)
    for (const { pair, value, interval } of second ?? [])
      add(pair.map((i) => groups[i]?.name).join(' * '), 'second', value, interval?.low, interval?.high)
  }
  if (found.estimator === 'morris' && !('reason' in found.screening))
    for (const [i, { mu, muStar, sigma }] of found.screening.factors.entries())
      for (const [measure, value] of [
        ['mu', mu],
        ['mu_star', muStar],
        ['sigma', sigma],
      ] as const)
        add(names[i] as string, measure, value)
  if (found.estimator === 'rank-regression' && !('reason' in found.measures)) {
    const { spearman, regression } = found.measures
    for (const [i, name] of names.entries()) {
      add(name, 'spearman', spearman[i])
      if ('reason' in regression) continue
      add(name, 'coefficient', regression.coefficients[i])
      add(name, 'partial', regression.partial[i])
    }
  }
  return csv(['flow', 'output', 'input', 'measure', 'value', 'interval_low', 'interval_high'], rows)
}
