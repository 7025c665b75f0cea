import type { Diagnostic } from '../document/diagnostic.ts'
import type { Variable } from '../equation/system.ts'
import type { Flow } from '../flow/model.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatQuantity } from '../quantity/format.ts'
import { displayUnit, fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import type { Evaluation } from './evaluation.ts'
import { Ledger } from './ledger.ts'
import { type Provenance, provenance } from './provenance.ts'
import { type StepSolvent, solventBySteps } from './step-solvent.ts'

export interface StepThroughput {
  /** Capacity of all machines of the step together, per operating hour, availability included; null without a rate. */
  readonly rate_per_h: number | null
  readonly unit: string | null
  readonly machines: number | null
  readonly utilization: number | null
}

/** What a run accumulates per functional unit. Money is exact and kept as decimals. */
export interface Result {
  readonly flow: string
  readonly title: string
  readonly basis: string
  readonly basisUnit: string
  readonly isWeb: boolean
  readonly plant: string
  readonly method: string
  readonly currency: string
  readonly year: number | null
  readonly annualOutput: number
  readonly ledger: Ledger
  readonly supply: ReadonlyMap<string, { readonly unitCost: Decimal; readonly unit: string }>
  readonly throughput: {
    readonly line_per_h: number | null
    readonly bottleneck: string | null
    readonly steps: ReadonlyMap<string, StepThroughput>
  }
  readonly solvent: Readonly<
    Record<'fresh_kg' | 'evaporated_kg' | 'recovered_kg' | 'emitted_kg' | 'residual_kg', number | null>
  >
  readonly solventBySteps: ReadonlyMap<string, StepSolvent>
  readonly yields: {
    readonly area: number | null
    readonly steps: ReadonlyMap<string, number>
    readonly components: ReadonlyMap<string, number>
  }
  readonly energy: { readonly electricity: number | null; readonly heat: number | null; readonly total: number | null }
  readonly labour: number | null
  readonly floor: number | null
  readonly scrap: number | null
  readonly co2e: number | null
  readonly membrane: Readonly<
    Record<'thickness_um' | 'porosity' | 'areal_mass_kg' | 'asr_ohm_cm2' | 'reference_density_g_cm3', number | null>
  > | null
  readonly provenance: Provenance
  readonly changed: readonly { readonly input: string; readonly asked: string; readonly value: string }[]
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
  const year = plant.document.value.year
  return {
    flow: route.name,
    title: route.document.value.title ?? route.name,
    basis: formatQuantity(basisValue, basisUnit, ALL_DIGITS),
    basisUnit: basisUnit.text,
    isWeb,
    plant: plant.document.value.plant,
    method: method.document.value.method,
    currency: plant.currency,
    year: year === undefined ? null : Number(year),
    // a year's output in the unit of the basis
    annualOutput:
      output === undefined ? 0 : fromBase(evaluation.value(output), basisUnit).times(YEAR.factor).toNumber(),
    ledger: new Ledger(evaluation),
    supply: new Map([...model.supply].map(([component, flow]) => [component, unitCost(evaluation, flow)])),
    throughput: throughput(evaluation, basisValue, basisUnit),
    solvent: {
      fresh_kg: accumulated('fresh_solvent'),
      evaporated_kg: accumulated('evaporated_solvent'),
      recovered_kg: accumulated('recovered_solvent'),
      emitted_kg: accumulated('emitted_solvent'),
      residual_kg: accumulated('residual_solvent'),
    },
    solventBySteps: solventBySteps(evaluation),
    yields: yields(evaluation),
    energy: {
      electricity,
      heat,
      total: electricity === null && heat === null ? null : (electricity ?? 0) + (heat ?? 0),
    },
    labour: accumulated('labour'),
    floor: accumulated('floor'),
    scrap: accumulated('scrap'),
    co2e: accumulated('co2e'),
    membrane: isWeb ? membrane(evaluation) : null,
    provenance: provenance(evaluation),
    changed: [
      ...system.variables
        .filter((variable) => variable.changed !== undefined)
        .map((variable) => ({
          input: variable.name,
          asked: variable.changed as string,
          value: formatQuantity(evaluation.value(variable), variable.unit ?? displayUnit(variable.dimension ?? 0)),
        })),
      ...[...model.chosen].map(([component, choice]) => ({
        input: `supply.${component}`,
        asked: `supply.${component}=${choice}`,
        value: choice,
      })),
    ],
    warnings,
  }
}

/** As many digits as a float64 can tell apart. */
const ALL_DIGITS = 17
const YEAR = readUnit('yr') as Unit
const HOUR = readUnit('h') as Unit

function unitOf(unit: Unit | undefined): Unit {
  return unit ?? (readUnit('1') as Unit)
}

function numberOf(value: Decimal | undefined, unit: Unit): number | null {
  return value === undefined || !value.isFinite() ? null : fromBase(value, unit).toNumber()
}

function unitCost(evaluation: Evaluation, flow: Flow): { unitCost: Decimal; unit: string } {
  const basis = evaluation.model.compiled.system.find(`${flow.prefix}product.basis`)
  const unit = basis?.unit ?? displayUnit(basis?.dimension ?? 0)
  const value = evaluation.find(`${flow.prefix}unit_cost`) ?? new Decimal(Number.NaN)
  return { unitCost: value.times(unit.factor), unit: `${evaluation.model.plant.currency}/${unit.text}` }
}

function throughput(evaluation: Evaluation, basis: Decimal, basisUnit: Unit): Result['throughput'] {
  const { model } = evaluation
  const { system } = model.compiled
  const steps = new Map<string, StepThroughput>()
  let bottleneck: string | null = null
  let worst = new Decimal(-1)
  let line: Decimal | null = null
  for (const flow of [model.route, ...model.supply.values()]) {
    for (const step of flow.steps.values()) {
      const find = (name: string): Decimal | undefined => evaluation.find(`${step.base}.${name}`)
      const machines = taggedValue(evaluation, flow.prefix, step.name, 'machines')
      const capacity = system.find(`${step.base}.capacity`)
      const load = system.find(`${step.base}.load`)
      const unit = load?.unit ?? displayUnit(load?.dimension ?? 0)
      const value = capacity === undefined ? undefined : evaluation.value(capacity)
      const utilization = find('utilization')
      const key = flow.makes === undefined ? step.name : `supply.${flow.makes}.${step.name}`
      const rated = value?.isFinite() === true
      steps.set(key, {
        rate_per_h: rated
          ? fromBase(value as Decimal, unit)
              .times(HOUR.factor)
              .toNumber()
          : null,
        unit: rated ? unit.text : null,
        machines: rated && machines?.isFinite() ? machines.toNumber() : null,
        utilization: rated && utilization?.isFinite() ? utilization.toNumber() : null,
      })
      if (flow.makes !== undefined || !rated) continue
      const rank = (model.fractional ? find('time_per_unit') : utilization) ?? new Decimal(-1)
      if (rank.gt(worst)) {
        worst = rank
        bottleneck = step.name
      }
      const loaded = find('load')
      if (loaded?.gt(0)) {
        const units = (value as Decimal).dividedBy(loaded)
        if (line === null || units.lt(line)) line = units
      }
    }
  }
  return {
    line_per_h: line === null ? null : fromBase(line.times(basis), basisUnit).times(HOUR.factor).toNumber(),
    bottleneck,
    steps,
  }
}

function taggedValue(evaluation: Evaluation, flow: string, step: string, tag: string): Decimal | undefined {
  const index = tagIndex(evaluation)
  const variable = index.get(`${flow}|${step}|${tag}`)
  return variable === undefined ? undefined : evaluation.value(variable)
}

const indices = new WeakMap<Evaluation, Map<string, Variable>>()

/** Tagged variables by flow, step and tag, made once for an evaluation. */
function tagIndex(evaluation: Evaluation): Map<string, Variable> {
  let index = indices.get(evaluation)
  if (index === undefined) {
    index = new Map()
    for (const entry of evaluation.model.tagged) {
      const key = `${entry.flow}|${entry.step}|${entry.tag}`
      if (!index.has(key)) index.set(key, entry.variable)
    }
    indices.set(evaluation, index)
  }
  return index
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

const MEMBRANE_UNITS = {
  thickness: 'um',
  porosity: '1',
  areal_mass: 'kg/m^2',
  asr: 'ohm*cm^2',
  reference_density: 'g/cm^3',
} as const

function membrane(evaluation: Evaluation): Result['membrane'] {
  const figure = (tag: keyof typeof MEMBRANE_UNITS): number | null => {
    const entry = evaluation.model.tagged.find(
      (candidate) => candidate.flow === '' && candidate.tag === tag && candidate.step === 'product',
    )
    return entry === undefined
      ? null
      : numberOf(evaluation.value(entry.variable), readUnit(MEMBRANE_UNITS[tag]) as Unit)
  }
  return {
    thickness_um: figure('thickness'),
    porosity: figure('porosity'),
    areal_mass_kg: figure('areal_mass'),
    asr_ohm_cm2: figure('asr'),
    reference_density_g_cm3: figure('reference_density'),
  }
}
