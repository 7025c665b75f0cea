import { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { optionSpan, optionText } from '../document/span.ts'
import { sensitivityCsv, sensitivityJson } from '../report/sensitivity-json.ts'
import { type SensitivityStudy, sensitivityText } from '../report/sensitivity-text.ts'
import { refusedWords } from '../report/study-head.ts'
import type { SamplerKind } from '../study/sampling/sampler.ts'
import { SOBOL_DIMENSIONS } from '../study/sampling/sobol-directions.ts'
import { Batch } from '../study/scenario-model.ts'
import { type Estimator, type Group, type SensitivityAsked, sensitivity } from '../study/sensitivity.ts'
import type { Refused } from '../study/statistics/refused.ts'
import type { Uncertain } from '../study/uncertain.ts'
import { EXIT, Failure, printDiagnostics, refuse } from './costing.ts'
import { readDesign } from './design.ts'
import { printData, printJson, terminalWidth } from './output.ts'
import { repeatOf } from './repeat.ts'
import {
  type OpenedScenarios,
  openScenarios,
  refuseSeveralOutputs,
  type ScenarioOptions,
  uncertainOf,
} from './scenarios.ts'

export interface SensitivityOptions extends ScenarioOptions {
  readonly estimator: Estimator
  readonly samples?: number
  readonly seed: number
  readonly sampler?: SamplerKind
  readonly secondOrder?: boolean
  readonly group: readonly string[]
  readonly confidence: number
  readonly design?: string
}

/** Base points, trajectories and scenarios where nothing is said. */
const USUAL: Readonly<Record<Estimator, number>> = { sobol: 1024, morris: 50, 'rank-regression': 4096 }
/** The samplers that an estimator can be fed by, its usual one first. */
const SAMPLERS: Readonly<Record<Estimator, readonly SamplerKind[]>> = {
  sobol: ['sobol', 'random'],
  morris: [],
  'rank-regression': ['latin-hypercube', 'sobol', 'random'],
}
/** Scenarios that one study evaluates at most: a minute's work. */
const MOST_ROWS = 20_000_000

/** `fabroute sensitivity FLOW`: how much of the spread of a figure comes from which input. */
export function sensitivityCommand(flow: string, options: SensitivityOptions, words: readonly string[]): void {
  refuseSeveralOutputs(options)
  const { estimator, seed, confidence } = options
  const sampler = samplerOf(options)
  const [opened] = openScenarios([flow], options, () => ['cost']) as [OpenedScenarios]
  const { model } = opened
  const all = uncertainOf(opened, options)
  const { plan } = new Batch(model, all)
  const effective = all.filter((_, i) => plan.moving[i] === true)
  const idle = all.filter((_, i) => plan.moving[i] !== true)
  const design =
    options.design === undefined
      ? undefined
      : readDesign(options.design, (name) => all.find((one) => one.name === name))
  const inputs = design?.inputs ?? effective
  if (inputs.length === 0) refuse('NOTHING_MOVES', { flow, output: model.outputs[0]?.name ?? '' }, EXIT.noAnswer)
  const groups = groupsOf(options, inputs, all)
  const samples = options.samples ?? USUAL[estimator]
  const asked: SensitivityAsked = {
    estimator,
    samples,
    seed,
    sampler,
    secondOrder: options.secondOrder === true,
    groups,
    confidence,
    ...(design && { design: design.points }),
  }
  checkSize(asked, inputs)
  const found = sensitivity(model, inputs, asked)
  const study: SensitivityStudy = {
    asked,
    found,
    inputs,
    idle: design === undefined ? idle.map(({ name }) => name) : [],
    passedOver: design?.passedOver ?? [],
    output: model.outputs[0] as SensitivityStudy['output'],
    result: opened.result,
    file: options.design,
  }
  refuseUnfit(study)
  if (options.json === true) printJson(sensitivityJson(study, repeatOf(words, [opened], seed, options.design)))
  else printData(options.csv === true ? sensitivityCsv(study) : sensitivityText(study, terminalWidth()))
}

function samplerOf({ estimator, sampler, design, secondOrder, group }: SensitivityOptions): SamplerKind {
  const fits = SAMPLERS[estimator]
  const unfit = sampler !== undefined && !fits.includes(sampler)
  if (unfit) refuse('SAMPLER_UNFIT', { estimator, sampler, fits })
  if (sampler !== undefined && design !== undefined) refuse('OPTIONS_APART', { first: '--sampler', second: '--design' })
  if (estimator !== 'sobol' && secondOrder === true) refuse('OPTION_UNFIT', { option: '--second-order', estimator })
  if (estimator !== 'sobol' && group.length > 0) refuse('OPTION_UNFIT', { option: '--group', estimator })
  return sampler ?? fits[0] ?? 'random'
}

/**
 * Inputs by `--group NAME=PATTERN,…`, where `*` stands for anything; an input belongs to the first group that has it, and one that
 * is in none is a group of its own.
 */
function groupsOf(
  { group: texts }: SensitivityOptions,
  inputs: readonly Uncertain[],
  all: readonly Uncertain[],
): Group[] {
  const diagnostics = new Diagnostics()
  const taken = new Set<number>()
  const groups: { name: string; members: number[] }[] = []
  for (const text of texts) {
    const span = optionSpan('group', text)
    const [, name, list = text] = /^\s*([^=,]+?)\s*=(.*)$/s.exec(text) ?? []
    const patterns = list.split(',').map((part) => part.trim())
    const matches = (input: Uncertain): boolean => patterns.some((pattern) => matchesPattern(pattern, input.name))
    const found = [...inputs.keys()].filter((i) => matches(inputs[i] as Uncertain))
    const members = found.filter((i) => !taken.has(i))
    if (members.length === 0) {
      const why = found.length > 0 ? 'taken' : all.some(matches) ? 'idle' : 'unknown'
      const near = nearest(
        patterns[0] ?? '',
        all.map((one) => one.name),
      )
      diagnostics.error('GROUP_EMPTY', span, { text, why, near })
    }
    for (const member of members) taken.add(member)
    groups.push({ name: name ?? list.trim(), members })
  }
  printDiagnostics(diagnostics.list, optionText)
  if (diagnostics.failed) throw new Failure(EXIT.input)
  const alone = [...inputs.keys()].filter((i) => !taken.has(i))
  return [...groups, ...alone.map((i) => ({ name: (inputs[i] as Uncertain).name, members: [i] }))]
}

function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

function checkSize(
  { estimator, samples, secondOrder, groups, design, sampler }: SensitivityAsked,
  inputs: readonly Uncertain[],
): void {
  const each = { sobol: (secondOrder ? 2 : 1) * groups.length + 2, morris: inputs.length + 1, 'rank-regression': 1 }[
    estimator
  ]
  const rows = design?.rows ?? samples * each
  if (rows > MOST_ROWS)
    refuse('ROWS_TOO_MANY', { rows, most: MOST_ROWS, samples, fit: Math.max(2, Math.floor(MOST_ROWS / each)) })
  const dimensions = estimator === 'sobol' ? 2 * inputs.length : inputs.length
  if (design === undefined && sampler === 'sobol' && dimensions > SOBOL_DIMENSIONS)
    refuse('SOBOL_DIMENSIONS', { inputs: dimensions, most: SOBOL_DIMENSIONS }, EXIT.input)
}

/** A sample that the estimator says nothing of, or figures of which there is nothing to say. */
function refuseUnfit({ found, inputs, asked, file, output, result }: SensitivityStudy): void {
  const unfit = (reason: Refused<{ readonly kind: string }>['reason']): never =>
    refuse(
      'ESTIMATOR_UNFIT',
      {
        estimator: asked.estimator,
        output: output.name,
        reason,
        names:
          asked.estimator === 'sobol' && 'group' in reason
            ? asked.groups.map(({ name }) => name)
            : inputs.map(({ name }) => name),
        inputs: inputs.map(({ name }) => name),
      },
      file === undefined ? EXIT.noAnswer : EXIT.input,
      file === undefined ? undefined : optionSpan('design', file),
    )
  const { found: by } = found
  if (by.estimator === 'sobol' && 'reason' in by.indices) unfit(by.indices.reason)
  if (by.estimator === 'morris' && 'reason' in by.screening) unfit(by.screening.reason)
  if (
    by.estimator === 'morris' &&
    !('reason' in by.screening) &&
    by.screening.factors.every(({ count }) => count === 0)
  ) {
    const reasons = found.refused.slice(0, 3).map(refusedWords)
    refuse('NO_SCENARIO', { flow: result.flow, reasons }, EXIT.noAnswer)
  }
  if (by.estimator !== 'rank-regression') return
  if ('reason' in by.measures) unfit(by.measures.reason)
}
