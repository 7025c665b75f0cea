import { nearest } from '../document/nearest.ts'
import { type Index, indicesOf, REFUSED, unite } from '../equation/expand.ts'
import { type Node, Operation } from '../equation/graph.ts'
import type { NumberRead } from '../equation/number.ts'
import { type Origin, spanOf, type Variable } from '../equation/system.ts'
import { PLAIN } from '../quantity/dimension.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import { componentsNamed, type PortAmounts, type Step, stationsOf } from './model.ts'
import type { StepScope } from './step-scope.ts'
import type { BalanceLine, Port, ThroughLine } from './template.ts'

const AREA = readUnit('m^2') as Unit
const KILOMOLES = readUnit('kmol') as Unit
const PIECES = readUnit('1') as Unit

/** First half of the walk: the names of everything a step has, so that expressions may refer to each other in any order. */
export function declareStep(scope: StepScope): void {
  const { step, flowScope } = scope
  const { bench, flow, globals } = flowScope
  const { system } = bench
  for (const port of step.template.ports.values()) step.ports.set(port.name, declarePort(flowScope, step, port))
  const known = new Set([...step.template.parameters.keys(), ...flowScope.method.expects.keys()])
  for (const [name, read] of step.template.parameters) {
    const set = step.set.get(name)
    const path = `${step.base}.${name}`
    const variable = bench.inputs.declare(path, set ?? read, scope, set === undefined ? undefined : read)
    bench.note(variable, set?.countsAs === undefined ? read : { ...read, countsAs: set.countsAs }, flow.prefix, step.name)
    if (set?.range !== undefined) bench.note(variable, { ...set, countsAs: undefined }, flow.prefix, step.name)
  }
  for (const [key, read] of step.set) {
    if (known.has(key) || (key.startsWith('machine.') && step.template.machine !== undefined)) continue
    const { document } = read.sourced.origin
    const candidates = [...known, ...step.template.equations.keys()]
    const computed = step.template.equations.has(key)
    const span = document.at([...step.path, 'set', key], 'key')
    if (computed) bench.diagnostics.error('SET_EQUATION', span, { step: step.name, name: key, operation: step.template.name })
    else bench.diagnostics.error('PARAMETER_UNKNOWN', span, { step: step.name, name: key, operation: step.template.name, near: nearest(key, candidates), known: [...step.template.parameters.keys()] })
  }
  for (const [slotName, slot] of step.slots) {
    for (const [component, fraction] of slot.fractions) {
      const path = `${step.base}.${slotName}.${component}`
      if (fraction === 'whole') system.declare(path, 'computed', { definition: system.graph.one, text: '100 %', origin: { document: flow.document, path: slot.path } })
      else if (fraction === 'rest') bench.declare(path, { document: flow.document, path: [...slot.path, component] })
      else {
        const variable = bench.inputs.declare(path, fraction, scope)
        bench.checks.push({ kind: 'range', variable, origin: fraction.sourced.origin, low: system.graph.zero, high: system.graph.one, text: '0 .. 100 %' })
      }
    }
  }
  for (const [name, read] of step.template.equations) bench.equation(`${step.base}.${name}`, read, flow.prefix, step.name)
  declareMachine(scope)
  const { reaction } = step.template
  if (reaction !== undefined) {
    const origin: Origin = { document: step.template.document, path: ['reaction'] }
    const extent = system.declare(`${step.base}.extent`, 'amount', { unit: KILOMOLES, dimension: KILOMOLES.dimension, origin, statement: { about: 'Extent of the reaction' } })
    bench.checks.push({ kind: 'amount', variable: extent, origin })
    for (const side of ['consumed', 'generated'] as const) {
      for (const { name } of reaction[side]) {
        const unit = globals.measure(name)
        system.declare(`${step.base}.${side}.${name}`, 'amount', { unit, dimension: unit.dimension, origin })
      }
    }
  }
}

function declarePort(flowScope: FlowScope, step: Step, port: Port): PortAmounts {
  const { bench, flow, globals } = flowScope
  const wanted = port.carries === undefined ? [...flow.roles.keys()] : port.carries.flatMap((word) => carriedBy(flowScope, step, word))
  const components = [...new Set(wanted)]
  const amounts = new Map<string, Variable>()
  const origin: Origin = { document: flow.document, path: step.path, part: 'key' }
  const add = (name: string, unit: Unit): void => {
    const variable = bench.system.declare(`${step.base}.${port.name}.${name}`, 'amount', { unit, dimension: unit.dimension, origin })
    amounts.set(name, variable)
    bench.checks.push({ kind: 'amount', variable, origin })
  }
  if (port.kind === 'web') add('area', AREA)
  if (port.kind === 'pieces') add('count', PIECES)
  for (const component of components) add(component, globals.measure(component))
  return { port, components, amounts }
}

function carriedBy(flowScope: FlowScope, step: Step, word: string): string[] {
  const named = componentsNamed(flowScope.flow.roles, word)
  return named.length > 0 ? named : [...(step.slots.get(word)?.fractions.keys() ?? [])]
}

/** The machine's figures are the equipment's own, unless the step sets one. */
function declareMachine(scope: StepScope): void {
  const { step, flowScope } = scope
  const { bench, globals } = flowScope
  const name = step.template.machine
  if (name === undefined) return
  const entry = bench.book.equipment.get(name)
  if (entry === undefined) {
    const { document } = step.template
    const path = typeof document.value.equipment === 'string' ? ['equipment'] : ['equipment', 'machine']
    bench.diagnostics.error('MACHINE_UNKNOWN', document.at(path), { name, near: nearest(name, bench.book.equipment.keys()) })
    return
  }
  for (const field of entry.fields.keys()) {
    const path = `${step.base}.machine.${field}`
    const set = step.set.get(`machine.${field}`)
    const shared = globals.figure(name, field)
    if (set !== undefined) bench.inputs.declare(path, set, scope)
    else if (shared !== undefined && !declareOwn(scope, path, field, name)) bench.system.alias(path, shared)
  }
}

/** `--set steps.drying.machine.power=…` gives this step's machine a figure of its own. */
function declareOwn(scope: StepScope, path: string, field: string, machine: string): boolean {
  const { inputs } = scope.flowScope.bench
  if (!inputs.isSet(path)) return false
  inputs.declare(path, reference(scope, `equipment.${machine}.${field}`), scope)
  return true
}

/** A number that is another variable. */
export function reference(scope: StepScope, name: string): NumberRead {
  const origin: Origin = { document: scope.flowScope.flow.document, path: scope.step.path, part: 'key' }
  const expression = { kind: 'name' as const, path: name.split('.'), start: 0, end: 0 }
  return { sourced: { expression, text: name, origin }, spread: undefined, range: undefined, statement: {}, countsAs: undefined, unit: undefined }
}

/** Second half of the walk: relations, balances and equations of a step. */
export function emitStep(scope: StepScope): void {
  const { step, flowScope } = scope
  const { bench } = flowScope
  const { graph } = bench.system
  for (const [name, read] of step.template.equations) {
    const variable = bench.system.find(`${step.base}.${name}`)
    if (variable?.kind === 'computed' && variable.definition === undefined) bench.defineBy(variable, read.sourced, scope)
  }
  for (const [slotName, slot] of step.slots) {
    const fractions = [...slot.fractions.keys()].map((component) => bench.system.find(`${step.base}.${slotName}.${component}`) as Variable)
    const nodes = fractions.map((variable) => bench.system.node(variable))
    const rest = [...slot.fractions].findIndex(([, fraction]) => fraction === 'rest')
    if (rest >= 0) {
      const others = nodes.filter((_, i) => i !== rest)
      const variable = fractions[rest] as Variable
      bench.define(variable, graph.subtract(graph.one, graph.sum(others)), 'the rest to 100 %')
      bench.checks.push({ kind: 'range', variable, origin: variable.origin as Origin, low: graph.zero, high: graph.one, text: '0 .. 100 %' })
    } else {
      bench.checks.push({ kind: 'whole', node: graph.sum(nodes), origin: { document: flowScope.flow.document, path: slot.path }, name: `${step.base}.${slotName}` })
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
    const named = member === undefined || line.target.path.includes('each') ? target : { ...target, expression: { ...line.target, path: [line.target.path[0] as string, member] } }
    const left = bench.expand(named, scope, bindings)
    if (left === REFUSED) return
    if (left === bench.system.graph.zero) continue
    const variable = bench.system.graph.operation[left] === Operation.variable ? bench.system.variables[bench.system.graph.first[left] as number] : undefined
    if (variable === undefined || variable.kind === 'input' || (variable.kind !== 'amount' && variable.definition !== undefined)) {
      bench.diagnostics.error('BALANCE_TARGET', spanOf(origin), { text: line.target.path.join('.') })
      return
    }
    const right = bench.expand(line.sourced, scope, bindings)
    if (right < 0) return
    if (variable.definition !== undefined) {
      const related = variable.origin === undefined ? [] : [{ span: spanOf(variable.origin), note: variable.text ?? 'determined here' }]
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
  if (port === undefined || group === undefined || port.amounts.has(group) || line.target.path.length !== 2) return undefined
  const members = scope.carried(port, group)
  if (members.length > 1) {
    const { document } = scope.step.template
    scope.flowScope.bench.diagnostics.error('BALANCE_NOT_DIVIDED', document.at(line.path, 'key'), { text: line.target.path.join('.'), components: members })
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
      const origin: Origin = { document: step.template.document, path: ['reaction'] }
      if (molar === undefined) {
        bench.diagnostics.error('FORMULA_MISSING', spanOf(origin), { name })
        continue
      }
      const node: Node = graph.multiply(bench.system.node(extent), graph.multiply(graph.constant(coefficient, PLAIN), bench.system.node(molar)))
      const text = `${side}.${name} = extent * ${coefficient.toString()} * ${name}.molar_mass`
      bench.system.relations.push({ left: bench.system.node(variable), right: node, text, origin })
    }
  }
}

/** Every station of a flow, declared. */
export function declareSteps(flowScope: FlowScope): void {
  for (const step of stationsOf(flowScope.flow)) declareStep(flowScope.scopeOf(step))
}
