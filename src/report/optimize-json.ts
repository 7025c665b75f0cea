import { Decimal } from '../quantity/decimal.ts'
import { fromBase, type Unit } from '../quantity/unit.ts'
import type { Around } from '../study/optimize-around.ts'
import type { Exact } from '../study/optimize-exact.ts'
import type { StudyOutput } from '../study/outputs.ts'
import { csv } from './csv.ts'
import {
  brokenByBase,
  notesOf,
  type OptimizeTold,
  objectiveOf,
  savedOf,
  type ToldConstraint,
} from './optimize-words.ts'
import { flowJson, headingOf, type Repeat, refusedJson } from './study-head.ts'

export function optimizeJson(told: OptimizeTold, repeat: Repeat): Record<string, unknown> {
  const { result, question, inputs, outputs, found } = told
  const { goal, constraints } = question
  const { name, unit } = objectiveOf(told)
  const active = new Map(found.active.map((one) => [one.constraint, one.loosened]))
  const broken = brokenByBase(told)
  return {
    study: 'optimize',
    ...flowJson(result),
    objective: {
      figure: name,
      unit: unit.text,
      sense: senseOf(goal.sign),
      value: found.best.figures[goal.output] ?? null,
      base: found.base[goal.output] ?? null,
      saved: savedOf(told) ?? null,
    },
    constraints: constraints.map((one, i) => constraintJson(told, one, active.get(i), broken.includes(one))),
    inputs: inputs.map((input, i) => {
      const { onBound, heldBy, level } = found.around[i] as Around
      return {
        input: input.name,
        unit: input.unit.text,
        low: numberIn(input.low, input.unit),
        high: numberIn(input.high, input.unit),
        base: numberIn(input.base, input.unit),
        value: inputValue(told, found.best, i),
        on_bound: onBound ?? null,
        held_by: heldBy ?? null,
        level:
          level === undefined ? null : { low: numberIn(level.low, input.unit), high: numberIn(level.high, input.unit) },
        without_effect: found.idle[i] === true,
      }
    }),
    figures: figuresJson(outputs, found.best.figures),
    base: {
      within_ranges: found.isBaseWithin,
      keeps_constraints: found.base.length > 0 && broken.length === 0,
      figures: figuresJson(outputs, found.base),
    },
    as_good: found.alike.map((values) => inputs.map(({ unit }, i) => numberIn(values[i] as Decimal, unit))),
    pareto: paretoJson(told),
    refused: refusedJson(found.refused),
    points: found.looked,
    notes: notesOf(told),
    repeat,
  }
}

const numberIn = (value: Decimal | number, unit: Unit): number => fromBase(new Decimal(value), unit).toNumber()
const senseOf = (sign: 1 | -1): string => (sign === 1 ? 'minimize' : 'maximize')
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function constraintJson(
  { outputs, found }: OptimizeTold,
  { text, output, least, most, isStrict }: ToldConstraint,
  loosened: number | undefined,
  isBrokenByBase: boolean,
): Record<string, unknown> {
  const { name, unit } = outputs[output] as StudyOutput
  return {
    text,
    figure: name,
    unit: unit.text,
    least: finite(least),
    most: finite(most),
    strict: isStrict,
    value: found.best.figures[output] ?? null,
    active: loosened !== undefined,
    objective_1_percent_looser: loosened ?? null,
    base_breaks_it: isBrokenByBase,
  }
}

function figuresJson(outputs: readonly StudyOutput[], figures: readonly number[]): Record<string, unknown>[] {
  return outputs.map(({ name, unit }, i) => ({ figure: name, unit: unit.text, value: figures[i] ?? null }))
}

function paretoJson(told: OptimizeTold): Record<string, unknown> | null {
  const { question, inputs, outputs, found } = told
  const { goal, against } = question
  if (against === undefined || found.front === undefined) return null
  return {
    figures: [goal, against].map(({ output, sign }) => ({
      figure: outputs[output]?.name,
      unit: outputs[output]?.unit.text,
      sense: senseOf(sign),
    })),
    points: found.front.map((point) => ({
      inputs: Object.fromEntries(inputs.map(({ name }, i) => [name, inputValue(told, point, i)])),
      figures: Object.fromEntries(outputs.map(({ name }, i) => [name, point.figures[i] ?? null])),
    })),
  }
}

function inputValue({ inputs }: OptimizeTold, { values }: Exact, i: number): number {
  const { unit } = inputs[i] as OptimizeTold['inputs'][number]
  return numberIn(values[i] as Decimal, unit)
}

/** One row a point: the base case, and the optimum or the points of the front; units stand in the heading. */
export function optimizeCsv(told: OptimizeTold): string {
  const { result, inputs, outputs, found } = told
  const points = found.front ?? [found.best]
  const row = (point: string, values: readonly Decimal[], figures: readonly number[]): (string | number | null)[] => [
    result.flow,
    point,
    ...inputs.map(({ unit }, i) => numberIn(values[i] as Decimal, unit)),
    ...outputs.map((_, i) => figures[i] ?? null),
  ]
  const name = (i: number): string => (found.front === undefined ? 'optimum' : String(i + 1))
  return csv(
    ['flow', 'point', ...inputs.map((input) => headingOf(input)), ...outputs.map((output) => headingOf(output))],
    [
      row(
        'base',
        inputs.map(({ base }) => base),
        found.base,
      ),
      ...points.map(({ values, figures }, i) => row(name(i), values, figures)),
    ],
  )
}
