import type { Variable } from '../equation/system.ts'
import type { Evaluation } from '../evaluation/evaluation.ts'
import { inCurrency } from '../evaluation/shown.ts'
import type { Model } from '../flow/compile-flow.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'

/** Values that two routes have of one thing: the first route's, then the second's. */
export type OfBoth<T> = readonly [T, T]

/** An input that two routes have by one name, with unlike values. */
export interface SharedInput {
  readonly name: string
  /** The unit it is told in, in the currency of the results. */
  readonly unit: Unit
  /** In base units. */
  readonly values: OfBoth<Decimal>
  /** The words that it chooses among, where its values stand for words. */
  readonly choices: readonly string[] | undefined
  readonly variables: OfBoth<Variable>
}

/** What is changed from one route to the other in one go: an input, or the fractions of a composition that is stated in full. */
export interface SharedGroup {
  readonly name: string
  readonly inputs: readonly SharedInput[]
}

/** Why an input that both routes have counts as part of the route. */
export type LeftCause =
  /** Unlike expressions of other things in both. */
  | 'expression'
  /** Of steps of one name by unlike operations. */
  | 'operation'
  /** Its value decides how many equations there are. */
  | 'fixed'
  /** It is measured, or chosen among words, in another way. */
  | 'kind'
  /** A fraction of a composition that is stated in full, and in the other route of other components or not in full. */
  | 'composition'
  /** A route has no cost at the other's value. */
  | 'refused'

export interface LeftInput {
  readonly name: string
  readonly cause: LeftCause
}

export interface Shared {
  /** In the order of their names. */
  readonly groups: readonly SharedGroup[]
  readonly left: readonly LeftInput[]
}

/**
 * Inputs that two routes have by one name and whose values differ. What follows from the same expression in both is no input of
 * its own: what it is made of is. An expression in one alone is told as an input, which is to be made plain before it is changed.
 */
export function sharedInputs(a: Evaluation, b: Evaluation): Shared {
  const inputs: SharedInput[] = []
  const left: LeftInput[] = []
  const settled = new Set([a, b].map(settledName))
  const operations = [a, b].map(({ model }) => operationsOf(model)) as [Map<string, string>, Map<string, string>]
  for (const name of [...a.model.compiled.system.names()].sort()) {
    const [x, y] = [inputNamed(a.model, name), inputNamed(b.model, name)]
    if (x === undefined || y === undefined || settled.has(name)) continue
    const values = [a.value(x), b.value(y)] as const
    if (values[0].eq(values[1]) || !values.every((value) => value.isFinite()) || areSameExpression(x, y)) continue
    const cause = obstacle(x, y, operations)
    if (cause !== undefined) {
      left.push({ name, cause })
      continue
    }
    const unit = inCurrency(x.unit ?? displayUnit(x.dimension ?? 0), a.model.money)
    inputs.push({ name, unit, values, choices: x.choices, variables: [x, y] })
  }
  return grouped([a.model, b.model], inputs, left)
}

/** An input under its own name; others are read under further names. */
function inputNamed({ compiled }: Model, name: string): Variable | undefined {
  const variable = compiled.system.find(name)
  return variable?.kind === 'input' && variable.name === name ? variable : undefined
}

/** The input whose value the method finds. */
function settledName({ settlement, program }: Evaluation): string | undefined {
  return settlement === undefined ? undefined : program.inputs[settlement.place]?.name
}

export const isPlain = ({ value }: Variable): boolean => value !== undefined

function areSameExpression(a: Variable, b: Variable): boolean {
  return !isPlain(a) && !isPlain(b) && a.text !== undefined && a.text === b.text && a.changed === b.changed
}

function obstacle(a: Variable, b: Variable, [of, other]: OfBoth<Map<string, string>>): LeftCause | undefined {
  const step = /^(?:.*\.)?steps\.\w+(?=\.)/.exec(a.name)?.[0]
  if (step !== undefined && of.get(step) !== other.get(step)) return 'operation'
  if (a.fixed || b.fixed) return 'fixed'
  if (a.dimension !== b.dimension || a.choices?.join() !== b.choices?.join()) return 'kind'
  return isPlain(a) || isPlain(b) ? undefined : 'expression'
}

/** The operation of each step, by the prefix of its variables. */
function operationsOf({ route, supply }: Model): Map<string, string> {
  const steps = [route, ...supply.values()].flatMap((flow) => [...flow.steps.values()])
  return new Map(steps.map(({ base, template }) => [base, template.name]))
}

/** Fractions that are stated in full are changed together, where both routes have the same components. */
function grouped(models: OfBoth<Model>, inputs: readonly SharedInput[], left: readonly LeftInput[]): Shared {
  const [of, other] = models.map(compositionsOf) as [Map<string, string>, Map<string, string>]
  const groups = new Map<string, SharedInput[]>()
  const unlike: LeftInput[] = []
  for (const input of inputs) {
    const composition = input.name.slice(0, input.name.lastIndexOf('.'))
    const components = of.get(composition) ?? other.get(composition)
    if (components === undefined) groups.set(input.name, [input])
    else if (of.get(composition) === other.get(composition))
      groups.set(composition, [...(groups.get(composition) ?? []), input])
    else unlike.push({ name: input.name, cause: 'composition' })
  }
  return { groups: [...groups].map(([name, members]) => ({ name, inputs: members })), left: [...left, ...unlike] }
}

/** The components of each composition whose fractions must add up to 100 %. */
function compositionsOf({ checks, compiled }: Model): Map<string, string> {
  const names = checks.flatMap((check) => (check.kind === 'whole' && !check.shares ? [check.name] : []))
  const all = [...compiled.system.names()]
  return new Map(
    names.map((name) => [
      name,
      all
        .filter((one) => one.startsWith(`${name}.`))
        .sort()
        .join(),
    ]),
  )
}
