import * as z from 'zod/mini'
import { called, format, maybe, note, text } from './describe.ts'
import { documentName, named } from './names.ts'
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

export type StreamKind = 'web' | 'bulk' | 'pieces'
export type PortTag = (typeof portTags)[number]
export type Role = (typeof roles)[number]

const portTags = ['fresh', 'evaporated', 'recovered', 'emitted', 'air', 'scrap', 'waste', 'sale', 'by_product'] as const
/** What a component may be in a stream. */
export const roles = [
  'electrolyte',
  'binder',
  'solvent',
  'scaffold',
  'carrier',
  'additive',
  'precursor',
  'by_product',
] as const

/** The role of a component in a stream. */
export const roleSchema: z.ZodMiniType<Role> = z.enum(roles)

export interface SlotEntry extends Words {
  role?: Role | Role[]
  optional?: boolean
}

export interface PortEntry extends Words {
  in?: StreamKind
  out?: StreamKind
  carries?: string | string[]
  market?: boolean
  counts_as?: PortTag
  disposal?: string
  optional?: boolean
}

export interface RateEntry extends Words, Provenance {
  of: string
  is: string
}

export interface OperationDocument extends Words, Provenance {
  format: string
  operation: string
  materials?: Record<string, SlotEntry>
  reaction?: string
  traits?: string[]
  forms?: string[]
  ports?: Record<string, PortEntry>
  parameters?: Record<string, NumberValue>
  through?: string[]
  balance?: Record<string, EquationValue>
  equations?: Record<string, EquationValue>
  tables?: Record<string, TableValue>
  rate?: RateEntry
  uses?: Record<string, EquationValue>
  equipment?: string | { machine: string; size?: string }
}

const words = { title: headed.title, about: headed.about }

const slot = called(
  z.strictObject({
    role: maybe(
      called(z.union([roleSchema, z.array(roleSchema)]), 'a role or a list of roles'),
      'Role that a component in the slot must have',
    ),
    optional: maybe(z.boolean(), 'Whether a step may leave the slot empty'),
    ...words,
  }),
  'a slot',
  'A slot that a step fills with a component or a composition',
)

const kind = z.enum(['web', 'bulk', 'pieces'])
const port = called(
  z
    .strictObject({
      in: maybe(kind, 'Kind of stream that enters: `web` in m², `bulk` in kg, `pieces` by number'),
      out: maybe(kind, 'Kind of stream that leaves: `web` in m², `bulk` in kg, `pieces` by number'),
      carries: maybe(
        called(
          z.union([text('A role, a slot or `solids`'), z.array(text('A role, a slot or `solids`'))]),
          'a role or a list of roles',
        ),
        'Roles it carries; all components where nothing is said',
      ),
      market: maybe(z.boolean(), 'Whether what does not arrive is bought'),
      counts_as: maybe(z.enum(portTags), 'What leaves here counts as, in the totals of a run'),
      disposal: note('The priced service that disposes of what leaves here'),
      optional: maybe(z.boolean(), 'Whether the port may stay unconnected'),
      ...words,
    })
    .check(
      z.refine((port) => (port.in === undefined) !== (port.out === undefined), { params: { code: 'PORT_DIRECTION' } }),
    ),
  'a port',
  'Where a stream enters or leaves',
)

export const operationSchema: z.ZodMiniType<OperationDocument> = called(
  z.strictObject({
    format,
    operation: documentName('Name of the unit operation, the same as that of its file'),
    ...headed,
    materials: maybe(named(slot), 'Slots that a step fills'),
    reaction: note('Reaction, such as `5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl`'),
    traits: maybe(z.array(text('A word')), 'Words that rules match, such as `disperses` or `heats`'),
    forms: maybe(z.array(text('A form')), 'Words among which a product of this operation takes its `form:`'),
    ports: maybe(named(port), 'Where streams enter and leave'),
    parameters: maybe(named(numberSchema), 'Numbers that a step may set'),
    through: maybe(z.array(text('A relation')), 'Relations between port amounts, without direction and linear'),
    balance: maybe(z.record(z.string(), equationSchema), 'Port amounts, each defined by an expression'),
    equations: maybe(named(equationSchema), 'Equations of the step'),
    tables: maybe(named(tableSchema), 'Tables to look up'),
    rate: maybe(
      called(
        z.strictObject({
          of: text('What is counted, such as `dry_film.area`'),
          is: text('How much of it one machine does in a time'),
          ...headed,
        }),
        'a rate',
      ),
      'How fast one machine works',
    ),
    uses: maybe(named(equationSchema), 'Utilities and labour that the step uses'),
    equipment: maybe(
      called(
        z.union([
          text('The machine'),
          called(
            z.strictObject({ machine: text('The machine'), size: note('Its size, where the price depends on it') }),
            'the equipment',
          ),
        ]),
        'a machine, or a mapping with "machine" and "size"',
      ),
      'The machine, of the equipment in the prices',
    ),
  }),
  'a unit operation',
  'A unit operation: ports, parameters, balances and equations',
)
