import type { Node } from '../equation/graph.ts'
import { spanOf, type Variable } from '../equation/system.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Step } from './model.ts'

/** Sizes between which a machine is built, as figures of the machine; each gives a ratio to the size that its price is for. */
const BOUNDS: Readonly<Record<string, string>> = {
  smallest: 'The smallest size that is built over the size its price is for',
  largest: 'The largest size that is built over the size its price is for',
}

/** Declares the size of a step's machine, and the sizes between which it is built, over the size its price is for. */
export function declareSize({ bench }: FlowScope, step: Step): void {
  const { size } = step.template
  if (size === undefined) return
  bench.declare(`${step.base}.size_ratio`, size.origin, { about: "The machine's size over the size its price is for" })
  for (const [figure, about] of Object.entries(BOUNDS)) {
    const bound = bench.system.find(`${step.base}.machine.${figure}`)
    if (bound !== undefined) bench.declare(`${step.base}.${figure}_ratio`, bound.origin, { about })
  }
}

export function emitSize(scope: FlowScope, step: Step): void {
  const { bench } = scope
  const { size, machine } = step.template
  if (size === undefined || machine === undefined) return
  const variable = bench.system.find(`${step.base}.size_ratio`) as Variable
  const reference_ = bench.system.find(`${step.base}.machine.size`)
  if (reference_ === undefined) {
    const entry = bench.book.equipment.get(machine)
    if (entry !== undefined)
      bench.diagnostics.error('MACHINE_LACKS', entry.document.at(entry.path, 'key'), {
        machine,
        name: 'size',
        step: step.name,
        method: scope.method.document.value.method,
        near: [],
      })
    bench.define(variable, bench.system.graph.one, '')
    return
  }
  const node = bench.expand(size, scope.scopeOf(step))
  const divided = (size_: Variable): Node =>
    bench.system.graph.divide(bench.system.node(size_), bench.system.node(reference_))
  bench.define(
    variable,
    node < 0 ? node : bench.system.graph.divide(node, bench.system.node(reference_)),
    `(${size.text.trim()}) / machine.size`,
  )
  const [smallest, largest] = Object.keys(BOUNDS).map((figure) => bench.system.find(`${step.base}.machine.${figure}`))
  if (
    largest?.value !== undefined &&
    !largest.value.gt(smallest?.value ?? 0) &&
    !largest.value.eq(smallest?.value ?? -1)
  ) {
    const shown = (size_: Variable | undefined): string =>
      size_?.value === undefined
        ? 'nothing'
        : formatQuantity(size_.value, size_.unit ?? displayUnit(size_.dimension ?? 0))
    const facts = { machine, smallest: shown(smallest), largest: shown(largest) }
    bench.diagnostics.error('SIZE_BOUNDS', largest.origin && spanOf(largest.origin), facts)
  }
  for (const figure of Object.keys(BOUNDS)) {
    const bound = bench.system.find(`${step.base}.machine.${figure}`)
    const ratio = bench.system.find(`${step.base}.${figure}_ratio`)
    if (bound === undefined || ratio === undefined) continue
    bench.define(ratio, divided(bound), `machine.${figure} / machine.size`)
  }
}
