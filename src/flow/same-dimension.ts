import { pointFromKelvin } from '../equation/dimension-check.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { ANY, dimensionText } from '../quantity/dimension.ts'
import type { Workbench } from './workbench.ts'

/** What a step or its machine gives must be of the dimension of what it stands for. */
export function checkSameDimension(bench: Workbench, given: Variable, expected: Variable): void {
  const [found, wanted] = [given.dimension, expected.dimension]
  if (found === undefined || wanted === undefined || found === wanted || found === ANY || wanted === ANY) return
  if (pointFromKelvin(wanted, found)) return
  bench.diagnostics.error('INPUT_DIMENSION', given.origin && spanOf(given.origin), {
    name: given.name,
    found: dimensionText(found),
    wanted: dimensionText(wanted),
    text: given.text ?? '',
  })
}
