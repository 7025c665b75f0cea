import * as z from 'zod/mini'
import { called, format, maybe, note } from './describe.ts'
import { documentName, named } from './names.ts'
import { headed, type NumberValue, numberSchema, type Provenance, type Words } from './number.ts'

/** What a flow is costed in. */
export interface PlantDocument extends Words, Provenance {
  format: string
  plant: string
  based_on?: string
  region?: string
  currency?: string
  scenario?: string
  parameters?: Record<string, NumberValue>
}

export const plantSchema: z.ZodMiniType<PlantDocument> = called(
  z.strictObject({
    format,
    plant: documentName('Name of the plant, the same as that of its file'),
    ...headed,
    based_on: note('Plant whose figures hold where this one states none: a bundled name, or a path'),
    region: note('Region that prices and wages hold for'),
    currency: note('Currency of the results, such as `USD`'),
    scenario: note('Price scenario: a bundled name, or a path'),
    parameters: maybe(
      named(numberSchema),
      'Annual output, operating time, finance and whatever else holds for the plant',
    ),
  }),
  'a plant',
  'What a flow is costed in: output, operating time, region, currency, year and finance',
)
