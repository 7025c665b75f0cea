import { grouped, unitText } from '../report/document/typography.ts'
import type { ExploredInput } from '../report/explorer/explored-route.ts'

/** Digits of figures that are there to be read. */
const DIGITS = 4

/** A number to read: digits before the point are never rounded away. */
export function readable(value: number, digits: number = DIGITS): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return String(Number(value.toPrecision(digits)))
  return grouped(String(size >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits))))
}

/** A value of an input with its unit, to read. */
export function quantity(value: number, { unit }: Pick<ExploredInput, 'unit'>): string {
  return unit.text === '1' ? readable(value) : `${readable(value)} ${unitText(unit.text)}`
}
