import * as z from 'zod/mini'
import { called, format, maybe, note, text } from './describe.ts'
import { documentName, named } from './names.ts'
import {
  type EquationValue,
  type ExpectEntry,
  equationSchema,
  expectSchema,
  headed,
  type NumberValue,
  numberSchema,
  type Provenance,
  type TableValue,
  tableSchema,
  type Words,
} from './number.ts'

export type CostFor = 'purchase' | 'use' | 'disposal' | 'scrap' | 'sale' | 'step' | 'plant'

export interface YearsEntry {
  from: string
  to: string
  start?: Record<string, NumberValue>
  equations: Record<string, EquationValue>
  shows?: string[]
}

/** The value of an input at which something holds. */
export interface GoalEntry extends Words, Provenance {
  vary: string
  until: string
  range: string
  settled?: boolean
  unit?: string
  first?: boolean
}

/** A sum in named terms. */
export interface StatementEntry extends Words, Provenance {
  unit?: string
  terms: Record<string, string>
  total: string
}

/** One kind of ledger line. */
export interface CostEntry extends Words, Provenance {
  for: CostFor
  of?: string[]
  category: string
  item?: string
  is: string
}

export interface MethodDocument extends Words, Provenance {
  format: string
  method: string
  based_on?: string
  parameters?: Record<string, NumberValue>
  plant?: Record<string, NumberValue>
  tables?: Record<string, TableValue>
  expects?: Record<string, ExpectEntry>
  line?: Record<string, EquationValue>
  step?: Record<string, EquationValue>
  totals?: Record<string, EquationValue>
  years?: YearsEntry
  goals?: Record<string, GoalEntry>
  statements?: Record<string, StatementEntry>
  costs?: CostEntry[]
}

const years = called(
  z.strictObject({
    from: text('First year, a whole number'),
    to: text('Last year'),
    start: maybe(named(numberSchema), 'Values of `previous.x` in the first year'),
    equations: called(named(equationSchema), 'a mapping of equations', 'Equations of each year'),
    shows: maybe(z.array(text('An equation of the years')), 'Equations that a run prints year by year'),
  }),
  'the years',
)

const goal = called(
  z.strictObject({
    vary: text('The input that is solved for'),
    until: text('What must hold, as "totals.net_present_value = 0 USD"'),
    range: text('Where it is looked for, as "0 .. 1"'),
    unit: note('Unit in which the values are shown; that of the input where nothing is said'),
    first: maybe(z.boolean(), 'Whether only the lowest of several values is meant'),
    settled: maybe(z.boolean(), 'Whether the run takes the value found, where `--set` gives none'),
    ...headed,
  }),
  'a goal',
  'The value of an input at which something holds: a selling price, a rate of return',
)

const statement = called(
  z.strictObject({
    unit: note('Unit in which the statement is shown'),
    terms: called(named(text('An expression')), 'a mapping of terms', 'The terms, each once'),
    total: text('What the terms must add up to'),
    ...headed,
  }),
  'a statement',
  'A sum in named terms, which must add up',
)

const cost = called(
  z.strictObject({
    for: z.enum(['purchase', 'use', 'disposal', 'scrap', 'sale', 'step', 'plant']),
    of: maybe(z.array(text('A utility')), 'The utilities that the line is for'),
    category: text('Cost category'),
    item: note('Item; `machine` stands for the name of the machine'),
    is: text('Money per functional unit'),
    ...headed,
  }),
  'a cost',
  'One kind of ledger line',
)

export const methodSchema: z.ZodMiniType<MethodDocument> = called(
  z.strictObject({
    format,
    method: documentName('Name of the costing method, the same as that of its file'),
    ...headed,
    based_on: note('Costing method that gives what is not stated here'),
    parameters: maybe(named(numberSchema), 'Numbers of the method'),
    plant: maybe(named(numberSchema), 'Figures of the plant that hold where no plant document states them'),
    tables: maybe(named(tableSchema), 'Tables to look up'),
    expects: maybe(named(expectSchema), 'What the method reads of a step, and the default of each'),
    line: maybe(named(equationSchema), 'Equations of each line'),
    step: maybe(named(equationSchema), 'Equations of each step'),
    totals: maybe(named(equationSchema), 'Equations of the plant as a whole'),
    years: maybe(years, 'Equations of each year of the plant'),
    goals: maybe(named(goal), 'Values of inputs at which something holds'),
    statements: maybe(named(statement), 'Sums in named terms that a run prints'),
    costs: maybe(z.array(cost), 'The ledger lines'),
  }),
  'a costing method',
  'A costing method: what is paid for, and how it is counted',
)
