import type { Result } from '../evaluation/result.ts'
import type { Decimal } from '../quantity/decimal.ts'
import { formatNumber } from '../quantity/format.ts'

/** An amount of money to read: four decimals, two from a thousand on. */
export function money(amount: Decimal): string {
  return amount.abs().lt(1000) ? amount.toFixed(4) : amount.toFixed(2)
}

/** A difference with its sign. */
export function signed(amount: Decimal): string {
  return amount.gt(0) ? `+${money(amount)}` : money(amount)
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

export function shareOf(amount: Decimal, total: Decimal): string {
  return total.isZero() ? '' : percent(amount.dividedBy(total).toNumber())
}

/** The functional unit as a divisor: `m^2` for one square metre. */
export function perUnit(result: Result): string {
  if (result.basis === '1') return 'unit'
  return result.basis.startsWith('1 ') ? result.basis.slice(2) : `(${result.basis})`
}

/** Currency and year: "USD 2025", or the years of the prices where they stand as stated. */
export function moneyOf({ currency, year, priceYears }: Result): string {
  const [from, to] = priceYears ?? [year, year]
  if (from === null || to === null) return currency
  return from === to ? `${currency} ${from}` : `${currency}, prices of ${from} to ${to} as stated`
}

/** Where a flow is costed: plant, yearly output unless it is varied, prices, method. */
export function setting(result: Result, isOutputVaried = false): string[] {
  const output = `${formatNumber(result.annualOutput, 6)} ${result.basisUnit} a year`
  const plants = result.plants.join(' + ')
  const prices = [...(result.scenario === null ? [] : [result.scenario]), ...result.prices]
  return [
    isOutputVaried ? `plant ${plants}` : `plant ${plants}, ${output}`,
    ...(prices.length === 0 ? [] : [`prices ${prices.join(' + ')}`]),
    `method ${result.method}`,
  ]
}

/** Flows of unlike membranes are not compared for their route alone, unless their thickness is what is `varied`. */
export function unlike(results: readonly Result[], varied: readonly string[] = [], ways?: string): string[] {
  const input = results.find(({ thickness }) => thickness !== undefined)?.thickness
  if (input === undefined || varied.includes(input)) return []
  const values = results.map(({ membrane }) => membrane?.thickness_um ?? null)
  if (values.every((value) => value === values[0])) return []
  const words = results.map(
    ({ flow }, i) => `${flow} ${values[i] === null ? '-' : formatNumber(values[i] as number, 4)} um`,
  )
  return [`not of one thickness (${words.join(', ')}): ${ways ?? `set one with --set "${input}=30 um"`}`]
}
