import { sayingOf } from '../document/diagnostic.ts'
import type { Result } from '../evaluation/result.ts'
import { Decimal } from '../quantity/decimal.ts'
import { fromBase } from '../quantity/unit.ts'
import type { Crossing, Reading, Sweep } from '../study/sweep.ts'
import type { Axis } from '../study/vary.ts'
import { csv } from './csv.ts'

/** A sweep with all digits: values of the inputs in the unit asked for, and at each point every flow's cost and figures. */
export function sweepJson({
  axes,
  flows,
  points,
  first,
  crossings,
  crossingsFractional,
  isSought,
}: Sweep): Record<string, unknown> {
  const result = first.find((one) => one !== undefined)
  return {
    flows,
    basis: result?.basis ?? null,
    currency: result?.currency ?? null,
    year: result?.year ?? null,
    plant: result?.plant ?? null,
    vary: axes.map((axis) => ({
      input: axis.input,
      unit: axis.unit.text,
      relative: axis.relative,
      values: axis.values.map((value) => numberIn(axis, value)),
    })),
    points: points.map(({ at, readings }) => ({
      at: placeOf(axes, at),
      results: readings.map((reading, i) => ({ flow: flows[i], ...told(reading) })),
    })),
    crossings_sought: isSought,
    crossings: crossings.map((crossing) => crossingJson(axes, crossing)),
    crossings_fractional: crossingsFractional?.map((crossing) => crossingJson(axes, crossing)) ?? null,
  }
}

function crossingJson(axes: readonly Axis[], { flows, at, cost, jump }: Crossing): Record<string, unknown> {
  return { flows, at: placeOf(axes, at), cost: new Decimal(cost).toFixed(), jump }
}

function told(reading: Reading): Record<string, unknown> {
  if ('problem' in reading)
    return { cost: null, problem: { code: reading.problem.code, message: sayingOf(reading.problem).what } }
  const { total, byCategory, asr_ohm_cm2, areaYield, bottleneck, warnings } = reading.reached
  return {
    cost: total.toFixed(),
    by_category: Object.fromEntries([...byCategory].map(([name, sum]) => [name, sum.toFixed()])),
    asr_ohm_cm2,
    area_yield: areaYield,
    bottleneck,
    warnings: warnings.map((warning) => ({ code: warning.code, message: sayingOf(warning).what })),
  }
}

function placeOf(axes: readonly Axis[], at: readonly Decimal[]): Record<string, number> {
  return Object.fromEntries(axes.map((axis, i) => [axis.input, numberIn(axis, at[i] as Decimal)]))
}

function numberIn({ unit }: Axis, value: Decimal): number {
  return fromBase(value, unit).toNumber()
}

/** One row for each point and flow. */
export function sweepCsv({ axes, flows, points, first }: Sweep): string {
  const heads = [...axes.map(({ input, unit }) => (unit.text === '1' ? input : `${input} (${unit.text})`))]
  const rows = points.flatMap(({ at, readings }) =>
    readings.map((reading, i) => [
      ...axes.map((axis, j) => numberIn(axis, at[j] as Decimal)),
      flows[i] as string,
      ...cells(reading, first[i]),
      'problem' in reading ? sayingOf(reading.problem).what : null,
    ]),
  )
  return csv(
    [...heads, 'flow', 'cost', 'currency', 'basis', 'asr_ohm_cm2', 'area_yield', 'bottleneck', 'problem'],
    rows,
  )
}

function cells(reading: Reading, of: Result | undefined): (string | number | null)[] {
  if ('problem' in reading || of === undefined) return [null, null, null, null, null, null]
  const { total, asr_ohm_cm2, areaYield, bottleneck } = reading.reached
  return [total.toFixed(), of.currency, of.basis, asr_ohm_cm2, areaYield, bottleneck]
}
