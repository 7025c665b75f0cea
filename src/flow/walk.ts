import { nearest } from '../document/nearest.ts'
import type { NumberRead } from '../equation/number.ts'
import type { Origin, Variable } from '../equation/system.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import { componentsNamed, type PortAmounts, type Step, stationsOf } from './model.ts'
import { checkSameDimension } from './same-dimension.ts'
import type { StepScope } from './step-scope.ts'
import type { Port } from './template.ts'

const AREA = readUnit('m^2') as Unit
const KILOMOLES = readUnit('kmol') as Unit
const PIECES = readUnit('1') as Unit

/** First half of the walk: the names of everything a step has, so that expressions may refer to each other in any order. */
export function declareStep(scope: StepScope): void {
  const { step, flowScope } = scope
  const { bench, flow, globals } = flowScope
  const { system } = bench
  for (const port of step.template.ports.values()) {
    step.ports.set(port.name, declarePort(flowScope, step, port))
    checkService(flowScope, step, port)
  }
  const known = new Set([...step.template.parameters.keys(), ...flowScope.method.expects.keys()])
  for (const [name, read] of step.template.parameters) {
    const set = step.set.get(name)
    const path = `${step.base}.${name}`
    const variable = bench.inputs.declare(path, set ?? read, scope, set === undefined ? undefined : read)
    bench.note(
      variable,
      set?.countsAs === undefined ? read : { ...read, countsAs: set.countsAs },
      flow.prefix,
      step.name,
    )
    if (set?.range !== undefined) bench.note(variable, { ...set, countsAs: undefined }, flow.prefix, step.name)
    bench.holdParameter(variable, [set, read])
  }
  for (const [key, read] of step.set) {
    if (known.has(key) || (key.startsWith('machine.') && step.template.machine !== undefined)) continue
    const { document } = read.sourced.origin
    const candidates = [...known, ...step.template.equations.keys()]
    const computed = step.template.equations.has(key)
    const span = document.at([...step.path, 'set', key], 'key')
    if (computed)
      bench.diagnostics.error('SET_EQUATION', span, { step: step.name, name: key, operation: step.template.name })
    else
      bench.diagnostics.error('PARAMETER_UNKNOWN', span, {
        step: step.name,
        name: key,
        operation: step.template.name,
        near: nearest(key, candidates),
        known: [...step.template.parameters.keys()],
      })
  }
  for (const [slotName, slot] of step.slots) {
    for (const [component, fraction] of slot.fractions) {
      const path = `${step.base}.${slotName}.${component}`
      if (fraction === 'whole')
        system.declare(path, 'computed', {
          definition: system.graph.one,
          text: '100 %',
          origin: { document: flow.document, path: slot.path },
        })
      else if (isRest(scope, path, fraction)) {
        const rest = bench.declare(path, { document: flow.document, path: [...slot.path, component] })
        if (fraction !== 'rest') rest.changed = `${path}=rest`
      } else {
        const read = fraction === 'rest' ? (bench.inputs.replacement(path) as NumberRead) : fraction
        const variable = bench.inputs.declare(path, read, scope)
        bench.checks.push({
          kind: 'range',
          variable,
          origin: read.sourced.origin,
          low: system.graph.zero,
          high: system.graph.one,
          text: '0 .. 100 %',
        })
      }
    }
  }
  for (const [name, read] of step.template.equations)
    bench.equation(`${step.base}.${name}`, read, flow.prefix, step.name)
  declareMachine(scope)
  const { reaction } = step.template
  if (reaction !== undefined) {
    const { origin } = reaction
    const extent = system.declare(`${step.base}.extent`, 'amount', {
      unit: KILOMOLES,
      dimension: KILOMOLES.dimension,
      origin,
      statement: { about: 'Extent of the reaction' },
    })
    bench.checks.push({ kind: 'amount', variable: extent, origin })
    for (const side of ['consumed', 'generated'] as const) {
      for (const { name } of reaction[side]) {
        const unit = globals.measure(name)
        system.declare(`${step.base}.${side}.${name}`, 'amount', { unit, dimension: unit.dimension, origin })
      }
    }
  }
}

/** An outlet's disposal is a priced service, whether or not the method pays for it. */
function checkService({ bench }: FlowScope, step: Step, { disposal, path }: Port): void {
  if (disposal === undefined || bench.book.services.has(disposal)) return
  const known = [...bench.book.services.keys()]
  const span = step.template.document.at([...path, 'disposal'])
  bench.diagnostics.error('UTILITY_UNKNOWN', span, { name: disposal, near: nearest(disposal, known), known })
}

/** A fraction that is the rest to 100 %, as its document says or as `--set` asks. */
function isRest(scope: StepScope, path: string, fraction: NumberRead | 'rest'): boolean {
  const { inputs } = scope.flowScope.bench
  const asked = inputs.replacement(path)?.sourced.text.trim()
  if (asked !== undefined && asked !== 'rest') return false
  if (asked === 'rest') inputs.used.add(path)
  return asked === 'rest' || fraction === 'rest'
}

function declarePort(flowScope: FlowScope, step: Step, port: Port): PortAmounts {
  const { bench, flow, globals } = flowScope
  const wanted =
    port.carries === undefined
      ? [...flow.roles.keys()]
      : port.carries.flatMap((word) => carriedBy(flowScope, step, word))
  const components = [...new Set(wanted)]
  const amounts = new Map<string, Variable>()
  const origin: Origin = { document: flow.document, path: step.path, part: 'key' }
  const add = (name: string, unit: Unit): void => {
    const variable = bench.system.declare(`${step.base}.${port.name}.${name}`, 'amount', {
      unit,
      dimension: unit.dimension,
      origin,
    })
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
    bench.diagnostics.error('MACHINE_UNKNOWN', document.at(path), {
      name,
      near: nearest(name, bench.book.equipment.keys()),
    })
    return
  }
  const prefix = 'machine.'
  const given = [...step.set.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
  for (const field of new Set([...entry.fields.keys(), ...given])) {
    const path = `${step.base}.machine.${field}`
    const set = step.set.get(`machine.${field}`)
    const shared = globals.figure(name, field)
    if (set === undefined && !bench.inputs.isSet(path)) {
      if (shared !== undefined) bench.system.alias(path, shared)
      continue
    }
    // `set:` of the step, or `--set steps.drying.machine.power=…`, gives this step's machine a figure of its own
    const own = bench.inputs.declare(path, set ?? reference(scope, `equipment.${name}.${field}`), scope)
    if (shared !== undefined) checkSameDimension(bench, own, shared)
  }
}

/** A number that is another variable. */
export function reference(scope: StepScope, name: string): NumberRead {
  const origin: Origin = { document: scope.flowScope.flow.document, path: scope.step.path, part: 'key' }
  const expression = { kind: 'name' as const, path: name.split('.'), start: 0, end: 0 }
  return {
    sourced: { expression, text: name, origin },
    spread: undefined,
    range: undefined,
    statement: {},
    countsAs: undefined,
    unit: undefined,
    choices: undefined,
  }
}

/** Every station of a flow, declared. */
export function declareSteps(flowScope: FlowScope): void {
  for (const step of stationsOf(flowScope.flow)) declareStep(flowScope.scopeOf(step))
}
