import type { CellStyle } from 'hucre/xlsx'
import { exponentsOf } from '../../quantity/dimension.ts'
import type { Unit } from '../../quantity/unit.ts'

const GREY = '666666'
const FONT = { name: 'Calibri', size: 11 }
const line = { style: 'thin', color: { rgb: '999999' } } as const

export const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 14 } }
export const BOLD: CellStyle = { font: { ...FONT, bold: true } }
export const NOTE: CellStyle = { font: { ...FONT, italic: true, color: { rgb: GREY } } }
export const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
/** A text beside a figure, over several lines. */
export const BESIDE: CellStyle = { alignment: { wrapText: true, horizontal: 'left', vertical: 'top', indent: 1 } }
/** Beside texts of several lines. */
export const TOP: CellStyle = { alignment: { vertical: 'top' } }
export const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E3E8EE' } },
  border: { bottom: line },
  alignment: { vertical: 'top', wrapText: true },
}
/** A cell that is there to be changed. */
export const EDITABLE: CellStyle = {
  font: { ...FONT, color: { rgb: '0000CC' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8DC' } },
}
/** A word in the place of a figure. */
export const RIGHT: CellStyle = { alignment: { horizontal: 'right' } }
export const UNIT: CellStyle = { alignment: { horizontal: 'left', indent: 1 } }
export const TOTAL: CellStyle = { font: { ...FONT, bold: true }, border: { top: line } }

export const PERCENT = '0.0%'

/** A number format without quotes or brackets of its own in the unit. */
const literal = (text: string): string => `"${text.replaceAll('"', "'")}"`

/** Amounts of money, with the currency or a unit of money. */
export function moneyFormat(unit: string): string {
  return `#,##0.0000 ${literal(unit)}`
}

/**
 * The format of a number by its size when it is written: to four places or two, or with an exponent. A format with conditions would leave
 * out the sign of what is below them. A unit of 1 is left out.
 */
export function formatFor(held: number | string | null, unit = '1'): string | undefined {
  if (typeof held === 'string') return undefined
  const text = unit === '1' ? '' : ` ${literal(unit)}`
  const size = Math.abs(held ?? 0)
  if (size === 0) return `General${text}`
  if (size < SMALL) return `0.000E+00${text}`
  return size < LARGE ? `#,##0.00##${text}` : `#,##0.00${text}`
}
const SMALL = 0.01
const LARGE = 1e4

/** Prices and other money with their unit, whose figure would be taken for a plain number. */
export function moneyUnit(unit: Unit): string | undefined {
  return isMoney(unit) ? unit.text : undefined
}

export function isMoney(unit: Unit): boolean {
  return (exponentsOf(unit.dimension).at(-1) ?? 0) !== 0
}

/** The format with a sign before what is above 0 as well. */
export function signedFormat(format = 'General'): string {
  return `+${format};-${format};${format}`
}

export function styled(style: CellStyle | undefined, numFmt: string | undefined): CellStyle | undefined {
  return numFmt === undefined ? style : { ...style, numFmt }
}
