import type { Result } from '../evaluation/result.ts'
import { formatNumber } from '../quantity/format.ts'
import type { Dominance, Extreme, PriceAt } from '../study/dominance.ts'
import { perUnit } from './figures.ts'
import { numberIn, refusedJson, refusedText, valueIn } from './study-head.ts'
import { PAGE_WIDTH, paragraph } from './table.ts'

/** Prices that an extreme is told with. */
const MOST_NAMED = 4
const MOST_TURNING = 6

/** Whether one of two flows is cheaper at all prices, in a terminal of a width; nothing where no price has a range. */
export function dominanceText(
  found: Dominance,
  results: readonly [Result, Result],
  width: number = PAGE_WIDTH,
): string {
  const [first, flow] = results
  const { prices, least, most, cheaper, isLinear } = found
  if (prices.length === 0 || !Number.isFinite(least.difference) || !Number.isFinite(most.difference)) return ''
  const unit = `${first.currency}/${perUnit(first)}`
  const span = (low: number, high: number): string => `by ${amount(low)} to ${amount(high)} ${unit}`
  const among = `${prices.length} ${prices.length === 1 ? 'price' : 'prices'}`
  const verdict =
    cheaper === 'neither'
      ? `${flow.flow} and ${first.flow} cost the same at all prices within their ranges (${among})`
      : cheaper === 'second'
        ? `${flow.flow} is cheaper than ${first.flow} at all prices within their ranges (${among}): ${span(-most.difference, -least.difference)}`
        : cheaper === 'first'
          ? `${first.flow} is cheaper than ${flow.flow} at all prices within their ranges (${among}): ${span(least.difference, most.difference)}`
          : `within the ranges of their prices (${among}) either can be cheaper: ${flow.flow} by up to ${amount(-least.difference)} ${unit}${where(least)}, ${first.flow} by up to ${amount(most.difference)} ${unit}${where(most)}`
  const { apart } = found
  const kept =
    apart.length === 0 ? [] : [`${apart.join(', ')} ${apart.length === 1 ? 'stays' : 'stay'} as each route has it`]
  const how = isLinear ? [] : ['the difference is not linear in these prices: its range is found by search, not proven']
  return [
    paragraph(verdict, width),
    ...turningText(found).map((text) => paragraph(text, width)),
    ...kept.map((text) => paragraph(text, width)),
    ...how.map((text) => paragraph(text, width)),
    ...refusedText(found.refused, found.evaluated, width),
  ].join('\n')
}

const amount = (value: number): string => formatNumber(Math.abs(value) < 1e-12 ? 0 : value, 4)

const priceText = ({ price, value }: PriceAt): string =>
  `${price.name} = ${valueIn(value, price.unit)} ${price.unit.text}`

function where({ at }: Extreme): string {
  if (at.length === 0) return ''
  const more = at.length > MOST_NAMED ? ', …' : ''
  return ` (at ${at.slice(0, MOST_NAMED).map(priceText).join(', ')}${more})`
}

function turningText({ cheaper, turning }: Dominance): string[] {
  if (cheaper !== undefined) return []
  if (turning.length === 0) return ['no price alone turns the order, with all others as they stand']
  const more = turning.length > MOST_TURNING ? `, … (${turning.length} in all)` : ''
  return [`the order turns by one price alone at ${turning.slice(0, MOST_TURNING).map(priceText).join(', or ')}${more}`]
}

export function dominanceJson(found: Dominance, [first, flow]: readonly [Result, Result]): Record<string, unknown> {
  const prices = (all: readonly PriceAt[]): unknown[] =>
    all.map(({ price, value }) => ({ input: price.name, unit: price.unit.text, value: numberIn(value, price.unit) }))
  const extreme = ({ difference, at }: Extreme): unknown => ({
    difference: Number.isFinite(difference) ? difference : null,
    at: prices(at),
  })
  const { cheaper } = found
  return {
    flow: flow.flow,
    against: first.flow,
    prices: found.prices.map(({ name, unit, low, high }) => ({
      input: name,
      unit: unit.text,
      low: numberIn(low, unit),
      high: numberIn(high, unit),
    })),
    apart: found.apart,
    linear: found.isLinear,
    proven: found.isLinear,
    standing: found.standing,
    least: extreme(found.least),
    most: extreme(found.most),
    always_cheaper: cheaper === 'second' ? flow.flow : cheaper === 'first' ? first.flow : null,
    turning: prices(found.turning),
    refused: refusedJson(found.refused),
  }
}
