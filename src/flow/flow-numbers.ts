import { type NumberText, readNumber } from '../equation/number.ts'
import type { FlowScope } from './flow-scope.ts'
import { groundOfFlow } from './grounds.ts'
import { declareMethod, declarePlant } from './lines.ts'
import { declareDemand } from './supply.ts'
import { declareSteps } from './walk.ts'

/** Declares the numbers of a flow as a whole, then those of its steps and its method. */
export function declareFlow(scope: FlowScope): void {
  const { bench, flow } = scope
  const { value } = flow.document
  const { source, at, assumption } = groundOfFlow(flow.document)
  const inherited = { source, at, assumption }
  if (flow.makes !== undefined) declareDemand(scope)
  declarePlant(scope)
  for (const [name, given] of Object.entries(value.parameters ?? {})) {
    const read = readNumber(flow.document, ['parameters', name], given as NumberText, inherited, bench.diagnostics)
    if (read !== undefined)
      bench.note(bench.inputs.declare(`${flow.prefix}route.${name}`, read, scope), read, flow.prefix, undefined)
  }
  for (const [name, given] of Object.entries(value.equations ?? {})) {
    const read = readNumber(flow.document, ['equations', name], given as NumberText, inherited, bench.diagnostics, 'is')
    if (read !== undefined) bench.equation(`${flow.prefix}route.${name}`, read, flow.prefix, undefined)
  }
  declareSteps(scope)
  declareMethod(scope)
}

/** A flow's own equations. */
export function emitRoute(scope: FlowScope): void {
  const { bench, flow } = scope
  for (const [name, given] of Object.entries(flow.document.value.equations ?? {})) {
    const variable = bench.system.find(`${flow.prefix}route.${name}`)
    const read = readNumber(flow.document, ['equations', name], given as NumberText, {}, bench.diagnostics, 'is')
    if (variable?.kind === 'computed' && read !== undefined) bench.defineBy(variable, read.sourced, scope)
  }
}
