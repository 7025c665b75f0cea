import type { Diagnostics } from '../document/diagnostic.ts'
import { spanOf } from '../equation/system.ts'
import { componentsNamed, type Flow } from '../flow/model.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'
import type { Evaluation } from './evaluation.ts'
import { shown } from './shown.ts'
import { type StepSolvent, solventBySteps } from './step-solvent.ts'
import { tagged } from './throughput.ts'

/** What a result without errors should still be told with. */
export function warn(evaluation: Evaluation, diagnostics: Diagnostics): void {
  const { model } = evaluation
  for (const [component, flow] of model.supply) {
    const demand = evaluation.find(`${flow.prefix}demand`)
    if (demand?.isZero()) diagnostics.warn('SUPPLY_IDLE', undefined, { component })
  }
  for (const variable of model.compiled.system.variables) {
    if (!variable.name.includes('.surplus.')) continue
    const value = evaluation.value(variable)
    if (value.gt('1e-12'))
      diagnostics.warn('SURPLUS', variable.origin === undefined ? undefined : spanOf(variable.origin), {
        name: variable.name,
        value: shown(variable, value),
      })
  }
  for (const flow of [model.route, ...model.supply.values()]) {
    warnOfFeeds(flow, diagnostics)
    warnOfMachines(flow, evaluation, diagnostics)
    warnOfMany(flow, evaluation, diagnostics)
    warnOfWebs(flow, evaluation, diagnostics)
    warnOfVapour(flow, evaluation, diagnostics)
  }
  warnOfSolvent(evaluation, diagnostics)
  warnOfIdleMachines(evaluation, diagnostics)
}

/** Recovered and vented solvent is counted as a part of what evaporated: more than that was never counted. */
function warnOfSolvent(evaluation: Evaluation, diagnostics: Diagnostics): void {
  const steps = [...solventBySteps(evaluation).values()]
  const sum = (key: keyof StepSolvent): number => steps.reduce((total, step) => total + step[key], 0)
  const gone = sum('recovered_kg') + sum('vented_kg')
  const evaporated = sum('evaporated_kg')
  if (gone <= evaporated * (1 + 1e-9) + 1e-12) return
  const facts = { gone: `${formatNumber(gone)} kg`, evaporated: `${formatNumber(evaporated)} kg` }
  diagnostics.warn('SOLVENT_NOT_EVAPORATED', evaluation.model.route.document.at(['flow']), facts)
}

/** How far above its capacity a step may be by rounding. */
const FULL = 1 + 1e-9

/** A costing method may count fewer machines than a step needs; its capital and labour are then too small. */
function warnOfMachines(flow: Flow, evaluation: Evaluation, diagnostics: Diagnostics): void {
  for (const { name, base, origin } of flow.steps.values()) {
    const used = evaluation.find(`${base}.utilization`)
    if (used === undefined || used.isNaN() || used.lte(FULL)) continue
    const facts = { step: name, used: used.isFinite() ? `${formatNumber(used.times(100))} %` : undefined }
    diagnostics.warn('CAPACITY_SHORT', spanOf(origin), facts)
  }
}

/** A step whose machines are used for a smaller part of their capacity is told. */
const LITTLE_USED = new Decimal('0.3')

/** Whole machines that mostly stand make a small plant dear: all are told as one. */
function warnOfIdleMachines({ model, find }: Evaluation, diagnostics: Diagnostics): void {
  if (model.fractional) return
  const steps: string[] = []
  for (const { makes, steps: own } of [model.route, ...model.supply.values()]) {
    for (const { name, base } of own.values()) {
      const used = find(`${base}.utilization`)
      if (used?.gt(0) !== true || used.gte(LITTLE_USED)) continue
      steps.push(`${makes === undefined ? '' : `supply.${makes}.`}${name} ${formatNumber(used.times(100), 2)} %`)
    }
  }
  if (steps.length === 0) return
  const facts = { name: model.route.name, steps, below: `${LITTLE_USED.times(100)} %` }
  diagnostics.warn('UTILIZATION_LOW', model.route.document.at(['flow']), facts)
}

/** A web wider than any machine cannot be divided as a batch can: its edges and trim are then counted for one web. */
function warnOfWebs(flow: Flow, evaluation: Evaluation, diagnostics: Diagnostics): void {
  for (const { name, origin, template } of flow.steps.values()) {
    if (![...template.ports.values()].some(({ kind }) => kind === 'web')) continue
    const [bought] = tagged(evaluation, flow.prefix, name, 'machines_bought')
    const [machines] = tagged(evaluation, flow.prefix, name, 'machines')
    if (bought === undefined || machines === undefined) continue
    const shared = evaluation.value(bought).dividedBy(evaluation.value(machines))
    if (!shared.gt(FULL)) continue
    const facts = { name, machine: template.machine ?? template.name, machines: formatNumber(shared) }
    diagnostics.warn('WEB_DIVIDED', spanOf(origin), facts)
  }
}

/** So many of a machine that its price, its floor or the making of it would be another matter. */
function warnOfMany(flow: Flow, evaluation: Evaluation, diagnostics: Diagnostics): void {
  for (const { name, base, origin, template } of flow.steps.values()) {
    const most = evaluation.find(`${base}.machine.most_machines`)
    const share = evaluation.find(`${base}.machines_of_most`)
    if (most === undefined || share?.gt(FULL) !== true) continue
    const machines = evaluation.find(
      `capacity.steps.${flow.makes === undefined ? '' : `supply.${flow.makes}.`}${name}.machines`,
    )
    if (machines === undefined) continue
    const facts = {
      name,
      machine: template.machine as string,
      machines: formatNumber(machines),
      most: formatNumber(most),
    }
    diagnostics.warn('MACHINES_MANY', spanOf(origin), facts)
  }
}

/** Vapour that nothing takes leaves to the air, and costs nothing. */
function warnOfVapour(flow: Flow, evaluation: Evaluation, diagnostics: Diagnostics): void {
  const taken = new Set(flow.streams.map(({ from }) => `${from.step.base}.${from.port.name}`))
  const solvents = componentsNamed(flow.roles, 'solvent')
  for (const step of flow.steps.values()) {
    for (const { port, amounts } of step.ports.values()) {
      if (port.countsAs !== 'evaporated' || taken.has(`${step.base}.${port.name}`)) continue
      const lost = solvents.map((solvent) => amounts.get(solvent)).filter((variable) => variable !== undefined)
      const [first] = lost
      const amount = lost.reduce((sum, variable) => sum.plus(evaluation.value(variable)), new Decimal(0))
      if (first === undefined || !amount.gt('1e-12')) continue
      const facts = { port: `${step.name}.${port.name}`, value: shown(first, amount) }
      diagnostics.warn('VAPOUR_LEAVES', spanOf(step.origin), facts)
    }
  }
}

/** What is fed at a port that is no market has no price. */
function warnOfFeeds({ document, steps }: Flow, diagnostics: Diagnostics): void {
  for (const key of Object.keys(document.value.feeds ?? {})) {
    const [step, port] = key.split('.') as [string, string]
    if (steps.get(step)?.template.ports.get(port)?.market !== false) continue
    diagnostics.warn('FEED_NOT_COSTED', document.at(['feeds', key], 'key'), { port: key })
  }
}
