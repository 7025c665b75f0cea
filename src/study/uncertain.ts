import type { Distribution, Variable } from '../equation/system.ts'
import { nodesOf } from '../evaluation/check.ts'
import type { Bounds } from '../evaluation/kernel/bounds.ts'
import { displayUnit, type Unit } from '../quantity/unit.ts'
import { bounds, type Law, LEAST_PROBABILITY, probabilityWithin } from './sampling/law.ts'
import type { ScenarioInput, ScenarioModel } from './scenario-model.ts'

/** An input with the law that its values follow. */
export interface Uncertain extends ScenarioInput {
  readonly name: string
  readonly unit: Unit
  /** The value as the route stands, in base units. */
  readonly base: number
  readonly law: Law
  readonly variable: Variable
}

/** What is asked of an input on the command line: a spread of its own, in base units, in the place of the document's. */
export interface Chosen {
  readonly input: string
  readonly spread: { readonly low: number; readonly high: number; readonly kind: Distribution } | undefined
}

/** Why an input is not varied. */
export type Obstacle =
  /** The route has no such input. */
  | 'unknown'
  /** Its value decides how many equations there are. */
  | 'fixed'
  /** It is a choice among words. */
  | 'choice'
  /** Nothing says over which range it may lie. */
  | 'without spread'
  /** Its value lies outside its own spread. */
  | 'outside'
  /** A lognormal law is of values above 0. */
  | 'lognormal'
  /** Its range leaves nothing of its spread. */
  | 'cut off'

export interface NotVaried {
  readonly name: string
  readonly obstacle: Obstacle
}

/** The inputs that vary: those chosen, or every one with a spread. */
export function uncertainInputs(
  model: ScenarioModel,
  chosen?: readonly Chosen[],
): { readonly inputs: readonly Uncertain[]; readonly left: readonly NotVaried[] } {
  const { system } = model.model.compiled
  const wanted =
    chosen ??
    system.variables
      .filter(({ kind, spread }) => kind === 'input' && spread !== undefined && !spread.low.eq(spread.high))
      .map(({ name }): Chosen => ({ input: name, spread: undefined }))
  const ranges = rangesOf(model)
  const inputs: Uncertain[] = []
  const left: NotVaried[] = []
  for (const one of wanted) {
    const found = uncertain(model, one, ranges)
    if (typeof found === 'string') left.push({ name: one.input, obstacle: found })
    else inputs.push(found)
  }
  return { inputs, left }
}

function uncertain(
  model: ScenarioModel,
  { input, spread: asked }: Chosen,
  ranges: ReadonlyMap<string, readonly [number, number]>,
): Uncertain | Obstacle {
  const variable = model.model.compiled.system.find(input)
  const place = model.placeOf(input)
  if (variable === undefined || place === undefined) return 'unknown'
  if (variable.choices !== undefined) return 'choice'
  if (variable.fixed) return 'fixed'
  const { spread } = variable
  const own = spread && { low: spread.low.toNumber(), high: spread.high.toNumber(), kind: spread.distribution }
  const taken = asked ?? own
  if (taken === undefined) return 'without spread'
  const { low, high, kind } = taken
  const base = model.baseOf(place)
  const hasMode = kind === 'pert' || kind === 'triangular'
  if (hasMode && (base < low || base > high)) return 'outside'
  if (kind === 'lognormal' && !(low > 0)) return 'lognormal'
  const range = kind === 'normal' || kind === 'lognormal' ? ranges.get(input) : undefined
  const law: Law = { kind, low, value: base, high, ...(range && { least: range[0], most: range[1] }) }
  if (!(probabilityWithin(law) >= LEAST_PROBABILITY)) return 'cut off'
  const [least, most] = bounds(law)
  // where it stands and its percentiles are evaluated as well, and may lie beyond what is drawn
  const between: Bounds = { low: Math.min(least, low, base), high: Math.max(most, high, base), certain: true }
  const unit = variable.unit ?? displayUnit(variable.dimension ?? 0)
  return { name: input, place, unit, base, law, bounds: between, variable }
}

/** The ranges within which documents say that equations hold, of inputs, in base units. */
export function rangesOf({ model, base, evaluator }: ScenarioModel): Map<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>()
  for (const check of model.checks) {
    if (check.kind !== 'range') continue
    const [low, high] = nodesOf(check).map((node) => base[evaluator.program.slotOf(node)] as number)
    found.set(check.variable.name, [low as number, high as number])
  }
  return found
}
