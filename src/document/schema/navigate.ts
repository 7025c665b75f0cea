import type * as z from 'zod/mini'
import type { Path } from '../positioned.ts'
import { nounOf } from './describe.ts'

type Schema = z.core.$ZodType
type Definition = z.core.$ZodTypes['_zod']['def']

const definitionOf = (schema: Schema): Definition => schema._zod.def as Definition

/** The schema that holds for the value at a path, following unions by the kind of value that stands there. */
export function schemaAt(top: Schema, path: Path, data: unknown): Schema | undefined {
  let schema: Schema | undefined = settled(top, data)
  let value = data
  for (const part of path) {
    if (schema === undefined) return undefined
    value = childOf(value, part)
    const child = partOf(schema, part)
    schema = child && settled(child, value)
  }
  return schema
}

/** The value at one key or index, where there is one. */
export function childOf(value: unknown, part: string | number): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string | number, unknown>)[part] : undefined
}

/** The noun of the schema at a path: that of a union is kept, since it names all that will do. */
export function nounAt(top: Schema, path: Path, data: unknown): string | undefined {
  const last = path[path.length - 1]
  if (last === undefined) return nounOf(top)
  const parent = path.slice(0, -1)
  const container = schemaAt(top, parent, data)
  const child = container && partOf(container, last)
  return child && (nounOf(child) ?? nounOf(unwrapped(child)) ?? plainNoun(unwrapped(child)))
}

/** The keys that a mapping has by its schema; none for a mapping from names of the user's own. */
export function keysOf(schema: Schema | undefined): string[] {
  const definition = schema && definitionOf(schema)
  return definition?.type === 'object' ? Object.keys(definition.shape) : []
}

/** Whether a mapping takes no keys but those of its schema. */
export function isClosed(schema: Schema | undefined): boolean {
  const definition = schema && definitionOf(schema)
  return (
    definition?.type === 'object' &&
    definition.catchall !== undefined &&
    definitionOf(definition.catchall).type === 'never'
  )
}

function plainNoun(schema: Schema): string | undefined {
  const type = definitionOf(schema).type
  if (type === 'object' || type === 'record') return 'a mapping'
  if (type === 'array' || type === 'tuple') return 'a list'
  if (type === 'boolean') return '"true" or "false"'
  if (type === 'string') return 'a text'
  return undefined
}

function unwrapped(schema: Schema): Schema {
  const definition = definitionOf(schema)
  return definition.type === 'optional' ? unwrapped(definition.innerType) : schema
}

function partOf(schema: Schema, part: string | number): Schema | undefined {
  const definition = definitionOf(schema)
  if (definition.type === 'object') return definition.shape[part] ?? definition.catchall
  if (definition.type === 'record') return definition.valueType
  if (definition.type === 'array') return definition.element
  if (definition.type === 'tuple') return definition.items[Number(part)]
  return undefined
}

/** A schema without wrappers, and of a union the branch for this value. */
function settled(schema: Schema, value: unknown): Schema {
  const inner = unwrapped(schema)
  const definition = definitionOf(inner)
  if (definition.type !== 'union') return inner
  const branches = definition.options.map((option) => settled(option, value)).filter((option) => fits(option, value))
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : []
  return (
    branches.find((branch) => keysOf(branch).some((key) => keys.includes(key))) ??
    branches[branches.length - 1] ??
    inner
  )
}

function fits(schema: Schema, value: unknown): boolean {
  const type = definitionOf(schema).type
  if (Array.isArray(value)) return type === 'array' || type === 'tuple'
  if (value !== null && typeof value === 'object') return type === 'object' || type === 'record'
  return type === 'string' || type === 'enum' || type === 'boolean'
}
