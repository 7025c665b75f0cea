import type { RegressionReason } from '../study/statistics/rank-regression.ts'

/** Why there is no regression, in words. */
export function regressionWords(reason: RegressionReason, names: readonly string[]): string {
  const list = (places: readonly number[]): string => places.map((i) => names[i] ?? String(i)).join(', ')
  switch (reason.kind) {
    case 'too few':
      return `${reason.count} scenarios are too few for ${names.length} inputs, which need ${reason.needed}`
    case 'constant inputs':
      return `the same in all scenarios: ${list(reason.inputs)}`
    case 'collinear inputs':
      return `in ranks each of these follows from the others: ${list(reason.inputs)}`
  }
}
