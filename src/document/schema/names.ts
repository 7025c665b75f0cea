import * as z from 'zod/mini'

/** A name that may stand in a path: a step, port, parameter, material, machine or utility. */
export const NAME: RegExp = /^[A-Za-z][A-Za-z0-9_]*$/
export const NAME_RULE = 'a name has letters, digits and "_", and begins with a letter; a "title:" may hold anything'

/** A parameter that `set:` gives, or a figure of the step's machine. */
export const SETTING: RegExp = /^(?:machine\.)?[A-Za-z][A-Za-z0-9_]*$/
export const SETTING_RULE = 'a parameter of the operation, or a figure of its machine as "machine.power"'

/** The name of a document, which is also that of its file. */
export const DOCUMENT_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9_-]*$/
export const DOCUMENT_NAME_RULE = 'a document name has letters, digits, "-" and "_", as its file name does'

/** Rules by the source of their pattern, which is what a failed check reports. */
export const ruleOf: ReadonlyMap<string, string> = new Map([
  [String(NAME), NAME_RULE],
  [String(DOCUMENT_NAME), DOCUMENT_NAME_RULE],
  [String(SETTING), SETTING_RULE],
])

const name: z.ZodMiniString = z.string().check(z.regex(NAME))

/** A mapping from names to things of one kind. */
export function named<V extends z.core.$ZodType>(value: V): z.ZodMiniRecord<z.ZodMiniString, V> {
  return z.record(name, value)
}

/** A mapping from what a step may set to things of one kind. */
export function settings<V extends z.core.$ZodType>(value: V): z.ZodMiniRecord<z.ZodMiniString, V> {
  return z.record(z.string().check(z.regex(SETTING)), value)
}

/** The key that says what a document is and what it is called. */
export function documentName(description: string): z.ZodMiniString {
  const schema = z.string().check(z.regex(DOCUMENT_NAME))
  z.globalRegistry.add(schema, { description })
  return schema as unknown as z.ZodMiniString
}
