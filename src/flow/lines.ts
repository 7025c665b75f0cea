import { nearest } from '../document/nearest.ts'
import { type Node, Operation } from '../equation/graph.ts'
import type { NumberRead } from '../equation/number.ts'
import { type Origin, spanOf, type Variable } from '../equation/system.ts'
import { Decimal } from '../quantity/decimal.ts'
import { dimensionText, divide } from '../quantity/dimension.ts'
import { readUnit, type Unit } from '../quantity/unit.ts'
import type { FlowScope } from './flow-scope.ts'
import { LineScope, MethodScope } from './method-scope.ts'
import type { Step } from './model.ts'
import { checkSameDimension } from './same-dimension.ts'
import { declareSize, emitSize } from './size.ts'
import { reference } from './walk.ts'
import type { Workbench } from './workbench.ts'

const HOURS = readUnit('h') as Unit
const PER_YEAR = readUnit('1/yr') as Unit

/** Declares what a step, a line and the totals have by the costing method, and by being on a line at all. */
export function declareMethod(scope: FlowScope): void {
  const { bench, flow, method } = scope
  const { system } = bench
  if (flow.prefix === '') {
    for (const [name, read] of method.parameters)
      bench.note(bench.inputs.declare(`method.${name}`, read, scope), read, '', undefined)
    for (const [name, { read }] of method.expects) bench.inputs.declare(`method.expects.${name}`, read, scope)
  } else {
    for (const name of method.parameters.keys())
      system.alias(`${flow.prefix}method.${name}`, system.find(`method.${name}`) as Variable)
  }
  for (const step of flow.steps.values()) {
    const origin: Origin = { document: step.template.document, path: ['rate', 'is'] }
    if (step.template.rate !== undefined) {
      const own = (name: string, about: string): Variable =>
        bench.declare(`${step.base}.${name}`, name === 'load' ? { ...origin, path: ['rate', 'of'] } : origin, { about })
      own('load', 'What the rate counts, for one functional unit')
      bench.checks.push({ kind: 'positive', variable: own('rate', 'What one machine does in a time'), origin })
      const time = own('time_per_unit', 'Time of one machine for one functional unit')
      time.unit = HOURS
      time.dimension = HOURS.dimension
    } else if (step.template.machine !== undefined) {
      bench.diagnostics.error('MACHINE_WITHOUT_RATE', step.template.document.at(['equipment']), {
        step: step.name,
        operation: step.template.name,
      })
    }
    declareSize(scope, step)
    for (const utility of step.template.uses.keys()) {
      const sourced = step.template.uses.get(utility)
      bench.declare(`${step.base}.uses.${utility}`, sourced?.origin, {
        about: `Use of ${utility} for one functional unit`,
      })
    }
    declareExpected(scope, step)
    for (const [name, read] of method.step) bench.equation(`${step.base}.${name}`, read, flow.prefix, step.name)
  }
  for (const line of flow.lines.keys()) {
    const variable = bench.declare(`${flow.prefix}lines.${line}.time_per_unit`, undefined, {
      about: 'Time of the line for one functional unit: that of its slowest member',
    })
    variable.unit = HOURS
    variable.dimension = HOURS.dimension
    for (const [name, read] of method.line)
      bench.equation(`${flow.prefix}lines.${line}.${name}`, read, flow.prefix, undefined)
  }
  for (const [name, read] of method.totals) bench.equation(`${flow.prefix}totals.${name}`, read, flow.prefix, undefined)
}

/** What a method reads of a step: the step's own figure, its machine's, or the default for a step without a machine. */
function declareExpected(scope: FlowScope, step: Step): void {
  const { bench, method } = scope
  const { system } = bench
  for (const [name, { read, optional }] of method.expects) {
    const path = `${step.base}.${name}`
    if (step.template.parameters.has(name) || step.template.equations.has(name)) {
      checkExpectedRange(bench, system.find(path) as Variable, read)
      continue
    }
    const set = step.set.get(name)
    const fallback = system.find(`method.expects.${name}`) as Variable
    const stepScope = scope.scopeOf(step)
    if (set !== undefined) {
      const variable = bench.inputs.declare(path, set, stepScope)
      checkSameDimension(bench, variable, fallback)
      checkExpectedRange(bench, variable, read)
      continue
    }
    const machine = system.find(`${step.base}.machine.${name}`)
    if (machine !== undefined) checkSameDimension(bench, machine, fallback)
    const source = machine ?? (step.template.machine === undefined || optional ? fallback : undefined)
    if (source === undefined) {
      const entry = bench.book.equipment.get(step.template.machine as string)
      if (entry === undefined) continue
      const facts = {
        machine: entry.name,
        name,
        step: step.name,
        method: method.document.value.method,
        near: nearest(name, entry.fields.keys()),
      }
      bench.diagnostics.error('MACHINE_LACKS', entry.document.at(entry.path, 'key'), facts)
      system.alias(path, fallback)
    } else if (bench.inputs.isSet(path)) {
      const own = bench.inputs.declare(path, reference(stepScope, source.name), stepScope)
      checkSameDimension(bench, own, source)
      checkExpectedRange(bench, own, read)
    } else {
      system.alias(path, source)
      if (machine !== undefined) checkExpectedRange(bench, machine, read)
    }
  }
}

/** The range that a method states holds for whatever a step or its machine gives. */
function checkExpectedRange(bench: Workbench, given: Variable, read: NumberRead): void {
  if (read.range !== undefined && given.origin !== undefined)
    bench.note(
      given,
      { ...read, countsAs: undefined, sourced: { ...read.sourced, origin: given.origin } },
      '',
      undefined,
    )
}

/** Defines rates, lines, uses and the method's own equations. */
export function emitMethod(scope: FlowScope): void {
  const { bench, flow, method } = scope
  const { system } = bench
  const { graph } = system
  for (const step of flow.steps.values()) {
    const stepScope = scope.scopeOf(step)
    const { rate } = step.template
    const find = (name: string): Variable => system.find(`${step.base}.${name}`) as Variable
    if (rate !== undefined) {
      bench.defineBy(find('load'), rate.of, stepScope)
      bench.defineBy(find('rate'), rate.is, stepScope)
      bench.define(
        find('time_per_unit'),
        graph.divide(system.node(find('load')), system.node(find('rate'))),
        'load / rate',
      )
    }
    emitSize(scope, step)
    const methodScope = new MethodScope(stepScope)
    for (const [name, read] of method.step) {
      const variable = find(name)
      if (variable.definition === undefined && variable.kind === 'computed')
        bench.defineBy(variable, read.sourced, methodScope)
    }
  }
  for (const [line, members] of flow.lines) {
    const find = (name: string): Variable => system.find(`${flow.prefix}lines.${line}.${name}`) as Variable
    const rated = members.filter((step) => step.template.rate !== undefined)
    const times = rated.map((step) => system.node(system.find(`${step.base}.time_per_unit`) as Variable))
    bench.define(
      find('time_per_unit'),
      graph.reduce(times, (a, b) => graph.binary(Operation.max, a, b)),
      'max(members.each.load / members.each.rate)',
    )
    const lineScope = new LineScope(scope, line)
    for (const [name, read] of method.line) bench.defineBy(find(name), read.sourced, lineScope)
    for (const step of members)
      emitUses(scope, step, rated.length === 0 ? undefined : system.node(find('time_per_unit')))
  }
  for (const [name, read] of method.totals)
    bench.defineBy(system.find(`${flow.prefix}totals.${name}`) as Variable, read.sourced, scope)
}

/** A use is priced; its price's measure decides whether it is per functional unit or per running machine. */
function emitUses(scope: FlowScope, step: Step, time: Node | undefined): void {
  const { bench, flow } = scope
  const { system } = bench
  for (const [utility, sourced] of step.template.uses) {
    const variable = system.find(`${step.base}.uses.${utility}`) as Variable
    const price = scope.globals.price(utility)
    const entry = bench.book.services.get(utility)
    if (price === undefined || entry === undefined) {
      const span = step.template.document.at(['uses', utility], 'key')
      if (entry === undefined)
        bench.diagnostics.error('UTILITY_UNKNOWN', span, {
          name: utility,
          near: nearest(utility, bench.book.services.keys()),
          known: [...bench.book.services.keys()],
        })
      else scope.globals.refusePrice(entry)
      bench.define(variable, system.graph.zero, '')
      continue
    }
    const value = bench.expand(sourced, scope.scopeOf(step))
    const node =
      value < 0 || value === system.graph.zero
        ? value
        : system.graph.ternary(Operation.perRun, value, time ?? -1, system.node(price))
    bench.define(variable, node, sourced.text.trim())
    bench.checks.push({ kind: 'amount', variable, origin: sourced.origin })
    const tag = entry.fields.get('counts_as')?.given
    if (typeof tag === 'string') bench.tagged.push({ tag, flow: flow.prefix, step: step.name, variable })
  }
}

/** `plant.units_per_year` of the route: annual output over the product's basis. */
export function emitPlant(scope: FlowScope, anyOutput: boolean): void {
  const { bench, flow } = scope
  const { system } = bench
  const output = scope.plant.variable(scope, 'annual_output')
  const basis = system.find(`${flow.prefix}product.basis`)
  if (basis === undefined) {
    bench.diagnostics.error('BASIS_MISSING', flow.document.at(['product', 'operation']), {
      operation: flow.product.template.name,
    })
    return
  }
  if (output === undefined) {
    scope.plant.lacks('annual_output', 'any route')
    return
  }
  const units = system.find(`${flow.prefix}plant.units_per_year`) as Variable
  const [made, counted] = [output.dimension, basis.dimension]
  if (made !== undefined && counted !== undefined && divide(made, counted) !== units.dimension) {
    if (anyOutput) {
      bench.define(
        units,
        system.graph.constant(new Decimal(1000).times(PER_YEAR.factor), PER_YEAR.dimension),
        '1000 a year',
      )
      return
    }
    const facts = { plant: scope.plant.document.value.plant, made: dimensionText(made), basis: dimensionText(counted) }
    // who set it looks there, and not at the route
    const isSet = output.changed !== undefined && output.origin !== undefined
    const span = isSet ? spanOf(output.origin as Origin) : flow.document.at(['product'], 'key')
    bench.diagnostics.error('PLANT_BASIS', span, facts)
  }
  bench.define(
    units,
    system.graph.divide(system.node(output), system.node(basis)),
    'plant.annual_output / product.basis',
  )
}

/** Declared before anything is expanded, so that methods may refer to it. */
export function declarePlant(scope: FlowScope): void {
  const { bench, flow } = scope
  const origin: Origin = { document: flow.document, path: ['product'], part: 'key' }
  const units = bench.declare(`${flow.prefix}plant.units_per_year`, origin, { about: 'Functional units a year' })
  units.unit = PER_YEAR
  units.dimension = PER_YEAR.dimension
  const upstream = bench.declare(`${flow.prefix}plant.upstream`, origin, {
    about: '1 in a flow that makes a component for another in house, else 0',
  })
  const isUpstream = flow.makes !== undefined
  bench.define(upstream, isUpstream ? bench.system.graph.one : scope.number(0), isUpstream ? '1' : '0')
}
