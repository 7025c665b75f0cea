import * as z from 'zod/mini'
import type { DocumentKind } from './kind.ts'
import { flowSchema } from './schema/flow.ts'
import { methodSchema } from './schema/method.ts'
import { operationSchema } from './schema/operation.ts'
import { plantSchema } from './schema/plant.ts'
import { pricesSchema } from './schema/prices.ts'

/** The schemas as JSON Schema draft-07, which the language servers of editors read. */
export function jsonSchemas(): Record<DocumentKind, object> {
  return {
    flow: draft(flowSchema),
    operation: draft(operationSchema),
    method: draft(methodSchema),
    prices: draft(pricesSchema),
    plant: draft(plantSchema),
  }
}

const draft = (schema: z.core.$ZodType): object => z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })
