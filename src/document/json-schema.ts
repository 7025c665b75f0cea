import * as z from 'zod/mini'
import type { DocumentKind } from './kind.ts'
import { finishSchema, partialFlowSchema } from './schema/flow.ts'
import { methodSchema } from './schema/method.ts'
import { operationSchema } from './schema/operation.ts'
import { plantSchema } from './schema/plant.ts'
import { pricesSchema } from './schema/prices.ts'
import { rulesSchema } from './schema/rules.ts'

/** The schemas as JSON Schema draft-07, which the language servers of editors read. */
export function jsonSchemas(): Record<DocumentKind, object> {
  return {
    flow: emptied(draft(partialFlowSchema)),
    finish: draft(finishSchema),
    rules: draft(rulesSchema),
    operation: draft(operationSchema),
    method: draft(methodSchema),
    prices: draft(pricesSchema),
    plant: draft(plantSchema),
  }
}

const draft = (schema: z.core.$ZodType): object => z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })

/** Mappings of a flow in which an entry without a value removes that of the flow that it is based on. */
const REMOVABLE = ['parameters', 'equations', 'tables', 'supply', 'feeds', 'steps', 'finished']

/** The schema of a flow in which entries may be left without a value. */
function emptied(schema: object): object {
  const { properties } = schema as { properties: Record<string, { additionalProperties?: object }> }
  for (const key of REMOVABLE) {
    const mapping = properties[key]
    if (mapping?.additionalProperties !== undefined)
      mapping.additionalProperties = { anyOf: [mapping.additionalProperties, { type: 'null' }] }
  }
  return schema
}
