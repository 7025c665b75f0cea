/** The shapes of all documents, in one place. */
export {
  type FinishDocument,
  type FlowDocument,
  finishSchema,
  flowSchema,
  flowSchemaOf,
  type ProductEntry,
  type SlotValue,
  type StepEntry,
} from './schema/flow.ts'
export {
  type CostEntry,
  type MethodDocument,
  methodSchema,
  type YearsEntry,
} from './schema/method.ts'
export type {
  CurveTable,
  EquationEntry,
  EquationValue,
  ExpectEntry,
  NumberEntry,
  NumberTag,
  NumberValue,
  Provenance,
  TablesText,
  TableValue,
  Words,
} from './schema/number.ts'
export {
  type OperationDocument,
  operationSchema,
  type PortEntry,
  type PortTag,
  type RateEntry,
  type Role,
  roles,
  type SlotEntry,
  type StreamKind,
} from './schema/operation.ts'
export { type PlantDocument, plantSchema } from './schema/plant.ts'
export {
  type BandEntry,
  type CatalogueEntry,
  type DatedEntry,
  type PricesDocument,
  pricesSchema,
  type SourceEntry,
} from './schema/prices.ts'
export { type RuleEntry, type RuleMatch, type RulesDocument, rulesSchema } from './schema/rules.ts'
