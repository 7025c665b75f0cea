import type { Diagnostics, Related } from '../document/diagnostic.ts'
import { optionSpan, optionText } from '../document/span.ts'
import type { FanOut } from '../equation/orient.ts'
import { type Origin, spanOf, type Variable } from '../equation/system.ts'
import { inputsOf } from '../flow/inputs-behind.ts'
import type { Check } from '../flow/workbench.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import { decimals, WHOLE_TOLERANCE } from './arithmetic.ts'
import { checkBalances } from './balances.ts'
import type { Evaluation } from './evaluation.ts'
import { run } from './program.ts'
import { checkRules } from './rules.ts'
import { checkSense } from './sense.ts'
import { shown } from './shown.ts'
import { checkStatements } from './statements.ts'
import { warn } from './warnings.ts'

/** How far below 0 an amount may come out by rounding, relative to 1 base unit. */
const NEGLIGIBLE = new Decimal('1e-30')
const COMPOSITION_TOLERANCE = new Decimal('1e-9')

/** The nodes that a check reads beside variables. */
export function nodesOf(check: Check): number[] {
  if (check.kind === 'whole') return [check.node]
  return check.kind === 'range' ? [check.low, check.high] : []
}

/** Holds an evaluation against what must be; problems and warnings go to the diagnostics. */
export function check(evaluation: Evaluation, values: readonly Decimal[], diagnostics: Diagnostics): void {
  const { model, program } = evaluation
  const told = new Set<string>()
  for (const { node, variable } of model.compiled.pivots) {
    const pivot = values[program.slotOf(node)] as Decimal
    if (pivot.isFinite() && !pivot.abs().lte('1e-15')) continue
    const key = variable.loop?.join() ?? variable.name
    if (told.has(key)) continue
    told.add(key)
    diagnostics.error('LOOP_LETS_NOTHING_OUT', variable.origin === undefined ? undefined : spanOf(variable.origin), {
      name: variable.name,
      loop: variable.loop ?? [],
    })
  }
  const closed = told.size > 0
  for (const stage of [0, 1, 2, 3, 4]) {
    // what follows from a refused input is not told again
    if (closed || diagnostics.failed) return
    const entries = model.checks.filter((entry) => rank(entry) === stage && !isNoNumber(entry, evaluation))
    for (const entry of causesAmong(entries, evaluation)) checkOne(entry, evaluation, values, diagnostics)
  }
  if (closed || diagnostics.failed) return
  // what is no number follows from something else, and is told only where nothing else is, once
  const [lost] = model.checks.filter((entry) => isNoNumber(entry, evaluation)).sort((a, b) => rank(a) - rank(b))
  if (lost !== undefined && lost.kind !== 'whole') {
    reportNoNumber(lost.variable, lost.origin, evaluation, diagnostics)
    return
  }
  for (const fanOut of model.fanOuts) checkBranches(fanOut, evaluation, diagnostics)
  checkBalances(evaluation, diagnostics)
  for (const line of model.ledger) {
    if (evaluation.value(line.variable).isFinite()) continue
    const cause = causeOf(line.variable, evaluation)
    const { origin } = cause
    diagnostics.error('COST_NOT_FINITE', origin === undefined ? undefined : spanOf(origin), {
      name: cause.name,
      line: [...new Set([line.step, line.category, line.item])],
      zeros: zerosBehind(cause, evaluation),
    })
    // other lines are most likely lost for the same cause
    return
  }
  checkStatements(evaluation, diagnostics)
  checkSense(evaluation, diagnostics)
  checkRules(evaluation, diagnostics)
  if (!diagnostics.failed) warn(evaluation, diagnostics)
}

/** Where a value that is no number first comes from: what reads only numbers and is none. */
function causeOf(variable: Variable, evaluation: Evaluation): Variable {
  const { system } = evaluation.model.compiled
  let cause = variable
  const seen = new Set<number>()
  for (let next: Variable | undefined = variable; next !== undefined && !seen.has(next.id); ) {
    cause = next
    seen.add(next.id)
    const reads = new Set<number>()
    if (next.definition !== undefined) system.graph.variablesOf(next.definition, reads)
    next = [...reads].map((id) => system.variables[id] as Variable).find((read) => !evaluation.value(read).isFinite())
  }
  return cause
}

/** Inputs of 0 that leave a variable without a number: any other value, and it has one. */
function zerosBehind(lost: Variable, { model, program, inputs }: Evaluation): string[] {
  const { system } = model.compiled
  const slot = program.slotOfVariable[lost.id] as number
  return inputsOf(system, lost).flatMap(({ name, id }) => {
    const place = program.inputs.findIndex((input) => input.id === id)
    if (place < 0 || !inputs[place]?.isZero()) return []
    const values = run(program, decimals, program.constants, inputs.with(place, new Decimal('1e-3')), [])
    return values[slot]?.isFinite() === true ? [name] : []
  })
}

function isNoNumber(entry: Check, evaluation: Evaluation): boolean {
  return entry.kind !== 'whole' && !evaluation.value(entry.variable).isFinite()
}

/** Of amounts that cannot be, those not computed from another that cannot be; in a loop, where each is, the first. */
function causesAmong(entries: readonly Check[], evaluation: Evaluation): readonly Check[] {
  const off = entries.filter((entry) => entry.kind === 'amount' && !isPossible(evaluation.value(entry.variable)))
  if (off.length < 2) return entries
  const ids = new Set(off.map((entry) => (entry.kind === 'amount' ? entry.variable.id : -1)))
  const { system } = evaluation.model.compiled
  const causes = off.filter((entry) => {
    const reads = new Set<number>()
    const { definition } = (entry as Check & { kind: 'amount' }).variable
    if (definition !== undefined) system.graph.variablesOf(definition, reads)
    return ![...reads].some((id) => ids.has(id))
  })
  return causes.length > 0 ? causes : off.slice(0, 1)
}

function isPossible(value: Decimal): boolean {
  return value.isFinite() && value.gte(NEGLIGIBLE.negated())
}

/** Inputs are judged before what is computed from them, quantities before inputs that are expressions. */
function rank(entry: Check): number {
  if (entry.kind === 'whole') return 0
  const { variable } = entry
  if (entry.kind === 'amount') return variable.kind === 'amount' ? 3 : 4
  if (variable.kind !== 'input' && (entry.kind === 'yield' || entry.kind === 'positive')) return 2
  return variable.value === undefined ? 1 : 0
}

function checkOne(entry: Check, evaluation: Evaluation, values: readonly Decimal[], diagnostics: Diagnostics): void {
  const stated = () => spanOf(entry.origin)
  if (entry.kind === 'whole') {
    const sum = values[evaluation.program.slotOf(entry.node)] as Decimal
    if (sum.minus(1).abs().lte(COMPOSITION_TOLERANCE)) return
    diagnostics.error('COMPOSITION_SUM', stated(), {
      name: entry.name,
      sum: `${formatNumber(sum.times(100), 8)} %`,
      shares: entry.shares,
    })
    return
  }
  const { variable } = entry
  const { name } = variable
  const value = evaluation.value(variable)
  const words = shown(variable, value)
  const span = () => (variable.origin === undefined ? stated() : spanOf(variable.origin))
  const loop = variable.loop !== undefined
  switch (entry.kind) {
    case 'amount':
      if (value.lt(NEGLIGIBLE.negated())) diagnostics.error('AMOUNT_NEGATIVE', span(), { name, value: words, loop })
      return
    case 'yield':
      if (!value.gt(0) || !value.lte(1))
        diagnostics.error('YIELD_IMPOSSIBLE', span(), { name, value: words }, changedBy(variable))
      return
    case 'positive':
      if (!value.gt(0) || !value.isFinite()) diagnostics.error('VALUE_NOT_POSITIVE', span(), { name, value: words })
      return
    case 'figure':
      if (value.lt(0)) diagnostics.error('VALUE_NEGATIVE', span(), { name, value: words }, changedBy(variable))
      return
    case 'price':
      if (value.lt(0)) diagnostics.error('PRICE_NEGATIVE', span(), { name, value: words }, changedBy(variable))
      return
    case 'range': {
      const low = values[evaluation.program.slotOf(entry.low)] as Decimal
      const high = values[evaluation.program.slotOf(entry.high)] as Decimal
      // as near as `floor` and `ceil` take a value for a whole number
      const slack = Decimal.max(low.abs(), high.abs()).times(WHOLE_TOLERANCE)
      if (value.gte(low.minus(slack)) && value.lte(high.plus(slack))) return
      const here = span()
      const there = stated()
      // fractions have a range that no document states
      const elsewhere = there.file !== here.file || there.start !== here.start
      const related = elsewhere ? [{ span: there, note: `range: ${entry.text}` }] : changedBy(variable)
      const about = variable.statement?.about
      diagnostics.error('VALUE_OUT_OF_RANGE', here, { name, value: words, range: entry.text, about }, related)
    }
  }
}

function reportNoNumber(variable: Variable, stated: Origin, evaluation: Evaluation, diagnostics: Diagnostics): void {
  const loop = variable.loop !== undefined
  const cause = loop ? variable : causeOf(variable, evaluation)
  const zeros = zerosBehind(cause, evaluation)
  diagnostics.error('AMOUNT_NOT_FINITE', spanOf(cause.origin ?? stated), { name: cause.name, loop, zeros })
}

/** A `--set` that changed what a document gives, where the value stands in the document. */
function changedBy({ changed, origin }: Variable): Related[] {
  // what `set:` of a flow gives is the value itself
  if (changed === undefined || origin === undefined || origin.path[0] === 'set') return []
  if (optionText(spanOf(origin).file) !== undefined) return []
  return [{ span: optionSpan('set', changed), note: 'changed here' }]
}

const SAME_COMPOSITION = new Decimal('1e-9')

/** One stream has one composition, whichever branch it takes. */
function checkBranches(fanOut: FanOut, evaluation: Evaluation, diagnostics: Diagnostics): void {
  const amount = (variable: Variable | undefined): Decimal =>
    variable === undefined ? new Decimal(0) : evaluation.value(variable)
  const keys = [...fanOut.out.keys()]
  const reference = keys.reduce(
    (best, key) => (amount(fanOut.out.get(key)).gt(amount(fanOut.out.get(best))) ? key : best),
    keys[0] ?? '',
  )
  const whole = amount(fanOut.out.get(reference))
  if (!whole.gt(0)) return
  for (const branch of fanOut.branches) {
    const part = amount(branch.get(reference)).dividedBy(whole)
    for (const key of keys) {
      const expected = amount(fanOut.out.get(key)).times(part)
      if (
        amount(branch.get(key))
          .minus(expected)
          .abs()
          .lte(SAME_COMPOSITION.times(amount(fanOut.out.get(key)).plus(NEGLIGIBLE)))
      )
        continue
      diagnostics.error('BRANCHES_DIFFER', spanOf(fanOut.origin), { from: fanOut.text, component: key })
      return
    }
  }
}
