import * as z from 'zod/mini'
import { called, format, maybe, note, text } from './describe.ts'
import { documentName, named, settings } from './names.ts'
import {
  type EquationValue,
  equationSchema,
  headed,
  type NumberValue,
  numberSchema,
  type Provenance,
  type TableValue,
  tableSchema,
  type Words,
} from './number.ts'

/** What fills a slot: one component, or several with their fractions. */
export type SlotValue = string | Record<string, NumberValue>

export interface ProductEntry extends Words, Provenance {
  operation: string
  from?: string
  facing?: string
  set?: Record<string, NumberValue>
  composition?: SlotValue
}

export interface StepKeys extends Words, Provenance {
  operation: string
  line?: string
  set?: Record<string, NumberValue>
}
/** A step; each key beside those of `StepKeys` fills a slot that its operation declares under `materials:`. */
export type StepEntry = StepKeys & Record<string, unknown>

export interface FlowDocument extends Words, Provenance {
  format: string
  flow: string
  family?: string
  method?: string
  plant?: string
  product: ProductEntry
  supply?: Record<string, string>
  components?: string[]
  parameters?: Record<string, NumberValue>
  equations?: Record<string, EquationValue>
  tables?: Record<string, TableValue>
  feeds?: Record<string, Record<string, NumberValue>>
  steps: Record<string, StepEntry>
  streams?: (string | Record<string, string>)[]
}

const slot = called(
  z.union([text('A component'), called(named(numberSchema), 'a composition')]),
  'a component, or a mapping from components to fractions',
  'What fills the slot: a component, or components with their fractions',
  'Slot',
)

const set = maybe(settings(numberSchema), 'Values for parameters of the operation, and for figures of its machine')

const product = called(
  z.strictObject({
    operation: text('The product operation: `membrane`, `powder`, `pack` or one of your own'),
    from: note('The out-port that the product comes from, as `step.port`'),
    facing: note('What the product faces in use'),
    set,
    composition: maybe(slot, 'What the product consists of'),
    ...headed,
  }),
  'the product',
  'What the flow makes, and how much of it is the functional unit',
)

const step = called(
  z.catchall(
    z.object({
      operation: text('The unit operation'),
      line: note('The line it runs on; a line of its own where nothing is said'),
      set,
      ...headed,
    }),
    slot,
  ),
  'a step',
  'One use of a unit operation; further keys fill the slots that it declares under `materials:`',
)

const stream = called(
  z.union([text('A stream, as `step.port -> step.port`'), called(z.record(z.string(), text('A share')), 'a stream')]),
  'a stream "step.port -> step.port"',
  'A stream, as `step.port -> step.port`, with a share of the port as `{ "a.out -> b.in": 60 % }`',
)

export const flowSchema: z.ZodMiniType<FlowDocument> = called(
  z.strictObject({
    format,
    flow: documentName('Name of the flow, the same as that of its file'),
    ...headed,
    family: note('Flows of one family are compared with each other'),
    method: note('Costing method; `levelized` where nothing is said'),
    plant: note('Plant that the flow is costed in; `default` where nothing is said'),
    product,
    supply: maybe(named(text('A flow, or `bought`')), 'Components made in house, and the flow that makes each'),
    components: maybe(z.array(text('A component')), 'Components that no slot, feed or reaction names'),
    parameters: maybe(named(numberSchema), 'Numbers of the flow as a whole'),
    equations: maybe(named(equationSchema), 'Equations of the flow as a whole'),
    tables: maybe(named(tableSchema), 'Tables to look up'),
    feeds: maybe(z.record(z.string(), named(numberSchema)), 'Amounts that enter at an in-port, as `step.port`'),
    steps: called(named(step), 'a mapping of steps', 'The steps, by name'),
    streams: maybe(z.array(stream), 'What runs between the ports'),
  }),
  'a flow',
  'A fabrication route: steps joined by streams that end in one product',
)
