import type { Diagnostic } from '../document/diagnostic.ts'
import type { FlowDocument } from '../document/schema.ts'
import type { Variable } from '../equation/system.ts'
import type { Flow } from '../flow/model.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import { capacity, type PlantCapacity } from './capacity.ts'
import type { Evaluation } from './evaluation.ts'
import { MEMBRANE, type MembraneFigure, productFigure } from './figure.ts'
import { type GoalResult, goalsOf, type YearTable, yearsOf } from './goals.ts'
import { Ledger } from './ledger.ts'
import { type Normalised, normalised } from './normalised.ts'
import { type Provenance, provenance } from './provenance.ts'
import { type Purchased, purchases } from './purchases.ts'
import { shown } from './shown.ts'
import { type StatementResult, statementsOf } from './statements.ts'
import { type StepSolvent, solventBySteps } from './step-solvent.ts'
import { type Throughput, throughput } from './throughput.ts'

/** An input that was set, and the range that its document states where the value lies outside it. */
export interface Changed {
  readonly input: string
  readonly asked: string
  readonly value: string
  /** With all digits. */
  readonly exact?: string
  readonly outside?: string
  /** The expression of a document that was replaced or acted on. */
  readonly replaced?: string
  readonly acted_on?: string
}

/** What a run accumulates per functional unit. Money is exact and kept as decimals. */
export interface Result {
  readonly flow: string
  readonly title: string
  readonly basis: string
  readonly basisUnit: string
  readonly isWeb: boolean
  readonly plant: string
  /** All of those laid over each other. */
  readonly plants: readonly string[]
  readonly method: string
  /** The price scenario of the plant. */
  readonly scenario: string | null
  /** Price documents laid over all others. */
  readonly prices: readonly string[]
  readonly currency: string
  readonly year: number | null
  /** First and last year of the prices, where they stand as stated. */
  readonly priceYears: readonly [number, number] | null
  /** The cost if machine counts were not rounded up; null where they are not. */
  readonly fractionalTotal: Decimal | null
  readonly annualOutput: number
  readonly ledger: Ledger
  readonly supply: ReadonlyMap<string, { readonly unitCost: Decimal; readonly unit: string }>
  readonly throughput: Throughput
  readonly capacity: PlantCapacity
  /** Null where the product is no web. */
  readonly normalised: Normalised | null
  readonly solvent: Readonly<
    Record<
      | 'fresh_kg'
      | 'in_process_kg'
      | 'evaporated_kg'
      | 'recovered_kg'
      | 'emitted_kg'
      | 'to_air_kg'
      | 'unused_kg'
      | 'to_disposal_kg'
      | 'residual_kg'
      | 'in_scrap_kg',
      number | null
    >
  >
  readonly solventBySteps: ReadonlyMap<string, StepSolvent>
  readonly yields: {
    readonly area: number | null
    readonly steps: ReadonlyMap<string, number>
    readonly components: ReadonlyMap<string, number>
  }
  /** What is bought of each component, upstream flows included, per functional unit of the route. */
  readonly purchases: Readonly<Record<string, Purchased>>
  readonly energy: { readonly electricity: number | null; readonly heat: number | null; readonly total: number | null }
  readonly labour: number | null
  readonly floor: number | null
  readonly scrap: number | null
  readonly co2e: number | null
  /** Of that, what each source adds, as far as it has factors; null where none has. */
  readonly co2eBySource: Readonly<Record<string, number | null>>
  /** What the sources add up to. */
  readonly co2eKnown: number | null
  /** Where greenhouse gases are not known: what has no factor. */
  readonly co2eLacks: readonly string[]
  readonly membrane: Readonly<Record<MembraneFigure, number | null>> | null
  /** What the route says of itself in words: its family and finish, what holds its product, and what that faces in use. */
  readonly stated: Pick<FlowDocument, 'family' | 'finish' | 'product'>
  /** The input or equation that gives the thickness of a membrane. */
  readonly thickness: string | undefined
  readonly provenance: Provenance
  /** Values of inputs at which something holds, as the method asks for. */
  readonly goals: readonly GoalResult[]
  /** Sums in named terms. */
  readonly statements: readonly StatementResult[]
  readonly years: YearTable | undefined
  readonly changed: readonly Changed[]
  readonly warnings: readonly Diagnostic[]
}

/** Reads the results off an evaluated model. */
export function resultOf(evaluation: Evaluation, warnings: readonly Diagnostic[]): Result {
  const { model } = evaluation
  const { route, plant, method } = model
  const { system } = model.compiled
  const basis = system.find('product.basis')
  const basisValue = basis === undefined ? new Decimal(1) : evaluation.value(basis)
  const basisUnit = basis?.unit ?? displayUnit(basis?.dimension ?? 0)
  const isWeb = [...route.product.template.ports.values()].some((port) => port.kind === 'web')
  const accumulated = (name: string): number | null =>
    numberOf(evaluation.find(`accumulated.${name}`), unitOf(system.find(`accumulated.${name}`)?.unit))
  const electricity = accumulated('electricity')
  const heat = accumulated('heat')
  const output = system.find('plant.annual_output')
  // a study reads thousands of results, and the provenance of few
  let found: Provenance | undefined
  let fractional: Decimal | null | undefined
  let goals: GoalResult[] | undefined
  let held: PlantCapacity | undefined
  const line = throughput(evaluation, basisValue, basisUnit)
  return {
    flow: route.name,
    title: route.document.value.title ?? route.name,
    basis: formatQuantity(basisValue, basisUnit, ALL_DIGITS),
    basisUnit: basisUnit.text,
    isWeb,
    plant: plant.document.value.plant,
    plants: model.plants,
    method: method.document.value.method,
    scenario: model.scenario ?? null,
    prices: model.prices,
    currency: model.money.currency,
    year: model.money.year ?? null,
    priceYears: model.money.priceYears ?? null,
    get fractionalTotal() {
      if (fractional === undefined) fractional = fractionalTotal(evaluation)
      return fractional
    },
    // a year's output in the unit of the basis
    annualOutput:
      output === undefined ? 0 : fromBase(evaluation.value(output), basisUnit).times(YEAR.factor).toNumber(),
    ledger: new Ledger(evaluation),
    supply: new Map([...model.supply].map(([component, flow]) => [component, unitCost(evaluation, flow)])),
    throughput: line,
    get capacity() {
      held ??= capacity(evaluation, line)
      return held
    },
    get normalised() {
      return isWeb ? normalised(evaluation, this.capacity) : null
    },
    solvent: {
      fresh_kg: accumulated('fresh_solvent'),
      in_process_kg: accumulated('process_solvent'),
      evaporated_kg: accumulated('evaporated_solvent'),
      recovered_kg: accumulated('recovered_solvent'),
      emitted_kg: accumulated('emitted_solvent'),
      to_air_kg: accumulated('air_solvent'),
      unused_kg: accumulated('unused_solvent'),
      to_disposal_kg: accumulated('disposed_solvent'),
      residual_kg: accumulated('residual_solvent'),
      in_scrap_kg: accumulated('scrap_solvent'),
    },
    solventBySteps: solventBySteps(evaluation),
    yields: yields(evaluation),
    purchases: purchases(evaluation),
    energy: {
      electricity,
      heat,
      total: electricity === null && heat === null ? null : (electricity ?? 0) + (heat ?? 0),
    },
    labour: accumulated('labour'),
    floor: accumulated('floor'),
    scrap: accumulated('scrap'),
    co2e: accumulated('co2e'),
    co2eBySource: gasesBySource(evaluation),
    co2eKnown: accumulated('co2e_known'),
    co2eLacks: [...model.withoutFactor],
    membrane: isWeb ? membrane(evaluation) : null,
    stated: route.document.value,
    thickness: productFigure(model, 'thickness')?.name,
    get provenance() {
      found ??= provenance(evaluation)
      return found
    },
    get goals() {
      goals ??= goalsOf(evaluation)
      return goals
    },
    statements: statementsOf(evaluation),
    years: yearsOf(evaluation),
    changed: [
      ...system.variables
        .filter((variable) => variable.changed !== undefined)
        .map((variable) => changed(evaluation, variable)),
      ...[...model.chosen].map(([component, choice]) => ({
        input: `supply.${component}`,
        asked: `supply.${component}=${choice}`,
        value: choice,
      })),
    ],
    warnings,
  }
}

function changed(evaluation: Evaluation, variable: Variable): Changed {
  const { stated, name, changed: asked = '', expressionBefore } = variable
  const unit = variable.unit ?? displayUnit(variable.dimension ?? 0)
  const value = evaluation.value(variable)
  const known = {
    input: name,
    asked,
    value: shown(variable, value),
    ...(variable.choices === undefined && { exact: formatQuantity(value, unit, ALL_DIGITS) }),
    ...(expressionBefore && { [expressionBefore.isReplaced ? 'replaced' : 'acted_on']: expressionBefore.text }),
  }
  if (stated === undefined || (value.gte(stated.low) && value.lte(stated.high))) return known
  return { ...known, outside: `${formatQuantity(stated.low, unit)} .. ${formatQuantity(stated.high, unit)}` }
}

/** The program run once more with the switch on by which machine counts are not rounded up. */
function fractionalTotal(evaluation: Evaluation): Decimal | null {
  const { model, program } = evaluation
  const place = program.inputs.findIndex(({ name }) => name === 'plant.fractional')
  if (model.fractional || place < 0) return null
  const value = evaluation.with(new Map([[place, new Decimal(1)]]))
  return value(model.cost).isFinite() ? new Ledger({ model, value }).total : null
}

/** As many digits as a float64 can tell apart. */
const ALL_DIGITS = 17
const YEAR = readUnit('yr') as Unit

function unitOf(unit: Unit | undefined): Unit {
  return unit ?? (readUnit('1') as Unit)
}

function numberOf(value: Decimal | undefined, unit: Unit): number | null {
  // a difference of nothing and 0 is -0
  return value === undefined || !value.isFinite() ? null : fromBase(value, unit).toNumber() + 0
}

function unitCost(evaluation: Evaluation, flow: Flow): { unitCost: Decimal; unit: string } {
  const basis = evaluation.model.compiled.system.find(`${flow.prefix}product.basis`)
  const unit = basis?.unit ?? displayUnit(basis?.dimension ?? 0)
  const value = evaluation.find(`${flow.prefix}unit_cost`) ?? new Decimal(Number.NaN)
  return {
    unitCost: value.times(unit.factor).dividedBy(evaluation.model.money.rate),
    unit: `${evaluation.model.money.currency}/${unit.text}`,
  }
}

function yields(evaluation: Evaluation): Result['yields'] {
  const { model } = evaluation
  const steps = new Map<string, number>()
  // where a step states both, its area yield tells what is lost of the web: that is its yield
  for (const wanted of ['yield', 'area_yield']) {
    for (const { tag, flow, step, variable } of model.tagged) {
      if (tag !== wanted || step === undefined) continue
      steps.set(flow === '' ? step : `${flow}${step}`, evaluation.value(variable).toNumber())
    }
  }
  const components = new Map<string, number>()
  for (const variable of model.compiled.system.variables) {
    if (!variable.name.startsWith('yields.')) continue
    const value = evaluation.value(variable)
    if (value.isFinite()) components.set(variable.name.slice('yields.'.length), value.toNumber())
  }
  return { area: numberOf(evaluation.find('accumulated.area_yield'), unitOf(undefined)), steps, components }
}

/** Sources that every route is told of. */
const SOURCES = ['electricity', 'heat', 'materials', 'direct'] as const
const BY_SOURCE = 'accumulated.co2e_by_source.'

function gasesBySource({ model, value }: Evaluation): Result['co2eBySource'] {
  const found: Record<string, number | null> = Object.fromEntries(SOURCES.map((source) => [source, null]))
  for (const variable of model.compiled.system.variables)
    if (variable.name.startsWith(BY_SOURCE))
      found[variable.name.slice(BY_SOURCE.length)] = numberOf(value(variable), unitOf(variable.unit))
  return found
}

function membrane({ model, value }: Evaluation): Result['membrane'] {
  const figures = Object.entries(MEMBRANE).map(([name, [tag, unit]]) => {
    const variable = productFigure(model, tag)
    return [name, variable === undefined ? null : numberOf(value(variable), readUnit(unit) as Unit)]
  })
  return Object.fromEntries(figures) as Result['membrane']
}
