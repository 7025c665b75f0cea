import type { Variable } from '../equation/system.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { elasticities } from '../evaluation/provenance.ts'

const PRICE = /^prices\.\w+$/

/**
 * The price with a range that moves the costs of some routes most where they stand, by the sum of its elasticities; one that all of
 * them read as a plain quantity. Undefined where they share none.
 */
export function sharedPrice(evaluations: readonly Evaluation[]): Variable | undefined {
  const known = evaluations.map(
    (evaluation) =>
      new Map(
        elasticities(evaluation).flatMap(({ input, elasticity }) => {
          const { spread, name, fixed } = input
          const isRanged = spread?.low.lt(spread.high) === true && !fixed
          return PRICE.test(name) && isRanged && elasticity !== 0 ? [[name, Math.abs(elasticity)] as const] : []
        }),
      ),
  )
  const [first] = known
  const shared = [...(first?.keys() ?? [])].filter((name) => known.every((of) => of.has(name)))
  const sum = (name: string): number => known.reduce((all, of) => all + (of.get(name) ?? 0), 0)
  const [best] = shared.sort((a, b) => sum(b) - sum(a) || (a < b ? -1 : 1))
  return best === undefined ? undefined : evaluations[0]?.model.compiled.system.find(best)
}
