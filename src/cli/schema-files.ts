import type { DocumentKind } from '../document/kind.ts'

/** Where editors look for the schema of each kind of document, from the top of the package. */
export const schemaFiles: Readonly<Record<DocumentKind, string>> = {
  flow: 'flows/flow.schema.json',
  finish: 'flows/finishes/finish.schema.json',
  rules: 'flows/rules/rules.schema.json',
  operation: 'flows/operations/operation.schema.json',
  method: 'flows/methods/method.schema.json',
  prices: 'prices/prices.schema.json',
  plant: 'prices/plants/plant.schema.json',
}

/** A schema as it stands in its file. */
export const schemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`
