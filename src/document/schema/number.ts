import * as z from 'zod/mini'
import { called, maybe, note, text } from './describe.ts'

/** Where a number comes from. A document, a step or a catalogue entry may state it for all numbers inside. */
export interface Provenance {
  source?: string
  at?: string
  assumption?: string
  year?: string
  basis?: string
  note?: string
}

/** What a thing is called and what it is. */
export interface Words {
  title?: string
  about?: string
}

/** Words, and the provenance of the numbers inside. */
export const headed: Record<keyof Words | keyof Provenance, z.ZodMiniOptional<z.ZodMiniString>> = {
  title: note('Name for display'),
  about: note('One line on what it is'),
  source: note('Key of the bibliography (`sources:`) that the numbers inside come from'),
  at: note('Place in the source, such as "Table 6" or "section 4.2.1"'),
  assumption: note('Why this value, where no source gives it'),
  year: note('Year that a price or a figure holds for'),
  basis: note('What a price includes: tax, delivery, lot size'),
  note: note('Anything worth knowing, such as why one of several sources was picked'),
}

/** What a number or an equation counts as in the totals of a run. */
export type NumberTag = (typeof numberTags)[number]
const numberTags = [
  'yield',
  'area_yield',
  'electricity',
  'heat',
  'labour',
  'floor',
  'co2e',
  'machines',
  'machines_bought',
  'availability',
  'thickness',
  'porosity',
  'areal_mass',
  'reference_density',
  'asr',
  'conductivity',
  'conductivity_temperature',
  'areal_conductance',
  'cell_energy',
  'area_per_energy',
  'mass_per_energy',
  'volume_per_energy',
  'specific_energy',
  'mass_share',
  'investment',
  'lead_time',
  'stock',
] as const

const countsAs = maybe(z.enum(numberTags), 'What it counts as in the totals of a run')

/** A quantity with its unit, or an expression; with range and provenance as a mapping. */
export interface NumberEntry extends Words, Provenance {
  value: string
  low?: string
  high?: string
  distribution?: 'pert' | 'triangular' | 'uniform' | 'normal' | 'lognormal'
  range?: string
  unit?: string
  choices?: string[]
  counts_as?: NumberTag
}
export type NumberValue = string | NumberEntry

const scalar = called(text('A quantity with its unit, or an expression'), 'a number with its unit')

const numberKeys = {
  value: text('A quantity with its unit, or an expression'),
  low: note('Lower bound; the 5th percentile of a normal or lognormal distribution'),
  high: note('Upper bound; the 95th percentile of a normal or lognormal distribution'),
  distribution: maybe(
    z.enum(['pert', 'triangular', 'uniform', 'normal', 'lognormal']),
    'Shape between low and high; pert where nothing is said',
  ),
  range: note('Values that make sense, as "0 .. 0.1"; others are refused'),
  unit: note('The unit that the result of an expression must have, and is shown in'),
  choices: maybe(z.array(text('A word')), 'Words among which the value is chosen; `is(name, word)` asks for one'),
  ...headed,
  counts_as: countsAs,
}

export const numberSchema: z.ZodMiniType<NumberValue> = called(
  z.union([scalar, called(z.strictObject(numberKeys), 'a number')]),
  'a number with its unit, an expression, or a mapping with "value"',
  'A quantity such as `12 USD/kg`, an expression, or a mapping with `value`, `low`, `high` and where it comes from',
  'Number',
)

/** What a costing method reads of a step: a default, and whether a machine may leave it out too. */
export type ExpectEntry = string | (NumberEntry & { optional?: boolean })

export const expectSchema: z.ZodMiniType<ExpectEntry> = called(
  z.union([
    scalar,
    called(
      z.strictObject({ ...numberKeys, optional: maybe(z.boolean(), 'Whether a machine may leave it out too') }),
      'an expectation',
    ),
  ]),
  'a number with its unit, or a mapping with "value"',
  'A default, which holds for a step without equipment',
)

/** An expression; as a mapping with its unit, a description and provenance. */
export interface EquationEntry extends Words, Provenance {
  is: string
  unit?: string
  range?: string
  counts_as?: NumberTag
}
export type EquationValue = string | EquationEntry

export const equationSchema: z.ZodMiniType<EquationValue> = called(
  z.union([
    called(text('An expression'), 'an expression'),
    called(
      z.strictObject({
        is: text('The expression'),
        unit: note('The unit that the result must have, and is shown in'),
        range: note('Values that make sense, as "0 .. 1"; others are refused'),
        ...headed,
        counts_as: countsAs,
      }),
      'an equation',
    ),
  ]),
  'an expression, or a mapping with "is"',
  'An expression, or a mapping with `is`, `unit`, `about` and where it comes from',
  'Equation',
)

/** Values by position, by key, or as points of a curve. */
export interface CurveTable extends Words, Provenance {
  points: [string, string][]
  between?: 'linear' | 'step'
}
export type TableValue = string[] | CurveTable | Record<string, string>

/** The tables of a document, by name. */
export type TablesText = Record<string, TableValue>

const curve = z.strictObject({
  points: z.array(called(z.tuple([scalar, scalar]), 'a pair of numbers')),
  between: maybe(z.enum(['linear', 'step']), 'How to read between two points; linear where nothing is said'),
  ...headed,
})

export const tableSchema: z.ZodMiniType<TableValue> = called(
  z.union([
    z.array(scalar),
    called(curve, 'a table of points'),
    called(z.record(z.string(), scalar), 'a table by key'),
  ]),
  'a list of numbers, a mapping with "points", or a mapping from keys to numbers',
  'A table to look up: a list, points of a curve, or values by key',
  'Table',
)
