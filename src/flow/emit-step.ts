import { indicesOf, unite } from '../equation/collections.ts'
import { type Index, REFUSED } from '../equation/expand.ts'
import { type Node, Operation } from '../equation/graph.ts'
import { type Origin, spanOf, type Variable } from '../equation/system.ts'
import { PLAIN } from '../quantity/dimension.ts'
import type { StepScope } from './step-scope.ts'
import type { BalanceLine, ThroughLine } from './template.ts'

/** Second half of the walk: relations, balances and equations of a step. */
export function emitStep(scope: StepScope): void {
  const { step, flowScope } = scope
  const { bench } = flowScope
  const { graph } = bench.system
  for (const [name, read] of step.template.equations) {
    const variable = bench.system.find(`${step.base}.${name}`)
    if (variable?.kind === 'computed' && variable.definition === undefined)
      bench.defineBy(variable, read.sourced, scope)
  }
  for (const [slotName, slot] of step.slots) {
    const fractions = [...slot.fractions.keys()].map(
      (component) => bench.system.find(`${step.base}.${slotName}.${component}`) as Variable,
    )
    const nodes = fractions.map((variable) => bench.system.node(variable))
    const rests = fractions.filter((variable) => variable.kind === 'computed' && variable.definition === undefined)
    if (rests.length > 1) {
      const origin: Origin = { document: scope.flowScope.flow.document, path: slot.path }
      bench.diagnostics.error('REST_TWICE', spanOf(origin), {})
      for (const variable of rests) bench.define(variable, graph.zero, '')
      continue
    }
    const rest = rests[0] === undefined ? -1 : fractions.indexOf(rests[0])
    if (rest >= 0) {
      const others = nodes.filter((_, i) => i !== rest)
      const variable = fractions[rest] as Variable
      bench.define(variable, graph.subtract(graph.one, graph.sum(others)), 'the rest to 100 %')
      bench.checks.push({
        kind: 'range',
        variable,
        origin: variable.origin as Origin,
        low: graph.zero,
        high: graph.one,
        text: '0 .. 100 %',
      })
    } else {
      bench.checks.push({
        kind: 'whole',
        node: graph.sum(nodes),
        origin: { document: flowScope.flow.document, path: slot.path },
        name: `${step.base}.${slotName}`,
        shares: false,
      })
    }
  }
  emitReaction(scope)
  for (const line of step.template.through) emitThrough(scope, line)
  for (const line of step.template.balance) emitBalance(scope, line)
}

function emitThrough(scope: StepScope, line: ThroughLine): void {
  const { bench } = scope.flowScope
  const indices = [...indicesOf(line.left.expression, scope), ...indicesOf(line.right.expression, scope)]
  const members: (string | undefined)[] = indices.length === 0 ? [undefined] : unite(indices)
  for (const member of members) {
    const bindings = member === undefined ? undefined : new Map([['component', member]])
    const left = bench.expand(line.left, scope, bindings)
    const right = bench.expand(line.right, scope, bindings)
    if (left < 0 || right < 0) return
    if (left === right) continue
    bench.system.relations.push({ left, right, text: line.text.trim(), origin: line.left.origin })
  }
}

/** A balance line defines its left side, for each component where it says `each`. */
function emitBalance(scope: StepScope, line: BalanceLine): void {
  const { bench } = scope.flowScope
  const { document } = scope.step.template
  const origin: Origin = { document, path: line.path, part: 'key' }
  const target = { expression: line.target, text: line.text, origin }
  const index: Index | undefined = line.target.path.includes('each') ? scope.index(line.target) : single(scope, line)
  if (index === undefined && line.target.path.includes('each')) {
    bench.expand(target, scope)
    return
  }
  for (const member of index?.members ?? [undefined]) {
    const bindings = member === undefined ? undefined : new Map([['component', member]])
    const named =
      member === undefined || line.target.path.includes('each')
        ? target
        : { ...target, expression: { ...line.target, path: [line.target.path[0] as string, member] } }
    const left = bench.expand(named, scope, bindings)
    if (left === REFUSED) return
    if (left === bench.system.graph.zero) continue
    const variable =
      bench.system.graph.operation[left] === Operation.variable
        ? bench.system.variables[bench.system.graph.first[left] as number]
        : undefined
    if (
      variable === undefined ||
      variable.kind === 'input' ||
      (variable.kind !== 'amount' && variable.definition !== undefined)
    ) {
      bench.diagnostics.error('BALANCE_TARGET', spanOf(origin), { text: line.target.path.join('.') })
      return
    }
    const right = bench.expand(line.sourced, scope, bindings)
    if (right < 0) return
    if (variable.definition !== undefined) {
      const related =
        variable.origin === undefined
          ? []
          : [{ span: spanOf(variable.origin), note: variable.text ?? 'determined here' }]
      bench.diagnostics.error('DETERMINED_TWICE', spanOf(origin), { name: variable.name, relation: line.text }, related)
      continue
    }
    bench.define(variable, right, line.text)
    variable.origin = line.sourced.origin
    if (line.about !== undefined) variable.statement = { about: line.about }
  }
}

/** `film.solvent: …` without `each` is one component's amount, or does not say how it divides. */
function single(scope: StepScope, line: BalanceLine): Index | undefined {
  const [portName, group] = line.target.path as [string, string]
  const port = scope.step.ports.get(portName)
  if (port === undefined || group === undefined || port.amounts.has(group) || line.target.path.length !== 2)
    return undefined
  const members = scope.carried(port, group)
  if (members.length > 1) {
    const { document } = scope.step.template
    scope.flowScope.bench.diagnostics.error('BALANCE_NOT_DIVIDED', document.at(line.path, 'key'), {
      text: line.target.path.join('.'),
      components: members,
    })
    return { kind: 'component', members: [] }
  }
  return { kind: 'component', members }
}

/** A reaction generates and consumes in proportion to its extent; molar masses come from the components' formulas. */
function emitReaction(scope: StepScope): void {
  const { step, flowScope } = scope
  const { reaction } = step.template
  if (reaction === undefined) return
  const { bench, globals } = flowScope
  const { graph } = bench.system
  const extent = bench.system.find(`${step.base}.extent`) as Variable
  for (const side of ['consumed', 'generated'] as const) {
    for (const { name, coefficient } of reaction[side]) {
      const variable = bench.system.find(`${step.base}.${side}.${name}`) as Variable
      const molar = globals.property(name, 'molar_mass')
      const { origin } = reaction
      if (molar === undefined) {
        // a formula that cannot be read has been told
        if (!bench.book.materials.get(name)?.fields.has('formula'))
          bench.diagnostics.error('FORMULA_MISSING', spanOf(origin), { name })
        continue
      }
      const node: Node = graph.multiply(
        bench.system.node(extent),
        graph.multiply(graph.constant(coefficient, PLAIN), bench.system.node(molar)),
      )
      const text = `${side}.${name} = extent * ${coefficient.toString()} * ${name}.molar_mass`
      bench.system.relations.push({ left: bench.system.node(variable), right: node, text, origin })
    }
  }
}
