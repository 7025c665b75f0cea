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
  crossings,
  crossingsFractional,
  isSought,
}: Sweep): Record<string, unknown> {
  const first = points.flatMap(({ readings }) => readings).find((reading) => 'result' in reading)
  const result = first !== undefined && 'result' in first ? first.result : undefined
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
  const { result } = reading
  return {
    cost: result.ledger.total.toFixed(),
    by_category: Object.fromEntries([...result.ledger.by('category')].map(([name, sum]) => [name, sum.toFixed()])),
    asr_ohm_cm2: result.membrane?.asr_ohm_cm2 ?? null,
    area_yield: result.yields.area,
    bottleneck: result.throughput.bottleneck,
    warnings: result.warnings.map((warning) => ({ code: warning.code, message: sayingOf(warning).what })),
  }
}

function placeOf(axes: readonly Axis[], at: readonly Decimal[]): Record<string, number> {
  return Object.fromEntries(axes.map((axis, i) => [axis.input, numberIn(axis, at[i] as Decimal)]))
}

function numberIn({ unit }: Axis, value: Decimal): number {
  return fromBase(value, unit).toNumber()
}

/** One row for each point and flow. */
export function sweepCsv({ axes, flows, points }: Sweep): string {
  const heads = [...axes.map(({ input, unit }) => (unit.text === '1' ? input : `${input} (${unit.text})`))]
  const rows = points.flatMap(({ at, readings }) =>
    readings.map((reading, i) => [
      ...axes.map((axis, j) => numberIn(axis, at[j] as Decimal)),
      flows[i] as string,
      ...cells('result' in reading ? reading.result : undefined),
      'problem' in reading ? sayingOf(reading.problem).what : null,
    ]),
  )
  return csv(
    [...heads, 'flow', 'cost', 'currency', 'basis', 'asr_ohm_cm2', 'area_yield', 'bottleneck', 'problem'],
    rows,
  )
}

function cells(result: Result | undefined): (string | number | null)[] {
  if (result === undefined) return [null, null, null, null, null, null]
  const { ledger, currency, basis, membrane, yields, throughput } = result
  return [ledger.total.toFixed(), currency, basis, membrane?.asr_ohm_cm2 ?? null, yields.area, throughput.bottleneck]
}
