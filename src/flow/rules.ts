import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import type { RuleEntry, RuleMatch, RulesDocument } from '../document/schema.ts'
import type { Checked } from '../document/validate.ts'
import type { Bindings, Index, Scope } from '../equation/expand.ts'
import type { Node } from '../equation/graph.ts'
import { Operation } from '../equation/graph.ts'
import { readExpression } from '../equation/read-expression.ts'
import { type Name, visit } from '../equation/syntax.ts'
import type { Origin, Sourced, Variable } from '../equation/system.ts'
import type { Table } from '../equation/table.ts'
import { PLAIN } from '../quantity/dimension.ts'
import type { FlowScope } from './flow-scope.ts'
import type { Flow, Step } from './model.ts'
import { type Entry, textField } from './price-book.ts'

/** A rule as read: what it says, and its condition. */
export interface Rule {
  readonly rule: string
  readonly severity: 'refuse' | 'warn'
  readonly entry: RuleEntry
  readonly document: Checked<RulesDocument>
  readonly when: Sourced | undefined
}

/** A rule that a flow may break: what it is about there, and the condition under which it is broken. */
export interface RuleCase extends Rule {
  /** Where in the flow: the step, the product or the flow itself. */
  readonly origin: Origin
  /** What meets: components by name, and the step. */
  readonly about: readonly string[]
  readonly step: string | undefined
  /** 1 where the rule is broken; undefined where it always is. */
  readonly broken: Variable | undefined
  /** Amounts of each component in the step, one of which must be there. */
  readonly amounts: readonly (readonly Variable[])[]
  /** The figures that its condition reads. */
  readonly reads: readonly Variable[]
  /** Why the flow breaks it on purpose. */
  readonly accepted: string | undefined
}

type Bound = ReadonlyMap<string, string>
const SEVERITIES = ['refuse', 'warn'] as const

/** Reads the rules of a document and parses their conditions. */
export function readRules(document: Checked<RulesDocument>, diagnostics: Diagnostics): Rule[] {
  return SEVERITIES.flatMap((severity) =>
    Object.entries(document.value[severity] ?? {}).flatMap(([rule, entry]): Rule[] => {
      const read = { rule, severity, entry, document, when: undefined }
      if (entry.when === undefined) return [read]
      const when = readExpression(document, [severity, rule, 'when'], entry.when, diagnostics)
      return when === undefined ? [] : [{ ...read, when }]
    }),
  )
}

/** Every case of every rule in a flow. A rule holds only where all that its condition reads is stated. */
export function emitRules(scope: FlowScope, rules: readonly Rule[]): RuleCase[] {
  const { document: flow, prefix } = scope.flow
  checkAccepted(
    scope,
    rules.map(({ rule }) => rule),
  )
  return rules.flatMap((one) =>
    meetings(scope, one.entry).flatMap(({ step, bound }): RuleCase[] => {
      const { rule, entry, when } = one
      const read = when === undefined ? undefined : condition(scope, rule, when, step, bound)
      if (when !== undefined && read === undefined) return []
      const about = [...bound.values()]
      const path = entry.with.product === undefined ? ['flow'] : ['product']
      return [
        {
          ...one,
          origin: step?.origin ?? { document: flow, path },
          about,
          step: step === undefined ? undefined : `${prefix}${step.name}`,
          amounts: step === undefined ? [] : about.map((component) => amountsIn(step, component)),
          broken: read?.broken,
          reads: read?.reads ?? [],
          accepted: flow.value.accepts?.[rule],
        },
      ]
    }),
  )
}

/** A rule that no document has cannot be accepted. */
function checkAccepted({ flow, bench }: FlowScope, known: readonly string[]): void {
  for (const [name, why] of Object.entries(flow.document.value.accepts ?? {})) {
    if (why.trim() === '') bench.diagnostics.error('ACCEPTS_WITHOUT_WHY', flow.document.at(['accepts', name]), { name })
    if (known.includes(name)) continue
    const span = flow.document.at(['accepts', name], 'key')
    bench.diagnostics.error('RULE_UNKNOWN', span, { name, near: nearest(name, known), known })
  }
}

/** Every combination of a step and components that a rule is about. */
function meetings(scope: FlowScope, entry: RuleEntry): { readonly step: Step | undefined; readonly bound: Bound }[] {
  const { flow, bench } = scope
  const { step: ofStep, product, ...components } = entry.with
  if (product !== undefined && !isProduct(flow, product)) return []
  const materials = [...flow.roles.keys()].map((name) => bench.book.materials.get(name)).filter((found) => !!found)
  for (const match of Object.values(entry.without ?? {}))
    if (materials.some((material) => isMaterial(material, match))) return []
  const steps = ofStep === undefined ? [undefined] : [...flow.steps.values()].filter((step) => isStep(step, ofStep))
  return steps.flatMap((step) => {
    const present = step === undefined ? materials : materials.filter(({ name }) => isIn(step, name))
    let bounds: Bound[] = [new Map()]
    for (const [name, match] of Object.entries(components)) {
      const fitting = present.filter((material) => isMaterial(material, match))
      bounds = bounds.flatMap((bound) => fitting.map((material) => new Map(bound).set(name, material.name)))
    }
    return bounds.map((bound) => ({ step, bound }))
  })
}

const isIn = ({ ports, slots }: Step, component: string): boolean =>
  [...ports.values()].some(({ amounts }) => amounts.has(component)) ||
  [...slots.values()].some(({ fractions }) => fractions.has(component))

const amountsIn = ({ ports }: Step, component: string): Variable[] =>
  [...ports.values()].map(({ amounts }) => amounts.get(component)).filter((amount) => amount !== undefined)

function isProduct({ document }: Flow, { facing, form }: RuleMatch): boolean {
  const { product } = document.value
  const has = (words: readonly string[] | undefined, word: string | undefined): boolean =>
    words === undefined || (word !== undefined && words.some((one) => word.toLowerCase() === one.toLowerCase()))
  return has(facing, product.facing) && has(form, product.form)
}

function isStep({ template }: Step, { traits, lacks, operation }: RuleMatch): boolean {
  const own = template.document.value.traits ?? []
  return hasTraits(own, traits, lacks) && (operation?.includes(template.name) ?? true)
}

function isMaterial(material: Entry, { role, traits, lacks, is }: RuleMatch): boolean {
  const own = (material.fields.get('traits')?.given ?? []) as readonly string[]
  const roles = role === undefined ? undefined : [role].flat()
  return (
    hasTraits(own, traits, lacks) &&
    (is?.includes(material.name) ?? true) &&
    (roles?.some((one) => one === textField(material, 'role')) ?? true)
  )
}

const hasTraits = (own: readonly string[], wanted: readonly string[] = [], not: readonly string[] = []): boolean =>
  wanted.every((trait) => own.includes(trait)) && !not.some((trait) => own.includes(trait))

/** The variable that is 1 where a condition holds; undefined where something that it reads is not stated. */
function condition(
  scope: FlowScope,
  rule: string,
  when: Sourced,
  step: Step | undefined,
  bound: Bound,
): { readonly broken: Variable; readonly reads: readonly Variable[] } | undefined {
  const { bench } = scope
  const { graph } = bench.system
  const ruleScope = new RuleScope(scope, step, bound)
  const names: Name[] = []
  visit(when.expression, (part) => {
    if (part.kind === 'name') names.push(part)
  })
  if (names.some((name) => ruleScope.isSilent(name))) return undefined
  const node = bench.expand(when, ruleScope)
  if (node < 0) return undefined
  // by what they stand for, so that the order of keys means nothing
  const components = [...bound].sort(([a], [b]) => a.localeCompare(b)).map(([, component]) => component)
  const where = [step?.name, ...components].filter((part) => part !== undefined)
  const broken = bench.declare(`${scope.flow.prefix}rules.${[rule, ...where].join('.')}`, when.origin, {
    about: 'Whether the rule is broken here',
  })
  bench.define(broken, graph.ternary(Operation.choose, node, graph.one, graph.zero), when.text.trim())
  broken.dimension = PLAIN
  const ids = new Set<number>()
  graph.variablesOf(node, ids)
  return { broken, reads: [...ids].map((id) => bench.system.variables[id] as Variable) }
}

/** Names of a rule's condition: what it is about, then what the flow knows. */
class RuleScope implements Scope {
  readonly #flow: FlowScope
  readonly #step: Step | undefined
  readonly #bound: Bound

  constructor(flow: FlowScope, step: Step | undefined, bound: Bound) {
    this.#flow = flow
    this.#step = step
    this.#bound = bound
  }

  node(name: Name, bindings: Bindings, sourced: Sourced): Node {
    return this.#own(name, bindings) ?? this.#flow.node(name, bindings, sourced)
  }

  /** Whether a name is of what the rule is about, and not stated there. */
  isSilent(name: Name): boolean {
    const [head] = name.path as [string]
    if (head === 'product')
      return this.#flow.stepScopes.get('product')?.inside(name.path.slice(1), new Map()) === undefined
    const isOwn = this.#bound.has(head) || (head === 'step' && this.#step !== undefined)
    return isOwn && this.#own(name, new Map()) === undefined
  }

  index(name: Name): Index | undefined {
    return this.#flow.index(name)
  }

  table(name: string): Table | undefined {
    return this.#flow.table(name)
  }

  states(name: Name, bindings: Bindings): boolean | undefined {
    return this.#flow.states(name, bindings)
  }

  #own({ path }: Name, bindings: Bindings): Node | undefined {
    const [head, figure] = path as [string, string | undefined]
    const { bench, globals, flow, stepScopes } = this.#flow
    const component = this.#bound.get(head)
    if (head === 'step' && this.#step !== undefined)
      return stepScopes.get(this.#step.name)?.inside(path.slice(1), bindings)
    if (component === undefined || figure === undefined) return undefined
    const variable = figure === 'fraction' ? this.#fraction(flow, component) : globals.property(component, figure)
    return variable === undefined ? undefined : bench.system.node(variable)
  }

  /** A component's part of the product's composition. */
  #fraction({ product }: Flow, component: string): Variable | undefined {
    const slots = [...product.slots].filter(([, slot]) => slot.fractions.has(component))
    const [slot] = slots.map(([name]) => this.#flow.bench.system.find(`${product.base}.${name}.${component}`))
    return slot
  }
}
