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

export type CostFor = 'purchase' | 'use' | 'disposal' | 'sale' | 'step' | 'plant'

export interface YearsEntry {
  from: string
  to: string
  start?: Record<string, NumberValue>
  equations: Record<string, EquationValue>
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
  tables?: Record<string, TableValue>
  expects?: Record<string, ExpectEntry>
  line?: Record<string, EquationValue>
  step?: Record<string, EquationValue>
  totals?: Record<string, EquationValue>
  years?: YearsEntry
  costs?: CostEntry[]
}

const years = called(
  z.strictObject({
    from: text('First year, a whole number'),
    to: text('Last year'),
    start: maybe(named(numberSchema), 'Values of `previous.x` in the first year'),
    equations: called(named(equationSchema), 'a mapping of equations', 'Equations of each year'),
  }),
  'the years',
)

const cost = called(
  z.strictObject({
    for: z.enum(['purchase', 'use', 'disposal', 'sale', 'step', 'plant']),
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
    tables: maybe(named(tableSchema), 'Tables to look up'),
    expects: maybe(named(expectSchema), 'What the method reads of a step, and the default of each'),
    line: maybe(named(equationSchema), 'Equations of each line'),
    step: maybe(named(equationSchema), 'Equations of each step'),
    totals: maybe(named(equationSchema), 'Equations of the plant as a whole'),
    years: maybe(years, 'Equations of each year of the plant'),
    costs: maybe(z.array(cost), 'The ledger lines'),
  }),
  'a costing method',
  'A costing method: what is paid for, and how it is counted',
)
