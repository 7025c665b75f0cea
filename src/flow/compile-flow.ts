import type { Diagnostics } from '../document/diagnostic.ts'
import type { FlowDocument, MethodDocument, PlantDocument } from '../document/schema.ts'
import { optionSpan, type Span } from '../document/span.ts'
import type { Checked } from '../document/validate.ts'
import { type Compiled, compileSystem } from '../equation/compile.ts'
import type { FanOut } from '../equation/orient.ts'
import type { Variable } from '../equation/system.ts'
import { accumulate, emitFigures } from './accumulate.ts'
import { emitCapacity } from './capacity-figures.ts'
import { declareCosts, emitCosts, type LedgerLine, type PlannedLine } from './costs.ts'
import { Documents } from './documents.ts'
import { emitStep } from './emit-step.ts'
import { settled } from './exchange-rates.ts'
import { declareFlow, emitRoute } from './flow-numbers.ts'
import { FlowScope } from './flow-scope.ts'
import { Globals } from './globals.ts'
import { emitGoals, emitStatements, type Goal, type Statement } from './goals.ts'
import { Inputs } from './inputs.ts'
import { inputNames, inputsBehind } from './inputs-behind.ts'
import { joinPorts } from './junctions.ts'
import type { DocumentText, Library } from './library.ts'
import { emitMethod, emitPlant } from './lines.ts'
import type { Purchase } from './market.ts'
import { Method } from './method.ts'
import { type Flow, stationsOf } from './model.ts'
import { Money, type MoneyAsked, resultYear } from './money.ts'
import { emitNormalised } from './normalised.ts'
import { type Overrides, reportUnused } from './overrides.ts'
import { Plant } from './plant.ts'
import type { PriceBook } from './price-book.ts'
import { checkReactions } from './reaction-check.ts'
import { readFlow } from './read-flow.ts'
import { readSupply } from './read-supply.ts'
import { emitRules, type RuleCase, readRules } from './rules.ts'
import { declareSetPrices, warnOfSilence } from './silence.ts'
import { checkSources } from './sources.ts'
import { withStated } from './stated-settings.ts'
import { StepScope } from './step-scope.ts'
import { emitAccumulations, emitBought, emitDemand, emitLedger } from './supply.ts'
import { isReadBy, reportMachineFigures, warnOfEntries, warnOfMethodEntries, warnOfParameters } from './unread.ts'
import { type Check, type PriceBound, type Tagged, Workbench } from './workbench.ts'
import { declareYears, emitYears } from './years.ts'
import { emitComponentYields } from './yields.ts'

/** What a compilation is asked for besides the flow. */
export interface CompileOptions {
  readonly overrides: Overrides
  readonly fractional: boolean
  /** Takes any annual output where the plant's is not of the product's measure: an upstream flow looked at by itself. */
  readonly anyOutput?: boolean
  readonly method?: string | undefined
  /** Plants laid over each other, and over the flow's own where the first is neither bundled nor based on another. */
  readonly plants?: readonly string[]
  /** Price documents laid over all others: names of scenarios or paths. */
  readonly prices?: readonly string[]
  readonly money?: MoneyAsked
}

/** A route compiled: one flat list of equations, and which of them are the results. */
export interface Model {
  readonly compiled: Compiled
  readonly route: Flow
  /** Upstream flows made in house, by the component they make. */
  readonly supply: ReadonlyMap<string, Flow>
  readonly plant: Plant
  /** Names of the plants laid over each other. */
  readonly plants: readonly string[]
  readonly money: Money
  /** The price scenario of the plant, where it names one. */
  readonly scenario: string | undefined
  /** Price documents laid over those, as asked for. */
  readonly prices: readonly string[]
  readonly method: Method
  readonly ledger: readonly LedgerLine[]
  readonly cost: Variable
  /** Values of inputs at which something holds, as the route's method asks for. */
  readonly goals: readonly Goal[]
  readonly rules: readonly RuleCase[]
  readonly statements: readonly Statement[]
  /** The years that the route's method writes out. */
  readonly years: readonly string[]
  readonly checks: readonly Check[]
  readonly tagged: readonly Tagged[]
  readonly priceBounds: readonly PriceBound[]
  /** What is bought or used without a figure for its greenhouse gases. */
  readonly withoutFactor: ReadonlySet<string>
  /** Ports that feed several others, whose branches must agree in composition. */
  readonly fanOuts: readonly FanOut[]
  readonly fractional: boolean
  /** Components that `--set` has made or bought. */
  readonly chosen: ReadonlyMap<string, string>
  /** Every document's text by file, for code frames. */
  readonly texts: ReadonlyMap<string, string>
  /** Prices, machines and the bibliography that the route was compiled with. */
  readonly book: PriceBook
}

/** YAML → flow graph → walk → equations → one ordered, dimension-checked list. Problems go to the diagnostics. */
export function compileFlow(
  given: DocumentText,
  library: Library,
  options: CompileOptions,
  diagnostics: Diagnostics,
): Model | undefined {
  const documents = new Documents(library, diagnostics)
  const model = compile(given, documents, options, diagnostics)
  return diagnostics.failed ? undefined : model
}

function compile(
  given: DocumentText,
  documents: Documents,
  options: CompileOptions,
  diagnostics: Diagnostics,
): Model | undefined {
  const document = documents.wholeFlow(given, options.overrides.finish)
  if (document === undefined) {
    documents.prices(given.file)
    return undefined
  }
  const { value } = document
  const stated = (key: 'method' | 'plant') => (): Span => document.at([value[key] === undefined ? 'flow' : key])
  const ownPlant = { name: value.plant ?? 'default', asked: stated('plant') }
  const overlays = (options.plants ?? []).map((name) => ({ name, asked: () => optionSpan('plant', name) }))
  const plants = documents.plants(ownPlant, overlays, given.file)
  const scenario = scenarioOf(plants)
  const asked = options.money ?? {}
  documents.exchange.year = resultYear(asked, plants, diagnostics)
  const book = documents.prices(given.file, scenario, options.prices)
  const methods = documents.methods(
    options.method ?? value.method ?? 'levelized',
    given.file,
    options.method === undefined ? stated('method') : () => optionSpan('method', options.method as string),
  )
  const route = readFlow(document, undefined, book, documents, options.overrides.supply, diagnostics)
  const method = methods.length === 0 ? undefined : new Method(methods, diagnostics)
  warnOfMethod(document, methods, diagnostics)
  const plant = plants.length === 0 ? undefined : new Plant(plants, options.fractional, diagnostics)
  if (route === undefined || method === undefined || plant === undefined) return undefined
  const money = new Money(asked, plants, book, documents.exchange, diagnostics)
  const overrides = withStated(settled(options.overrides, documents.exchange, diagnostics), document, diagnostics)
  const rules = documents.rules(given.file).flatMap((document) => readRules(document, diagnostics))
  const supply = readSupply(route, documents, book, options.overrides, diagnostics)
  if (diagnostics.failed) return undefined

  const bench = new Workbench(book, money, new Inputs(overrides), diagnostics)
  const globals = new Globals(bench)
  const scopes = [route, ...supply.values()].map((flow) => {
    const scope = new FlowScope(bench, flow, globals, method, plant)
    for (const step of stationsOf(flow))
      scope.stepScopes.set(step === flow.product ? 'product' : step.name, new StepScope(step, scope))
    return scope
  })
  const routeScope = scopes[0] as FlowScope
  routeScope.upstream = [...supply.keys()]

  // first all names, so that expressions may refer to each other in any order
  for (const scope of scopes) declareFlow(scope)
  // what refers to a name that could not be read is no problem of its own
  if (diagnostics.failed) return undefined
  const madeInHouse = new Set(supply.keys())
  const fanOuts: FanOut[] = []
  const walked: { scope: FlowScope; purchases: readonly Purchase[]; lines: PlannedLine[] }[] = []
  for (const scope of scopes) {
    const joined = joinPorts(scope)
    fanOuts.push(...joined.fanOuts)
    walked.push({
      scope,
      purchases: joined.purchases,
      lines: declareCosts(scope, joined.purchases, madeInHouse),
    })
  }
  for (const { scope, purchases } of walked)
    for (const { component } of purchases) if (!supply.has(component)) scope.globals.bought(component)
  bench.inputs.open()
  for (const scope of scopes) declareYears(scope)
  // then what they are
  for (const scope of scopes) {
    for (const step of stationsOf(scope.flow)) emitStep(scope.scopeOf(step))
    emitRoute(scope)
    emitPlant(scope, options.anyOutput === true)
    emitMethod(scope)
    emitYears(scope)
    emitFigures(scope)
  }
  for (const scope of scopes) if (scope.flow.makes !== undefined) emitDemand(scope, walked)
  for (const { scope, lines } of walked) emitCosts(scope, lines)
  const { lines, total } = emitLedger(routeScope, walked)
  emitAccumulations(
    routeScope,
    walked.map(({ scope, purchases }) => ({ scope, ...accumulate(scope, purchases, madeInHouse) })),
  )
  emitNormalised(routeScope, total)
  emitComponentYields(routeScope, walked[0]?.purchases ?? [])
  emitCapacity(routeScope, scopes)
  const ruleCases = scopes.flatMap((scope) => emitRules(scope, rules))
  const goals = emitGoals(routeScope)
  const statements = emitStatements(routeScope)
  emitBought(routeScope, walked)
  plant.reportLacking(diagnostics)
  money.reportUnmoved()
  checkReactions(scopes, diagnostics)
  checkSources(bench, diagnostics)
  declareSetPrices(routeScope, overrides)
  if (diagnostics.failed) return undefined
  const compiled = compileSystem(bench.system, fanOuts, diagnostics)
  // what a computed name rests on is known once every amount is determined
  reportUnused(
    overrides,
    bench.inputs.used,
    () => inputNames(bench),
    (name) => inputsBehind(bench, name),
    (component) => route.supply.has(component) && !supply.has(component),
    diagnostics,
  )
  warnOfSilence(walked, bench, diagnostics)
  const isRead = isReadBy(bench, [route, ...supply.values()])
  warnOfParameters(plant, isRead, diagnostics)
  warnOfMethodEntries(method, bench, diagnostics)
  warnOfEntries(book, isRead, diagnostics)
  reportMachineFigures([route, ...supply.values()], book, isRead, diagnostics)
  return {
    compiled,
    route,
    supply,
    plant,
    plants: laid(plants, overlays.length),
    money,
    scenario: scenario?.name,
    prices: options.prices ?? [],
    method,
    ledger: lines,
    cost: total,
    goals,
    rules: ruleCases,
    statements,
    years: routeScope.years,
    checks: bench.checks,
    tagged: bench.tagged,
    priceBounds: bench.priceBounds,
    withoutFactor: bench.withoutFactor,
    fanOuts,
    fractional: options.fractional,
    chosen: options.overrides.supply,
    texts: documents.texts,
    book,
  }
}

/** Names of the plants that are laid over each other: those asked for, and the flow's own where it lies beneath them. */
function laid(layers: readonly Checked<PlantDocument>[], asked: number): readonly string[] {
  const isOver = asked > 0 && layers.at(-asked)?.value.based_on === undefined
  return layers.slice(-(isOver ? asked + 1 : Math.max(1, asked))).map(({ value }) => value.plant)
}

/** The price scenario that the topmost plant names. */
export function scenarioOf(
  plants: readonly Checked<PlantDocument>[],
): { readonly name: string; readonly asked: () => Span; readonly beside: string } | undefined {
  const naming = plants.findLast(({ value }) => value.scenario !== undefined)
  if (naming === undefined) return undefined
  return { name: naming.value.scenario as string, asked: () => naming.at(['scenario']), beside: naming.file }
}

/** A flow that names its method states what that one reads; another that knows nothing of it would leave it out. */
function warnOfMethod(
  { value, at }: Checked<FlowDocument>,
  methods: readonly Checked<MethodDocument>[],
  diagnostics: Diagnostics,
): void {
  const names = methods.map((method) => method.value.method)
  if (value.method === undefined || names.length === 0 || names.includes(value.method)) return
  const facts = { flow: value.flow, own: value.method, method: names.at(-1) as string }
  diagnostics.warn('METHOD_REPLACED', at(['method']), facts)
}
