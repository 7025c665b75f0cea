/** What a document describes. */
export type DocumentKind = 'flow' | 'finish' | 'rules' | 'operation' | 'method' | 'prices' | 'plant'

const naming = ['flow', 'finish', 'rules', 'operation', 'method', 'plant'] as const
const priceSections = [
  'materials',
  'utilities',
  'labour',
  'services',
  'equipment',
  'sources',
  'indices',
  'exchange_rates',
  'bands',
  'scenario',
]

/** The top-level keys that tell what a document is. */
export const tellingKeys: readonly string[] = [...naming, ...priceSections]

/** What a message calls a document of each kind. */
export const KIND_NOUNS: Readonly<Record<DocumentKind, string>> = {
  flow: 'a flow',
  finish: 'a finish',
  rules: 'a document of rules',
  operation: 'a unit operation',
  method: 'a costing method',
  prices: 'a price document',
  plant: 'a plant',
}

/** What a document describes, by its top-level keys. A flow names its method and its plant, so it is asked for first. */
export function kindOf(data: unknown): DocumentKind | undefined {
  if (data === null || typeof data !== 'object') return undefined
  // a flow names its finish as well
  if (Object.hasOwn(data, 'finish') && !Object.hasOwn(data, 'flow')) return 'finish'
  if (Object.hasOwn(data, 'steps') || Object.hasOwn(data, 'product')) return 'flow'
  for (const kind of naming) if (Object.hasOwn(data, kind)) return kind
  // one that has lost its first key is known by what only it has
  if (['ports', 'through', 'balance'].some((key) => Object.hasOwn(data, key))) return 'operation'
  if (['expects', 'costs'].some((key) => Object.hasOwn(data, key))) return 'method'
  return priceSections.some((section) => Object.hasOwn(data, section)) ? 'prices' : undefined
}
