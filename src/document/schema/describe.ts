import * as z from 'zod/mini'

/** What a message calls a thing that has this schema: "a step", "a number with its unit". */
const nouns = z.registry<{ noun: string }>()

/** The noun of a schema, where it has one. */
export function nounOf(schema: z.core.$ZodType): string | undefined {
  return nouns.get(schema)?.noun
}

/** Gives a schema its noun, and the description that editors show. */
export function called<S extends z.core.$ZodType>(schema: S, noun: string, description?: string, id?: string): S {
  nouns.add(schema, { noun })
  if (description !== undefined || id !== undefined) z.globalRegistry.add(schema, { ...(id && { id }), description })
  return schema
}

/** A text. A numeral arrives as its source text, so editors are told that a number will do as well. */
export function text(description: string): z.ZodMiniString {
  const schema = z.string()
  nouns.add(schema, { noun: 'a text' })
  z.globalRegistry.add(schema, { description, type: ['string', 'number'] })
  return schema
}

/** A text that may be left out. */
export function note(description: string): z.ZodMiniOptional<z.ZodMiniString> {
  return z.optional(text(description))
}

/** A key that may be left out, with the description that editors show. */
export function maybe<S extends z.core.$ZodType>(schema: S, description: string): z.ZodMiniOptional<S> {
  const optional = z.optional(schema)
  z.globalRegistry.add(optional, { description })
  return optional
}

/** The version of the document languages. */
export const FORMAT = 1

const formatSchema = z.string()
z.globalRegistry.add(formatSchema, { description: 'Version of the document language', type: 'integer', const: FORMAT })

/** `format: 1`; validate.ts checks the value, so that each way of getting it wrong has its own words. */
export const format: z.ZodMiniString = formatSchema
