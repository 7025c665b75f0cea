import type { Diagnostics } from '../document/diagnostic.ts'
import { nearest } from '../document/nearest.ts'
import { optionSpan } from '../document/span.ts'
import { Decimal } from '../quantity/decimal.ts'
import { formatQuantity } from '../quantity/format.ts'
import { fromBase, readUnit, type Unit } from '../quantity/unit.ts'
import { readQuantity } from './vary.ts'

/** What routes can be compared at the same value of: tags of a product's figures, and the unit that each is told in. */
export const EQUAL_FIGURES = {
  thickness: { title: 'thickness', unit: readUnit('um') as Unit },
  areal_mass: { title: 'areal mass', unit: readUnit('g/m^2') as Unit },
} as const
export type EqualFigure = keyof typeof EQUAL_FIGURES

/** A figure that all routes of a comparison are to have the same value of; without a value, that of the first. */
export interface Equal {
  readonly figure: EqualFigure
  /** In base units. */
  readonly value: Decimal | undefined
}

/** What a comparison was made equal in. */
export interface AtEqual {
  readonly figure: EqualFigure
  readonly value: Decimal
}

const FORM = /^\s*([A-Za-z]\w*)\s*(?:=(.*))?$/s

/** Reads `thickness`, `thickness=30 um` or `areal_mass=45 g/m^2`. */
export function readEqual(text: string, diagnostics: Diagnostics): Equal | undefined {
  const whole = optionSpan('equal', text)
  const [, name, given] = FORM.exec(text) ?? []
  if (name === undefined || given?.trim() === '') {
    diagnostics.error('EQUAL_SYNTAX', whole, { text })
    return undefined
  }
  if (!Object.hasOwn(EQUAL_FIGURES, name)) {
    const known = Object.keys(EQUAL_FIGURES)
    diagnostics.error('EQUAL_FIGURE', optionSpan('equal', text, name.length), {
      name,
      known,
      near: nearest(name, known),
    })
    return undefined
  }
  const figure = name as EqualFigure
  if (given === undefined) return { figure, value: undefined }
  const { title, unit } = EQUAL_FIGURES[figure]
  const literal = readQuantity(given, { file: whole.file, from: text.length - given.length, text }, diagnostics)
  if (literal === undefined) return undefined
  if (literal.dimension !== unit.dimension) {
    diagnostics.error('EQUAL_DIMENSION', whole, { text: given.trim(), figure: title, wanted: unit.text })
    return undefined
  }
  if (!literal.value.gt(0)) {
    diagnostics.error('EQUAL_NOT_POSITIVE', whole, {
      figure: title,
      value: formatQuantity(literal.value, literal.unit),
    })
    return undefined
  }
  return { figure, value: literal.value }
}

/** How near to the value asked for a solved figure must come. */
const NEAR = new Decimal('1e-12')
const MOST_TRIALS = 6

/**
 * The thickness at which a figure has a value: in proportion first, which is exact where the figure grows with the thickness alone,
 * then along the line through the last two trials. Undefined where that does not lead there.
 */
export function thicknessAt(
  value: Decimal,
  start: { readonly thickness: Decimal; readonly figure: Decimal },
  figureAt: (thickness: Decimal) => Decimal | undefined,
): Decimal | undefined {
  if (start.figure.minus(value).abs().lte(value.times(NEAR))) return start.thickness
  let before = start
  let next = start.thickness.times(value).dividedBy(start.figure)
  for (let trial = 0; trial < MOST_TRIALS && next.isFinite() && next.gt(0); trial++) {
    const figure = figureAt(next)
    if (figure === undefined) return undefined
    if (figure.minus(value).abs().lte(value.times(NEAR))) return next
    const slope = figure.minus(before.figure).dividedBy(next.minus(before.thickness))
    before = { thickness: next, figure }
    next = next.plus(value.minus(figure).dividedBy(slope))
  }
  return undefined
}

/** A value of a figure in the unit that it is told in. */
export function told(figure: EqualFigure, value: Decimal): string {
  return formatQuantity(value, EQUAL_FIGURES[figure].unit, 6)
}

/** `--set` text of a thickness, to the last digit. */
export function settingOf(input: string, thickness: Decimal): string {
  const { unit } = EQUAL_FIGURES.thickness
  return `${input}=${fromBase(thickness, unit).toFixed()} ${unit.text}`
}
