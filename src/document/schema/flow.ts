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
  form?: string
  facing?: string
  set?: Record<string, NumberValue>
  composition?: SlotValue
}

export interface StepKeys extends Words, Provenance {
  operation: string
  line?: string
  reaction?: string
  set?: Record<string, NumberValue>
}
/** A step; each key beside those of `StepKeys` fills a slot that its operation declares under `materials:`. */
export type StepEntry = StepKeys & Record<string, unknown>

export interface FlowDocument extends Words, Provenance {
  format: string
  flow: string
  family?: string
  based_on?: string
  finish?: string
  finished?: Record<string, NumberValue>
  accepts?: Record<string, string>
  method?: string
  plant?: string
  product: ProductEntry
  supply?: Record<string, string>
  components?: string[]
  parameters?: Record<string, NumberValue>
  equations?: Record<string, EquationValue>
  tables?: Record<string, TableValue>
  feeds?: Record<string, Record<string, NumberValue>>
  set?: Record<string, NumberValue>
  steps: Record<string, StepEntry>
  streams?: (string | Record<string, string>)[]
}

/** A tail of steps between the last step of a route and its product, and how it changes the product. */
export interface FinishDocument extends Words, Provenance {
  format: string
  finish: string
  forms?: string[]
  takes?: Record<string, string>
  product?: { set: Record<string, NumberValue> }
  parameters?: Record<string, NumberValue>
  equations?: Record<string, EquationValue>
  from?: string
  to?: string
  steps?: Record<string, StepEntry>
  streams?: (string | Record<string, string>)[]
}

const slot = called(
  z.union([text('A component'), called(named(numberSchema), 'a composition')]),
  'a component, or a mapping from components to fractions',
  'What fills the slot: a component, or components with their fractions',
  'Slot',
)

const set = maybe(settings(numberSchema), 'Values for parameters of the operation, and for figures of its machine')

/** A product or a step, whole, or as far as one that is based on another states it. */
const operationKey = (isWhole: boolean, description: string) => (isWhole ? text(description) : note(description))

const product = (isWhole: boolean) =>
  called(
    z.strictObject({
      operation: operationKey(isWhole, 'The product operation: `membrane`, `powder`, `pack` or one of your own'),
      from: note('The out-port that the product comes from, as `step.port`'),
      form: note('What holds the product, among the `forms:` of its operation'),
      facing: note('What the product faces in use'),
      set,
      composition: maybe(slot, 'What the product consists of'),
      ...headed,
    }),
    'the product',
    'What the flow makes, and how much of it is the functional unit',
  )

const step = (isWhole: boolean) =>
  called(
    z.catchall(
      z.object({
        operation: operationKey(isWhole, 'The unit operation'),
        line: note('The line it runs on; a line of its own where nothing is said'),
        reaction: note('Reaction in place of that of its operation'),
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
const streams = maybe(z.array(stream), 'What runs between the ports')
const parameters = maybe(named(numberSchema), 'Numbers of the flow as a whole')
const equations = maybe(named(equationSchema), 'Equations of the flow as a whole')

const flow = (isWhole: boolean) => {
  const steps = called(named(step(isWhole)), 'a mapping of steps', 'The steps, by name')
  return called(
    z.strictObject({
      format,
      flow: documentName('Name of the flow, the same as that of its file'),
      ...headed,
      based_on: note('Flow that gives whatever is not stated here: a name, or a path'),
      family: note('Flows of one family are listed together'),
      method: note('Costing method; `levelized` where nothing is said'),
      plant: note('Plant that the flow is costed in; `default` where nothing is said'),
      finish: note('Tail of steps before the product, such as `none` or `wip`'),
      finished: maybe(named(numberSchema), 'Figures of the product after finishing, where a source gives them'),
      product: isWhole ? product(true) : z.optional(product(false)),
      supply: maybe(named(text('A flow, or `bought`')), 'Components made in house, and the flow that makes each'),
      components: maybe(z.array(text('A component')), 'Components that no slot, feed or reaction names'),
      accepts: maybe(named(text('Why')), 'Rules that the flow breaks on purpose, and why'),
      parameters,
      equations,
      tables: maybe(named(tableSchema), 'Tables to look up'),
      feeds: maybe(z.record(z.string(), named(numberSchema)), 'Amounts that enter at an in-port, as `step.port`'),
      set: maybe(
        z.record(z.string(), numberSchema),
        'Values that take the place of inputs of any kind, by their paths: `prices.X`, `steps.drying.residence_time`',
      ),
      steps: isWhole ? steps : z.optional(steps),
      streams,
    }),
    'a flow',
    'A fabrication route: steps joined by streams that end in one product',
  )
}

export const flowSchema = flow(true) as unknown as z.ZodMiniType<FlowDocument>

/** A flow that is based on another, or that changes steps of its finish: what it states may be a part of the whole. */
export const partialFlowSchema = flow(false) as unknown as z.ZodMiniType<FlowDocument>

/** The schema that a flow must keep by itself, before it is laid over what it is based on. */
export function flowSchemaOf(data: unknown): z.ZodMiniType<FlowDocument> {
  const isPart = Object.hasOwn(data as object, 'based_on') || Object.hasOwn(data as object, 'finish')
  return isPart ? partialFlowSchema : flowSchema
}

export const finishSchema: z.ZodMiniType<FinishDocument> = called(
  z.strictObject({
    format,
    finish: documentName('Name of the finish, the same as that of its file'),
    ...headed,
    forms: maybe(z.array(text('A form')), 'Forms of the product that it can take; any where nothing is said'),
    takes: maybe(
      named(text('A parameter of the product')),
      'Parameters of the route that take what it says of its product before finishing',
    ),
    product: maybe(
      called(z.strictObject({ set: settings(numberSchema) }), 'the finished product'),
      'What the finish makes of the product',
    ),
    parameters,
    equations,
    from: note('The in-port that takes what the route would deliver, as `step.port`'),
    to: note('The out-port that the product then comes from, as `step.port`'),
    steps: maybe(named(step(true)), 'The steps, by name'),
    streams,
  }),
  'a finish',
  'A tail of steps between the last step of a route and its product',
) as unknown as z.ZodMiniType<FinishDocument>
